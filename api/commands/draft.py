"""`amends draft`: one draft, in this process, from the facts in the data folder."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import Any

import orjson
from pydantic import ValidationError
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from api.bootstrap import build
from api.commands.output import print_json
from api.errors import InvalidInput
from api.models import Draft, DraftRequest
from api.settings import Settings
from api.telemetry import configure_logging

_COLOURS = {"pass": "green", "review": "yellow", "block": "red"}


def run(settings: Settings, text: str, options: Mapping[str, Any], *, instructions: str | None, as_json: bool) -> None:
    """Draft a reply and print it; the draft is stored and awaits review like any other.

    Raises:
        InvalidInput: the complaint is empty or a value cannot be used.
    """
    request = _request(text, options, instructions)
    configure_logging("ERROR")
    with closing(build(settings, deferred=False)) as services:
        accepted = services.desk.accept(request, caller="cli")
        draft = services.desk.complete(accepted, request)
    if as_json:
        print_json(draft)
    else:
        _show(draft)


def _request(text: str, options: Mapping[str, Any], instructions: str | None) -> DraftRequest:
    try:
        body = orjson.loads(text)
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        if not text.strip():
            raise InvalidInput("the complaint is empty", remedy="pipe its text in, or name a file")
        body = {"complaint": {"text": text.strip(), **options}}
    elif "complaint" not in body:
        body = {"complaint": body}
    if instructions:
        body["instructions"] = instructions
    try:
        return DraftRequest.model_validate(body)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InvalidInput(f"{place}: {first['msg']} (it is {str(first['input'])[:80]!r})") from None


def _show(draft: Draft) -> None:
    console = Console()
    assessment = draft.assessment
    console.print(
        f"[bold]{assessment.kind}[/] about {assessment.topic}, {assessment.severity}; "
        f"{assessment.action.replace('_', ' ')}; answer by {draft.respond_by:%d %b %H:%M} UTC"
    )
    for reason in assessment.reasons:
        console.print(Text(f"  {reason}", style="dim"))
    for message in draft.messages:
        console.print(Panel(Text(message.text), title=f"{message.audience} · {message.channel}", title_align="left"))
    console.print(f"Verdict: [{_COLOURS[draft.verdict]}]{draft.verdict}[/]  ({draft.id})")
    for finding in draft.findings:
        console.print(Text(f"  {finding.severity} {finding.rule}: {finding.message} – “{finding.quote}”"))
    for claim in draft.claims:
        console.print(Text(f"  {claim.status}: “{claim.text}” {' '.join(claim.facts)}", style="dim"))
