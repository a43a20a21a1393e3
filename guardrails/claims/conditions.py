"""Conditions: what a policy makes its grant depend on, and whether a reply that tells the grant tells it too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from guardrails.claims.clauses import Clause, Mood
from guardrails.claims.records import Record
from guardrails.claims.ruling import UNVERIFIED, Ruling, unsupported
from guardrails.claims.values import Kind
from guardrails.claims.views import Passage
from guardrails.claims.words import is_framing, stem
from guardrails.finding import ClaimStatus
from knowledge.facts import FactKind

_CONDITION: Final = re.compile(
    r"\b(?:only (?:if|when|where|for|with|on)|if|unless|provided(?: that)?|as long as|so long as"
    r"|on condition(?: that)?|except(?: for)?|excluding|with (?=(?:proof|a receipt|the receipt|your receipt"
    r"|original|a valid)))\b ?([^.,;:()]{3,120})"
    r"|\b(unused|unopened|unworn|undamaged|sealed|full-price|faulty|damaged|eligible)\b",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(r"[a-z'-]{3,}")
_GRANTS: Final = re.compile(
    r"\b(?:can|may|will|you have|you've got|is|are|get|gets|entitled|eligible|refund|replace|return|exchange|free)\b"
)


def of(text: str) -> list[tuple[str, frozenset[str]]]:
    """Return the conditions that a policy's sentence names, each with its concepts; courtesy words do not count."""
    found: list[tuple[str, frozenset[str]]] = []
    for match in _CONDITION.finditer(text):
        words = (match[1] or match[2]).lower()
        concepts = frozenset(c for c in map(stem, _WORDS.findall(words)) if c and not is_framing(c))
        if concepts:
            found.append((match.group().strip(), concepts))
    return found


def told(passage: Passage, record: Record, said: frozenset[str]) -> bool:
    """Return whether the reply (`said`), the complaint or an order speaks to at least one condition of `passage`."""
    needed = of(passage.text)
    known = said | record.complaint_stems | frozenset().union(*(each.flags for each in record.standings()))
    return not needed or any(concepts & known for _, concepts in needed)


def dropped(clause: Clause, record: Record, rulings: Sequence[Ruling], said: frozenset[str]) -> Ruling | None:
    """Return the ruling on a grant that the clause tells without any of the conditions its policy sets, or None."""
    if clause.mood not in {Mood.STATES, Mood.REPORTS, Mood.INTENDS, Mood.REQUESTS} or not _GRANTS.search(clause.low):
        return None
    for ruling in rulings:
        if ruling.status is not ClaimStatus.SUPPORTED or ruling.kind not in {
            Kind.DURATION,
            Kind.PERCENTAGE,
            Kind.STATEMENT,
            Kind.PROMISE,
            Kind.AMOUNT,
        }:
            continue
        topic = {word.stem for word in clause.words if word.stem and not is_framing(word.stem)}
        sources = [p for p in record.passages(topic) if p.fact in ruling.facts and p.kind is FactKind.POLICY]
        best = max(sources, key=lambda passage: len(passage.stems & topic), default=None)
        if best is None or len(best.stems & topic) < 2 or told(best, record, said):
            continue
        condition = of(best.text)[0][0]
        return unsupported(
            Kind.POLICY,
            clause.start,
            clause.end,
            UNVERIFIED,
            f'Leaves out the condition of fact {best.fact}: "{condition[:100]}".',
            f'Say under which condition: "{condition[:100]}".',
            [best.fact],
        )
    return None
