"""How often violating and clean cases are flagged, blocked, or left to a reviewer; by style and by writer.

`overall` is the verdict of the whole guard and is told of whole replies only: a lone sentence lacks an apology and a
next step. `scored` counts nothing but the findings of the scored rules on the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evals.corpus.records import Unit
from evals.grading import Graded
from evals.proportions import Share, share_of
from guardrails.finding import Severity, Verdict


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of some cases. `overall_…` is None for sentences."""

    flagged: Share
    blocked: Share
    review: Share
    overall_blocked: Share | None
    overall_review: Share | None


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """The figures of whole replies, or of sentences.

    `clean_blocked_by` counts, for each rule of the whole guard, the clean replies in which it blocks.
    """

    violating: Shares
    clean: Shares
    by_style: dict[str, Shares]
    violating_by_writer: dict[str, Shares]
    clean_by_writer: dict[str, Shares]
    clean_blocked_by: dict[str, int]


def score(graded: Sequence[Graded], _: Sequence[str]) -> dict[str, object] | None:
    """Return the figures by unit, and under `expected` the share of expected verdicts that came out."""
    labelled = [one for one in graded if one.case.labels is not None]
    units = {unit.value: [one for one in labelled if one.case.unit is unit] for unit in Unit}
    figures: dict[str, object] = {unit: _unit(group) for unit, group in units.items() if group}
    asked = [one for one in graded if one.case.verdict is not None]
    if asked:
        figures["expected"] = share_of(one.outcome.verdict is one.case.verdict for one in asked)
    return figures or None


def _unit(group: Sequence[Graded]) -> UnitFigures:
    violating = [one for one in group if one.case.violates]
    clean = [one for one in group if not one.case.violates]
    return UnitFigures(
        _shares(violating),
        _shares(clean),
        _by(group, lambda one: one.case.style),
        _by(violating, lambda one: one.case.writer),
        _by(clean, lambda one: one.case.writer),
        dict(Counter(rule for one in clean for rule in _blocking(one)).most_common()),
    )


def _blocking(one: Graded) -> set[str]:
    if one.case.unit is not Unit.REPLY:
        return set()
    return {found.rule for found in one.outcome.findings if found.severity is Severity.BLOCK}


def _by(group: Iterable[Graded], name: Callable[[Graded], str]) -> dict[str, Shares]:
    parts: dict[str, list[Graded]] = {}
    for one in group:
        parts.setdefault(str(name(one)), []).append(one)
    return {key: _shares(parts[key]) for key in sorted(parts)}


def _shares(group: Sequence[Graded]) -> Shares:
    whole = [one for one in group if one.case.unit is Unit.REPLY]
    return Shares(
        flagged=share_of(one.flagged for one in group),
        blocked=share_of(one.verdict is Verdict.BLOCK for one in group),
        review=share_of(one.verdict is Verdict.REVIEW for one in group),
        overall_blocked=share_of(one.outcome.verdict is Verdict.BLOCK for one in whole) if whole else None,
        overall_review=share_of(one.outcome.verdict is Verdict.REVIEW for one in whole) if whole else None,
    )
