"""The guard: every rule over a whole reply, one report. What cannot be judged does not go out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from functools import cache, partial
from typing import TYPE_CHECKING, Protocol

from guardrails.catalogue import RULES
from guardrails.document import Document, read
from guardrails.finding import Claim, Detector, Finding, Report, Severity, Verdict
from guardrails.outbound.language_coverage import uncovered
from guardrails.policy import SeverityPolicy
from guardrails.reply import Reply
from guardrails.rule import Rule, Violation

if TYPE_CHECKING:
    from guardrails.classifier.judging import Judged

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
Classifier = Callable[[Document, Reply], "Sequence[Judged]"]
"""Reads every sentence of a reply and says how likely it breaks each rule and makes each kind of statement."""
Stage = Callable[[Document, Reply], Iterable[Violation]]
Late = Callable[[], bool]
"""Tells whether the time for one check is over."""


def never() -> Late:
    """Return a limit that is never over."""
    return lambda: False


def _claims_weighed(
    document: Document, reply: Reply, judged: Sequence[Judged]
) -> tuple[Sequence[Violation], Sequence[Claim]]:
    """Return the violations of the claims family and the claims: the ledger's, read again by the support encoder."""
    from guardrails.claims.ledger import examine  # noqa: PLC0415 - its tables load only where claims are judged
    from guardrails.claims.support.weighed import weighed  # noqa: PLC0415 - as above

    ledger = examine(document, reply)
    return ledger.disputed(*weighed(ledger.undisputed(), judged, document, reply))


@cache
def _trained() -> Classifier:
    from guardrails.classifier.judging import judge  # noqa: PLC0415 - the encoder loads only where replies are judged

    return judge


class Guard:
    """Judges replies. One guard serves any number of threads: it keeps nothing between two calls.

    `rules` are the pattern rules, the whole catalogue unless given; `classifier` reads the sentences, the trained
    encoder unless given; `ledger` judges the claims, the claim ledger beside the support encoder unless given. `limit`
    is called at the beginning of a check and returns what tells whether its time is over, since there is no clock here.
    All are tried whatever the policy says of the reply's length: nothing is cut off.
    """

    def __init__(
        self,
        policy: SeverityPolicy | None = None,
        rules: Sequence[Rule] | None = None,
        ledger: Ledger | None = None,
        *,
        classifier: Classifier | None = None,
        limit: Callable[[], Late] = never,
    ) -> None:
        self.policy = policy or SeverityPolicy.default()
        self.rules = tuple(RULES if rules is None else rules)
        self.ledger = ledger
        self.classifier = classifier
        self.limit = limit

    def until(self, over: Late) -> Guard:
        """Return this guard as one that gives up, like one that is late, once `over` tells that nobody waits for it."""
        guard, started = copy(self), self.limit

        def limit() -> Late:
            late = started()
            return lambda: over() or late()

        guard.limit = limit
        return guard

    def check(self, reply: Reply) -> Report:
        """Return the findings, claims and verdict on a reply.

        It never raises for what a reply holds: a stage that breaks down, or comes too late, is reported as a blocking
        `guard-failure`.
        """
        try:
            late, document = self.limit(), read(reply.text)
        except Exception as error:  # noqa: BLE001 - fail closed, whatever broke
            return report_on([_broken("reading the reply", reply, error)], [])
        return _Check(self, document, reply).report(late)

    def findings(self, violations: Iterable[Violation], reply: Reply) -> Iterator[Finding]:
        """Yield what the policy makes of the violations."""
        for violation in violations:
            severity = self.policy.of(violation.rule, reply.audience)
            if severity is not None:
                severity = Severity.REVIEW if violation.unsure else severity
                yield _finding(violation, reply, self.policy.family(violation.rule), severity)


class _Check:
    """One reply under judgement: the patterns, then the classifier over what they found, then the ledger."""

    def __init__(self, guard: Guard, document: Document, reply: Reply) -> None:
        self.guard = guard
        self.document = document
        self.reply = reply
        self.hits: list[Violation] = []
        self.judged: Sequence[Judged] = ()
        self.claims: list[Claim] = []
        self.findings: list[Finding] = []

    def report(self, late: Late) -> Report:
        """Return the report; a stage that breaks down or ends too late is a finding that blocks."""
        for name, stage in self._stages():
            try:
                stage()
            except Exception as error:  # noqa: BLE001 - fail closed, whatever broke
                self.findings.append(_broken(name, self.reply, error))
            if _is_over(late):
                self.findings.append(_overdue(name, self.reply))
                break
        self.findings.extend(self.guard.findings(self.hits, self.reply))
        return report_on(self.findings, self.claims)

    def _stages(self) -> Iterator[tuple[str, Callable[[], None]]]:
        for rule in self.guard.rules:
            if self.guard.policy.of(rule.id, self.reply.audience) is not None:
                yield f"the rule {rule.id}", partial(self._apply, rule)
        yield "the language of the reply", self._cover
        yield "the classifier", self._classify
        yield "the claim ledger", self._examine

    def _apply(self, rule: Rule) -> None:
        self.hits.extend([_placed(hit, self.reply) for hit in rule.find(self.document, self.reply)])

    def _cover(self) -> None:
        """Note where the reply is in a language that the policy does not take for covered: always for review."""
        for found in uncovered(self.document, self.reply, self.guard.policy.covers):
            self.findings.append(_finding(found, self.reply, ENGINE, Severity.REVIEW))

    def _classify(self) -> None:
        judged = (self.guard.classifier or _trained())(self.document, self.reply)
        if judged:
            from guardrails.classifier.judging import settle  # noqa: PLC0415 - as above

            settled = settle(judged, self.hits, self.document, self.reply)
            self.hits, self.judged = [_placed(hit, self.reply) for hit in settled], judged

    def _examine(self) -> None:
        if self.guard.ledger is None:
            found, claims = _claims_weighed(self.document, self.reply, self.judged)
        else:
            examined = self.guard.ledger(self.document, self.reply)
            found, claims = examined.violations, examined.claims
        self.hits.extend([_placed(violation, self.reply) for violation in found])
        self.claims = list(claims)


def _is_over(late: Late) -> bool:
    """Return whether time is over; a clock that breaks down shows that it is."""
    try:
        return late()
    except Exception:  # noqa: BLE001 - fail closed
        return True


def _placed(violation: Violation, reply: Reply) -> Violation:
    """Return the violation.

    Raises:
        ValueError: it points outside the reply.
    """
    if not 0 <= violation.start <= violation.end <= len(reply.text):
        raise ValueError(f"{violation.rule} points at {violation.start}:{violation.end}, outside the reply")
    return violation


def _finding(violation: Violation, reply: Reply, family: str, severity: Severity) -> Finding:
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
        family=ENGINE,
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
