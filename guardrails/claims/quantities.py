"""Percentages, counts and other numbers in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from guardrails.claims.lexicon import words
from guardrails.claims.numbers import IN_WORDS, decimal
from guardrails.claims.values import Clock, Kind, Mention, Numeric
from guardrails.claims.words import stem

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


_AT = re.compile(
    r"\b(?:at|until|till|by|before|from|between \d{1,2} and|from \d{1,2} to|after)(?: about| around)? $", re.IGNORECASE
)
_MEASURED = re.compile(r" ?(?:°|mm|cm|km|kg|g|m|l|ml|gb|mb|kwh|miles?|%|'|\"|:\d)\b|['\"°]", re.IGNORECASE)
"""Words behind which a bare number is an hour: "open till 5"."""


def _is_bullet(match: re.Match[str]) -> bool:
    """Return whether a number only counts what is listed: "(1) send a photo, (2) ..."."""
    text = match.string
    return (
        len(match.group()) == 1
        and text[max(0, match.start() - 1) : match.start()] == "("
        and text[match.end() : match.end() + 1] == ")"
    )


def loose_numbers(found: Iterable[re.Match[str]]) -> Iterator[Mention]:
    """Yield every number in digits, whatever it counts: what no other reader has claimed is still a claim."""
    for match in found:
        number = decimal(match.group())
        if number is None or _is_bullet(match):
            continue
        if (
            number <= 24
            and not _MEASURED.match(match.string, match.end())
            and match.group().isdigit()
            and _AT.search(match.string, max(0, match.start() - 16), match.start())
        ):
            yield Mention(Kind.TIME, match.start(), match.end(), Clock(int(number) * 60, int(number) * 60, half=True))
        else:
            yield Mention(Kind.NUMBER, match.start(), match.end(), Numeric(number, number))


def counted(noun: str) -> frozenset[str]:
    """Return the concepts of the words that a number counts."""
    return frozenset(filter(None, map(stem, noun.split())))
