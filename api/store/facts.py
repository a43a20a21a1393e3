"""Facts on SQL: the truth behind the indexes. Implements `knowledge.repository.FactRepository`."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, or_, select, update

from api.store import tables
from api.store.database import Database
from api.store.fact_rows import PASSAGE, Among, FactRow, chunks, fact_row, passage_from
from api.store.moments import to_micros
from api.store.passage_log import PassageLog, changes, revision
from knowledge.facts import Fact, FactKind
from knowledge.passages import Passage
from knowledge.repository import Changes, Person, Upserted

_FACTS = tables.facts
_SOURCES = tables.sources
_PASSAGES = tables.passages
_BODIES = Among(select(_FACTS.c.id, _FACTS.c.body).where(_FACTS.c.kind == bindparam("of_kind")), _FACTS.c.id)
_LIVE = Among(select(_PASSAGES.c.key, *(_PASSAGES.c[name] for name in PASSAGE)), _PASSAGES.c.key)
_UNDER = Among(
    select(*(_PASSAGES.c[name] for name in PASSAGE)).where(_PASSAGES.c.kind == bindparam("of_kind")),
    _PASSAGES.c.fact_id,
)
_Key = tuple[str, str]
_FIRST = frozenset({"kind", "id", "loaded_at"})
"""Columns that stay as they were when a fact comes again."""


class SqlFactRepository:
    """The facts of one database. Every method is one transaction and safe to call from any thread or process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def upsert(self, facts: Sequence[Fact], passages: Sequence[Passage], *, group: str | None = None) -> Upserted:
        """Store `facts` with their `passages` in one transaction; same content is left alone.

        The last of several facts with one id wins. Passages of facts that are not given are passed over. A fact
        belongs to the group that gave it last.
        """
        rows = {(row.kind, row.id): row for row in (fact_row(fact, group) for fact in facts)}
        if not rows:
            return Upserted()
        wanted: dict[_Key, dict[str, Passage]] = {key: {} for key in rows}
        for passage in passages:
            if (own := wanted.get((passage.kind.value, passage.fact_id))) is not None:
                own[passage.key] = passage
        with self._database.write() as connection:
            log = PassageLog(self._database, connection)
            done = self._store(connection, rows, log.rewrite(wanted))
            log.close(facts_changed=bool(done.created or done.updated))
        return done

    def delete(self, kind: FactKind, ids: Iterable[str]) -> int:
        """Remove facts and their passages; return how many there were."""
        keys = [(kind.value, fact_id) for fact_id in dict.fromkeys(ids)]
        if not keys:
            return 0
        with self._database.write() as connection:
            return self._remove(connection, keys)

    def prune(self, group: str, keep: Iterable[str]) -> list[str]:
        """Remove the facts of `group` whose ids are not in `keep`; return the ids removed."""
        kept = set(keep)
        with self._database.write() as connection:
            members = connection.execute(select(_FACTS.c.kind, _FACTS.c.id).where(_FACTS.c.source_group == group))
            gone = [(kind, fact_id) for kind, fact_id in members if fact_id not in kept]
            if gone:
                self._remove(connection, gone)
        return [fact_id for _, fact_id in gone]

    def groups(self) -> dict[str, str]:
        """Return each source's name and the digest of the content last read from it."""
        with self._database.read() as connection:
            return {row.name: row.digest for row in connection.execute(select(_SOURCES.c.name, _SOURCES.c.digest))}

    def mark_group(self, group: str, digest: str | None) -> None:
        """Remember the digest of a source's content; None forgets the source."""
        with self._database.write() as connection:
            if digest is None:
                connection.execute(_SOURCES.delete().where(_SOURCES.c.name == group))
                return
            read = {"digest": digest, "read_at": _now()}
            insert = self._database.insert(_SOURCES).values(name=group, **read)
            connection.execute(insert.on_conflict_do_update(index_elements=["name"], set_=read))

    def get(self, kind: FactKind, ids: Iterable[str]) -> builtins.list[Fact]:
        """Return the facts found among `ids`, in the order asked."""
        asked = list(dict.fromkeys(ids))
        found: dict[str, str] = {}
        if asked:
            with self._database.read() as connection:
                found = dict(map(tuple, _BODIES.rows(connection, asked, of_kind=kind.value)))
        return [Fact.model_validate_json(found[fact_id]) for fact_id in asked if fact_id in found]

    def list(self, kind: FactKind, *, limit: int = 1000, after: str | None = None) -> builtins.list[Fact]:
        """Return facts of a kind in id order, at most `limit`, those after id `after`."""
        query = select(_FACTS.c.body).where(_FACTS.c.kind == kind.value)
        if after is not None:
            query = query.where(_FACTS.c.id > after)
        with self._database.read() as connection:
            bodies = connection.scalars(query.order_by(_FACTS.c.id).limit(limit))
            return [Fact.model_validate_json(body) for body in bodies]

    def count(self, kind: FactKind) -> int:
        """Return how many facts of a kind there are."""
        query = select(func.count()).select_from(_FACTS).where(_FACTS.c.kind == kind.value)
        with self._database.read() as connection:
            return connection.scalar(query) or 0

    def orders_of(self, person: Person, *, limit: int = 200) -> builtins.list[Fact]:
        """Return the newest orders whose handle, email or phone is the person's (name alone never suffices)."""
        given = {"handle": person.handle, "email": person.email, "phone": person.phone}
        same = [_FACTS.c[column] == value for column, value in given.items() if value]
        if not same:
            return []
        query = select(_FACTS.c.body).where(_FACTS.c.kind == FactKind.ORDER.value, or_(*same))
        newest = query.order_by(_FACTS.c.placed_on.desc(), _FACTS.c.id.desc()).limit(limit)
        with self._database.read() as connection:
            return [Fact.model_validate_json(body) for body in connection.scalars(newest)]

    def passages(self, keys: Iterable[str]) -> dict[str, Passage]:
        """Return the live passages among `keys`, by key."""
        asked = list(dict.fromkeys(keys))
        found: dict[str, Passage] = {}
        if asked:
            with self._database.read() as connection:
                found = {row[0]: passage_from(row[1:]) for row in _LIVE.rows(connection, asked)}
        return found

    def passages_under(self, kind: FactKind, ids: Iterable[str]) -> builtins.list[Passage]:
        """Return the passages of the facts among `ids`, those of one fact in the order of its text."""
        asked = list(dict.fromkeys(ids))
        found: builtins.list[Passage] = []
        if asked:
            with self._database.read() as connection:
                found = [passage_from(row) for row in _UNDER.rows(connection, asked, of_kind=kind.value)]
        place = {fact_id: number for number, fact_id in enumerate(asked)}
        return sorted(found, key=lambda passage: (place[passage.fact_id], passage.start))

    def revision(self) -> int:
        """Return a number that grows with every change; cheap."""
        with self._database.read() as connection:
            return revision(connection)

    def changes(self, since: int, *, limit: int = 5000) -> Changes:
        """Return what happened to passages after revision `since`, oldest first."""
        with self._database.read() as connection:
            return changes(connection, since, limit)

    def _store(self, connection: Connection, rows: dict[_Key, FactRow], rewritten: set[_Key]) -> Upserted:
        done, changed, moved, at = Upserted(), [], [], _now()
        known = _known(connection, list(rows))
        for key, row in rows.items():
            old = known.get(key)
            if old is None:
                done.created.append(row.id)
            elif old.digest != row.digest or key in rewritten:
                done.updated.append(row.id)
            else:
                done.unchanged.append(row.id)
                if old.source_group != row.source_group:
                    moved.append(key)
                continue
            changed.append(row._asdict() | {"loaded_at": at, "changed_at": at})
        if changed:
            insert = self._database.insert(_FACTS)
            rest = {name: insert.excluded[name] for name in changed[0] if name not in _FIRST}
            connection.execute(insert.on_conflict_do_update(index_elements=["kind", "id"], set_=rest), changed)
            self._database.expect_growth(connection, _FACTS, len(changed))
        if moved:
            _move(connection, moved, next(iter(rows.values())).source_group)
        return done

    def _remove(self, connection: Connection, keys: Sequence[_Key]) -> int:
        log = PassageLog(self._database, connection)
        known = _known(connection, keys)
        log.rewrite({key: {} for key in known})
        for kind, ids in _by_kind(known).items():
            for chunk in chunks(ids):
                connection.execute(_FACTS.delete().where(_FACTS.c.kind == kind, _FACTS.c.id.in_(chunk)))
        log.close(facts_changed=bool(known))
        return len(known)


def _now() -> int:
    return to_micros(datetime.now(UTC))


def _known(connection: Connection, keys: Iterable[_Key]) -> dict[_Key, Row[Any]]:
    columns = (_FACTS.c.kind, _FACTS.c.id, _FACTS.c.digest, _FACTS.c.source_group)
    found: dict[_Key, Row[Any]] = {}
    for kind, ids in _by_kind(keys).items():
        for chunk in chunks(ids):
            rows = connection.execute(select(*columns).where(_FACTS.c.kind == kind, _FACTS.c.id.in_(chunk)))
            found.update({(row.kind, row.id): row for row in rows})
    return found


def _move(connection: Connection, keys: Iterable[_Key], group: str | None) -> None:
    for kind, ids in _by_kind(keys).items():
        for chunk in chunks(ids):
            moved = update(_FACTS).where(_FACTS.c.kind == kind, _FACTS.c.id.in_(chunk))
            connection.execute(moved.values(source_group=group))


def _by_kind(keys: Iterable[_Key]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for kind, fact_id in keys:
        grouped.setdefault(kind, []).append(fact_id)
    return grouped
