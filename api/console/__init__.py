"""The console in the browser: pages rendered here, a little script on top, all work done over the documented API."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api.console.pages import HEADERS, install_errors
from api.console.views import (
    coming_in,
    draft,
    elsewhere,
    incidents,
    knowledge,
    overview,
    people,
    playground,
    queue,
    reference,
    webhooks,
)

STATIC = Path(__file__).parent / "static"
VIEWS = (coming_in, elsewhere, queue, draft, incidents, playground, overview, knowledge, people, webhooks, reference)


class _Guarded(StaticFiles):
    """Static files with the console's headers."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, or 404."""
        response = await super().get_response(path, scope)
        response.headers.update(HEADERS)
        return response


def install(app: FastAPI) -> None:
    """Serve the console at `/`."""
    for view in VIEWS:
        app.include_router(view.router)
    install_errors(app)
    app.mount("/console", _Guarded(directory=STATIC), name="console")
