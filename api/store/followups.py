"""Follow-ups on record: put down with a release, taken up when due by one process, each draft accepted with its row.

Whatever ends a follow-up ends it in the transaction that it follows from: a new message, a closed case, a rejection.
Rows of this table are locked after the case and the draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from api.cases.followups import FollowUp, FollowUpStatus
from api.errors import Conflict
from api.models import Draft, DraftRequest, DraftStatus, Purpose
from api.store import tables
from api.store.database import Database
from api.store.events import add_event
from api.store.ids import new_id
from api.store.moments import from_micros, to_micros
from api.store.words import document

_FOLLOWUPS, _DRAFTS, _CASES = tables.followups, tables.drafts, tables.cases
_AGAIN = timedelta(hours=1)
"""How long a follow-up waits whose case has a draft that awaits review."""
_ACTIVE = _FOLLOWUPS.c.status.in_([FollowUpStatus.SCHEDULED.value, FollowUpStatus.DRAFTED.value])
_CANCELLED = {"status": FollowUpStatus.CANCELLED.value, "next_at": None}
_LATEST = select(_FOLLOWUPS).where(_FOLLOWUPS.c.case_id == bindparam("of_case")).order_by(_FOLLOWUPS.c.id.desc())
_CANCEL = (
    update(_FOLLOWUPS)
    .where(_FOLLOWUPS.c.case_id == bindparam("of_case"), _ACTIVE)
    .values(updated_at=bindparam("at"), **_CANCELLED)
)
_TAKE = select(_CASES.c.id).where(_CASES.c.id == bindparam("of_case")).with_for_update(key_share=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a follow-up asks about: the draft that was released, what it was about, and whether it was solved since."""

    after: Draft
    root_cause: str | None
    solved: bool


