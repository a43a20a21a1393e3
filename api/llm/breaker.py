"""A circuit breaker: a provider that is down costs one time-out, not one for each draft.

Closed, calls pass. A time-out, or several failures in a row, open it: calls are turned away at once. After a cool-down
one call may probe; its success closes the circuit, its failure doubles the cool-down up to a limit.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True, slots=True)
class Permit:
    """The right to make one call; it is handed back with the call's result."""

    probe: bool
    era: int


class Breaker:
    """One provider's state, shared by every thread of the process.

    `failures` in a row open it; `cool_down` and `longest` are seconds. What calls report that began before it last
    opened is no longer heard.
    """

    def __init__(
        self,
        *,
        failures: int = 3,
        cool_down: float = 10.0,
        longest: float = 120.0,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._failures = failures
        self._cool_down = cool_down
        self._longest = longest
        self._clock = clock
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._openings = 0
        self._opened_until: float | None = None
        self._probing = False
        self._era = 0
        self.reason = ""

    @property
    def is_open(self) -> bool:
        """Return whether a call would be turned away now."""
        with self._lock:
            return self._turns_away()

    @property
    def seconds_left(self) -> float:
        """Return the seconds until a probe may pass; 0 when closed or due."""
        with self._lock:
            return max(0.0, (self._opened_until or 0.0) - self._clock()) if self._opened_until else 0.0

    def _turns_away(self) -> bool:
        return self._opened_until is not None and (self._probing or self._clock() < self._opened_until)

    def ask(self) -> Permit | None:
        """Return a permit for one call, or None when the circuit is open. Every permit must be handed back."""
        with self._lock:
            if self._turns_away():
                return None
            self._probing = self._opened_until is not None
            return Permit(self._probing, self._era)

    def succeeded(self, permit: Permit) -> None:
        """Hand back a permit: the provider answered."""
        with self._lock:
            if permit.era != self._era:
                return
            self._in_a_row = self._openings = 0
            self._opened_until = None
            self._probing = False
            self.reason = ""

    def failed(self, permit: Permit, reason: str, *, fatal: bool = False, hold: float | None = None) -> None:
        """Hand back a permit: the provider failed. `fatal` opens at once, `hold` for so many seconds."""
        with self._lock:
            if permit.era != self._era:
                return
            self._in_a_row += 1
            self.reason = reason
            if permit.probe or fatal or hold is not None or self._in_a_row >= self._failures:
                self._open(hold)

    def _open(self, hold: float | None) -> None:
        seconds = self._cool_down * 2**self._openings if hold is None else hold
        self._openings = min(self._openings + 1, 16)
        self._opened_until = self._clock() + min(seconds, self._longest)
        self._probing = False
        self._era += 1

    def abandoned(self, permit: Permit) -> None:
        """Hand back a permit whose call said nothing of the provider; a probe may be tried again."""
        with self._lock:
            if permit.probe and permit.era == self._era:
                self._probing = False
