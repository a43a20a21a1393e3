"""Typed values: what a mention in a text means, whatever the words it is written in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from guardrails.claims.lexicon import words


class Kind(StrEnum):
    """What sort of thing a claim is about; the `kind` of a `Claim`."""

    AMOUNT = "amount"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    PERCENTAGE = "percentage"
    QUANTITY = "quantity"
    NUMBER = "number"
    IDENTIFIER = "identifier"
    EMAIL = "email"
    LINK = "link"
    PHONE = "phone"
    HANDLE = "handle"
    PERSON = "person"
    CARRIER = "carrier"
    ITEM = "item"
    STATUS = "status"
    ACTION = "action"
    CAUSE = "cause"
    HISTORY = "history"
    OTHERS = "other customers"
    POLICY = "policy"
    FAULT = "fault"
    PROMISE = "promise"
    STATEMENT = "statement"


CONTACTS = frozenset({Kind.EMAIL, Kind.LINK, Kind.PHONE, Kind.HANDLE, Kind.PERSON})


SHARED: Final[dict[str, frozenset[str]]] = {
    "$": words("USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU JMD TTD BSD BBD FJD NAD"),
    "kr": frozenset({"SEK", "NOK", "DKK", "ISK"}),
}
"""Signs and names of currencies that several share."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount; `currency` is an ISO 4217 code, a sign or name of `SHARED` where only that is known, or None."""

    amount: Decimal
    currency: str | None = None

    def same(self, other: Money) -> bool:
        """Return whether both mean the same money; a currency that is not told matches any."""
        if self.amount != other.amount:
            return False
        mine, theirs = self.currency, other.currency
        if mine is None or theirs is None or mine == theirs:
            return True
        return any(theirs in SHARED.get(one, ()) for one, theirs in ((mine, theirs), (theirs, mine)))


Range = tuple[date, date]


@dataclass(frozen=True, slots=True)
class When:
    """A date as written: its parts, or the days that a relative expression can mean on the day of reading.

    `weekdays` holds 0 (Monday) to 6 where days of the week are named; `swapped` is the day meant with day and month the
    other way round, where digits alone leave that open.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    ranges: tuple[Range, ...] = ()
    weekdays: frozenset[int] = frozenset()
    swapped: date | None = field(default=None, compare=False)

    def fits(self, day: date) -> bool:
        """Return whether `day` can be meant."""
        if self.ranges:
            return any(low <= day <= high for low, high in self.ranges)
        parts = ((self.year, day.year), (self.month, day.month), (self.day, day.day))
        if not any(mine for mine, _ in parts):
            return False
        return all(mine is None or mine == theirs for mine, theirs in parts)

    def exact(self) -> date | None:
        """Return the day when year, month and day are all told, else None."""
        if self.year and self.month and self.day:
            return date(self.year, self.month, self.day)
        return None

    def same(self, other: When) -> bool:
        """Return whether this (from a reply) can mean `other` (from a fact)."""
        full = other.exact()
        if full is not None:
            return self.fits(full)
        if self.ranges:
            years = {low.year for low, _ in self.ranges} | {high.year for _, high in self.ranges}
            return any(self.fits(day) for year in years for day in _on(year, other.month, other.day))
        if other.month is None and other.day is None:
            return self.year == other.year and self.year is not None and self.month is None
        return (
            self.month == other.month
            and self.day in {other.day, None}
            and (self.year is None or other.year is None or self.year == other.year)
        )


def _on(year: int, month: int | None, day: int | None) -> list[date]:
    if month is None or day is None:
        return []
    try:
        return [date(year, month, day)]
    except ValueError:
        return []


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in minutes, from `low` to `high`; `working` when it counts working days.

    `bound` is "max" ("within", "up to"), "min" ("at least", "more than") or "".
    """

    low: float
    high: float
    working: bool = False
    bound: str = ""

    def same(self, other: Span) -> bool:
        """Return whether both say the same length, one end of a range counting when the bound says so."""
        if self.working != other.working and max(self.high, other.high) >= 2 * DAY:
            return False
        if {self.bound, other.bound} == {"max", "min"}:
            return False
        if self.high == other.high and (self.low in {other.low, self.high}):
            return self.low == other.low or self.bound == "max" or other.bound == "max"
        return False


MINUTE = 1.0
HOUR = 60.0
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Numeric:
    """A plain number or percentage, from `low` to `high`; `noun` is the concept it counts."""

    low: Decimal
    high: Decimal
    noun: str = ""

    def same(self, other: Numeric) -> bool:
        """Return whether both are the same number."""
        return self.low == other.low and self.high == other.high


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes after midnight, or a stretch of the day. `half` when morning or evening is not told."""

    low: int
    high: int
    half: bool = False

    def same(self, other: Clock) -> bool:
        """Return whether both can mean the same time."""
        if self.half or other.half:
            return self.low % 720 == other.low % 720 and self.high % 720 == other.high % 720
        return self.low == other.low and self.high == other.high


@dataclass(frozen=True, slots=True)
class Token:
    """A value compared letter by letter, in its canonical form: a contact, a number on record, a name."""

    text: str

    def same(self, other: Token) -> bool:
        """Return whether both are written the same once canonical."""
        return self.text == other.text


Value = Money | When | Span | Numeric | Clock | Token


@dataclass(slots=True)
class Mention:
    """A typed value in a text, at `start:end`. `role` is what the value is the value of ("refund", "shipped_on")."""

    kind: Kind
    start: int
    end: int
    value: Value
    role: str = ""


def same(mine: Value, theirs: Value) -> bool:
    """Return whether two values are of one type and mean the same."""
    return type(mine) is type(theirs) and mine.same(theirs)  # type: ignore[arg-type]
