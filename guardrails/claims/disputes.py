"""Disputes: facts that disagree among themselves, so that no reply can be right by all of them.

Two facts dispute a value only where they speak of the same thing in the same scope: one order, one policy's period for
the same goods, one team's number. Different orders, products or scopes have different values by right.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from guardrails.claims.lexicon import words
from guardrails.claims.standings import Standing
from guardrails.claims.values import Kind, Span, When, same
from guardrails.claims.views import Entry, View
from guardrails.claims.words import stem
from knowledge.facts import FactKind

FINAL: Final = frozenset(
    {"shipped", "delivered", "cancelled", "lost", "returned", "refund_issued", "refund_received", "refund_rejected"}
)
"""Events that a note can tell of against an order: what is once done stays so."""
_PERIODS: Final = frozenset({Kind.DURATION, Kind.PERCENTAGE, Kind.AMOUNT})
_LINES: Final = frozenset({Kind.PHONE, Kind.EMAIL})
_MOST_VALUES: Final = 3
"""A fact that gives more values of one thing than these tells cases apart in ways that are not understood here."""
_MOST_FACTS: Final = 12
_PARTS: Final = frozenset({"shipped_on", "promised_by", "delivered_on", "tracking", "carrier"})
"""What each part of an order that is sent in parts has by right for itself."""
_DAYS: Final = {
    "placed_on": "placed",
    "shipped_on": "shipped",
    "delivered_on": "delivered",
    "refund_on": "refund_issued",
}
_ROLES: Final = _PARTS | {*_DAYS, "total", "refund", "price", "quantity"}
_WEAK: Final = frozenset(
    map(
        stem,
        words("""
    order orders item items product products parcel goods thing purchase purchased bought buy customer customers day
    days week month year hour working calendar policy policies term terms rule rules page help faq guide old new older
    newer previous current updated version may can able accept accepted allow allowed possible make made want wish like
    need simply please note know claim give given get send sent back our your all any each every within period time
    date deadline limit window request ask call ring phone telephone number line email write contact reach team us
    address monday tuesday wednesday thursday friday saturday sunday available entitled eligible right have option
