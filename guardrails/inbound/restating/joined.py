"""Two clauses that only together tell of the problem: "Ordered navy, got black"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from guardrails.inbound.restating.parsing import shape_of
from guardrails.inbound.restating.person import turned
from guardrails.inbound.restating.pieces import Piece
from guardrails.inbound.restating.polish import cleaned
from guardrails.inbound.restating.shape import Shape
from guardrails.inbound.word_sets import word_set

_HAVING: Final = word_set("ordered booked bought paid reserved requested asked")
_GETTING: Final = word_set("got received")
_QUOTED: Final = word_set("quoted told promised")
_CHARGED: Final = word_set("charged billed invoiced paid")
_MOST_WORDS: Final = 11


def contrasts(found: Sequence[Piece]) -> Iterator[str]:
    """Yield what two neighbours tell together: what was ordered and what came, what was quoted and what charged."""
    for one, other in pairwise(found):
        if other.asked and not one.asked:
            continue
        if len(one.words) > _MOST_WORDS or len(other.words) > _MOST_WORDS:
            continue
        first, second = shape_of(one.words), shape_of(other.words)
        if first and second and _is_mine(first) and _is_mine(second):
            words = _together(first, second)
            if words:
                yield " ".join(cleaned(words))


def _is_mine(shape: Shape) -> bool:
    return not shape.subject or (len(shape.subject) == 1 and shape.subject[0].lower() in {"i", "we"})


def _together(first: Shape, second: Shape) -> list[str] | None:
    if not first.rest or not second.rest or first.adverbs or second.adverbs:
        return None
    if second.rest[:1] == ("there",) or (first.verb == "paid" and first.rest[0].lower() not in {"for", "extra"}):
        return None
    start, end = turned(first.rest), turned(second.rest)
    if first.verb in _HAVING and second.verb in _GETTING:
        return ["you", first.verb, *start, "and", second.verb, *end]
    passive = not first.subject and first.verb in _QUOTED and start[0][:1].isdigit() | (start[0][:1] in "£$€")
    if passive and second.verb in _CHARGED:
        active = second.verb == "paid"
        return ["you", "were", first.verb, *start, "and", *(["you"] if active else []), second.verb, *end]
    return None
