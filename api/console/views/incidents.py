"""Incidents: many complaints of one thing, the one line that answers them, and the cases that are its."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from api.cases.incidents import Incident, IncidentStatus
from api.console.pages import Reviewing, page
from api.errors import InvalidInput, NotFound
from api.routes.access import ServicesOf
from api.services import Services
from api.store.incident_cases import MOST
from api.store.keys import Scope

router = APIRouter(include_in_schema=False)
_AT_ONCE = 20


@router.get("/incidents")
def incidents(
    request: Request,
    session: Reviewing,
    services: ServicesOf,
    status: str = IncidentStatus.OPEN.value,
    cursor: Annotated[str, Query(max_length=500)] = "",
) -> Response:
    """Return the incidents that are open, or the closed ones; a status that is none shows the open ones."""
    wanted = IncidentStatus(status) if status in set(IncidentStatus) else IncidentStatus.OPEN
    try:
        found = services.store.incidents.list(wanted, cursor or None, _AT_ONCE)
    except InvalidInput:
        found = services.store.incidents.list(wanted, None, _AT_ONCE)
    following = {"status": wanted.value, "cursor": found.next_cursor}
    return page(
        "incidents.html",
        request,
        session,
        shown=[_told(services, one) for one in found.incidents],
        wanted=wanted,
        open_ones=services.store.incident_cases.open_ones(),
        following=f"/incidents?{urlencode(following)}" if found.next_cursor else None,
    )


@router.get("/incidents/{incident_id}")
def incident(
    request: Request, session: Reviewing, services: ServicesOf, incident_id: Annotated[str, Path(max_length=100)]
) -> Response:
    """Return the page of one incident."""
    try:
        found = services.store.incidents.get(incident_id)
    except NotFound:
        return page("no_incident.html", request, session, status=404, incident_id=incident_id)
    return page(
        "incident.html",
        request,
        session,
        **_told(services, found),
        cases=services.store.incident_cases.of(incident_id),
        most=MOST,
        may_lead=session.who.allows(Scope.KNOWLEDGE),
    )


def _told(services: Services, one: Incident) -> dict[str, Any]:
    """Return an incident with what its complaints are about, and how much more came in than usual."""
    return {"one": one, "matter": services.incidents.matter(one), "spike": services.incidents.spike(one)}
