"""The row by which a draft stands in the queue."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, update

from api.models import Draft, veiled
from api.store import tables
from api.store.moments import to_micros
from guardrails.inbound.assessment import Gravity

_QUEUE = tables.queue
LONGEST_LINE: Final = 160
"""How much of a complaint's first line is shown, in code points."""
_SAID: Final = "complaint.text"
_QUARTER: Final = 15 * 60 * 1_000_000
_GRAVEST_FIRST: Final = tuple(gravity.value for gravity in reversed(Gravity))


def put_in_queue(connection: Connection, draft: Draft) -> None:
    """Write the row of a draft, over the one it had."""
    row = queue_columns(draft)
    changed = update(_QUEUE).where(_QUEUE.c.draft_id == draft.id).values(**row)
    if connection.execute(changed).rowcount == 0:
        connection.execute(insert(_QUEUE), row | {"draft_id": draft.id})


def queue_columns(draft: Draft) -> dict[str, Any]:
    """Return the columns of a draft's row."""
    assessment, complaint = draft.assessment, draft.complaint
    return {
        "case_id": draft.case_id,
        "version": draft.version,
        "status": draft.status.value,
        "urgency": urgency(draft.respond_by, assessment.severity),
        "respond_by": to_micros(draft.respond_by),
        "severity": assessment.severity.value,
        "verdict": draft.verdict.value,
        "topic": assessment.topic.value,
        "action": assessment.action.value,
        "channel": complaint.channel.value,
        "language": assessment.language,
        "name": complaint.author.name,
        "handle": complaint.author.handle,
        "line": first_line(veiled(complaint.text, [one for one in draft.private_data if one.where == _SAID])),
        "claimed_by": draft.claimed_by,
        "claimed_until": _micros(draft.claimed_until),
        "held_until": _micros(draft.held_until),
        "release_at": _micros(draft.release_at),
        "updated_at": to_micros(draft.updated_at),
        "words": words_of(draft),
    }


def urgency(respond_by: datetime, severity: Gravity) -> int:
    """Return what the queue is sorted by, least first: the quarter of an hour it is due in, then how grave it is."""
    return to_micros(respond_by) // _QUARTER * len(_GRAVEST_FIRST) + _GRAVEST_FIRST.index(severity.value)


def first_line(text: str) -> str:
    """Return the first line with words in it, cut to `LONGEST_LINE`."""
    line = next((line for line in text.splitlines() if line.strip()), text)
    line = " ".join(line.split())
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1].rstrip() + "…"


def words_of(draft: Draft) -> str:
    """Return what a search may find in a draft, in small letters, a line for each."""
    complaint = draft.complaint
    author = complaint.author
    parts = [draft.id, draft.case_id, author.name, author.handle, author.email, complaint.external_id]
    return "\n".join(part for part in (*parts, *complaint.order_ids, complaint.text) if part).casefold()


def _micros(moment: datetime | None) -> int | None:
    return to_micros(moment) if moment else None
