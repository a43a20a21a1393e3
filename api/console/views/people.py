"""Who may come in: accounts, invitations, API keys."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.console.pages import Administering, page
from api.routes.access import ServicesOf
from api.store.keys import Scope
from api.store.people import Role

router = APIRouter(include_in_schema=False)


@router.get("/people")
def people(request: Request, services: ServicesOf, session: Administering) -> Response:
    """Return the page of people and keys."""
    store = services.store
    return page(
        "people.html",
        request,
        session,
        people=store.people.list(),
        invitations=store.people.invitations(datetime.now(UTC)),
        keys=[key for key in store.keys.list() if key.revoked_at is None],
        roles=list(Role),
        scopes=list(Scope),
    )
