"""One line a finding, as editors read it: path:line:column: severity rule: message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.linter.results import Result, shown
from guardrails.finding import Finding


def render(results: Sequence[Result]) -> str:
    """Return the findings, a line each."""
    return "".join(f"{line}\n" for line in _lines(results))


def _lines(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        for finding in result.report.findings:
            yield line_of(result, finding)


def line_of(result: Result, finding: Finding) -> str:
    """Return the line that tells one finding."""
    start, _ = result.places(finding)
    place = f"{shown(result.source.name)}:{start.line}:{start.column}"
    return f"{place}: {finding.severity} {finding.rule}: {shown(finding.message)}"
