"""Taking a request: the case, the draft to be written, the caller's key and the first event, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from api.cases.threads import Belonging, Traces, belonging, person, traces_of
from api.errors import IdempotencyClash
from api.models import DraftRequest
from api.store import tables
from api.store.case_rows import author_from, author_text
from api.store.database import Database
from api.store.events import add_event
from api.store.followups import end_of_case
from api.store.ids import new_id
from api.store.moments import after, to_micros
from api.store.telling import request_told
from api.store.tracing import Tracing
from api.store.words import document, plain

ERASED_BODY = "erased"
"""What stands for the digest of a request that was erased: its key stands for its draft, whatever comes with it."""
_LONGEST_KEY = 200
_COUNTED = {"preserve_rowcount": True}
_SECOND = 1_000_000
_KEYS = tables.idempotency
_CASES = tables.cases
_DRAFTS = tables.drafts
_INSERT_DRAFT = insert(_DRAFTS)
_INSERT_CASE = insert(_CASES)
_FIND_KEY = (
    select(_KEYS.c.draft_id, _KEYS.c.body_sha256, _DRAFTS.c.case_id, _DRAFTS.c.turn)
    .join(_DRAFTS, _DRAFTS.c.id == _KEYS.c.draft_id)
    .where(_KEYS.c.caller == bindparam("of_caller"), _KEYS.c.key == bindparam("of_key"))
)
_POINT_KEY = (
    update(_KEYS)
    .where(_KEYS.c.caller == bindparam("of_caller"), _KEYS.c.key == bindparam("of_key"))
    .values(draft_id=bindparam("to_draft"))
)
_FIND_SAME = (
    select(_DRAFTS.c.id, _DRAFTS.c.turn)
    .where(_DRAFTS.c.case_id == bindparam("of_case"), _DRAFTS.c.digest == bindparam("of_digest"))
    .limit(1)
)
# Whoever comes second waits here for the first, so that no two messages of a case have one turn.
_NEXT_TURN = (
    update(_CASES)
    .where(_CASES.c.id == bindparam("of_case"))
    .values(turns=_CASES.c.turns + 1)
    .returning(_CASES.c.turns, _CASES.c.burst_at, _CASES.c.status)
)
_CAME_IN = (
    update(_CASES)
    .where(_CASES.c.id == bindparam("of_case"))
    .values(
        last_at=bindparam("at"), burst_at=bindparam("begun"), status="open", outcome=None, note=None, closed_at=None
    )
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """Where an accepted request is on record. `fresh` is False when it had been accepted before.

    `alone` says that its case holds no earlier message and touches no other case. `waits` says that it is left until
    the burst it is part of is over.
    """

    draft_id: str
    case_id: str
    fresh: bool
    turn: int = 1
    alone: bool = True
    waits: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a message stands: in which case, as the how-many-th, and when the burst is over that it is part of."""

    case_id: str
    turn: int = 1
    burst_until: int | None = None
    reopened: bool = False


