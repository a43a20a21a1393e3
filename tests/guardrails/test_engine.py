from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrails import engine
from guardrails.classifier.judging import Judged
from guardrails.document import Document
from guardrails.engine import GUARD_FAILURE, Guard
from guardrails.finding import Audience, Claim, ClaimStatus, Detector, Severity, Verdict
from guardrails.policy import SeverityPolicy
from guardrails.reply import Reply
from guardrails.rule import Rule, Violation


@dataclass
class Ledger:
    claims: Sequence[Claim] = field(default_factory=list)
    violations: Sequence[Violation] = field(default_factory=list)


def silent(_document: Document, _reply: Reply) -> Ledger:
    return Ledger()


def unread(_document: Document, _reply: Reply) -> Sequence[Judged]:
    return ()


def reply(text: str, audience: Audience = Audience.PRIVATE) -> Reply:
    return Reply(text, audience, date(2026, 5, 4))


def rule_that(find: object, name: str = "defensive") -> Rule:
    return Rule(name, "tone", "what", "why", "boundary", ("P22",), "instead", find)  # type: ignore[arg-type]


def places(*spans: tuple[int, int], name: str = "defensive", **values: object) -> Rule:
    def find(_document: Document, _reply: Reply) -> Iterable[Violation]:
        return [Violation(name, start, end, f"at {start}", **values) for start, end in spans]  # type: ignore[arg-type]

    return rule_that(find, name)


def guard(*rules: Rule, ledger: engine.Ledger = silent, policy: SeverityPolicy | None = None) -> Guard:
    return Guard(policy, rules, ledger, classifier=unread)


def test_a_clean_reply_passes():
    report = Guard(ledger=silent).check(reply("We're sorry about the cold soup, Lin. Sam will call you tomorrow."))
    assert (report.verdict, report.findings, report.claims) == (Verdict.PASS, [], [])


def test_a_finding_quotes_the_original_with_its_disguise():
    report = Guard(ledger=silent).check(reply("Please d\u0435lete your **rev\u200biew**."))
    (finding,) = report.findings
    assert (finding.rule, finding.family, finding.severity) == ("retraction-demand", "pressure", Severity.BLOCK)
    assert finding.quote == "d\u0435lete your **rev\u200biew"
    assert report.verdict is Verdict.BLOCK


def test_several_rules_break_at_once():
    text = "Sorry if you feel that way, but you should have read the terms. Delete your review and we'll refund you."
    report = Guard(ledger=silent).check(reply(text))
    assert {finding.rule for finding in report.findings} >= {
        "hollow-apology",
        "blames-customer",
        "retraction-demand",
        "quid-pro-quo",
    }


def test_overlapping_findings_of_one_rule_become_one():
    report = guard(places((0, 5), (3, 9), (12, 14), evidence=("f1",))).check(reply("a" * 20))
    assert [(one.start, one.end, one.quote, one.evidence) for one in report.findings] == [
        (0, 9, "a" * 9, ["f1"]),
        (12, 14, "aa", ["f1"]),
    ]


def test_findings_of_different_rules_stay_apart():
    report = guard(places((0, 5)), places((0, 5), name="hostile")).check(reply("a" * 20))
    assert [one.rule for one in report.findings] == ["defensive", "hostile"]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: tuple(sorted(pair))), max_size=12))
def test_merged_findings_cover_the_same_text_in_order(spans: list[tuple[int, int]]):
    text = "".join(chr(97 + index % 26) for index in range(30))
    report = guard(places(*spans)).check(reply(text))
    found = [(one.start, one.end) for one in report.findings]
    assert found == sorted(found)
    assert {i for start, end in spans for i in range(start, end)} == {i for s, e in found for i in range(s, e)}
    assert all(one.quote == text[one.start : one.end] for one in report.findings)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert report == guard(places(*reversed(spans))).check(reply(text))


@pytest.mark.parametrize(
    ("names", "verdict"),
    [((), Verdict.PASS), (("missing-next-step",), Verdict.REVIEW), (("missing-next-step", "too-long"), Verdict.BLOCK)],
)
def test_the_worst_finding_decides(names: Sequence[str], verdict: Verdict):
    assert guard(*(places((0, 1), name=name) for name in names)).check(reply("abc")).verdict is verdict


def test_a_rule_that_is_off_is_not_asked(tmp_path: Path):
    path = tmp_path / "severities.yaml"
    path.write_text("tone:\n  defensive: {public: review, private: off}\n", encoding="utf-8")
    policy = SeverityPolicy.load(path)
    asked = guard(places((0, 1)), policy=policy)
    assert asked.check(reply("abc")).findings == []
    assert asked.check(reply("abc", Audience.PUBLIC)).verdict is Verdict.REVIEW


def test_the_ledgers_claims_and_violations_join_the_report():
    claims = [
        Claim(text="b", start=1, end=2, kind="amount", status=ClaimStatus.SUPPORTED),
        Claim(text="a", start=0, end=1, kind="amount", status=ClaimStatus.UNSUPPORTED),
    ]
    violation = Violation("unverified-claim", 0, 1, "no fact", evidence=("f",), detector=Detector.LEDGER)
    report = guard(ledger=lambda _d, _r: Ledger(claims, [violation])).check(reply("ab"))
    assert [claim.text for claim in report.claims] == ["a", "b"]
    (finding,) = report.findings
    assert (finding.family, finding.detector, finding.quote) == ("claims", Detector.LEDGER, "a")


