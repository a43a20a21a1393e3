"""The guard: every rule over a whole reply, one report. What cannot be judged does not go out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Protocol

from guardrails.catalogue import RULES
from guardrails.document import Document, read
from guardrails.finding import Claim, Detector, Finding, Report, Severity, Verdict
from guardrails.outbound.language_coverage import uncovered
from guardrails.policy import SeverityPolicy
from guardrails.reply import Reply
from guardrails.rule import Rule, Violation

GUARD_FAILURE = "guard-failure"
"""The rule that is reported when a stage of the guard breaks down; no policy switches it off."""
ENGINE = "engine"
"""The family of what the guard says of itself."""


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


@cache
def _claim_ledger() -> Ledger:
    from guardrails.claims.ledger import examine  # noqa: PLC0415 - its tables load only where claims are judged

    return examine


class Guard:
    """Judges replies. One guard serves any number of threads: it keeps nothing between two calls.

    `rules` are the pattern rules, the whole catalogue unless given; `ledger` judges the claims, the claim ledger unless
    given. Both are tried whatever the policy says of the reply's length: nothing is cut off.
    """

    def __init__(
        self, policy: SeverityPolicy | None = None, rules: Sequence[Rule] | None = None, ledger: Ledger | None = None
    ) -> None:
        self.policy = policy or SeverityPolicy.default()
        self.rules = tuple(RULES if rules is None else rules)
        self.ledger = ledger

    def check(self, reply: Reply) -> Report:
        """Return the findings, claims and verdict on a reply.

        It never raises for what a reply holds: a stage that breaks down is reported as a blocking `guard-failure`.
        """
        try:
            document = read(reply.text)
        except Exception as error:  # noqa: BLE001 - fail closed, whatever broke
            return _report([_failure("reading the reply", reply, error)], [])
        findings = [finding for rule in self.rules for finding in self._apply(rule, document, reply)]
        claims: list[Claim] = []
        try:
            examined = (self.ledger or _claim_ledger())(document, reply)
            claims = list(examined.claims)
            findings.extend(self._findings(examined.violations, reply))
        except Exception as error:  # noqa: BLE001 - fail closed, whatever broke
            findings.append(_failure("the claim ledger", reply, error))
        findings.extend(self._coverage(document, reply))
        return _report(findings, claims)

    def _coverage(self, document: Document, reply: Reply) -> list[Finding]:
        """Return where the reply is in a language that the policy does not take for covered: always for review."""
        try:
            return [
                _finding(found, reply, ENGINE, Severity.REVIEW)
                for found in uncovered(document, reply, self.policy.covers)
            ]
        except Exception as error:  # noqa: BLE001 - fail closed, whatever broke
            return [_failure("the language of the reply", reply, error)]

    def _apply(self, rule: Rule, document: Document, reply: Reply) -> list[Finding]:
        if self.policy.of(rule.id, reply.audience) is None:
            return []
        try:
            return list(self._findings(rule.find(document, reply), reply))
        except Exception as error:  # noqa: BLE001 - fail closed, whatever broke
            return [_failure(f"the rule {rule.id}", reply, error)]

    def _findings(self, violations: Iterable[Violation], reply: Reply) -> Iterator[Finding]:
        for violation in violations:
            severity = self.policy.of(violation.rule, reply.audience)
            if severity is not None:
                yield _finding(violation, reply, self.policy.family(violation.rule), severity)


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
    )


def _failure(stage: str, reply: Reply, error: Exception) -> Finding:
    return Finding(
        rule=GUARD_FAILURE,
        family=ENGINE,
        severity=Severity.BLOCK,
        message=f"The guard broke down in {stage} ({type(error).__name__}): the reply is not judged and stays in.",
        start=0,
        end=len(reply.text),
        quote=reply.text,
        suggestion="Try again; if it stays, report it with this reply.",
        detector=Detector.PATTERN,
    )


def _report(findings: list[Finding], claims: list[Claim]) -> Report:
    merged = _merged(findings)
    severities = {finding.severity for finding in merged}
    verdict = Verdict.PASS
    if Severity.BLOCK in severities:
        verdict = Verdict.BLOCK
    elif severities:
        verdict = Verdict.REVIEW
    return Report(verdict=verdict, findings=merged, claims=sorted(claims, key=lambda claim: (claim.start, claim.end)))


def _merged(findings: list[Finding]) -> list[Finding]:
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


def _joined(first: Finding, second: Finding) -> Finding:
    """Return two overlapping findings of one rule as one, which says what the longer one says."""
    told = second if second.end - second.start > first.end - first.start else first
    end = max(first.end, second.end)
    return told.model_copy(
        update={
            "start": first.start,
            "end": end,
            "quote": first.quote + second.quote[len(second.quote) - (end - first.end) :]
            if end > first.end
            else first.quote,
            "evidence": list(dict.fromkeys([*first.evidence, *second.evidence])),
        }
    )
