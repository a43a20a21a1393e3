"""The reviewer's desk in the browser: static files that talk to the JSON API, and nothing else."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}

router = APIRouter(include_in_schema=False)


@router.get("/")
def desk() -> Response:
    """Return the desk's page."""
    return FileResponse(STATIC / "desk.html", headers=HEADERS)


class _Guarded(StaticFiles):
    """Static files with the desk's headers."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, or 404."""
        response = await super().get_response(path, scope)
        response.headers.update(HEADERS)
        return response


def install(app: FastAPI) -> None:
    """Serve the desk at `/`."""
    app.include_router(router)
    app.mount("/console", _Guarded(directory=STATIC), name="console")
