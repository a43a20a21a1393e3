"""A case beside what the guard said of it: which rules were found rightly, missed, or cried out falsely."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from evals.case import Case
from evals.corpus.records import Unit
from evals.outcome import Found, Outcome
from guardrails.finding import Severity, Verdict


@dataclass(frozen=True, slots=True)
class Graded:
    """A judged case. `found` are the findings of scored rules that lie on the text, in code points of the text.

    `hit` are the broken rules that were named, or for which another name was given that is as good; `missed` the other
    broken ones; `false` the rules that were named and are not broken.
    """

    case: Case
    outcome: Outcome
    found: tuple[Found, ...]
    hit: frozenset[str]
    missed: frozenset[str]
    false: frozenset[str]

    @property
    def flagged(self) -> bool:
        """Return whether any scored rule was found."""
        return bool(self.found)

    @property
    def verdict(self) -> Verdict:
        """Return the verdict that the scored rules alone would give."""
        severities = {one.severity for one in self.found}
        if Severity.BLOCK in severities:
            return Verdict.BLOCK
        return Verdict.REVIEW if severities else Verdict.PASS

    @property
    def wrong(self) -> bool:
        """Return whether a rule was missed or cried out falsely, or the verdict is another than expected."""
        other = self.case.verdict is not None and self.case.verdict is not self.outcome.verdict
        return bool(self.missed or self.false) or other


def grade(cases: Sequence[Case], outcomes: Iterable[Outcome], scored: Collection[str]) -> list[Graded]:
    """Return the cases graded over the rules in `scored`."""
    rules = frozenset(scored)
    return [_grade(case, outcome, rules) for case, outcome in zip(cases, outcomes, strict=True)]


def _grade(case: Case, outcome: Outcome, scored: frozenset[str]) -> Graded:
    found = tuple(one for one in _on_text(case, outcome.findings) if one.rule in scored)
    named = frozenset(one.rule for one in found)
    if case.labels is None:
        return Graded(case, outcome, found, frozenset(), frozenset(), frozenset())
    hit = case.rules if named & case.also else case.rules & named
    return Graded(case, outcome, found, hit, case.rules - hit, named - case.rules - case.also)


def _on_text(case: Case, findings: Iterable[Found]) -> Iterable[Found]:
    """Yield the findings that touch the text, moved to its offsets; of a whole reply, all of them."""
    for one in findings:
        start, end = max(0, one.start - case.offset), one.end - case.offset
        if end > start or (case.unit is Unit.REPLY and end == start):
            yield one.model_copy(update={"start": start, "end": end})
