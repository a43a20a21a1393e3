"""People who review: their accounts and the invitations by which they come."""

from __future__ import annotations

import builtins
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Row, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from api.errors import Conflict, InvalidInput, NotFound
from api.store import tables
from api.store.database import Database
from api.store.ids import new_id
from api.store.keys import Key, Scope
from api.store.moments import from_micros, to_micros
from api.store.words import plain

INVITATION_TIME = timedelta(days=7)
"""How long an invitation can be taken up."""
_PEOPLE = tables.people
_INVITATIONS = tables.invitations
_EMAIL_LENGTH, _NAME_LENGTH = 320, 200


class Role(StrEnum):
    """What a person may do."""

    REVIEWER = "reviewer"
    LEAD = "lead"
    ADMIN = "admin"


SCOPES: Final[Mapping[Role, frozenset[Scope]]] = MappingProxyType(
    {
        Role.REVIEWER: frozenset({Scope.DRAFT, Scope.REVIEW}),
        Role.LEAD: frozenset({Scope.DRAFT, Scope.REVIEW, Scope.KNOWLEDGE}),
        Role.ADMIN: frozenset({Scope.ADMIN}),
    }
)
"""What each role may do, in the terms of API keys."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account. `has_password` is False for those who sign in elsewhere."""

    id: str
    email: str
    name: str
    role: Role
    has_password: bool
    created_at: datetime
    disabled_at: datetime | None = None

    @property
    def as_key(self) -> Key:
        """Return the person in the terms of API keys: who acts, with what scopes."""
        return Key(self.id, self.name, SCOPES[self.role], self.created_at, self.disabled_at)


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation without its secret; `email` is None when anybody who holds the link may take it up."""

    id: str
    email: str | None
    role: Role
    invited_by: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class PeopleStore:
    """The people of one database. Every method is one transaction and safe to call from any thread or process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, email: str, name: str, role: Role, *, password: str | None, subject: str | None = None) -> Person:
        """Return a new account; `password` is a hash.

        Raises:
            InvalidInput: the address or name cannot be one.
            Conflict: the address has an account.
        """
        row = _new(email, name, role, password=password, subject=subject)
        try:
            with self._database.write() as connection:
                connection.execute(insert(_PEOPLE), row)
        except IntegrityError:
            raise _taken(row["email"]) from None
        return self._one(_PEOPLE.c.id == row["id"])

    def get(self, person_id: str) -> Person:
        """Return a person.

        Raises:
            NotFound: nobody has that id.
        """
        return self._one(_PEOPLE.c.id == person_id)

    def list(self) -> builtins.list[Person]:
        """Return everybody, oldest account first."""
        with self._database.read() as connection:
            return [_person(row) for row in connection.execute(select(_PEOPLE).order_by(_PEOPLE.c.created_at))]

    def names(self) -> set[str]:
        """Return the names of everybody who can come in."""
        return {one.name for one in self.list() if one.disabled_at is None}

    def by_email(self, email: str) -> tuple[Person, str | None] | None:
        """Return who has that address, and the hash of their password; None when nobody does."""
        with self._database.read() as connection:
            row = connection.execute(select(_PEOPLE).where(_PEOPLE.c.email == _lowered(email))).one_or_none()
        return None if row is None else (_person(row), row.password)

    def by_subject(self, subject: str) -> Person | None:
        """Return who signs in elsewhere as `subject`; None when nobody does."""
        with self._database.read() as connection:
            row = connection.execute(select(_PEOPLE).where(_PEOPLE.c.subject == subject)).one_or_none()
        return None if row is None else _person(row)

    def password_of(self, person_id: str) -> str | None:
        """Return the hash of a person's password."""
        with self._database.read() as connection:
            return connection.execute(select(_PEOPLE.c.password).where(_PEOPLE.c.id == person_id)).scalar()

    def change(
        self, person_id: str, *, role: Role | None = None, disabled: bool | None = None, name: str | None = None
    ) -> Person:
        """Return the person after a change; the last admin in use cannot be taken away.

        Raises:
            NotFound: nobody has that id.
            Conflict: there would be no admin left.
        """
        changes: dict[str, Any] = {}
        if role is not None:
            changes["role"] = role.value
        if name is not None:
            changes["name"] = _titled(name)
        if disabled is not None:
            changes["disabled_at"] = to_micros(datetime.now(UTC)) if disabled else None
        before = self.get(person_id)
        with self._database.write() as connection:
            if changes:
                connection.execute(update(_PEOPLE).where(_PEOPLE.c.id == person_id).values(changes))
            admins = select(func.count()).where(_PEOPLE.c.role == Role.ADMIN.value, _PEOPLE.c.disabled_at.is_(None))
            if before.role is Role.ADMIN and not connection.execute(admins).scalar_one():
                raise Conflict(f"{before.name} is the last admin", remedy="make somebody else an admin first")
            if disabled:
                connection.execute(tables.sessions.delete().where(tables.sessions.c.person_id == person_id))
        return self.get(person_id)

    def set_password(self, person_id: str, password: str) -> None:
        """Keep the hash of a new password and end the person's sessions."""
        with self._database.write() as connection:
            connection.execute(update(_PEOPLE).where(_PEOPLE.c.id == person_id).values(password=password))
            connection.execute(tables.sessions.delete().where(tables.sessions.c.person_id == person_id))

    def link(self, person_id: str, subject: str) -> bool:
        """Keep who a person is where they sign in elsewhere; return False when they are somebody else there already."""
        unlinked = (_PEOPLE.c.id == person_id, or_(_PEOPLE.c.subject.is_(None), _PEOPLE.c.subject == subject))
        with self._database.write() as connection:
            return connection.execute(update(_PEOPLE).where(*unlinked).values(subject=subject)).rowcount == 1

    def unlink(self, person_id: str) -> None:
        """Forget who a person is elsewhere; their sessions end."""
        with self._database.write() as connection:
            connection.execute(update(_PEOPLE).where(_PEOPLE.c.id == person_id).values(subject=None))
            connection.execute(tables.sessions.delete().where(tables.sessions.c.person_id == person_id))

    def invite(self, email: str | None, role: Role, *, invited_by: str, now: datetime) -> tuple[Invitation, str]:
        """Return a new invitation and its token, which cannot be had again.

        Raises:
            InvalidInput: the address cannot be one.
            Conflict: the address has an account.
        """
        address = canonical(email) if email else None
        if address and self.by_email(address):
            raise Conflict(f"{address} has an account", remedy="they can sign in")
        token = secrets.token_urlsafe(32)
        row = {
            "id": new_id("inv"),
            "digest": _digest(token),
            "email": address,
            "role": role.value,
            "invited_by": invited_by,
            "created_at": to_micros(now),
            "expires_at": to_micros(now + INVITATION_TIME),
        }
        with self._database.write() as connection:
            connection.execute(insert(_INVITATIONS), row)
            kept = connection.execute(select(_INVITATIONS).where(_INVITATIONS.c.id == row["id"])).one()
        return _invitation(kept), token

    def invitation(self, token: str, now: datetime) -> Invitation | None:
        """Return the invitation with this token; None when there is none, or it was used or ran out."""
        open_ = (_INVITATIONS.c.digest == _digest(token), _INVITATIONS.c.used_at.is_(None))
        query = select(_INVITATIONS).where(*open_, _INVITATIONS.c.expires_at > to_micros(now))
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _invitation(row)

    def invitations(self, now: datetime) -> builtins.list[Invitation]:
        """Return the invitations that can still be taken up."""
        query = select(_INVITATIONS).where(_INVITATIONS.c.used_at.is_(None), _INVITATIONS.c.expires_at > to_micros(now))
        with self._database.read() as connection:
            return [_invitation(row) for row in connection.execute(query.order_by(_INVITATIONS.c.created_at))]

    def join(self, token: str, email: str, name: str, password: str, now: datetime) -> Person | None:
        """Return the account made by taking up an invitation; None, and no account, when it cannot be taken up.

        Raises:
            InvalidInput, Conflict: see `add`; the invitation stays open.
        """
        found = self.invitation(token, now)
        return None if found is None else self.take_up(found, email, name, password=password, now=now)

    def invited(self, email: str, now: datetime) -> Invitation | None:
        """Return the newest invitation of that address that can be taken up; None when there is none."""
        mine = [one for one in self.invitations(now) if one.email == _lowered(email)]
        return mine[-1] if mine else None

    def take_up(  # noqa: PLR0913 - what an account is made of
        self,
        found: Invitation,
        email: str,
        name: str,
        *,
        password: str | None = None,
        subject: str | None = None,
        now: datetime,
    ) -> Person | None:
        """Return the account made by taking up an invitation; None, and no account, when somebody else was faster.

        Raises:
            InvalidInput, Conflict: see `add`; the invitation stays open.
        """
        row = _new(email, name, found.role, password=password, subject=subject)
        unused = (_INVITATIONS.c.id == found.id, _INVITATIONS.c.used_at.is_(None))
        try:
            with self._database.write() as connection:
                taken = connection.execute(update(_INVITATIONS).where(*unused).values(used_at=to_micros(now)))
                if taken.rowcount != 1:
                    return None
                connection.execute(insert(_PEOPLE), row)
        except IntegrityError:
            raise _taken(row["email"]) from None
        return self._one(_PEOPLE.c.id == row["id"])

    def withdraw(self, invitation_id: str, now: datetime) -> bool:
        """Take back an invitation; return False when there is none to take back."""
        unused = (_INVITATIONS.c.id == invitation_id, _INVITATIONS.c.used_at.is_(None))
        with self._database.write() as connection:
            return connection.execute(update(_INVITATIONS).where(*unused).values(used_at=to_micros(now))).rowcount == 1

    def _one(self, condition: Any) -> Person:
        with self._database.read() as connection:
            row = connection.execute(select(_PEOPLE).where(condition)).one_or_none()
        if row is None:
            raise NotFound("there is no such person", remedy="list them with GET /v1/people")
        return _person(row)


