from __future__ import annotations

import pytest

from guardrails.claims.clocks import CLOCK, clocks, is_dotted
from guardrails.claims.values import Clock


def told(text: str) -> list[tuple[str, Clock]]:
    """Return the times of a text with their words."""
    return [(text[one.start : one.end], one.value) for one in clocks(CLOCK.finditer(text))]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "shown", "low", "high"),
    [
        ("9 October 13:22: parcel in the porch", "13:22", 13 * 60 + 22, 13 * 60 + 22),
        ("It left at 9.40 as planned", "9.40", 9 * 60 + 40, 9 * 60 + 40),
        ("a message at ten past midnight", "ten past midnight", 10, 10),
        ("at two minutes to two", "two minutes to two", 118, 118),
        ("Mon-Fri 9-17", "9-17", 9 * 60, 17 * 60),
        ("the office, 8 to 20, every day", "8 to 20", 8 * 60, 20 * 60),
        ("weekdays from 8 to 5.30", "8 to 5.30", 8 * 60, 5 * 60 + 30),
    ],
)
def test_times_are_read_as_people_write_them(text: str, shown: str, low: int, high: int):
    (words, value), *_ = told(text)
    assert (words, value.low, value.high) == (shown, low, high)


def test_the_second_part_of_a_stretch_is_no_date():
    assert told("Moved from 07:50 to 27 April 11:30") == [
        ("07:50", Clock(470, 470)),
        ("11:30", Clock(690, 690, half=True)),
    ]


@pytest.mark.parametrize("text", ["boxes of 5 to 15", "between 300 and 400", "3 to 4 lamps"])
def test_two_numbers_are_no_stretch_of_the_day(text: str):
    assert told(text) == []


def test_a_time_of_which_the_half_of_the_day_is_not_told_may_be_either():
    (_, value), *_ = told("Come at 4:22")
    assert value.same(Clock(16 * 60 + 22, 16 * 60 + 22))
    (_, value), *_ = told("Come at 04:22")
    assert not value.same(Clock(16 * 60 + 22, 16 * 60 + 22))


@pytest.mark.parametrize(
    ("text", "number", "dotted"),
    [
        ("The gates opened 14.10 after an inspection", "14.10", True),
        ("It costs 14.10 a head", "14.10", False),
        ("You paid for it at 14.10 on Monday", "14.10", True),
        ("The rope is 24.75 long", "24.75", False),
    ],
)
def test_a_number_with_a_dot_is_a_time_where_money_is_not_spoken_of(text: str, number: str, dotted: bool):
    start = text.index(number)
    assert is_dotted(text, start, start + len(number)) is dotted
