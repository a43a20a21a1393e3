from __future__ import annotations

import pytest

from api.llm.breaker import Breaker


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def breaker(clock):
    return Breaker(failures=3, cool_down=10.0, longest=30.0, clock=clock)


def fail(breaker, **how):
    permit = breaker.ask()
    assert permit is not None
    breaker.failed(permit, "unreachable", **how)


def test_it_opens_after_several_failures_in_a_row(breaker):
    for _ in range(2):
        fail(breaker)
    assert not breaker.is_open
    fail(breaker)
    assert breaker.is_open
    assert breaker.ask() is None
    assert breaker.reason == "unreachable"


def test_a_success_in_between_starts_the_count_anew(breaker):
    for _ in range(5):
        fail(breaker)
        fail(breaker)
        breaker.succeeded(breaker.ask())
    assert not breaker.is_open


def test_a_fatal_failure_opens_it_at_once(breaker):
    fail(breaker, fatal=True)
    assert breaker.ask() is None


def test_one_probe_passes_after_the_cool_down_and_its_success_closes(breaker, clock):
    fail(breaker, fatal=True)
    clock.now += 9.9
    assert breaker.ask() is None
    clock.now += 0.2
    probe = breaker.ask()
    assert probe is not None
    assert breaker.ask() is None
    breaker.succeeded(probe)
    assert breaker.ask() is not None


def test_a_failing_probe_doubles_the_cool_down_up_to_the_limit(breaker, clock):
    fail(breaker, fatal=True)
    for wait in (10, 20, 30, 30):
        assert breaker.seconds_left == pytest.approx(wait)
        clock.now += wait - 0.1
        assert breaker.ask() is None
        clock.now += 0.2
        fail(breaker)


def test_a_probe_given_up_may_be_tried_again(breaker, clock):
    fail(breaker, fatal=True)
    clock.now += 11
    breaker.abandoned(breaker.ask())
    assert breaker.ask() is not None


def test_what_began_before_it_opened_is_not_heard(breaker, clock):
    early, late = breaker.ask(), breaker.ask()
    fail(breaker, fatal=True)
    breaker.succeeded(early)
    assert breaker.is_open
    breaker.failed(late, "timeout", fatal=True)
    assert breaker.seconds_left == pytest.approx(10)
    clock.now += 11
    probe = breaker.ask()
    breaker.abandoned(early)
    assert breaker.ask() is None
    breaker.succeeded(probe)
    assert not breaker.is_open


def test_it_holds_as_long_as_the_provider_asks_within_the_limit(breaker, clock):
    fail(breaker, hold=20)
    assert breaker.seconds_left == pytest.approx(20)
    clock.now += 21
    fail(breaker, hold=86_400)
    assert breaker.seconds_left == pytest.approx(30)
