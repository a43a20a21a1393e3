"""Repair: mend or drop the guilty sentence before the whole draft is given up."""

from __future__ import annotations

from collections.abc import Sequence

from guardrails.document import Document, Sentence, read
from guardrails.finding import Finding, Severity

SHORTEST = 40
"""A message cut below this many code points says too little to send."""


def drop_guilty_sentences(text: str, findings: Sequence[Finding]) -> str | None:
    """Return `text` without the sentences that hold a blocking finding.

    None when nothing can be dropped with profit: a finding covers the whole text, or too little would be left.
    """
    blocking = [finding for finding in findings if finding.severity is Severity.BLOCK]
    if not blocking or any(finding.start == finding.end for finding in blocking):
        return None
    document = read(text)
    guilty = [sentence for sentence in document.sentences if _holds_any(document, sentence, blocking)]
    if not guilty or len(guilty) == len(document.sentences):
        return None
    kept = _without(text, [document.span(sentence.start, sentence.end) for sentence in guilty])
    return kept if len(kept) >= SHORTEST else None


def _holds_any(document: Document, sentence: Sentence, findings: Sequence[Finding]) -> bool:
    start, end = document.span(sentence.start, sentence.end)
    return any(finding.start < end and start < finding.end for finding in findings)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, position = [], 0
    for start, end in spans:
        pieces.append(text[position:start])
        position = end
    pieces.append(text[position:])
    lines = (" ".join(line.split()) for line in "".join(pieces).splitlines())
    return _no_gaps("\n".join(lines)).strip()


def _no_gaps(text: str) -> str:
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text
