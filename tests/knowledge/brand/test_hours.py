from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.brand import Hours

LONDON = ZoneInfo("Europe/London")
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
OFFICE = Hours.model_validate(
    {"time_zone": "Europe/London", "open": dict.fromkeys(WEEK[:5], "09:00-17:30"), "closed": ["2026-12-25"]}
)


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        (london(2026, 5, 4, 10), 60, london(2026, 5, 4, 11)),
        (london(2026, 5, 4, 17), 60, london(2026, 5, 5, 9, 30)),
        (london(2026, 5, 4, 16, 30), 60, london(2026, 5, 4, 17, 30)),
        (london(2026, 5, 4, 3), 60, london(2026, 5, 4, 10)),
        (london(2026, 5, 8, 18), 60, london(2026, 5, 11, 10)),
        (london(2026, 12, 24, 17), 60, london(2026, 12, 28, 9, 30)),
        (london(2026, 3, 27, 17), 60, london(2026, 3, 30, 9, 30)),  # the clocks go forward in between
        (london(2026, 10, 23, 17), 60, london(2026, 10, 26, 9, 30)),  # and back
    ],
)
def test_minutes_count_only_while_somebody_is_there(start: datetime, minutes: float, end: datetime):
    assert OFFICE.after(start, minutes) == end
    assert OFFICE.after(start.astimezone(UTC), minutes) == end
    assert OFFICE.between(start, end) == timedelta(minutes=minutes)


def test_the_night_on_which_the_clock_is_changed_is_as_long_as_it_is():
    night = Hours.model_validate({"time_zone": "Europe/Berlin", "open": {"sunday": "00:00-06:00"}})
    berlin = ZoneInfo("Europe/Berlin")
    forward, back = datetime(2026, 3, 29, tzinfo=berlin), datetime(2026, 10, 25, tzinfo=berlin)
    assert night.between(forward, forward + timedelta(days=1)) == timedelta(hours=5)
    assert night.between(back, back + timedelta(days=1)) == timedelta(hours=7)


def test_an_hour_that_the_clock_skips_is_never_counted():
    skipped = Hours.model_validate({"time_zone": "Europe/Berlin", "open": {"sunday": ["02:00-02:45", "03:00-03:45"]}})
    day = datetime(2026, 3, 29, tzinfo=ZoneInfo("Europe/Berlin"))
    assert skipped.between(day, day + timedelta(days=1)) == timedelta(minutes=45)


def test_without_hours_somebody_is_always_there_but_on_closed_days():
    hours = Hours.model_validate({"closed": ["2026-05-05"]})
    assert hours.around_the_clock
    assert hours.after(datetime(2026, 5, 4, 23, 30, tzinfo=UTC), 60) == datetime(2026, 5, 6, 0, 30, tzinfo=UTC)
    assert not hours.is_open(datetime(2026, 5, 5, 12, tzinfo=UTC))
    assert OFFICE.is_open(london(2026, 5, 4, 9))
    assert not OFFICE.is_open(london(2026, 5, 4, 17, 30))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"time_zone": "Europe/Londn"}, "did you mean Europe/London"),
        ({"time_zone": "../etc/passwd"}, "no time zone"),
        ({"open": {"monday": "9-17"}}, "09:00-17:30"),
        ({"open": {"monday": "17:00-09:00"}}, "from the earlier to the later"),
        ({"open": {"monday": "09:00-25:00"}}, "within one day"),
        ({"open": {"monday": "09:75-10:00"}}, "within one day"),
        ({"open": {"monday": ["09:00-12:00", "11:00-13:00"]}}, "overlap"),
        ({"open": {"monday": []}}, "no day is open"),
        ({"open": {"someday": "09:00-12:00"}}, "monday"),
    ],
)
def test_what_is_no_hours_is_refused(given: dict[str, object], told: str):
    with pytest.raises(ValidationError, match=told):
        Hours.model_validate(given)


spans = st.lists(st.integers(0, 96), min_size=2, max_size=6, unique=True).map(
    lambda cuts: [
        f"{a // 4:02}:{a % 4 * 15:02}-{b // 4:02}:{b % 4 * 15:02}"
        for a, b in zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False)
    ]
)
some_hours = st.builds(
    lambda zone, days, closed: Hours.model_validate({"time_zone": zone, "open": days, "closed": closed}),
    st.sampled_from(["UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
    st.dictionaries(st.sampled_from(WEEK), spans, min_size=1),
    st.lists(st.dates(date(2026, 3, 1), date(2026, 4, 30)), max_size=5),
)
moments = st.datetimes(datetime(2026, 3, 1), datetime(2026, 11, 30), timezones=st.just(UTC))  # noqa: DTZ001
some_minutes = st.integers(1, 5000)


@settings(max_examples=150, deadline=None)
@given(hours=some_hours, start=moments, minutes=some_minutes)
def test_exactly_the_minutes_asked_for_lie_between(hours: Hours, start: datetime, minutes: int):
    end = hours.after(start, minutes)
    assert hours.between(start, end) == timedelta(minutes=minutes)
    assert end - start >= timedelta(minutes=minutes)
    assert hours.is_open(end - timedelta(seconds=1))


@settings(max_examples=100, deadline=None)
@given(hours=some_hours, start=moments, first=some_minutes, then=some_minutes)
def test_time_adds_up_and_never_runs_backwards(hours: Hours, start: datetime, first: int, then: int):
    assert hours.after(hours.after(start, first), then) == hours.after(start, first + then)
    later = start + timedelta(minutes=then)
    assert hours.after(later, first) >= hours.after(start, first)


@settings(max_examples=100, deadline=None)
@given(hours=some_hours, start=moments, length=st.integers(0, 60 * 24 * 9))
def test_minute_by_minute_it_comes_to_the_same(hours: Hours, start: datetime, length: int):
    start = start.replace(second=0, microsecond=0)
    length %= 2000
    zone = ZoneInfo(hours.time_zone)

    def is_open(moment: datetime) -> bool:
        local = moment.astimezone(zone)
        spans = () if local.date() in hours.closed else hours.open.get(WEEK[local.weekday()], ())  # type: ignore[call-overload]
        return any(span.opens <= local.hour * 60 + local.minute < span.closes for span in spans)

    changes = {(start + timedelta(minutes=at)).astimezone(zone).utcoffset() for at in range(-1500, length + 1500, 60)}
    if len(changes) == 1:  # where the clock is changed, the wall shows some minutes twice
        counted = sum(is_open(start + timedelta(minutes=minute)) for minute in range(length))
        assert hours.between(start, start + timedelta(minutes=length)) == timedelta(minutes=counted)
