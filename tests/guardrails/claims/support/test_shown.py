from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.claims.clauses import Reading
from guardrails.claims.dates import Calendar
from guardrails.claims.extract import Reader, mentions
from guardrails.claims.support.shown import afternoons, days, note, parts_of_days
from guardrails.claims.values import When
from guardrails.claims.words import lower

TODAY = date(2026, 5, 12)


def notes(text: str) -> list[str]:
    reader = Reader.of(Calendar(TODAY, "en_GB"), "en_GB")
    found = mentions(Reading.of(text, lower(text), 0, len(text)), reader)
    return [told for one in found if (told := note(one, text, TODAY))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It left yesterday.", ["Mon 11 May"]),
        ("It left on 6 May.", ["Wed 6 May"]),
        ("It left on the 6th of May 2026.", ["Wed 6 May"]),
        ("It is due tomorrow at 6pm.", ["Wed 13 May", "6:00 pm"]),
        ("The van came at half past ten.", ["10:30"]),
        ("It takes two weeks.", ["14 days"]),
        ("It takes an hour.", ["60 min"]),
        ("It takes five working days.", ["5 working days"]),
        ("Allow 5 days.", []),
        ("You ordered two lamps.", ["2"]),
        ("You ordered 2 lamps for £49.", []),
        ("It was about nine months.", []),
    ],
)
def test_what_a_value_comes_to_stands_beside_words_that_do_not_say_it(text: str, expected: list[str]) -> None:
    assert notes(text) == expected


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_a_day_without_its_year_is_the_nearest(one: date) -> None:
    (found,) = days(When(month=one.month, day=one.day), one)
    assert found == one


def test_a_stretch_is_no_day() -> None:
    assert days(When(ranges=((date(2026, 5, 1), date(2026, 5, 31)),)), TODAY) == []
    assert days(When(month=2, day=30), TODAY) == []


def test_the_parts_of_a_day_are_all_that_may_be_said_of_it() -> None:
    assert parts_of_days([date(2026, 5, 6)]) == {"w2", "m5", "6"}
    assert afternoons(["18", "13", "6", "25", "180"]) == {"6", "1"}
