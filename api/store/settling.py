"""Which draft of a case is live: never two at once, whatever the order in which they are written.

The messages of a case have turns. A draft that is written becomes live and supersedes the one before it, in one
transaction; one that comes in when a later turn has been written is superseded itself. What was decided stays decided.
Whoever changes a case's drafts takes the case first, so that no two do it at once; and the database refuses a second
live one.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, String, bindparam, case, func, select, update

from api.cases.evidence import is_kept
from api.cases.incidents import Sighting
from api.errors import Conflict
from api.models import Draft, DraftStatus, Purpose
from api.store import tables
from api.store.citations import cite
from api.store.conversations import NEWER
from api.store.draft_rows import draft_columns, replace, superseded, unknown
from api.store.events import add_event
from api.store.evidence import keep
from api.store.followups import settle_followup
from api.store.measuring import measure
from api.store.moments import to_micros
from api.store.queue_rows import put_in_queue
from api.store.releases import told_of
from api.store.sightings import add_sighting, lacks_line
from api.store.telling import change_told, draft_told
from api.store.webhooks import Event, add_deliveries

_DRAFTS = tables.drafts
_CASES = tables.cases
_ANSWERED = frozenset({DraftStatus.APPROVED, DraftStatus.RELEASED})
_FINISHED = update(_DRAFTS).where(_DRAFTS.c.id == bindparam("of_draft"), _DRAFTS.c.lease_until.is_not(None))
_TURN = select(_DRAFTS.c.case_id, _DRAFTS.c.turn).where(_DRAFTS.c.id == bindparam("of_draft"))
_OWN_TURN = select(_DRAFTS.c.turn).where(_DRAFTS.c.id == bindparam("of_draft")).scalar_subquery()
# Takes the row as well, where the database has locks on rows; others may still refer to it.
_TAKE = select(_CASES.c.lead_turn).where(_CASES.c.id == bindparam("of_case")).with_for_update(key_share=True)
_AT_TURN = select(_DRAFTS.c.id).where(_DRAFTS.c.case_id == bindparam("of_case"), _DRAFTS.c.turn == bindparam("of_turn"))
_LIVE = (
    select(_DRAFTS.c.body)
    .where(_DRAFTS.c.case_id == bindparam("of_case"), _DRAFTS.c.id != bindparam("but"))
    .where(_DRAFTS.c.status == DraftStatus.PENDING_REVIEW.value)
)
_COMING = (
    select(_DRAFTS.c.id)
    .where(_DRAFTS.c.case_id == bindparam("of_case"), _DRAFTS.c.turn > bindparam("of_turn"))
    .where(_DRAFTS.c.status.is_(None))
    .order_by(_DRAFTS.c.turn.desc())
    .limit(1)
)


def _as_assessed(column: str, told: str) -> ColumnElement[str]:
    """Return the value that was told, or what a person put in its place."""
    return case((_CASES.c.cause_by.is_(None), bindparam(told, type_=String)), else_=_CASES.c[column])


_LEADS = (
    update(_CASES)
    .where(_CASES.c.id == bindparam("of_case"), _CASES.c.lead_turn < _OWN_TURN)
    .values(
        lead_turn=_OWN_TURN,
        topic=bindparam("of_topic"),
        severity=bindparam("of_severity"),
        respond_by=bindparam("until"),
        overdue_at=case((_CASES.c.respond_by == bindparam("until"), _CASES.c.overdue_at)),
        root_cause=_as_assessed("root_cause", "of_cause"),
        department=_as_assessed("department", "of_department"),
    )
    .returning(_CASES.c.lead_turn)
)
# What needs no reply leads nobody astray: it tells about its case only where nothing else does.
_DESCRIBES = (
    update(_CASES)
    .where(_CASES.c.id == bindparam("of_case"), _CASES.c.lead_turn == 0)
    .values(
        topic=bindparam("of_topic"),
        severity=bindparam("of_severity"),
        respond_by=bindparam("until"),
        root_cause=_as_assessed("root_cause", "of_cause"),
        department=_as_assessed("department", "of_department"),
    )
)

# When the first reply was approved, and whether in time; an approval that is taken back was none.
_FIRST_ANSWER = (
    update(_CASES)
    .where(_CASES.c.id == bindparam("of_case"), _CASES.c.answered_at.is_(None))
    .values(
        answered_at=bindparam("at"),
        in_time=func.coalesce(_CASES.c.respond_by, bindparam("at")) >= bindparam("at"),
        overdue_at=None,
    )
)
_UNANSWERED = (
    update(_CASES)
    .where(_CASES.c.id == bindparam("of_case"), _CASES.c.answered_at == bindparam("at"))
    .values(answered_at=None, in_time=None)
)


def settle(connection: Connection, draft: Draft, owner: str, sighting: Sighting | None = None) -> Draft | None:
    """Put a written draft in its place among those of its case and return it; None when it was written before.

    The caller undoes the transaction then. `sighting` is what its complaint was about, kept if it is the case's first.

    Raises:
        NotFound: no draft with that id was accepted.
    """
    at, about = to_micros(draft.updated_at), (draft.case_id, draft.id)
    placed, withdrawn = _placed(connection, draft)
    written = draft_columns(placed) | {"of_draft": draft.id, "lease_until": None, "owner": None}
    if connection.execute(_FINISHED, written).rowcount != 1:
        if connection.execute(_TURN, {"of_draft": draft.id}).one_or_none() is None:
            raise unknown(draft.id)
        return None
    put_in_queue(connection, placed)
    measure(connection, placed)
    cite(connection, placed)
    joined = add_sighting(connection, sighting, draft.incident_id) if sighting else None
    if placed.status is DraftStatus.PENDING_REVIEW:
        lacks_line(connection, draft, at)
        add_deliveries(connection, Event.PENDING, told_of(placed), at, draft.case_id)
    for _, new in withdrawn:
        add_deliveries(connection, Event.SUPERSEDED, told_of(new) | {"superseded_by": draft.id}, at, draft.case_id)
    for _, new in (*withdrawn, (draft, placed)):
        settle_followup(connection, new, at)
    kept = keep(connection, placed) if is_kept(placed) else None
    for old, new in withdrawn:
        data = change_told(old, new) | {"by": draft.id}
        add_event(connection, (draft.case_id, old.id), "superseded", actor=owner, at=at, data=data)
    data = draft_told(placed) | ({"evidence_sha256": kept} if kept else {})
    add_event(connection, about, "drafted", actor=owner, at=at, data=data)
    if joined:
        add_event(connection, about, "incident joined", actor=owner, at=at, data={"incident": joined})
    if placed.superseded_by:
        add_event(connection, about, "superseded", actor=owner, at=at, data={"by": placed.superseded_by})
    return placed


def take(connection: Connection, case_id: str) -> None:
    """Let nobody else change the drafts of a case until the transaction ends."""
    connection.execute(_TAKE, {"of_case": case_id})


def decided(connection: Connection, before: Draft, draft: Draft) -> None:
    """Tell the case that a draft of it was approved, or that this was taken back, or that one came up for review.

    Raises:
        Conflict: a newer message of the case is being answered; `extra["newer_draft"]` names that draft.
    """
    if before.status is DraftStatus.NO_REPLY and draft.status is DraftStatus.PENDING_REVIEW:
        _come_up(connection, draft)
    is_reply = draft.purpose is Purpose.REPLY
    if is_reply and before.status in _ANSWERED and draft.status is DraftStatus.PENDING_REVIEW:
        again = update(_CASES).where(_CASES.c.id == draft.case_id, _CASES.c.status == "answered").values(status="open")
        connection.execute(again)
        connection.execute(_UNANSWERED, {"of_case": draft.case_id, "at": to_micros(before.updated_at)})
    if draft.status not in _ANSWERED or before.status in _ANSWERED:
        return
    turn = connection.execute(_TURN, {"of_draft": draft.id}).one().turn
    coming = connection.scalar(_COMING, {"of_case": draft.case_id, "of_turn": turn})
    if coming:
        raise Conflict(
            f"draft '{draft.id}' does not answer the newest message of its case; draft '{coming}', which answers both, "
            "is being written",
            remedy=f"wait a moment and decide on draft {coming}",
            newer_draft=coming,
        )
    answered = update(_CASES).where(_CASES.c.id == draft.case_id, _CASES.c.status == "open").values(status="answered")
    connection.execute(answered)
    connection.execute(_FIRST_ANSWER, {"of_case": draft.case_id, "at": to_micros(draft.updated_at)})


def _come_up(connection: Connection, draft: Draft) -> None:
    """Let a draft that needed no reply lead its case, now that something is to be said.

    Raises:
        Conflict: a later message of the case was drafted; `extra["newer_draft"]` names that draft.
    """
    leads = update(_CASES).where(_CASES.c.id == draft.case_id, _CASES.c.lead_turn <= _OWN_TURN)
    if connection.execute(leads.values(lead_turn=_OWN_TURN), {"of_draft": draft.id}).rowcount != 1:
        raise superseded(draft.id, newer_draft(connection, draft.id))


def newer_draft(connection: Connection, draft_id: str) -> str | None:
    """Return the newest draft of the case that answers a later message than this one; None when there is none."""
    found = connection.execute(_TURN, {"of_draft": draft_id}).one_or_none()
    if found is None:
        return None
    newer: str | None = connection.scalar(NEWER, {"of_case": found.case_id, "of_turn": found.turn})
    return newer


_Withdrawn = list[tuple[Draft, Draft]]
"""Drafts before and after they were superseded."""


def _placed(connection: Connection, draft: Draft) -> tuple[Draft, _Withdrawn]:
    """Return the draft as it takes its place, and those that give way to it.

    It is the case's live one, or superseded by one of a later turn.
    """
    told = {
        "of_case": draft.case_id,
        "of_draft": draft.id,
        "of_topic": draft.assessment.topic.value,
        "of_severity": draft.assessment.severity.value,
        "until": to_micros(draft.respond_by),
        "of_cause": draft.assessment.root_cause,
        "of_department": draft.assessment.department,
    }
    if draft.status is not DraftStatus.PENDING_REVIEW:
        take(connection, draft.case_id)
        connection.execute(_DESCRIBES, told)
        return draft, []
    turn = connection.scalar(_LEADS, told)
    if turn is not None:
        return draft, _superseded(connection, draft) if turn > 1 else []
    lead = connection.scalar(_TAKE, {"of_case": draft.case_id})
    by = connection.scalar(_AT_TURN, {"of_case": draft.case_id, "of_turn": lead})
    return draft.model_copy(update={"status": DraftStatus.SUPERSEDED, "superseded_by": by}), []


def _superseded(connection: Connection, by: Draft) -> _Withdrawn:
    """Withdraw the live draft of the case, if there is one."""
    withdrawn = []
    for body in connection.scalars(_LIVE, {"of_case": by.case_id, "but": by.id}).all():
        old = Draft.model_validate_json(body)
        changes = {"status": DraftStatus.SUPERSEDED, "superseded_by": by.id, "version": old.version + 1}
        new = old.model_copy(update=changes | {"updated_at": max(by.updated_at, old.updated_at)})
        replace(connection, old, new)
        withdrawn.append((old, new))
    return withdrawn
