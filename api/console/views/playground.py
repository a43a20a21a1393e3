"""A place to try: a complaint and what is made of it, a reply and what the guardrails say."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.console.pages import Reviewing, page
from api.models import Channel

router = APIRouter(include_in_schema=False)


@router.get("/playground")
def playground(request: Request, session: Reviewing) -> Response:
    """Return the playground."""
    return page("playground.html", request, session, channels=list(Channel))
