from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.engine import report_on
from guardrails.finding import Audience, Detector, Finding, Report, Severity, Verdict
from guardrails.judgement import JUDGED, Judged, Powers, Ruling, Scope, judged, to_judge
from guardrails.policy import SeverityPolicy
from guardrails.reply import Reply

TEXT = "I'm so sorry, Jo. The box was fine. You ought to look again. Bye."
REPLY = Reply(TEXT, Audience.PRIVATE, date(2026, 5, 4))


def finding(
    quote: str,
    rule: str = "defensive",
    severity: Severity = Severity.REVIEW,
    *,
    unsure: bool = True,
    detector: Detector = Detector.CLASSIFIER,
) -> Finding:
    start = TEXT.index(quote)
    return Finding(
        rule=rule,
        family="tone",
        severity=severity,
        message="m",
        start=start,
        end=start + len(quote),
        quote=quote,
        unsure=unsure,
        detector=detector,
    )


DOUBT = finding("The box was fine.")
BLOCK = finding("You ought to", "blames-customer", Severity.BLOCK, unsure=False, detector=Detector.PATTERN)


def report(*findings: Finding) -> Report:
    return report_on(list(findings), [])


def ruled(before: Report, rules: dict[int, str | None], powers: Powers | None = None, quote: str = "") -> Judged:
    asked = to_judge(REPLY, before, Scope.ALL)
    rulings = [Ruling(asked[number], rule, quote) for number, rule in rules.items()]
    return judged(REPLY, before, asked, rulings, powers or Powers())


@pytest.mark.parametrize(
    ("scope", "findings", "texts"),
    [
        (Scope.OFF, [DOUBT], []),
        (Scope.UNSURE, [], []),
        (Scope.UNSURE, [BLOCK], []),
        (Scope.UNSURE, [DOUBT, BLOCK], ["The box was fine."]),
        (Scope.UNSURE, [finding("fine. You")], ["The box was fine.", "You ought to look again."]),
        (Scope.ALL, [], ["I'm so sorry, Jo.", "The box was fine.", "You ought to look again.", "Bye."]),
    ],
)
def test_only_what_is_in_doubt_is_put_to_the_judge(scope: Scope, findings: list[Finding], texts: list[str]):
    assert [sentence.text for sentence in to_judge(REPLY, report(*findings), scope)] == texts


def test_a_doubt_is_cleared_where_all_of_it_is_fine():
    result = ruled(report(DOUBT), {1: None})
    assert (result.report.verdict, result.report.findings) == (Verdict.PASS, [])
    assert list(result.cleared) == [DOUBT]
    assert list(result.added) == []


@pytest.mark.parametrize("rules", [{}, {0: None}, {1: "defensive"}, {1: "hostile"}, {1: "no-such-rule"}])
def test_a_doubt_stays_where_it_is_not_found_fine(rules: dict[int, str | None]):
    result = ruled(report(DOUBT), rules)
    assert result.report.verdict is Verdict.REVIEW
    assert list(result.cleared) == []
    assert "defensive" in {one.rule for one in result.report.findings}


def test_a_doubt_over_two_sentences_needs_both():
    before = report(finding("fine. You"))
    assert ruled(before, {1: None}).report == before
    assert ruled(before, {1: None, 2: None}).report.findings == []


@pytest.mark.parametrize("clears", [frozenset(), frozenset({"unsure"}), frozenset({"blames-customer", "unsure"})])
def test_what_blocks_is_never_cleared(clears: frozenset[str]):
    result = ruled(report(BLOCK), {0: None, 1: None, 2: None, 3: None}, Powers(clears=clears))
    assert result.report == report(BLOCK)


def test_what_it_may_clear_is_told():
    sure = finding("The box was fine.", "repeats-itself", unsure=False)
    assert ruled(report(DOUBT), {1: None}, Powers(clears=frozenset())).report == report(DOUBT)
    assert ruled(report(DOUBT), {1: None}, Powers(clears=frozenset({"defensive"}))).report.findings == []
    assert ruled(report(sure), {1: None}).report == report(sure)
    assert ruled(report(sure), {1: None}, Powers(clears=frozenset({"repeats-itself"}))).report.findings == []


def test_what_it_adds_is_for_review_where_the_words_stand():
    (added,) = ruled(report(), {2: "blames-customer"}, quote="OUGHT to look").added
    assert (added.rule, added.family, added.severity) == ("blames-customer", "tone", Severity.REVIEW)
    assert (added.quote, added.detector, added.unsure) == ("ought to look", Detector.JUDGE, False)
    assert added.suggestion


def test_words_that_do_not_stand_there_leave_the_sentence():
    (added,) = ruled(report(), {2: "hostile"}, quote="you fool").added
    assert added.quote == "You ought to look again."


def test_it_blocks_only_where_it_may():
    assert ruled(report(), {2: "hostile"}).report.verdict is Verdict.REVIEW
    assert ruled(report(), {2: "hostile"}, Powers(blocks=frozenset({"hostile"}))).report.verdict is Verdict.BLOCK
    assert ruled(report(), {2: "defensive"}, Powers(blocks=frozenset({"hostile"}))).report.verdict is Verdict.REVIEW


def test_a_rule_that_is_off_or_not_of_a_sentence_adds_nothing():
    off = SeverityPolicy({("hostile", audience): None for audience in Audience}, {"hostile": "tone"})
    assert list(ruled(report(), {2: "hostile"}, Powers(policy=off)).added) == []
    assert list(ruled(report(), {2: "too-long"}).added) == []
    assert "too-long" not in JUDGED


def test_what_it_adds_neither_softens_nor_widens_what_blocks():
    assert ruled(report(BLOCK), {2: "blames-customer"}).report == report(BLOCK)


RULES = st.sampled_from([None, *JUDGED, "rubbish"])


@given(st.dictionaries(st.integers(0, 3), RULES), st.lists(st.sampled_from([DOUBT, BLOCK]), max_size=2))
def test_no_block_is_lost_and_no_pass_becomes_a_block(rules: dict[int, str | None], findings: list[Finding]):
    before = report(*findings)
    after = ruled(before, rules).report
    assert (after.verdict is Verdict.BLOCK) == (before.verdict is Verdict.BLOCK)
    assert [one for one in before.findings if one.severity is Severity.BLOCK] == [
        one for one in after.findings if one.severity is Severity.BLOCK
    ]
