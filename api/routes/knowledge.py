"""`/v1/policies`, `/v1/orders`, `/v1/contacts`, `/v1/notes`, `/v1/knowledge`: what is on record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, UploadFile
from fastapi.responses import Response
from pydantic import BaseModel, Field

from api.drafting.vetting import warning
from api.errors import InvalidInput, NotFound, Unsupported
from api.models import Strict
from api.problems import documented
from api.routes.access import MayKnow, MaySearch, ServicesOf
from api.routes.answers import json_answer
from api.routes.typed import require_plain, require_typed
from api.services import Services
from knowledge.facts import MAX_FACT_TEXT, Day, Fact, FactKind, Identifier, OrderData, Text
from knowledge.ingest import READERS, ingest_upload
from knowledge.ingest.run import put
from knowledge.orders import fact_from_order, order_fact_id

router = APIRouter(tags=["knowledge"])

MOST = 5000
"""Records taken in one request."""


class Record(Strict):
    """A policy, contact or note. Only `id` and `text` are required."""

    id: Identifier
    text: Text = Field(min_length=1, max_length=MAX_FACT_TEXT)
    title: Text | None = Field(default=None, max_length=500)
    data: dict[str, Any] | None = None
    source: Text | None = Field(default=None, max_length=2000)
    valid_from: Day = None
    valid_until: Day = None

    def as_fact(self, kind: FactKind) -> Fact:
        """Return the fact it stands for."""
        return Fact(kind=kind, **dict(self))


class Policies(Strict):
    """Body of `PUT /v1/policies`."""

    policies: list[Record] = Field(max_length=MOST)


class Orders(Strict):
    """Body of `PUT /v1/orders`. Only `order_id` is required of an order; fields we do not know are kept."""

    orders: list[OrderData] = Field(max_length=MOST)


class Contacts(Strict):
    """Body of `PUT /v1/contacts`."""

    contacts: list[Record] = Field(max_length=MOST)


class Notes(Strict):
    """Body of `PUT /v1/notes`: what was verified, such as a fault or its cause."""

    notes: list[Record] = Field(max_length=MOST)


class Stored(BaseModel):
    """How many records were new, changed, and already there with the same content.

    `warnings` name records that are stored but not used in drafts, because they steer the writing system.
    """

    created: int
    updated: int
    unchanged: int
    warnings: list[str] = []


class FoundPassage(BaseModel):
    """A passage that search found. `start` and `end` count code points of the record's text."""

    id: str
    fact_id: str
    kind: FactKind
    title: str
    heading: str
    text: str
    start: int
    end: int
    source: str | None
    score: float
    dense: float | None
    lexical: float | None


class SearchResult(BaseModel):
    """What the drafter would find."""

    query: str
    results: list[FoundPassage]
    orders: list[Fact]


class FileReport(BaseModel):
    """What an uploaded file added, and the rows that could not be taken."""

    created: int
    updated: int
    unchanged: int
    removed: int
    failures: list[dict[str, Any]]
    warnings: list[str] = []


@router.put("/v1/policies", response_model=Stored)
def put_policies(body: Policies, services: ServicesOf, _: MayKnow) -> Response:
    """Add or replace policies."""
    return _put(services, [record.as_fact(FactKind.POLICY) for record in body.policies])


@router.put("/v1/contacts", response_model=Stored)
def put_contacts(body: Contacts, services: ServicesOf, _: MayKnow) -> Response:
    """Add or replace ways to reach you."""
    return _put(services, [record.as_fact(FactKind.CONTACT) for record in body.contacts])


@router.put("/v1/notes", response_model=Stored)
def put_notes(body: Notes, services: ServicesOf, _: MayKnow) -> Response:
    """Add or replace verified notes."""
    return _put(services, [record.as_fact(FactKind.NOTE) for record in body.notes])


@router.put("/v1/orders", response_model=Stored)
def put_orders(body: Orders, services: ServicesOf, _: MayKnow) -> Response:
    """Add or replace orders."""
    for order in body.orders:
        require_plain(order.model_extra, order.order_id)
    return _put(services, [fact_from_order(order) for order in body.orders])


@router.delete("/v1/policies/{record_id:path}", status_code=204, responses=documented(404))
def delete_policy(record_id: Annotated[str, Path(max_length=200)], services: ServicesOf, _: MayKnow) -> None:
    """Remove a policy."""
    _delete(services, FactKind.POLICY, record_id, record_id)


