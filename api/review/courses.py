"""What else a reviewer can do with a draft: take a decision back, set it aside, hand it over, pass it on."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from api.errors import Conflict, InvalidInput, NotFound
from api.metrics import DECISIONS
from api.models import Draft, DraftStatus
from api.review.decisions import CLAIM_TIME
from api.review.holding import mine
from api.store.drafts import DraftStore
from api.store.webhooks import Event
from guardrails.inbound.assessment import Action, Legitimacy
from guardrails.inbound.private_data import redact

LONGEST_HOLD = timedelta(days=30)
"""How long a draft can be set aside."""


class Courses:
    """Every course names the version it was taken on, and is told in the case's events."""

    def __init__(
        self,
        drafts: DraftStore,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        undo: timedelta,
        colleagues: Callable[[], Collection[str]],
    ) -> None:
        """Keep the parts; `undo` is how long a rejection can be taken back, `colleagues` names who can come in."""
        self._colleagues = colleagues
        self._drafts = drafts
        self._clock = clock
        self._undo = undo

    def undo(self, draft_id: str, version: int, *, actor: str) -> Draft:
        """Return the draft, before its reviewer again, as its last decision left its words.

        Raises:
            NotFound: there is no such draft.
            Conflict: it is too late, a stale version, or there is no decision to take back.
        """
        stored = self._drafts.get(draft_id)
        if stored is None or stored.draft is None:
            raise NotFound(f"there is no draft {draft_id!r}", remedy="list the drafts with GET /v1/drafts")
        now = self._clock()

        def again(draft: Draft) -> Draft:
            if not self._can_be_undone(draft, now):
                raise Conflict(
                    f"draft {draft.id} is {draft.status} and it is too late to take that back",
                    remedy="write to the customer anew with another draft",
                    status_now=draft.status,
                )
            told = {"status": DraftStatus.PENDING_REVIEW, "release_at": None, "approved_by": None, "reason": None}
            return draft.model_copy(update=told)

        return self._changed(draft_id, version, again, actor=actor, kind="undone", tell=Event.PENDING)

    def hold(self, draft_id: str, version: int, until: datetime, *, note: str, actor: str) -> Draft:
        """Return the draft, set aside until then: it waits, and is not urged.

        Raises:
            NotFound, Conflict: see `mine`.
            InvalidInput: the moment has passed, or is too far.
        """
        now = self._clock()
        mine(self._drafts, draft_id, version, actor, now)
        if not now < until <= now + LONGEST_HOLD:
            raise InvalidInput(
                f"{until:%d %b %Y %H:%M} UTC cannot be waited for", remedy="give a moment within the next 30 days"
            )
        told = {"held_until": until, "claimed_by": None, "claimed_until": None}
        data = {"note": redact(note).text, "until": until}
        return self._set(draft_id, version, told, actor=actor, kind="held", data=data)

    def hand_over(self, draft_id: str, version: int, to: str | None, *, note: str, actor: str) -> Draft:
        """Return the draft, held by `to` for a few minutes; without `to`, held by nobody.

        Raises:
            NotFound, Conflict: see `mine`.
            InvalidInput: nobody who can come in is called `to`.
        """
        now = self._clock()
        mine(self._drafts, draft_id, version, actor, now)
        if to is not None and to not in self._colleagues():
            raise InvalidInput(
                f"there is no colleague {to!r} who can come in",
                remedy="give the name of somebody with an account in use, as GET /v1/people lists it",
            )
        told = {"claimed_by": to, "claimed_until": now + CLAIM_TIME if to else None}
        data = {"note": redact(note).text, "to": to}
        return self._set(draft_id, version, told, actor=actor, kind="handed over", data=data, new_version=False)

    def escalate(self, draft_id: str, version: int, note: str, *, actor: str) -> Draft:
        """Return the draft, now one that a person with more say must answer.

        Raises:
            NotFound, Conflict: see `mine`.
        """
        mine(self._drafts, draft_id, version, actor, self._clock())
        note = redact(note).text

        def escalated(draft: Draft) -> Draft:
            reasons = [*draft.assessment.reasons, f"Escalated by {actor}: {note}"]
            told = {"action": Action.ESCALATE_TO_HUMAN, "reasons": reasons}
            freed = {"claimed_by": None, "claimed_until": None, "held_until": None}
            return draft.model_copy(update={"assessment": draft.assessment.model_copy(update=told), **freed})

        data = {"note": note}
        return self._changed(
            draft_id, version, escalated, actor=actor, kind="escalated", data=data, tell=Event.ESCALATED
        )

    def not_genuine(self, draft_id: str, version: int, reason: str, *, actor: str) -> Draft:
        """Return the draft, rejected because the complaint is none of ours, or not real.

        Raises:
            NotFound, Conflict: see `mine`.
        """
        mine(self._drafts, draft_id, version, actor, self._clock())
        reason = redact(reason).text

        def rejected(draft: Draft) -> Draft:
            assessment = draft.assessment.model_copy(update={"legitimacy": Legitimacy.NOT_GENUINE})
            return draft.model_copy(
                update={"status": DraftStatus.REJECTED, "reason": f"Not genuine: {reason}", "assessment": assessment}
            )

        return self._changed(
            draft_id, version, rejected, actor=actor, kind="not genuine", data={"reason": reason}, tell=Event.REJECTED
        )

    def moderate(self, draft_id: str, version: int, decision: Literal["hidden", "kept"], *, actor: str) -> Draft:
        """Return the draft, with what a person decided about hiding its message; decided again, the last word counts.

        Raises:
            NotFound: there is no such draft.
            Conflict: a stale version, or nobody but the brand can read the message.
        """
        stored = self._drafts.get(draft_id)
        if stored is None:
            raise NotFound(f"there is no draft {draft_id!r}", remedy="list the drafts with GET /v1/drafts")
        if not stored.request.complaint.is_public:
            raise Conflict(
                f"the message of draft {draft_id} is private: there is nothing to hide",
                remedy="decide on the reply alone",
            )
        now = self._clock()

        def moderated(draft: Draft) -> Draft:
            told = {"decision": decision, "decided_by": actor, "decided_at": now}
            return draft.model_copy(update={"moderation": draft.moderation.model_copy(update=told)})

        return self._changed(
            draft_id,
            version,
            moderated,
            actor=actor,
            kind="moderated",
            data={"decision": decision, "proposed": stored.draft.moderation.propose if stored.draft else None},
            new_version=False,
        )

    def _can_be_undone(self, draft: Draft, now: datetime) -> bool:
        if draft.status is DraftStatus.APPROVED:
            return draft.release_at is not None and draft.release_at > now
        return draft.status is DraftStatus.REJECTED and draft.updated_at + self._undo > now

    def _set(self, draft_id: str, version: int, told: dict[str, Any], *, actor: str, kind: str, **more: Any) -> Draft:
        def changed(draft: Draft) -> Draft:
            return draft.model_copy(update=told)

        return self._changed(draft_id, version, changed, actor=actor, kind=kind, **more)

    def _changed(
        self, draft_id: str, version: int, mutate: Callable[[Draft], Draft], *, actor: str, kind: str, **more: Any
    ) -> Draft:
        draft = self._drafts.change(draft_id, version, mutate, actor=actor, kind=kind, **more)
        DECISIONS.labels(kind).inc()
        return draft
