"""Who is calling, and what they may do."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.errors import Forbidden, Unauthenticated
from api.services import Services
from api.store.keys import Key, Scope

_bearer = HTTPBearer(auto_error=False, description="An API key, as `amends keys create` shows it once")


def services_of(request: Request) -> Services:
    """Return the services that the application was made with."""
    services: Services = request.app.state.services
    return services


def needs(*scopes: Scope) -> Callable[..., Coroutine[Any, Any, Key]]:
    """Return a dependency that lets in keys with any of `scopes` (admin always has them) and returns the key."""

    async def caller(
        request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
    ) -> Key:
        if credentials is None:
            raise Unauthenticated(
                "no API key was sent", remedy="send the header 'Authorization: Bearer <key>'; see 'amends keys --help'"
            )
        key = services_of(request).store.keys.authenticate(credentials.credentials)
        if key is None:
            raise Unauthenticated("the API key is not known", remedy="make a key with 'amends keys create'")
        if not any(key.allows(scope) for scope in scopes):
            wanted = " or ".join(scopes)
            raise Forbidden(
                f"the key {key.name!r} has the scopes {', '.join(sorted(key.scopes))}; this needs {wanted}",
                remedy="use a key with that scope",
            )
        return key

    return caller


ServicesOf = Annotated[Services, Depends(services_of)]
MayDraft = Annotated[Key, Depends(needs(Scope.DRAFT))]
MayReview = Annotated[Key, Depends(needs(Scope.REVIEW))]
MayRead = Annotated[Key, Depends(needs(Scope.DRAFT, Scope.REVIEW))]
MayKnow = Annotated[Key, Depends(needs(Scope.KNOWLEDGE))]
MaySearch = Annotated[Key, Depends(needs(Scope.KNOWLEDGE, Scope.DRAFT, Scope.REVIEW))]
