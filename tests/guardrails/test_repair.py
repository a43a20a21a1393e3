from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from guardrails.catalogue import RULES
from guardrails.engine import GUARD_FAILURE, Guard
from guardrails.finding import Audience, Finding, Report, Severity, Verdict
from guardrails.outbound.language_coverage import LANGUAGE_COVERAGE
from guardrails.repair import CHECKS, _Repair, repaired, with_replacements
from guardrails.reply import Reply
from guardrails.rule import Example, Rule, Violation
from tests.guardrails.doubting import doubting, quiet, silent, words
from tests.guardrails.outbound.test_rules import reply_of

GUARD = Guard()
CASES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}") for rule in RULES for number, example in enumerate(rule.flags)
]
SAID = [case for case in CASES if case.values[0].family != "form"]
BEFORE = "Hi Maya, I'm so sorry for the trouble you've had with this."
AFTER = "Please send us a direct message, so that we can look into it with you."


def reply(text: str, audience: Audience = Audience.PRIVATE, **more: object) -> Reply:
    return Reply(text, audience, date(2026, 5, 4), **more)  # type: ignore[arg-type]


def applied(text: str, finding: Finding) -> str:
    assert finding.replacement is not None
    start, end = finding.replaces or (finding.start, finding.end)
    return text[:start] + finding.replacement + text[end:]


def counted(report: Report) -> Counter[str]:
    return Counter(finding.rule for finding in report.findings)


@pytest.mark.parametrize(("_rule", "example"), CASES)
def test_each_replacement_mends_its_finding_and_breaks_nothing(_rule: Rule, example: Example):
    asked = reply_of(example)
    before = GUARD.check(asked)
    report = with_replacements(GUARD, asked, before)
    assert [finding.model_copy(update={"replacement": None, "replaces": None}) for finding in report.findings] == list(
        before.findings
    )
    for finding in report.findings:
        if finding.rule == LANGUAGE_COVERAGE or (finding.unsure and finding.replacement is None):
            continue
        text = applied(asked.text, finding)
        after = counted(GUARD.check(replace(asked, text=text)))
        assert text.strip()
        assert after[finding.rule] < counted(before)[finding.rule]
        assert {rule for rule in after if after[rule] > counted(before)[rule]} <= {LANGUAGE_COVERAGE}


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_repaired_reply_passes(rule: Rule, example: Example):
    asked = reply_of(example)
    mended = repaired(GUARD, asked, GUARD.check(asked))
    assert mended.report == GUARD.check(replace(asked, text=mended.text))
    assert {finding.rule for finding in mended.report.findings if not finding.unsure} <= {LANGUAGE_COVERAGE}
    assert rule.id not in {finding.rule for finding in mended.report.findings}


@pytest.mark.parametrize(("_rule", "example"), SAID)
def test_a_guilty_sentence_takes_no_other_with_it(_rule: Rule, example: Example):
    asked = replace(reply_of(example), text=f"{BEFORE} {reply_of(example).text} {AFTER}")
    mended = repaired(GUARD, asked, GUARD.check(asked))
    assert mended.report.verdict is Verdict.PASS
    assert mended.text.startswith(BEFORE) or mended.text.startswith("Hello")
    assert mended.text.endswith(AFTER)


@pytest.mark.parametrize(
    ("text", "audience", "mended"),
    [
        ("We are sorry for the delay, but you ordered late.", "private", "We are sorry for the delay."),
        ("Hi [Name], sorry for the wait.", "private", "Hello, sorry for the wait."),
        ("I'm sorry, Jo. You should have checked. I'd like to help.", "private", "I'm sorry, Jo. I'd like to help."),
        ("I'm so sorry, Jo.\n\nDelete your review.\n\nBest, Sam", "private", "I'm so sorry, Jo.\n\nBest, Sam"),
        ("Here is a draft: We're sorry, Jo.", "private", "We're sorry, Jo."),
        (
            "Sorry! Please reply with your order number.",
            "public",
            "Sorry! Please send us the details by direct message.",
        ),
    ],
)
def test_keeps_what_is_good(text: str, audience: str, mended: str):
    asked = reply(text, Audience(audience))
    assert repaired(GUARD, asked, GUARD.check(asked)).text == mended


