"""Letting approved drafts out when their time has come, each once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from api.models import Draft, DraftStatus
from api.store import tables
from api.store.database import Database
from api.store.draft_rows import replace
from api.store.events import add_event
from api.store.followups import put_down, settle_followup
from api.store.moments import to_micros
from api.store.telling import texts_told
from api.store.webhooks import Event, add_deliveries

_DRAFTS = tables.drafts
Plan = Callable[[Draft, datetime], datetime | None]
"""Says when to ask how it went, after a draft was released; None for never."""


class Releases:
    """The releases of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def release_due(self, now: datetime, limit: int = 50, follow_up: Plan = lambda *_: None) -> list[Draft]:
        """Let out the approved drafts whose time has come, with the messages that carry them, in one transaction each.

        Return them as released; each is returned by one caller only. `follow_up` says when to ask how it went.
        """
        due = select(_DRAFTS.c.id).where(_DRAFTS.c.release_at <= to_micros(now))
        with self._database.read() as connection:
            ids = connection.scalars(due.order_by(_DRAFTS.c.release_at).limit(limit)).all()
        return [draft for draft_id in ids if (draft := self._release(draft_id, now, follow_up)) is not None]

    def _release(self, draft_id: str, now: datetime, follow_up: Plan) -> Draft | None:
        at = to_micros(now)
        mine = select(_DRAFTS.c.body).where(_DRAFTS.c.id == draft_id, _DRAFTS.c.release_at <= at).with_for_update()
        with self._database.write() as connection:
            body = connection.scalar(mine)
            if body is None:
                return None
            old = Draft.model_validate_json(body)
            new = old.model_copy(update={"status": DraftStatus.RELEASED, "updated_at": now, "release_at": None})
            if not replace(connection, old, new):
                return None
            add_deliveries(connection, Event.RELEASED, told_of(new), at, new.case_id)
            settle_followup(connection, new, at)
            due = follow_up(new, now)
            if due is not None:
                put_down(connection, new.case_id, new.id, due, now)
            told: dict[str, Any] = {"version": new.version, "text_sha256": texts_told(new.messages)}
            told |= {"follow_up_at": due.isoformat()} if due else {}
            add_event(connection, (new.case_id, new.id), "released", actor="service", at=at, data=told)
        return new


def told_of(draft: Draft) -> dict[str, Any]:
    """Return what a webhook is told of a draft: enough to post the reply where the complaint came from."""
    complaint = draft.complaint
    return {
        "draft_id": draft.id,
        "case_id": draft.case_id,
        "version": draft.version,
        "status": draft.status.value,
        "external_id": complaint.external_id,
        "url": complaint.url,
        "channel": complaint.channel.value,
        "language": draft.assessment.language,
        "kind": draft.assessment.kind.value,
        "topic": draft.assessment.topic.value,
        "severity": draft.assessment.severity.value,
        "action": draft.assessment.action.value,
        "respond_by": draft.respond_by.isoformat(),
        "verdict": draft.verdict.value,
        "approved_by": draft.approved_by,
        "reason": draft.reason,
        "messages": [message.model_dump(mode="json") for message in draft.messages],
    }
