"""Times that follow from others: lengths between two of them, and the last day of a period."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from operator import itemgetter
from typing import Final

from guardrails.claims.durations import RATE
from guardrails.claims.grounds import Ground, range_of
from guardrails.claims.records import Index
from guardrails.claims.values import DAY, Clock, Kind, Mention, Numeric, Span, When
from guardrails.claims.views import Entry

_MOST: Final = 24
"""Times and days that are set against each other: their pairs grow with the square."""
_LIMITS = re.compile(r"(?:within|up to|at most|no more than|at least|no less than|a?\s?m\w+imum of)\b")
_UNIT = re.compile(r"(minute|min|hour|hr|h|day|night|week|fortnight|month|year)s?\b", re.IGNORECASE)
_SLACK: Final = {"week": 2.0 * DAY, "fortnight": 2.0 * DAY, "month": 5.0 * DAY, "year": 20.0 * DAY, "hour": 5.0}
"""By how many minutes a length of time may differ from what it is told as, by the unit it is told in."""
_ENDS = re.compile(
    r"\b(?:until|till|by|before|through|no later than|ends?(?: on)?|ended(?: on)?|expires?(?: on)?|runs? (?:out|to))"
    r"(?: about| around| the end of)?,? $",
    re.IGNORECASE,
)
"""Words behind which stands the last day of a period."""
_LONGEST: Final = 800


@dataclass(frozen=True, slots=True)
class Stretches:
    """What one record yields: the lengths of time between its times, in minutes, and the days that periods end on."""

    lengths: list[tuple[float, Ground]]
    ends: dict[date, Ground]
    days: list[tuple[date, Ground]]


@lru_cache(maxsize=128)
def stretches(index: Index) -> Stretches:
    """Return what the record with this `index` yields."""
    days = list(_days(index))
    return Stretches(
        sorted(_lengths(index, days), key=itemgetter(0)),
        dict(_ends(index, [*days, (index.today, Ground("", "today"))])),
        days,
    )


def lasting(value: Span, mention: Mention, text: str, way: str, index: Index) -> Ground | None:
    """Return what a length of time follows from, or None; a limit stands on record, or is none."""
    shown = text[mention.start : mention.end].lower()
    if mention.role == RATE:
        unit = _UNIT.search(shown)
        return _counted_by(unit[1].lower(), index) if unit else None
    if value.working or value.low != value.high or _LIMITS.match(shown):
        return None
    unit = _UNIT.search(shown)
    name = {"hr": "hour", "h": "hour"}.get(unit[1].lower(), unit[1].lower()) if unit else ""
    if name == "night":
        value = Span(round(value.low / (DAY + 0.5)) * DAY, round(value.low / (DAY + 0.5)) * DAY, bound=value.bound)
    slack = _SLACK.get(name, 0.0)
    way = {"max": "under", "min": "over"}.get(value.bound, way)
    least, most = range_of(value.high, way)
    known = stretches(index).lengths
    at = bisect_left(known, min(value.low - slack, least), key=itemgetter(0))
    return known[at][1] if at < len(known) and known[at][0] <= max(value.high + slack, most) else None


@lru_cache(maxsize=256)
def _counted_by(unit: str, index: Index) -> Ground | None:
    """Return the passage that counts by the same unit: "a night" where a fact has "per night", "nightly", "nights"."""
    has = re.compile(rf"\b{unit}|\bdaily\b" if unit == "day" else rf"\b{unit}", re.IGNORECASE)
    return next((Ground(one.fact, one.text[:120]) for one in index.passages if has.search(one.text)), None)


def ending(value: When, mention: Mention, text: str, index: Index) -> Ground | None:
    """Return what a day follows from: the end of a period on record, or a day of which only a part is told."""
    known = stretches(index)
    if value.day and not value.month:
        return next((ground for day, ground in known.days if day.day == value.day), None)
    if not _ENDS.search(text, max(0, mention.start - 30), mention.start):
        return None
    return next((known.ends[day] for day in _meant(value, index.today) if day in known.ends), None)


_FAR: Final = 10
"""Days of a relative expression that are looked up one by one: "next week", not "this year"."""


def _meant(value: When, today: date) -> Iterator[date]:
    """Yield the single days that a date told in words can mean."""
    for first, last in value.ranges:
        if (last - first).days <= _FAR:
            yield from (first + timedelta(days=number) for number in range((last - first).days + 1))
    if value.month and value.day:
        for year in (value.year,) if value.year else (today.year, today.year + 1, today.year - 1):
            day = _on(year, value.month, value.day)
            if day:
                yield day


def _days(index: Index) -> Iterator[tuple[date, Ground]]:
    """Yield the days on record, each once, the first fact that tells it before others."""
    seen: set[date] = set()
    for view in index.views:
        for entry in view.entries:
            day = _day(entry, index.today)
            if day and day not in seen:
                seen.add(day)
                yield day, Ground(view.fact, f"{day.day} {day:%B}")


def _day(entry: Entry, today: date) -> date | None:
    value = entry.value
    if not isinstance(value, When) or not value.month or not value.day:
        return None
    return _on(value.year or today.year, value.month, value.day)


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _lengths(index: Index, days: list[tuple[date, Ground]]) -> Iterator[tuple[float, Ground]]:
    """Yield the lengths between two times of one fact, between two days on record, between a day and today."""
    for view in index.views:
        ends = {end for entry in view.entries if isinstance(entry.value, Clock) for end in _of(entry.value)}
        for first, last in combinations(sorted(ends)[:_MOST], 2):
            yield last - first, Ground(view.fact, f"{_time(first)} to {_time(last)}")
        yield from _booked(view.entries)
    told = sorted(days, key=itemgetter(0))[-_MOST:]
    for (first_day, ground), (last_day, other) in combinations(
        sorted([*told, (index.today, Ground("", f"{index.today.day} {index.today:%B}"))], key=itemgetter(0)), 2
    ):
        yield (last_day - first_day).days * DAY, Ground(ground.fact or other.fact, f"{ground.shown} to {other.shown}")


def _booked(entries: list[Entry]) -> Iterator[tuple[float, Ground]]:
    """Yield the lengths that an order's items come to: seven times "Cottage night" are seven nights."""
    for entry in entries:
        value = entry.value
        if entry.kind is Kind.QUANTITY and entry.role == "quantity" and isinstance(value, Numeric):
            unit = _UNIT.search(value.noun)
            size = _SIZES.get(unit[1].lower()) if unit else None
            if size:
                yield float(value.low) * size, Ground(entry.fact, entry.shown)


