"""Marks: what the ledger and the words themselves tell of each stretch of a reply, for the encoder to read.

A value is bound, or unbound though all its parts stand somewhere in the facts, or strange to them, or against what
they say of the same matter; a word with a meaning of its own is told in the facts or the complaint, or new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from guardrails.claims.dates import MONTHS, WEEKDAYS
from guardrails.claims.numbers import VALUES
from guardrails.claims.support.places import Places
from guardrails.claims.words import is_framing, stem
from guardrails.finding import ClaimStatus

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"[, ](?=\d{3}(?!\d))")
_VAGUE: Final = frozenset({"a", "an", "half", "may", "mar", "sat", "sun", "one"})
"""Words that are numbers, months or days only now and then: they are never strange."""


class Mark(IntEnum):
    """What a token is, as the encoder is told."""

    FACT = 0
    COMPLAINT = 1
    TOLD = 2
    NEW = 3
    BOUND = 4
    LOOSE = 5
    STRANGE = 6
    AGAINST = 7


@dataclass(frozen=True, slots=True)
class Known:
    """What the facts and the complaint hold: concepts, and the parts of numbers and dates."""

    stems: frozenset[str]
    parts: frozenset[str]


def part(word: str) -> str:
    """Return a number, a month or a day of the week in one form for all its spellings; empty for another word."""
    if word[0].isdigit():
        plain = _GROUPED.sub("", word).replace(",", ".")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain.lstrip("0") or "0"
    if word in _VAGUE:
        return ""
    if word in VALUES:
        return str(VALUES[word])
    if word in MONTHS:
        return f"m{MONTHS[word]}"
    return f"w{WEEKDAYS[word]}" if word in WEEKDAYS else ""


def parts(text: str) -> set[str]:
    """Return the parts of the numbers and dates of a text."""
    return {found for match in _WORD.finditer(text.lower()) if (found := part(match.group()))}


@lru_cache(maxsize=2048)
def known_in(text: str) -> Known:
    """Return what a text holds."""
    words = [match.group() for match in _WORD.finditer(text.lower())]
    return Known(frozenset(filter(None, map(stem, words))), frozenset(filter(None, map(part, words))))


def together(known: Sequence[Known], more: frozenset[str]) -> Known:
    """Return what several texts hold, and `more` parts."""
    concepts: frozenset[str] = frozenset().union(*(one.stems for one in known))
    return Known(concepts, more.union(*(one.parts for one in known)))


@dataclass(frozen=True, slots=True)
class Value:
    """A typed value of the reply: where it stands, what the ledger says of it (a `ClaimStatus`), what it comes to.

    `elsewhere` tells of one that is not bound whether the same value stands on record, of whatever matter; `role` what
    an amount is told to be ("refund").
    """

    start: int
    end: int
    status: str
    note: str = ""
    elsewhere: bool = False
    role: str = ""


def marks(text: str, start: int, end: int, values: Sequence[Value], known: Known) -> Iterator[tuple[int, int, Mark]]:
    """Yield the stretches of `text[start:end]` that are more than told words, in order."""
    inside = [value for value in values if value.start < end and start < value.end]
    for value in inside:
        yield value.start, value.end, _of_value(text, value, known)
    places = Places((value.start, value.end) for value in inside)
    for match in _WORD.finditer(text, start, end):
        if places.meet(match.start(), match.end()):
            continue
        mark = _of_word(match.group().lower(), known)
        if mark is not Mark.TOLD:
            yield match.start(), match.end(), mark


def _of_value(text: str, value: Value, known: Known) -> Mark:
    """Return the mark of a value; one that stands somewhere in the facts is loose, whatever it was held against."""
    if value.status == ClaimStatus.SUPPORTED:
        return Mark.BOUND
    said, noted = parts(text[value.start : value.end]), parts(value.note)
    if said <= known.parts or (noted and noted <= known.parts):
        return Mark.LOOSE
    return Mark.AGAINST if value.status == ClaimStatus.CONTRADICTED else Mark.STRANGE


def _of_word(word: str, known: Known) -> Mark:
    number = part(word)
    if number:
        return Mark.TOLD if number in known.parts else Mark.STRANGE
    concept = stem(word)
    return Mark.NEW if concept and concept not in known.stems and not is_framing(concept) else Mark.TOLD