class BoomError(RuntimeError):
    pass


def boom(*_arguments: object) -> Iterable[Violation]:
    raise BoomError("secret detail")


def boom_late(*_arguments: object) -> Iterable[Violation]:
    yield Violation("defensive", 0, 1, "first")
    raise BoomError


def broken_ledger_values(_document: Document, _reply: Reply) -> Ledger:
    return Ledger(violations=[Violation("unverified-claim", 0, 999, "beyond the end")])


@pytest.mark.parametrize(
    ("broken", "stage"),
    [
        (guard(rule_that(boom)), "the rule defensive"),
        (guard(rule_that(boom_late)), "the rule defensive"),
        (guard(rule_that(lambda _d, _r: None)), "the rule defensive"),
        (guard(places((0, 999))), "the rule defensive"),
        (guard(places((-1, 2))), "the rule defensive"),
        (guard(ledger=boom), "the claim ledger"),  # type: ignore[arg-type]
        (guard(ledger=lambda _d, _r: None), "the claim ledger"),  # type: ignore[arg-type, return-value]
        (guard(ledger=broken_ledger_values), "the claim ledger"),
    ],
)
def test_fails_closed_and_names_the_stage(broken: Guard, stage: str):
    report = broken.check(reply("A reply."))
    failures = [one for one in report.findings if one.rule == GUARD_FAILURE]
    assert len(failures) == 1
    (failure,) = failures
    assert report.verdict is Verdict.BLOCK
    assert (failure.family, failure.start, failure.end, failure.quote) == ("engine", 0, 8, "A reply.")
    assert stage in failure.message
    assert "secret detail" not in failure.message


def test_fails_closed_when_the_text_cannot_be_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine, "read", boom)
    report = Guard(ledger=silent).check(reply("A reply."))
    assert [(one.rule, one.quote) for one in report.findings] == [(GUARD_FAILURE, "A reply.")]
    assert "reading the reply" in report.findings[0].message


def test_each_broken_stage_is_told():
    report = guard(rule_that(boom), rule_that(boom, "hostile"), ledger=boom).check(reply("x"))  # type: ignore[arg-type]
    assert len(report.findings) == 3


def test_a_broken_stage_hides_no_other_finding():
    report = guard(places((0, 1), name="hostile"), ledger=boom).check(reply("abc"))  # type: ignore[arg-type]
    assert {one.rule for one in report.findings} == {"hostile", GUARD_FAILURE}


def test_a_rule_that_no_policy_knows_blocks():
    (finding,) = guard(places((0, 1), name="brand-new")).check(reply("abc")).findings
    assert (finding.severity, finding.family) == (Severity.BLOCK, "other")


def test_no_policy_switches_a_failure_off():
    off = SeverityPolicy({("defensive", audience): None for audience in Audience}, {"defensive": "tone"})
    assert guard(rule_that(boom, "hostile"), policy=off).check(reply("x")).verdict is Verdict.BLOCK


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\x00", "💙", "a" * 20_000, "you should have " * 1_000, "\ud800"])
@pytest.mark.parametrize("audience", list(Audience))
def test_judges_any_text_whole(text: str, audience: Audience):
    report = Guard(ledger=silent).check(replace(reply(text, audience), complaint="My parcel is late."))
    assert not [one for one in report.findings if one.rule == GUARD_FAILURE]


def test_the_end_of_a_long_text_is_judged_too():
    text = "We will call you. " * 2_000 + "Delete your review."
    assert "retraction-demand" in {one.rule for one in Guard(ledger=silent).check(reply(text)).findings}


@given(st.text(max_size=300))
@settings(deadline=None)  # the first text in an unknown language loads the identifier
def test_is_deterministic_and_never_raises(text: str):
    checked = Guard(ledger=silent)
    report = checked.check(reply(text))
    assert report == checked.check(reply(text))
    assert GUARD_FAILURE not in {one.rule for one in report.findings}


def test_the_claim_ledger_judges_unless_another_is_given():
    report = Guard().check(reply("Your refund of £40 was issued, call us on 020 7946 0123."))
    assert {"unverified-claim", "unknown-contact"} <= {one.rule for one in report.findings}
    assert {one.detector for one in report.findings} == {Detector.LEDGER}
    assert report.claims


def test_one_that_nobody_waits_for_any_more_is_given_up():
    asked = []

    def counting(_document: Document, _reply: Reply) -> Iterable[Violation]:
        asked.append(1)
        return []

    waited = Guard(rules=[rule_that(counting), rule_that(counting)], ledger=silent, classifier=unread)
    assert waited.until(lambda: True).check(reply("Sorry about the wait.")).verdict is Verdict.BLOCK
    assert len(asked) == 1
    assert waited.until(lambda: False).check(reply("Sorry about the wait.")).verdict is Verdict.PASS
    assert waited.check(reply("Sorry about the wait.")).verdict is Verdict.PASS
    assert Guard(limit=lambda: lambda: True).until(lambda: False).check(reply("Sorry.")).verdict is Verdict.BLOCK
