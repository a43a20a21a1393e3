"""The guard: every rule over a whole reply, one report. What cannot be judged does not go out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Protocol

from guardrails.catalogue import RULES
from guardrails.document import Document, read
from guardrails.finding import Claim, Detector, Finding, Report, Severity, Verdict
from guardrails.policy import SeverityPolicy
from guardrails.reply import Reply
from guardrails.rule import Rule, Violation

GUARD_FAILURE = "guard-failure"
"""The rule that is reported when a stage of the guard breaks down; no policy switches it off."""


class Examined(Protocol):
    """What the claim ledger says of a reply."""

    @property
    def claims(self) -> Sequence[Claim]:
        """Return the checkable spans and how they stand."""
        ...

    @property
    def violations(self) -> Sequence[Violation]:
        """Return the breaches of the claims family."""
        ...


Ledger = Callable[[Document, Reply], Examined]
Stage = Callable[[Document, Reply], Iterable[Violation]]
Late = Callable[[], bool]
"""Tells whether the time for one check is over."""


def _never() -> Late:
    return lambda: False


@cache
def _claim_ledger() -> Ledger:
    from guardrails.claims.ledger import examine  # noqa: PLC0415 - its tables load only where claims are judged

    return examine


class Guard:
    """Judges replies. One guard serves any number of threads: it keeps nothing between two calls.

    `rules` are the pattern rules, the whole catalogue unless given; `ledger` judges the claims, the claim ledger unless
    given; `classifier` is a further stage over the sentences. `limit` is called at the beginning of a check and returns
    what tells whether its time is over, since there is no clock here. All are tried whatever the policy says of the
    reply's length: nothing is cut off.
    """

    def __init__(
        self,
        policy: SeverityPolicy | None = None,
        rules: Sequence[Rule] | None = None,
        ledger: Ledger | None = None,
        *,
        classifier: Stage | None = None,
        limit: Callable[[], Late] = _never,
    ) -> None:
        self.policy = policy or SeverityPolicy.default()
        self.rules = tuple(RULES if rules is None else rules)
        self.ledger = ledger
        self.classifier = classifier
        self.limit = limit

    def check(self, reply: Reply) -> Report:
        """Return the findings, claims and verdict on a reply.

        It never raises for what a reply holds: a stage that breaks down, or comes too late, is reported as a blocking
        `guard-failure`.
        """
        try:
            late, document = self.limit(), read(reply.text)
        except Exception as error:  # noqa: BLE001 - fail closed, whatever broke
            return report_on([_broken("reading the reply", reply, error)], [])
        claims: list[Claim] = []
        findings: list[Finding] = []
        for name, stage in self._stages(reply, claims):
            findings.extend(self._run(name, stage, document, reply))
            if _is_over(late):
                findings.append(_overdue(name, reply))
                break
        return report_on(findings, claims)

    def _stages(self, reply: Reply, claims: list[Claim]) -> Iterator[tuple[str, Stage]]:
        """Yield what judges a reply, each with its name; the ledger leaves its `claims` there."""
        for rule in self.rules:
            if self.policy.of(rule.id, reply.audience) is not None:
                yield f"the rule {rule.id}", rule.find

        def ledger(document: Document, reply: Reply) -> Iterable[Violation]:
            examined = (self.ledger or _claim_ledger())(document, reply)
            claims.extend(examined.claims)
            return examined.violations

        yield "the claim ledger", ledger
        if self.classifier is not None:
            yield "the classifier", self.classifier

    def _run(self, name: str, stage: Stage, document: Document, reply: Reply) -> list[Finding]:
        """Return what a stage finds; where it breaks down, that alone."""
        try:
            return list(self._findings(stage(document, reply), reply))
        except Exception as error:  # noqa: BLE001 - fail closed, whatever broke
            return [_broken(name, reply, error)]

    def _findings(self, violations: Iterable[Violation], reply: Reply) -> Iterator[Finding]:
        for violation in violations:
            severity = self.policy.of(violation.rule, reply.audience)
            if severity is not None:
                severity = Severity.REVIEW if violation.unsure else severity
                yield _finding(violation, reply, self.policy.family(violation.rule), severity)


def _is_over(late: Late) -> bool:
    """Return whether time is over; a clock that breaks down shows that it is."""
    try:
        return late()
    except Exception:  # noqa: BLE001 - fail closed
        return True


def _finding(violation: Violation, reply: Reply, family: str, severity: Severity) -> Finding:
    if not 0 <= violation.start <= violation.end <= len(reply.text):
        raise ValueError(f"{violation.rule} points at {violation.start}:{violation.end}, outside the reply")
    return Finding(
        rule=violation.rule,
        family=family,
        severity=severity,
        message=violation.message,
        start=violation.start,
        end=violation.end,
        quote=reply.text[violation.start : violation.end],
        suggestion=violation.suggestion,
        evidence=list(violation.evidence),
        detector=violation.detector,
        unsure=violation.unsure,
    )


def _broken(stage: str, reply: Reply, error: Exception) -> Finding:
    return _failure(f"The guard broke down in {stage} ({type(error).__name__})", reply)


def _overdue(stage: str, reply: Reply) -> Finding:
    return _failure(f"The guard ran out of time in {stage}", reply)


def _failure(what: str, reply: Reply) -> Finding:
    return Finding(
        rule=GUARD_FAILURE,
        family="engine",
        severity=Severity.BLOCK,
        message=f"{what}: the reply is not judged and stays in.",
        start=0,
        end=len(reply.text),
        quote=reply.text,
        suggestion="Try again; if it stays, report it with this reply.",
        detector=Detector.PATTERN,
    )


def report_on(findings: Sequence[Finding], claims: Sequence[Claim]) -> Report:
    """Return the report that holds these findings, in order and without doublets, and the verdict they come to."""
    merged = _merged(findings)
    severities = {finding.severity for finding in merged}
    verdict = Verdict.PASS
    if Severity.BLOCK in severities:
        verdict = Verdict.BLOCK
    elif severities:
        verdict = Verdict.REVIEW
    return Report(verdict=verdict, findings=merged, claims=sorted(claims, key=lambda claim: (claim.start, claim.end)))


def _merged(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings by place, those of one rule that overlap made one."""
    latest: dict[tuple[str, str], Finding] = {}
    done: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (one.start, one.end, one.rule, one.message)):
        key = (finding.rule, finding.message if finding.rule == GUARD_FAILURE else "")
        previous = latest.get(key)
        if previous and (finding.start < previous.end or finding.start == previous.start):
            latest[key] = _joined(previous, finding)
        else:
            if previous:
                done.append(previous)
            latest[key] = finding
    return sorted([*done, *latest.values()], key=lambda one: (one.start, one.end, one.rule, one.message))


def _weight(finding: Finding) -> tuple[bool, bool]:
    return finding.severity is Severity.BLOCK, not finding.unsure


def _joined(first: Finding, second: Finding) -> Finding:
    """Return two overlapping findings of one rule as one, which says what the graver or else the longer one says.

    A doubt, or what only asks for a look, does not widen what blocks.
    """
    evidence = list(dict.fromkeys([*first.evidence, *second.evidence]))
    if _weight(first) != _weight(second):
        return max(first, second, key=_weight).model_copy(update={"evidence": evidence})
    told = second if second.end - second.start > first.end - first.start else first
    end = max(first.end, second.end)
    more = second.quote[len(second.quote) - (end - first.end) :] if end > first.end else ""
    quote = first.quote + more
    return told.model_copy(update={"start": first.start, "end": end, "quote": quote, "evidence": evidence})
