from __future__ import annotations

import pytest

from guardrails.claims.support.marks import Mark, Value, known_in, marks, part, parts
from guardrails.finding import ClaimStatus

KNOWN = known_in("The lamp left us on Wednesday 6 May for £1,250.00; two shades follow.")


def marked(text: str, *values: Value) -> list[tuple[str, Mark]]:
    return [(text[start:end], mark) for start, end, mark in marks(text, 0, len(text), values, KNOWN)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("1,250.00", "1250"),
        ("06", "6"),
        ("2.50", "2.5"),
        ("three", "3"),
        ("may", ""),
        ("june", "m6"),
        ("tuesday", "w1"),
    ],
)
def test_numbers_months_and_days_have_one_form(word: str, expected: str) -> None:
    assert part(word) == expected


def test_parts_of_a_text() -> None:
    assert parts("Three lamps on Friday 12 June, no more") == {"3", "w4", "12", "m6"}


def test_a_word_that_no_fact_has_is_new_and_a_number_strange() -> None:
    assert marked("The lamp left on Friday with a pilot.") == [("Friday", Mark.STRANGE), ("pilot", Mark.NEW)]


def test_courtesy_and_told_words_are_not_marked() -> None:
    assert marked("We are so sorry: the lamps left on Wednesday.") == []


@pytest.mark.parametrize(
    ("status", "note", "expected"),
    [
        (ClaimStatus.SUPPORTED, "", Mark.BOUND),
        (ClaimStatus.CONTRADICTED, "", Mark.AGAINST),
        (ClaimStatus.UNSUPPORTED, "", Mark.STRANGE),
        (ClaimStatus.UNSUPPORTED, "Wed 6 May", Mark.LOOSE),
    ],
)
def test_a_value_is_marked_as_the_ledger_has_it(status: ClaimStatus, note: str, expected: Mark) -> None:
    text = "It left on the 7th."
    assert marked(text, Value(11, 18, status, note))[0] == ("the 7th", expected)