"""),
    )
)
"""Concepts that narrow no scope: with them or without, a policy speaks of the same."""


def between(views: Sequence[View]) -> dict[int, list[Entry]]:
    """Return by the identity of an entry those of other facts that give another value of the same thing."""
    found: dict[int, list[Entry]] = {}
    standings = [view.standing for view in views if view.standing is not None]
    for group in _grouped(views):
        few = [entries for entries in _by_fact(group) if len(entries) <= _MOST_VALUES][:_MOST_FACTS]
        for mine, theirs in combinations(few, 2):
            if _agree(mine, theirs) or _apart(mine[0], theirs[0], standings):
                continue
            for one, other in ((one, other) for one in mine for other in theirs):
                found.setdefault(id(one), []).append(other)
                found.setdefault(id(other), []).append(one)
    for one, other in _noted(views, standings):
        found.setdefault(id(one), []).append(other)
        found.setdefault(id(other), []).append(one)
    return found


def _grouped(views: Iterable[View]) -> Iterator[list[Entry]]:
    """Yield the entries that give a value of one thing, where more facts than one do."""
    groups: dict[Hashable, list[Entry]] = {}
    for view in views:
        key = _KEYS.get(view.kind)
        for entry in view.entries if key else ():
            thing = key(entry, view) if key else None
            if thing is not None:
                groups.setdefault((entry.kind, thing), []).append(entry)
    yield from (group for group in groups.values() if len({entry.fact for entry in group}) > 1)


def _of_order(entry: Entry, _view: View) -> Hashable | None:
    if not entry.order or entry.derived or entry.role not in _ROLES or entry.person:
        return None
    return entry.order, entry.role, entry.about, entry.shown.rpartition(" ")[0] if entry.role == "price" else ""


def _of_policy(entry: Entry, _view: View) -> Hashable | None:
    matter = entry.matter - _WEAK
    if entry.kind not in _PERIODS or not matter:
        return None
    value = entry.value
    way = (value.working, value.bound == "min") if isinstance(value, Span) else ()
    return matter, way, entry.role, tuple(map(str, entry.beside))


def _of_contact(entry: Entry, view: View) -> Hashable | None:
    """Return whom an address reaches: by what is told of the contact, or by the words around it."""
    if entry.kind not in _LINES:
        return None
    if view.reaches:
        return view.reaches
    matter = entry.matter - _WEAK
    others = [each for each in view.entries if each.kind is entry.kind and not same(each.value, entry.value)]
    return matter if matter and not others else None


_KEYS: Final[dict[FactKind, Callable[[Entry, View], Hashable | None]]] = {
    FactKind.ORDER: _of_order,
    FactKind.POLICY: _of_policy,
    FactKind.CONTACT: _of_contact,
}


def _by_fact(entries: Iterable[Entry]) -> list[list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.fact, []).append(entry)
    return list(found.values())


def _agree(mine: Iterable[Entry], theirs: Sequence[Entry]) -> bool:
    """Return whether two facts have a value in common, so that each may have more than one by right."""
    return any(same(one.value, other.value) for one in mine for other in theirs)


def _apart(one: Entry, other: Entry, standings: Iterable[Standing]) -> bool:
    """Return whether two facts on an order tell of different parts of it, and the value is one that each part has."""
    if not one.order or one.role not in _PARTS:
        return False
    mine, theirs = ([each for each in standings if each.fact == entry.fact] for entry in (one, other))
    return bool(mine and theirs) and not same_order(mine[0], theirs[0])


def same_order(one: Standing, other: Standing) -> bool:
    """Return whether two facts tell of one order, and not of different parts of it."""
    mine, theirs = ({name for _, name, _ in each.items} for each in (one, other))
    return bool(one.order) and one.order == other.order and (not mine or not theirs or mine == theirs)


def notes_on(views: Iterable[View], event: str, standings: Sequence[Standing]) -> list[tuple[View, Standing]]:
    """Return the notes that tell of an event in the life of an order, each with the first of `standings` it is on."""
    known = list(views)
    orders = {each.standing.order for each in known if each.standing is not None}
    return [
        (view, standing)
        for view in known
        if view.kind is FactKind.NOTE and (event, False) in view.told and (event, True) not in view.told
        for standing in standings
        if _concerns(view, event, standing, orders)
    ]


def _concerns(note: View, event: str, standing: Standing, orders: Collection[str]) -> bool:
    """Return whether a note tells an event of an order: it names it, or tells of the parcel where there is but one."""
    named = {str(getattr(entry.value, "text", "")) for entry in note.entries if entry.kind is Kind.IDENTIFIER}
    if not named.isdisjoint(orders):
        return standing.order in named
    return len(orders) == 1 and bool(standing.order) and event in note.befell


def _noted(views: Sequence[View], standings: Sequence[Standing]) -> Iterator[tuple[Entry, Entry]]:
    """Yield each day that a note gives for an event of an order with the other day that the order gives for it."""
    for role, event in _DAYS.items():
        for note, standing in notes_on(views, event, standings):
            told = [entry for entry in note.entries if entry.role == role and entry.kind is Kind.DATE]
            order = next(view for view in views if view.standing is standing)
            known = [entry for entry in order.entries if entry.role == role and entry.kind is Kind.DATE]
            if len(told) == len(known) == 1 and _two_days(told[0], known[0]):
                yield told[0], known[0]


def _two_days(one: Entry, other: Entry) -> bool:
    mine, theirs = one.value, other.value
    return (
        isinstance(mine, When) and isinstance(theirs, When) and bool(mine.month and mine.day) and not mine.same(theirs)
    )


def told_by(entry: Entry, views: Iterable[View]) -> str:
    """Return which fact says what, as a reviewer is told: "policy returns says 14 days"."""
    kind = next((str(view.kind) for view in views if view.fact == entry.fact), "fact")
    return f"{kind} {entry.fact} says {entry.shown}"
