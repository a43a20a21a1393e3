"""`/v1/people`, `/v1/invitations`, `/v1/keys`, `/v1/me`, `/v1/sessions`: who may come in, and as what."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field, SecretStr

from api.errors import Conflict, NotFound
from api.models import Strict, Truth
from api.problems import documented
from api.routes.access import Anybody, MayAdminister, ServicesOf, cookie_name, is_secure, services_of, session_of
from api.store.keys import Key, Scope
from api.store.people import Invitation, Person, Role
from knowledge.facts import Text

router = APIRouter(tags=["people"])
Id = Annotated[str, Path(max_length=100)]
Secret = Annotated[SecretStr, Field(min_length=1, max_length=1000)]


class PersonBody(BaseModel):
    """An account."""

    id: str
    email: str
    name: str
    role: Role
    created_at: datetime
    disabled: bool

    @classmethod
    def of(cls, person: Person) -> PersonBody:
        """Return the account as it is told."""
        return cls(
            id=person.id,
            email=person.email,
            name=person.name,
            role=person.role,
            created_at=person.created_at,
            disabled=person.disabled_at is not None,
        )


class People(BaseModel):
    """Everybody with an account."""

    people: list[PersonBody]


class PersonChange(Strict):
    """Body of `PATCH /v1/people/{id}`."""

    name: Text | None = Field(default=None, min_length=1, max_length=200)
    role: Role | None = None
    disabled: Truth | None = None


class InvitationRequest(Strict):
    """Body of `POST /v1/invitations`. Without `email`, whoever holds the link chooses the address."""

    email: Text | None = Field(default=None, max_length=320)
    role: Role = Role.REVIEWER


class InvitationBody(BaseModel):
    """An invitation; `path` leads to it on this service and is told only once."""

    id: str
    email: str | None
    role: Role
    invited_by: str
    expires_at: datetime
    path: str | None = None

    @classmethod
    def of(cls, invitation: Invitation, token: str | None = None) -> InvitationBody:
        """Return the invitation as it is told."""
        return cls(
            id=invitation.id,
            email=invitation.email,
            role=invitation.role,
            invited_by=invitation.invited_by,
            expires_at=invitation.expires_at,
            path=f"/invitation/{token}" if token else None,
        )


class Invitations(BaseModel):
    """The invitations that can still be taken up."""

    invitations: list[InvitationBody]


class KeyRequest(Strict):
    """Body of `POST /v1/keys`."""

    name: Text = Field(min_length=1, max_length=200)
    scopes: list[Scope] = Field(min_length=1, max_length=4)


class KeyBody(BaseModel):
    """An API key; `key` is its secret and is told only once."""

    id: str
    name: str
    scopes: list[Scope]
    created_at: datetime
    revoked_at: datetime | None = None
    key: str | None = None

    @classmethod
    def of(cls, key: Key, secret: str | None = None) -> KeyBody:
        """Return the key as it is told."""
        return cls(
            id=key.id,
            name=key.name,
            scopes=sorted(key.scopes),
            created_at=key.created_at,
            revoked_at=key.revoked_at,
            key=secret,
        )


class Keys(BaseModel):
    """Every API key."""

    keys: list[KeyBody]


class Me(BaseModel):
    """Who is calling; of a session, what must come as `X-CSRF-Token` with requests that change something."""

    id: str
    name: str
    scopes: list[Scope]
    role: Role | None = None
    csrf: str | None = None


class SignIn(Strict):
    """Body of `POST /v1/sessions`: an address with a password."""

    email: Text = Field(max_length=320)
    password: Secret


class PasswordChange(Strict):
    """Body of `PUT /v1/me/password`."""

    old: Secret
    new: Secret


@router.get("/v1/me")
def me(key: Anybody, request: Request) -> Me:
    """Return who is calling."""
    session = None if request.headers.get("authorization") else session_of(request)
    role, csrf = (session.role, session.csrf) if session else (None, None)
    return Me(id=key.id, name=key.name, scopes=sorted(key.scopes), role=role, csrf=csrf)


@router.put("/v1/me/password", status_code=204, responses=documented(401, 409, 429))
def change_password(body: PasswordChange, key: Anybody, services: ServicesOf, request: Request) -> Response:
    """Change the caller's password; their other sessions end."""
    session = session_of(request)
    if session is None or session.role is None:
        raise Conflict("an API key has no password", remedy="sign in with your own account")
    person = services.store.people.get(key.id)
    old, new = body.old.get_secret_value(), body.new.get_secret_value()
    token = services.accounts.change_password(person, old, new, address=address_of(request))
    return with_session(Response(status_code=204), request, token)


