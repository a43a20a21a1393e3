"""Durations, times of day, percentages and counts in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from guardrails.claims.lexicon import words
from guardrails.claims.numbers import IN_WORDS, decimal
from guardrails.claims.values import DAY, HOUR, MINUTE, Clock, Kind, Mention, Numeric, Span
from guardrails.claims.words import stem

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
DURATION = re.compile(
    rf"\b(?P<low>{_NUMBER})(?: ?(?:-|to|or|and) ?(?P<high>\d{{1,4}}|{IN_WORDS}))?[ -]?"
    rf"(?P<half>(?:and a half|half) )?(?P<working>(?:working|business"
    rf"|week)[ -]?)?(?P<unit>{_UNIT})\b(?! ago\b)(?!'s? (?:ago|old)\b)"
    r"|\b(?P<vague>overnight)\b",
    re.IGNORECASE,
)
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
    for match in found:
        if match["vague"]:
            yield Mention(Kind.DURATION, match.start(), match.end(), Span(DAY, DAY))
            continue
        value = _span(match)
        if value is not None:
            start, value = _bounded(match, value)
            yield Mention(Kind.DURATION, start, match.end(), value)


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


CLOCK = re.compile(
    r"\b(?P<h1>\d{1,2})(?:[:.](?P<m1>[0-5]\d))? ?(?P<ap1>[ap]\.?m\b\.?)?"
    r"(?: ?(?:-|to|and|until|till) ?(?P<h2>\d{1,2})(?:[:.](?P<m2>[0-5]\d))? ?(?P<ap2>[ap]\.?m\b\.?)?)?(?![\d:/%])"
    r"|\b(?P<word>noon|midday|midnight)\b|\b24/7\b|\b(?P<clock>\d{1,2}|" + IN_WORDS + r") o'clock\b"
    r"|\b(?P<part>half|(?:a )?quarter|five|ten|twenty(?:[- ]five)?) (?P<side>past|to) (?P<hour>\d{1,2}|"
    + IN_WORDS
    + r")(?! (?:minutes?|hours?|working|business|days?|weeks?|months?|years?|people|percent|per cent)\b|[:.]?\d|%)",
    re.IGNORECASE,
)


def clocks(found: Iterable[re.Match[str]]) -> Iterator[Mention]:
    """Yield every time of day or stretch of the day among the matches `found`."""
    for match in found:
        value = _clock(match)
        if value is not None:
            end = match.end() - (match.group().endswith("m.") and not match.group().endswith(".m."))
            yield Mention(Kind.TIME, match.start(), end, value)


def _clock(match: re.Match[str]) -> Clock | None:  # noqa: PLR0911 - one exit a case reads better than a nest
    if match["word"]:
        return Clock(0, 0) if match["word"].lower() == "midnight" else Clock(720, 720)
    if match["clock"]:
        hour = int(decimal(match["clock"]) or 0)
        return Clock(hour * 60, hour * 60, half=True) if hour <= 24 else None
    if match["part"]:
        return _spoken(match["part"].lower(), match["side"].lower(), decimal(match["hour"].lower()))
    if match["h1"] is None:
        return Clock(0, 1440)
    told = match["ap1"] or match["ap2"]
    if not told and match["m1"] is None and match["m2"] is None:
        return None
    if ("." in match.group() and not told) or (not match["m1"] and match["m2"] and not told):
        return None
    low = _minutes(match["h1"], match["m1"], match["ap1"] or (match["ap2"] if not match["h2"] else None))
    high = _minutes(match["h2"], match["m2"], match["ap2"]) if match["h2"] else low
    if match["h2"] and match["ap2"] and not match["ap1"]:
        same_half = _minutes(match["h1"], match["m1"], match["ap2"])
        if same_half is not None and high is not None and same_half < high:
            low = same_half
    if low is None or high is None:
        return None
    return Clock(low, high)


_PARTS: Final = {"half": 30, "quarter": 15, "a quarter": 15, "five": 5, "ten": 10, "twenty": 20}


def _spoken(part: str, side: str, hour: Decimal | None) -> Clock | None:
    """Return "twenty to eight" and the like; morning or evening is left open."""
    minutes = _PARTS.get(part, 25)
    if hour is None or not 1 <= hour <= 12 or (side == "to" and minutes == 30):
        return None
    told = (int(hour) * 60 + (minutes if side == "past" else -minutes)) % 720
    return Clock(told, told, half=True)


def _minutes(hour: str | None, minute: str | None, half: str | None) -> int | None:
    number = int(hour or 0)
    if number > 24 or (half and not 1 <= number <= 12):
        return None
    if half:
        number = number % 12 + (12 if half.lower().startswith("p") else 0)
    return number * 60 + int(minute or 0)


PERCENT = re.compile(
    rf"\b(?P<low>\d{{1,3}}(?:[.,]\d{{1,2}})?|{IN_WORDS})(?: ?(?:-"
    rf"|to) ?(?P<high>\d{{1,3}}(?:[.,]\d{{1,2}})?))? ?(?:%|per ?cent\b|percent\b)"
    r"|\bhalf[- ]price\b",
    re.IGNORECASE,
)


def percentages(found: Iterable[re.Match[str]]) -> Iterator[Mention]:
    """Yield every percentage among the matches `found`."""
    for match in found:
        low = decimal(match["low"]) if match["low"] else Decimal(50)
        if low is not None:
            high = decimal(match["high"]) if match["high"] else low
            yield Mention(Kind.PERCENTAGE, match.start(), match.end(), Numeric(low, high or low))


COUNT = re.compile(
    rf"\b(?P<number>both(?: of)?(?: your| the)?|a (?:pair|couple) of|(?:a )?dozen|{IN_WORDS}"
    rf"|(?<!\d[.,])\d{{1,9}}(?:,\d{{3}})*) ?(?:[x×] )?(?:of (?:your |the )?)?"
    r"(?P<noun>[A-Za-z][\w-]{2,}(?: (?!and\b|or\b|for\b|from\b|in\b|on\b|to\b|that\b|which\b|have\b|has\b|were\b"
    r"|was\b|are\b|is\b)[A-Za-z][\w-]{2,}){0,3})",
    re.IGNORECASE,
)
_IDIOMS: Final = words("""
    one ones of more thing things another or and the way last time
