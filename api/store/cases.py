"""Cases as they are read, closed and opened again; accepting a message opens them (see `api.store.accepting`)."""

from __future__ import annotations

import builtins
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, select, tuple_, update

from api.cases.case import Case, CaseDraft, CasePage, CaseStatus, Improvement, Outcome
from api.cases.gathering import Conversation
from api.errors import Conflict, NotFound
from api.models import Author, DraftStatus
from api.store import tables
from api.store.case_rows import author_from
from api.store.conversations import around, conversation
from api.store.database import Database
from api.store.events import add_event
from api.store.evidence import author_count
from api.store.followups import end_of_case, latest
from api.store.listing import MAX_PAGE, after_cursor, cursor_of
from api.store.moments import from_micros, to_micros
from guardrails.inbound.assessment import Gravity, Topic

_CASES = tables.cases
_DRAFTS = tables.drafts
_LINKS = tables.case_links
_SORT = "opened"
# The complaint itself is left where it is: it may be long, and a draft carries it.
_COLUMNS = [column for column in _CASES.c if column.name != "complaint"]
_ONE = select(*_COLUMNS).where(_CASES.c.id == bindparam("of_case"))
_BRIEF = (
    select(_DRAFTS.c.case_id, _DRAFTS.c.id, _DRAFTS.c.turn, _DRAFTS.c.status, _DRAFTS.c.version)
    .where(_DRAFTS.c.case_id.in_(bindparam("of_cases", expanding=True)))
    .order_by(_DRAFTS.c.case_id, _DRAFTS.c.turn)
)
_LINKED = (
    select(_LINKS.c.case_id, _LINKS.c.linked_id)
    .where(_LINKS.c.case_id.in_(bindparam("of_cases", expanding=True)))
    .order_by(_LINKS.c.case_id, _LINKS.c.linked_id)
)


