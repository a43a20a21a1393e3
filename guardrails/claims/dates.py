"""Dates in a text: absolute, partial, and relative to the day of reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

from guardrails.claims.lexicon import words
from guardrails.claims.numbers import IN_WORDS, decimal
from guardrails.claims.values import Kind, Mention, Range, When

_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTHS: Final[dict[str, int]] = {
    **{name: i for i, name in enumerate(_MONTHS, 1)},
    **{name[:3]: i for i, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
_DAYS: Final = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SHORT: Final[dict[str, int]] = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
WEEKDAYS: Final[dict[str, int]] = {**{name: i for i, name in enumerate(_DAYS)}, **_SHORT}

_DAY_WORDS: Final = words("""
    yesterday today tomorrow tonight ago morning afternoon evening week month year night weekend
""") | frozenset(name + ending for name in WEEKDAYS for ending in ("", "s"))

ORDINALS: Final[dict[str, int]] = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
            "twenty-second",
            "twenty-third",
            "twenty-fourth",
            "twenty-fifth",
            "twenty-sixth",
            "twenty-seventh",
            "twenty-eighth",
            "twenty-ninth",
            "thirtieth",
            "thirty-first",
        ],
        1,
    )
}
"""Days of a month in words."""

_WEEKDAY = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_ORDINAL = r"(?:st|nd|rd|th)"


_MONTH_FIRST: Final = words("""
    en en_us en_us_posix en_ph fil_ph en_pr es_pr es_pa en_as en_gu en_mp en_mh en_um en_vi en_bi
""")
"""Locales that write the month before the day (CLDR's short form of dates)."""


@cache
def _month_names(language: str) -> dict[str, int]:
    """Return the months' names in `language` (an ISO 639-1 code), lower-case, English ones included."""
    known = dict(MONTHS)
    if language != "en":
        from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - costs 50 ms and English replies never need it

        try:
            months = Locale.parse(language).months["format"]
        except (UnknownLocaleError, ValueError):
            return known
        for width in ("wide", "abbreviated"):
            known.update({name.lower().rstrip("."): number for number, name in months[width].items()})
    return known


@cache
def _cues(language: str) -> frozenset[str]:
    """Return the words of which a date without digits needs one."""
    return _DAY_WORDS | frozenset(_month_names(language))


def _in_words() -> str:
    return "|".join(sorted((word.replace("-", "[- ]") for word in ORDINALS), key=len, reverse=True))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _month_names(language)), key=len, reverse=True))
    joint = r"(?: of| de)? ?|\.? ?"
    return re.compile(
        rf"\b(?:(?P<wd>{_WEEKDAY})\.?,? ?(?:the )?)?(?:"
        rf"(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)(?![\d-])"
        rf"|(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)(?P<y2>(?:19|20)?\d\d)(?![\d/])"
        rf"|(?P<d3>\d{{1,2}}){_ORDINAL}?(?:{joint})(?P<m3>{month})\b\.?(?:,? (?:de )?(?P<y3>(?:19|20)\d\d)\b)?"
        rf"|(?P<d6>\d{{1,2}}){_ORDINAL}?"
        rf"(?=(?:(?:, ?| ?(?:and|or|to|until|&|-|–) ?)(?:the )?\d{{1,2}}{_ORDINAL}?){{1,4}}"
        rf"(?:{joint})(?P<m7>{month})\b)"
        rf"|(?P<m4>{month})\b\.? (?:the )?(?P<d4>\d{{1,2}}){_ORDINAL}?(?![\d%])\b(?:,? (?P<y4>(?:19|20)\d\d)\b)?"
        rf"|(?<=the )(?P<d5>\d{{1,2}}){_ORDINAL}\b(?! (?:time|floor|birthday|anniversary|order|attempt|century"
        rf"|place|day|party|one|street|avenue))"
        rf"|(?P<d8>{_in_words()})(?: of)? (?P<m8>{month})\b(?:,? (?P<y9>(?:19|20)\d\d)\b)?"
        rf"|(?P<m9>{month})\b (?:the )?(?P<d9>{_in_words()})\b(?:,? (?P<y10>(?:19|20)\d\d)\b)?"
        rf"|(?P<m6>(?<=in )(?:{month})|(?<=since )(?:{month})|(?<=of )(?:{month}))\b(?: (?P<y6>(?:19|20)\d\d)\b)?"
        rf"|(?<=in )(?P<y7>(?:19|20)\d\d)\b|(?<=since )(?P<y8>(?:19|20)\d\d)\b"
        r")"
        r"|\b(?P<rel>(?:the )?day (?:before yesterday|after tomorrow)|yesterday|today|tomorrow|tonight"
        r"|this (?:morning|afternoon|evening|week|month|year)"
        r"|(?:last|next|past) (?:night|week|month|year|weekend)|(?:this|the|at the) weekend|earlier (?:today"
        r"|this week))\b"
        rf"|\b(?P<n>{IN_WORDS}|an?|\d{{1,3}}|a couple of|a few) (?P<unit>day|week|month|year|hour|minute)s? ago\b"
        rf"|\b(?P<day>{_WEEKDAY})s?\b"
        rf"(?: ?(?:-|to|and|through|until) ?(?P<day2>{_WEEKDAY})s?\b)?",
        re.IGNORECASE,
    )


