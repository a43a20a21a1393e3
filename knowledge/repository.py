"""What knowledge asks of whatever remembers it.

The database behind `FactRepository` is the truth; the vector and the lexical index are derived from it and can be
thrown away. `api.store` implements it on SQL, `knowledge.memory` in memory.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from knowledge.facts import Fact, FactKind
from knowledge.passages import Passage


@dataclass(frozen=True, slots=True)
class Upserted:
    """What a bulk upsert did: the ids that were new, changed, and already there with the same content."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to passages after a revision: those to add to an index, and keys to drop from it."""

    revision: int
    added: list[Passage]
    removed: list[str]
    complete: bool = True
    """False when more changes wait: ask again from `revision`."""


@dataclass(frozen=True, slots=True)
class Person:
    """How somebody can be recognised; every part is already canonical (see `knowledge.identity`).

    `platform` is where the handle is one, where that is known.
    """

    handle: str | None = None
    email: str | None = None
    phone: str | None = None
    name: str | None = None
    platform: str | None = field(default=None, compare=False)


class FactRepository(Protocol):
    """Facts by id, by customer, and the changes an index must follow. Every method is safe to call from any thread."""

    def upsert(self, facts: Sequence[Fact], passages: Sequence[Passage], *, group: str | None = None) -> Upserted:
        """Store `facts` with their `passages` in one transaction; same content is left alone.

        `group` names the source they were read from (a file); see `prune`.
        """
        ...

    def delete(self, kind: FactKind, ids: Iterable[str]) -> int:
        """Remove facts and their passages; return how many there were."""
        ...

    def prune(self, group: str, keep: Iterable[str]) -> list[str]:
        """Remove the facts of `group` whose ids are not in `keep`; return the ids removed."""
        ...

    def groups(self) -> dict[str, str]:
        """Return each source's name and the digest of the content last read from it."""
        ...

    def mark_group(self, group: str, digest: str | None) -> None:
        """Remember the digest of a source's content; None forgets the source."""
        ...

    def get(self, kind: FactKind, ids: Iterable[str]) -> list[Fact]:
        """Return the facts found among `ids`, in the order asked."""
        ...

    def list(self, kind: FactKind, *, limit: int = 1000, after: str | None = None) -> list[Fact]:
        """Return facts of a kind in id order, at most `limit`, those after id `after`."""
        ...

    def count(self, kind: FactKind) -> int:
        """Return how many facts of a kind there are."""
        ...

    def orders_of(self, person: Person, *, limit: int = 200) -> builtins.list[Fact]:
        """Return the newest orders whose handle, email or phone is the person's (name alone never suffices)."""
        ...

    def passages(self, keys: Iterable[str]) -> dict[str, Passage]:
        """Return the live passages among `keys`, by key."""
        ...

    def passages_under(self, kind: FactKind, ids: Iterable[str]) -> builtins.list[Passage]:
        """Return the passages of the facts among `ids`, those of one fact in the order of its text."""
        ...

    def revision(self) -> int:
        """Return a number that grows with every change; cheap."""
        ...

    def changes(self, since: int, *, limit: int = 5000) -> Changes:
        """Return what happened to passages after revision `since`, oldest first."""
        ...


__all__ = ["Changes", "FactRepository", "Person", "Upserted"]
