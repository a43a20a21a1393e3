"""Who has a draft open: told to colleagues, and it keeps their own claim alive."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select

from api.models import Draft, DraftStatus
from api.store import tables
from api.store.database import Database
from api.store.draft_rows import replace
from api.store.moments import to_micros

SEEN_FOR: Final = timedelta(seconds=25)
"""How long somebody counts as looking after they were last heard of."""
_PRESENCE = tables.presence
_DRAFTS = tables.drafts


class Presence:
    """The presence of people at the drafts of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        put = database.insert(_PRESENCE)
        seen = {"seen_at": put.excluded.seen_at, "name": put.excluded.name}
        self._put = put.on_conflict_do_update(index_elements=["draft_id", "who"], set_=seen)

    def beat(self, draft_id: str, who: str, name: str, now: datetime) -> list[str]:
        """Tell that somebody has a draft open that is written; return the names of the others who have, in order."""
        at, gone = to_micros(now), to_micros(now - SEEN_FOR)
        with self._database.write() as connection:
            connection.execute(delete(_PRESENCE).where(_PRESENCE.c.seen_at < gone))
            connection.execute(self._put, {"draft_id": draft_id, "who": who, "name": name, "seen_at": at})
            others = select(_PRESENCE.c.name).where(_PRESENCE.c.draft_id == draft_id, _PRESENCE.c.who != who)
            return sorted(set(connection.scalars(others)))

    def leave(self, draft_id: str, who: str) -> None:
        """Tell that they closed it."""
        with self._database.write() as connection:
            connection.execute(delete(_PRESENCE).where(_PRESENCE.c.draft_id == draft_id, _PRESENCE.c.who == who))

    def prolong(self, draft_id: str, actor: str, now: datetime, until: datetime) -> None:
        """Prolong the claim that `actor` has on a draft, if it holds still. This is no event, and no new version.

        The draft's `updated_at` stays, so that a decision under way at the same moment does not meet a change.
        """
        with self._database.write() as connection:
            body = connection.scalar(select(_DRAFTS.c.body).where(_DRAFTS.c.id == draft_id).with_for_update())
            old = Draft.model_validate_json(body) if body else None
            if old is None or old.status is not DraftStatus.PENDING_REVIEW or old.claimed_by != actor:
                return
            if old.claimed_until is not None and now < old.claimed_until < until:
                replace(connection, old, old.model_copy(update={"claimed_until": until}))
