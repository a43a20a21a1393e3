"""The identity provider that an operator names, and what its people may do here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from api.store.people import Role

_RANK = (Role.ADMIN, Role.LEAD, Role.REVIEWER)


class Join(StrEnum):
    """Who may come in without an account."""

    INVITED = "invited"
    ANYONE = "anyone"


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of OpenID Connect. `name` is what the button says; without `role_claim`, roles are given here."""

    issuer: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    scopes: str = "openid email profile"
    name: str = "your identity provider"
    join: Join = Join.INVITED
    role_claim: str | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)

    def role_of(self, claims: Mapping[str, Any]) -> Role | None:
        """Return the highest role that the claims give, reviewer where they give none; None when roles are given here.

        A missing claim counts as empty: many providers leave it out for who is in no group.
        """
        if self.role_claim is None:
            return None
        given = {self.roles[value] for value in _values(claim(claims, self.role_claim)) if value in self.roles}
        return next((role for role in _RANK if role in given), Role.REVIEWER)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who came back: `subject` is who they are at the provider; `verified` tells that `email` is known to be theirs."""

    subject: str
    email: str | None
    verified: bool
    name: str | None
    claims: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Proofs:
    """What binds the way there to the way back: sent there in part, known here alone."""

    state: str
    nonce: str
    verifier: str


class SignInProvider(Protocol):
    """What signing in elsewhere needs of a provider."""

    def way_there(self, redirect_uri: str, proofs: Proofs) -> str:
        """Return the URL at which one signs in."""

    def check_sender(self, issuer: str | None) -> None:
        """Do nothing if an answer came from this provider."""

    def who(self, code: str, redirect_uri: str, proofs: Proofs) -> Identity:
        """Return who the code stands for."""


def claim(claims: Mapping[str, Any], name: str) -> object:
    """Return the claim of that name, else the one that the dots in it lead to; None when there is neither."""
    if name in claims:
        return claims[name]
    found: object = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def roles_from(text: str) -> dict[str, Role]:
    """Return what `support-leads=lead,it=admin` says.

    Raises:
        ValueError: a part is none of these; the message is the part.
    """
    roles: dict[str, Role] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        value, equals, role = part.rpartition("=")
        if not equals or not value.strip() or role.strip() not in set(Role):
            raise ValueError(part)
        roles[value.strip()] = Role(role.strip())
    return roles


def _values(told: object) -> Iterable[str]:
    if isinstance(told, str):
        return (told,)
    return (one for one in told if isinstance(one, str)) if isinstance(told, list) else ()
