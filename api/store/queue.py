"""The queue: which drafts wait, most urgent first, found by what is known of them."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

import orjson
from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, tuple_

from api.errors import InvalidInput
from api.models import Channel, DraftStatus
from api.store import tables
from api.store.database import Database
from api.store.moments import from_micros, to_micros
from api.store.words import plain
from guardrails.finding import Verdict
from guardrails.inbound.assessment import Action, Gravity, Topic

MAX_PAGE: Final = 100
MOST_WORDS: Final = 8
"""How many words of a search count."""
_QUEUE = tables.queue
_MOMENTS: Final = ("respond_by", "claimed_until", "held_until", "release_at", "updated_at")


class Stage(StrEnum):
    """A part of the queue: what waits, what was set aside, what was decided."""

    OPEN = "open"
    HELD = "held"
    APPROVED = "approved"
    RELEASED = "released"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"
    NO_REPLY = "no_reply"


class Entry(BaseModel):
    """A draft as a line of the queue. `claimed_by` is told only while the claim holds."""

    id: str
    case_id: str
    version: int
    status: DraftStatus
    name: str | None
    handle: str | None
    channel: Channel
    line: str = Field(description="the complaint's first line")
    language: str
    topic: Topic
    action: Action
    severity: Gravity
    verdict: Verdict
    respond_by: datetime
    claimed_by: str | None
    claimed_until: datetime | None
    held_until: datetime | None
    release_at: datetime | None
    updated_at: datetime


class QueuePage(BaseModel):
    """Some entries; `counts` tells how many each stage has under the same filters."""

    entries: list[Entry]
    counts: dict[Stage, int]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; an empty filter takes all. `mine` names who must hold the draft."""

    stage: Stage = Stage.OPEN
    severity: frozenset[Gravity] = field(default_factory=frozenset)
    topic: frozenset[Topic] = field(default_factory=frozenset)
    action: frozenset[Action] = field(default_factory=frozenset)
    verdict: frozenset[Verdict] = field(default_factory=frozenset)
    channel: frozenset[Channel] = field(default_factory=frozenset)
    mine: str | None = None
    search: str = ""


class Queue:
    """The queue of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._holds = func.instr if database.is_sqlite else func.strpos

    def page(self, wanted: Wanted, now: datetime, *, cursor: str | None = None, limit: int = 50) -> QueuePage:
        """Return a page: what waits least time left first, and the graver first within a quarter of an hour; what was
        decided, newest first.

        Raises:
            InvalidInput: the cursor is not one of ours, or belongs to another stage.
        """  # noqa: D205 - the order is one sentence
        size, filters = max(1, min(limit, MAX_PAGE)), self._filters(wanted, now)
        query = _ordered(wanted.stage, cursor).where(_in(wanted.stage, now), *filters)
        with self._database.read() as connection:
            rows = connection.execute(query.limit(size + 1)).all()
            counts = _counts(connection, filters, now)
        more = _cursor(wanted.stage, rows[size - 1]) if len(rows) > size else None
        return QueuePage(entries=[_entry(row, now) for row in rows[:size]], counts=counts, next_cursor=more)

    def entry(self, draft_id: str, now: datetime) -> Entry | None:
        """Return one entry, or None."""
        with self._database.read() as connection:
            row = connection.execute(select(*_SHOWN).where(_QUEUE.c.draft_id == draft_id)).one_or_none()
        return None if row is None else _entry(row, now)

    def _filters(self, wanted: Wanted, now: datetime) -> list[ColumnElement[bool]]:
        chosen = [
            getattr(_QUEUE.c, name).in_([one.value for one in values])
            for name in ("severity", "topic", "action", "verdict", "channel")
            if (values := getattr(wanted, name))
        ]
        if wanted.mine is not None:
            chosen.append(and_(_QUEUE.c.claimed_by == plain(wanted.mine), _QUEUE.c.claimed_until > to_micros(now)))
        words = plain(wanted.search).casefold().split()[:MOST_WORDS]
        return chosen + [self._holds(_QUEUE.c.words, word) > 0 for word in words]


_SHOWN: Final = [column for column in _QUEUE.c if column.name != "words"]


def _in(stage: Stage, now: datetime) -> ColumnElement[bool]:
    at = to_micros(now)
    if stage is Stage.OPEN:
        free = or_(_QUEUE.c.held_until.is_(None), _QUEUE.c.held_until <= at)
        return and_(_QUEUE.c.status == DraftStatus.PENDING_REVIEW.value, free)
    if stage is Stage.HELD:
        return and_(_QUEUE.c.status == DraftStatus.PENDING_REVIEW.value, _QUEUE.c.held_until > at)
    return _QUEUE.c.status == stage.value


def _counts(connection: Connection, filters: list[ColumnElement[bool]], now: datetime) -> dict[Stage, int]:
    """Return how many there are by stage; without filters both counts run along an index."""
    by_status = select(_QUEUE.c.status, func.count()).where(*filters).group_by(_QUEUE.c.status)
    held = select(func.count()).select_from(_QUEUE).where(_in(Stage.HELD, now), *filters)
    found: dict[str, int] = {row[0]: row[1] for row in connection.execute(by_status)}
    aside: int = connection.execute(held).scalar_one()
    counts = {stage: found.get(stage.value, 0) for stage in Stage}
    waiting = found.get(DraftStatus.PENDING_REVIEW.value, 0)
    return counts | {Stage.OPEN: waiting - aside, Stage.HELD: aside}


def _by_urgency(stage: Stage) -> bool:
    return stage in {Stage.OPEN, Stage.HELD}


def _ordered(stage: Stage, cursor: str | None) -> Select[Any]:
    column = _QUEUE.c.urgency if _by_urgency(stage) else _QUEUE.c.updated_at
    key, query = tuple_(column, _QUEUE.c.draft_id), select(*_SHOWN)
    if cursor is not None:
        last = tuple_(*_last(cursor, stage))
        query = query.where(key > last if _by_urgency(stage) else key < last)
    if _by_urgency(stage):
        return query.order_by(column, _QUEUE.c.draft_id)
    return query.order_by(column.desc(), _QUEUE.c.draft_id.desc())


def _entry(row: Row[Any], now: datetime) -> Entry:
    told = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's own name for it
    told |= {name: None if told[name] is None else from_micros(told[name]) for name in _MOMENTS}
    if told["claimed_until"] is None or told["claimed_until"] <= now:
        told |= {"claimed_by": None, "claimed_until": None}
    return Entry(id=told.pop("draft_id"), **told)


def _cursor(stage: Stage, row: Row[Any]) -> str:
    at = row.urgency if _by_urgency(stage) else row.updated_at
    return base64.urlsafe_b64encode(orjson.dumps([stage.value, at, row.draft_id])).decode().rstrip("=")


def _last(cursor: str, stage: Stage) -> tuple[int, str]:
    """Return the sort value and id at which the page before ended."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        match orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True)):
            case [made_for, int(value), str(draft_id)] if made_for == stage.value and abs(value) < 2**63:
                return value, plain(draft_id)
    except (ValueError, binascii.Error):
        pass
    raise InvalidInput(
        f"the cursor '{cursor[:80]}' does not continue the stage {stage.value} of the queue",
        remedy="pass the next_cursor of the page before, with the same filters",
    )
