"""Times of day in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from guardrails.claims.numbers import IN_WORDS, decimal
from guardrails.claims.values import Clock, Kind, Mention

_HALF = r"(?: ?(?P<ap{n}>[ap]\.?m\b\.?))?"
_LATER = r"(?! ?(?:st|nd|rd|th)\b)(?! (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)"
"""What may not follow the second hour of a stretch: "07:50 to 27 April" ends with a date."""
_HOUR = r"(?:\d{1,2}|" + IN_WORDS + r"|midnight|noon|midday)"
CLOCK = re.compile(
    r"\b(?P<h1>\d{1,2})(?:[:.](?P<m1>[0-5]\d))?"
    + _HALF.replace("{n}", "1")
    + r"(?: ?(?:-|–|to|and|until|till) ?(?P<h2>\d{1,2})(?:[:.](?P<m2>[0-5]\d))?"
    + _LATER
    + _HALF.replace("{n}", "2")
    + r")?(?!\d|[/%]|:\d)"
    r"|\b(?P<part>half|(?:a )?quarter|five|ten|twenty(?:[- ]five)?) (?P<side>past|to) (?P<hour>"
    + _HOUR
    + r")(?! (?:minutes?|hours?|working|business|days?|weeks?|months?|years?|people|percent|per cent)\b|[:.]?\d|%)"
    r"|\b(?P<minutes>\d{1,2}|" + IN_WORDS + r") minutes? (?P<way>past|to) (?P<from>" + _HOUR + r")\b"
    r"|\b(?P<word>noon|midday|midnight)\b|\b24/7\b|\b(?P<clock>\d{1,2}|" + IN_WORDS + r") o'clock\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:between|from|open|daily|days?|weekdays?|weekends?|hours|slot|morning|evening"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|\d{1,2}(?:st|nd|rd|th))[,:]? \(?$",
    re.IGNORECASE,
)
_OPEN_AFTER = re.compile(
    r",? ?(?:every day|daily|each day|(?:on |any )?(?:weekdays?|weekends?)|seven days"
    r"|(?:on )?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|today|tomorrow|tonight|in the (?:morning|afternoon|evening))",
    re.IGNORECASE,
)
"""Words before and behind which two bare hours are a stretch of the day: "Mon-Fri 9-17"."""
_DOTTED = re.compile(r"\d{1,2}\.\d\d")
_MONEY = re.compile(
    r"[£€$¥₹%]|\b(?:gbp|eur|usd|aud|cad|nzd|inr|price[sd]?|costs?|fees?|charg\w+|total\w*|refund\w*|credit\w*|paid|pay\w*"
    r"|amount\w*|balance|worth|sum|bill\w*|invoice\w*|deposit|vat|tax|kwh|kg|cm|mm|km|miles|gb|litres?)\b",
    re.IGNORECASE,
)
"""Words beside which a dotted number is an amount or a measure."""
_WHEN = re.compile(
    r"(?:\b(?:at|by|until|till|from|before|after|since|around|past|between)|\d[.:]\d\d(?:,| ?to| and| until| ?-| ?–)"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*,?|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?)"
    r"(?: about| just)? ?$",
    re.IGNORECASE,
)
"""Words behind which it is a time all the same."""
_AROUND: Final = 60


def is_dotted(text: str, start: int, end: int) -> bool:
    """Return whether the number at `start:end` is a time of day with a dot ("at 11.25"), and no amount."""
    if not _DOTTED.fullmatch(text, start, end):
        return False
    hour, minute = text[start:end].split(".")
    if int(hour) > 23 or int(minute) > 59:
        return False
    around = _MONEY.search(text, max(0, start - _AROUND), min(len(text), end + _AROUND))
    return around is None or _WHEN.search(text, max(0, start - 24), start) is not None


def clocks(found: Iterable[re.Match[str]]) -> Iterator[Mention]:
    """Yield every time of day or stretch of the day among the matches `found`."""
    for match in found:
        value = _clock(match)
        if value is not None:
            shown = match.group()
            end = match.end() - (shown.endswith("m.") and not shown.endswith(".m."))
            yield Mention(Kind.TIME, match.start(), end, value)


def _clock(match: re.Match[str]) -> Clock | None:
    if match["word"]:
        return Clock(0, 0) if match["word"].lower() == "midnight" else Clock(720, 720)
    if match["clock"]:
        hour = int(decimal(match["clock"]) or 0)
        return Clock(hour * 60, hour * 60, half=True) if hour <= 24 else None
    if match["part"]:
        return _spoken(_PARTS.get(match["part"].lower(), 25), match["side"].lower(), match["hour"].lower())
    if match["minutes"]:
        count = decimal(match["minutes"].lower())
        return _spoken(int(count), match["way"].lower(), match["from"].lower()) if count and count < 60 else None
    if match["h1"] is None:
        return Clock(0, 1440)
    return _in_digits(match)


def _is_stretch(match: re.Match[str]) -> bool:
    """Return whether two bare hours are a stretch of the day, and no two numbers."""
    hours = int(match["h1"]) <= 24 and int(match["h2"]) <= 24
    text, start = match.string, match.start()
    return hours and bool(_OPEN.search(text, max(0, start - 20), start) or _OPEN_AFTER.match(text, match.end()))


def _is_dotted_stretch(match: re.Match[str]) -> bool:
    """Return whether the times with a dot in a match are times."""
    ends = [
        match.span(hour)[:1] + match.span(minute)[1:] for hour, minute in (("h1", "m1"), ("h2", "m2")) if match[minute]
    ]
    return all(is_dotted(match.string, start, end) for start, end in ends)


def _in_digits(match: re.Match[str]) -> Clock | None:
    told = match["ap1"] or match["ap2"]
    if not told and match["m1"] is None and not (match["h2"] and (match["m2"] or _is_stretch(match))):
        return None
    if "." in match.group() and not told and not _is_dotted_stretch(match):
        return None
    low = _minutes(match["h1"], match["m1"], match["ap1"] or (match["ap2"] if not match["h2"] else None))
    high = _minutes(match["h2"], match["m2"], match["ap2"]) if match["h2"] else low
    if match["h2"] and match["ap2"] and not match["ap1"]:
        same_half = _minutes(match["h1"], match["m1"], match["ap2"])
        if same_half is not None and high is not None and same_half < high:
            low = same_half
    if low is None or high is None:
        return None
    return Clock(low, high, half=not told and not match["h1"].startswith("0") and 0 < int(match["h1"]) <= 12)


_PARTS: Final = {"half": 30, "quarter": 15, "a quarter": 15, "five": 5, "ten": 10, "twenty": 20}


_NAMED: Final = {"noon": 12, "midday": 12, "midnight": 12}


def _spoken(minutes: int, side: str, hour: str) -> Clock | None:
    """Return "twenty to eight" and the like; morning or evening is left open."""
    number = _NAMED.get(hour) or decimal(hour)
    if number is None or not 1 <= number <= 12 or (side == "to" and minutes == 30):
        return None
    told = (int(number) * 60 + (minutes if side == "past" else -minutes)) % 720
    return Clock(told, told, half=True)


def _minutes(hour: str | None, minute: str | None, half: str | None) -> int | None:
    number = int(hour or 0)
    if number > 24 or (half and not 1 <= number <= 12):
        return None
    if half:
        number = number % 12 + (12 if half.lower().startswith("p") else 0)
    return number * 60 + int(minute or 0)
