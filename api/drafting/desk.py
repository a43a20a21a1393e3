"""The drafting desk: takes a request, keeps it safe, has it written once, and hands the draft back.

A request is stored before anything is read or any model is called. Whoever is killed half-way leaves a draft whose
lease runs out; another process then finishes it (see `api.jobs`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic, sleep
from typing import Protocol

import orjson
import structlog

from api.audit.refusals import refusals_told
from api.cases.gathering import Conversation, gathered
from api.drafting.brief import Errand
from api.drafting.errands import follow_up_to, warning_on
from api.drafting.grouping import Groups
from api.drafting.pipeline import Order, Pipeline
from api.drafting.privacy import without_secrets
from api.drafting.trace import Trace
from api.errors import Conflict, NotFound, Unavailable
from api.metrics import record_draft
from api.models import Draft, DraftRequest, DraftStatus, Purpose
from api.store.accepting import Accepted
from api.store.cases import CaseStore
from api.store.draft_rows import superseded
from api.store.drafts import DraftStore, Stored
from api.store.evidence import EvidenceStore
from api.store.followups import FollowUps
from api.store.telling import draft_told
from api.store.webhooks import Event
from api.telemetry import where
from guardrails.inbound.assessment import Action

log = structlog.get_logger(__name__)

LEASE_SECONDS = 15.0
"""How long a draft stays with a process that stopped renewing its lease."""


class InFlight(Protocol):
    """Keeps the leases of drafts being written in this process alive; see `api.jobs`."""

    def writing(self, draft_id: str) -> AbstractContextManager[None]:
        """Renew the lease of a draft while the block runs."""
        ...

    def enqueue_draft(self, draft_id: str) -> None:
        """Have a draft written later, by whichever process is free."""
        ...


class DraftDesk:
    """Accepts, writes and rewrites drafts; safe to call from many threads and processes."""

    def __init__(  # noqa: PLR0913 - the composition root passes each part by name
        self,
        *,
        drafts: DraftStore,
        pipeline: Pipeline,
        in_flight: InFlight,
        cases: CaseStore,
        evidence: EvidenceStore,
        follow_ups: FollowUps,
        owner: str,
        burst: float = 0.0,
        patience: float = 60.0,
        keep_private_data: bool = False,
        groups: Groups | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Keep the parts.

        `patience` is how many seconds to wait for another process's draft, `burst` how many a burst of messages lasts.
        Unless `keep_private_data`, what no answer needs is taken out of a request before it is stored or written from.
        """
        self._kept = _as_it_is if keep_private_data else without_secrets
        self._drafts = drafts
        self._pipeline = pipeline
        self._in_flight = in_flight
        self._cases = cases
        self._evidence = evidence
        self._follow_ups = follow_ups
        self._owner = owner
        self._burst = burst
        self._patience = patience
        self._clock = clock
        self._groups = groups

    def accept(self, request: DraftRequest, *, caller: str, key: str | None = None, later: bool = False) -> Accepted:
        """Store a request and return its ids; with `later`, have it written by a worker.

        A worker begins at once, save where the message goes on with a burst: it is written when the burst is over.

        Raises:
            IdempotencyClash: the key was used with another body.
        """
        now = self._clock()
        accepted = self._drafts.accept(
            self._kept(request),
            caller=caller,
            # Of what came, not of what is kept: a retry brings the same body, and another card is another request.
            idempotency=(key, fingerprint(request)) if key else None,
            lease=LEASE_SECONDS,
            owner=self._owner,
            now=now,
            burst=self._burst,
            patient=later,
        )
        if later and accepted.fresh and not accepted.waits:
            self._in_flight.enqueue_draft(accepted.draft_id)
        return accepted

    def complete(self, accepted: Accepted, request: DraftRequest, trace: Trace | None = None) -> Draft:
        """Return the draft of an accepted request: written now, or the one that the same key stands for.

        Raises:
            Unavailable: another process is still writing it when patience ends.
        """
        if accepted.fresh:
            order = self._order(accepted.draft_id, accepted.case_id, self._kept(request))
            known = Conversation() if accepted.alone else self._cases.conversation(accepted.case_id, accepted.turn)
            return self._write(self._answering(order, known, order.now), trace)
        return self.wait_for(accepted.draft_id)

    def finish(self, draft_id: str) -> Draft | None:
        """Write a draft that was accepted earlier; None when it is unknown. A finished one is returned as it is."""
        stored = self._drafts.get(draft_id)
        if stored is None:
            return None
        if stored.draft is not None:
            return stored.draft
        order = self._order(draft_id, stored.case_id, stored.request, use_model=not stored.exhausted)
        order = replace(order, errand=self._errand(stored))
        known = self._cases.conversation(stored.case_id, stored.turn)
        if known.newer:
            return self._give_way(order, known.newer)
        return self._write(self._answering(order, known, stored.accepted_at), None)

    def wait_for(self, draft_id: str) -> Draft:
        """Return a draft once it is written.

        Raises:
            NotFound: no draft has that id.
            Unavailable: it is still being written when patience ends.
        """
        until, pause = monotonic() + self._patience, 0.005
        while True:
            stored = self._drafts.get(draft_id)
            if stored is None:
                raise NotFound(f"there is no draft {draft_id!r}")
            if stored.draft is not None:
                return stored.draft
            if monotonic() > until:
                raise Unavailable(f"draft {draft_id} is still being written", remedy="ask for it again in a second")
            sleep(pause)
            pause = min(pause * 1.5, 0.25)

    def rewrite(self, draft_id: str, version: int, *, instructions: str | None, actor: str) -> Draft:
        """Return a new version of a draft that awaits review, written anew.

        Raises:
            NotFound: no draft has that id.
            Conflict: the version is stale, the draft no longer awaits review, or somebody else than `actor` holds it.
        """
        with refusals_told(self._drafts, draft_id, "regeneration", actor=actor, tried={"version": version}):
            return self._rewritten(draft_id, version, instructions, actor)

    def _rewritten(self, draft_id: str, version: int, instructions: str | None, actor: str) -> Draft:
        stored = self._drafts.get(draft_id)
        if stored is None:
            raise NotFound(f"there is no draft {draft_id!r}")
        current = awaiting_review(stored.draft, draft_id, version, self._drafts.newer)
        not_held(current, actor, self._clock())
        request = stored.request
        if instructions is not None:
            request = self._kept(request.model_copy(update={"instructions": instructions}))
        order = Order(
            request=request,
            draft_id=draft_id,
            case_id=current.case_id,
            now=self._clock(),
            version=version + 1,
            created_at=current.created_at,
            errand=self._errand(stored),
        )
        known = self._cases.conversation(stored.case_id, stored.turn)
        written = self._pipeline.run(self._answering(order, known, stored.accepted_at))

        def anew(old: Draft) -> Draft:
            # Writing takes time, in which a colleague may have taken the draft up.
            not_held(old, actor, self._clock())
            return written.model_copy(update={"claimed_by": old.claimed_by, "claimed_until": old.claimed_until})

        told = draft_told(written)
        return self._drafts.change(draft_id, version, anew, actor=actor, kind="regenerated", data=told)

    def _run(self, order: Order, trace: Trace | None) -> Draft:
        try:
            return self._pipeline.run(order, trace)
        except Exception as error:  # noqa: BLE001 - whatever broke, the customer is still owed an answer by somebody
            log.error("draft not written", draft_id=order.draft_id, error=type(error).__name__, where=where(error))  # noqa: TRY400 - the message may quote a customer
            return self._pipeline.last_resort(order, error)

    def _order(self, draft_id: str, case_id: str, request: DraftRequest, *, use_model: bool = True) -> Order:
        return Order(request=request, draft_id=draft_id, case_id=case_id, now=self._clock(), use_model=use_model)

    def _errand(self, stored: Stored) -> Errand | None:
        """Return what is to be written where it is no reply.

        Raises:
            Conflict: the house rule that it names is no longer among the brand's.
        """
        if stored.purpose is Purpose.FOLLOW_UP:
            asked = self._follow_ups.asked(stored.id)
            if asked is None:
                raise NotFound(f"draft {stored.id!r} follows nothing that is on record")
            return follow_up_to(asked.after, self._clock(), solved=asked.solved, root_cause=asked.root_cause)
        if stored.draft is None or stored.draft.house_rule is None:
            return None
        rule = self._pipeline.house_rule(stored.draft.house_rule)
        return warning_on(stored.draft, rule, removal=stored.purpose is Purpose.REMOVAL)

    def warn(self, draft_id: str, version: int, rule_id: str, *, actor: str) -> Draft:
        """Return the draft of a message that nobody answers, now a warning that awaits review.

        It names a house rule; to somebody who was warned before, it is the notice of a removal.

        Raises:
            NotFound: no draft has that id.
            InvalidInput: the brand has no such house rule.
            Conflict: the version is stale, or the message is to be answered.
        """
        stored = self._drafts.get(draft_id)
        if stored is None:
            raise NotFound(f"there is no draft {draft_id!r}")
        rule = self._pipeline.house_rule(rule_id)
        draft = left_alone(stored.draft, draft_id, version)
        removal = self._evidence.was_warned(draft)
        order = Order(
            request=stored.request,
            draft_id=draft_id,
            case_id=draft.case_id,
            now=self._clock(),
            version=version + 1,
            created_at=draft.created_at,
            errand=warning_on(draft, rule, removal=removal),
        )
        known = self._cases.conversation(stored.case_id, stored.turn)
        written = self._pipeline.run(replace(order, elsewhere=known.elsewhere))
        data = {"house_rule": rule.id, "purpose": written.purpose.value} | draft_told(written)
        kind, tell = "warning drafted", Event.PENDING
        return self._drafts.change(draft_id, version, lambda _: written, actor=actor, kind=kind, data=data, tell=tell)

    def _answering(self, order: Order, known: Conversation, at: datetime) -> Order:
        """Return the order with all that its reply answers; `at` is when its own message came in."""
        whole = gathered(order.request, at, known, self._burst)
        return replace(order, request=whole.request, reasons=whole.reasons, elsewhere=whole.elsewhere)

    def _write(self, order: Order, trace: Trace | None) -> Draft:
        with self._in_flight.writing(order.draft_id):
            written = self._run(order, trace)
            sighting = self._groups.sighting(written) if self._groups else None
            settled = self._drafts.settle(written, self._owner, sighting)
            if settled is None:
                return self.wait_for(order.draft_id)
        if self._groups and sighting and settled.incident_id is None:
            self._groups.look(sighting, self._clock())
        record_draft(settled)
        log.info(
            "draft written",
            draft_id=order.draft_id,
            case_id=order.case_id,
            action=settled.assessment.action,
            verdict=settled.verdict,
            attempts=[attempt.outcome for attempt in settled.attempts],
            ms=settled.timings.get("total"),
        )
        return settled

    def _give_way(self, order: Order, newer: str) -> Draft:
        """Settle a draft without writing it: a newer one answers its message too."""
        with self._in_flight.writing(order.draft_id):
            self._drafts.settle(self._pipeline.overtaken(order, newer), self._owner)
        log.info("draft superseded before it was written", draft_id=order.draft_id, by=newer)
        return self.wait_for(order.draft_id)


