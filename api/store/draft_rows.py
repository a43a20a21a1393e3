"""Drafts as rows, and the errors that name them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, update

from api.errors import Conflict, NotFound
from api.models import Draft, DraftStatus
from api.store import tables
from api.store.measuring import is_genuine_in_public, measure
from api.store.moments import to_micros
from api.store.queue_rows import put_in_queue
from api.store.words import document

_DRAFTS = tables.drafts


def draft_columns(draft: Draft) -> dict[str, Any]:
    """Return the columns that a written draft fills."""
    return {
        "body": document(draft),
        "version": draft.version,
        "status": draft.status.value,
        "verdict": draft.verdict.value,
        "severity": draft.assessment.severity.value,
        "respond_by": to_micros(draft.respond_by),
        "created_at": to_micros(draft.created_at),
        "updated_at": to_micros(draft.updated_at),
        "release_at": to_micros(draft.release_at)
        if draft.release_at and draft.status is DraftStatus.APPROVED
        else None,
        "purpose": draft.purpose.value,
        "moderation": draft.moderation.decision,
        "genuine": is_genuine_in_public(draft),
    }


def replace(connection: Connection, old: Draft, new: Draft) -> bool:
    """Write `new` over `old`; return False when `old` is no longer what is on record."""
    unchanged = update(_DRAFTS).where(
        _DRAFTS.c.id == old.id,
        _DRAFTS.c.version == old.version,
        _DRAFTS.c.updated_at == to_micros(old.updated_at),
        _DRAFTS.c.lease_until.is_(None),
    )
    done = connection.execute(unchanged.values(**draft_columns(new))).rowcount == 1
    if done:
        put_in_queue(connection, new)
        measure(connection, new, old)
    return done


def version_of(connection: Connection, draft_id: str) -> int | None:
    """Return the draft's version, 0 while it is being written, or None when there is none."""
    found: int | None = connection.scalar(select(_DRAFTS.c.version).where(_DRAFTS.c.id == draft_id))
    return found


def status_of(connection: Connection, draft_id: str) -> str | None:
    """Return the draft's status; None while it is being written, and when there is none."""
    found: str | None = connection.scalar(select(_DRAFTS.c.status).where(_DRAFTS.c.id == draft_id))
    return found


def unknown(draft_id: str) -> NotFound:
    """Return the error for an id that no draft has."""
    return NotFound(f"there is no draft '{draft_id}'", remedy="check the id; it starts with drf_")


def superseded(draft_id: str, newer: str | None) -> Conflict:
    """Return the error for a decision on a draft that another one has taken the place of."""
    return Conflict(
        f"draft '{draft_id}' is superseded: a newer draft answers this message and those that came after it",
        remedy=f"decide on draft {newer}" if newer else "read the case and decide on its live draft",
        status_now=DraftStatus.SUPERSEDED,
        newer_draft=newer,
    )


def stale(draft_id: str, version: int, current: int) -> Conflict:
    """Return the error for a change to a version that is not the current one; 0 means that it is being written."""
    if current == 0:
        return Conflict(f"draft '{draft_id}' is still being written", remedy="try again in a moment", current_version=0)
    if current == version:
        return Conflict(
            f"draft '{draft_id}' was changed at the same moment",
            remedy="read it again and decide on what it says now",
            current_version=current,
        )
    return Conflict(
        f"draft '{draft_id}' is at version {current}, not {version}",
        remedy="read it again and decide on what it says now",
        current_version=current,
    )
