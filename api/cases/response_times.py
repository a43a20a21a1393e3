"""How soon people are answered: shares, medians, nine tenths, by the wall clock and by working hours. Plain logic."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import NamedTuple

from pydantic import BaseModel, Field

from knowledge.brand import Brand, Hours


class Answered(NamedTuple):
    """How one case fared; moments in microseconds since 1970. `answered_at` is when the first reply was approved."""

    channel: str
    severity: str | None
    topic: str | None
    received_at: int
    answered_at: int | None
    in_time: bool | None
    breaches: int


class Figures(BaseModel):
    """Figures of some cases; times in seconds from the first message to the first approved reply."""

    cases: int = Field(description="cases that were owed a reply")
    answered: int
    in_time: int = Field(description="of those answered, how many by their deadline")
    in_time_share: float | None = Field(description="in_time / answered; null where none was answered")
    breaches: int = Field(description="deadlines that passed without an approved reply")
    median_seconds: float | None
    p90_seconds: float | None
    median_working_seconds: float | None = Field(description="counting opening hours only; null where none are given")
    p90_working_seconds: float | None


class Part(Figures):
    """Figures of the cases of one channel, severity or topic."""

    name: str


class ResponseTimes(BaseModel):
    """How soon people were answered whose case was opened from `since` until before `until`."""

    since: datetime
    until: datetime
    all: Figures
    by_channel: list[Part]
    by_severity: list[Part]
    by_topic: list[Part]


def response_times(
    cases: Iterable[Answered], brand: Brand, since: datetime, until: datetime, now: int
) -> ResponseTimes:
    """Return the figures of the cases; `now` is in microseconds. Working hours are those of a topic's own team."""
    found = list(cases)
    first = min([one.received_at for one in found], default=now)
    worked = _Worked(brand, first, now)
    parts = {
        field: _parts(found, lambda one, name=field: getattr(one, name), worked)  # type: ignore[misc]
        for field in ("channel", "severity", "topic")
    }
    return ResponseTimes(
        since=since,
        until=until,
        all=_figures(found, worked),
        by_channel=parts["channel"],
        by_severity=parts["severity"],
        by_topic=parts["topic"],
    )


class _Worked:
    """Seconds of opening hours between two moments, from a table made once for each team."""

    def __init__(self, brand: Brand, first: int, last: int) -> None:
        self._brand = brand
        self._span = (first, last)
        self._tables: dict[str, OpenTime | None] = {}

    def seconds(self, case: Answered) -> float | None:
        topic = case.topic or "other"
        if topic not in self._tables:
            hours = self._brand.hours_for(topic)
            known = hours.open or hours.closed
            self._tables[topic] = OpenTime(hours, *self._span) if known else None
        table = self._tables[topic]
        return table.between(case.received_at, case.answered_at) if table and case.answered_at is not None else None


@dataclass(init=False, slots=True)
class OpenTime:
    """The opening hours of a stretch of time as a table, so that many spans within it are measured fast."""

    _opens: list[int]
    _closes: list[int]
    _before: list[int]

    def __init__(self, hours: Hours, first: int, last: int) -> None:
        """Make the table for moments from `first` to `last`, in microseconds."""
        stretches = [(_micros(opens), _micros(closes)) for opens, closes in hours.within(_moment(first), _moment(last))]
        self._opens = [opens for opens, _ in stretches]
        self._closes = [closes for _, closes in stretches]
        self._before = [0, *accumulate(closes - opens for opens, closes in stretches)]

    def between(self, start: int, end: int) -> float:
        """Return the seconds of opening hours from `start` to `end`; none where `end` comes first."""
        return max(0, self._until(end) - self._until(start)) / 1_000_000

    def _until(self, at: int) -> int:
        place = bisect_right(self._opens, at)
        if not place:
            return 0
        return self._before[place - 1] + min(at, self._closes[place - 1]) - self._opens[place - 1]


def _parts(cases: Iterable[Answered], named: Callable[[Answered], str | None], worked: _Worked) -> list[Part]:
    grouped: defaultdict[str, list[Answered]] = defaultdict(list)
    for case in cases:
        if name := named(case):
            grouped[name].append(case)
    return [Part(name=name, **_figures(grouped[name], worked).model_dump()) for name in sorted(grouped)]


def _figures(cases: list[Answered], worked: _Worked) -> Figures:
    answered = [case for case in cases if case.answered_at is not None]
    wall = sorted(((case.answered_at or 0) - case.received_at) / 1_000_000 for case in answered)
    open_time = sorted(seconds for case in answered if (seconds := worked.seconds(case)) is not None)
    in_time = sum(bool(case.in_time) for case in answered)
    return Figures(
        cases=len(cases),
        answered=len(answered),
        in_time=in_time,
        in_time_share=round(in_time / len(answered), 4) if answered else None,
        breaches=sum(case.breaches for case in cases),
        median_seconds=_quantile(wall, 0.5),
        p90_seconds=_quantile(wall, 0.9),
        median_working_seconds=_quantile(open_time, 0.5),
        p90_working_seconds=_quantile(open_time, 0.9),
    )


def _quantile(ordered: list[float], share: float) -> float | None:
    """Return the quantile between the two nearest values, as PostgreSQL's percentile_cont does."""
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return round(ordered[low] + (ordered[high] - ordered[low]) * (place - low), 3)


def _moment(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)


def _micros(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
