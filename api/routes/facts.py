"""`/v1/knowledge/facts`: looking through what is on record, and at the drafts that rest on it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from pydantic import BaseModel

from api.drafting.vetting import warning
from api.errors import NotFound
from api.models import DraftStatus
from api.problems import documented
from api.routes.access import MayKnow, MaySearch, ServicesOf
from api.routes.answers import json_answer
from api.services import Services
from api.store.fact_lists import FactState, Listed, Wanted
from guardrails.finding import Verdict
from knowledge.facts import Fact, FactKind

router = APIRouter(prefix="/v1/knowledge", tags=["knowledge"])
FactId = Annotated[str, Path(max_length=200)]
Cursor = Annotated[str | None, Query(max_length=1000)]
Limit = Annotated[int, Query(ge=1, le=200)]
EXCERPT = 300
"""Code points of a text that a list shows."""


class ListedFact(BaseModel):
    """A fact in a list. `origin` names the file it was read from, or else its source.

    `loaded_at` and `changed_at` are null for facts that were loaded before these moments were kept.
    """

    kind: FactKind
    id: str
    title: str | None
    excerpt: str
    source: str | None
    origin: str | None
    valid_from: date | None
    valid_until: date | None
    state: FactState
    loaded_at: datetime | None
    changed_at: datetime | None

    @classmethod
    def of(cls, one: Listed, today: date) -> ListedFact:
        """Return the fact as a list tells it."""
        fact = one.fact
        return cls(
            kind=fact.kind,
            id=fact.id,
            title=fact.title,
            excerpt=fact.text[:EXCERPT],
            source=fact.source,
            origin=one.origin,
            valid_from=fact.valid_from,
            valid_until=fact.valid_until,
            state=one.state(today),
            loaded_at=one.loaded_at,
            changed_at=one.changed_at,
        )


class FactPage(BaseModel):
    """A page of facts, in the order of kind and id; `next_cursor` leads to the next one."""

    facts: list[ListedFact]
    next_cursor: str | None = None


class PassageOfFact(BaseModel):
    """A passage under which a fact is found. `start` and `end` count code points of its text."""

    id: str
    heading: str
    text: str
    start: int
    end: int


class FactDetail(BaseModel):
    """A fact with its passages.

    `steers` says why drafts do without it, or without a part of it; `waiting_drafts` counts the drafts that rest on it
    and await review.
    """

    fact: Fact
    origin: str | None
    state: FactState
    loaded_at: datetime | None
    changed_at: datetime | None
    steers: str | None
    passages: list[PassageOfFact]
    waiting_drafts: int


class CitingDraft(BaseModel):
    """A draft that rests on a fact."""

    id: str
    case_id: str
    status: DraftStatus
    verdict: Verdict
    severity: str
    respond_by: datetime
    created_at: datetime


class CitingDrafts(BaseModel):
    """A page of drafts, those that await review first, then the newest; `waiting` counts all that await review."""

    drafts: list[CitingDraft]
    waiting: int
    next_cursor: str | None = None


class LoadedKind(BaseModel):
    """How many facts of a kind there are, how many of them are not in force, and when one changed last."""

    kind: FactKind
    facts: int
    expired: int
    upcoming: int
    changed_at: datetime | None


class OriginBody(BaseModel):
    """Where facts came from. `read_at` is when the file was last read; null for what came over the API."""

    name: str | None
    facts: int
    changed_at: datetime | None
    read_at: datetime | None


class Overview(BaseModel):
    """What is loaded. `origins` holds those that changed last, of `origins_in_all`."""

    kinds: list[LoadedKind]
    origins: list[OriginBody]
    origins_in_all: int


def today() -> date:
    """Return the day by which facts are in force."""
    return datetime.now(UTC).date()


@router.get("/overview", response_model=Overview)
def overview(services: ServicesOf, _: MayKnow) -> Response:
    """Return what is loaded, from where, and how fresh it is."""
    lists = services.store.fact_lists
    origins, number = lists.origins()
    kinds = [LoadedKind(**_fields(one)) for one in lists.loaded(today())]
    return json_answer(
        Overview(kinds=kinds, origins=[OriginBody(**_fields(one)) for one in origins], origins_in_all=number)
    )


@router.get("/facts", response_model=FactPage)
def list_facts(
    services: ServicesOf,
    _: MayKnow,
    kind: FactKind | None = None,
    q: Annotated[str, Query(max_length=200, description="words, all of which the fact holds")] = "",
    source: Annotated[str | None, Query(max_length=2000, description="the exact name of an origin")] = None,
    state: FactState | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """Return facts page by page."""
    day = today()
    found = services.store.fact_lists.page(day, Wanted(kind, q, source, state), cursor, limit)
    return json_answer(FactPage(facts=[ListedFact.of(one, day) for one in found.facts], next_cursor=found.next_cursor))


@router.get("/facts/{kind}/{fact_id:path}/drafts", response_model=CitingDrafts, responses=documented(404))
def drafts_of_fact(
    kind: FactKind, fact_id: FactId, services: ServicesOf, _: MaySearch, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Return the drafts that rest on a fact: their writer used it, or a claim of theirs is bound to it."""
    found = services.store.citations.of(kind, fact_id, cursor, limit)
    if not found.drafts and services.store.fact_lists.get(kind, fact_id) is None:
        raise _unknown(kind, fact_id)
    drafts = [CitingDraft(**_fields(one)) for one in found.drafts]
    return json_answer(CitingDrafts(drafts=drafts, waiting=found.waiting, next_cursor=found.next_cursor))


@router.get("/facts/{kind}/{fact_id:path}", response_model=FactDetail, responses=documented(404))
def read_fact(kind: FactKind, fact_id: FactId, services: ServicesOf, _: MayKnow) -> Response:
    """Return a fact as it is on record, and the passages under which it is found."""
    return json_answer(detail_of(services, kind, fact_id))


def detail_of(services: Services, kind: FactKind, fact_id: str) -> FactDetail:
    """Return all that is known of a fact.

    Raises:
        NotFound: there is none.
    """
    found = services.store.fact_lists.get(kind, fact_id)
    if found is None:
        raise _unknown(kind, fact_id)
    passages = services.store.facts.passages_under(kind, [fact_id])
    return FactDetail(
        fact=found.fact,
        origin=found.origin,
        state=found.state(today()),
        loaded_at=found.loaded_at,
        changed_at=found.changed_at,
        steers=warning(found.fact),
        passages=[
            PassageOfFact(id=one.id, heading=one.heading, text=one.text, start=one.start, end=one.end)
            for one in passages
        ],
        waiting_drafts=services.store.citations.waiting(kind, fact_id),
    )


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


def _unknown(kind: FactKind, fact_id: str) -> NotFound:
    return NotFound(f"there is no {kind} {fact_id!r}", remedy="list what there is with GET /v1/knowledge/facts")
