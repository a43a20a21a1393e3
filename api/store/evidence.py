"""What is kept of messages that nobody answers: added with their draft, never changed, deleted only by an erasure."""

from __future__ import annotations

from hashlib import sha256

import orjson
from sqlalchemy import Connection, Row, bindparam, func, insert, select

from api.cases.evidence import Evidence, EvidenceList, author_key, snapshot
from api.models import Draft, DraftStatus, Purpose
from api.store import tables
from api.store.database import Database
from api.store.ids import new_id
from api.store.moments import from_micros, to_micros
from api.store.words import json_text

_EVIDENCE, _DRAFTS = tables.evidence, tables.drafts
_OF_CASE = select(_EVIDENCE).where(_EVIDENCE.c.case_id == bindparam("of_case")).order_by(_EVIDENCE.c.id)
_KEYS = select(_EVIDENCE.c.author_key).where(_EVIDENCE.c.case_id == bindparam("of_case"))
_BY_AUTHOR = select(func.count()).where(
    (_EVIDENCE.c.case_id == bindparam("of_case")) | _EVIDENCE.c.author_key.in_(_KEYS.scalar_subquery())
)
_WARNED = (
    select(_DRAFTS.c.id)
    .join(_EVIDENCE, _EVIDENCE.c.draft_id == _DRAFTS.c.id)
    .where(_EVIDENCE.c.author_key == bindparam("of_author"), _DRAFTS.c.purpose == Purpose.WARNING.value)
    .where(_DRAFTS.c.status == DraftStatus.RELEASED.value)
    .limit(1)
)


class EvidenceStore:
    """The evidence of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_case(self, case_id: str) -> EvidenceList:
        """Return the evidence of a case, oldest first, and how many such messages its author wrote in all."""
        with self._database.read() as connection:
            rows = connection.execute(_OF_CASE, {"of_case": case_id}).all()
            count = author_count(connection, case_id)
        return EvidenceList(evidence=[_evidence(row) for row in rows], author_count=count)

    def was_warned(self, draft: Draft) -> bool:
        """Return whether a warning was sent to the author of a draft's message before."""
        key = author_key(draft.complaint)
        with self._database.read() as connection:
            return key is not None and connection.execute(_WARNED, {"of_author": key}).first() is not None


def author_count(connection: Connection, case_id: str) -> int:
    """Return how many messages that nobody answers the author of a case has written, in whatever case."""
    return connection.scalar(_BY_AUTHOR, {"of_case": case_id}) or 0


def keep(connection: Connection, draft: Draft) -> str:
    """Keep the message of a draft; return the SHA-256 of what is kept."""
    text = json_text(snapshot(draft.complaint, draft.created_at))
    digest = sha256(text.encode()).hexdigest()
    row = {"id": new_id("evi"), "case_id": draft.case_id, "draft_id": draft.id, "kept_at": to_micros(draft.updated_at)}
    told = {"author_key": author_key(draft.complaint), "snapshot": text, "sha256": digest}
    connection.execute(insert(_EVIDENCE), row | told)
    return digest


def _evidence(row: Row[tuple[object, ...]]) -> Evidence:
    return Evidence(
        id=row.id,
        case_id=row.case_id,
        draft_id=row.draft_id,
        kept_at=from_micros(row.kept_at),
        sha256=row.sha256,
        snapshot=orjson.loads(row.snapshot),
    )
