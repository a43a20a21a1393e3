"""Typed claims: an amount, a date, a contact or another value against the entries on record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from guardrails.claims.clauses import Mood
from guardrails.claims.derived import ground
from guardrails.claims.matters import by_topic, quantity
from guardrails.claims.quantities import counted
from guardrails.claims.records import Record
from guardrails.claims.register import carrier, contact, identifier
from guardrails.claims.roles import by_role
from guardrails.claims.ruling import Ruling, supported
from guardrails.claims.scene import Scene, quoted
from guardrails.claims.values import CONTACTS, Kind, Mention, Numeric, same
from guardrails.claims.views import Entry
from guardrails.finding import ClaimStatus


def judge(mention: Mention, scene: Scene, record: Record) -> Ruling | None:
    """Return the ruling on one typed mention, or None when it claims nothing."""
    ruling = _by_entries(mention, scene, record)
    if ruling is None or ruling.status is not ClaimStatus.UNSUPPORTED or mention.kind not in _DERIVABLE:
        return ruling
    if scene.foretells or scene.clause.mood is Mood.INTENDS:
        return ruling  # what took five days before promises none to come
    found = ground(mention, scene, record)
    if found is None:
        return ruling
    return supported(mention.kind, mention.start, mention.end, [found.fact], f"Fact {found.fact} says {found.shown}.")


_DERIVABLE: Final = frozenset(
    {
        Kind.AMOUNT,
        Kind.DATE,
        Kind.TIME,
        Kind.DURATION,
        Kind.QUANTITY,
        Kind.NUMBER,
    }
)


def _by_entries(mention: Mention, scene: Scene, record: Record) -> Ruling | None:  # noqa: PLR0911 - one exit a case reads better than a nest
    """Return the ruling of the values that stand on record as such."""
    if mention.kind in CONTACTS:
        return contact(mention, scene, record)
    if _is_echo(mention, scene, record) or _is_idle(mention, scene):
        return None
    entries = _in_focus(record.entries(mention.kind), scene.focus)
    if mention.kind is Kind.QUANTITY:
        return quantity(mention, scene, record, entries)
    if mention.kind is Kind.IDENTIFIER:
        return identifier(mention, scene, record, entries)
    if mention.kind is Kind.CARRIER:
        return carrier(mention, scene, entries)
    if mention.kind in {Kind.DURATION, Kind.PERCENTAGE, Kind.TIME, Kind.NUMBER}:
        return by_topic(mention, scene, record, entries)
    return by_role(mention, scene, entries, record)


def _in_focus(entries: Sequence[Entry], focus: tuple[str, ...]) -> list[Entry]:
    return [entry for entry in entries if not focus or not entry.order or entry.order in focus]


def _is_echo(mention: Mention, scene: Scene, record: Record) -> bool:
    """Return whether the value only repeats what the customer said, in words that are about the customer."""
    clause = scene.clause
    about_customer = (
        clause.attributed
        or clause.subject == "you"
        or scene.judges
        or clause.mood in {Mood.ECHOES, Mood.FEELS, Mood.ASKS, Mood.REQUESTS, Mood.SUPPOSES}
    )
    if mention.kind is Kind.IDENTIFIER:
        about_customer = True
    if not about_customer or (
        clause.subject == "you" and mention.role in {"refund", "credit", "refund_on"} and not clause.attributed
    ):
        return False
    return any(same(mention.value, said.value) and _same_things(mention, said) for said in record.complaint_mentions)


def _same_things(mine: Mention, theirs: Mention) -> bool:
    """Return whether two counts count the same sort of thing; other values are compared without."""
    if not isinstance(mine.value, Numeric) or not isinstance(theirs.value, Numeric) or not mine.value.noun:
        return True
    return bool(counted(mine.value.noun) & counted(theirs.value.noun))


def _is_idle(mention: Mention, scene: Scene) -> bool:
    """Return whether a value stands where it asserts nothing: "if you have two minutes"."""
    mood = scene.clause.mood
    if (
        mention.kind is Kind.DATE
        and not mention.role
        and not (mood is Mood.INTENDS and scene.foretells)
        and quoted(mention, scene).lower() in {"today", "tonight", "this morning", "this afternoon", "this evening"}
    ):
        return True
    if (
        mention.kind is Kind.DURATION
        and quoted(mention, scene).lower() in {"a moment", "a minute", "a second", "a day", "the day", "a year"}
        and mood is not Mood.INTENDS
    ):
        return True
    if mention.kind in {Kind.DATE, Kind.TIME, Kind.DURATION} and scene.disclaims:
        return True
    if mood in {Mood.ASKS, Mood.SUPPOSES}:
        return mention.kind in {Kind.DATE, Kind.TIME, Kind.DURATION, Kind.QUANTITY, Kind.NUMBER}
    if mood in {Mood.REQUESTS, Mood.GREETS}:
        return mention.kind in {Kind.DURATION, Kind.QUANTITY, Kind.NUMBER} or (
            mention.kind is Kind.DATE and not mention.role
        )
    return False