def _new(email: str, name: str, role: Role, *, password: str | None, subject: str | None) -> dict[str, Any]:
    return {
        "id": new_id("per"),
        "email": canonical(email),
        "name": _titled(name),
        "role": role.value,
        "password": password,
        "subject": subject,
        "created_at": to_micros(datetime.now(UTC)),
    }


def _taken(email: str) -> Conflict:
    return Conflict(f"{email} has an account", remedy="sign in, or use another address")


def canonical(email: str) -> str:
    """Return an address as it is kept and compared: lower case, without spaces around it.

    Raises:
        InvalidInput: it cannot be an address.
    """
    address = _lowered(email)
    local, _, domain = address.rpartition("@")
    if not local or "." not in domain.strip(".") or any(one.isspace() for one in address):
        raise InvalidInput(f"'{address[:80]}' is no e-mail address", remedy="give one such as ana@example.com")
    if len(address) > _EMAIL_LENGTH:
        raise InvalidInput("the e-mail address is too long", remedy=f"give one of at most {_EMAIL_LENGTH} characters")
    return address


def _lowered(email: str) -> str:
    return plain(email).strip().lower()


def _titled(name: str) -> str:
    title = " ".join(plain(name).split())
    if not 0 < len(title) <= _NAME_LENGTH:
        raise InvalidInput(f"'{title[:80]}' is no name", remedy=f"give one of 1 to {_NAME_LENGTH} characters")
    return title


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)


def _person(row: Row[Any]) -> Person:
    return Person(
        id=row.id,
        email=row.email,
        name=row.name,
        role=Role(row.role),
        has_password=row.password is not None,
        created_at=from_micros(row.created_at),
        disabled_at=_moment(row.disabled_at),
    )


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(
        id=row.id,
        email=row.email,
        role=Role(row.role),
        invited_by=row.invited_by,
        created_at=from_micros(row.created_at),
        expires_at=from_micros(row.expires_at),
        used_at=_moment(row.used_at),
    )
