"""Fragments without a verb, completed: "No power since 3am" becomes "you've had no power since 3am"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from guardrails.inbound.restating import verbs
from guardrails.inbound.restating.person import be, turned
from guardrails.inbound.restating.pieces import Piece
from guardrails.inbound.restating.shape import is_plural_subject
from guardrails.inbound.restating.words import BROKEN, THINGS, YOURS
from guardrails.inbound.word_sets import word_set

_LACKED: Final = word_set(
    "power electric electricity gas heating heat water internet wifi broadband signal reply response answer "
    "refund email update "
    "updates news word call callback apology explanation delivery parcel hot confirmation tracking record heating"
)
_PRICE: Final = re.compile(r"[£$€]\d[\d.,]*")
_PLACES: Final = word_set("at in on from to for since there")
_MOST: Final = 14
_Fragment = Callable[[Piece], list[str] | None]


def completed_fragment(piece: Piece) -> list[str] | None:
    """Return the clause that a fragment stands for, word by word; None where it stands for none that is sure."""
    if not 2 <= len(piece.words) <= _MOST or has_verb(piece.low):
        return None
    return next((words for fragment in _FRAGMENTS if (words := fragment(piece))), None)


def has_verb(low: tuple[str, ...]) -> bool:
    """Return whether words hold a verb or what goes with one."""
    first = (word in verbs.AUXILIARIES or word in verbs.PASTS or word in {"that", "who", "which", "i"} for word in low)
    return any(first) or any(map(verbs.is_finite, low[2:]))


def _day_of(piece: Piece) -> list[str] | None:
    low = piece.low
    counted = low[0] == "day" and low[1].isdigit() and low[2:3] == ("of",) and len(low) > 3
    return ["you're", "on", *low[:2], *turned(piece.words[2:])] if counted else None


def _price(piece: Piece) -> list[str] | None:
    low = piece.low
    priced = _PRICE.fullmatch(low[0]) and low[1:3] in (("for", "a"), ("for", "an")) and len(low) > 4
    return ["you", "paid", *turned(piece.words)] if priced else None


def _nobody(piece: Piece) -> list[str] | None:
    low = piece.low
    if low[0] not in {"nobody", "nothing"} or low[1] not in _PLACES:
        return None
    return ["there", *(("has", "been") if low[1] == "since" else ("was",)), low[0], *turned(piece.words[1:])]


def _state(piece: Piece) -> list[str] | None:
    low = piece.low
    if (
        low[0] not in BROKEN - {"empty", "short", "missing"}
        or low[1] not in THINGS
        or low[2:] not in ((), ("again",), ("twice",))
    ):
        return None
    return ["your" if low[1] in YOURS else "the", low[1], be(plural=is_plural_subject((low[1],))), low[0], *low[2:]]


def _still_no(piece: Piece) -> list[str] | None:
    still = piece.low[:2] == ("still", "no") and len(piece.words) > 2
    return ["there's", "still", "no", *turned(piece.words[2:])] if still else None


def _no(piece: Piece) -> list[str] | None:
    low = piece.low
    if (
        low[0] not in {"no", "zero"}
        or not _LACKED & set(low[1:3])
        or (low[2:3] and low[2] in THINGS | {"option", "page"})
    ):
        return None
    return ["you've", "had", "no", *turned(piece.words[1:])]


_FRAGMENTS: Final[tuple[_Fragment, ...]] = (_day_of, _price, _nobody, _state, _still_no, _no)
