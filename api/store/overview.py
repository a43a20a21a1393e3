"""Counting for the overview: each figure in one pass over narrow rows, grouped by the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, case, func, literal, select, tuple_

from api.overview.counts import (
    AnswerGroup,
    Asked,
    CaseTime,
    CauseGroup,
    Counts,
    DraftGroup,
    DraftTime,
    EditedDraft,
    Quantiles,
    RuleGroup,
    ShareGroup,
)
from api.store import tables
from api.store.database import Database
from api.store.moments import from_micros, to_micros

_M, _C, _I, _S, _R = tables.measures, tables.cases, tables.incidents, tables.sightings, tables.broken_rules
_MOST_EDITED: Final = 10
_AT_ONCE: Final = 1000
_BILLION: Final = 1_000_000_000
_SHARES: Final = (0.5, 0.9)
_SECONDS: Final = (_C.c.answered_at - _C.c.received_at) // 1_000_000
_NUMBER: Final = func.count().label("number")
MEASURED: Final = tuple(str(column.name) for column in _M.c if column.name not in {"cost", "at"})
"""What is told of each draft beside its moment and its cost, as it is named in the database."""


class Overviews:
    """The counts of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, asked: Asked, begins: Sequence[datetime], bands: Sequence[int]) -> Counts:
        """Return what there is to count of the cases and drafts that are asked for.

        `begins` are the moments at which the spans of time begin, `bands` the seconds up to which a reply's band goes.
        """
        drafts, cases = _within(_M, _M.c.at, asked), _within(_C, _C.c.opened_at, asked)
        with self._database.read() as connection:
            answers = _answers(connection, cases, bands)
            return Counts(
                drafts=_draft_groups(connection, drafts),
                draft_times=_draft_times(connection, drafts, begins),
                case_times=_case_times(connection, cases, begins),
                answers=answers,
                waits=_waits(connection, cases, answers),
                shares=_shares(connection, drafts),
                rules=_rules(connection, drafts),
                causes=_causes(connection, cases),
                incidents=_incidents(connection, asked),
                most_edited=_most_edited(connection, drafts),
            )

    def measured(self, asked: Asked) -> Iterator[dict[str, Any]]:
        """Yield what is counted of each draft, in the order in which they were written."""
        query = select(_M).where(*_within(_M, _M.c.at, asked)).order_by(_M.c.at, _M.c.draft_id).limit(_AT_ONCE)
        key, last = tuple_(_M.c.at, _M.c.draft_id), None
        while True:
            with self._database.read() as connection:
                rows = connection.execute(query.where(key > last) if last is not None else query).all()
            yield from map(_measured, rows)
            if len(rows) < _AT_ONCE:
                return
            last = tuple_(literal(rows[-1].at), literal(rows[-1].draft_id))


def _measured(row: Row[Any]) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in MEASURED}
    cost = None if row.cost is None else row.cost / _BILLION
    share = None if row.edit_share is None else row.edit_share / 1000
    return {**told, "at": from_micros(row.at), "edit_share": share, "cost": cost}


def _within(table: FromClause, moment: ColumnElement[int], asked: Asked) -> list[ColumnElement[bool]]:
    span = [moment >= to_micros(asked.since), moment < to_micros(asked.until)]
    return span if asked.channel is None else [*span, table.c.channel == asked.channel]


def _place(value: ColumnElement[int], bounds: Iterable[int]) -> ColumnElement[int]:
    """Return, in SQL, how many of the ascending bounds are at or below the value."""
    first, *more = [(value < bound, n) for n, bound in enumerate(bounds)]
    return case(first, *more, else_=len(more) + 1)


def _span(moment: ColumnElement[int], begins: Sequence[datetime]) -> ColumnElement[int]:
    """Return, in SQL, the place of the span that a moment falls in; what comes before the first is in it as well."""
    later = [to_micros(one) for one in begins[1:]]
    return _place(moment, later) if later else literal(0)


def _draft_groups(connection: Connection, within: list[ColumnElement[bool]]) -> list[DraftGroup]:
    by_model = (_M.c.calls > 0).label("by_model")
    alike = ("status", "verdict", "edited", "genuine", "proposed", "moderation", "incident_line", "writer", "prompt")
    columns = [_M.c[name] for name in (*alike, "currency", "input_tokens", "output_tokens", "cost")]
    rows = select(*columns, by_model).where(*within).subquery()
    groups = [rows.c[name] for name in (*alike, "currency", "by_model")]
    spent = [func.sum(rows.c[name]) for name in ("input_tokens", "output_tokens", "cost")]
    query = select(*groups, _NUMBER, *spent).group_by(*groups)
    return [DraftGroup._make((*row[:12], *map(_whole, row[12:]))) for row in connection.execute(query)]