class Calendar:
    """Reads dates as a reader in `locale` does on `today`; without a `today`, relative dates are left alone."""

    def __init__(self, today: date | None, locale: str = "en_GB", language: str = "en") -> None:
        self.today = today
        self.month_first = locale.replace("-", "_").lower() in _MONTH_FIRST
        self.months = _month_names(language)
        self.pattern = _pattern(language)
        self.words = _cues(language)

    def find(self, text: str, found: Iterable[re.Match[str]]) -> Iterator[Mention]:
        """Yield the dates among the matches `found` in `text`."""
        for match in found:
            try:
                value = self._read(match, text)
            except (OverflowError, ValueError):
                continue
            if value is not None:
                stop = match.end() - (text[match.end() - 1] == ".")
                yield Mention(Kind.DATE, match.start(), stop, value)
                if match["m4"]:
                    yield from _further(match, text, value)

    def _read(self, match: re.Match[str], text: str) -> When | None:
        group = match.groupdict()
        if group["rel"]:
            return self._relative(group["rel"].lower())
        if group["unit"]:
            return self._ago(group["n"], group["unit"].lower())
        if group["day"]:
            return self._weekday(match, text)
        if (group["d8"] or group["d9"]) and not _is_a_day(match):
            return None
        return self._absolute(group)

    def _absolute(self, group: dict[str, str | None]) -> When | None:
        year, month, day = self._parts(group)
        weekdays = frozenset({WEEKDAYS[_key(group["wd"])]}) if group["wd"] else frozenset()
        if month is not None and not 1 <= month <= 12:
            return None
        if day is not None and not 1 <= day <= 31:
            return None
        if year and month and day:
            try:
                date(year, month, day)
            except ValueError:
                return None
        if month is None and day is not None and self.today is not None:
            return When(day=day, ranges=_near(self.today, day), weekdays=weekdays)
        return When(year, month, day, weekdays=weekdays, swapped=_swapped(group, year, month, day))

    def _parts(self, group: dict[str, str | None]) -> tuple[int | None, int | None, int | None]:
        if group["sep"]:
            first, second = int(group["a"] or 0), int(group["b"] or 0)
            year = int(group["y2"] or 0)
            month, day = (first, second) if (self.month_first and first <= 12) or second > 12 else (second, first)
            return (year + 2000 if year < 100 else year), month, day
        named = next((group[name] for name in ("m3", "m4", "m6", "m7", "m8", "m9") if group[name]), None)
        told = next((group[name] for name in ("d1", "d3", "d4", "d5", "d6") if group[name]), None)
        told = told or next((_day_in_words(group[name] or "") for name in ("d8", "d9") if group[name]), None)
        era = next((group[name] for name in _YEARS if group[name]), None)
        number = int(group["m1"]) if group["m1"] else self.months[named.lower()] if named else None
        return (int(era) if era else None), number, (int(told) if told else None)

    def _relative(self, words: str) -> When | None:
        if self.today is None:
            return None
        today, step = self.today, timedelta(days=1)
        days = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
        for word, offset in days.items():
            if words.endswith(word):
                further = (-1 if "before yesterday" in words else 0) + (1 if "after tomorrow" in words else 0)
                day = today + (offset + further) * step
                return When(ranges=((day, day),))
        if words.startswith("this ") and words.endswith(("morning", "afternoon", "evening")):
            return When(ranges=((today, today),))
        if words.endswith("night"):
            return When(ranges=((today - step, today - step),))
        return When(ranges=(_period(today, words),))

    def _ago(self, number: str, unit: str) -> When | None:
        if self.today is None:
            return None
        if number.lower() in {"a couple of", "a few"}:
            counts = (2, 2) if "couple" in number.lower() else (2, 6)
        else:
            count = int(decimal(number) or 1) if number.lower() not in {"a", "an"} else 1
            counts = (count, count)
        length = {"day": 1, "week": 7, "month": 30, "year": 365}.get(unit, 0)
        slack = {"day": 0, "week": 3, "month": 12, "year": 90}.get(unit, 1)
        try:
            return When(
                ranges=(
                    (
                        self.today - timedelta(days=counts[1] * length + slack),
                        self.today - timedelta(days=counts[0] * length - slack),
                    ),
                )
            )
        except OverflowError:
            return None

    def _weekday(self, match: re.Match[str], text: str) -> When | None:
        first = WEEKDAYS.get(_key(match["day"]))
        if first is None or (len(match["day"]) <= 3 and not text[match.start("day")].isupper()):
            return None
        if match["day2"] is not None:
            last = WEEKDAYS.get(_key(match["day2"]), first)
            return When(weekdays=frozenset((first + i) % 7 for i in range((last - first) % 7 + 1)))
        before = text[max(0, match.start() - 8) : match.start()].split()
        which = before[-1].lower() if before else ""
        if self.today is None or which == "every":
            return When(weekdays=frozenset({first}))
        return When(ranges=_named_days(self.today, first, which), weekdays=frozenset({first}))


