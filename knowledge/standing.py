"""Standing: what is on record now in the place of a fact that was read earlier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from knowledge.facts import Fact, FactKind
from knowledge.lexical import words_of
from knowledge.repository import FactRepository

Key = tuple[FactKind, str]
_PIECE = re.compile(r"(?P<whole>.+)#\d+", re.DOTALL)
_CUT = frozenset({FactKind.POLICY, FactKind.NOTE})
"""Kinds that are read passage by passage; orders and contacts are read whole."""


class Change(StrEnum):
    """What became of a fact since it was read."""

    CHANGED = "changed"
    REMOVED = "removed"
    EXPIRED = "expired"


def key_of(fact: Fact) -> Key:
    """Return what tells a fact from every other one."""
    return fact.kind, fact.id


def same(one: Fact, other: Fact) -> bool:
    """Return whether two facts say the same, for the same days; where it was read does not matter."""
    return _said(one) == _said(other)


def on_record(repository: FactRepository, facts: Iterable[Fact]) -> dict[Key, list[Fact]]:
    """Return, for each of `facts`, what its record says now: nothing where the record is gone.

    A record that is cut into passages is given with all of them: a passage takes another number when one before it
    comes or goes, or none when the record becomes short. The repository is asked once for each kind.
    """
    asked = {key_of(fact): records_of(fact) for fact in facts}
    found: dict[Key, list[Fact]] = {}
    for kind in {kind for kind, _ in asked}:
        wanted = [record for key, records in asked.items() if key[0] is kind for record in records]
        found |= _by_record(repository, kind, wanted)
    return {
        key: [one for record in records for one in found.get((key[0], record), [])] for key, records in asked.items()
    }


def successor(fact: Fact, found: Sequence[Fact]) -> Fact:
    """Return what stands in the place of `fact` among what is `found` on its record: the same, else the nearest."""
    unchanged = (one for one in found if same(one, fact))
    return next(unchanged, None) or max(found, key=lambda one: (_shared(one.text, fact.text), one.id == fact.id))


def records_of(fact: Fact) -> list[str]:
    """Return the ids of the records that a fact may come from: a policy may be named as a piece of another is."""
    piece = _PIECE.fullmatch(fact.id) if fact.kind in _CUT else None
    return [fact.id, piece["whole"]] if piece else [fact.id]


def _said(fact: Fact) -> tuple[object, ...]:
    return fact.title, fact.text, fact.data, fact.valid_from, fact.valid_until


def _by_record(repository: FactRepository, kind: FactKind, records: Sequence[str]) -> dict[Key, list[Fact]]:
    found: dict[Key, list[Fact]] = {}
    if kind not in _CUT:
        return {key_of(fact): [fact] for fact in repository.get(kind, records)}
    for passage in repository.passages_under(kind, records):
        found.setdefault((kind, passage.fact_id), []).append(passage.as_fact())
    return found


def _shared(one: str, other: str) -> float:
    """Return the share of words that two texts have in common."""
    ours, theirs = set(words_of(one)), set(words_of(other))
    return len(ours & theirs) / max(1, len(ours | theirs))
