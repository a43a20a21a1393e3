"""Whether the right words are pointed at: findings of the right rule against the guilty words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evals.case import Expected
from evals.grading import Graded
from evals.outcome import Found
from evals.proportions import Share, share_of


@dataclass(frozen=True, slots=True)
class SpanFigures:
    """`right_rule`: of the violating cases that were flagged, those where a flag names a broken rule.

    `touching`: of the broken rules that were named, those where a finding touches the guilty words. `overlap`: the mean
    intersection over union of their code points with the guilty ones.
    """

    right_rule: Share
    touching: Share
    overlap: float


def score(graded: Sequence[Graded], _: Sequence[str]) -> SpanFigures | None:
    """Return the figures, or None where no breach was flagged."""
    flagged = [one for one in graded if one.case.violates and one.flagged]
    if not flagged:
        return None
    pairs = [pair for one in flagged for pair in _pairs(one)]
    overlaps = [overlap(words, found) for words, found in pairs]
    return SpanFigures(
        share_of(bool(one.hit) for one in flagged),
        share_of(any(touches(word, one) for word in words for one in found) for words, found in pairs),
        sum(overlaps) / len(overlaps) if overlaps else 0.0,
    )


def _pairs(one: Graded) -> Iterator[tuple[list[Expected], list[Found]]]:
    """Yield, for each rule that was named, its guilty words and the findings that name it or its other name."""
    for rule in sorted(one.hit):
        words = [label for label in one.case.labels or () if label.rule == rule]
        yield words, [found for found in one.found if found.rule == rule or found.rule in one.case.also]


def touches(words: Expected, found: Found) -> bool:
    """Return whether a finding shares a code point with the guilty words."""
    return found.start < words.end and words.start < found.end


def overlap(words: Sequence[Expected], found: Sequence[Found]) -> float:
    """Return the intersection over union of the guilty and the found code points."""
    guilty = {place for one in words for place in range(one.start, one.end)}
    shown = {place for one in found for place in range(one.start, one.end)}
    union = guilty | shown
    return len(guilty & shown) / len(union) if union else 0.0
