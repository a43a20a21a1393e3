from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from guardrails.classifier.calibration import Band, Calibration, calibration
from guardrails.classifier.judging import Judged, breaches, confirmed, judge, settle
from guardrails.classifier.labels import JUDGED, OUTPUTS
from guardrails.classifier.wording import ADVICE, REASONS
from guardrails.document import read
from guardrails.finding import Audience, Detector
from guardrails.reply import Reply
from guardrails.rule import Violation
from knowledge.facts import Fact

BANDS = Calibration(tuple(Band(block=2.0, look=0.0, agrees=-1.0) for _ in OUTPUTS), frozenset({"en"}), "test")


def judged(start: int = 0, end: int = 10, **logits: float) -> Judged:
    row = np.full(len(OUTPUTS), -5.0, dtype=np.float32)
    for name, value in logits.items():
        row[OUTPUTS.index(name.replace("_", "-"))] = value
    return Judged(start, end, row, tuple((start + 2, end) for _ in JUDGED))


def test_what_is_likely_enough_is_a_breach_at_its_words():
    (found,) = breaches([judged(defensive=2.5)], Audience.PUBLIC, BANDS)
    assert (found.rule, found.start, found.end, found.unsure) == ("defensive", 2, 10, False)
    assert found.detector is Detector.CLASSIFIER
    assert found.message
    assert found.suggestion


def test_what_is_doubtful_asks_for_a_look_once_a_sentence():
    (found,) = breaches([judged(defensive=0.5, minimises=1.5)], Audience.PUBLIC, BANDS)
    assert (found.rule, found.unsure) == ("minimises", True)


def test_doubt_is_not_told_beside_certainty():
    found = breaches([judged(defensive=3, minimises=1.5)], Audience.PUBLIC, BANDS)
    assert [one.rule for one in found] == ["defensive"]


def test_several_rules_can_break_at_once():
    found = breaches([judged(quid_pro_quo=3, retraction_demand=3)], Audience.PUBLIC, BANDS)
    assert {one.rule for one in found} == {"quid-pro-quo", "retraction-demand"}


def test_nothing_is_disclosed_in_a_private_message():
    one = judged(discloses_private_data=9)
    assert breaches([one], Audience.PUBLIC, BANDS)
    assert breaches([one], Audience.PRIVATE, BANDS) == []


def test_a_pattern_that_the_encoder_finds_improbable_asks_for_a_look():
    hit = Violation("hostile", 3, 6, "m")
    (doubted,) = confirmed([hit], [judged(hostile=-4)], BANDS)
    (kept,) = confirmed([hit], [judged(hostile=-0.5)], BANDS)
    assert doubted.unsure
    assert not kept.unsure


def test_patterns_of_other_families_are_not_its_business():
    hit = Violation("placeholder", 3, 6, "m")
    assert confirmed([hit], [judged()], BANDS) == [hit]


def test_in_a_language_it_was_not_taught_patterns_stand_and_its_own_findings_ask_for_a_look():
    text = "Λυπούμαστε πολύ για την καθυστέρηση, δεν ξέρουμε ακόμη πού βρίσκεται το δέμα."
    reply = Reply(text, Audience.PUBLIC, date(2026, 5, 4), language="el")
    hit = Violation("hostile", 3, 6, "m")
    found = settle([judged(defensive=30.0)], [hit], read(text), reply)
    assert hit in found
    assert [one.unsure for one in found if one.detector is Detector.CLASSIFIER] == [True]


def test_in_a_language_that_it_knows_less_well_it_adds_but_does_not_doubt():
    text = "Es tut uns leid, dass Ihr Paket noch nicht angekommen ist und niemand antwortet."
    reply = Reply(text, Audience.PUBLIC, date(2026, 5, 4), language="de")
    hit = Violation("hostile", 3, 6, "m")
    found = settle([judged(defensive=30.0)], [hit], read(text), reply)
    assert [(one.rule, one.unsure) for one in found] == [("hostile", False), ("defensive", False)]


def test_every_rule_has_its_words_and_its_band():
    assert set(REASONS) == set(ADVICE) == set(JUDGED)
    assert len(calibration().bands) == len(OUTPUTS)
    assert "en" in calibration().languages
    for band in calibration().bands[: len(JUDGED)]:
        assert band.agrees <= band.look <= band.block


@pytest.mark.parametrize(
    "text",
    ["We're sorry.", "\u200bWe’re so𝐫𝐫y. It is <b>your</b> fault.", "no stop " * 600, "!!! ??? ...", "é́́ 你好。谢谢"],
)
def test_every_sentence_is_read_and_lies_in_the_reply(text: str):
    reply = Reply(text, Audience.PUBLIC, date(2026, 5, 4), complaint="It broke.")
    document = read(text)
    found = judge(document, reply)
    assert len(found) >= len(document.sentences)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert all(one.start <= start <= end <= one.end for start, end in one.spans)


def test_no_sentence_no_judgement():
    assert judge(read(""), Reply("", Audience.PUBLIC, date(2026, 5, 4))) == []


def test_what_stands_in_a_fact_word_for_word_asks_for_a_look_at_most():
    text = "A second line has been running since Monday."
    note = Fact(id="n", kind="note", text=f"The belt failed. {text} We checked it.")
    for facts, unsure in (((note,), True), ((), False)):
        reply = Reply(text, Audience.PRIVATE, date(2026, 5, 4), facts=facts, language="en")
        found = settle([judged(0, len(text), defensive=30.0)], [], read(text), reply)
        assert [(one.rule, one.unsure) for one in found] == [("defensive", unsure)]
