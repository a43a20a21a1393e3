"""For people: each finding with its line, the span underlined, the reason and what to write instead."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from api.linter.formats.compact import line_of
from api.linter.results import Result, replacement_of, shown
from guardrails.finding import Finding, Severity

_WIDEST = 100
"""Columns of source shown: a longer line is cut around the span."""
_COLOURS = {Severity.BLOCK: "31", Severity.REVIEW: "33"}
_TAB = 4


def render(results: Sequence[Result], *, coloured: bool) -> str:
    """Return the findings; `coloured` with the escape codes of terminals."""
    paragraphs = [
        "\n".join(_finding(result, finding, coloured=coloured))
        for result in results
        for finding in result.report.findings
    ]
    return "\n\n".join(paragraphs) + ("\n" if paragraphs else "")


def _finding(result: Result, finding: Finding, *, coloured: bool) -> Iterator[str]:
    def painted(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if coloured else text

    colour = _COLOURS[finding.severity]
    head = f" {finding.severity} {finding.rule}:"
    yield line_of(result, finding).replace(head, painted(head, f"1;{colour}"), 1)
    number, source, underline, rest = _excerpt(result, finding)
    gutter = " " * len(number)
    yield f"  {painted(f'{number} |', '2')} {source}"
    yield f"  {painted(f'{gutter} |', '2')} {painted(underline, colour)}{rest}"
    if finding.evidence:
        yield f"  {gutter}   on record: {shown(', '.join(finding.evidence))}"
    if finding.suggestion:
        yield f"  {gutter} {painted('=', '2')} {painted(shown(finding.suggestion), '32')}"
    words = replacement_of(finding)
    if words is not None:
        yield f"  {gutter} {painted('+', '2')} {painted(shown(words) or '(nothing)', '32')} (--fix puts it in place)"


def _excerpt(result: Result, finding: Finding) -> tuple[str, str, str, str]:
    """Return the number of the line, what is shown of it, what underlines the span, and what to say behind that."""
    start, end = result.places(finding)
    line = shown(result.source.line(start.line))
    last = end.column - 1 if end.line == start.line else len(line)
    before, span, after = line[: start.column - 1], line[start.column - 1 : last], line[last:]
    before, span, after = _cut(before, span, after)
    rest = f" … to line {end.line}" if end.line > start.line else ""
    widened = _wide(before)
    underline = " " * _width(widened) + "^" * max(1, _width(_wide(span)))
    return str(start.line), widened + _wide(span) + _wide(after), underline, rest


def _cut(before: str, span: str, after: str) -> tuple[str, str, str]:
    if len(before) + len(span) + len(after) <= _WIDEST:
        return before, span, after
    if len(span) > _WIDEST - 20:
        span, after = f"{span[: _WIDEST - 20]}…", ""
    room = max(0, _WIDEST - len(span))
    kept = min(len(before), max(room // 2, room - len(after)))
    before = before if kept == len(before) else f"…{before[len(before) - kept :]}"
    left = room - kept
    return before, span, after if len(after) <= left else f"{after[:left]}…"


def _wide(text: str) -> str:
    return text.replace("\t", " " * _TAB)


def _width(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
