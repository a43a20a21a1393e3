"""Lengths of time in a text, in minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from guardrails.claims.numbers import IN_WORDS, decimal
from guardrails.claims.values import DAY, HOUR, MINUTE, Kind, Mention, Span

_UNITS: Final[dict[str, float]] = {
    "second": MINUTE / 60,
    "sec": MINUTE / 60,
    "minute": MINUTE,
    "min": MINUTE,
    "hour": HOUR,
    "hr": HOUR,
    "h": HOUR,
    "day": DAY,
    "night": DAY + 0.5,
    "week": 7 * DAY,
    "fortnight": 14 * DAY,
    "month": 30.4375 * DAY,
    "year": 365.25 * DAY,
    "yr": 365.25 * DAY,
}

_NUMBER = rf"(?:\d{{1,4}}(?:[.,]\d)?|{IN_WORDS}|an?|a couple of|a few|several|a day or two)"
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?|nights?|weeks?|fortnights?|months?|years?|yrs?)"
_QUARTERS = r"three[ -]quarters|(?:a )?quarter|half"
DURATION = re.compile(
    rf"\b(?P<part>{_QUARTERS})(?: of)? an? (?P<of>hour|day|year|century)\b(?! ago\b)"
    rf"|\b(?P<low>{_NUMBER})(?: ?(?:-|–|to|or|and) ?(?P<high>\d{{1,4}}|{IN_WORDS}))?[ -]?"
    rf"(?P<half>(?:and a half|half) )?(?P<working>(?:working|business"
    rf"|week)[ -]?)?(?P<unit>{_UNIT})\b(?! ago\b)(?!'s? (?:ago|old)\b)"
    r"|\b(?P<vague>overnight)\b",
    re.IGNORECASE,
)
_REST = re.compile(
    rf"(?: and)? (?P<part>a half|a quarter|three[ -]quarters)\b"
    rf"|,?(?: and)? (?P<more>\d{{1,2}}|{IN_WORDS}) ?(?P<unit>minutes?|mins?|days?|months?)\b(?! ago\b)",
    re.IGNORECASE,
)
"""What may follow whole units: "an hour and a half", "six hours and ten minutes", "a week and two days"."""
_PARTS: Final = {"half": 0.5, "quarter": 0.25, "three quarters": 0.75}
_SMALLER: Final = {
    "hour": ("minute", "min"),
    "h": ("minute", "min"),
    "hr": ("minute", "min"),
    "week": ("day",),
    "year": ("month",),
}
_RATE = re.compile(
    r"(?:[£€$¥₹] ?[\d.,]+|\d(?:\.\d+)? ?(?:%|[A-Za-z]{1,6})?|pounds?|euros?|dollars?|pence|cents?)"
    r"(?: (?:more|less|extra|each|per person|per head|supplement|charge|fee|credit))?,? $",
    re.IGNORECASE,
)
_OF_CLOCK = re.compile(
    rf" (?:past|to) (?:\d{{1,2}}|{IN_WORDS}|noon|midday|midnight)\b(?! (?:minutes|hours|days))", re.IGNORECASE
)
RATE: Final = "rate"
"""The role of a unit by which something is counted: "£25 a night" says nothing of one night."""
_BOUND_BEFORE = re.compile(
    r"(?P<bound>within|up to|at most|no more than|less than|under|in under|at least|more than|over|minimum of"
    r"|no less than|longer than|a maximum of|maximum of)(?: the next| just| only| about| a)? $",
    re.IGNORECASE,
)
_BOUNDS: Final = {
    **dict.fromkeys(
        ("within", "up to", "at most", "no more than", "less than", "under", "in under", "a maximum of", "maximum of"),
        "max",
    ),
    **dict.fromkeys(("at least", "more than", "over", "minimum of", "no less than", "longer than"), "min"),
}


def durations(found: Iterable[re.Match[str]]) -> Iterator[Mention]:
    """Yield every length of time among the matches `found`, in minutes."""
    position = -1
    for match in found:
        if match.start() < position:
            continue  # the rest of a length that is told already
        if match["vague"]:
            yield Mention(Kind.DURATION, match.start(), match.end(), Span(DAY, DAY))
            continue
        value = _part(match) if match["part"] else _span(match)
        if value is not None:
            value, position = _whole(match, value)
            start, value = _bounded(match, value)
            yield Mention(Kind.DURATION, start, position, value, RATE if _is_rate(match) else "")


def _part(match: re.Match[str]) -> Span:
    length = _share(match["part"]) * _UNITS.get(match["of"].lower(), 36525 * DAY)
    return Span(length, length)


def _share(words: str) -> float:
    return _PARTS[" ".join(words.lower().replace("-", " ").removeprefix("a ").split())]


def _whole(match: re.Match[str], value: Span) -> tuple[Span, int]:
    """Return the length with the parts that follow its whole units, and where it ends."""
    unit = (match["unit"] or "").lower().removesuffix("s")
    rest = _REST.match(match.string, match.end()) if unit in _SMALLER and value.low == value.high else None
    if rest is None:
        return value, match.end()
    if rest["part"]:
        more = _share(rest["part"]) * _UNITS[unit]
    else:
        if rest["unit"].lower().removesuffix("s") not in _SMALLER[unit]:
            return value, match.end()
        more = (_count(rest["more"]) or 0.0) * _UNITS[rest["unit"].lower().removesuffix("s")]
    return Span(value.low + more, value.low + more, value.working, value.bound), rest.end()


def _is_rate(match: re.Match[str]) -> bool:
    """Return whether the unit is that of a rate: "£25 a night", "4 GB a month"."""
    if (match["low"] or "").lower() not in {"a", "an"}:
        return False
    return _RATE.search(match.string, max(0, match.start() - 40), match.start()) is not None


def _bounded(match: re.Match[str], value: Span) -> tuple[int, Span]:
    """Return where a length of time begins with its bound ("within"), and the length under that bound."""
    text, start = match.string, match.start()
    before = _BOUND_BEFORE.search(text, max(0, start - 28), start)
    if before is None or (before.start() and text[before.start() - 1].isalnum()):
        return start, value
    return before.start(), Span(value.low, value.high, value.working, _BOUNDS.get(before["bound"].lower(), ""))


def _span(match: re.Match[str]) -> Span | None:
    unit = match["unit"].lower()
    size = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))
    if size is None or (unit == "h" and not match["low"][0].isdigit()):
        return None
    if _OF_CLOCK.match(match.string, match.end()) and unit.startswith("min"):
        return None  # "two minutes to two" is a time of day
    if match["low"][-1].isalpha() and match.string[match.end("low")] not in " -":
        return None  # "Amin" is a name
    low, high = _count(match["low"]), _count(match["high"]) if match["high"] else None
    if low is None:
        return None
    if match["half"]:
        low += 0.5
    working = bool(match["working"])
    return Span(low * size, (high if high is not None else low) * size, working)


def _count(text: str | None) -> float | None:
    low = (text or "").lower()
    if low in {"a", "an"}:
        return 1
    if low == "a couple of":
        return 2
    if low in {"a few", "several", "a day or two"}:
        return None
    number = decimal(low)
    return None if number is None else float(number)
