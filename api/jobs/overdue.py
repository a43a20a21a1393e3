"""Telling of deadlines that passed without an approved reply, each once, whatever number of processes look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from api.metrics import BREACHES, OVERDUE
from api.store.clock import Clock


class Overdue:
    """Looks for missed deadlines."""

    def __init__(self, store: Clock, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Keep the parts."""
        self._store = store
        self._clock = clock

    def look(self) -> int:
        """Tell of what is overdue and return how many cases that were."""
        told = self._store.tell_overdue(self._clock())
        BREACHES.inc(told)
        OVERDUE.set(self._store.overdue())
        return told
