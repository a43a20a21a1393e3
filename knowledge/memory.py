"""A `FactRepository` in memory: for tests, for checks against given facts only, and for trying things out."""

from __future__ import annotations

import bisect
import builtins
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.facts import Fact, FactKind
from knowledge.identity import person_of_customer
from knowledge.passages import Passage
from knowledge.repository import Changes, Person, Upserted

_Ref = tuple[FactKind, str]


@dataclass(slots=True)
class _Stored:
    fact: Fact
    passages: tuple[Passage, ...]
    group: str | None


@dataclass(slots=True)
class _Log:
    """Every passage key that came or went, with the revision at which it did."""

    revisions: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def add(self, revision: int, key: str) -> None:
        self.revisions.append(revision)
        self.keys.append(key)

    def after(self, revision: int, limit: int) -> tuple[int, list[str], bool]:
        """Return the last revision covered, the keys touched since `revision`, and whether that was all."""
        start = bisect.bisect_right(self.revisions, revision)
        stop = start + limit
        keys = list(dict.fromkeys(self.keys[start:stop]))
        complete = stop >= len(self.keys)
        return (self.revisions[-1] if complete else self.revisions[stop - 1]), keys, complete


class MemoryRepository:
    """Facts held in this process. Every method takes the one lock, so that readers see whole transactions."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._facts: dict[FactKind, dict[str, _Stored]] = {kind: {} for kind in FactKind}
        self._passages: dict[str, Passage] = {}
        self._groups: dict[str, str] = {}
        self._orders: dict[tuple[str, str], dict[str, None]] = {}
        self._revision = 0
        self._log = _Log()

    def upsert(self, facts: Sequence[Fact], passages: Sequence[Passage], *, group: str | None = None) -> Upserted:
        """Store `facts` with their `passages`; same content is left alone. See `FactRepository.upsert`."""
        own: dict[_Ref, list[Passage]] = {}
        for passage in passages:
            own.setdefault((passage.kind, passage.fact_id), []).append(passage)
        done = Upserted()
        with self._lock:
            for fact in {(fact.kind, fact.id): fact for fact in facts}.values():
                new = _Stored(fact.model_copy(deep=True), tuple(own.get((fact.kind, fact.id), ())), group)
                self._place(new, done)
        return done

    def delete(self, kind: FactKind, ids: Iterable[str]) -> int:
        """Remove facts and their passages; return how many there were."""
        with self._lock:
            return sum(self._remove(kind, fact_id) for fact_id in dict.fromkeys(ids))

    def prune(self, group: str, keep: Iterable[str]) -> builtins.list[str]:
        """Remove the facts of `group` whose ids are not in `keep`; return the ids removed."""
        kept = set(keep)
        with self._lock:
            gone = [
                (kind, fact_id)
                for kind, facts in self._facts.items()
                for fact_id, stored in facts.items()
                if stored.group == group and fact_id not in kept
            ]
            for kind, fact_id in gone:
                self._remove(kind, fact_id)
        return [fact_id for _, fact_id in gone]

    def groups(self) -> dict[str, str]:
        """Return each source's name and the digest of the content last read from it."""
        with self._lock:
            return dict(self._groups)

    def mark_group(self, group: str, digest: str | None) -> None:
        """Remember the digest of a source's content; None forgets the source."""
        with self._lock:
            if digest is None:
                self._groups.pop(group, None)
            else:
                self._groups[group] = digest

    def get(self, kind: FactKind, ids: Iterable[str]) -> builtins.list[Fact]:
        """Return the facts found among `ids`, in the order asked."""
        with self._lock:
            facts = self._facts[kind]
            return [facts[fact_id].fact.model_copy(deep=True) for fact_id in dict.fromkeys(ids) if fact_id in facts]

    def list(self, kind: FactKind, *, limit: int = 1000, after: str | None = None) -> builtins.list[Fact]:
        """Return facts of a kind in id order, at most `limit`, those after id `after`."""
        with self._lock:
            ids = sorted(self._facts[kind])
            start = bisect.bisect_right(ids, after) if after is not None else 0
            return [self._facts[kind][fact_id].fact.model_copy(deep=True) for fact_id in ids[start : start + limit]]

    def count(self, kind: FactKind) -> int:
        """Return how many facts of a kind there are."""
        with self._lock:
            return len(self._facts[kind])

    def orders_of(self, person: Person, *, limit: int = 200) -> builtins.list[Fact]:
        """Return the newest orders whose handle, email or phone is the person's."""
        with self._lock:
            ids = {order_id for key in _identity_keys(person) for order_id in self._orders.get(key, ())}
            found = [self._facts[FactKind.ORDER][order_id].fact for order_id in ids]
            found.sort(key=lambda fact: (_placed_on(fact), fact.id), reverse=True)
            return [fact.model_copy(deep=True) for fact in found[:limit]]

    def passages(self, keys: Iterable[str]) -> dict[str, Passage]:
        """Return the live passages among `keys`, by key."""
        with self._lock:
            return {key: self._passages[key] for key in keys if key in self._passages}

    def passages_under(self, kind: FactKind, ids: Iterable[str]) -> builtins.list[Passage]:
        """Return the passages of the facts among `ids`, those of one fact in the order of its text."""
        with self._lock:
            found = [self._facts[kind][fact_id] for fact_id in dict.fromkeys(ids) if fact_id in self._facts[kind]]
            return [passage for stored in found for passage in sorted(stored.passages, key=lambda one: one.start)]

    def revision(self) -> int:
        """Return a number that grows with every change."""
        return self._revision

    def changes(self, since: int, *, limit: int = 5000) -> Changes:
        """Return what happened to passages after revision `since`, oldest first."""
        with self._lock:
            if not self._log.keys:
                return Changes(self._revision, [], [])
            revision, keys, complete = self._log.after(since, limit)
            added = [self._passages[key] for key in keys if key in self._passages]
            removed = [key for key in keys if key not in self._passages]
            return Changes(self._revision if complete else revision, added, removed, complete)

    def _place(self, new: _Stored, done: Upserted) -> None:
        fact = new.fact
        old = self._facts[fact.kind].get(fact.id)
        if old is not None and old.fact == fact and old.passages == new.passages:
            old.group = new.group
            done.unchanged.append(fact.id)
            return
        if old is not None:
            self._remove(fact.kind, fact.id)
        self._facts[fact.kind][fact.id] = new
        for key in _identity_keys(_person_of(fact)):
            self._orders.setdefault(key, {})[fact.id] = None
        for passage in new.passages:
            self._passages[passage.key] = passage
            self._record(passage.key)
        self._revision += 1
        (done.created if old is None else done.updated).append(fact.id)

    def _remove(self, kind: FactKind, fact_id: str) -> bool:
        stored = self._facts[kind].pop(fact_id, None)
        if stored is None:
            return False
        for key in _identity_keys(_person_of(stored.fact)):
            self._orders.get(key, {}).pop(fact_id, None)
        for passage in stored.passages:
            if self._passages.pop(passage.key, None) is not None:
                self._record(passage.key)
        self._revision += 1
        return True

    def _record(self, key: str) -> None:
        self._revision += 1
        self._log.add(self._revision, key)


def _person_of(fact: Fact) -> Person:
    order = fact.order()
    return person_of_customer(order.customer) if order and order.customer else Person()


def _identity_keys(person: Person) -> list[tuple[str, str]]:
    values = {"handle": person.handle, "email": person.email, "phone": person.phone}
    return [(kind, value) for kind, value in values.items() if value]


def _placed_on(fact: Fact) -> date:
    order = fact.order()
    return (order.placed_on if order else None) or date.min
