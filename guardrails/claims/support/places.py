"""Stretches of a text by place: which of them meet another, without trying each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class Places:
    """Where things stand, as (start, end); asked in any order. Two that only touch do not meet."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Keep the spans; they are told by their numbers, in the order given."""
        ordered = sorted((start, end, number) for number, (start, end) in enumerate(spans))
        self._starts = [start for start, _, _ in ordered]
        self._ends = [end for _, end, _ in ordered]
        self._numbers = [number for _, _, number in ordered]
        self._longest = max((end - start for start, end, _ in ordered), default=0)

    def meeting(self, start: int, end: int) -> list[int]:
        """Return the numbers of the spans that share a character with `start:end`, lowest first."""
        first, last = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return sorted(self._numbers[at] for at in range(first, last) if start < self._ends[at])

    def meet(self, start: int, end: int) -> bool:
        """Return whether any span shares a character with `start:end`."""
        first, last = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return any(start < self._ends[at] for at in range(first, last))
