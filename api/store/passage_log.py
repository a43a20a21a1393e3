"""What happened to passages, in an order that an index can follow.

Every passage that comes, changes or goes takes the next number of one counter. A writer holds the counter's row from
before it looks until it commits, so numbers become visible in the order they were given: a reader that has seen
revision 7 never finds a 6 later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from api.store import tables
from api.store.database import Database
from api.store.fact_rows import chunks, passage_columns, passage_of
from knowledge.passages import Passage
from knowledge.repository import Changes

COUNTER = "facts"
_COUNTERS = tables.counters
_PASSAGES = tables.passages
_TOMBSTONES = tables.tombstones
_Fact = tuple[str, str]
_READ = select(_COUNTERS.c.value).where(_COUNTERS.c.name == COUNTER)
_LOCK = _READ.with_for_update()


class PassageLog:
    """The log, open for one transaction; opening it waits for every other writer of facts."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self._database = database
        self._connection = connection
        self._opened_at = self._revision = int(connection.execute(_LOCK).scalar_one())

    def rewrite(self, wanted: Mapping[_Fact, Mapping[str, Passage]]) -> set[_Fact]:
        """Make the passages of each fact those in `wanted`, by key; return the facts whose passages differed."""
        came: list[dict[str, Any]] = []
        gone: list[tuple[str, str, str]] = []
        stored = self._stored(wanted)
        touched: set[_Fact] = set()
        for fact, passages in wanted.items():
            old = stored.get(fact, {})
            new = {key: passage for key, passage in passages.items() if old.get(key) != passage}
            missing = [key for key in old if key not in passages]
            came += [passage_columns(passage, key, self._next()) for key, passage in new.items()]
            gone += [(*fact, key) for key in missing]
            if new or missing:
                touched.add(fact)
        self._drop(gone)
        self._add(came)
        self._bury({key for _, _, key in gone})
        return touched

    def close(self, *, facts_changed: bool) -> None:
        """Write the counter; a change of facts without passages counts as well."""
        if facts_changed and self._revision == self._opened_at:
            self._next()
        if self._revision != self._opened_at:
            self._connection.execute(update(_COUNTERS).where(_COUNTERS.c.name == COUNTER).values(value=self._revision))

    def _next(self) -> int:
        self._revision += 1
        return self._revision

    def _stored(self, facts: Iterable[_Fact]) -> dict[_Fact, dict[str, Passage]]:
        ids: dict[str, list[str]] = {}
        for kind, fact_id in facts:
            ids.setdefault(kind, []).append(fact_id)
        found: dict[_Fact, dict[str, Passage]] = {}
        for kind, of_kind in ids.items():
            for chunk in chunks(of_kind):
                query = select(_PASSAGES).where(_PASSAGES.c.kind == kind, _PASSAGES.c.fact_id.in_(chunk))
                for row in self._connection.execute(query):
                    found.setdefault((row.kind, row.fact_id), {})[row.key] = passage_of(row)
        return found

    def _drop(self, gone: list[tuple[str, str, str]]) -> None:
        if not gone:
            return
        statement = delete(_PASSAGES).where(
            _PASSAGES.c.kind == bindparam("a_kind"),
            _PASSAGES.c.fact_id == bindparam("a_fact"),
            _PASSAGES.c.key == bindparam("a_key"),
        )
        self._connection.execute(
            statement, [{"a_kind": kind, "a_fact": fact, "a_key": key} for kind, fact, key in gone]
        )

    def _add(self, came: list[dict[str, Any]]) -> None:
        if not came:
            return
        insert = self._database.insert(_PASSAGES)
        rest = {name: insert.excluded[name] for name in came[0] if name not in {"kind", "fact_id", "key"}}
        statement = insert.on_conflict_do_update(index_elements=["kind", "fact_id", "key"], set_=rest)
        self._connection.execute(statement, came)
        self._database.expect_growth(self._connection, _PASSAGES, len(came))
        for chunk in chunks([row["key"] for row in came]):
            self._connection.execute(_TOMBSTONES.delete().where(_TOMBSTONES.c.key.in_(chunk)))

    def _bury(self, keys: set[str]) -> None:
        # A fact named `a#1` and the first piece of `a` may be one passage; it is gone when the last of them is.
        for chunk in chunks(sorted(keys)):
            keys.difference_update(self._connection.scalars(select(_PASSAGES.c.key).where(_PASSAGES.c.key.in_(chunk))))
        if keys:
            insert = self._database.insert(_TOMBSTONES)
            statement = insert.on_conflict_do_update(
                index_elements=["key"], set_={"revision": insert.excluded.revision}
            )
            self._connection.execute(statement, [{"key": key, "revision": self._next()} for key in sorted(keys)])


def revision(connection: Connection) -> int:
    """Return the last revision committed."""
    return int(connection.execute(_READ).scalar_one())


def changes(connection: Connection, since: int, limit: int) -> Changes:
    """Return the changes after revision `since`, at most `limit`, oldest first."""
    # The counter is read first: what is committed after that is left for the next page.
    last = revision(connection)
    added = _after(connection, select(_PASSAGES), _PASSAGES.c.revision, (since, last), limit)
    removed = _after(connection, select(_TOMBSTONES), _TOMBSTONES.c.revision, (since, last), limit)
    both = sorted([*added, *removed], key=lambda row: int(row.revision))
    if len(both) > limit:
        last = both[limit - 1].revision
    return Changes(
        revision=last,
        added=[passage_of(row) for row in added if row.revision <= last],
        removed=[row.key for row in removed if row.revision <= last],
        complete=len(both) <= limit,
    )


def _after(connection: Connection, query: Any, column: Any, span: tuple[int, int], limit: int) -> list[Row[Any]]:
    since, last = span
    found = query.where(column > since, column <= last).order_by(column).limit(limit + 1)
    return list(connection.execute(found))
