"""The trace of one draft: what took how long, told to whoever listens as it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

Listener = Callable[[str, dict[str, Any]], None]
"""Called with an event's name and data: `progress` {"step", ...} or `text` {"audience", "text"}."""


class Trace:
    """Collects milliseconds per step and passes events on."""

    def __init__(self, listener: Listener | None = None) -> None:
        """Start the clock."""
        self._listener = listener
        self._started = perf_counter()
        self._timings: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time the block and add it to the step's total."""
        self.tell("progress", {"step": name})
        started = perf_counter()
        try:
            yield
        finally:
            spent = (perf_counter() - started) * 1000
            self._timings[name] = round(self._timings.get(name, 0.0) + spent, 3)

    def tell(self, event: str, data: dict[str, Any]) -> None:
        """Pass an event to the listener, if there is one."""
        if self._listener:
            self._listener(event, data)

    @property
    def timings(self) -> dict[str, float]:
        """Return milliseconds per step, with the `total` so far."""
        return self._timings | {"total": round((perf_counter() - self._started) * 1000, 3)}
