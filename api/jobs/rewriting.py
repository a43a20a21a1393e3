"""Giving the waiting drafts of an incident its approved line. What a reviewer has in hand is left, and that is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog

from api.drafting.desk import DraftDesk
from api.errors import Problem
from api.models import Draft, DraftStatus
from api.store.engine import Store
from api.store.incidents import Rewriting

log = structlog.get_logger(__name__)
_LEASE = timedelta(seconds=120)
_AT_ONCE = 10
_TOUCHED: Final = frozenset({"edited and approved", "escalated", "undone"})
"""Events after which a draft holds what a reviewer decided, and is not written anew."""


class Rewriter:
    """Rewrites what is due. Several processes may do so at once; one that dies leaves its cases to the others."""

    def __init__(
        self, store: Store, desk: DraftDesk, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Keep the parts."""
        self._store = store
        self._desk = desk
        self._clock = clock

    def rewrite_due(self) -> int:
        """Rewrite what is due and return how many cases that were."""
        done = 0
        while taken := self._store.incidents.take_rewriting(self._clock(), _LEASE, _AT_ONCE):
            for one in taken:
                outcome, why = self._rewritten(one)
                self._store.incidents.settle_rewriting(one, outcome, why, now=self._clock())
            done += len(taken)
        return done

    def _rewritten(self, one: Rewriting) -> tuple[str, str | None]:
        """Return `done` or `left`, and why it was left where somebody should know."""
        stored = self._store.drafts.get(one.draft_id) if one.draft_id else None
        draft = stored.draft if stored else None
        line = self._store.incidents.open_line(one.incident_id)
        if draft is None or draft.status is not DraftStatus.PENDING_REVIEW or line is None or line.fact is None:
            return "left", None
        if any(fact.id == line.fact.id and fact.text == line.fact.text for fact in draft.facts):
            return "done", None
        if why := self._in_hand(draft):
            return "left", why
        try:
            self._desk.rewrite(draft.id, draft.version, instructions=None, actor="service")
        except Problem as error:
            log.info("draft not rewritten for its incident", draft_id=draft.id, error=type(error).__name__)
            return "left", "the draft changed while it was being rewritten"
        return "done", None

    def _in_hand(self, draft: Draft) -> str | None:
        """Return why a draft is left as it is; None where nobody has it in hand."""
        now = self._clock()
        if draft.claimed_until is not None and draft.claimed_until > now:
            return f"{draft.claimed_by} holds the draft"
        if draft.held_until is not None and draft.held_until > now:
            return "the draft was set aside by a reviewer"
        told = self._store.drafts.events.of_case(draft.case_id)
        if any(event.draft_id == draft.id and event.kind in _TOUCHED for event in told):
            return "a reviewer has worked on the draft"
        return None
