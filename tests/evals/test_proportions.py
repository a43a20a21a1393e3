from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.proportions import f1, mcnemar, share, share_of, two_proportions, wilson


@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    # As R's prop.test(hits, cases, correct = FALSE) tells them.
    [(8, 10, 0.4901625, 0.9433178), (0, 10, 0.0, 0.2775328), (10, 10, 0.7224672, 1.0), (50, 100, 0.4038315, 0.5961685)],
)
def test_wilson_intervals_are_those_of_the_textbook(hits: int, cases: int, low: float, high: float):
    assert wilson(hits, cases) == pytest.approx((low, high), abs=1e-6)


def test_nothing_measured_could_be_anything():
    assert wilson(0, 0) == (0.0, 1.0)
    assert share_of([]).cases == 0


@given(st.integers(1, 5000).flatmap(lambda cases: st.tuples(st.integers(0, cases), st.just(cases))))
def test_an_interval_holds_its_share_and_stays_within_bounds(counts: tuple[int, int]):
    one = share(*counts)
    assert 0 <= one.low <= one.value <= one.high <= 1


def test_more_cases_narrow_the_interval():
    few, many = share(8, 10), share(800, 1000)
    assert many.high - many.low < few.high - few.low


def test_f1_is_the_harmonic_mean_and_its_interval_follows():
    one = f1(8, 2, 4)
    assert one.value == pytest.approx(2 * 0.8 * (8 / 12) / (0.8 + 8 / 12))
    assert one.low < one.value < one.high
    assert f1(0, 3, 3).value == 0


def test_mcnemar_counts_only_the_cases_that_changed():
    assert mcnemar(1, 9) == pytest.approx(22 / 1024)
    assert mcnemar(9, 1) == mcnemar(1, 9)
    assert mcnemar(5, 5) == 1
    assert mcnemar(0, 0) == 1
    assert mcnemar(900, 300) < 1e-9


def test_two_proportions_as_in_the_textbook():
    assert two_proportions(15, 25, 5, 25) == pytest.approx(0.003892, abs=1e-5)
    assert two_proportions(5, 5, 9, 9) == 1
    assert two_proportions(0, 0, 1, 9) == 1
