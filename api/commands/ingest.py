"""`amends ingest`: load files into the knowledge of the data folder; a running service follows by itself."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from api.commands.output import print_json
from api.drafting.vetting import warning
from api.errors import InvalidInput
from api.settings import Settings
from api.store.engine import open_store
from knowledge.facts import FactKind
from knowledge.ingest import IngestReport, ingest


def run(settings: Settings, paths: Sequence[Path], *, kind: str | None, as_json: bool) -> bool:
    """Load `paths` and print what changed; return whether a row or file could not be taken.

    Raises:
        InvalidInput: a path does not exist or the kind is not known.
    """
    for path in paths:
        if not path.exists():
            raise InvalidInput(f"{path} does not exist", remedy="name files or folders that do")
    report = load(settings, paths, _kind(kind))
    if as_json:
        print_json(_plain(report))
    else:
        _show(report)
    return bool(report.failures)


def load(settings: Settings, paths: Sequence[Path], kind: FactKind | None = None) -> IngestReport:
    """Load `paths` into the database of `settings`, with a progress bar on a terminal."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    columns = (SpinnerColumn(), TextColumn("{task.completed} read"), TextColumn("{task.fields[name]}"))
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    with closing(open_store(settings.database)) as store, bar:
        task = bar.add_task("load", name="", total=None)

        def progress(name: str) -> None:
            bar.update(task, advance=1, name=name)

        return ingest(paths, store.facts, kind=kind, progress=progress, inspect=warning)


def _kind(name: str | None) -> FactKind | None:
    try:
        return FactKind(name) if name else None
    except ValueError:
        raise InvalidInput(f"--kind is {name!r}", remedy=f"use one of {', '.join(FactKind)}") from None


def _plain(report: IngestReport) -> dict[str, object]:
    return {
        "created": report.created,
        "updated": report.updated,
        "unchanged": len(report.unchanged),
        "removed": report.removed,
        "failures": [{"source": f.source, "line": f.line, "reason": f.reason} for f in report.failures],
        "warnings": [{"source": f.source, "reason": f.reason} for f in report.warnings],
    }


def _show(report: IngestReport) -> None:
    for failure in report.failures:
        place = f"{failure.source}:{failure.line}" if failure.line else failure.source
        typer.echo(f"{place}: {failure.reason}", err=True)
    for marked in report.warnings:
        typer.echo(f"{marked.source}: warning: {marked.reason}", err=True)
    typer.echo(
        f"{len(report.created)} new, {len(report.updated)} changed, {len(report.unchanged)} unchanged, "
        f"{len(report.removed)} removed, {len(report.failures)} not taken"
    )
