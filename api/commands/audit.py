"""`amends audit` and `amends erase`: the trail of what was done, and erasing a person from it."""

from __future__ import annotations

import getpass
import sys
from contextlib import closing
from dataclasses import asdict

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from api.audit.erasure import Erasure, Wish
from api.audit.erasure import erase as erase_wished
from api.audit.exporting import MEDIA_TYPES, Format, exported, moment_named
from api.commands.output import print_json
from api.errors import InvalidInput
from api.settings import Settings
from api.store.auditing import Verified
from api.store.engine import Store, open_store


def head(settings: Settings, *, as_json: bool) -> None:
    """Print the head of the chain."""
    with closing(_store(settings)) as store:
        found = store.audit.head()
    if as_json:
        print_json(asdict(found))
        return
    typer.echo(found.digest)
    typer.echo(f"after {found.count:,} events; keep it where the service cannot write", err=True)


def verify(settings: Settings, against: str | None, *, as_json: bool) -> bool:
    """Go along the chain, with a bar on a terminal, and print whether it holds; return that.

    Raises:
        InvalidInput: `against` is no digest.
    """
    digest = against.strip().lower() if against else None
    if digest is not None and (len(digest) != 64 or set(digest) - set("0123456789abcdef")):
        raise InvalidInput(
            f"--against is '{digest[:80]}'", remedy="give the 64 hexadecimal digits that 'amends audit head' printed"
        )
    columns = (TextColumn("verifying"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    with closing(_store(settings)) as store, bar:
        task = bar.add_task("verify", total=None)
        found = store.audit.verify(
            against=digest, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    if as_json:
        print_json({"intact": found.broken is None, **asdict(found)})
    else:
        typer.echo(_verdict(found))
    return found.broken is None


def export(settings: Settings, form: str, case: str | None, since: str | None, until: str | None) -> None:
    """Write the events to standard output.

    Raises:
        InvalidInput: the format or a moment cannot be used.
    """
    chosen: Format | None = next((known for known in MEDIA_TYPES if known == form), None)
    if chosen is None:
        raise InvalidInput(f"format is {form!r}", remedy=f"use {' or '.join(MEDIA_TYPES)}")
    span = {"since": moment_named("--since", since), "until": moment_named("--until", until)}
    with closing(_store(settings)) as store:
        for piece in exported(store.audit.records(case_id=case, **span), chosen):
            sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def erase(settings: Settings, wish: Wish, *, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Erase what is wished and print how much; a terminal is asked first.

    Raises:
        InvalidInput, NotFound: see `api.audit.erasure.erase`.
    """
    with closing(_store(settings)) as store:
        actor = f"cli:{getpass.getuser()}"
        if not (dry_run or yes) and sys.stdin.isatty():
            planned = erase_wished(store, wish, actor=actor, dry_run=True)
            _tell(planned, "would be erased")
            typer.confirm("Erase this? It cannot be undone.", abort=True, err=True)
        done = erase_wished(store, wish, actor=actor, dry_run=dry_run)
    if as_json:
        print_json({"dry_run": dry_run, **asdict(done)})
        return
    _tell(done, "would be erased" if dry_run else "erased")
    if not done.compacted and not dry_run:
        typer.echo("The database was in use: what was erased may still lie in its free pages; run it again.", err=True)


def _verdict(found: Verified) -> str:
    if found.broken is None:
        return f"The trail holds: {found.events:,} events, the last with the digest {found.head.digest}."
    of_case = f" of case {found.broken.case_id}" if found.broken.case_id else ""
    return f"The trail is broken at event {found.broken.id}{of_case}: {found.broken.reason}."


def _tell(erasure: Erasure, how: str) -> None:
    counts = erasure.counts
    typer.echo(
        f"{how}: {counts.cases} cases ({counts.drafts} drafts, data of {counts.events} events), their lines in "
        f"{len(erasure.found.threads)} threads of others, {counts.orders} orders"
    )
    for case_id in erasure.found.cases:
        typer.echo(f"  {case_id}")
    for case_id in erasure.found.mentions:
        typer.echo(f"  {case_id} is another's and mentions them: look at it, and erase it with --case if need be")


def _store(settings: Settings) -> Store:
    if settings.database_url is None:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    return open_store(settings.database)
