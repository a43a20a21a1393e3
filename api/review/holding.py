"""Who may decide on a draft now: it awaits review, at the version that was read, and nobody else holds it."""

from __future__ import annotations

from datetime import datetime

from api.drafting.desk import awaiting_review, not_held
from api.errors import NotFound
from api.models import Draft
from api.store.drafts import DraftStore


def mine(drafts: DraftStore, draft_id: str, version: int | None, actor: str, now: datetime) -> Draft:
    """Return the draft that `actor` may decide on; without `version`, whatever version it is at.

    Raises:
        NotFound: there is no such draft.
        Conflict: a stale version, one already decided, or one that somebody else holds.
    """
    draft = drafts.get(draft_id)
    if draft is None:
        raise NotFound(f"there is no draft {draft_id!r}", remedy="list the drafts with GET /v1/drafts")
    current = draft.draft.version if draft.draft else 0
    found = awaiting_review(draft.draft, draft_id, current if version is None else version, drafts.newer)
    not_held(found, actor, now)
    return found
