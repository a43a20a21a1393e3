"""Counting for the overview: each figure in one pass over narrow rows, grouped by the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Label, func, select

from api.overview.counts import (
    QUARTER,
    AnswerGroup,
    Asked,
    CaseTime,
    CauseGroup,
    Counts,
    DraftGroup,
    DraftTime,
    EditedDraft,
    RuleGroup,
    ShareGroup,
)
from api.store import tables
from api.store.database import Database
from api.store.moments import from_micros, to_micros

_M, _C, _I, _S, _R = tables.measures, tables.cases, tables.incidents, tables.sightings, tables.broken_rules
_MOST_EDITED: Final = 10
_NUMBER: Final = func.count().label("number")
MEASURED: Final = tuple(column for column in _M.c if column.name not in {"cost", "at"})
"""What is told of each draft, as it is named in the database."""


class Overviews:
    """The counts of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, asked: Asked) -> Counts:
        """Return what there is to count of the cases and drafts that are asked for."""
        drafts, cases = _within(_M, _M.c.at, asked), _within(_C, _C.c.opened_at, asked)
        with self._database.read() as connection:
            return Counts(
                drafts=_draft_groups(connection, drafts),
                draft_times=_draft_times(connection, drafts),
                case_times=_case_times(connection, cases),
                answers=_answers(connection, cases),
                shares=_shares(connection, drafts),
                rules=_rules(connection, drafts),
                causes=_causes(connection, cases),
                incidents=_incidents(connection, asked),
                most_edited=_most_edited(connection, drafts),
            )

    def measured(self, asked: Asked) -> Iterator[dict[str, Any]]:
        """Yield what is counted of each draft, in the order in which they were written."""
        query = select(_M).where(*_within(_M, _M.c.at, asked)).order_by(_M.c.at, _M.c.draft_id)
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=1000).execute(query):
                told = {column.name: getattr(row, column.name) for column in MEASURED}
                cost = None if row.cost is None else row.cost / 1e9
                share = None if row.edit_share is None else row.edit_share / 1000
                yield {**told, "at": from_micros(row.at), "edit_share": share, "cost": cost}


def _within(table: FromClause, moment: ColumnElement[int], asked: Asked) -> list[ColumnElement[bool]]:
    span = [moment >= to_micros(asked.since), moment < to_micros(asked.until)]
    return span if asked.channel is None else [*span, table.c.channel == asked.channel]


def _quarter(moment: ColumnElement[int]) -> Label[int]:
    return (moment // QUARTER).label("quarter")


def _draft_groups(connection: Connection, within: list[ColumnElement[bool]]) -> list[DraftGroup]:
    alike = (
        *(_M.c.status, _M.c.verdict, _M.c.edited, _M.c.genuine, _M.c.proposed, _M.c.moderation, _M.c.incident_line),
        *(_M.c.writer, _M.c.prompt, _M.c.currency, (_M.c.calls > 0).label("by_model")),
    )
    spent = (func.sum(_M.c.input_tokens), func.sum(_M.c.output_tokens), func.sum(_M.c.cost))
    query = select(*alike, _NUMBER, *spent).where(*within).group_by(*alike)
    return [DraftGroup._make((*row[:12], *map(_whole, row[12:]))) for row in connection.execute(query)]


def _draft_times(connection: Connection, within: list[ColumnElement[bool]]) -> list[DraftTime]:
    alike = (_quarter(_M.c.at), _M.c.edited, _M.c.currency)
    spent = (func.sum(_M.c.input_tokens + _M.c.output_tokens), func.sum(_M.c.cost))
    query = select(*alike, _NUMBER, *spent).where(*within).group_by(*alike)
    return [DraftTime._make((*row[:4], *map(_whole, row[4:]))) for row in connection.execute(query)]


def _case_times(connection: Connection, within: list[ColumnElement[bool]]) -> list[CaseTime]:
    quarter = _quarter(_C.c.opened_at)
    return [CaseTime(*row) for row in connection.execute(select(quarter, _NUMBER).where(*within).group_by(quarter))]


def _answers(connection: Connection, within: list[ColumnElement[bool]]) -> list[AnswerGroup]:
    seconds = ((_C.c.answered_at - _C.c.received_at) // 1_000_000).label("seconds")
    alike = (seconds, _C.c.in_time, (_C.c.breaches > 0).label("missed"))
    owed = (_C.c.lead_turn > 0) | _C.c.answered_at.is_not(None)
    query = select(*alike, _NUMBER).where(*within, owed).group_by(*alike)
    return [AnswerGroup(*row) for row in connection.execute(query)]


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
