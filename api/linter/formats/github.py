"""Annotations of GitHub Actions, which shows them beside the changed lines."""

from __future__ import annotations

from collections.abc import Sequence

from api.linter.results import Result
from api.linter.sources import STDIN
from guardrails.finding import Finding, Severity

_COMMANDS = {Severity.BLOCK: "error", Severity.REVIEW: "warning"}


def render(results: Sequence[Result]) -> str:
    """Return a workflow command a finding."""
    return "".join(_command(result, finding) for result in results for finding in result.report.findings)


def _command(result: Result, finding: Finding) -> str:
    start, end = result.places(finding)
    place = {} if result.source.name == STDIN else {"file": result.source.name}
    values = {**place, "line": start.line, "endLine": end.line, "col": start.column, "title": finding.rule}
    if start.line == end.line:
        values["endColumn"] = end.column
    told = ",".join(f"{name}={_value(str(value))}" for name, value in values.items())
    message = f"{finding.message} {finding.suggestion}".strip()
    return f"::{_COMMANDS[finding.severity]} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