class Accepting:
    """Takes requests into one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tracing = Tracing(database)
        self._take_key = (
            database.insert(_KEYS)
            .on_conflict_do_nothing(index_elements=["caller", "key"])
            .execution_options(**_COUNTED)
        )

    def accept(  # noqa: PLR0913 - what is put on record, each part from another hand
        self,
        request: DraftRequest,
        *,
        caller: str,
        idempotency: tuple[str, str] | None,
        lease: float,
        owner: str,
        now: datetime,
        burst: float = 0.0,
        patient: bool = False,
    ) -> Accepted:
        """See `DraftStore.accept`."""
        at, draft_id = to_micros(now), new_id("drf")
        traces = traces_of(request.complaint)
        case = _case_row(request, at)
        draft = _draft_row(request, owner, at, after(now, lease)) | {"id": draft_id}
        with self._database.write() as connection:
            if idempotency and (before := self._taken(connection, (caller, *idempotency), draft_id, at)):
                return before
            where = self._belonging(connection, case, traces, burst)
            if where.case_id and (before := _replayed(connection, where.case_id, draft["digest"])):
                if idempotency:
                    key = {"of_caller": caller, "of_key": _short(idempotency[0]), "to_draft": before.draft_id}
                    connection.execute(_POINT_KEY, key)
                return before
            place = _next(connection, where.case_id, at, burst) if where.case_id else _opened(connection, case)
            waits = patient and place.burst_until is not None
            if waits:
                draft |= {"owner": None, "tries": 0, "lease_until": place.burst_until}
            connection.execute(_INSERT_DRAFT, draft | {"case_id": place.case_id, "turn": place.turn})
            self._tracing.leave(connection, place.case_id, traces.left, where.linked, at)
            _tell(connection, (place, where), draft_id, request_told(request), actor=caller, at=at)
        alone = place.turn == 1 and not where.linked
        return Accepted(draft_id, place.case_id, fresh=True, turn=place.turn, alone=alone, waits=waits)

    def _taken(self, connection: Connection, use: tuple[str, str, str], draft_id: str, at: int) -> Accepted | None:
        """Take the caller's key for `draft_id`; return what it was taken for before, if it was.

        On PostgreSQL the second of two at once waits here until the first is committed.
        """
        caller, key, body_sha256 = use
        row = {"caller": caller, "key": _short(key), "body_sha256": body_sha256, "draft_id": draft_id, "created_at": at}
        if connection.execute(self._take_key, row).rowcount == 1:
            return None
        before = connection.execute(_FIND_KEY, {"of_caller": caller, "of_key": row["key"]}).one()
        if before.body_sha256 not in {body_sha256, ERASED_BODY}:
            raise _clash(key)
        return Accepted(before.draft_id, before.case_id, fresh=False, turn=before.turn)

    def _belonging(self, connection: Connection, case: Mapping[str, Any], traces: Traces, burst: float) -> Belonging:
        """Return where the message belongs that would else open `case`."""
        self._tracing.alone(connection, traces.keys)
        met = self._tracing.met(connection, [look.key for look in traces.looks], case["opened_at"])
        return belonging(author_from(case["author"]), case["url"], traces.looks, met, burst)


def _replayed(connection: Connection, case_id: str, digest: str | None) -> Accepted | None:
    """Return the draft of the very same message, with the same external id and the same request, if there is one."""
    found = connection.execute(_FIND_SAME, {"of_case": case_id, "of_digest": digest}).one_or_none() if digest else None
    return Accepted(found.id, case_id, fresh=False, turn=found.turn) if found else None


def _opened(connection: Connection, case: dict[str, Any]) -> _Place:
    connection.execute(_INSERT_CASE, case)
    return _Place(case["id"])


def _next(connection: Connection, case_id: str, at: int, burst: float) -> _Place:
    """Return the place of a message that goes on with a case; its burst begins anew when the last one is over."""
    case = connection.execute(_NEXT_TURN, {"of_case": case_id}).one()
    until = case.burst_at + int(burst * _SECOND)
    begun = case.burst_at if at < until else at
    connection.execute(_CAME_IN, {"of_case": case_id, "at": at, "begun": begun})
    end_of_case(connection, case_id, at)
    return _Place(case_id, case.turns, until if at < until else None, case.status == "closed")


def _tell(  # noqa: PLR0913 - what the events tell
    connection: Connection,
    found: tuple[_Place, Belonging],
    draft_id: str,
    told: Mapping[str, Any],
    *,
    actor: str,
    at: int,
) -> None:
    place, where = found
    data = {**told, "joined": place.turn > 1} | ({"by": where.by} if where.by else {})
    add_event(connection, (place.case_id, draft_id), "accepted", actor=actor, at=at, data=data)
    if place.reopened:
        add_event(connection, (place.case_id, draft_id), "reopened", actor=actor, at=at, data={"by": "a new message"})
    for one, other in [pair for to in where.linked for pair in ((place.case_id, to), (to, place.case_id))]:
        add_event(connection, (one, None), "linked", actor=actor, at=at, data={"to": other})


def _case_row(request: DraftRequest, at: int) -> dict[str, Any]:
    complaint = request.complaint
    return {
        "id": new_id("cas"),
        "external_id": complaint.external_id or None,
        "channel": complaint.channel.value,
        "received_at": to_micros(complaint.received_at) if complaint.received_at else at,
        "opened_at": at,
        "complaint": document(complaint),
        "url": complaint.url or None,
        "author": author_text(person(complaint.author)),
        "status": "open",
        "turns": 1,
        "lead_turn": 0,
        "last_at": at,
        "burst_at": at,
    }


def _draft_row(request: DraftRequest, owner: str, at: int, lease_until: int) -> dict[str, Any]:
    begun, asked = lease_until > at, document(request)
    return {
        "request": asked,
        "digest": sha256(asked.encode()).hexdigest() if request.complaint.external_id else None,
        "accepted_at": at,
        "owner": owner if begun else None,
        "lease_until": lease_until,
        "tries": int(begun),
        "exhausted": False,
        "version": 0,
    }


def _short(key: str) -> str:
    text = plain(key)
    return text if len(text) <= _LONGEST_KEY else "sha256:" + sha256(text.encode()).hexdigest()


def _clash(key: str) -> IdempotencyClash:
    return IdempotencyClash(
        f"the Idempotency-Key '{plain(key)[:_LONGEST_KEY]}' was used before with another body",
        remedy="send the same body again, or a new key with a new one",
    )
