"""What is on record around a message: the earlier ones of its case, and the replies in cases that touch it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from sqlalchemy import Connection, Row, bindparam, case, func, select

from api.cases.gathering import Conversation, Earlier
from api.models import DraftRequest, DraftStatus, Purpose
from api.store import tables
from api.store.moments import from_micros

_DRAFTS = tables.drafts
_LINKS = tables.case_links
_MOST_EARLIER = 40
_MOST_ELSEWHERE = 20
_SENT = (DraftStatus.APPROVED.value, DraftStatus.RELEASED.value)
_STANDING = (*_SENT, DraftStatus.PENDING_REVIEW.value)
_IDLE = (DraftStatus.NO_REPLY.value, DraftStatus.SUPERSEDED.value)
_EARLIER = (
    select(
        _DRAFTS.c.id,
        _DRAFTS.c.status,
        _DRAFTS.c.request,
        _DRAFTS.c.accepted_at,
        case((_DRAFTS.c.status.in_(_SENT), _DRAFTS.c.body)).label("sent"),
    )
    .where(_DRAFTS.c.case_id == bindparam("of_case"), _DRAFTS.c.turn < bindparam("of_turn"))
    # What is no reply answers no message: only what was sent of it is part of the conversation.
    .where((_DRAFTS.c.purpose == Purpose.REPLY.value) | _DRAFTS.c.status.in_(_SENT))
    .order_by(_DRAFTS.c.turn.desc())
    .limit(_MOST_EARLIER)
)
NEWER = (
    select(_DRAFTS.c.id)
    .where(_DRAFTS.c.case_id == bindparam("of_case"), _DRAFTS.c.turn > bindparam("of_turn"))
    .where(func.coalesce(_DRAFTS.c.status, "").not_in(_IDLE))
    .order_by(_DRAFTS.c.turn.desc())
    .limit(1)
)
"""The newest draft of the case that answers a later message and may yet be sent, or was."""
_LINKED = (
    select(_LINKS.c.linked_id)
    .where(_LINKS.c.case_id == bindparam("of_case"))
    .order_by(_LINKS.c.linked_id.desc())
    .limit(_MOST_ELSEWHERE)
)
_ELSEWHERE = (
    select(_DRAFTS.c.body)
    .where(_DRAFTS.c.case_id.in_(bindparam("of_cases", expanding=True)), _DRAFTS.c.status.in_(_STANDING))
    .order_by(_DRAFTS.c.id.desc())
    .limit(_MOST_ELSEWHERE)
)


def conversation(connection: Connection, case_id: str, turn: int) -> Conversation:
    """See `CaseStore.conversation`."""
    about = {"of_case": case_id, "of_turn": turn}
    rows = connection.execute(_EARLIER, about).all() if turn > 1 else []
    linked, elsewhere = around(connection, case_id)
    newer: str | None = connection.scalar(NEWER, about)
    return Conversation([_earlier(row) for row in reversed(rows)], linked, elsewhere, newer)


def around(connection: Connection, case_id: str) -> tuple[list[str], list[str]]:
    """Return the cases that touch a case, and the public replies in them, drafted or sent, the latest first."""
    linked = list(connection.scalars(_LINKED, {"of_case": case_id}))
    bodies = connection.scalars(_ELSEWHERE, {"of_cases": linked}).all() if linked else []
    return sorted(linked), [text for body in bodies for text in _public(body)]


def _earlier(row: Row[Any]) -> Earlier:
    request = DraftRequest.model_validate_json(row.request)
    openly = request.complaint.is_public
    replies = [text for audience, text in _messages(row.sent or "{}") if not openly or audience == "public"]
    status = DraftStatus(row.status) if row.status else None
    return Earlier(row.id, status, request, from_micros(row.accepted_at), replies)


def _public(body: str) -> list[str]:
    return [text for audience, text in _messages(body) if audience == "public"]


def _messages(body: str) -> Iterator[tuple[str, str]]:
    # A draft is long and only its messages are wanted: it is not read as a whole.
    for message in orjson.loads(body).get("messages", []):
        yield message["audience"], message["text"]
