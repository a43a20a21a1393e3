"""`amends keys`: make, list and revoke API keys."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

import typer
from rich.console import Console
from rich.table import Table

from api.commands.output import print_json
from api.errors import InvalidInput, NotFound
from api.settings import Settings
from api.store.engine import Store, open_store
from api.store.keys import Scope


def create(settings: Settings, name: str, scopes: Sequence[str], *, as_json: bool) -> None:
    """Make a key and print it, once.

    Raises:
        InvalidInput: a scope is not known.
    """
    for scope in scopes:
        if scope not in set(Scope):
            raise InvalidInput(f"there is no scope {scope!r}", remedy=f"use {', '.join(Scope)}")
    with closing(_store(settings)) as store:
        key, secret = store.keys.create(name, scopes)
    if as_json:
        print_json({"id": key.id, "name": key.name, "scopes": sorted(key.scopes), "key": secret})
        return
    typer.echo(secret)
    typer.echo(f"Key {key.id} for {key.name} ({', '.join(sorted(key.scopes))}); it is shown only this once.", err=True)


def show(settings: Settings, *, as_json: bool) -> None:
    """Print the keys there are."""
    with closing(_store(settings)) as store:
        keys = store.keys.list()
    if as_json:
        print_json([{"id": key.id, "name": key.name, "scopes": sorted(key.scopes)} for key in keys])
        return
    table = Table("id", "name", "scopes", box=None)
    for key in keys:
        table.add_row(key.id, key.name, ", ".join(sorted(key.scopes)))
    Console().print(table)


def revoke(settings: Settings, key_id: str) -> None:
    """Revoke a key.

    Raises:
        NotFound: no key has that id.
    """
    with closing(_store(settings)) as store:
        if not store.keys.revoke(key_id):
            raise NotFound(f"there is no key {key_id!r}", remedy="see 'amends keys list'")
    typer.echo(f"Key {key_id} is revoked; the service stops taking it within half a minute.", err=True)


def _store(settings: Settings) -> Store:
    if settings.database_url is None:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    return open_store(settings.database)
