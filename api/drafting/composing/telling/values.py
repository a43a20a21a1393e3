"""Dates and amounts of a note as people say them: "Wednesday 6 May", "£15"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from prompts.values import currency_code, format_date, format_money

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    "december",
)
_DAY_NAME = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"
_ISO = re.compile(rf"\b{_DAY_NAME}\(?(\d{{4}})-(\d{{2}})-(\d{{2}})\)?(?![\d-])(?:T(\d\d:\d\d))?")
_LONG = re.compile(
    rf"\b{_DAY_NAME}(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(name.capitalize() for name in _MONTHS)})(?: (\d{{4}}))?\b"
)
_LEADS = re.compile(
    r"\b(?:on|by|until|till|since|from|to|before|after|between|and|of|for|due|the|this|next|last|than|through|dated|is|was|are|were|"
    r"on or before|or)\s$",
    re.IGNORECASE,
)
_CODE_FIRST = re.compile(r"\b(GBP|EUR|USD|AUD|CAD|CHF)\s?(\d[\d,]*(?:\.\d{1,2})?)(?!\d)")
_CODE_LAST = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d{1,2})?)\s?(GBP|EUR|USD|AUD|CAD|CHF)\b")
_SIGNED = re.compile(r"([£€$])\s?(\d[\d,]*\.\d{2})(?!\d)")
_NEAR = 13
"""Days on either side within which a day of the week helps."""


@dataclass(frozen=True, slots=True)
class Reading:
    """When and where a note is read: the day, the locale of values, the day the note was verified.

    `alone` tells that nobody but the customer plays a part in it.
    """

    today: date
    locale: str = "en_GB"
    verified: date | None = None
    alone: bool = True


def spoken_day(day: date, reading: Reading) -> str:
    """Return "Wednesday 6 May" for a day nearby, else "12 March", with its year where that is another."""
    told = format_date(day, reading.locale, reading.today)
    near = abs((day - reading.today).days) <= _NEAR
    return f"{_DAYS[day.weekday()]} {told}" if near else told


def spoken(text: str, reading: Reading) -> str:
    """Return `text` with its dates and amounts as people say them."""
    text = re.sub(r"\b(?:today|tomorrow|yesterday),? (?=\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2})", "", text)
    told = _ISO.sub(lambda match: _dated(match, _of_iso(match), reading, text), text)
    told = _LONG.sub(lambda match: _dated(match, _of_words(match, reading), reading, told), told)
    return money(_relative(told, reading), reading.locale)


def money(text: str, locale: str = "en_GB") -> str:
    """Return `text` with amounts as the locale writes them."""
    told = _CODE_FIRST.sub(lambda match: _amount(match[2], match[1], locale), text)
    told = _CODE_LAST.sub(lambda match: _amount(match[1], match[2], locale), told)
    return _SIGNED.sub(lambda match: _amount(match[2], match[1], locale), told)


def _amount(number: str, currency: str, locale: str) -> str:
    return format_money(Decimal(number.replace(",", "")), currency_code(currency), locale)


def _of_iso(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _of_words(match: re.Match[str], reading: Reading) -> date | None:
    month = _MONTHS.index(match[2].lower()) + 1
    try:
        return date(int(match[3] or reading.today.year), month, int(match[1]))
    except ValueError:
        return None


def _dated(match: re.Match[str], day: date | None, reading: Reading, text: str) -> str:
    if day is None:
        return match[0]
    before = text[: match.start()]
    if re.search(r"(?<!:\d)\d(?:,| and| or| to| until|-|–) ?$", before):
        return format_date(day, reading.locale, reading.today)
    lead = "" if not before.strip(" (") or _LEADS.search(before) or before.endswith(("(", "/")) else "on "
    clock = f" at {match[4]}" if match.re is _ISO and match[4] else ""
    return f"{lead}{spoken_day(day, reading)}{clock}"


def _relative(text: str, reading: Reading) -> str:
    """Return `text` with "today" as the day it was written on, where that is not the day it is read."""
    if reading.verified is None or reading.verified == reading.today:
        return text
    for word, shift in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
        day = spoken_day(reading.verified + timedelta(shift), reading)
        text = re.sub(rf"\b(?:on )?{word}\b", f"on {day}", text, flags=re.IGNORECASE)
    return text
