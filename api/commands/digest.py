"""`amends digest`: what went wrong, for those who have to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import typer

from api.audit.exporting import moment_named
from api.commands.output import print_json
from api.settings import Settings
from api.store.engine import open_store
from api.store.figures import CauseFigures, DepartmentDigest

_SPAN = re.compile(r"(\d{1,4})\s?([dh])")


def run(settings: Settings, department: str | None, since: str, *, as_json: bool) -> None:
    """Print the digest of one department, or of all.

    Raises:
        InvalidInput: `since` is neither a span nor a moment.
    """
    start = moment_since(since, datetime.now(UTC))
    if settings.database_url is None:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    with closing(open_store(settings.database)) as store:
        found = store.figures.causes(start, department)
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    for line in _lines(found):
        typer.echo(line)


def moment_since(text: str, now: datetime) -> datetime | None:
    """Return the moment that `7d`, `24h` or a date stands for.

    Raises:
        InvalidInput: it stands for none.
    """
    span = _SPAN.fullmatch(text.strip())
    if span is None:
        return moment_named("--since", text)
    number = int(span[1])
    return now - (timedelta(days=number) if span[2] == "d" else timedelta(hours=number))


def _lines(found: CauseFigures) -> Iterator[str]:
    since = f"since {found.since:%d %b %Y %H:%M} UTC" if found.since else "in all"
    if not found.departments:
        yield f"No cases {since}."
    for one in found.departments:
        yield f"{one.department or 'No department'}: {one.cases} cases {since}, {one.open} open{_grave(one)}"
        for cause in one.causes:
            yield f"  {cause.count:>5}  {cause.root_cause or 'not known'}"
        for note in one.improvements:
            yield f"  improved: {note}"


def _grave(one: DepartmentDigest) -> str:
    return f", median severity {one.median_severity}" if one.median_severity else ""
