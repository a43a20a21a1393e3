"""Opening hours, and the arithmetic of time that counts only while somebody is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from knowledge.brand.nearest import nearest
from knowledge.brand.section import Section

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEK: Final[tuple[Weekday, ...]] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPAN = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s*")
_DAY: Final = 24 * 60


class Span(BaseModel):
    """One stretch of a day, in minutes after midnight by the wall clock; the end is not part of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    opens: int
    closes: int

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        match = _SPAN.fullmatch(value)
        if match is None:
            raise ValueError('no stretch of a day; write "09:00-17:30"')
        first, last = (int(match[n]) * 60 + int(match[n + 1]) for n in (1, 3))
        if int(match[2]) > 59 or int(match[4]) > 59 or not first < last <= _DAY:
            raise ValueError('no stretch within one day, from the earlier to the later; write "09:00-17:30"')
        return {"opens": first, "closes": last}

    def __str__(self) -> str:
        return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in (self.opens, self.closes))


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value or ()


Spans = Annotated[tuple[Span, ...], BeforeValidator(_several), Field(max_length=20)]
"""The stretches of one weekday: one as a text, or a list."""


class Hours(Section):
    """When somebody is there. Where `open` names no weekday, somebody always is."""

    time_zone: str = Field(default="UTC", description="IANA name, such as Europe/London")
    open: dict[Weekday, Spans] = Field(default_factory=dict, description="a weekday left out is closed")
    closed: tuple[date, ...] = Field(default=(), max_length=1000, description="days on which nobody is there")

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            return ZoneInfo(value).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            close = nearest(value, available_timezones())
            raise ValueError(f"no time zone; {close or 'write its IANA name, such as Europe/London'}") from None

    @field_validator("open")
    @classmethod
    def _apart(cls, value: dict[Weekday, tuple[Span, ...]]) -> dict[Weekday, tuple[Span, ...]]:
        for day, spans in value.items():
            ordered = sorted(spans, key=lambda span: span.opens)
            if any(one.closes > other.opens for one, other in pairwise(ordered)):
                raise ValueError(f"two stretches of {day} overlap; make one of them")
        if value and not any(value.values()):
            raise ValueError("no day is open; give the hours of one, or leave the section out")
        return {day: tuple(sorted(value[day], key=lambda span: span.opens)) for day in _WEEK if day in value}

    @property
    def around_the_clock(self) -> bool:
        """Return whether somebody is there at any time but on the closed days."""
        return not self.open

    @cached_property
    def zone(self) -> ZoneInfo:
        """Return the time zone."""
        return ZoneInfo(self.time_zone)

    @cached_property
    def _closed(self) -> frozenset[date]:
        return frozenset(self.closed)

    def is_open(self, moment: datetime) -> bool:
        """Return whether somebody is there at `moment`, which knows its offset."""
        opened = next(self._stretches(moment), None)
        return opened is not None and opened[0] <= moment

    def after(self, start: datetime, minutes: float) -> datetime:
        """Return the moment, in UTC, by which `minutes` of open time have passed since `start`.

        Elapsed time counts, not what the clock on the wall shows: a night on which it is put back is an hour longer.
        The moment is one at which somebody is, or was to the last minute, there.
        """
        left = timedelta(minutes=minutes)
        for opens, closes in self._stretches(start):
            if closes - opens >= left:
                return opens + left
            left -= closes - opens
        return start.astimezone(UTC) + left  # the calendar ended first

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return how much of the time from `start` to `end` is open; none where `end` comes first."""
        return sum((closes - opens for opens, closes in self.within(start, end)), timedelta())

    def within(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the open stretches from `start` to `end`, in UTC, the first and the last cut there."""
        for opens, closes in self._stretches(start):
            if opens >= end:
                break
            yield opens, min(closes, end)

    def _stretches(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the open stretches that end after `start`, in UTC, the first one cut at `start`."""
        begun = start.astimezone(UTC)
        day = start.astimezone(self.zone).date()
        while day < date.max - timedelta(days=1):
            for span in self._on(day):
                opens, closes = self._moment(day, span.opens), self._moment(day, span.closes)
                # Where the clock is put forward, an hour of the wall is none: what is passed never counts again.
                opens = max(opens, begun)
                if closes > opens:
                    yield opens, closes
                    begun = closes
            day += timedelta(days=1)

    def _on(self, day: date) -> tuple[Span, ...]:
        if day in self._closed:
            return ()
        if self.around_the_clock:
            return (Span(opens=0, closes=_DAY),)
        return self.open.get(_WEEK[day.weekday()], ())

    def _moment(self, day: date, minute: int) -> datetime:
        later, minute = divmod(minute, _DAY)
        wall = datetime.combine(day + timedelta(days=later), time(minute // 60, minute % 60), self.zone)
        return wall.astimezone(UTC)

    def __str__(self) -> str:
        days = [f"{day} {', '.join(map(str, spans))}" for day, spans in self.open.items() if spans]
        return f"{'; '.join(days) or 'around the clock'} ({self.time_zone})"