""")


def counts(found: Iterable[re.Match[str]]) -> Iterator[Mention]:
    """Yield every "two lamps" among the matches `found`: a number with the words it counts."""
    for match in found:
        low = match["number"].lower()
        if low == "one" or match["noun"].split()[0].lower() in _IDIOMS:
            continue
        number = (
            Decimal(2)
            if low.startswith(("both", "a pair", "a couple"))
            else Decimal(12)
            if "dozen" in low
            else decimal(low)
        )
        if number is not None:
            yield Mention(
                Kind.QUANTITY, match.start(), match.end("number"), Numeric(number, number, match["noun"].lower())
            )


_ORDINAL = re.compile(r"\b(?P<n>\d{1,3})(?:st|nd|rd|th)\b", re.IGNORECASE)
LOOSE = re.compile(r"(?<![\w.,:/@#-])\d{1,9}(?:[.,]\d+)*(?![\w@/-])")


def loose_numbers(found: Iterable[re.Match[str]]) -> Iterator[Mention]:
    """Yield every number in digits, whatever it counts: what no other reader has claimed is still a claim."""
    for match in found:
        number = decimal(match.group())
        if number is not None:
            yield Mention(Kind.NUMBER, match.start(), match.end(), Numeric(number, number))


def counted(noun: str) -> frozenset[str]:
    """Return the concepts of the words that a number counts."""
    return frozenset(filter(None, map(stem, noun.split())))
