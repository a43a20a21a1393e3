"""Per rule, overall and by language: precision, recall and F1, and how often near misses of it are flagged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.grading import Graded
from evals.proportions import Share, f1, share, share_of

ALL = "all"
"""The name under which the figures over every language stand."""


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """How a rule fares. `near` is the share of its near misses on which it was found."""

    precision: Share
    recall: Share
    f1: Share
    near: Share


def score(graded: Sequence[Graded], scored: Sequence[str]) -> dict[str, dict[str, RuleFigures]] | None:
    """Return figures by language, `all` first, and rule; only rules that were broken or found are told."""
    labelled = [one for one in graded if one.case.labels is not None]
    if not labelled:
        return None
    languages = sorted({one.case.language for one in labelled})
    groups = {ALL: labelled} | {name: [one for one in labelled if one.case.language == name] for name in languages}
    return {name: _by_rule(group, scored) for name, group in groups.items()}


def _by_rule(group: Sequence[Graded], scored: Sequence[str]) -> dict[str, RuleFigures]:
    figures = {rule: _figures(group, rule) for rule in scored}
    return {rule: one for rule, one in figures.items() if one.f1.cases or one.near.cases}


def _figures(group: Sequence[Graded], rule: str) -> RuleFigures:
    found = sum(rule in one.hit for one in group)
    missed = sum(rule in one.missed for one in group)
    false = sum(rule in one.false for one in group)
    near = share_of(rule in one.false for one in group if rule in one.case.near)
    return RuleFigures(share(found, found + false), share(found, found + missed), f1(found, false, missed), near)
