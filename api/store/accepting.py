"""Taking a request: the case, the draft to be written, the caller's key and the first event, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from api.errors import IdempotencyClash
from api.models import DraftRequest
from api.store import tables
from api.store.database import Database
from api.store.events import add_event
from api.store.ids import new_id
from api.store.moments import after, to_micros
from api.store.telling import request_told
from api.store.words import document, plain

ERASED_BODY = "erased"
"""What stands for the digest of a request that was erased: its key stands for its draft, whatever comes with it."""
_LONGEST_KEY = 200
_COUNTED = {"preserve_rowcount": True}
_KEYS = tables.idempotency
_CASES = tables.cases
_INSERT_DRAFT = insert(tables.drafts)
_FIND_KEY = (
    select(_KEYS.c.draft_id, _KEYS.c.body_sha256, tables.drafts.c.case_id)
    .join(tables.drafts, tables.drafts.c.id == _KEYS.c.draft_id)
    .where(_KEYS.c.caller == bindparam("of_caller"), _KEYS.c.key == bindparam("of_key"))
)
_FIND_CASE = select(_CASES.c.id).where(
    _CASES.c.channel == bindparam("on_channel"), _CASES.c.external_id == bindparam("of_external")
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """Where an accepted request is on record. `fresh` is False when the caller's key had been used for it before."""

    draft_id: str
    case_id: str
    fresh: bool


class Accepting:
    """Takes requests into one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._take_key = (
            database.insert(_KEYS)
            .on_conflict_do_nothing(index_elements=["caller", "key"])
            .execution_options(**_COUNTED)
        )
        self._open_case = (
            database.insert(_CASES)
            .on_conflict_do_nothing(index_elements=["channel", "external_id"])
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
    ) -> Accepted:
        """See `DraftStore.accept`."""
        at = to_micros(now)
        draft_id = new_id("drf")
        case, draft = _case_row(request, at), _draft_row(request, owner, at, after(now, lease))
        with self._database.write() as connection:
            if idempotency and (before := self._taken(connection, (caller, *idempotency), draft_id, at)):
                return before
            case_id = self._case(connection, case)
            connection.execute(_INSERT_DRAFT, draft | {"id": draft_id, "case_id": case_id})
            data = request_told(request) | {"joined": case_id != case["id"]}
            add_event(connection, (case_id, draft_id), "accepted", actor=caller, at=at, data=data)
        return Accepted(draft_id, case_id, fresh=True)

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
        return Accepted(before.draft_id, before.case_id, fresh=False)

    def _case(self, connection: Connection, case: dict[str, Any]) -> str:
        """Return the id of the case with the same external id on the same channel, opened now if there is none."""
        if connection.execute(self._open_case, case).rowcount == 1:
            return str(case["id"])
        known = {"on_channel": case["channel"], "of_external": case["external_id"]}
        return str(connection.execute(_FIND_CASE, known).scalar_one())


def _case_row(request: DraftRequest, at: int) -> dict[str, Any]:
    complaint = request.complaint
    return {
        "id": new_id("cas"),
        "external_id": complaint.external_id or None,
        "channel": complaint.channel.value,
        "received_at": to_micros(complaint.received_at) if complaint.received_at else at,
        "opened_at": at,
        "complaint": document(complaint),
    }


def _draft_row(request: DraftRequest, owner: str, at: int, lease_until: int) -> dict[str, Any]:
    begun = lease_until > at
    return {
        "request": document(request),
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
