"""The traces that messages leave, and the cases they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection, TextClause, text

from api.cases.threads import Met
from api.store import tables
from api.store.case_rows import author_from
from api.store.database import Database

_TRACES = tables.case_keys
_LINKS = tables.case_links
_MOST_MET = 25
"""How many cases one key leads to, the latest first: on a page that all reviews share they are many."""
_LOCK = text(
    "SELECT pg_advisory_xact_lock(one) FROM unnest(CAST(:locks AS bigint[])) WITH ORDINALITY AS l(one, n) ORDER BY n"
)


class Tracing:
    """The traces in one database. Every method works in the transaction of its `connection`."""

    def __init__(self, database: Database) -> None:
        self._is_sqlite = database.is_sqlite
        self._leave = database.insert(_TRACES).on_conflict_do_nothing(index_elements=["key", "case_id"])
        self._link = database.insert(_LINKS).on_conflict_do_nothing(index_elements=["case_id", "linked_id"])

    def alone(self, connection: Connection, keys: Sequence[str]) -> None:
        """Let nobody else take in a message with one of these keys until the transaction ends."""
        if not self._is_sqlite:  # there, only one writes at a time anyway
            locks = sorted({int(key[:16], 16) - (1 << 63) for key in keys})
            connection.execute(_LOCK, {"locks": locks})

    def met(self, connection: Connection, keys: Sequence[str], at: int) -> list[Met]:
        """Return the cases that the keys lead to; `at` is the moment in microseconds from which their quiet counts."""
        wanted = list(dict.fromkeys(keys))
        rows = connection.execute(_MEETING[len(wanted)], {f"key_{n}": key for n, key in enumerate(wanted)})
        return [
            Met(row.key, row.id, author_from(row.author), timedelta(microseconds=at - row.last_at), row.url)
            for row in rows
        ]

    def leave(self, connection: Connection, case_id: str, keys: Sequence[str], linked: Sequence[str], at: int) -> None:
        """Put a message's traces on record, and that its case touches others."""
        connection.execute(self._leave, [{"key": key, "case_id": case_id} for key in keys])
        if linked:
            pairs = [pair for other in linked for pair in ((case_id, other), (other, case_id))]
            connection.execute(self._link, [{"case_id": one, "linked_id": two, "at": at} for one, two in pairs])


class _Meeting(dict[int, TextClause]):
    """The look-up of so many keys in one statement, each along its index and the latest first."""

    def __missing__(self, size: int) -> TextClause:
        each = (
            f"SELECT * FROM (SELECT key, case_id FROM case_keys WHERE key = :key_{n} "  # noqa: S608 - our own numbers
            f"ORDER BY case_id DESC LIMIT {_MOST_MET}) AS led_{n}"
            for n in range(size)
        )
        led = " UNION ALL ".join(each)
        self[size] = text(
            f"SELECT led.key, c.id, c.author, c.last_at, c.url FROM ({led}) AS led JOIN cases c ON c.id = led.case_id"  # noqa: S608 - as above
        )
        return self[size]


_MEETING = _Meeting()
