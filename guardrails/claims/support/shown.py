"""Values written out: what a date, a time, a length or a number comes to, put behind the words that say it.

The encoder reads words. That "last Wednesday" is the 6th of May, and "a fortnight" fourteen days, is worked out here
and shown to it beside the words, in the reply and in the facts alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from guardrails.claims.values import DAY, Clock, Kind, Mention, Numeric, Span, When

_MONTHS: Final = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS: Final = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_DIGITS = re.compile(r"\d")
_MOST_DAYS: Final = 2
"""A date that may be one of more days than these is not written out."""


def days(value: When, today: date) -> list[date]:
    """Return the days that a date can mean, the nearest to `today` where the year is not told; empty for a stretch."""
    exact = value.exact()
    if exact:
        return [exact]
    if value.ranges:
        single = [low for low, high in value.ranges if low == high]
        return single if len(single) == len(value.ranges) <= _MOST_DAYS else []
    if value.month and value.day:
        return _nearest(value.month, value.day, today)
    return []


def _nearest(month: int, day: int, today: date) -> list[date]:
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return sorted(found, key=lambda one: abs(one - today))[:1]


def day(one: date) -> str:
    """Return a day as "Wed 6 May"."""
    return f"{_DAYS[one.weekday()]} {one.day} {_MONTHS[one.month - 1]}"


def note(mention: Mention, text: str, today: date) -> str:
    """Return what the value of a mention comes to, empty where its words say that themselves."""
    said = text[mention.start : mention.end]
    return next(iter(_notes(mention, said, today)), "")


def _notes(mention: Mention, said: str, today: date) -> Iterator[str]:
    value = mention.value
    if isinstance(value, When):
        found = days(value, today)
        if found:
            yield " / ".join(day(one) for one in found)
    elif isinstance(value, Clock):
        if value.low == value.high:
            yield _clock(value)
    elif isinstance(value, Span):
        yield from _length(value, said)
    elif isinstance(value, Numeric) and mention.kind is not Kind.PERCENTAGE and not _DIGITS.search(said):
        yield f"{value.low}"


def _clock(value: Clock) -> str:
    hour, minute = divmod(value.low, 60)
    half = "" if value.half else (" am" if hour < 12 else " pm")
    return f"{hour % 12 or 12}:{minute:02}{half}"


def _length(value: Span, said: str) -> Iterator[str]:
    """Yield a length in whole minutes or days; none where the words are that, or where it is no whole number."""
    unit, size = ("days", DAY) if value.high >= DAY else ("min", 1.0)
    low, high = value.low / size, value.high / size
    plain = _DIGITS.search(said) and unit[:3] in said.lower()
    if high.is_integer() and low.is_integer() and not plain:
        told = f"{high:g}" if low == high or not low else f"{low:g} to {high:g}"
        yield f"{told} {'working ' if value.working else ''}{unit}"


def parts_of_days(found: Sequence[date]) -> set[str]:
    """Return what may be said of days: the weekday, the month, the number."""
    return {part for one in found for part in (f"w{one.weekday()}", f"m{one.month}", str(one.day))}


def afternoons(parts: Iterable[str]) -> set[str]:
    """Return the hours after noon among numbers as a clock of twelve hours has them."""
    return {str(int(part) - 12) for part in parts if part.isdigit() and len(part) == 2 and 12 < int(part) <= 24}


def around(today: date) -> set[str]:
    """Return the parts of yesterday, today and tomorrow, which anybody may name."""
    return parts_of_days([today - timedelta(1), today, today + timedelta(1)])
