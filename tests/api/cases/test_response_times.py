from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from api.cases.response_times import Answered, OpenTime, response_times
from api.store.moments import from_micros, to_micros
from knowledge.brand import Brand, Hours

START = datetime(2026, 5, 4, 8, tzinfo=UTC)
HOURS = Hours.model_validate(
    {
        "time_zone": "Europe/London",
        "open": {"monday": ["09:00-12:00", "13:00-17:00"], "thursday": "10:00-24:00"},
        "closed": ["2026-05-11"],
    }
)
moments = st.integers(0, 60 * 24 * 60).map(lambda minutes: to_micros(START + timedelta(minutes=minutes)))


@given(moments, moments)
def test_the_table_agrees_with_the_arithmetic_of_hours(start: int, end: int) -> None:
    table = OpenTime(HOURS, to_micros(START), to_micros(START + timedelta(days=61)))
    assert table.between(start, end) == HOURS.between(from_micros(start), from_micros(end)).total_seconds()


def case(minutes: float | None, *, channel: str = "x", in_time: bool | None = True, breaches: int = 0) -> Answered:
    begun = to_micros(START)
    answered = None if minutes is None else begun + int(minutes * 60_000_000)
    return Answered(channel, "low", "delivery", begun, answered, in_time, breaches)


def figured(*cases: Answered, brand: Brand | None = None):
    now = to_micros(START + timedelta(days=9))
    return response_times(cases, brand or Brand(), START, START + timedelta(days=1), now)


def test_figures() -> None:
    told = figured(case(10), case(20), case(40, in_time=False, breaches=1), case(None, channel="email", breaches=1))
    assert (told.all.cases, told.all.answered, told.all.in_time, told.all.in_time_share) == (4, 3, 2, 0.6667)
    assert (told.all.median_seconds, told.all.p90_seconds, told.all.breaches) == (1200, 2160, 2)
    assert told.all.median_working_seconds is None
    email = told.by_channel[0]
    assert (email.name, email.cases, email.answered, email.in_time_share, email.median_seconds) == (
        *("email", 1, 0, None, None),
    )
    assert [one.name for one in told.by_topic] == ["delivery"]


def test_working_hours_are_the_teams_own() -> None:
    brand = Brand(hours=HOURS)
    assert figured(case(90), brand=brand).all.median_working_seconds == 90 * 60
    assert figured(case(60 * 24), brand=brand).all.median_working_seconds == 7 * 3600
    team = {"team": "Couriers", "hours": {"open": {"friday": "09:00-10:00"}}}
    own = Brand.model_validate({"hours": HOURS.model_dump(mode="json", exclude={"open"}), "teams": {"delivery": team}})
    assert figured(case(60 * 24), brand=own).all.median_working_seconds == 0


def test_without_cases_nothing_is_told() -> None:
    told = figured()
    assert (told.all.cases, told.all.median_seconds, told.by_channel) == (0, None, [])