class FollowUps:
    """The follow-ups of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin_due(self, now: datetime, limit: int = 20) -> list[str]:
        """Accept a draft for each follow-up that is due, in one transaction each; return the ids of these drafts.

        Each is begun by one caller only. One whose customer wrote again, or whose case was closed without being
        solved, is cancelled instead; one whose case has a draft that waits is looked at again later.
        """
        due = select(_FOLLOWUPS.c.id, _FOLLOWUPS.c.case_id).where(_FOLLOWUPS.c.next_at <= to_micros(now))
        with self._database.read() as connection:
            rows = connection.execute(due.order_by(_FOLLOWUPS.c.next_at).limit(limit)).all()
        begun = [self._begin(row.id, row.case_id, now) for row in rows]
        return [draft_id for draft_id in begun if draft_id is not None]

    def asked(self, draft_id: str) -> Asked | None:
        """Return what the follow-up with this draft asks about; None where the draft is of no follow-up."""
        query = (
            select(_DRAFTS.c.body, _CASES.c.root_cause, _CASES.c.status, _CASES.c.outcome)
            .join(_FOLLOWUPS, _FOLLOWUPS.c.after_draft == _DRAFTS.c.id)
            .join(_CASES, _CASES.c.id == _DRAFTS.c.case_id)
            .where(_FOLLOWUPS.c.draft_id == draft_id)
        )
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        solved = row.status == "closed" and row.outcome == "solved"
        return Asked(Draft.model_validate_json(row.body), row.root_cause, solved)

    def move(self, case_id: str, due: datetime, *, actor: str, now: datetime) -> None:
        """Put the follow-up of a case at another moment, or put one down where there is none.

        Raises:
            Conflict: it is drafted already, or nothing was released in the case that it could follow.
        """
        with self._database.write() as connection:
            connection.execute(_TAKE, {"of_case": case_id})
            active = connection.execute(select(_FOLLOWUPS).where(_FOLLOWUPS.c.case_id == case_id, _ACTIVE)).first()
            if active is not None and active.status == FollowUpStatus.DRAFTED:
                raise Conflict(
                    f"the follow-up of case '{case_id}' is drafted already",
                    remedy=f"decide on draft {active.draft_id}",
                    live_draft=active.draft_id,
                )
            after = active.after_draft if active else _last_released(connection, case_id)
            put_down(connection, case_id, after, due, now)
            data = {"due_at": due.isoformat()}
            add_event(connection, (case_id, None), "follow-up moved", actor=actor, at=to_micros(now), data=data)

    def cancel(self, case_id: str, *, actor: str, now: datetime) -> None:
        """Cancel the follow-up that is scheduled for a case.

        Raises:
            Conflict: none is.
        """
        scheduled = (_FOLLOWUPS.c.case_id == case_id) & (_FOLLOWUPS.c.status == FollowUpStatus.SCHEDULED.value)
        at = to_micros(now)
        with self._database.write() as connection:
            connection.execute(_TAKE, {"of_case": case_id})
            ended = update(_FOLLOWUPS).where(scheduled).values(updated_at=at, **_CANCELLED)
            if connection.execute(ended).rowcount == 0:
                raise Conflict(
                    f"no follow-up is scheduled for case '{case_id}'",
                    remedy="read the case: one that is drafted is ended by rejecting its draft",
                )
            add_event(connection, (case_id, None), "follow-up cancelled", actor=actor, at=at, data={})

    def _begin(self, followup_id: str, case_id: str, now: datetime) -> str | None:
        at = to_micros(now)
        mine = select(_FOLLOWUPS).where(_FOLLOWUPS.c.id == followup_id, _FOLLOWUPS.c.next_at <= at).with_for_update()
        with self._database.write() as connection:
            connection.execute(_TAKE, {"of_case": case_id})
            row = connection.execute(mine).one_or_none()
            if row is None:
                return None
            after = connection.execute(select(_DRAFTS).where(_DRAFTS.c.id == row.after_draft)).one()
            if reason := _why_not(connection, after):
                ended = update(_FOLLOWUPS).where(_FOLLOWUPS.c.id == row.id).values(updated_at=at, **_CANCELLED)
                connection.execute(ended)
                data = {"reason": reason}
                add_event(connection, (case_id, None), "follow-up cancelled", actor="service", at=at, data=data)
                return None
            if _waits(connection, case_id):
                later = {"next_at": to_micros(now + _AGAIN), "updated_at": at}
                connection.execute(update(_FOLLOWUPS).where(_FOLLOWUPS.c.id == row.id).values(**later))
                return None
            draft_id = _accept(connection, after, at)
            drafted = {"status": FollowUpStatus.DRAFTED.value, "next_at": None, "draft_id": draft_id, "updated_at": at}
            connection.execute(update(_FOLLOWUPS).where(_FOLLOWUPS.c.id == row.id).values(**drafted))
            data = {"after": after.id}
            add_event(connection, (case_id, draft_id), "follow-up due", actor="service", at=at, data=data)
        return draft_id


def put_down(connection: Connection, case_id: str, after_draft: str, due: datetime, now: datetime) -> None:
    """Schedule the follow-up of a case, in place of one that is scheduled."""
    at, when = to_micros(now), to_micros(due)
    connection.execute(_CANCEL, {"of_case": case_id, "at": at})
    row = {"id": new_id("fol"), "case_id": case_id, "after_draft": after_draft, "due_at": when, "next_at": when}
    connection.execute(insert(_FOLLOWUPS), row | {"status": FollowUpStatus.SCHEDULED.value, "updated_at": at})


def end_of_case(connection: Connection, case_id: str, at: int) -> bool:
    """Cancel the active follow-up of a case, if there is one; return whether there was."""
    return connection.execute(_CANCEL, {"of_case": case_id, "at": at}).rowcount > 0


def settle_followup(connection: Connection, draft: Draft, at: int) -> None:
    """Let the follow-up stand where its draft stands: done, cancelled, or waiting for its reviewer again."""
    ends = {DraftStatus.RELEASED: FollowUpStatus.DONE, DraftStatus.PENDING_REVIEW: FollowUpStatus.DRAFTED}
    ends |= dict.fromkeys((DraftStatus.REJECTED, DraftStatus.SUPERSEDED), FollowUpStatus.CANCELLED)
    status = ends.get(draft.status)
    if draft.purpose is Purpose.FOLLOW_UP and status is not None:
        moved = update(_FOLLOWUPS).where(_FOLLOWUPS.c.draft_id == draft.id, _FOLLOWUPS.c.status != status.value)
        connection.execute(moved.values(status=status.value, updated_at=at))


def latest(connection: Connection, case_id: str) -> FollowUp | None:
    """Return the latest follow-up of a case."""
    row = connection.execute(_LATEST.limit(1), {"of_case": case_id}).one_or_none()
    if row is None:
        return None
    return FollowUp(due_at=from_micros(row.due_at), status=row.status, draft_id=row.draft_id)


def _why_not(connection: Connection, after: Row[Any]) -> str | None:
    """Return why nobody should ask how it went any more."""
    case = connection.execute(select(_CASES.c.status, _CASES.c.outcome).where(_CASES.c.id == after.case_id)).one()
    if case.status == "closed" and case.outcome != "solved":
        return f"the case was closed as {case.outcome}"
    later = (_DRAFTS.c.case_id == after.case_id) & (_DRAFTS.c.turn > after.turn)
    wrote = later & (_DRAFTS.c.purpose == Purpose.REPLY.value)
    if connection.execute(select(_DRAFTS.c.id).where(wrote).limit(1)).first() is not None:
        return "the customer wrote again"
    return None


def _waits(connection: Connection, case_id: str) -> bool:
    undecided = _DRAFTS.c.status.is_(None) | (_DRAFTS.c.status == DraftStatus.PENDING_REVIEW.value)
    query = select(_DRAFTS.c.id).where(_DRAFTS.c.case_id == case_id, undecided).limit(1)
    return connection.execute(query).first() is not None


def _accept(connection: Connection, after: Row[Any], at: int) -> str:
    """Put the draft of a follow-up on record, free to be written by anybody; return its id."""
    turn = update(_CASES).where(_CASES.c.id == after.case_id).values(turns=_CASES.c.turns + 1).returning(_CASES.c.turns)
    released = Draft.model_validate_json(after.body)
    row = {
        "id": new_id("drf"),
        "case_id": after.case_id,
        "request": document(DraftRequest(complaint=released.complaint)),
        "accepted_at": at,
        "lease_until": at,
        "tries": 0,
        "exhausted": False,
        "version": 0,
        "turn": connection.execute(turn).scalar_one(),
        "purpose": Purpose.FOLLOW_UP.value,
    }
    connection.execute(insert(_DRAFTS), row)
    return str(row["id"])


def _last_released(connection: Connection, case_id: str) -> str:
    released = (_DRAFTS.c.case_id == case_id) & (_DRAFTS.c.status == DraftStatus.RELEASED.value)
    query = select(_DRAFTS.c.id).where(released, _DRAFTS.c.purpose == Purpose.REPLY.value)
    found: str | None = connection.scalar(query.order_by(_DRAFTS.c.turn.desc()).limit(1))
    if found is None:
        raise Conflict(
            f"nothing was released in case '{case_id}' yet, so there is nothing to follow up",
            remedy="approve a reply first",
        )
    return found
