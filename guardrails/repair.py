"""Repair: for each finding the words that mend it, tried on the guard before anybody sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from guardrails.document import Document, read
from guardrails.edits import Edit, between, dropped, sentences_around
from guardrails.engine import GUARD_FAILURE, Guard
from guardrails.finding import Finding, Report, Severity, Verdict
from guardrails.outbound.language_coverage import LANGUAGE_COVERAGE
from guardrails.remedies import remedies
from guardrails.reply import Reply

CHECKS = 24
"""The most often that one repair asks the guard: what bounds its time, there being no clock here."""
_CODE_POINTS = 30_000
"""The most text that one repair has judged, all its checks together; a long reply is tried less often."""


SHORTEST = 40
"""A message cut down below so many code points says too little."""


_NOT_TO_MEND = frozenset({GUARD_FAILURE, LANGUAGE_COVERAGE})
"""What no change of words makes better: the guard's own trouble, and the customer's language."""


Reported = TypeVar("Reported", bound=Report)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A reply after repair and the report on it; `mended` are the findings that went, in their order."""

    text: str
    report: Report
    mended: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Step:
    edit: Edit
    reply: Reply
    report: Report


class _Repair:
    """One repair: it tries remedies on the guard for as long as its checks last."""

    def __init__(self, guard: Guard, length: int) -> None:
        self._guard = guard
        self._left = max(3, min(CHECKS, _CODE_POINTS // max(1, length)))
        self._document: Document | None = None

    def step(self, reply: Reply, report: Report, finding: Finding) -> _Step | None:
        """Return the first change that makes the finding go away and no other come."""
        if finding.rule in _NOT_TO_MEND or not self._left:
            return None
        tried: set[str] = {reply.text}
        for edit in remedies(self._read(reply.text), reply, finding):
            text = edit.applied(reply.text)
            if text in tried or not text.strip():
                continue
            if not self._left:
                return None
            self._left -= 1
            tried.add(text)
            mended = replace(reply, text=text)
            after = self._guard.check(mended)
            if _is_better(report, after, finding):
                return _Step(edit, mended, after)
        return None

    def is_beyond(self, report: Report) -> bool:
        """Return whether more is to be mended than there are checks; half mended, the rest stands in bad company."""
        return sum(one.severity is Severity.BLOCK for one in report.findings) > self._left

    def _read(self, text: str) -> Document:
        if self._document is None or self._document.original != text:
            self._document = read(text)
        return self._document

    def first_step(self, reply: Reply, report: Report, findings: Sequence[Finding]) -> tuple[Finding, _Step] | None:
        """Return the first of the findings that can be mended, with how."""
        for finding in findings:
            step = self.step(reply, report, finding)
            if step:
                return finding, step
        return None

    def without_all(self, reply: Reply, report: Report) -> _Step | None:
        """Return the reply without any sentence that a blocking finding, or a doubt of the same kind, touches.

        None if what is left blocks all the same.
        """
        text, begin = reply.text, len(reply.text)
        blocking = {one.rule for one in report.findings if one.severity is Severity.BLOCK}
        guilty = {self._sentence(text, one) for one in report.findings if one.rule in blocking}
        for start, end in sorted(guilty, key=lambda span: (-span[1], span[0])):
            if start < begin:
                text, begin = dropped(text, start, min(end, begin)).applied(text), start
        if len(text) < SHORTEST:
            return None
        mended = replace(reply, text=text)
        after = self._guard.check(mended)
        return None if after.verdict is Verdict.BLOCK else _Step(between(reply.text, text), mended, after)

    def _sentence(self, text: str, finding: Finding) -> tuple[int, int]:
        return sentences_around(self._read(text), finding.start, finding.end)


def _is_better(before: Report, after: Report, finding: Finding) -> bool:
    """Return whether a finding went and none came: of its rule there are fewer, of no other are there more."""
    first, then = (
        Counter((one.rule, one.severity) for one in report.findings if one.rule != LANGUAGE_COVERAGE)
        for report in (before, after)
    )
    gone = (finding.rule, finding.severity)
    return then[gone] < first[gone] and all(count <= first[key] for key, count in then.items())


def repaired(guard: Guard, reply: Reply, report: Report, *, only_blocking: bool = False) -> Repaired:
    """Return the reply mended finding by finding, what blocks first, as far as it can be; never raises.

    Every step is judged by the guard. Where repair breaks down, the reply stays as it was, blocked if it was.
    """
    repair, mended = _Repair(guard, len(reply.text)), list[Finding]()
    try:
        if repair.is_beyond(report) and (first := repair.without_all(reply, report)):
            mended.extend(one for one in report.findings if one not in first.report.findings)
            reply, report = first.reply, first.report
        while found := repair.first_step(reply, report, _in_turn(report, only_blocking=only_blocking)):
            finding, step = found
            mended.append(finding)
            reply, report = step.reply, step.report
        if report.verdict is Verdict.BLOCK and (last := repair.without_all(reply, report)):
            mended.extend(one for one in report.findings if one not in last.report.findings)
            reply, report = last.reply, last.report
    except Exception:  # noqa: BLE001 - what was reached so far has been judged
        return Repaired(reply.text, report, mended)
    return Repaired(reply.text, report, mended)


def _in_turn(report: Report, *, only_blocking: bool) -> list[Finding]:
    """Return the findings to mend: those that block before those to look at, the last in the text first."""
    blocking = [one for one in report.findings if one.severity is Severity.BLOCK]
    others = [] if only_blocking else [one for one in report.findings if one.severity is not Severity.BLOCK]
    return [*reversed(blocking), *reversed(others)]


def with_replacements(guard: Guard, reply: Reply, report: Reported) -> Reported:
    """Return the report with a replacement on each finding that has one; each is tried alone, on the reply as it is.

    Never raises: where that breaks down the report stays as it was.
    """
    repair = _Repair(guard, len(reply.text))
    try:
        findings = [_offered(repair.step(reply, report, finding), finding) for finding in report.findings]
    except Exception:  # noqa: BLE001 - a report without replacements is still a report
        return report
    return report.model_copy(update={"findings": findings})


def _offered(step: _Step | None, finding: Finding) -> Finding:
    if step is None:
        return finding
    edit = step.edit
    elsewhere = (edit.start, edit.end) if (edit.start, edit.end) != (finding.start, finding.end) else None
    return finding.model_copy(update={"replacement": edit.text, "replaces": elsewhere})
