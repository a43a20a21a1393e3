"""Alignment: whether what a clause states in plain words is what a sentence on record states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from guardrails.claims.clauses import is_fragment
from guardrails.claims.records import Record
from guardrails.claims.words import is_framing
from guardrails.finding import ClaimStatus

COVERED: Final = 0.66
"""Share of a clause's weight that one fact must cover to support it."""
MOSTLY: Final = 0.7
"""Share that its best sentence must cover where the rest of the same fact covers the remainder."""
_OPPOSITES: Final = (
    ("open", "close"),
    ("approve", "reject"),
    ("accept", "reject"),
    ("increase", "decrease"),
    ("start", "end"),
    ("safe", "unsafe"),
    ("pass", "fail"),
    ("working", "break"),
    ("win", "lose"),
    ("allow", "forbid"),
    ("upgrade", "downgrade"),
    ("free", "charge"),
    ("online", "shop"),
)
_LIGHT: Final = frozenset({"order", "parcel", "item", "customer", "day", "time", "deliver", "ship"})


@dataclass(frozen=True, slots=True)
class Match:
    """The fact that speaks closest to a statement, and how it stands to it."""

    status: ClaimStatus
    fact: str = ""
    text: str = ""
    coverage: float = 0.0
    strange: frozenset[str] = frozenset()


def _weight(concept: str) -> float:
    if is_framing(concept):
        return 0.35
    return 0.6 if concept in _LIGHT else 1.0


def align(concepts: Iterable[str], record: Record, *, negated: bool, must: str = "") -> Match:
    """Return how the record stands to a statement made of `concepts`, by its best sentence.

    A sentence without the concept `must` counts for nothing: the deed itself cannot be guessed from its setting.
    """
    wanted = {concept: _weight(concept) for concept in concepts if concept}
    total = sum(wanted.values())
    passages = [each for each in record.passages(wanted) if not must or must in each.stems]
    if not total or not passages:
        return Match(ClaimStatus.UNSUPPORTED)
    shares = [sum(wanted[each] for each in wanted.keys() & passage.stems) / total for passage in passages]
    score = max(shares)
    best = passages[shares.index(score)]
    covered = set(wanted.keys() & best.stems)
    whole = covered.union(*(wanted.keys() & each.stems for each in passages if each.fact == best.fact))
    if score >= MOSTLY and len(whole) == len(wanted):
        score, covered = 1.0, whole
    strange = [concept for concept, weight in wanted.items() if weight >= 1.0 and concept not in covered]
    if score < COVERED or len(strange) > _spare(len(wanted)):
        return Match(ClaimStatus.UNSUPPORTED, best.fact, best.text, score, frozenset(strange))
    against = best.negated(frozenset(wanted)) != negated or _opposed(wanted.keys(), best.stems)
    if against and not is_fragment(best.text.lower()):
        return Match(ClaimStatus.CONTRADICTED, best.fact, best.text, score)
    return Match(ClaimStatus.SUPPORTED, best.fact, best.text, score)


def _spare(size: int) -> int:
    """Return how many notions of a statement of `size` a fact may leave out and still be said to support it."""
    return 0 if size <= 4 else 1 if size <= 8 else 2


def _opposed(mine: Iterable[str], theirs: frozenset[str]) -> bool:
    said = set(mine)
    return any(
        (left in said and right in theirs and left not in theirs)
        or (right in said and left in theirs and right not in theirs)
        for left, right in _OPPOSITES
    )