def test_a_good_reply_is_left_alone():
    asked = reply(f"{BEFORE} {AFTER}")
    report = GUARD.check(asked)
    assert with_replacements(GUARD, asked, report) == report
    assert repaired(GUARD, asked, report).text == asked.text


def test_an_insertion_says_where_it_goes():
    asked = reply("Hi Anna! Tell us more, please.", complaint="My parcel is two weeks late.")
    finding, _ = with_replacements(GUARD, asked, GUARD.check(asked)).findings
    assert finding.rule == "missing-apology"
    assert finding.replaces is not None
    assert applied(asked.text, finding) == "Hi Anna! We're sorry this happened. Tell us more, please."


def test_what_only_asks_for_a_look_can_be_left():
    asked = reply("We're sorry about the late parcel.", complaint="My parcel is two weeks late.")
    report = GUARD.check(asked)
    assert repaired(GUARD, asked, report, only_blocking=True).text == asked.text
    assert repaired(GUARD, asked, report).report.verdict is Verdict.PASS


def test_nothing_mends_a_broken_guard():
    broken = Guard(rules=[replace(RULES[0], find=lambda _d, _r: 1 / 0)])  # type: ignore[arg-type, return-value]
    asked = reply(BEFORE)
    report = with_replacements(broken, asked, broken.check(asked))
    assert [(one.rule, one.replacement) for one in report.findings] == [(GUARD_FAILURE, None)]
    assert repaired(broken, asked, report).report.verdict is Verdict.BLOCK


class Counting(Guard):
    """A guard that counts how often it is asked."""

    asked = 0

    def check(self, reply: Reply) -> Report:
        self.asked += 1
        return super().check(reply)


@pytest.mark.parametrize("times", [10, 100])
def test_the_guard_is_asked_so_often_and_no_more(times: int):
    guard, asked = Counting(), reply("You should have checked. Delete your review. " * times)
    report = guard.check(asked)
    for work in (with_replacements, repaired):
        guard.asked = 0
        work(guard, asked, report)  # type: ignore[operator]
        assert guard.asked <= 1 + min(CHECKS, max(3, 30_000 // len(asked.text)))


def test_what_cannot_be_mended_in_time_is_dropped_at_once():
    asked = reply(f"{BEFORE} {'You should have checked. Delete your review. ' * 40}{AFTER}")
    mended = repaired(GUARD, asked, GUARD.check(asked))
    assert mended.report.verdict is Verdict.PASS
    assert mended.text.startswith(BEFORE)
    assert mended.text.endswith(AFTER)
    assert "review" not in mended.text


def test_findings_that_share_sentences_take_no_more_than_those():
    def stretches(*spans: tuple[int, int]) -> Rule:
        def find(_document: object, asked: Reply) -> list[Violation]:
            return [Violation("defensive", *span, "x") for span in spans if "Two" in asked.text]

        return replace(RULES[0], id="defensive", find=find)

    text = "One is a good sentence to keep. Two. Three. Four. Five is another good sentence to keep."
    guard = Guard(rules=[stretches((32, 40), (37, 43))], ledger=quiet, classifier=silent)
    asked = reply(text)
    joint = guard.check(asked)
    last = _Repair(guard, len(text)).without_all(asked, joint)
    assert last is not None
    assert last.reply.text == "One is a good sentence to keep. Four. Five is another good sentence to keep."


def test_a_doubt_can_be_mended_too():
    guard, asked = doubting(words("So much for that."), RULES), reply(f"{BEFORE} So much for that. {AFTER}")
    report = with_replacements(guard, asked, guard.check(asked))
    (finding,) = report.findings
    assert (finding.severity, finding.replacement) == (Severity.REVIEW, "")
    assert applied(asked.text, finding) == f"{BEFORE} {AFTER}"
