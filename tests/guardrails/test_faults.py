"""A fault put into each stage of the guard, one at a time: whatever crashes or comes too late, the reply stays in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest

from guardrails import engine, repair
from guardrails.catalogue import RULES
from guardrails.document import Document
from guardrails.engine import GUARD_FAILURE, Guard, Late
from guardrails.finding import Audience, Detector, Report, Severity, Verdict
from guardrails.reply import Reply
from guardrails.rule import Rule, Violation
from tests.guardrails.doubting import doubting, silent, unsure

FINE = Reply("We're sorry about the cold soup, Lin.", Audience.PRIVATE, date(2026, 5, 4))
SPOILT = replace(FINE, text="We're sorry about the cold soup, Lin. Delete your review.")
CRASHES = [ValueError, RecursionError, MemoryError, KeyError, UnicodeError, TimeoutError, StopIteration]


def crash(*_: object) -> Iterable[Violation]:
    raise ValueError("words of a customer")


def plain(**parts: Any) -> Guard:
    """Return a guard of everything but a trained classifier."""
    return Guard(classifier=silent, **parts)


def with_fault(name: str) -> tuple[Rule, ...]:
    return tuple(replace(rule, find=crash) if rule.id == name else rule for rule in RULES)


def failures(report: Report) -> list[str]:
    return [finding.message for finding in report.findings if finding.rule == GUARD_FAILURE]


def blocked_in(report: Report, stage: str) -> bool:
    (message,) = failures(report)
    return report.verdict is Verdict.BLOCK and stage in message and "words of" not in message


def test_without_a_fault_it_passes():
    assert plain().check(FINE).verdict is Verdict.PASS


def test_reading(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine, "read", crash)
    assert blocked_in(plain().check(FINE), "reading the reply")


@pytest.mark.parametrize("name", [rule.id for rule in RULES])
def test_each_rule(name: str):
    assert blocked_in(plain(rules=with_fault(name)).check(FINE), f"the rule {name}")


def test_the_ledger():
    assert blocked_in(plain(ledger=crash).check(FINE), "the claim ledger")  # type: ignore[arg-type]


@pytest.mark.parametrize("error", CRASHES)
def test_the_classifier(error: type[Exception]):
    def broken(_document: Document, _reply: Reply) -> Iterator[Violation]:
        yield unsure(0, 5)
        raise error

    assert Guard(classifier=broken).check(FINE).verdict is Verdict.BLOCK


def test_the_classifier_points_outside_the_reply():
    def astray(_document: Document, _reply: Reply) -> list[Violation]:
        return [unsure(5, 500)]

    assert blocked_in(Guard(classifier=astray).check(FINE), "the classifier")


def over_after(calls: int) -> Callable[[], Late]:
    def start() -> Late:
        asked = count(1)
        return lambda: next(asked) >= calls

    return start


STAGES = {*(f"the rule {rule.id}" for rule in RULES), "the language of the reply", "the classifier", "the claim ledger"}


def test_each_stage_comes_too_late():
    overdue = set()
    for number in range(1, len(STAGES) + 1):
        report = plain(limit=over_after(number)).check(FINE)
        (message,) = failures(report)
        assert report.verdict is Verdict.BLOCK
        overdue.add(message.partition("out of time in ")[2].partition(":")[0])
    assert overdue == STAGES
    assert plain(limit=over_after(len(STAGES) + 1)).check(FINE).verdict is Verdict.PASS


def test_what_was_found_before_time_was_over_is_told_too():
    report = plain(limit=over_after(len(RULES))).check(SPOILT)
    assert {"retraction-demand", GUARD_FAILURE} <= {finding.rule for finding in report.findings}


def test_a_clock_that_breaks_down():
    assert plain(limit=lambda: crash).check(FINE).verdict is Verdict.BLOCK  # type: ignore[arg-type, return-value]
    assert plain(limit=crash).check(FINE).verdict is Verdict.BLOCK  # type: ignore[arg-type]


def test_a_person_who_stops_the_process_is_not_held_up():
    def stopped(*_: object) -> Iterable[Violation]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Guard(classifier=stopped).check(FINE)


def test_repair(monkeypatch: pytest.MonkeyPatch):
    report = plain().check(SPOILT)
    monkeypatch.setattr(repair, "remedies", crash)
    mended = repair.repaired(plain(), SPOILT, report)
    assert (mended.text, mended.report, mended.mended) == (SPOILT.text, report, [])
    assert repair.with_replacements(plain(), SPOILT, report) == report


def test_repair_whose_check_breaks_down():
    report = plain().check(SPOILT)
    broken = plain(rules=with_fault("hostile"))
    mended = repair.repaired(broken, SPOILT, report)
    assert (mended.text, mended.report.verdict) == (SPOILT.text, Verdict.BLOCK)


def test_a_doubt_asks_for_a_look_whatever_the_policy_says():
    report = doubting(lambda _d, _r: [unsure(0, 36)], RULES).check(FINE)
    (finding,) = report.findings
    assert (finding.severity, finding.unsure, finding.detector) == (Severity.REVIEW, True, Detector.CLASSIFIER)
    assert report.verdict is Verdict.REVIEW


@pytest.mark.parametrize("span", [(0, 57), (38, 57), (50, 57)])
def test_a_doubt_neither_softens_nor_widens_what_blocks(span: tuple[int, int]):
    (sure,) = plain().check(SPOILT).findings
    (finding,) = doubting(lambda _d, _r: [unsure(*span, "retraction-demand")], RULES).check(SPOILT).findings
    assert finding == sure
