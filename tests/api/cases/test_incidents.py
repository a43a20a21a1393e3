from __future__ import annotations

import math
import random
from collections import deque
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.cases.incidents import (
    ALIKE,
    CHANCE,
    History,
    Key,
    Sighting,
    belongs,
    chance,
    cosine,
    is_spike,
    keys_of,
    packed,
    similar,
    weeks_before,
)
from knowledge.brand.model import Incidents as Rule
from knowledge.embeddings import WordLlamaEmbedder

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
RULE = Rule()
counts = st.integers(0, 5000)
exposures = st.floats(1, 400)


def seen(case_id: str = "a", topic: str = "delivery", **more) -> Sighting:
    return Sighting(case_id, NOW, topic, **more)


class TestLikeness:
    @pytest.mark.parametrize(
        ("one", "other", "alike"),
        [
            ({"cause": "late"}, {"cause": "late"}, True),
            ({"cause": "late", "about": "lamp"}, {"cause": "faulty", "about": "lamp"}, True),
            ({"cause": "late", "about": "lamp"}, {"cause": "faulty", "about": "sofa"}, False),
            ({"cause": "late"}, {"cause": "late", "topic": "billing"}, False),
            ({}, {}, False),
        ],
    )
    def test_topic_and_either_cause_or_thing(self, one: dict, other: dict, alike: bool) -> None:
        assert similar(seen(**one), seen("b", **other)) is alike
        assert similar(seen("b", **other), seen(**one)) is alike

    def test_words_decide_where_a_complaint_tells_too_little(self) -> None:
        texts = ["checkout page shows a blank screen", "the checkout page is a blank screen", "the waiter was lovely"]
        page, same, other = (packed(one) for one in WordLlamaEmbedder().embed(texts))
        assert cosine(page, same) > ALIKE > cosine(page, other)
        assert similar(seen(vector=page), seen("b", vector=same, cause="app_crash"))
        assert not similar(seen(vector=page, cause="late"), seen("b", vector=same, cause="app_crash"))
        assert belongs(seen(vector=page), Key("delivery", cause="app_crash"), [None, same])
        assert not belongs(seen(vector=page, cause="late"), Key("delivery", cause="app_crash"), [same])

    def test_an_incident_that_names_both_wants_both(self) -> None:
        key = Key("delivery", cause="late", about="lamp")
        assert belongs(seen(cause="late", about="lamp"), key)
        assert not belongs(seen(cause="late", about="sofa"), key)
        assert not belongs(seen(cause="late"), key)

    @given(st.binary(max_size=12), st.binary(max_size=12))
    def test_vectors_of_another_make_are_not_compared(self, one: bytes, other: bytes) -> None:
        if len(one) != len(other) or not one:
            assert cosine(one, other) == 0.0

    def test_a_vector_keeps_its_direction(self) -> None:
        vector = np.array([0.6, 0.8], dtype=np.float32)
        assert cosine(packed(vector), packed(vector)) == pytest.approx(1, abs=1e-3)

    def test_the_narrowest_group_comes_first(self) -> None:
        assert keys_of(seen(cause="late", about="lamp")) == [Key("delivery", about="lamp"), Key("delivery", "late")]
        assert keys_of(seen()) == [Key("delivery")]


class TestSpikes:
    @given(st.integers(0, 300), counts, exposures)
    def test_more_complaints_are_never_more_likely_by_chance(self, number: int, count: int, windows: float) -> None:
        history = History(count, windows)
        assert 0 <= chance(number + 1, history) <= chance(number, history) <= 1

    @given(st.integers(1, 200), counts, exposures)
    def test_a_busier_past_makes_a_number_more_likely(self, number: int, count: int, windows: float) -> None:
        assert chance(number, History(count, windows)) <= chance(number, History(count + 10, windows)) + 1e-9

    @given(st.integers(0, 500), counts, exposures)
    def test_a_spike_is_at_least_so_many_and_so_many_times_as_many(self, number: int, count: int, windows: float):
        history = History(count, windows)
        if is_spike(number, history, RULE):
            assert number >= RULE.at_least
            assert number >= RULE.factor * history.expected
            assert chance(number, history) < CHANCE
            assert is_spike(number + 1, history, RULE)

    def test_with_much_history_chance_is_poissons(self) -> None:
        windows, rate = 1_000_000.0, 2.0
        poisson = 1 - sum(math.exp(-rate) * rate**k / math.factorial(k) for k in range(8))
        assert chance(8, History(int(rate * windows), windows)) == pytest.approx(poisson, rel=1e-3)

    def test_without_history_nothing_is_a_spike(self) -> None:
        assert not is_spike(50, History(0, 0), RULE)
        assert is_spike(8, History(0, 12), RULE)

    def test_the_same_hour_of_other_weeks_counts_where_there_is_enough(self) -> None:
        busy_hour = History(500, 336, weekly=80, weekly_windows=8)
        assert busy_hour.expected == pytest.approx((80 + 2 * 500 / 336) / 10)
        assert not is_spike(12, busy_hour, RULE)
        assert is_spike(12, History(500, 336, weekly=2, weekly_windows=8), RULE)
        assert History(50, 336, weekly=40, weekly_windows=8).expected == pytest.approx(50 / 336)

    def test_other_weeks_are_widened_by_an_hour(self) -> None:
        spans = weeks_before(NOW - timedelta(hours=2), NOW)
        assert len(spans) == 4
        assert spans[0] == (NOW - timedelta(days=7, hours=3), NOW - timedelta(days=7) + timedelta(hours=1))


def _alarms(per_day: float, days: float, rng: random.Random, *, times: float = 1.0) -> list[int]:
    """Return after how many complaints of `days` each alarm came; 28 days at the usual rate come before."""
    window = RULE.window_minutes / 1440
    at, past, shown, found, number = -28.0, deque[float](), deque[float](), [], 0
    while at < days:
        at += rng.expovariate(per_day * (times if at >= 0 else 1))
        past.append(at)
        shown.append(at)
        while past[0] <= at - window - 28:
            past.popleft()
        while shown[0] <= at - window:
            shown.popleft()
        number += at >= 0
        if at >= 0 and len(shown) >= RULE.at_least:
            history = History(len(past) - sum(1 for one in past if one > at - window), 28 / window)
            if is_spike(len(shown), history, RULE):
                found.append(number)
                shown.clear()
    return found


@pytest.mark.parametrize("per_day", [1, 5, 12, 30])
def test_chance_opens_at_most_one_incident_in_thirty_days(per_day: float) -> None:
    rng = random.Random(7)
    runs = 8
    assert sum(len(_alarms(per_day, 30, rng)) for _ in range(runs)) / runs <= 1


@pytest.mark.parametrize(("per_day", "times"), [(5, 30), (12, 10)])
def test_a_real_spike_is_found_within_ten_complaints(per_day: float, times: float) -> None:
    rng = random.Random(7)
    first = sorted(next(iter(_alarms(per_day, 0.5, rng, times=times)), 99) for _ in range(25))
    assert first[12] <= 10