_FURTHER = re.compile(
    r"(?:, ?| ?(?:and|or|to|until|through|&|-|–) ?)(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d|[%/]| ?[ap]m\b)"
)
"""A further day behind "March 7": "and 8"."""


def _further(match: re.Match[str], text: str, first: When) -> Iterator[Mention]:
    """Yield the days that follow one told month first."""
    found = _FURTHER.match(text, match.end())
    while found and first.day and first.day < int(found["day"]) <= 31 and not _MONTH_NEXT.match(text, found.end()):
        first = When(first.year, first.month, int(found["day"]))
        yield Mention(Kind.DATE, found.start("day"), found.end(), first)
        found = _FURTHER.match(text, found.end())


_MONTH_NEXT = re.compile(
    r"(?: of)? (?:" + "|".join(_MONTHS) + r"|hours?|days?|weeks?|minutes?|people|working)\b", re.IGNORECASE
)


def _key(name: str | None) -> str:
    low = (name or "").lower()
    return low if low in WEEKDAYS else low.removesuffix("day")


_YEARS: Final = ("y1", "y3", "y4", "y6", "y7", "y8", "y9", "y10")


def _day_in_words(word: str) -> str:
    return str(ORDINALS["-".join(word.lower().replace("-", " ").split())])


def _is_a_day(match: re.Match[str]) -> bool:
    """Return whether an ordinal beside a month's name is its day: "the sixth of May", and not "our first may be"."""
    month = match["m8"] or match["m9"]
    return month[0].isupper() or " of " in match.group().lower()


def _swapped(group: dict[str, str | None], year: int | None, month: int | None, day: int | None) -> date | None:
    """Return the day with day and month the other way round, where only a custom tells which is which."""
    if not (group["sep"] and year and month and day) or day > 12 or day == month:
        return None
    return date(year, day, month)


def _near(today: date, day: int) -> tuple[Range, ...]:
    """Return the days numbered `day` in the last, this and the next month."""
    found = []
    for offset in (-1, 0, 1):
        month = today.month - 1 + offset
        try:
            found.append(date(today.year + month // 12, month % 12 + 1, day))
        except ValueError:
            continue
    return tuple((each, each) for each in found)


def _named_days(today: date, weekday: int, which: str) -> tuple[Range, ...]:
    """Return the days that a bare weekday can mean: the nearest before and after today, as `which` allows."""
    back = (today.weekday() - weekday) % 7
    past = [today - timedelta(days=back or 7), today - timedelta(days=(back or 7) + 7)]
    ahead = [today + timedelta(days=(7 - back) % 7 or 7), today + timedelta(days=((7 - back) % 7 or 7) + 7)]
    if which == "last":
        days = past
    elif which in {"next", "coming"}:
        days = ahead
    elif which.startswith("this"):
        days = [today - timedelta(days=today.weekday()) + timedelta(days=weekday), ahead[0]]
    else:
        days = [past[0], ahead[0], *([today] if back == 0 else [])]
    return tuple((day, day) for day in days)


def _period(today: date, words: str) -> Range:
    """Return the calendar week, weekend, month or year that `words` name."""
    step = -1 if words.startswith(("last", "past")) else 1 if words.startswith("next") else 0
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
    if words.endswith("weekend"):
        return monday + timedelta(days=5 - (7 if step == 0 and today.weekday() < 4 else 0)), monday + timedelta(days=6)
    if words.endswith("week"):
        return monday - timedelta(days=1), monday + timedelta(days=6)
    if words.endswith("month"):
        month = today.month - 1 + step
        first = date(today.year + month // 12, month % 12 + 1, 1)
        after = first.month % 12 + 1
        return first, date(first.year + (after == 1), after, 1) - timedelta(days=1)
    return date(today.year + step, 1, 1), date(today.year + step, 12, 31)
