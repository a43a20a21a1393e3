"""Lapsed facts: what would bear a claim out, did it hold on the day of reading. It supports nothing, but says why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from guardrails.claims import promises, statements, typed
from guardrails.claims.clauses import Clause
from guardrails.claims.records import Record
from guardrails.claims.ruling import Ruling
from guardrails.claims.scene import Scene
from guardrails.claims.values import Kind, Mention
from guardrails.claims.views import day_text
from guardrails.finding import ClaimStatus
from knowledge.facts import Fact


def explain(
    rulings: Sequence[Ruling], mentions: Sequence[Mention], scene: Scene, record: Record, concepts: frozenset[str]
) -> None:
    """Add to each ruling that a fact would bear out, did it hold today, that it ended or has not begun."""
    past = record.lapsed
    if past is None:
        return
    for ruling in rulings:
        if ruling.rule and (fact := _bearer(ruling, mentions, scene, past, concepts)) is not None:
            ruling.explanation = f"{ruling.explanation} {when(fact, record.today)}"


def when(fact: Fact, today: date) -> str:
    """Return since when a fact no longer holds, or from when on it will."""
    if fact.valid_from is not None and fact.valid_from > today:
        return f"{str(fact.kind).capitalize()} {fact.id}, which says so, begins on {day_text(fact.valid_from)}."
    assert fact.valid_until is not None, "a fact that does not hold has ended or not begun"  # noqa: S101 - for the types
    return f"{str(fact.kind).capitalize()} {fact.id}, which says so, ended on {day_text(fact.valid_until)}."


def _bearer(
    ruling: Ruling, mentions: Sequence[Mention], scene: Scene, past: Record, concepts: frozenset[str]
) -> Fact | None:
    """Return the lapsed fact by which the ruling would have been that the claim is supported."""
    would = next(
        (each for each in _again(ruling, mentions, scene, past, concepts) if each.status is ClaimStatus.SUPPORTED), None
    )
    if would is None:
        return None
    return next((fact for fact in past.facts if fact.id in would.facts), None)


def _again(
    ruling: Ruling, mentions: Sequence[Mention], scene: Scene, past: Record, concepts: frozenset[str]
) -> list[Ruling]:
    clause: Clause = scene.clause
    within = [each for each in mentions if each.start < ruling.end and ruling.start < each.end]
    values = [each for mention in within if (each := typed.judge(mention, scene, past)) is not None]
    if ruling.kind is Kind.PROMISE:
        promised = promises.judge(clause, past, values, concepts)
        return [promised, *values] if promised is not None else values
    if ruling.kind in _PLAIN:
        return statements.judge(clause, past, [], mentions)
    return values


_PLAIN = frozenset({Kind.STATEMENT, Kind.ACTION, Kind.CAUSE, Kind.HISTORY, Kind.OTHERS, Kind.POLICY})
