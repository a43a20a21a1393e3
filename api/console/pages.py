"""What every page shares: templates, headers, who is looking."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import Depends, FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool

from api.errors import Forbidden
from api.routes.access import services_of, session_of
from api.routes.people import with_session
from api.store.keys import Scope
from api.store.sessions import Session

HEADERS: Final = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-cache",
    }
)
_STATIC: Final = Path(__file__).parent / "static"
NAVIGATION: Final = (
    ("/", "Queue", Scope.REVIEW),
    ("/playground", "Playground", Scope.REVIEW),
    ("/overview", "Overview", Scope.REVIEW),
    ("/knowledge", "Knowledge", Scope.KNOWLEDGE),
    ("/webhooks", "Webhooks", Scope.ADMIN),
    ("/people", "People", Scope.ADMIN),
)
"""The pages of the bar on top, and what one must be allowed to see each."""


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("api.console"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["sentence"] = lambda text: f"{str(text)[:1].upper()}{str(text)[1:]}"
    made.filters["spaced"] = lambda word: str(word).replace("_", " ")
    made.filters["left"] = left
    return made


def left(moment: datetime, now: datetime) -> str:
    """Return how long it is until `moment` in its two largest units, or how late it is."""
    seconds = int(abs((moment - now).total_seconds()))
    days, hours, minutes = seconds // 86_400, seconds // 3_600 % 24, seconds // 60 % 60
    told = f"{days} d {hours} h" if days else f"{hours} h {minutes:02} min" if hours else f"{minutes} min"
    return f"{told} late" if moment < now else told


_templates: Final = _environment()


class NotSignedIn(Exception):
    """Nobody is signed in; the page is shown once somebody is."""


def page(
    template: str, request: Request, session: Session | None = None, /, *, status: int = 200, **values: Any
) -> Response:
    """Return a page from a template; with a session, its token is renewed when it is old."""
    links = [link for link in NAVIGATION if session and session.who.allows(link[2])]
    told = {"session": session, "navigation": links, "path": request.url.path, "stamp": _stamp()}
    content = _templates.get_template(template).render(told | values)
    response = Response(content, status, HEADERS, media_type="text/html; charset=utf-8")
    if session:
        token = services_of(request).store.sessions.rotate(session, datetime.now(UTC))
        if token:
            with_session(response, request, token)
    return response


def _stamp() -> str:
    """Return what changes whenever a static file does, so that no browser keeps an old script beside a new page."""
    return f"{max(file.stat().st_mtime_ns for file in _STATIC.iterdir()) // 1_000_000:x}"


def seen_by(*scopes: Scope) -> Callable[..., Coroutine[Any, Any, Session]]:
    """Return a dependency that lets in sessions with any of `scopes` and returns the session."""

    async def reader(request: Request) -> Session:
        session = await run_in_threadpool(session_of, request)
        if session is None:
            raise NotSignedIn
        if not any(session.who.allows(scope) for scope in scopes):
            raise Forbidden("you may not see this page", remedy="ask an admin for another role")
        return session

    return reader


Reviewing = Annotated[Session, Depends(seen_by(Scope.REVIEW))]
Knowing = Annotated[Session, Depends(seen_by(Scope.KNOWLEDGE))]
Administering = Annotated[Session, Depends(seen_by(Scope.ADMIN))]
SignedIn = Annotated[Session, Depends(seen_by(*Scope))]


def is_from_here(request: Request) -> bool:
    """Return whether a form was sent from a page of this host: browsers say so, and a lie needs no browser."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("host")


def check_form(request: Request, session: Session, told: str | None) -> None:
    """Do nothing if a form carries the session's token.

    Raises:
        Forbidden: it may come from another site.
    """
    if not is_from_here(request) or not hmac.compare_digest((told or "").encode(), session.csrf.encode()):
        raise Forbidden("the form was not sent from a page of yours", remedy="open the page again and repeat it")


def install_errors(app: FastAPI) -> None:
    """Send who is not signed in to the sign-in page."""

    async def to_sign_in(request: Request, _: Exception) -> Response:
        where = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?next={quote(where, safe='')}", 303)

    app.add_exception_handler(NotSignedIn, to_sign_in)


def local(path: str | None) -> str:
    """Return a path of this service to go on to; `/` when it leads anywhere else."""
    if path and path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable():
        return path
    return "/"
