"""Erasing what is on record of a person, so that the chain of events still holds.

In the rows of their cases only ids, times, outcomes and figures are left. Of their events the data go, with the salt
that they were committed to with; an `erased` event then tells which events these were, what of their data tells of no
person, how much was erased, and who asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Row, Table, delete, func, select, update

from api.models import Complaint, Draft, DraftRequest
from api.store import tables
from api.store.accepting import ERASED_BODY
from api.store.auditing import ERASED
from api.store.citations import uncite
from api.store.database import Database
from api.store.draft_rows import draft_columns
from api.store.events import add_event
from api.store.measuring import measure
from api.store.moments import from_micros, to_micros
from api.store.queue_rows import put_in_queue
from api.store.scrubbing import bare_complaint, bare_draft, bare_request, kept_data, unwritten_draft, without_lines
from api.store.webhooks import forget_case
from api.store.words import document
from knowledge.facts import Customer
from knowledge.identity import Match, canonical_email, canonical_handle, compare, is_known, person_of
from knowledge.repository import Person

_CASES, _DRAFTS, _EVENTS, _KEYS = tables.cases, tables.drafts, tables.events, tables.idempotency
_TRACES, _SIGHTINGS = tables.case_keys, tables.sightings
_EVIDENCE, _FOLLOWUPS = tables.evidence, tables.followups
_AT_ONCE = 500
_ONE_CASE = select(_CASES).with_for_update()
_ITS_DRAFTS = select(_DRAFTS).order_by(_DRAFTS.c.id).with_for_update()


@dataclass(slots=True)
class Found:
    """Where people are on record.

    `cases` are those they wrote to; `threads` are of others, with lines of theirs in the thread; `mentions` are of
    others, too, and hold their handle or address somewhere in the words: a person has to look at those.
    """

    cases: list[str] = field(default_factory=list)
    threads: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Counts:
    """How much was erased, or would be."""

    cases: int = 0
    drafts: int = 0
    events: int = 0
    thread_lines: int = 0
    orders: int = 0


class Eraser:
    """Erases in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, people: Sequence[Person]) -> Found:
        """Return where the people are on record: by handle, e-mail or phone, never by name alone."""
        cases, threads, mentions = set(), set(), set()
        words = [word.encode() for person in people for word in (person.handle, person.email) if word]
        with self._database.read() as connection:
            for case_id, text in _requests(connection):
                complaint = _complaint_in(text)
                if any(_is_same(complaint.get("author") or {}, person) for person in people):
                    cases.add(case_id)
                elif any(_is_named(line.get("author"), people) for line in complaint.get("thread") or ()):
                    threads.add(case_id)
                elif any(word in text.casefold().encode() for word in words):
                    mentions.add(case_id)
        return Found(sorted(cases), sorted(threads - cases), sorted(mentions - threads - cases))

    def unknown_case(self, case_ids: Iterable[str]) -> str | None:
        """Return the first of the ids that no case has."""
        with self._database.read() as connection:
            for case_id in case_ids:
                if connection.scalar(select(_CASES.c.id).where(_CASES.c.id == case_id)) is None:
                    return case_id
        return None

    def authors(self, case_ids: Sequence[str]) -> list[Person]:
        """Return who wrote to the cases, as far as more than a name identifies them."""
        with self._database.read() as connection:
            found = [_complaint_in(text).get("author") or {} for _, text in _requests(connection, case_ids)]
        people = [person_of(**{part: one.get(part) for part in ("handle", "email", "phone")}) for one in found]
        return list(dict.fromkeys(person for person in people if is_known(person)))

    def count(self, found: Found) -> Counts:
        """Return how much `erase` would take away from the cases."""
        counts = Counts(cases=len(found.cases))
        with self._database.read() as connection:
            for case_id in found.cases:
                counts.drafts += _count(connection, _DRAFTS, _DRAFTS.c.case_id == case_id)
                counts.events += _count(connection, _EVENTS, _erasable(case_id))
        return counts

    def erase(
        self, found: Found, people: Sequence[Person], told: Mapping[str, Any], *, actor: str, now: datetime
    ) -> Counts:
        """Erase, all or nothing, and return how much; each case tells of it, with `told`.

        A draft under review is settled as needing no reply, one being written is settled before it is; whoever was at
        work on either finds that it has changed.
        """
        counts = Counts(cases=len(found.cases))
        with self._database.write() as connection:
            # The rows first: a transaction that tells an event holds the head of the chain until its end.
            for case_id in found.cases:
                counts.drafts += _bare_case(connection, case_id, now)
            lines = {case_id: _bare_thread(connection, case_id, people) for case_id in found.threads}
            counts.thread_lines = sum(lines.values())
            for case_id in found.cases:
                events, kept = _bare_events(connection, case_id)
                counts.events += len(events)
                data = {**told, "events": events, "kept": kept}
                add_event(connection, (case_id, None), ERASED, actor=actor, at=to_micros(now), data=data)
            for case_id, number in lines.items():
                data = {**told, "thread_lines": number}
                add_event(connection, (case_id, None), ERASED, actor=actor, at=to_micros(now), data=data)
        return counts


