"""Typed claims: an amount, a date, a contact or another value against the entries on record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from guardrails.claims.clauses import Mood
from guardrails.claims.derived import ground
from guardrails.claims.disputes import told_by
from guardrails.claims.matters import by_topic, quantity
from guardrails.claims.quantities import counted
from guardrails.claims.records import Record
from guardrails.claims.register import carrier, contact, identifier
from guardrails.claims.roles import by_role
from guardrails.claims.ruling import Ruling, supported
from guardrails.claims.scene import Scene, in_focus, quoted, source
from guardrails.claims.sums import Amount
from guardrails.claims.values import CONTACTS, Kind, Mention, Numeric, When
from guardrails.claims.views import Entry, day_text
from guardrails.finding import ClaimStatus
from knowledge.facts import FactKind


def judge(mention: Mention, scene: Scene, record: Record, told: Sequence[Amount] = ()) -> Ruling | None:
    """Return the ruling on one typed mention, or None when it claims nothing.

    `told` are the amounts of the reply before it that the record bears out.
    """
    ruling = _by_entries(mention, scene, record)
    if ruling is None or ruling.status is ClaimStatus.SUPPORTED or mention.kind not in _DERIVABLE:
        return ruling
    if ruling.status is ClaimStatus.CONTRADICTED and not (_is_loose(ruling, record) or _reckons(mention, scene)):
        return ruling  # a field of an order is told as it is, or told wrong
    if scene.foretells or scene.clause.mood is Mood.INTENDS:
        return ruling  # what took five days before promises none to come
    found = ground(mention, scene, record, told)
    if found is None:
        return ruling
    return supported(mention.kind, mention.start, mention.end, [found.fact], f"Fact {found.fact} says {found.shown}.")


_RECKONED: Final = re.compile(
    r"\b(?:more|less|too much|over|short|difference|extra|each|apiece|altogether|in all|together|in total|comes? to"
    r"|came to|makes|instead|leaves?|share|per cent|off)\b|%",
    re.IGNORECASE,
)
_AROUND: Final = 28


def _reckons(mention: Mention, scene: Scene) -> bool:
    """Return whether an amount is told as the outcome of a sum, and so need be no field of an order."""
    around = max(scene.clause.start, mention.start - _AROUND), min(len(scene.text), mention.end + _AROUND)
    return mention.kind is Kind.AMOUNT and _RECKONED.search(scene.text, *around) is not None


def _is_loose(ruling: Ruling, record: Record) -> bool:
    """Return whether only facts in running text speak against a value: they may well be about another matter."""
    orders = {view.fact for view in record.views if view.kind is FactKind.ORDER}
    return bool(ruling.facts) and orders.isdisjoint(ruling.facts)


def disputed(ruling: Ruling, mention: Mention, scene: Scene, record: Record) -> Ruling:
    """Return the ruling, with what each fact says where the facts disagree on the value among themselves.

    A value that one of them gives is borne out, though disputed; one that none gives contradicts them all.
    """
    if ruling.status is ClaimStatus.UNSUPPORTED and mention.kind not in CONTACTS:
        return ruling
    at_issue = record.index.disputed
    alike = in_focus(record.same(mention.kind, mention.value), scene.focus)
    mine = [entry for entry in alike if id(entry) in at_issue]
    for entry in mine:
        others = at_issue[id(entry)]
        if not {entry.fact, *(each.fact for each in others)}.isdisjoint(ruling.facts) and _on_matter(entry, scene):
            if ruling.status is not ClaimStatus.SUPPORTED:
                said = f"{told_by(entry, record.views)}."
                ruling = supported(mention.kind, mention.start, mention.end, [entry.fact], said)
            ruling.dispute, ruling.parties = _sides(mention, scene, record, [entry, *others])
            return ruling
    if ruling.status is ClaimStatus.CONTRADICTED and not mine and (against := _denier(ruling, mention, scene, record)):
        ruling.explanation, ruling.facts = _sides(mention, scene, record, [against, *at_issue[id(against)]])
    return ruling


def _denier(ruling: Ruling, mention: Mention, scene: Scene, record: Record) -> Entry | None:
    """Return the disputed entry that the value contradicts, if it is one."""
    known = (entry for entry in record.entries(mention.kind) if id(entry) in record.index.disputed)
    return next((entry for entry in known if entry.fact in ruling.facts and _on_matter(entry, scene)), None)


def reread(ruling: Ruling, mention: Mention, record: Record, locale: str) -> None:
    """Tell with the ruling on a date in digits where a fact has it with day and month the other way round."""
    value = mention.value
    if not isinstance(value, When) or value.swapped is None or not value.month or not value.day or not value.year:
        return
    other = When(value.swapped.year, value.swapped.month, value.swapped.day)
    entry = next(iter(record.same(Kind.DATE, other)), None)
    if entry is not None:
        ruling.explanation += (
            f" Read as {day_text(date(value.year, value.month, value.day))}, as dates are written in {locale};"
            f" {day_text(value.swapped)} would agree with {source(entry)}."
        )
        ruling.suggestion = f"Write {day_text(value.swapped)} if that is meant."


def _on_matter(entry: Entry, scene: Scene) -> bool:
    """Return whether the sentence speaks of what the entry is about; a field of its own is told by its role."""
    return (
        entry.kind in CONTACTS or not entry.matter or not scene.english or not entry.matter.isdisjoint(scene.concepts)
    )


def _sides(mention: Mention, scene: Scene, record: Record, sides: Sequence[Entry]) -> tuple[str, tuple[str, ...]]:
    """Return what each side says, in words, and the ids of its facts."""
    told = dict.fromkeys(told_by(entry, record.views) for entry in sides)
    return f"Says {quoted(mention, scene)}; {', '.join(told)}.", tuple(dict.fromkeys(entry.fact for entry in sides))


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
    entries = in_focus(record.entries(mention.kind), scene.focus)
    if mention.kind is Kind.QUANTITY:
        return quantity(mention, scene, record, entries)
    if mention.kind is Kind.IDENTIFIER:
        return identifier(mention, scene, record, entries)
    if mention.kind is Kind.CARRIER:
        return carrier(mention, scene, entries)
    if mention.kind in {Kind.DURATION, Kind.PERCENTAGE, Kind.TIME, Kind.NUMBER}:
        return by_topic(mention, scene, record, entries)
    return by_role(mention, scene, entries, record)


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
    return any(_same_things(mention, said) for said in record.said(mention.value))


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
