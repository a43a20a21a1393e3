"""Whether a condition of a policy is met: worked out where the record or the complaint has the figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from guardrails.claims.numbers import decimal
from knowledge.facts import OrderData


class Standing(Enum):
    """Whether a condition is met."""

    MET = "met"
    LIKELY = "likely"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What conditions are held against: the order concerned, today, and what was said and noted."""

    order: OrderData | None
    today: date
    said: str


_COUNT = r"(\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[- ]?"
_UNIT = r"(working day|day|week|month|year|hour|minute)s?"
_WITHIN = re.compile(
    rf"\bwithin {_COUNT}{_UNIT} (?:of|after|from) (?:the )?(?:delivery|delivered|collection|purchase|receipt|arrival)",
    re.IGNORECASE,
)
_OLDER = re.compile(
    rf"\b(?:after|more than|over) {_COUNT}{_UNIT} (?:of|after|from|since) (?:the )?(?:delivery|purchase)", re.IGNORECASE
)
_LATE = re.compile(
    rf"\b(?P<more>more than|over|at least|at most|up to|less than) {_COUNT}{_UNIT} (?:late\b|overdue|"
    rf"after the (?:promised|due|agreed)|"
    r"past the (?:promised|due)|behind)|miss(?:es|ed)? (?:it|that|the date|the day) by (?P<most>more "
    r"than|over) (?P<days>\d{1,2}) (?P<unit>working day|day|week)s?",
    re.IGNORECASE,
)
_MISSED = re.compile(r"\bafter the (?:promised|due|agreed) (?:date|day)\b|\bmisse?[sd]? the promised\b", re.IGNORECASE)
_SUM = re.compile(
    r"\b(?P<more>above|over|more than|up to|below|under) (?:[£€$]|GBP |EUR |USD )(\d[\d,]*(?:\.\d\d)?)", re.IGNORECASE
)
_SAID_LATE = re.compile(rf"\b{_COUNT}{_UNIT} (?:late|overdue|behind)\b", re.IGNORECASE)
_CANCELLED = re.compile(r"^we cancel\b", re.IGNORECASE)
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "working day": 1440, "week": 10080, "month": 43800, "year": 525600}


def standing(condition: str, now: Circumstances) -> Standing:
    """Return whether `condition`, the words of a policy, is met."""
    found = [*_since_delivery(condition, now), *_lateness(condition, now), *_amounts(condition, now)]
    if (
        not found
        and _CANCELLED.search(condition)
        and now.order
        and (now.order.status or "").lower().startswith("cancel")
    ):
        return Standing.MET
    if not found:
        return Standing.UNKNOWN
    return Standing.MET if all(found) else Standing.UNMET


def worked_out(condition: str) -> str | None:
    """Return what of a condition that is met was worked out, to follow "as it is"; None for one put otherwise."""
    found = next(filter(None, (pattern.search(condition) for pattern in (_WITHIN, _OLDER, _LATE))), None)
    if found is None:
        return None
    return (
        f"{found['most']} {found['days']} {found['unit']}s late"
        if found.re is _LATE and found["most"]
        else found.group()
    )


def _since_delivery(condition: str, now: Circumstances) -> Iterable[bool]:
    came = now.order.delivered_on if now.order else None
    if came is None:
        return
    for match in _WITHIN.finditer(condition):
        yield now.today <= _after(came, match[1], match[2])
    for match in _OLDER.finditer(condition):
        yield now.today > _after(came, match[1], match[2])


def _after(day: date, count: str, unit: str) -> date:
    number = int(_number(count))
    if unit.lower() == "working day":
        return _working(day, number)
    return day + timedelta(minutes=number * _MINUTES[unit.lower()])


def _working(day: date, number: int) -> date:
    while number:
        day += timedelta(1)
        number -= day.weekday() < 5
    return day


def _number(count: str) -> Decimal:
    return Decimal(1) if count.lower() in {"a", "an"} else decimal(count) or Decimal(0)


def _lateness(condition: str, now: Circumstances) -> Iterable[bool]:
    for match in _LATE.finditer(condition):
        if match["most"]:
            missed = _is_late(now, match["days"], match["unit"].lower())
            if missed is not None:
                yield missed
            continue
        late = _is_late(now, match[2], match[3].lower())
        if late is not None:
            yield late == (match["more"].lower() in {"more than", "over", "at least"})
    if _MISSED.search(condition) and not _LATE.search(condition) and now.order and now.order.promised_by:
        yield (now.order.delivered_on or now.today) > now.order.promised_by


def _is_late(now: Circumstances, count: str, unit: str) -> bool | None:
    if unit in {"minute", "hour"}:
        told = [int(_number(found[1])) * _MINUTES[found[2].lower()] for found in _SAID_LATE.finditer(now.said)]
        return max(told) > int(_number(count)) * _MINUTES[unit] if told else None
    if now.order is None or now.order.promised_by is None:
        return None
    return (now.order.delivered_on or now.today) > _after(now.order.promised_by, count, unit)


def _amounts(condition: str, now: Circumstances) -> Iterable[bool]:
    if now.order is None or now.order.total is None:
        return
    for match in _SUM.finditer(condition):
        more = now.order.total > Decimal(match[2].replace(",", ""))
        yield more == (match["more"].lower() in {"above", "over", "more than"})
