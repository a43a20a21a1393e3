"""How long one judgement takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from evals.grading import Graded

_BARS = 24


@dataclass(frozen=True, slots=True)
class LatencyFigures:
    """Milliseconds, and a histogram: `counts[i]` cases took `i * width` or longer, but less than `(i + 1) * width`.

    The last bar also counts all that took longer.
    """

    p50: float
    p99: float
    width: float
    counts: list[int]


def score(graded: Sequence[Graded], _: Sequence[str]) -> LatencyFigures | None:
    """Return the times of all cases, or None where there are none."""
    times = sorted(one.outcome.ms for one in graded)
    if not times:
        return None
    p99 = percentile(times, 0.99)
    width = max(p99, 0.01) / (_BARS - 1)
    counts = [0] * _BARS
    for one in times:
        counts[min(int(one / width), _BARS - 1)] += 1
    return LatencyFigures(round(percentile(times, 0.5), 3), round(p99, 3), round(width, 4), counts)


def percentile(times: Sequence[float], part: float) -> float:
    """Return the smallest of the sorted `times` within which `part` of them lie (nearest rank)."""
    return times[max(0, ceil(len(times) * part) - 1)]
