"""What follows from values on record without standing there: ends of stretches, differences, sums, round figures."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from operator import itemgetter
from typing import Final, TypeGuard

from guardrails.claims.numbers import IN_WORDS, decimal
from guardrails.claims.records import Index, Record
from guardrails.claims.scene import Scene
from guardrails.claims.values import DAY, Clock, Kind, Mention, Money, Numeric, Span, When
from guardrails.claims.views import Entry, Passage
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
_NUMBER = re.compile(r"(?<![\d.,])\d+(?:\.\d+)?(?![\d]|[.,]\d)")
_SMALL: Final = 100
"""From here on a number hardly stands in two places by chance."""
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
    value, known = mention.value, _known(record.index)
    entries = known.entries.get(mention.kind, ())
    alike = record.same(mention.kind, value)
    told = next((entry for entry in alike if not entry.order and entry.fact in known.loose), None)
    if told is not None:
        return Ground(told.fact, told.shown)
    match = _ROUND.search(scene.text, max(0, mention.start - 24), mention.start)
    way = match.lastgroup or "" if match else ""
    if isinstance(value, Clock):
        return _clock(value, entries)
    if isinstance(value, Span):
        return _span(value, scene.text[mention.start : mention.end].lower(), way, known)
    if isinstance(value, Money):
        return _money(value, way, known) or _reckoned(value, _beside(mention, scene.text), known)
    if isinstance(value, Numeric):
        return _number(mention, scene, known)
    return None


@dataclass(frozen=True, slots=True)
class _Known:
    """What one record yields, made once: values told in running text, lengths of time between them, its numbers.

    `loose` are the facts told in running text. `sums` are sums and differences of two amounts there, `shares` the
    percentages on record, `amounts` all amounts on record by size.
    """

    entries: dict[Kind, list[Entry]]
    lengths: list[tuple[float, Ground]]
    numbers: dict[str, list[Passage]]
    loose: frozenset[str]
    sums: dict[Decimal, list[tuple[Money, Ground]]]
    shares: frozenset[Decimal]
    amounts: list[tuple[Decimal, int, Entry]]


_MOST = 24
"""Times, days and sums of one fact that are set against each other: their pairs grow with the square."""


@lru_cache(maxsize=128)
def _known(index: Index) -> _Known:
    loose = frozenset(view.fact for view in index.views if view.kind in _LOOSE)
    entries = {
        kind: [entry for entry in found if not entry.order and entry.fact in loose]
        for kind, found in index.by_kind.items()
    }
    numbers: dict[str, list[Passage]] = {}
    for passage in index.passages:
        for number in dict.fromkeys(_NUMBER.findall(passage.text)):
            numbers.setdefault(number, []).append(passage)
    shares = [each.value.low / 100 for each in index.by_kind.get(Kind.PERCENTAGE, ()) if _exact(each.value)]
    amounts = [
        (each.value.amount, number, each)
        for number, each in enumerate(index.by_kind.get(Kind.AMOUNT, ()))
        if isinstance(each.value, Money) and each.value.amount
    ]
    return _Known(
        entries,
        sorted(_lengths(index), key=itemgetter(0)),
        numbers,
        loose,
        _sums(entries.get(Kind.AMOUNT, ())),
        frozenset((*shares, *(1 - share for share in shares))) - {Decimal(0), Decimal(1)},
        sorted(amounts, key=itemgetter(0, 1)),
    )


def _sums(entries: Sequence[Entry]) -> dict[Decimal, list[tuple[Money, Ground]]]:
    found: dict[Decimal, list[tuple[Money, Ground]]] = {}
    known = [(entry.value, entry) for entry in entries if isinstance(entry.value, Money)]
    for (one, entry), (other, second) in combinations(known[:_MOST], 2):
        told = Ground(entry.fact, f"{entry.shown} and {second.shown}")
        for amount in {one.amount + other.amount, abs(one.amount - other.amount)}:
            found.setdefault(amount, []).append((one, told))
    return found


def _clock(value: Clock, entries: Sequence[Entry]) -> Ground | None:
    turn = 720 if value.half else 1440
    for entry in entries:
        if isinstance(entry.value, Clock) and {value.low % turn, value.high % turn} <= {
            entry.value.low % turn,
            entry.value.high % turn,
        }:
            return Ground(entry.fact, entry.shown)
    return None


def _span(value: Span, shown: str, way: str, known: _Known) -> Ground | None:
    if value.working or value.low != value.high or _LIMITS.match(shown):
        return None  # a limit stands on record, or is none
    unit = _UNIT.search(shown)
    slack = _SLACK.get({"hr": "hour", "h": "hour"}.get(unit[1].lower(), unit[1].lower()), 0.0) if unit else 0.0
    way = {"max": "under", "min": "over"}.get(value.bound, way)
    least, most = (
        min(value.low - slack, _range(value.high, way)[0]),
        max(value.high + slack, _range(value.high, way)[1]),
    )
    at = bisect_left(known.lengths, least, key=itemgetter(0))
    return known.lengths[at][1] if at < len(known.lengths) and known.lengths[at][0] <= most else None


def _range(told: float, way: str) -> tuple[float, float]:
    """Return between which real figures one may be told as `told`, with "about", "over" or "under" before it."""
    least = 1 - {"near": _NEAR, "under": _FAR}.get(way, 0.0)
    most = 1 + {"near": _NEAR, "over": _FAR}.get(way, 0.0)
    return least * told, most * told


def _lengths(index: Index) -> Iterator[tuple[float, Ground]]:
    """Yield the lengths of time that lie between two times, or two days, of one fact, and between a day and today."""
    for view in index.views:
        ends = {end for entry in view.entries if isinstance(entry.value, Clock) for end in _ends(entry.value)}
        for first, last in combinations(sorted(ends)[:_MOST], 2):
            yield last - first, Ground(view.fact, f"{_time(first)} to {_time(last)}")
        days = {day for entry in view.entries if (day := _day(entry, index.today))}
        for begin, end in combinations(sorted({*sorted(days)[-_MOST:], index.today}), 2):
            yield (end - begin).days * DAY, Ground(view.fact, f"{begin.day} {begin:%B} to {end.day} {end:%B}")


def _ends(value: Clock) -> tuple[int, int]:
    return value.low, value.high


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


def _money(value: Money, way: str, known: _Known) -> Ground | None:
    for entry in known.entries.get(Kind.AMOUNT, ()) if way else ():
        least, most = _range(float(value.amount), way)
        money = entry.value
        if isinstance(money, Money) and least <= float(money.amount) <= most and _alike(value, money):
            return Ground(entry.fact, entry.shown)
    return next((told for money, told in known.sums.get(value.amount, ()) if _alike(value, money)), None)


_NEARBY: Final = 110
"""Within how many characters the other part of a reckoning is told."""
_TIMES: Final = re.compile(r"\b(?:both|half|" + IN_WORDS.removesuffix(r"\b") + r"|\d{1,3})\b(?![.,]\d)", re.IGNORECASE)
_MOST_TIMES: Final = 60


@lru_cache(maxsize=16)
def _factors(text: str) -> tuple[list[int], list[Decimal | None]]:
    """Return where a text tells numbers by which an amount may be multiplied, and the numbers."""
    found = list(_TIMES.finditer(text))
    return [match.start() for match in found], [_factor(match.group().lower()) for match in found]


def _beside(mention: Mention, text: str) -> set[Decimal]:
    """Return the numbers told near an amount by which another may have been multiplied."""
    places, factors = _factors(text)
    first = bisect_left(places, mention.start - _NEARBY)
    last = bisect_left(places, mention.end + _NEARBY)
    return {one for one in factors[first:last] if one and one <= _MOST_TIMES and one != 1}


def _reckoned(value: Money, told: AbstractSet[Decimal], known: _Known) -> Ground | None:
    """Return what an amount is a share of, or a multiple of: so many per cent, or so many times as told beside it."""
    factors = known.shares | told
    found = [(number, entry, factor) for factor in factors for number, entry in _times(value, factor, known.amounts)]
    if not found:
        return None
    _, entry, factor = min(found, key=itemgetter(0, 2))
    return Ground(entry.fact, f"{entry.shown}, {factor.normalize():f} times")


def _times(value: Money, factor: Decimal, amounts: Sequence[tuple[Decimal, int, Entry]]) -> Iterator[tuple[int, Entry]]:
    """Yield the amounts on record that come to `value` times `factor`, to the cent."""
    least, most = (value.amount - _CENT) / factor, (value.amount + _CENT) / factor
    for at in range(bisect_right(amounts, least, key=itemgetter(0)), len(amounts)):
        amount, number, entry = amounts[at]
        if amount >= most:
            return
        if isinstance(entry.value, Money) and _alike(value, entry.value):
            yield number, entry


_CENT: Final = Decimal("0.01")


def _exact(value: object) -> TypeGuard[Numeric]:
    return isinstance(value, Numeric) and value.low == value.high


@lru_cache(maxsize=4096)
def _factor(word: str) -> Decimal | None:
    if word == "both":
        return Decimal(2)
    return Decimal("0.5") if word == "half" else decimal(word)


def _alike(mine: Money, theirs: Money) -> bool:
    return Money(Decimal(1), mine.currency).same(Money(Decimal(1), theirs.currency))


def _number(mention: Mention, scene: Scene, known: _Known) -> Ground | None:
    """Return the passage that has the number, and two notions of the clause besides when the number is a small one."""
    value = mention.value
    if not isinstance(value, Numeric) or value.low != value.high:
        return None
    about = stems(scene.clause.low) if value.low < _SMALL else frozenset()
    return next(
        (
            Ground(passage.fact, passage.text[:120])
            for passage in known.numbers.get(f"{value.low:f}", ())
            if value.low >= _SMALL or len(about & passage.stems) > 1
        ),
        None,
    )
