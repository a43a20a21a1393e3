"""Fixing: the replacements that findings offer, put in place from the end of the file to its beginning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff

from api.linter.results import Result, replacement_of
from api.linter.sources import Source


def fixed(source: Source, results: Sequence[Result]) -> str:
    """Return the file's text with every replacement in place; of two that overlap, the first."""
    text = source.text
    for start, end, words in reversed(list(_apart(results))):
        text = text[:start] + words + text[end:]
    return text


def _apart(results: Sequence[Result]) -> Iterator[tuple[int, int, str]]:
    offered = sorted(
        (*result.span(finding), words)
        for result in results
        for finding in result.report.findings
        if (words := replacement_of(finding)) is not None
    )
    taken = 0
    for start, end, words in offered:
        if start >= taken:
            yield start, end, words
            taken = max(end, start + 1)


def difference(source: Source, text: str) -> str:
    """Return the change as a unified diff, empty when there is none."""
    before, after = source.text.splitlines(keepends=True), text.splitlines(keepends=True)
    return "".join(unified_diff(before, after, source.name, source.name))
