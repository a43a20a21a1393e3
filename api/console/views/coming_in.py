"""Signing in and out, and taking up an invitation. These pages work without script."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import RedirectResponse, Response

from api.console.pages import SignedIn, check_form, is_from_here, local, page
from api.errors import Forbidden, Problem
from api.routes.access import ServicesOf, services_of, session_of
from api.routes.people import address_of, with_session, without_session

router = APIRouter(include_in_schema=False)
Typed = Annotated[str, Form(max_length=1000)]


@router.get("/sign-in")
def sign_in_page(request: Request, next: str | None = None) -> Response:  # noqa: A002 - the query's own name
    """Return the sign-in page; who is signed in goes on at once."""
    if session_of(request):
        return RedirectResponse(local(next), 303)
    return sign_in_form(request, onward=next)


@router.post("/sign-in")
def sign_in(
    request: Request,
    services: ServicesOf,
    email: Typed = "",
    password: Typed = "",
    key: Typed = "",
    next: Typed = "/",  # noqa: A002 - the form's own name
) -> Response:
    """Sign in with an address and a password, or with an API key."""
    _from_here(request)
    try:
        if key:
            token = services.accounts.sign_in_with_key(key.strip(), address=address_of(request))
        else:
            token = services.accounts.sign_in(email, password, address=address_of(request))
    except Problem as problem:
        return sign_in_form(request, onward=next, problem=problem, email=email)
    return with_session(RedirectResponse(local(next), 303), request, token)


@router.post("/sign-out")
def sign_out(request: Request, services: ServicesOf, session: SignedIn, csrf: Typed = "") -> Response:
    """End the session."""
    check_form(request, session, csrf)
    services.store.sessions.end(session.id)
    return without_session(RedirectResponse("/sign-in", 303), request)


@router.get("/invitation/{token}")
def invitation_page(request: Request, services: ServicesOf, token: Annotated[str, Path(max_length=100)]) -> Response:
    """Return the page on which an invitation is taken up."""
    try:
        invitation = services.accounts.invitation(token)
    except Problem as problem:
        return page("invitation.html", request, status=404, invitation=None, problem=problem, name="", email="")
    return page("invitation.html", request, invitation=invitation, problem=None, name="", email="")


@router.post("/invitation/{token}")
def accept(
    request: Request,
    services: ServicesOf,
    token: Annotated[str, Path(max_length=100)],
    name: Typed = "",
    email: Typed = "",
    password: Typed = "",
) -> Response:
    """Take up an invitation."""
    _from_here(request)
    try:
        session = services.accounts.accept(token, email=email, name=name, password=password)
    except Problem as problem:
        try:
            invitation = services.accounts.invitation(token)
        except Problem as gone:
            return page("invitation.html", request, status=404, invitation=None, problem=gone, name="", email="")
        return page(
            "invitation.html",
            request,
            status=problem.status,
            invitation=invitation,
            problem=problem,
            name=name,
            email=email,
        )
    return with_session(RedirectResponse("/", 303), request, session)


def sign_in_form(request: Request, *, onward: str | None, problem: Problem | None = None, email: str = "") -> Response:
    """Return the sign-in page, with what was wrong with the last try."""
    elsewhere = services_of(request).elsewhere
    return page(
        "sign_in.html",
        request,
        status=problem.status if problem else 200,
        next=local(onward),
        problem=problem,
        email=email,
        provider=elsewhere.provider.name if elsewhere else None,
    )


def _from_here(request: Request) -> None:
    if not is_from_here(request):
        raise Forbidden("the form was sent from another site", remedy="open this page itself")
