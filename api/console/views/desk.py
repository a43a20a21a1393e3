"""The reviewer's desk."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.console.pages import Reviewing, page
from api.models import Channel

router = APIRouter(include_in_schema=False)


@router.get("/")
def desk(request: Request, session: Reviewing) -> Response:
    """Return the desk."""
    return page("desk.html", request, session, channels=list(Channel))
