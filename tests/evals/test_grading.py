from __future__ import annotations

from evals.corpus.records import Unit
from guardrails.finding import Severity, Verdict
from tests.evals.making import case, found, graded, outcome


def test_a_rule_is_hit_missed_or_cried_out_falsely():
    one = graded(case("defensive", "hostile"), outcome(found("defensive"), found("minimises")))
    assert (one.hit, one.missed, one.false) == ({"defensive"}, {"hostile"}, {"minimises"})
    assert one.wrong


def test_naming_the_other_name_is_right_and_naming_none_too_few():
    either = case("minimises", also=frozenset({"defensive"}))
    for rule in ("minimises", "defensive"):
        one = graded(either, outcome(found(rule)))
        assert (one.hit, one.missed, one.false) == ({"minimises"}, frozenset(), frozenset())
    assert graded(either, outcome()).missed == {"minimises"}


def test_naming_both_names_is_no_false_alarm():
    one = graded(case("minimises", also=frozenset({"defensive"})), outcome(found("minimises"), found("defensive")))
    assert not one.wrong


def test_only_findings_on_the_text_count_and_move_to_its_offsets():
    sentence = case("defensive", before="These things happen.", unit=Unit.SENTENCE)
    on_before, across = found("minimises", 0, 20), found("defensive", 15, 25)
    one = graded(sentence, outcome(on_before, across))
    assert [(item.rule, item.start, item.end) for item in one.found] == [("defensive", 0, 4)]
    assert one.false == frozenset()


def test_rules_that_are_not_scored_do_not_count():
    one = graded(case(), outcome(found("too-long"), found("unverified-claim")))
    assert not one.flagged
    assert one.verdict is Verdict.PASS
    assert one.outcome.verdict is Verdict.BLOCK


def test_the_scored_verdict_is_that_of_the_scored_findings():
    assert graded(case(), outcome(found("hostile", severity=Severity.REVIEW))).verdict is Verdict.REVIEW
    assert graded(case(), outcome(found("hostile"))).verdict is Verdict.BLOCK


def test_another_verdict_than_expected_is_wrong():
    assert graded(case(verdict=Verdict.PASS), outcome(found("too-long"))).wrong
    assert not graded(case(verdict=Verdict.BLOCK), outcome(found("too-long"))).wrong


def test_a_case_without_labels_has_neither_hits_nor_alarms():
    one = graded(case(labels=None), outcome(found("hostile")))
    assert not one.wrong