def _as_it_is(request: DraftRequest) -> DraftRequest:
    return request


def fingerprint(request: DraftRequest) -> str:
    """Return the SHA-256 of what a request says, whatever the order and spacing of its JSON."""
    said = request.model_dump(mode="json", exclude_unset=True)
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def left_alone(draft: Draft | None, draft_id: str, version: int) -> Draft:
    """Return the draft of a message that nobody answers, if it is at `version`.

    Raises:
        Conflict: it is still being written, at another version, or of a message that is to be answered.
    """
    if draft is None:
        raise Conflict(f"draft {draft_id} is still being written", remedy="ask for it again in a second")
    if draft.version != version:
        raise Conflict(
            f"version {version} of draft {draft_id} is stale; it is at version {draft.version}",
            remedy="read the draft again",
            current_version=draft.version,
        )
    if draft.status is not DraftStatus.NO_REPLY or draft.assessment.action is not Action.DO_NOT_ENGAGE:
        raise Conflict(
            f"draft {draft_id} is {draft.status}: only whoever is not answered can be warned", status_now=draft.status
        )
    return draft


def awaiting_review(
    draft: Draft | None, draft_id: str, version: int, newer: Callable[[str], str | None] = lambda _: None
) -> Draft:
    """Return the draft if it is at `version` and awaits review. `newer` finds the one that took a draft's place.

    Raises:
        Conflict: it is still being written, superseded (`extra["newer_draft"]` tells by which), at another version, or
            already decided.
    """
    if draft is None:
        raise Conflict(f"draft {draft_id} is still being written", remedy="ask for it again in a second")
    if draft.status is DraftStatus.SUPERSEDED:
        raise superseded(draft_id, newer(draft_id) or draft.superseded_by)
    if draft.version != version:
        raise Conflict(
            f"version {version} of draft {draft_id} is stale; it is at version {draft.version}",
            remedy="read the draft again and decide on what it says now",
            current_version=draft.version,
        )
    if draft.status is not DraftStatus.PENDING_REVIEW:
        raise Conflict(f"draft {draft_id} is {draft.status} and cannot be decided again", status_now=draft.status)
    return draft


def not_held(draft: Draft, actor: str, now: datetime) -> None:
    """Check that nobody else than `actor` holds the draft.

    Raises:
        Conflict: somebody does; `extra["claimed_by"]` tells who.
    """
    if draft.claimed_until is not None and draft.claimed_until > now and draft.claimed_by != actor:
        raise Conflict(
            f"draft {draft.id} is held by {draft.claimed_by} until {draft.claimed_until:%H:%M} UTC",
            remedy="wait until then, or ask them to let it go",
            claimed_by=draft.claimed_by,
        )