@router.post("/v1/sessions", status_code=201, response_model=Me, responses=documented(401, 429))
def sign_in(body: SignIn, services: ServicesOf, request: Request, response: Response) -> Me:
    """Sign in: the session is a cookie, and the answer holds its `csrf`."""
    token = services.accounts.sign_in(body.email, body.password.get_secret_value(), address=address_of(request))
    with_session(response, request, token)
    session = services.store.sessions.of(token, datetime.now(UTC))
    if session is None:
        raise NotFound("the session ended at once", remedy="sign in again")
    who = session.who
    return Me(id=who.id, name=who.name, scopes=sorted(who.scopes), role=session.role, csrf=session.csrf)


@router.delete("/v1/sessions/current", status_code=204)
def sign_out(services: ServicesOf, _: Anybody, request: Request) -> Response:
    """End the caller's session."""
    session = session_of(request)
    if session:
        services.store.sessions.end(session.id)
    return without_session(Response(status_code=204), request)


@router.get("/v1/people")
def list_people(services: ServicesOf, _: MayAdminister) -> People:
    """Return everybody with an account."""
    return People(people=[PersonBody.of(person) for person in services.store.people.list()])


@router.patch("/v1/people/{person_id}", responses=documented(404, 409))
def change_person(person_id: Id, body: PersonChange, services: ServicesOf, _: MayAdminister) -> PersonBody:
    """Change a person's name or role, or shut them out; the last admin stays."""
    person = services.store.people.change(person_id, role=body.role, disabled=body.disabled, name=body.name)
    return PersonBody.of(person)


@router.get("/v1/invitations")
def list_invitations(services: ServicesOf, _: MayAdminister) -> Invitations:
    """Return the invitations that can still be taken up."""
    found = services.store.people.invitations(datetime.now(UTC))
    return Invitations(invitations=[InvitationBody.of(one) for one in found])


@router.post("/v1/invitations", status_code=201, responses=documented(409))
def invite(body: InvitationRequest, services: ServicesOf, key: MayAdminister) -> InvitationBody:
    """Invite somebody; the link is told only in this answer."""
    invitation, token = services.accounts.invite(body.email, body.role, invited_by=key.name)
    return InvitationBody.of(invitation, token)


@router.delete("/v1/invitations/{invitation_id}", status_code=204, responses=documented(404))
def withdraw(invitation_id: Id, services: ServicesOf, _: MayAdminister) -> Response:
    """Take back an invitation."""
    if not services.store.people.withdraw(invitation_id, datetime.now(UTC)):
        raise NotFound(f"there is no open invitation {invitation_id!r}", remedy="list them with GET /v1/invitations")
    return Response(status_code=204)


@router.get("/v1/keys")
def list_keys(services: ServicesOf, _: MayAdminister) -> Keys:
    """Return every API key, without its secret."""
    return Keys(keys=[KeyBody.of(key) for key in services.store.keys.list()])


@router.post("/v1/keys", status_code=201)
def create_key(body: KeyRequest, services: ServicesOf, _: MayAdminister) -> KeyBody:
    """Make an API key; its secret is told only in this answer."""
    key, secret = services.store.keys.create(body.name, body.scopes)
    return KeyBody.of(key, secret)


@router.delete("/v1/keys/{key_id}", status_code=204, responses=documented(404, 409))
def revoke_key(key_id: Id, services: ServicesOf, key: MayAdminister) -> Response:
    """Revoke an API key; the one used to ask cannot revoke itself."""
    if key.id == key_id:
        raise Conflict("a key cannot revoke itself", remedy="use another admin key, or sign in")
    if not services.store.keys.revoke(key_id):
        raise NotFound(f"there is no key {key_id!r} in use", remedy="list them with GET /v1/keys")
    return Response(status_code=204)


def address_of(request: Request) -> str:
    """Return the address the request came from."""
    return request.client.host if request.client else "unknown"


def with_session(response: Response, request: Request, token: str) -> Response:
    """Return the response, with the session's cookie."""
    secure = is_secure(request)
    response.set_cookie(cookie_name(request), token, httponly=True, samesite="lax", secure=secure, path="/")
    return response


def public_base(request: Request) -> str:
    """Return the address at which browsers reach the service, without a slash at its end."""
    return str(services_of(request).settings.public_url or request.base_url).rstrip("/")


def without_session(response: Response, request: Request) -> Response:
    """Return the response, which takes the session's cookie away."""
    response.delete_cookie(cookie_name(request), path="/", httponly=True, secure=is_secure(request))
    return response
