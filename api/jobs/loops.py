"""What a process looks for again and again: replies to let out, messages to deliver, follow-ups, missed deadlines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from api.cases.followups import due_at
from api.drafting.desk import DraftDesk
from api.jobs.delivering import Deliverer, Post
from api.jobs.drafting import Jobs
from api.jobs.every import Every
from api.jobs.overdue import Overdue
from api.jobs.rewriting import Rewriter
from api.models import Draft
from api.store.engine import Store
from knowledge.brand import Brand

_RELEASE_EVERY, _DELIVER_EVERY, _FOLLOW_EVERY = 0.5, 1.0, 30.0
_REWRITE_EVERY, _OVERDUE_EVERY = 2.0, 5.0
"""Seconds between two looks for what is due."""


@dataclass(frozen=True, slots=True)
class Loops:
    """Each may run in several processes at once: the database says who takes what."""

    releasing: Every
    delivering: Every
    following: Every
    rewriting: Every
    overdue: Every
    deliverer: Deliverer

    def start(self) -> None:
        """Begin; returns at once."""
        for loop in self._all():
            loop.start()

    def stop(self) -> None:
        """Begin nothing more, wait for what runs, and let go of connections."""
        for loop in self._all():
            loop.stop()
        self.deliverer.close()

    def _all(self) -> tuple[Every, ...]:
        return self.following, self.overdue, self.rewriting, self.releasing, self.delivering


def loops_of(store: Store, desk: DraftDesk, jobs: Jobs, brand: Callable[[], Brand], post: Post) -> Loops:
    """Return the loops over a store; nothing runs yet."""
    deliverer = Deliverer(store.webhooks, post)
    delivering = Every("amends-webhooks", _DELIVER_EVERY, deliverer.begin_due)
    deliverer.after = delivering.wake

    def plan(draft: Draft, now: datetime) -> datetime | None:
        return due_at(draft, brand(), now)

    def release() -> None:
        if store.releases.release_due(datetime.now(UTC), follow_up=plan):
            delivering.wake()

    def follow_up() -> None:
        for draft_id in store.follow_ups.begin_due(datetime.now(UTC)):
            jobs.enqueue_draft(draft_id)

    return Loops(
        releasing=Every("amends-releases", _RELEASE_EVERY, release),
        delivering=delivering,
        following=Every("amends-follow-ups", _FOLLOW_EVERY, follow_up),
        rewriting=Every("amends-incidents", _REWRITE_EVERY, Rewriter(store, desk).rewrite_due),
        overdue=Every("amends-clock", _OVERDUE_EVERY, Overdue(store.clock).look),
        deliverer=deliverer,
    )
