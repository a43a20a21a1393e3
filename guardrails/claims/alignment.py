"""Alignment: whether what a clause states in plain words is what a sentence on record states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from guardrails.claims.records import Passage, Record
from guardrails.claims.words import is_framing
from guardrails.finding import ClaimStatus
from knowledge.facts import FactKind

COVERED: Final = 0.66
"""Share of a clause's weight that one fact must cover to support it."""
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


def _weight(concept: str) -> float:
    if is_framing(concept):
        return 0.35
    return 0.6 if concept in _LIGHT else 1.0


def align(
    concepts: Iterable[str], record: Record, *, negated: bool, kinds: frozenset[FactKind] | None = None, must: str = ""
) -> Match:
    """Return how the record stands to a statement made of `concepts`: one sentence, or two of one fact, must cover it.

    A sentence without the concept `must` counts for nothing: the deed itself cannot be guessed from its setting.
    """
    wanted = {concept: _weight(concept) for concept in concepts if concept}
    total = sum(wanted.values())
    if not total:
        return Match(ClaimStatus.UNSUPPORTED)
    best: tuple[float, Passage | None] = (0.0, None)
    per_fact: dict[str, set[str]] = {}
    for passage in record.passages(wanted):
        if (kinds is not None and passage.kind not in kinds) or (must and must not in passage.stems):
            continue
        covered = wanted.keys() & passage.stems
        per_fact.setdefault(passage.fact, set()).update(covered)
        score = sum(wanted[each] for each in covered) / total
        if score > best[0]:
            best = (score, passage)
    score, passage = best
    if passage is None:
        return Match(ClaimStatus.UNSUPPORTED)
    whole = sum(wanted[each] for each in per_fact[passage.fact]) / total
    covered = wanted.keys() & passage.stems
    if whole >= 0.99 and score >= 0.7:
        score, covered = whole, wanted.keys()
    strange = [concept for concept, weight in wanted.items() if weight >= 1.0 and concept not in covered]
    if score < COVERED or len(strange) > _spare(len(wanted)):
        return Match(ClaimStatus.UNSUPPORTED, passage.fact, passage.text, score)
    if passage.negated != negated or _opposed(wanted.keys(), passage.stems):
        return Match(ClaimStatus.CONTRADICTED, passage.fact, passage.text, score)
    return Match(ClaimStatus.SUPPORTED, passage.fact, passage.text, score)


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
