"""Numbers as people write them: in digits of either custom, or in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

UNITS: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

VALUES: Final[dict[str, int]] = {
    **{word: number for number, word in enumerate(UNITS)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "a": 1,
    "an": 1,
    "both": 2,
    "dozen": 12,
    "half": 0,
    "couple": 2,
}

_ONE = "(?:" + "|".join(sorted((*UNITS, *_TENS), key=len, reverse=True)) + ")"
_TAIL = "|".join(UNITS[1:10])
IN_WORDS: Final = (
    rf"(?:{_ONE}(?:[- ](?:{_TAIL}))?(?: (?:hundred|thousand)(?: and)?(?: {_ONE}(?:[- ](?:{_TAIL}))?)?)?)\b"
)
"""Pattern of a whole number in words, up to the thousands."""

IN_DIGITS: Final = r"\d{1,3}(?:[., ']\d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)|\d{1,15}(?:[.,]\d{1,4})?"
"""Pattern of a number in digits, with grouping and decimals of either custom."""

_WORD = re.compile(r"[a-z]+")


def in_words(text: str) -> int | None:
    """Return the number that words like "forty-nine" or "two hundred and ten" mean, or None."""
    total, current, seen = 0, 0, False
    for word in _WORD.findall(text.lower()):
        if word in VALUES:
            current, seen = current + VALUES[word], True
        elif word == "hundred":
            current, seen = max(current, 1) * 100, True
        elif word == "thousand":
            total, current, seen = total + max(current, 1) * 1000, 0, True
        elif word != "and":
            return None
    return total + current if seen else None


def decimal(text: str, *, comma_decimal: bool = False) -> Decimal | None:
    """Return the number written in `text`, in digits or words; None when it is none.

    With both marks the last one is the decimal mark. A single mark before exactly three digits groups thousands, unless
    `comma_decimal` and the mark say otherwise.
    """
    cleaned = text.replace(" ", "").replace("\u00a0", "").replace("'", "")
    if not cleaned or not cleaned[0].isdigit():
        number = in_words(text)
        return None if number is None else Decimal(number)
    dot, comma = cleaned.rfind("."), cleaned.rfind(",")
    if dot >= 0 and comma >= 0:
        group = "," if dot > comma else "."
        cleaned = cleaned.replace(group, "").replace(",", ".")
    elif dot >= 0 or comma >= 0:
        mark = "." if dot >= 0 else ","
        parts = cleaned.split(mark)
        is_decimal = len(parts) == 2 and (len(parts[1]) != 3 or (comma_decimal and mark == ","))
        cleaned = cleaned.replace(mark, "." if is_decimal else "")
    try:
        return Decimal(cleaned)
    except InvalidOperation:
        return None


_RUN = re.compile(r"(?<!\d)\d")


def starts(text: str, start: int, end: int) -> list[int]:
    """Return where the runs of digits in `text[start:end]` begin."""
    return [match.start() for match in _RUN.finditer(text, start, end)]


def matches(pattern: re.Pattern[str], text: str, places: Iterable[int], end: int) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern` that begin at `places` (ascending), none overlapping; cheaper than a search."""
    position = -1
    for place in places:
        if place >= position and (match := pattern.match(text, place, end)) is not None:
            position = match.end()
            yield match
