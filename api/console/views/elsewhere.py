"""Signing in with the identity provider: the way there, and back."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.console.pages import local
from api.console.views.coming_in import sign_in_form
from api.errors import NotFound, Problem
from api.people.elsewhere import Answer, Elsewhere
from api.routes.access import ServicesOf, is_secure, session_of
from api.routes.people import address_of, public_base, with_session
from api.services import Services
from api.store.sign_ins import SIGN_IN_TIME

BACK = "/sign-in/provider/callback"
"""Where the provider sends people back to; to be registered there."""
COOKIE = "amends_sign_in"
"""Binds a sign-in under way to its browser; over HTTPS its name begins with `__Host-`."""
_LONGEST_WAY = 2000
_NOT_KEPT = {"Cache-Control": "no-store"}
router = APIRouter(include_in_schema=False)
Told = Annotated[str | None, Query()]


@router.get("/sign-in/provider")
def begin(request: Request, services: ServicesOf, next: Told = None) -> Response:  # noqa: A002 - the query's own name
    """Send the browser to the identity provider."""
    elsewhere = _configured(services)
    if session_of(request):
        return RedirectResponse(local(next), 303)
    try:
        url, secret = elsewhere.begin(public_base(request) + BACK)
    except Problem as problem:
        return sign_in_form(request, onward=next, problem=problem)
    response = RedirectResponse(url, 303, _NOT_KEPT)
    response.set_cookie(
        _cookie(request),
        f"{secret}.{_packed(local(next))}",
        max_age=int(SIGN_IN_TIME.total_seconds()),
        httponly=True,
        samesite="lax",  # the provider sends people back from another site
        secure=is_secure(request),
        path="/",
    )
    return response


@router.get(BACK)
def back(
    request: Request,
    services: ServicesOf,
    code: Told = None,
    state: Told = None,
    error: Told = None,
    iss: Told = None,
) -> Response:
    """Let in whom the identity provider vouches for; whatever session the browser had before ends."""
    elsewhere = _configured(services)
    secret, _, packed = request.cookies.get(_cookie(request), "").partition(".")
    onward = local(unquote(packed))
    answer = Answer(code=code, state=state, error=error, issuer=iss)
    try:
        token = elsewhere.finish(answer, secret, public_base(request) + BACK, address=address_of(request))
    except Problem as problem:
        return _done(request, sign_in_form(request, onward=onward, problem=problem))
    before = session_of(request)
    if before:
        services.store.sessions.end(before.id)
    return with_session(_done(request, RedirectResponse(onward, 303)), request, token)


def _configured(services: Services) -> Elsewhere:
    if services.elsewhere is None:
        raise NotFound("no identity provider is configured", remedy="sign in with a password")
    return services.elsewhere


def _packed(way: str) -> str:
    packed = quote(way, safe="")
    return packed if len(packed) <= _LONGEST_WAY else quote("/", safe="")


def _cookie(request: Request) -> str:
    return f"__Host-{COOKIE}" if is_secure(request) else COOKIE


def _done(request: Request, response: Response) -> Response:
    """Return the response, which takes the cookie away: a sign-in is finished once."""
    response.delete_cookie(_cookie(request), path="/", httponly=True, secure=is_secure(request))
    response.headers.update(_NOT_KEPT)
    return response
