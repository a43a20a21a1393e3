"""What is on record: what is loaded and how fresh, the facts one by one, and the drafts that rest on them."""

from __future__ import annotations

import json
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from api.console.pages import Knowing, page
from api.errors import InvalidInput, NotFound
from api.routes.access import ServicesOf
from api.routes.facts import EXCERPT, detail_of, today
from api.services import Services
from api.store.fact_lists import FactState, ListedPage, Wanted
from api.store.keys import Scope
from knowledge.facts import Fact, FactKind
from knowledge.ingest import READERS
from knowledge.orders import order_fact_id

router = APIRouter(include_in_schema=False)
_COLLECTIONS = {
    FactKind.POLICY: "policies",
    FactKind.ORDER: "orders",
    FactKind.CONTACT: "contacts",
    FactKind.NOTE: "notes",
}
_AT_ONCE = 50


@router.get("/knowledge")
def knowledge(
    request: Request,
    session: Knowing,
    services: ServicesOf,
    kind: str = "",
    q: Annotated[str, Query(max_length=200)] = "",
    source: Annotated[str, Query(max_length=2000)] = "",
    state: str = "",
    cursor: Annotated[str, Query(max_length=1000)] = "",
) -> Response:
    """Return the page of what is loaded; a filter that is none, as of an old link, filters nothing."""
    asked = {"kind": kind, "q": q, "source": source, "state": state}
    wanted = Wanted(
        FactKind(kind) if kind in set(FactKind) else None,
        q,
        source or None,
        FactState(state) if state in set(FactState) else None,
    )
    found = _found(services, wanted, cursor)
    origins, number = services.store.fact_lists.origins()
    return page(
        "knowledge.html",
        request,
        session,
        kinds=services.store.fact_lists.loaded(today()),
        origins=origins,
        origins_in_all=number,
        facts=[{"one": one, "state": one.state(today()), "href": href_of(one.fact)} for one in found.facts],
        excerpt=EXCERPT,
        asked=asked,
        filtered=any(asked.values()),
        first=_link(asked) if cursor else None,
        following=_link(asked | {"cursor": found.next_cursor}) if found.next_cursor else None,
        link=lambda **more: _link(more),
        all_kinds=list(FactKind),
        states=list(FactState),
        suffixes=list(READERS),
    )


@router.get("/knowledge/facts/{kind}/{fact_id:path}")
def fact(
    request: Request,
    session: Knowing,
    services: ServicesOf,
    kind: FactKind,
    fact_id: Annotated[str, Path(max_length=200)],
    cursor: Annotated[str, Query(max_length=1000)] = "",
) -> Response:
    """Return the page of one fact."""
    try:
        told = detail_of(services, kind, fact_id)
    except NotFound:
        return page("no_fact.html", request, session, status=404, kind=kind, fact_id=fact_id)
    citing = services.store.citations.of(kind, fact_id, cursor or None, _AT_ONCE)
    here = href_of(told.fact)
    return page(
        "fact.html",
        request,
        session,
        told=told,
        fact=told.fact,
        citing=citing,
        following=f"{here}?{urlencode({'cursor': citing.next_cursor})}" if citing.next_cursor else None,
        typed=json.dumps(told.fact.data, indent=2, ensure_ascii=False),
        collection=_COLLECTIONS[kind],
        record=_record_id(told.fact),
        reads_drafts=session.who.allows(Scope.REVIEW),
    )


def href_of(fact: Fact) -> str:
    """Return the address of a fact's page."""
    return f"/knowledge/facts/{fact.kind}/{quote(fact.id, safe='')}"


def _found(services: Services, wanted: Wanted, cursor: str) -> ListedPage:
    try:
        return services.store.fact_lists.page(today(), wanted, cursor or None, _AT_ONCE)
    except InvalidInput:
        return services.store.fact_lists.page(today(), wanted, None, _AT_ONCE)


def _link(asked: dict[str, Any]) -> str:
    given = {name: value for name, value in asked.items() if value}
    return f"/knowledge?{urlencode(given)}#facts" if given else "/knowledge#facts"


def _record_id(fact: Fact) -> str:
    """Return the id by which the API changes and removes it: an order's is its number."""
    number = str((fact.data or {}).get("order_id", ""))
    return number if fact.kind is FactKind.ORDER and order_fact_id(number) == fact.id else fact.id
