"""What follows from values on record without standing there: ends of stretches, differences, sums, round figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Final

from guardrails.claims.records import Record
from guardrails.claims.scene import Scene
from guardrails.claims.values import DAY, Clock, Kind, Mention, Money, Numeric, Span, When, same
from guardrails.claims.views import Entry
from guardrails.claims.words import stems
from knowledge.facts import FactKind

_LOOSE: Final = frozenset({FactKind.NOTE, FactKind.POLICY, FactKind.CONTACT})
_ROUND = re.compile(
    r"(?:(?P<near>about|around|roughly|approximately|some|close to|nearly|almost|or so)"
    r"|(?P<over>(?:just|a little|well|slightly|a bit|a good|not much)? ?(?:over|more than|above|past)|at least)"
    r"|(?P<under>(?:just|a little|well|slightly|a bit)? ?(?:under|less than|below|short of)))"
    r"(?: (?:a|an|the|next))?\s*$",
    re.IGNORECASE,
)
_LIMITS = re.compile(r"(?:within|up to|at most|no more than|at least|no less than|a?\s?m\w+imum of)\b")
_UNIT = re.compile(r"\b(minute|min|hour|hr|h|day|night|week|fortnight|month|year)", re.IGNORECASE)
_SLACK: Final = {"week": 2.0 * DAY, "fortnight": 2.0 * DAY, "month": 5.0 * DAY, "year": 20.0 * DAY, "hour": 5.0}
"""By how many minutes a length of time may differ from what it is told as, by the unit it is told in."""
_NEAR: Final = 0.12
_FAR: Final = 0.34
"""How much a round figure may differ: either way, or in the direction that it names."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a value follows from: a fact, and how a reviewer is told."""

    fact: str
    shown: str


def ground(mention: Mention, scene: Scene, record: Record) -> Ground | None:
    """Return what the value of a mention follows from, or None."""
    value = mention.value
    entries = [entry for entry in record.entries(mention.kind) if _is_loose(entry, record)]
    told = next((entry for entry in entries if same(value, entry.value)), None)
    if told is not None:
        return Ground(told.fact, told.shown)
    match = _ROUND.search(scene.text, max(0, mention.start - 24), mention.start)
    way = match.lastgroup or "" if match else ""
    if isinstance(value, Clock):
        return _clock(value, entries)
    if isinstance(value, Span):
        return _span(value, scene.text[mention.start : mention.end].lower(), way, record)
    if isinstance(value, Money):
        return _money(value, way, entries)
    if isinstance(value, Numeric):
        return _number(mention, scene, record)
    return None


def _is_loose(entry: Entry, record: Record) -> bool:
    """Return whether an entry comes from running text, where a role is guessed, and not from a field of an order."""
    return not entry.order and any(view.fact == entry.fact and view.kind in _LOOSE for view in record.views)


def _clock(value: Clock, entries: list[Entry]) -> Ground | None:
    turn = 720 if value.half else 1440
    for entry in entries:
        if isinstance(entry.value, Clock) and {value.low % turn, value.high % turn} <= {
            entry.value.low % turn,
            entry.value.high % turn,
        }:
            return Ground(entry.fact, entry.shown)
    return None


def _span(value: Span, shown: str, way: str, record: Record) -> Ground | None:
    if value.working or value.low != value.high or _LIMITS.match(shown):
        return None  # a limit stands on record, or is none
    unit = _UNIT.search(shown)
    slack = _SLACK.get({"hr": "hour", "h": "hour"}.get(unit[1].lower(), unit[1].lower()), 0.0) if unit else 0.0
    way = {"max": "under", "min": "over"}.get(value.bound, way)
    for length, fact, told in _lengths(record):
        if value.low - slack <= length <= value.high + slack or _rounds(length, value.high, way):
            return Ground(fact, told)
    return None


def _rounds(real: float, told: float, way: str) -> bool:
    """Return whether a figure that is told "about", "over" or "under" fits the real one."""
    if way == "near":
        return abs(real - told) <= _NEAR * told
    if way == "over":
        return told <= real <= told * (1 + _FAR)
    return way == "under" and told * (1 - _FAR) <= real <= told


def _lengths(record: Record) -> Iterator[tuple[float, str, str]]:
    """Yield the lengths of time that lie between two times, or two days, of one fact, and between a day and today."""
    for view in record.views:
        clocks = sorted(
            {
                end
                for entry in view.entries
                if isinstance(entry.value, Clock)
                for end in (entry.value.low, entry.value.high)
            }
        )
        for first, last in combinations(clocks, 2):
            yield last - first, view.fact, f"{_time(first)} to {_time(last)}"
        days = sorted({day for entry in view.entries if (day := _day(entry, record.today))})
        for begin, end in combinations(sorted({*days, record.today}), 2):
            yield (end - begin).days * DAY, view.fact, f"{begin.day} {begin:%B} to {end.day} {end:%B}"


def _day(entry: Entry, today: date) -> date | None:
    value = entry.value
    if not isinstance(value, When) or not value.month or not value.day:
        return None
    try:
        return date(value.year or today.year, value.month, value.day)
    except ValueError:
        return None


def _time(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _money(value: Money, way: str, entries: list[Entry]) -> Ground | None:
    known = [(entry.value, entry) for entry in entries if isinstance(entry.value, Money)]
    for money, entry in known:
        if way and _rounds(float(money.amount), float(value.amount), way) and _alike(value, money):
            return Ground(entry.fact, entry.shown)
    for (one, entry), (other, second) in combinations(known, 2):
        if value.amount in {one.amount + other.amount, abs(one.amount - other.amount)} and _alike(value, one):
            return Ground(entry.fact, f"{entry.shown} and {second.shown}")
    return None


def _alike(mine: Money, theirs: Money) -> bool:
    return Money(Decimal(1), mine.currency).same(Money(Decimal(1), theirs.currency))


def _number(mention: Mention, scene: Scene, record: Record) -> Ground | None:
    """Return the passage that has the number, and a notion of the clause besides when the number is a small one."""
    value = mention.value
    if not isinstance(value, Numeric) or value.low != value.high or mention.kind is Kind.PERCENTAGE:
        return None
    shown = re.escape(f"{value.low:f}")
    about = stems(scene.clause.low)
    for passage in record.index.passages:
        if re.search(rf"(?<![\d.,]){shown}(?![\d]|[.,]\d)", passage.text) and (
            value.low >= 100 or len(about & passage.stems) > 1
        ):
            return Ground(passage.fact, passage.text[:120])
    return None
