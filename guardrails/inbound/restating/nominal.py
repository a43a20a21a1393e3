"""The problem where the customer put it as a noun: "Three weeks of cold showers", "No power since 3am"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from guardrails.inbound.restating.fragments import has_verb
from guardrails.inbound.restating.parsing import shape_of
from guardrails.inbound.restating.person import turned
from guardrails.inbound.restating.pieces import Piece
from guardrails.inbound.restating.polish import cleaned
from guardrails.inbound.restating.safe import is_safe, named
from guardrails.inbound.restating.words import DETERMINERS, THINGS
from guardrails.inbound.restating.worth import worth
from guardrails.inbound.word_sets import word_set

_UNITS: Final = word_set("minutes hours days nights weeks months years mornings evenings afternoons weekends")
_NUMBERS: Final = word_set(
    "two three four five six seven eight nine ten eleven twelve fourteen fifteen twenty thirty forty several many"
)
_WITHOUT: Final = word_set("of without with on in")
_LINKS: Final = word_set("in on with without under of inside through across round")
_FIGURE: Final = re.compile(r"\d{1,2}(?:\.\d)?")
_SHORT_UNITS: Final = word_set("minutes hours days nights weeks")
_PLEASANT: Final = word_set(
    "bliss fun holiday peace joy use wear happiness quiet sun rest work notice row premiums loyalty"
)
_LEAST_WORDS: Final = 4
_ENOUGH: Final = 1.5
_MOST: Final = 14


def nominal(found: Sequence[Piece]) -> str | None:
    """Return the first phrase that names the problem as a noun, fit to follow "sorry about", or None."""
    for piece in found:
        if piece.asked or piece.subordinate or not 3 <= len(piece.words) <= _MOST or not piece.begins:
            continue
        phrase = _lasting(piece) or _thing(piece)
        if phrase and is_safe(phrase) and not named(phrase.split()):
            return phrase
    return None


def _lasting(piece: Piece) -> str | None:
    """Return "three weeks of cold showers": a length of time and what it was filled with."""
    low = piece.low
    if not (low[0] in _NUMBERS or _FIGURE.fullmatch(low[0])) or low[1] not in _UNITS or low[2] not in _WITHOUT:
        return None
    size = next((at for at, word in enumerate(low) if word == "and" and has_verb(low[at:])), len(low))
    if has_verb(low[:size]) or size < _LEAST_WORDS or _PLEASANT & set(low):
        return None
    phrase = " ".join(_small_first(cleaned(turned(piece.words[:size]))))
    told = low[1] in _SHORT_UNITS or low[2] in {"without", "on"} or worth(phrase.lower()) >= _ENOUGH
    return phrase if told and len(phrase.split()) >= _LEAST_WORDS else None


def _thing(piece: Piece) -> str | None:
    """Return "the dent in your lampshade": a thing that is the problem by itself."""
    low = piece.low
    if low[0] not in DETERMINERS | _NUMBERS or has_verb(low) or low[0] in {"all", "no", "each", "every"}:
        return None
    if shape_of(piece.words) is not None or not _LINKS & set(low):
        return None
    words = _small_first(cleaned(turned(piece.words)))
    if not THINGS & set(low) or len(words) < 3:
        return None
    if words[0] in {"a", "an", "this", "that"}:
        words[0] = "the"
    phrase = " ".join(words)
    return phrase if worth(phrase.lower()) >= _ENOUGH + 0.5 else None


def _small_first(words: list[str]) -> list[str]:
    return [words[0].lower(), *words[1:]] if words else words
