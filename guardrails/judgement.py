"""A second look by a judge: which sentences to put to it, and what its rulings may change in a report.

A judge is a model, and may be weak, slow or wrong. So it clears only doubts, unless it is given more power, and never
what blocks; what it adds asks for a look, unless it may block; and whatever it does not rule on stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from guardrails.catalogue import RULES
from guardrails.document import read
from guardrails.engine import report_on
from guardrails.finding import Detector, Finding, Report, Severity
from guardrails.policy import SeverityPolicy
from guardrails.reply import Reply
from guardrails.rule import Rule

UNSURE = "unsure"
"""Among what a judge may clear: the doubts of every rule."""
_FAMILIES = frozenset({"tone", "claims", "pressure", "privacy"})
JUDGED: Mapping[str, Rule] = {rule.id: rule for rule in RULES if rule.family in _FAMILIES}
"""The rules that a sentence can break by itself, by id: those a judge may name."""


class Scope(StrEnum):
    """Which sentences are put to the judge: none, those of which a detector was unsure, or all."""

    OFF = "off"
    UNSURE = "unsure"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Powers:
    """What a judge may do.

    `clears` names rules whose findings for review it may clear, or `unsure` for all doubts. `blocks` names rules whose
    breaches, when it finds them, have the severity of the `policy`; those of others are for review.
    """

    clears: frozenset[str] = frozenset({UNSURE})
    blocks: frozenset[str] = frozenset()
    policy: SeverityPolicy = field(default_factory=SeverityPolicy.default)

    def may_clear(self, finding: Finding) -> bool:
        """Return whether the finding may go on the judge's word; what blocks never may."""
        if finding.severity is Severity.BLOCK:
            return False
        return finding.rule in self.clears or (finding.unsure and UNSURE in self.clears)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence put to the judge; offsets count code points of the reply."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the judge says of a sentence: the rule that it breaks, or None, and the words that break it."""

    sentence: Sentence
    rule: str | None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """The report after the judge, and the findings that it added and cleared."""

    report: Report
    added: Sequence[Finding] = field(default_factory=tuple)
    cleared: Sequence[Finding] = field(default_factory=tuple)


def to_judge(reply: Reply, report: Report, scope: Scope) -> list[Sentence]:
    """Return the sentences to put to a judge, in order."""
    doubts = [finding for finding in report.findings if finding.unsure]
    if scope is Scope.OFF or (scope is Scope.UNSURE and not doubts):
        return []
    document = read(reply.text)
    spans = [document.span(sentence.start, sentence.end) for sentence in document.sentences]
    return [
        Sentence(reply.text[start:end], start, end)
        for start, end in spans
        if scope is Scope.ALL or any(_touch(doubt, start, end) for doubt in doubts)
    ]


def _touch(finding: Finding, start: int, end: int) -> bool:
    return finding.start < end and start < finding.end


def judged(
    reply: Reply, report: Report, asked: Sequence[Sentence], rulings: Sequence[Ruling], powers: Powers
) -> Judged:
    """Return the report with the rulings on the sentences `asked` taken into it, as far as the judge's powers go."""
    fine = [ruling.sentence for ruling in rulings if ruling.rule is None]
    cleared = [one for one in report.findings if powers.may_clear(one) and _is_cleared(one, asked, fine)]
    added = [finding for ruling in rulings for finding in _findings(reply, ruling, powers)]
    kept = [finding for finding in report.findings if finding not in cleared]
    return Judged(report_on([*kept, *added], report.claims), added, cleared)


def _is_cleared(finding: Finding, asked: Sequence[Sentence], fine: Sequence[Sentence]) -> bool:
    """Return whether the judge found every sentence fine that the finding touches."""
    touched = [sentence for sentence in asked if _touch(finding, sentence.start, sentence.end)]
    return bool(touched) and all(sentence in fine for sentence in touched)


def _findings(reply: Reply, ruling: Ruling, powers: Powers) -> Iterator[Finding]:
    """Yield the finding that a ruling comes to; none for a rule that is off, or that no sentence can break."""
    rule = JUDGED.get(ruling.rule or "")
    severity = powers.policy.of(rule.id, reply.audience) if rule else None
    if rule is None or severity is None:
        return
    start, end = _place(ruling)
    yield Finding(
        rule=rule.id,
        family=rule.family,
        severity=severity if rule.id in powers.blocks else Severity.REVIEW,
        message=f"The model that looks twice finds here: {rule.what}",
        start=start,
        end=end,
        quote=reply.text[start:end],
        suggestion=rule.suggestion,
        detector=Detector.JUDGE,
    )


def _place(ruling: Ruling) -> tuple[int, int]:
    """Return where the quoted words stand in the sentence, the whole of it when they do not."""
    sentence, words = ruling.sentence, ruling.quote.strip().casefold()
    lower = sentence.text.casefold()
    at = lower.find(words) if words and len(lower) == len(sentence.text) else -1
    if at < 0:
        return sentence.start, sentence.end
    return sentence.start + at, sentence.start + at + len(words)
