"""Shares with their uncertainty, and whether two of them differ.

Wilson's interval (E. B. Wilson, 1927), McNemar's exact test (1947) and the two-proportion z-test.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb, erfc, sqrt

_Z = 1.959963984540054
"""The normal quantile that leaves 5% outside."""
_EXACT_UP_TO = 1000


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `cases`, the share, and its 95% interval. Without cases the share is 0 and could be anything."""

    hits: int
    cases: int
    value: float
    low: float
    high: float


def wilson(hits: int, cases: int, z: float = _Z) -> tuple[float, float]:
    """Return the Wilson score interval of `hits` in `cases`; 95% unless `z` says otherwise."""
    if cases == 0:
        return 0.0, 1.0
    share = hits / cases
    centre = share + z * z / (2 * cases)
    spread = z * sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    whole = 1 + z * z / cases
    low = 0.0 if hits == 0 else max(0.0, (centre - spread) / whole)
    high = 1.0 if hits == cases else min(1.0, (centre + spread) / whole)
    return low, high


def share(hits: int, cases: int) -> Share:
    """Return `hits` of `cases` with their Wilson interval."""
    low, high = wilson(hits, cases)
    return Share(hits, cases, hits / cases if cases else 0.0, low, high)


def share_of(answers: Iterable[bool]) -> Share:
    """Return how many of `answers` are true."""
    listed = list(answers)
    return share(sum(listed), len(listed))


def f1(found: int, false: int, missed: int) -> Share:
    """Return F1 from true positives, false positives and false negatives.

    Its interval is Wilson's for found / (found + false + missed), a plain proportion, of which F1 is a rising function:
    F1 = 2p / (1 + p).
    """
    plain = share(found, found + false + missed)
    value, low, high = (2 * p / (1 + p) for p in (plain.value, plain.low, plain.high))
    return Share(found, plain.cases, value, low, high)


def mcnemar(lost: int, won: int) -> float:
    """Return the two-sided p of `lost` and `won` cases, those that came out differently in two runs over the same."""
    changed = lost + won
    if changed == 0:
        return 1.0
    if changed > _EXACT_UP_TO:
        return erfc(max(0.0, abs(lost - won) - 1) / sqrt(2 * changed))
    tail = sum(comb(changed, k) for k in range(min(lost, won) + 1))
    return min(1.0, float(2 * tail / 2**changed))


def two_proportions(hits: int, cases: int, other_hits: int, other_cases: int) -> float:
    """Return the two-sided p that two samples come from one share (pooled z-test)."""
    if not cases or not other_cases:
        return 1.0
    pooled = (hits + other_hits) / (cases + other_cases)
    spread = sqrt(pooled * (1 - pooled) * (1 / cases + 1 / other_cases))
    if spread == 0:
        return 1.0
    return erfc(abs(hits / cases - other_hits / other_cases) / spread / sqrt(2))
