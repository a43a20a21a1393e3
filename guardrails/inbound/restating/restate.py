"""Restates a complaint: the problem in the customer's own words, turned round, or nothing where that is unsure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from guardrails.inbound.reading import read
from guardrails.inbound.restating.clause import worded
from guardrails.inbound.restating.fragments import completed_fragment
from guardrails.inbound.restating.joined import contrasts
from guardrails.inbound.restating.nominal import nominal
from guardrails.inbound.restating.parsing import shape_of
from guardrails.inbound.restating.pieces import Piece, pieces
from guardrails.inbound.restating.polish import cleaned
from guardrails.inbound.restating.safe import is_safe, named
from guardrails.inbound.restating.verbs import is_third
from guardrails.inbound.restating.words import RELATIVES
from guardrails.inbound.restating.worth import ENOUGH, acts, worth
from guardrails.inbound.triggers.matching import matching

_CONTRAST = 6.0
"""What it is worth to tell both what was ordered and what came."""
_MOST_WORDS = 24
_MOST_JOINED = 95
_SHORT = 5
_LASTS = re.compile(r"(?:two|three|four|five|six|\d+) (?:minutes|hours|days|weeks|months|years|stars?|times)\b")
_LACKED = 1.0
_LEAST = 0.5
_NEUTRAL = frozenset(
    {"has", "does", "wants", "opens", "arrives", "comes", "gets", "starts", "ends", "gives", "takes", "sends"}
)
_BEHAVES = 0.75
"""What it adds that a thing does something now: nobody tells of one that does what it should."""
_CUT_SHORT = -9.0
_GOES_ON = frozenset({"where", "which", "who", "until", "till", "unless"})
"""How a clause begins without which the one before would say something else."""
_KNOWN_MOST = 1.5
_ASIDES = frozenset({"also", "plus", "otherwise", "btw", "oh", "ps", "besides"})
_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "2nd", "3rd", "4th", "5th", "6th"})
_REPEATED = 3.0
"""What it adds that the same has happened before: "third week running"."""
_PRICED = 0.5
"""What it adds that a price stands first: it is what they find too much."""
_BESIDES = 2.0
"""What it takes off that something is told besides: the problem is another."""


@dataclass(frozen=True, slots=True)
class Restated:
    """The problem as the customer tells it, said back.

    `clause` reads after "I'm sorry that ..." ("your curtains have faded since October"), `noun` after "I'm sorry about
    ..." ("three weeks of cold showers"); None each where none is sure. Neither has private data, a name or a foul word.
    """

    clause: str | None = None
    noun: str | None = None


@lru_cache(maxsize=16)
def restate(text: str) -> Restated:
    """Return the problem that an English message tells of, said back; at most `safe.MOST` code points each."""
    found = pieces(text)
    told = [_said(piece, _place(found, number)) for number, piece in enumerate(found)]
    candidates = [said for said in told if said] + list(_both(found, told))
    candidates += [(_CONTRAST, clause) for clause in contrasts(found) if _may_stand(clause)]
    score, clause = max(candidates, key=lambda said: said[0], default=(0.0, None))
    return Restated(clause if score >= ENOUGH else None, nominal(found))


def _place(found: Sequence[Piece], number: int) -> float:
    """Return what its place adds: a short message comes to the point at once."""
    if number + 1 < len(found) and found[number + 1].before in _GOES_ON:
        return _CUT_SHORT
    if found[number].before in _ORDINALS:
        return _REPEATED
    return (0.75 if number < 2 else 0.0) + (0.75 if len(found) <= _SHORT and number < 3 else 0.0)


def _said(piece: Piece, place: float) -> tuple[float, str] | None:
    """Return how surely a piece tells of the problem and its words turned round; None where they are not sure."""
    if piece.asked or piece.subordinate or not 2 <= len(piece.words) <= _MOST_WORDS:
        return None
    shape = shape_of(piece.words)
    lacked = completed_fragment(piece)
    words = lacked or (worded(shape) if shape else None)
    clause = " ".join(cleaned(words)) if words else ""
    if not _may_stand(clause) or (place == 0.0 and clause.startswith(("it ", "it's "))):
        return None
    score = worth(clause.lower()) + _known(piece) + min(place, 0.0) + (_LACKED if lacked else 0.0)
    score += _PRICED if lacked and clause.startswith("you paid") else 0.0
    score -= _BESIDES if piece.before in _ASIDES else 0.0
    if shape and _names_a_thing(clause):
        score += _BEHAVES if is_third(shape.verb) and shape.verb not in _NEUTRAL else 0.0
        score += place if score >= _LEAST else 0.0
    return score, clause


def _names_a_thing(clause: str) -> bool:
    """Return whether the clause is about a thing of theirs, or ours, rather than about what they did."""
    first, _, rest = clause.partition(" ")
    return first in {"your", "the", "half", "our", "no", "nobody", "both"} and rest.split(" ", 1)[0] not in RELATIVES


def _may_stand(clause: str) -> bool:
    return (
        bool(clause) and not _LASTS.match(clause) and not acts(clause) and not named(clause.split()) and is_safe(clause)
    )


def _known(piece: Piece) -> float:
    """Return what it adds that a piece reads as problems do that we know."""
    reading = read.__wrapped__(" ".join(piece.words))  # the message's own reading stays the one that is kept
    signs = [one.weight for one in matching(frozenset(reading.words)) if one.pattern.search(reading.plain)]
    return min(max(signs, default=0.0), _KNOWN_MOST)


def _both(found: Sequence[Piece], told: Sequence[tuple[float, str] | None]) -> Iterator[tuple[float, str]]:
    """Yield neighbours that "and" joined, where each tells of a problem."""
    for (one, other), (_, following) in zip(pairwise(told), pairwise(found), strict=True):
        if one and other and following.before == "and" and min(one[0], other[0]) >= ENOUGH:
            joined = f"{one[1]} and {other[1].removeprefix('you ') if one[1].startswith('you ') else other[1]}"
            if len(joined) <= _MOST_JOINED and _may_stand(joined):
                yield max(one[0], other[0]) + 0.5, joined