class CaseStore:
    """The cases of one database. Every method is one transaction and safe to call from any thread or process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, case_id: str, now: datetime) -> Case | None:
        """Return a case, or None; its time left is counted from `now`."""
        with self._database.read() as connection:
            row = connection.execute(_ONE, {"of_case": case_id}).one_or_none()
            if row is None:
                return None
            more = {"author_count": author_count(connection, case_id), "follow_up": latest(connection, case_id)}
            return _told(connection, [row], now)[0].model_copy(update=more)

    def list(  # noqa: PLR0913 - each a condition
        self,
        *,
        status: CaseStatus | None = None,
        topic: Topic | None = None,
        severity: Gravity | None = None,
        cursor: str | None = None,
        limit: int = 50,
        now: datetime,
    ) -> CasePage:
        """Return cases, newest first.

        Raises:
            InvalidInput: the cursor is not one of ours, or belongs to another list.
        """
        size = max(1, min(limit, MAX_PAGE))
        wanted = {_CASES.c.status: status, _CASES.c.topic: topic, _CASES.c.severity: severity}
        conditions: builtins.list[ColumnElement[bool]] = [
            column == str(value) for column, value in wanted.items() if value is not None
        ]
        if cursor is not None:
            conditions.append(tuple_(_CASES.c.opened_at, _CASES.c.id) < tuple_(*after_cursor(cursor, _SORT)))
        query = select(*_COLUMNS).where(_CASES.c.opened_at.is_not(None), *conditions)
        newest = query.order_by(_CASES.c.opened_at.desc(), _CASES.c.id.desc()).limit(size + 1)
        with self._database.read() as connection:
            rows = connection.execute(newest).all()
            cases = _told(connection, rows[:size], now)
        more = cursor_of(_SORT, rows[size - 1].opened_at, rows[size - 1].id) if len(rows) > size else None
        return CasePage(cases=cases, next_cursor=more)

    def conversation(self, case_id: str, turn: int) -> Conversation:
        """Return what is on record around the message with this turn of a case."""
        with self._database.read() as connection:
            return conversation(connection, case_id, turn)

    def said_elsewhere(self, case_id: str) -> builtins.list[str]:
        """Return the public replies in the cases that touch this one, drafted or sent."""
        with self._database.read() as connection:
            return around(connection, case_id)[1]

    def close(self, case_id: str, outcome: Outcome, note: str | None, *, actor: str, now: datetime) -> None:
        """Close a case with its outcome. What its drafts say and where they stand is left as it is.

        Raises:
            NotFound: there is no such case.
            Conflict: it is closed already, or a draft of it waits for a decision or is being written.
        """
        at = to_micros(now)
        ended = {"status": CaseStatus.CLOSED.value, "outcome": outcome.value, "note": note, "closed_at": at}

        def check(connection: Connection, status: str) -> None:
            if status == CaseStatus.CLOSED:
                raise Conflict(
                    f"case '{case_id}' is closed already", remedy="open it again with /reopen", status_now=status
                )
            _nothing_waits(connection, case_id)
            if outcome is not Outcome.SOLVED:
                end_of_case(connection, case_id, at)

        self._turn(case_id, check, ended, ("closed", {"outcome": outcome.value}), actor=actor, at=at)

    def reopen(self, case_id: str, *, actor: str, now: datetime) -> None:
        """Open a closed case again.

        Raises:
            NotFound: there is no such case.
            Conflict: it is not closed.
        """
        opened = {"status": CaseStatus.OPEN.value, "outcome": None, "note": None, "closed_at": None}

        def check(_: Connection, status: str) -> None:
            if status != CaseStatus.CLOSED:
                raise Conflict(f"case '{case_id}' is {status}, not closed", status_now=status)

        self._turn(case_id, check, opened, ("reopened", {}), actor=actor, at=to_micros(now))

    def describe(self, case_id: str, changes: Mapping[str, str | None], *, actor: str, now: datetime) -> None:
        """Put down what went wrong (`root_cause`), who has to mend it (`department`), what was improved.

        From then on the cause is a person's word, which no assessment replaces; a new `improvement_note` is unverified.

        Raises:
            NotFound: there is no such case.
        """
        values: dict[str, Any] = dict(changes)
        if values.keys() & {"root_cause", "department"}:
            values["cause_by"] = actor
        if "improvement_note" in values:
            values |= {"improvement_by": None, "improvement_at": None}
        told: dict[str, Any] = {name: value for name, value in changes.items() if name != "improvement_note"}
        told |= {"improvement_note": True} if "improvement_note" in changes else {}
        self._turn(case_id, lambda *_: None, values, ("described", told), actor=actor, at=to_micros(now))

    def verify_improvement(self, case_id: str, verified: bool, *, actor: str, now: datetime) -> None:  # noqa: FBT001
        """Put down that what was improved is verified, or is no longer.

        Raises:
            NotFound: there is no such case.
        """
        at = to_micros(now)
        values = {"improvement_by": actor if verified else None, "improvement_at": at if verified else None}
        kind = "improvement verified" if verified else "improvement doubted"
        self._turn(case_id, lambda *_: None, values, (kind, {}), actor=actor, at=at)

    def _turn(  # noqa: PLR0913 - the change, and how it is told
        self,
        case_id: str,
        check: Callable[[Connection, str], None],
        changes: Mapping[str, Any],
        told: tuple[str, Mapping[str, Any]],
        *,
        actor: str,
        at: int,
    ) -> None:
        kind, data = told
        with self._database.write() as connection:
            held = select(_CASES.c.status).where(_CASES.c.id == case_id).with_for_update(key_share=True)
            status = connection.scalar(held)
            if status is None:
                raise unknown_case(case_id)
            check(connection, status)
            connection.execute(update(_CASES).where(_CASES.c.id == case_id).values(**changes))
            add_event(connection, (case_id, None), kind, actor=actor, at=at, data=data)


def unknown_case(case_id: str) -> NotFound:
    """Return the error for an id that no case has."""
    return NotFound(f"there is no case '{case_id}'", remedy="list the cases with GET /v1/cases")


def _nothing_waits(connection: Connection, case_id: str) -> None:
    """Do nothing if every draft of the case is decided.

    Raises:
        Conflict: one is not; it is named.
    """
    undecided = _DRAFTS.c.status.is_(None) | (_DRAFTS.c.status == DraftStatus.PENDING_REVIEW.value)
    query = select(_DRAFTS.c.id, _DRAFTS.c.status).where(_DRAFTS.c.case_id == case_id, undecided)
    waiting = connection.execute(query.order_by(_DRAFTS.c.turn.desc()).limit(1)).one_or_none()
    if waiting:
        does = "awaits review" if waiting.status else "is being written"
        raise Conflict(
            f"case '{case_id}' cannot be closed: draft '{waiting.id}' {does}",
            remedy="approve or reject it first" if waiting.status else "try again in a moment",
            live_draft=waiting.id,
        )


def _told(connection: Connection, rows: Sequence[Row[Any]], now: datetime) -> list[Case]:
    """Return the cases with their drafts and links, read once for all of them."""
    ids = {"of_cases": [row.id for row in rows]}
    drafts: defaultdict[str, list[CaseDraft]] = defaultdict(list)
    linked: defaultdict[str, list[str]] = defaultdict(list)
    if rows:
        for one in connection.execute(_BRIEF, ids):
            drafts[one.case_id].append(CaseDraft(id=one.id, version=one.version, status=one.status, turn=one.turn))
        for link in connection.execute(_LINKED, ids):
            linked[link.case_id].append(link.linked_id)
    return [_case(row, drafts[row.id], linked[row.id], now) for row in rows]


def _improvement(row: Row[Any]) -> Improvement | None:
    if row.improvement_note is None:
        return None
    at = None if row.improvement_at is None else from_micros(row.improvement_at)
    return Improvement(note=row.improvement_note, verified_by=row.improvement_by, verified_at=at)


def _case(row: Row[Any], drafts: list[CaseDraft], linked: list[str], now: datetime) -> Case:
    who = author_from(row.author)
    until = None if row.respond_by is None else from_micros(row.respond_by)
    counts = until is not None and row.status == CaseStatus.OPEN
    return Case(
        id=row.id,
        channel=row.channel,
        external_id=row.external_id,
        url=row.url,
        opened_at=from_micros(row.opened_at),
        received_at=from_micros(row.received_at),
        last_message_at=from_micros(row.last_at),
        author=Author(handle=who.handle, email=who.email, phone=who.phone, name=who.name),
        status=row.status,
        live_draft=next((one.id for one in drafts if one.status is DraftStatus.PENDING_REVIEW), None),
        drafts=drafts,
        linked=linked,
        topic=row.topic,
        severity=row.severity,
        respond_by=until,
        seconds_left=int((until - now).total_seconds()) if until and counts else None,
        overdue_since=from_micros(row.overdue_at) if row.overdue_at is not None and counts else None,
        outcome=row.outcome,
        note=row.note,
        closed_at=None if row.closed_at is None else from_micros(row.closed_at),
        root_cause=row.root_cause,
        department=row.department,
        improvement=_improvement(row),
    )
