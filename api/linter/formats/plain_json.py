"""JSON: a list of the replies, each with its verdict, findings and claims as the API tells them, and their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from api.linter.results import Result
from guardrails.finding import Finding


def render(results: Sequence[Result]) -> str:
    """Return the results as indented JSON."""
    return orjson.dumps([_reply(result) for result in results], option=orjson.OPT_INDENT_2).decode() + "\n"


def _reply(result: Result) -> dict[str, Any]:
    report = result.report.model_dump(mode="json")
    report["findings"] = [
        {**told, **_places(result, finding)}
        for told, finding in zip(report["findings"], result.report.findings, strict=True)
    ]
    return {
        "file": result.source.name,
        "reply": result.written.number,
        "line": result.source.place(result.written.offset).line,
        "audience": result.reply.audience,
        "channel": result.reply.channel,
        **report,
    }


def _places(result: Result, finding: Finding) -> dict[str, int]:
    start, end = result.places(finding)
    return {"line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}
