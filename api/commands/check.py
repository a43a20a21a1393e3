"""`amends check`: the guardrails as a linter, in the form editors read: file:line:column: severity rule message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import orjson
import typer
from pydantic import TypeAdapter, ValidationError

from api.bootstrap import brand_of
from api.commands import read_text
from api.commands.output import print_json
from api.errors import InvalidInput
from api.models import Channel
from api.settings import Settings
from guardrails.engine import Guard
from guardrails.finding import Audience, Report, Verdict
from guardrails.reply import Reply
from knowledge.facts import Fact

_Choice = TypeVar("_Choice", bound=StrEnum)


def run(  # noqa: PLR0913 - one parameter per option
    settings: Settings,
    sources: Sequence[Path],
    *,
    audience: str,
    channel: str | None,
    complaint: Path | None,
    facts: Path | None,
    strict: bool,
    as_json: bool,
) -> bool:
    """Check the sources and print what was found; return whether one fails.

    Raises:
        InvalidInput: a file cannot be read or an option has a value that cannot be used.
    """
    guard, reports = Guard(), []
    said = read_text(complaint) if complaint else None
    known = _facts(facts) if facts else []
    for source in sources:
        text = read_text(source)
        reply = Reply(
            text=text,
            audience=_choice(Audience, "audience", audience),
            today=datetime.now(UTC).date(),
            channel=_choice(Channel, "channel", channel) if channel else None,
            complaint=said,
            facts=known,
            first=said is not None,
            locale=brand_of(settings).locale,
            needs_private_route=said is not None,
        )
        reports.append((source, text, guard.check(reply)))
    if as_json:
        print_json([{"file": str(source), **report.model_dump(mode="json")} for source, _, report in reports])
    else:
        for source, text, report in reports:
            _show(str(source), text, report)
    bad = {Verdict.BLOCK, Verdict.REVIEW} if strict else {Verdict.BLOCK}
    return any(report.verdict in bad for _, _, report in reports)


def _choice(kind: type[_Choice], name: str, value: str) -> _Choice:
    try:
        return kind(value)
    except ValueError:
        raise InvalidInput(f"--{name} is {value!r}", remedy=f"use one of {', '.join(kind)}") from None


def _facts(path: Path) -> list[Fact]:
    try:
        return TypeAdapter(list[Fact]).validate_python(orjson.loads(read_text(path)))
    except orjson.JSONDecodeError as error:
        raise InvalidInput(f"{path} is not JSON: {error}", remedy="give a JSON list of facts") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InvalidInput(f"{path}: {place}: {first['msg']}", remedy="see docs/api.md for a fact's fields") from None


def _show(source: str, text: str, report: Report) -> None:
    for finding in report.findings:
        line = text.count("\n", 0, finding.start) + 1
        column = finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1
        typer.echo(f"{source}:{line}:{column}: {finding.severity} {finding.rule}: {finding.message}")
        if finding.suggestion:
            typer.echo(f"    {finding.suggestion}")
    typer.echo(f"{source}: {report.verdict}", err=True)
