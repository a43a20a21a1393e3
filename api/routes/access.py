"""Who is calling, and what they may do: an API key in the header, or a session of the console in a cookie."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from api.errors import Forbidden, Unauthenticated
from api.services import Services
from api.store.keys import Key, Scope
from api.store.sessions import Session

COOKIE = "amends_session"
"""The session's cookie; over HTTPS its name begins with `__Host-`, which binds it to this host."""
CSRF_HEADER = "X-CSRF-Token"
"""What a request that changes something carries beside the cookie: other sites can send the cookie, not this."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_bearer = HTTPBearer(auto_error=False, description="An API key, as `amends keys create` shows it once")


def services_of(request: Request) -> Services:
    """Return the services that the application was made with."""
    services: Services = request.app.state.services
    return services


def cookie_name(request: Request) -> str:
    """Return the name under which the session's cookie is kept."""
    return f"__Host-{COOKIE}" if is_secure(request) else COOKIE


def is_secure(request: Request) -> bool:
    """Return whether the browser speaks HTTPS, be it with a proxy that does not say so here."""
    public = services_of(request).settings.public_url or ""
    return request.url.scheme == "https" or public.startswith("https://")


def session_of(request: Request) -> Session | None:
    """Return the session whose cookie came with the request; None when there is none."""
    token = request.cookies.get(cookie_name(request))
    return services_of(request).store.sessions.of(token, datetime.now(UTC)) if token else None


def is_forged(request: Request, session: Session, told: str | None) -> bool:
    """Return whether a request that changes something may come from another site: `told` is the token it carries."""
    if request.method in _SAFE:
        return False
    return not hmac.compare_digest((told or "").encode(), session.csrf.encode())


def needs(*scopes: Scope) -> Callable[..., Coroutine[Any, Any, Key]]:
    """Return a dependency that lets in keys with any of `scopes` (admin always has them) and returns the key.

    A person signed in at the console comes in by their session, in the terms of a key.
    """

    async def caller(
        request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
    ) -> Key:
        if credentials is not None:
            key = services_of(request).store.keys.authenticate(credentials.credentials)
            if key is None:
                raise Unauthenticated("the API key is not known", remedy="make a key with 'amends keys create'")
        else:
            key = await run_in_threadpool(_by_session, request)
        if not any(key.allows(scope) for scope in scopes):
            wanted = " or ".join(scopes)
            raise Forbidden(
                f"the key {key.name!r} has the scopes {', '.join(sorted(key.scopes))}; this needs {wanted}",
                remedy="use a key with that scope",
            )
        return key

    return caller


def _by_session(request: Request) -> Key:
    session = session_of(request)
    if session is None:
        raise Unauthenticated(
            "no API key was sent", remedy="send the header 'Authorization: Bearer <key>'; see 'amends keys --help'"
        )
    if is_forged(request, session, request.headers.get(CSRF_HEADER)):
        raise Forbidden(
            f"the request lacks the {CSRF_HEADER} of its session",
            remedy="read it with GET /v1/me and send it as a header, or use an API key",
        )
    return session.who


ServicesOf = Annotated[Services, Depends(services_of)]
MayDraft = Annotated[Key, Depends(needs(Scope.DRAFT))]
MayReview = Annotated[Key, Depends(needs(Scope.REVIEW))]
MayRead = Annotated[Key, Depends(needs(Scope.DRAFT, Scope.REVIEW))]
MayKnow = Annotated[Key, Depends(needs(Scope.KNOWLEDGE))]
MaySearch = Annotated[Key, Depends(needs(Scope.KNOWLEDGE, Scope.DRAFT, Scope.REVIEW))]
MayAdminister = Annotated[Key, Depends(needs(Scope.ADMIN))]
Anybody = Annotated[Key, Depends(needs(*Scope))]
