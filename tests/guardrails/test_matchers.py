from __future__ import annotations

import re
from datetime import date

import pytest

from guardrails.document import read
from guardrails.finding import Audience
from guardrails.matchers import Pattern, Regex, finder
from guardrails.phrases import phrases
from guardrails.reply import Reply

MUST = phrases("you must pay\nyour fault")


def found(pattern: Pattern, text: str) -> list[str]:
    sentence = read(text).sentences[0]
    return [sentence.text[start:end] for start, end in pattern.find(sentence)]


def test_a_sentence_with_an_excuse_is_excused():
    pattern = Pattern(MUST, "", unless=phrases("for free"))
    assert found(pattern, "You must pay now") == ["You must pay"]
    assert found(pattern, "You must pay now, or get it for free") == []


@pytest.mark.parametrize(
    ("text", "excused"),
    [
        ("We told you that you must pay", True),
        ("We told you that, but you must pay", False),
        ("You must pay, we told you", False),
    ],
)
def test_an_excuse_ahead_counts_unless_a_but_follows(text: str, excused: bool):
    pattern = Pattern(MUST, "", unless_before=phrases("told you"))
    assert (found(pattern, text) == []) is excused


def test_an_excuse_around_the_beginning():
    pattern = Pattern(MUST, "", unless_around=phrases("unless you must"))
    assert found(pattern, "unless you must pay") == []
    assert found(pattern, "unless, well, you must pay") == ["you must pay"]


@pytest.mark.parametrize(
    ("text", "excused"),
    [
        ("This is not your fault", True),
        ("None of this was your fault", True),
        ("It isn't really all your fault", True),
        ("Not now; it is your fault", False),
        ("It is not clear who did it and when, so your fault", False),
        ("Why not say it is your fault", False),
    ],
)
def test_a_negation_closely_ahead(text: str, excused: bool):
    assert (found(Pattern(MUST, "", negatable=True), text) == []) is excused


@pytest.mark.parametrize(
    ("text", "excused"),
    [
        ('He said "it is your fault" twice', True),
        ("He said 'it is your fault' twice", True),
        ('"Hello" it is your fault', False),
        ("It's your fault and it's late", False),
    ],
)
def test_words_in_quotation_marks_are_told(text: str, excused: bool):
    assert (found(Pattern(MUST, "", quotable=True), text) == []) is excused


def test_two_parts_within_reach():
    pattern = Pattern(phrases("delete"), "", beside=phrases("refund"), reach=3)
    assert found(pattern, "delete it for a refund") == ["delete it for a refund"]
    assert found(pattern, "refund if you delete it") == ["refund if you delete"]
    assert found(pattern, "delete it if you want to have a refund") == []
    assert found(pattern, "delete it") == []


def test_needs_a_third_part_anywhere():
    pattern = Pattern(phrases("delete"), "", needs=phrases("if"))
    assert found(pattern, "if you delete it") == ["delete"]
    assert found(pattern, "delete it") == []


def reply(text: str) -> Reply:
    return Reply(text, Audience.PRIVATE, date(2026, 5, 4))


def test_a_finder_points_into_the_original():
    find = finder("rule", [Pattern(MUST, "said"), Regex(re.compile(r"\[x\]"), "marked", hints=("[x",), original=True)])
    text = "Hello. **You** m\u200bust pay! [x]"
    breaches = list(find(read(text), reply(text)))
    assert [(one.rule, one.message, text[one.start : one.end]) for one in breaches] == [
        ("rule", "said", "You** m\u200bust pay"),
        ("rule", "marked", "[x]"),
    ]


def test_a_regex_without_its_hint_is_not_searched():
    find = finder("rule", [Regex(re.compile("pay"), "", hints=("zebra",))])
    assert list(find(read("pay"), reply("pay"))) == []


def test_many_matches_of_two_parts_stay_quick():
    text = "delete refund " * 700
    pattern = Pattern(phrases("delete"), "", beside=phrases("refund"))
    assert len(found(pattern, text)) == 700
