"""The drafting desk: takes a request, keeps it safe, has it written once, and hands the draft back.

A request is stored before anything is read or any model is called. Whoever is killed half-way leaves a draft whose
lease runs out; another process then finishes it (see `api.jobs`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from time import monotonic, sleep
from typing import Protocol

import orjson
import structlog

from api.drafting.pipeline import Order, Pipeline
from api.drafting.trace import Trace
from api.errors import Conflict, NotFound, Unavailable
from api.metrics import record_draft
from api.models import Draft, DraftRequest, DraftStatus
from api.store.accepting import Accepted
from api.store.drafts import DraftStore
from api.telemetry import where

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
        owner: str,
        patience: float = 60.0,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Keep the parts; `patience` is how many seconds to wait for another process's draft."""
        self._drafts = drafts
        self._pipeline = pipeline
        self._in_flight = in_flight
        self._owner = owner
        self._patience = patience
        self._clock = clock

    def accept(self, request: DraftRequest, *, caller: str, key: str | None = None, later: bool = False) -> Accepted:
        """Store a request and return its ids; with `later`, have it written by a worker.

        Raises:
            IdempotencyClash: the key was used with another body.
        """
        now = self._clock()
        accepted = self._drafts.accept(
            request,
            caller=caller,
            idempotency=(key, fingerprint(request)) if key else None,
            lease=LEASE_SECONDS,
            owner=self._owner,
            now=now,
        )
        if later and accepted.fresh:
            self._in_flight.enqueue_draft(accepted.draft_id)
        return accepted

    def complete(self, accepted: Accepted, request: DraftRequest, trace: Trace | None = None) -> Draft:
        """Return the draft of an accepted request: written now, or the one that the same key stands for.

        Raises:
            Unavailable: another process is still writing it when patience ends.
        """
        if accepted.fresh:
            return self._write(accepted.draft_id, accepted.case_id, request, trace)
        return self.wait_for(accepted.draft_id)

    def finish(self, draft_id: str) -> Draft | None:
        """Write a draft that was accepted earlier; None when it is unknown. A finished one is returned as it is."""
        stored = self._drafts.get(draft_id)
        if stored is None:
            return None
        if stored.draft is not None:
            return stored.draft
        return self._write(draft_id, stored.case_id, stored.request, None, use_model=not stored.exhausted)

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
            Conflict: the version is stale or the draft no longer awaits review.
        """
        stored = self._drafts.get(draft_id)
        if stored is None:
            raise NotFound(f"there is no draft {draft_id!r}")
        current = awaiting_review(stored.draft, draft_id, version)
        request = stored.request
        if instructions is not None:
            request = request.model_copy(update={"instructions": instructions})
        order = Order(
            request=request,
            draft_id=draft_id,
            case_id=current.case_id,
            now=self._clock(),
            version=version + 1,
            created_at=current.created_at,
        )
        written = self._pipeline.run(order)

        def anew(old: Draft) -> Draft:
            return written.model_copy(update={"claimed_by": old.claimed_by, "claimed_until": old.claimed_until})

        return self._drafts.change(draft_id, version, anew, actor=actor, kind="regenerated")

    def _run(self, order: Order, trace: Trace | None) -> Draft:
        try:
            return self._pipeline.run(order, trace)
        except Exception as error:  # noqa: BLE001 - whatever broke, the customer is still owed an answer by somebody
            log.error("draft not written", draft_id=order.draft_id, error=type(error).__name__, where=where(error))  # noqa: TRY400 - the message may quote a customer
            return self._pipeline.last_resort(order, error)

    def _write(
        self, draft_id: str, case_id: str, request: DraftRequest, trace: Trace | None, *, use_model: bool = True
    ) -> Draft:
        order = Order(request=request, draft_id=draft_id, case_id=case_id, now=self._clock(), use_model=use_model)
        with self._in_flight.writing(draft_id):
            draft = self._run(order, trace)
            if not self._drafts.finish(draft, owner=self._owner):
                return self.wait_for(draft_id)
        record_draft(draft)
        log.info(
            "draft written",
            draft_id=draft_id,
            case_id=case_id,
            action=draft.assessment.action,
            verdict=draft.verdict,
            attempts=[attempt.outcome for attempt in draft.attempts],
            ms=draft.timings.get("total"),
        )
        return draft


def fingerprint(request: DraftRequest) -> str:
    """Return the SHA-256 of what a request says, whatever the order and spacing of its JSON."""
    said = request.model_dump(mode="json", exclude_unset=True)
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def awaiting_review(draft: Draft | None, draft_id: str, version: int) -> Draft:
    """Return the draft if it is at `version` and awaits review.

    Raises:
        Conflict: it is still being written, at another version, or already decided.
    """
    if draft is None:
        raise Conflict(f"draft {draft_id} is still being written", remedy="ask for it again in a second")
    if draft.version != version:
        raise Conflict(
            f"version {version} of draft {draft_id} is stale; it is at version {draft.version}",
            remedy="read the draft again and decide on what it says now",
            current_version=draft.version,
        )
    if draft.status is not DraftStatus.PENDING_REVIEW:
        raise Conflict(f"draft {draft_id} is {draft.status} and cannot be decided again", status_now=draft.status)
    return draft