_SIZES: Final = {"hour": 60.0, "day": DAY, "night": DAY, "week": 7 * DAY, "month": 30.4375 * DAY}


def _ends(index: Index, days: list[tuple[date, Ground]]) -> Iterator[tuple[date, Ground]]:
    """Yield the days on which the periods on record end, counted from each day on record and from today."""
    periods = [
        (entry, entry.value)
        for entry in index.by_kind.get(Kind.DURATION, ())
        if isinstance(entry.value, Span)
        and entry.role not in {RATE, "took", "late"}
        and DAY <= entry.value.high <= _LONGEST * DAY
    ]
    for entry, value in periods[:_MOST]:
        for day, ground in days[-_MOST:]:
            for end in _after(day, value):
                yield end, Ground(entry.fact, f"{entry.shown}, counted from {ground.shown}")


def _after(day: date, value: Span) -> Iterator[date]:
    """Yield the days that a period from `day` may be said to end on: with its first day counted, or not."""
    for length in {value.low, value.high}:
        count = round(length / DAY)
        if value.working:
            yield _working_days_after(day, count)
            continue
        yield day + timedelta(days=count)
        if count > 1:
            yield day + timedelta(days=count - 1)
        months = length / (30.4375 * DAY)
        if months >= 1 and abs(months - round(months)) < 0.02:
            yield _months_after(day, round(months))


def _working_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _months_after(day: date, count: int) -> date:
    month = day.month - 1 + count
    year, number = day.year + month // 12, month % 12 + 1
    last = (date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, number, min(day.day, last))


def _of(value: Clock) -> tuple[int, int]:
    return value.low, value.high


def _time(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"
