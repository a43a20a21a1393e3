from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.claims.durations import DURATION, RATE, durations
from guardrails.claims.values import DAY, HOUR, Mention, Span


def told(text: str) -> list[Mention]:
    """Return the lengths of time of a text."""
    return list(durations(DURATION.finditer(text)))


@pytest.mark.parametrize(
    ("text", "shown", "minutes"),
    [
        ("It was shut for an hour and a half.", "an hour and a half", 90),
        ("half an hour later", "half an hour", 30),
        ("three-quarters of an hour", "three-quarters of an hour", 45),
        ("a quarter of an hour on foot", "a quarter of an hour", 15),
        ("two hours and twenty minutes", "two hours and twenty minutes", 140),
        ("3 hours 46 minutes late", "3 hours 46 minutes", 226),
        ("a week and two days", "a week and two days", 9 * DAY),
        ("within an hour and a half", "within an hour and a half", 90),
    ],
)
def test_a_length_is_read_whole(text: str, shown: str, minutes: float):
    (one,) = told(text)
    assert text[one.start : one.end] == shown
    assert isinstance(one.value, Span)
    assert one.value.high == minutes


@given(st.integers(2, 23), st.integers(2, 59))
def test_hours_and_minutes_come_to_their_sum(hours: int, minutes: int):
    (one,) = told(f"You waited {hours} hours and {minutes} minutes.")
    assert one.value == Span(hours * HOUR + minutes, hours * HOUR + minutes)


@pytest.mark.parametrize("text", ["£25 a night", "4 GB a month", "$3.50 per person a week"])
def test_a_unit_of_a_rate_is_told_as_such(text: str):
    assert [one.role for one in told(text)] == [RATE]


@pytest.mark.parametrize("text", ["You spent a night there", "within 3 weeks"])
def test_a_length_is_no_rate(text: str):
    assert [one.role for one in told(text)] == [""]


@pytest.mark.parametrize("text", ["Dr Amin saw him", "at two minutes to two"])
def test_what_only_looks_like_a_length_is_none(text: str):
    assert told(text) == []
