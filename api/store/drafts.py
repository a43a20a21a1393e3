"""Drafts from the moment they are accepted: nothing that was accepted is ever lost, and each is written once."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from api.cases.incidents import Sighting
from api.models import Draft, DraftRequest, DraftStatus, Purpose
from api.store import tables
from api.store.accepting import Accepted, Accepting
from api.store.citations import cite_anew
from api.store.database import Database
from api.store.draft_rows import replace, stale, status_of, superseded, unknown, version_of
from api.store.events import Events, add_event
from api.store.followups import settle_followup
from api.store.leases import Leases
from api.store.listing import Page, Sort, list_drafts
from api.store.measuring import measure_refusal
from api.store.moments import from_micros, to_micros
from api.store.releases import told_of
from api.store.settling import decided, newer_draft, settle, take
from api.store.telling import change_told
from api.store.webhooks import Event as HookEvent
from api.store.webhooks import add_deliveries

_DRAFTS = tables.drafts
# Each counts along an index: the rows themselves are large.
_WRITTEN = select(_DRAFTS.c.status, func.count()).where(_DRAFTS.c.status.is_not(None)).group_by(_DRAFTS.c.status)
_WRITING = select(func.count()).select_from(_DRAFTS).where(_DRAFTS.c.lease_until.is_not(None))
_Mutate = Callable[[Draft], Draft]


@contextmanager
def _one_live(draft_id: str) -> Iterator[None]:
    """Turn the database's refusal of a second live draft into a conflict.

    Raises:
        Conflict: a newer draft of the case awaits review.
    """
    try:
        yield
    except IntegrityError:
        raise superseded(draft_id, None) from None


@dataclass(frozen=True, slots=True)
class Stored:
    """A draft as it is on record. `draft` is None while it is being written.

    `turn` is the how-many-th message of its case it answers, from 1. `tries` counts how often writing it was begun;
    `exhausted` is True once it was given up after `MAX_TRIES`, and a holding reply is owed.
    """

    id: str
    case_id: str
    request: DraftRequest
    accepted_at: datetime
    draft: Draft | None
    tries: int
    exhausted: bool
    turn: int = 1
    purpose: Purpose = Purpose.REPLY


class _WrittenBefore(Exception):
    """Undoes what finishing a draft for the second time has begun."""


class DraftStore:
    """The drafts of one database. Every method is one transaction and safe to call from any thread or process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._accepting = Accepting(database)
        self._leases = Leases(database)
        self.events = Events(database)

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
        """Put a request on record before anything is written; return its ids.

        `idempotency` is the caller's key and the sha256 of the body. `lease` is the time in seconds for which `owner`
        alone writes it; 0 leaves it to the first who claims it. `fresh` is False when the key was used before, or the
        same message (external id and all) had come in. A message belongs to the case that `api.cases.threads` finds.

        Messages that come within `burst` seconds after the first one of their case, or of its latest burst, are one
        burst; with `patient`, all but the first wait until it is over, and anybody may take them then.

        Raises:
            IdempotencyClash: the key was used with another body.
            Unavailable: the database is busy.
        """
        return self._accepting.accept(
            request,
            caller=caller,
            idempotency=idempotency,
            lease=lease,
            owner=owner,
            now=now,
            burst=burst,
            patient=patient,
        )

    def finish(self, draft: Draft, owner: str) -> bool:
        """Do what `settle` does; return whether this draft was put on record."""
        return self.settle(draft, owner) is not None

    def settle(self, draft: Draft, owner: str, sighting: Sighting | None = None) -> Draft | None:
        """Put the written draft on record and return it; return None, and change nothing, when it already was.

        Whoever finishes first wins, also one whose lease ran out: there is one draft, and it is not awaited longer.
        It becomes the live draft of its case and supersedes the one before; where a later message has been answered
        meanwhile, it is put on record as superseded instead, and returned so. `sighting` tells of its complaint.

        Raises:
            NotFound: no draft with that id was accepted.
        """
        with suppress(_WrittenBefore), self._database.write() as connection:
            placed = settle(connection, draft, owner, sighting)
            if placed is None:
                raise _WrittenBefore
            return placed
        return None

    def get(self, draft_id: str) -> Stored | None:
        """Return what is on record, or None."""
        query = select(_DRAFTS).where(_DRAFTS.c.id == draft_id)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return Stored(
            id=row.id,
            case_id=row.case_id,
            request=DraftRequest.model_validate_json(row.request),
            accepted_at=from_micros(row.accepted_at),
            draft=None if row.body is None else Draft.model_validate_json(row.body),
            tries=row.tries,
            exhausted=row.exhausted,
            turn=row.turn,
            purpose=Purpose(row.purpose),
        )

    def list(
        self, status: DraftStatus | None = None, cursor: str | None = None, limit: int = 50, sort: Sort = "created"
    ) -> Page:
        """Return written drafts: `created` newest first, `respond_by` least time left first.

        Raises:
            InvalidInput: the cursor is not one of ours, or belongs to another sort.
        """
        with self._database.read() as connection:
            return list_drafts(connection, status, cursor, limit, sort)

    def counts(self) -> dict[str, int]:
        """Return how many drafts there are by status; those not yet written count as `writing`."""
        with self._database.read() as connection:
            found = {row[0]: row[1] for row in connection.execute(_WRITTEN)}
            writing = connection.execute(_WRITING).scalar_one()
        return found | ({"writing": writing} if writing else {})

    def change(  # noqa: PLR0913 - the change, and who tells it as what
        self,
        draft_id: str,
        version: int,
        mutate: _Mutate,
        *,
        actor: str = "system",
        kind: str | None = None,
        data: Mapping[str, Any] | None = None,
        new_version: bool = True,
        tell: HookEvent | None = None,
    ) -> Draft:
        """Return the draft after `mutate`, stored as the next version, if it is still at `version`.

        Without `new_version` it stays at `version`: for what does not alter the words, such as who looks at them.

        The change is told in the case's events as `kind`, by default the new status, with what it did to the words
        and with `data`, and to webhooks as `tell`. `mutate` runs outside the transaction, and what it raises is passed
        on.

        Raises:
            NotFound: there is no such draft.
            Conflict: it is at another version, which `extra["current_version"]` names, or is still being written; or
                it would be approved while a newer message of its case is being answered (`extra["newer_draft"]`).
        """
        now = datetime.now(UTC)
        old = self._at_version(draft_id, version)
        kept = {"id": old.id, "case_id": old.case_id, "version": version + new_version, "updated_at": now}
        new = mutate(old.model_copy(deep=True)).model_copy(update=kept)
        about, at, told = (new.case_id, new.id), to_micros(now), change_told(old, new) | dict(data or {})
        with _one_live(draft_id), self._database.write() as connection:
            take(connection, old.case_id)
            if not replace(connection, old, new):
                if status_of(connection, draft_id) == DraftStatus.SUPERSEDED:
                    raise superseded(draft_id, newer_draft(connection, draft_id))
                raise stale(draft_id, version, version_of(connection, draft_id) or 0)
            decided(connection, old, new)
            cite_anew(connection, old, new)
            settle_followup(connection, new, at)
            if tell is not None:
                add_deliveries(connection, tell, told_of(new), at, new.case_id)
            add_event(connection, about, kind or new.status.value, actor=actor, at=at, data=told)
        return new

    def refused(  # noqa: PLR0913 - the columns of the row
        self, stored: Stored, kind: str, *, actor: str, now: datetime, data: Mapping[str, Any], rules: Iterable[str]
    ) -> None:
        """Tell in the case's events that something was refused, and count the rules that stood against it."""
        with self._database.write() as connection:
            measure_refusal(connection, stored.id, rules)
            add_event(connection, (stored.case_id, stored.id), kind, actor=actor, at=to_micros(now), data=data)

    def newer(self, draft_id: str) -> str | None:
        """Return the newest draft of the same case that answers a later message; None when there is none."""
        with self._database.read() as connection:
            return newer_draft(connection, draft_id)

    def renew(self, draft_ids: Iterable[str], owner: str, lease: float, now: datetime) -> set[str]:
        """Prolong the owner's leases to `lease` seconds from now; return the ids that are still the owner's."""
        return self._leases.renew(draft_ids, owner, lease, now)

    def claim(self, draft_id: str, owner: str, lease: float, now: datetime) -> bool:
        """Take one draft to write, if nobody else is at it; return whether it is the owner's now."""
        return self._leases.claim(draft_id, owner, lease, now)

    def release(self, draft_ids: Iterable[str], owner: str, now: datetime, *, delay: float = 0.0) -> None:
        """Give up the owner's leases; others may take the drafts after `delay` seconds."""
        self._leases.release(draft_ids, owner, now, delay=delay)

    def take_unfinished(self, owner: str, now: datetime, lease: float, limit: int) -> builtins.list[str]:
        """Take drafts that nobody is writing any more, longest waiting first; each goes to one owner only.

        A draft that was begun `MAX_TRIES` times is marked as exhausted instead; see `take_exhausted`.
        """
        return self._leases.take_unfinished(owner, now, lease, limit)

    def take_exhausted(self, owner: str, now: datetime, lease: float, limit: int) -> builtins.list[str]:
        """Take drafts that were given up, so that a holding reply settles them."""
        return self._leases.take_exhausted(owner, now, lease, limit)

    def _at_version(self, draft_id: str, version: int) -> Draft:
        stored = self.get(draft_id)
        if stored is None:
            raise unknown(draft_id)
        if stored.draft is None or stored.draft.version != version:
            raise stale(draft_id, version, stored.draft.version if stored.draft else 0)
        return stored.draft