def _draft_times(
    connection: Connection, within: list[ColumnElement[bool]], begins: Sequence[datetime]
) -> list[DraftTime]:
    # What is grouped by is named first: a parameter within it would else be another one each time it is said.
    tokens = (_M.c.input_tokens + _M.c.output_tokens).label("tokens")
    by_model = (_M.c.calls > 0).label("by_model")
    columns = (_span(_M.c.at, begins).label("span"), _M.c.edited, _M.c.currency, by_model, tokens, _M.c.cost)
    rows = select(*columns).where(*within).subquery()
    alike = (rows.c.span, rows.c.edited, rows.c.currency, rows.c.by_model)
    query = select(*alike, _NUMBER, func.sum(rows.c.tokens), func.sum(rows.c.cost)).group_by(*alike)
    return [DraftTime._make((*row[:5], *map(_whole, row[5:]))) for row in connection.execute(query)]


def _case_times(
    connection: Connection, within: list[ColumnElement[bool]], begins: Sequence[datetime]
) -> list[CaseTime]:
    rows = select(_span(_C.c.opened_at, begins).label("span")).where(*within).subquery()
    query = select(rows.c.span, _NUMBER).group_by(rows.c.span)
    return [CaseTime(*row) for row in connection.execute(query)]


def _answers(connection: Connection, within: list[ColumnElement[bool]], bands: Sequence[int]) -> list[AnswerGroup]:
    band = case((_C.c.answered_at.is_not(None), _place(_SECONDS, [bound + 1 for bound in bands])))
    owed = (_C.c.lead_turn > 0) | _C.c.answered_at.is_not(None)
    columns = (band.label("band"), _C.c.in_time, (_C.c.breaches > 0).label("missed"))
    rows = select(*columns).where(*within, owed).subquery()
    query = select(*rows.c, _NUMBER).group_by(*rows.c)
    return [AnswerGroup._make(row) for row in connection.execute(query)]


def _waits(connection: Connection, within: list[ColumnElement[bool]], answers: list[AnswerGroup]) -> Quantiles:
    """Return the quantiles of the seconds to the first reply."""
    number = sum(one.cases for one in answers if one.band is not None)
    query = select(_SECONDS).where(*within, _C.c.answered_at.is_not(None)).order_by(_SECONDS)
    return Quantiles(*(_quantile(connection, query, number, share) for share in _SHARES))


def _quantile(connection: Connection, ordered: Select[Any], number: int, share: float) -> float | None:
    """Return the quantile of so many values between the two nearest, as PostgreSQL's percentile_cont does."""
    if not number:
        return None
    place = (number - 1) * share
    low, *more = connection.scalars(ordered.offset(int(place)).limit(2)).all()
    value: float = low + ((more[0] if more else low) - low) * (place - int(place))
    return round(value, 3)


def _shares(connection: Connection, within: list[ColumnElement[bool]]) -> list[ShareGroup]:
    alike = (_M.c.writer, _M.c.prompt, _M.c.edit_share)
    query = select(*alike, _NUMBER).where(*within, _M.c.status.in_(("approved", "released"))).group_by(*alike)
    return [ShareGroup(*row) for row in connection.execute(query)]


def _rules(connection: Connection, within: list[ColumnElement[bool]]) -> list[RuleGroup]:
    alike = (_R.c.stage, _R.c.rule)
    query = select(*alike, _NUMBER).select_from(_R.join(_M, _M.c.draft_id == _R.c.draft_id)).where(*within)
    return [RuleGroup(*row) for row in connection.execute(query.group_by(*alike))]


def _causes(connection: Connection, within: list[ColumnElement[bool]]) -> list[CauseGroup]:
    alike = (_C.c.root_cause, _C.c.department, _C.c.status)
    return [CauseGroup(*row) for row in connection.execute(select(*alike, _NUMBER).where(*within).group_by(*alike))]


def _incidents(connection: Connection, asked: Asked) -> tuple[int, int, int]:
    """Return how many incidents were opened, how many of them are open, and how many cases they have."""
    opened = [_I.c.opened_at >= to_micros(asked.since), _I.c.opened_at < to_micros(asked.until)]
    cases = select(_I.c.id, _I.c.status, func.count(_S.c.case_id).label("cases"))
    cases = cases.select_from(_I.outerjoin(_S, _S.c.incident_id == _I.c.id)).where(*opened)
    if asked.channel is not None:
        cases = cases.where(_S.c.case_id.in_(select(_C.c.id).where(_C.c.channel == asked.channel)))
    rows = connection.execute(cases.group_by(_I.c.id, _I.c.status)).all()
    return len(rows), sum(row.status == "open" for row in rows), sum(row.cases for row in rows)


def _most_edited(connection: Connection, within: list[ColumnElement[bool]]) -> list[EditedDraft]:
    query = select(_M.c.draft_id, _M.c.at, _M.c.writer, _M.c.edit_share).where(*within, _M.c.edit_share > 0)
    query = query.order_by(_M.c.edit_share.desc(), _M.c.at.desc(), _M.c.draft_id).limit(_MOST_EDITED)
    return [EditedDraft(*row) for row in connection.execute(query)]


def _whole(total: Any) -> int | None:
    """Return a sum as an integer: PostgreSQL's of big integers are decimals."""
    return None if total is None else int(total)
