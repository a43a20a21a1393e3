"""Looking through the facts: what is loaded, from where, how fresh, and what of it is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Row, Select, and_, case, func, literal, or_, select, tuple_

from api.store import tables
from api.store.database import Database
from api.store.listing import after_cursor, cursor_of
from api.store.moments import from_micros
from knowledge.facts import Fact, FactKind

_FACTS = tables.facts
_SOURCES = tables.sources
_SORT = "facts"
_KINDS: Final = tuple(sorted(kind.value for kind in FactKind))
_MOST_WORDS = 10
_origin = func.coalesce(_FACTS.c.source_group, _FACTS.c.source)
_SHOWN: tuple[ColumnElement[Any], ...] = tuple(
    _FACTS.c[name] for name in ("kind", "id", "body", "source_group", "source", "loaded_at", "changed_at")
)


class FactState(StrEnum):
    """Whether a fact is in force on a day."""

    CURRENT = "current"
    EXPIRED = "expired"
    UPCOMING = "upcoming"


@dataclass(frozen=True, slots=True)
class Listed:
    """A fact, where it was read from, and when: `origin` names the file, or what the caller told as its source.

    The moments are None for facts that were loaded before they were kept.
    """

    fact: Fact
    origin: str | None
    loaded_at: datetime | None
    changed_at: datetime | None

    def state(self, today: date) -> FactState:
        """Return whether it is in force."""
        if self.fact.valid_until is not None and self.fact.valid_until < today:
            return FactState.EXPIRED
        return FactState.CURRENT if self.fact.valid_on(today) else FactState.UPCOMING


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts a list holds: those with every one of the first ten `words`; `source` is an origin's exact name."""

    kind: FactKind | None = None
    words: str = ""
    source: str | None = None
    state: FactState | None = None


@dataclass(frozen=True, slots=True)
class ListedPage:
    """Some facts; `next_cursor` leads to those after them, and is None on the last page."""

    facts: list[Listed]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many facts of a kind there are, and when one of them changed last."""

    kind: FactKind
    facts: int
    expired: int
    upcoming: int
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Origin:
    """A source of facts; `read_at` is when its file was last read, None for what came over the API."""

    name: str | None
    facts: int
    changed_at: datetime | None
    read_at: datetime | None


class FactLists:
    """Lists of the facts of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, today: date, wanted: Wanted, cursor: str | None = None, limit: int = 50) -> ListedPage:
        """Return facts in the order of kind and id.

        Raises:
            InvalidInput: the cursor is not one of ours.
        """
        query = select(*_SHOWN).where(*_conditions(today, wanted))
        if cursor is not None:
            number, last_id = after_cursor(cursor, _SORT)
            last_kind = _KINDS[number % len(_KINDS)]
            query = query.where(tuple_(_FACTS.c.kind, _FACTS.c.id) > tuple_(literal(last_kind), literal(last_id)))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(_FACTS.c.kind, _FACTS.c.id).limit(limit + 1)).all()
        last = rows[limit - 1] if len(rows) > limit else None
        following = cursor_of(_SORT, _KINDS.index(last.kind), last.id) if last else None
        return ListedPage([_listed(row) for row in rows[:limit]], following)

    def get(self, kind: FactKind, fact_id: str) -> Listed | None:
        """Return a fact, or None."""
        query = select(*_SHOWN).where(_FACTS.c.kind == kind.value, _FACTS.c.id == fact_id)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return _listed(row) if row else None

    def loaded(self, today: date) -> list[Loaded]:
        """Return, kind by kind, how many facts there are."""
        with self._database.read() as connection:
            found = {row.kind: row for row in connection.execute(_overview(today))}
        return [
            Loaded(kind, row.facts, row.expired, row.upcoming, _moment(row.changed_at))
            if (row := found.get(kind.value))
            else Loaded(kind, 0, 0, 0, None)
            for kind in FactKind
        ]

    def origins(self, limit: int = 50) -> tuple[list[Origin], int]:
        """Return the sources that changed last, and how many there are in all."""
        each = select(
            _origin.label("name"),
            func.max(_FACTS.c.source_group).label("file"),
            func.count().label("facts"),
            func.max(_FACTS.c.changed_at).label("changed_at"),
        ).group_by(_origin)
        grouped = each.subquery()
        shown = select(grouped, _SOURCES.c.read_at, func.count().over().label("number")).outerjoin(
            _SOURCES, _SOURCES.c.name == grouped.c.file
        )
        newest = shown.order_by(func.coalesce(grouped.c.changed_at, 0).desc(), grouped.c.name).limit(limit)
        with self._database.read() as connection:
            rows = connection.execute(newest).all()
        return [Origin(row.name, row.facts, _moment(row.changed_at), _moment(row.read_at)) for row in rows], rows[
            0
        ].number if rows else 0


def _conditions(today: date, wanted: Wanted) -> list[ColumnElement[bool]]:
    words = wanted.words.casefold().split()[:_MOST_WORDS]
    conditions = [_FACTS.c.words.contains(word, autoescape=True) for word in words]
    if wanted.kind is not None:
        conditions.append(_FACTS.c.kind == wanted.kind.value)
    if wanted.source is not None:
        conditions.append(_origin == wanted.source)
    if wanted.state is not None:
        conditions.append(_in_state(today, wanted.state))
    return conditions


def _in_state(today: date, state: FactState) -> ColumnElement[bool]:
    begun = or_(_FACTS.c.valid_from.is_(None), _FACTS.c.valid_from <= today)
    lasting = or_(_FACTS.c.valid_until.is_(None), _FACTS.c.valid_until >= today)
    if state is FactState.CURRENT:
        return and_(begun, lasting)
    return _FACTS.c.valid_until < today if state is FactState.EXPIRED else and_(_FACTS.c.valid_from > today, lasting)


def _overview(today: date) -> Select[Any]:
    def number(state: FactState) -> ColumnElement[int]:
        return func.sum(case((_in_state(today, state), 1), else_=0)).cast(Integer)

    return select(
        _FACTS.c.kind,
        func.count().label("facts"),
        number(FactState.EXPIRED).label("expired"),
        number(FactState.UPCOMING).label("upcoming"),
        func.max(_FACTS.c.changed_at).label("changed_at"),
    ).group_by(_FACTS.c.kind)


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)


def _listed(row: Row[Any]) -> Listed:
    fact = Fact.model_validate_json(row.body)
    origin = row.source if row.source_group is None else row.source_group
    return Listed(fact, origin, _moment(row.loaded_at), _moment(row.changed_at))