def _bare_case(connection: Connection, case_id: str, now: datetime) -> int:
    """Leave of the case and its drafts what tells of no person; return how many drafts there are."""
    row = connection.execute(_ONE_CASE.where(_CASES.c.id == case_id)).one()
    bare = bare_complaint(Complaint.model_validate_json(row.complaint))
    values = {"complaint": document(bare), "external_id": None, "url": None, "author": "{}", "note": None}
    values |= {"improvement_note": None}
    connection.execute(update(_CASES).where(_CASES.c.id == case_id).values(values))
    connection.execute(delete(_TRACES).where(_TRACES.c.case_id == case_id))
    words = {"about": None, "vector": None}
    connection.execute(update(_SIGHTINGS).where(_SIGHTINGS.c.case_id == case_id).values(words))
    connection.execute(delete(_EVIDENCE).where(_EVIDENCE.c.case_id == case_id))
    # Whoever was erased is not written to again.
    waiting = update(_FOLLOWUPS).where(
        _FOLLOWUPS.c.case_id == case_id, _FOLLOWUPS.c.next_at.is_not(None) | (_FOLLOWUPS.c.status == "drafted")
    )
    connection.execute(waiting.values(status="cancelled", next_at=None, updated_at=to_micros(now)))
    forget_case(connection, case_id)
    drafts = connection.execute(_ITS_DRAFTS.where(_DRAFTS.c.case_id == case_id)).all()
    for draft in drafts:
        uncite(connection, draft.id)
        left, values = _bare_row(draft, now)
        connection.execute(update(_DRAFTS).where(_DRAFTS.c.id == draft.id).values(values))
        put_in_queue(connection, left)
        measure(connection, left, left)
        connection.execute(update(_KEYS).where(_KEYS.c.draft_id == draft.id).values(body_sha256=ERASED_BODY))
    return len(drafts)


def _bare_row(row: Row[Any], now: datetime) -> tuple[Draft, dict[str, Any]]:
    request = DraftRequest.model_validate_json(row.request)
    if row.body is None:
        draft = unwritten_draft(row.id, row.case_id, request, from_micros(row.accepted_at), now)
    else:
        draft = bare_draft(Draft.model_validate_json(row.body), now)
    freed = {"lease_until": None, "owner": None, "digest": None}
    return draft, {"request": document(bare_request(request)), **freed, **draft_columns(draft)}


def _bare_thread(connection: Connection, case_id: str, people: Sequence[Person]) -> int:
    """Take the people's lines out of the thread of somebody else's case; return how many, copies included."""
    removed = 0

    def bare(complaint: Complaint) -> Complaint:
        nonlocal removed
        changed, number = without_lines(complaint, lambda name: _is_named(name, people))
        removed += number
        return changed

    row = connection.execute(_ONE_CASE.where(_CASES.c.id == case_id)).one()
    values = {"complaint": document(bare(Complaint.model_validate_json(row.complaint)))}
    connection.execute(update(_CASES).where(_CASES.c.id == case_id).values(values))
    for draft in connection.execute(_ITS_DRAFTS.where(_DRAFTS.c.case_id == case_id)).all():
        changes = {"request": _with_complaint(DraftRequest.model_validate_json(draft.request), bare)}
        if draft.body is not None:
            changes["body"] = _with_complaint(Draft.model_validate_json(draft.body), bare)
        connection.execute(update(_DRAFTS).where(_DRAFTS.c.id == draft.id).values(changes))
    return removed


def _with_complaint(model: DraftRequest | Draft, change: Callable[[Complaint], Complaint]) -> str:
    return document(model.model_copy(update={"complaint": change(model.complaint)}))


def _bare_events(connection: Connection, case_id: str) -> tuple[list[int], dict[str, Any]]:
    """Take the data of the case's events away; return their ids, and by id what of the data tells of no person."""
    rows = connection.execute(
        select(_EVENTS.c.id, _EVENTS.c.data).where(_erasable(case_id)).order_by(_EVENTS.c.id)
    ).all()
    connection.execute(update(_EVENTS).where(_erasable(case_id)).values(data=None, salt=None))
    kept = {str(row.id): outcome for row in rows if (outcome := kept_data(orjson.loads(row.data)))}
    return [row.id for row in rows], kept


def _erasable(case_id: str) -> ColumnElement[bool]:
    return (_EVENTS.c.case_id == case_id) & (_EVENTS.c.kind != ERASED) & _EVENTS.c.data.is_not(None)


def _count(connection: Connection, table: Table, condition: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(condition)) or 0


def _requests(connection: Connection, among: Sequence[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield each case's id with its complaint, and with the request of each of its drafts, as JSON text."""
    for key, case_id, text in (
        (_CASES.c.id, _CASES.c.id, _CASES.c.complaint),
        (_DRAFTS.c.id, _DRAFTS.c.case_id, _DRAFTS.c.request),
    ):
        query = select(key.label("at"), case_id.label("of"), text.label("text")).order_by(key).limit(_AT_ONCE)
        if among is not None:
            query = query.where(case_id.in_(among))
        last = ""
        while rows := connection.execute(query.where(key > last)).all():
            yield from ((row.of, row.text) for row in rows)
            last = rows[-1].at


def _complaint_in(text: str) -> dict[str, Any]:
    body: dict[str, Any] = orjson.loads(text)
    found = body.get("complaint")
    return found if isinstance(found, dict) else body


def _is_same(author: Mapping[str, Any], person: Person) -> bool:
    theirs = {part: author.get(part) for part in ("handle", "email", "phone")}
    return compare(person, Customer.model_validate(theirs)) is Match.SAME


def _is_named(name: str | None, people: Sequence[Person]) -> bool:
    if not name:
        return False
    handle, email = canonical_handle(name), canonical_email(name)
    return any((handle and handle == one.handle) or (email and email == one.email) for one in people)
