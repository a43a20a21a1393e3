"""`amends people`: invite people to the console, list them, let them set a new password."""

from __future__ import annotations

from contextlib import closing

import typer
from rich.console import Console
from rich.table import Table

from api.commands.output import print_json
from api.errors import InvalidInput, NotFound
from api.people.accounts import Accounts
from api.people.passwords import hash_password
from api.settings import Settings
from api.store.engine import Store, open_store
from api.store.people import Person, Role


def invite(settings: Settings, email: str | None, role: str, *, as_json: bool) -> None:
    """Make an invitation and print its link, once.

    Raises:
        InvalidInput: no such role, or no address.
        Conflict: the address has an account.
    """
    with closing(store_of(settings)) as store:
        invitation, token = Accounts(store).invite(email, _role(role), invited_by="the operator")
    if as_json:
        print_json({"id": invitation.id, "role": invitation.role, "path": f"/invitation/{token}"})
        return
    typer.echo(link(settings, token))
    typer.echo(f"An invitation as {invitation.role} until {invitation.expires_at:%d %b %Y}; shown only once.", err=True)


def show(settings: Settings, *, as_json: bool) -> None:
    """Print who has an account."""
    with closing(store_of(settings)) as store:
        people = store.people.list()
    if as_json:
        print_json([_told(person) for person in people])
        return
    table = Table("id", "email", "name", "role", "access", box=None)
    for person in people:
        table.add_row(person.id, person.email, person.name, person.role, "shut out" if person.disabled_at else "")
    Console().print(table)


def set_password(settings: Settings, email: str, password: str) -> None:
    """Set a new password for somebody who forgot theirs; their sessions end.

    Raises:
        NotFound: nobody has that address.
        InvalidInput: the password cannot be used.
    """
    with closing(store_of(settings)) as store:
        person = _known(store, email)
        store.people.set_password(person.id, hash_password(password, about=(person.name, person.email)))
    typer.echo(f"{person.name} has a new password.", err=True)


def unlink(settings: Settings, email: str) -> None:
    """Forget who somebody is at the identity provider, so that they or their successor are matched by address anew.

    Raises:
        NotFound: nobody has that address.
    """
    with closing(store_of(settings)) as store:
        person = _known(store, email)
        store.people.unlink(person.id)
    typer.echo(f"{person.name} is matched by address at the next sign-in with the identity provider.", err=True)


def link(settings: Settings, token: str) -> str:
    """Return the address at which an invitation is taken up; as seen from this machine unless a public one is set."""
    base = settings.public_url or f"http://{settings.host}:{settings.port}"
    return f"{base.rstrip('/')}/invitation/{token}"


def store_of(settings: Settings) -> Store:
    """Return the store, in a data folder made if need be."""
    if settings.database_url is None:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    return open_store(settings.database)


def _known(store: Store, email: str) -> Person:
    found = store.people.by_email(email)
    if found is None:
        raise NotFound(f"nobody has the address {email!r}", remedy="see 'amends people list'")
    return found[0]


def _role(name: str) -> Role:
    if name not in set(Role):
        raise InvalidInput(f"there is no role {name!r}", remedy=f"use {', '.join(Role)}")
    return Role(name)


def _told(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "email": person.email,
        "name": person.name,
        "role": person.role,
        "disabled": person.disabled_at is not None,
    }