@router.delete("/v1/contacts/{record_id:path}", status_code=204, responses=documented(404))
def delete_contact(record_id: Annotated[str, Path(max_length=200)], services: ServicesOf, _: MayKnow) -> None:
    """Remove a contact."""
    _delete(services, FactKind.CONTACT, record_id, record_id)


@router.delete("/v1/notes/{record_id:path}", status_code=204, responses=documented(404))
def delete_note(record_id: Annotated[str, Path(max_length=200)], services: ServicesOf, _: MayKnow) -> None:
    """Remove a note."""
    _delete(services, FactKind.NOTE, record_id, record_id)


@router.delete("/v1/orders/{order_id:path}", status_code=204, responses=documented(404))
def delete_order(order_id: Annotated[str, Path(max_length=200)], services: ServicesOf, _: MayKnow) -> None:
    """Remove an order."""
    _delete(services, FactKind.ORDER, order_fact_id(order_id), order_id)


@router.get("/v1/knowledge/search", response_model=SearchResult)
def search(
    services: ServicesOf,
    _: MaySearch,
    q: Annotated[str, Query(max_length=4000)] = "",
    order_id: Annotated[str | None, Query(max_length=200)] = None,
    kind: FactKind | None = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 5,
) -> Response:
    """Search as the drafter does: passages by meaning and words, an order by its exact id."""
    if not q.strip() and not order_id:
        raise InvalidInput("q is empty", remedy="say what to look for in q, or name an order in order_id")
    kinds = (kind,) if kind else (FactKind.POLICY, FactKind.CONTACT, FactKind.NOTE)
    hits = services.retriever.search(q, k=limit, kinds=kinds) if q.strip() else []
    orders = services.store.facts.get(FactKind.ORDER, [order_fact_id(order_id)]) if order_id else []
    results = [
        FoundPassage(
            id=hit.passage.id,
            fact_id=hit.passage.fact_id,
            kind=hit.passage.kind,
            title=hit.passage.title,
            heading=hit.passage.heading,
            text=hit.passage.text,
            start=hit.passage.start,
            end=hit.passage.end,
            source=hit.passage.source,
            score=hit.score,
            dense=hit.dense,
            lexical=hit.lexical,
        )
        for hit in hits
    ]
    return json_answer(SearchResult(query=q, results=results, orders=orders))


@router.post("/v1/knowledge/files", status_code=201, response_model=FileReport, responses=documented(415))
def upload(file: UploadFile, services: ServicesOf, _: MayKnow, kind: FactKind | None = None) -> Response:
    """Read policies, orders or contacts from a file (Markdown, HTML, PDF, DOCX, CSV, JSON lines, text)."""
    name = file.filename or "upload"
    report = ingest_upload(name, file.file.read(), services.store.facts, kind=kind, inspect=warning)
    whole = [failure for failure in report.failures if failure.line is None]
    if whole and not (report.created or report.updated or report.unchanged):
        reason = f"{name} was not taken: {whole[0].reason}"
        raise Unsupported(reason, remedy=f"upload one of {', '.join(READERS)}")
    services.retriever.sync()
    body = FileReport(
        created=len(report.created),
        updated=len(report.updated),
        unchanged=len(report.unchanged),
        removed=len(report.removed),
        failures=[{"source": f.source, "line": f.line, "reason": f.reason} for f in report.failures],
        warnings=[f.reason for f in report.warnings],
    )
    return json_answer(body, 201)


def _put(services: Services, facts: Sequence[Fact]) -> Response:
    require_typed(facts)
    latest = list({fact.id: fact for fact in facts}.values())
    done = put(latest, services.store.facts)
    services.retriever.sync()
    return json_answer(
        Stored(
            created=len(done.created),
            updated=len(done.updated),
            unchanged=len(done.unchanged),
            warnings=[said for fact in latest if fact.kind is not FactKind.ORDER and (said := warning(fact))],
        )
    )


def _delete(services: Services, kind: FactKind, fact_id: str, named: str) -> None:
    if not services.store.facts.delete(kind, [fact_id]):
        raise NotFound(f"there is no {kind} {named!r}")
    services.retriever.sync()
