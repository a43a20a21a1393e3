"""Slots: the typed values of the record, which a writer names and code puts into words.

A writer that writes `{{order.shipped_on}}` cannot get the date wrong. With one order on record its slots start with
`order.`, `refund.` and `customer.`; with several, each order's fact id stands in front: `{{order-58213.shipped_on}}`,
`{{order-58213.refund.amount}}`. Contacts work alike: `{{contact.email}}` is the first contact's, `{{<fact id>.email}}`
any other's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from pydantic import ValidationError

from knowledge.facts import ContactData, Fact, FactKind, OrderData
from prompts.values import format_count, format_date, format_money, format_status, join_names

_MARKED = re.compile(
    r"\{\{\{?[ \t]{0,8}(?P<double>[^\s{}][^{}\n]{0,240}?)[ \t]{0,8}\}?\}\}"
    r"|(?<!\{)\{[ \t]{0,8}(?P<single>[^\s{}][^{}\n]{0,240}?)[ \t]{0,8}\}(?!\})"
)
Data = TypeVar("Data", OrderData, ContactData)
_LOOSE = re.compile(r"[\s_-]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """One value that can be written: its name, its words, and the fact behind it.

    A `private` value is for the customer alone; an `alias` is understood but not offered.
    """

    name: str
    value: str
    fact_id: str
    private: bool = False
    alias: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text with its slots filled; the fact ids used, in order; the slots that nothing on record fills."""

    text: str
    used: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def first_name(name: str | None) -> str | None:
    """Return the given name in `name` ("Okafor, Ada" and "Ms Ada Okafor" give "Ada"), or None when there is none.

    A family name or an initial is none: "Mrs Okafor" and "J. Smith" had better be greeted without a name.
    """
    if not name or not name.strip():
        return None
    family, comma, given = name.partition(",")
    words = [word for word in (given if comma and given.strip() else family).split() if word[0].isalpha()]
    plain = [word for word in words if word.strip(".").casefold() not in TITLES]
    if not plain or (len(plain) < len(words) and len(plain) == 1):
        return None
    return plain[0] if len(plain[0].strip(".")) > 1 else None


TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "madam", "herr", "frau", "mme", "sr", "sra"})


def _order_parts(order: OrderData, locale: str, today: date) -> Iterator[tuple[str, str]]:
    yield "order.order_id", order.order_id
    if order.status:
        yield "order.status", format_status(order.status, locale)
    for part in ("placed_on", "shipped_on", "promised_by", "delivered_on"):
        if day := getattr(order, part):
            yield f"order.{part}", format_date(day, locale, today)
    for part in ("carrier", "tracking_number"):
        if word := getattr(order, part):
            yield f"order.{part}", word
    if order.items:
        yield "order.items", join_names([_item(item.quantity, item.name, locale) for item in order.items], locale)
    if order.total is not None:
        yield "order.total", format_money(order.total, order.currency, locale)
    yield from _refund_parts(order, locale, today)
    yield from _customer_parts(order)


def _item(quantity: int, name: str, locale: str) -> str:
    return name if quantity == 1 else f"{format_count(quantity, locale)} × {name}"


def _refund_parts(order: OrderData, locale: str, today: date) -> Iterator[tuple[str, str]]:
    if (refund := order.refund) is None:
        return
    if refund.status:
        yield "refund.status", format_status(refund.status, locale)
    if refund.amount is not None:
        yield "refund.amount", format_money(refund.amount, order.currency, locale)
    if refund.on:
        yield "refund.on", format_date(refund.on, locale, today)


def _customer_parts(order: OrderData) -> Iterator[tuple[str, str]]:
    if (customer := order.customer) is None:
        return
    if given := first_name(customer.name):
        yield "customer.first_name", given
    for part in ("name", "email", "phone", "handle", "address"):
        if word := getattr(customer, part):
            yield f"customer.{part}", word


def _contact_parts(contact: ContactData) -> Iterator[tuple[str, str]]:
    for part in ("name", "team", "email", "phone", "url", "handle", "channel", "hours"):
        if word := getattr(contact, part):
            yield part, word


def _typed(facts: Sequence[Fact], kind: FactKind, data: type[Data]) -> list[tuple[Fact, Data]]:
    found = []
    for fact in facts:
        if fact.kind is kind and fact.data:
            try:
                found.append((fact, data.model_validate(fact.data)))
            except ValidationError:  # a caller's fact with odd typed values still speaks through its text
                continue
    return found


def _order_slots(facts: Sequence[Fact], locale: str, today: date) -> Iterator[Slot]:
    orders = _typed(facts, FactKind.ORDER, OrderData)
    for fact, order in orders:
        for name, value in _order_parts(order, locale, today):
            private = name != "customer.first_name"
            short = name.removeprefix("order.")
            if len(orders) == 1:
                yield Slot(name, value, fact.id, private)
                yield Slot(f"order.{short}", value, fact.id, private, alias=True)
            yield Slot(f"{fact.id}.{short}", value, fact.id, private, alias=len(orders) == 1)


def _contact_slots(facts: Sequence[Fact]) -> Iterator[Slot]:
    taken: set[str] = set()
    for fact, contact in _typed(facts, FactKind.CONTACT, ContactData):
        for part, value in _contact_parts(contact):
            if part not in taken:
                yield Slot(f"contact.{part}", value, fact.id)
            yield Slot(f"{fact.id}.{part}", value, fact.id, alias=part not in taken)
            taken.add(part)


def slots(facts: Sequence[Fact], locale: str, today: date, *, name: str | None = None) -> dict[str, Slot]:
    """Return every slot that `facts` fill, by name, the first fact's when two fill the same.

    `name` is what the customer calls themselves; it gives `customer.first_name` when no order does.
    """
    found: dict[str, Slot] = {}
    for slot in (*_order_slots(facts, locale, today), *_contact_slots(facts)):
        if slot.value.strip():
            found.setdefault(slot.name, slot)
    given = first_name(name)
    if given and "customer.first_name" not in found:
        found["customer.first_name"] = Slot("customer.first_name", given, "")
    return found


def available(facts: Sequence[Fact], locale: str, today: date, *, name: str | None = None) -> dict[str, str]:
    """Return each slot that `facts` fill with the words it becomes; see `slots` for `name`."""
    return {slot.name: slot.value for slot in slots(facts, locale, today, name=name).values() if not slot.alias}


def _key(name: str) -> str:
    return _LOOSE.sub("", name).casefold()


class _Filler:
    """Fills the slots of one text and keeps account of what it did."""

    def __init__(self, known: Mapping[str, Slot]) -> None:
        self._exact = known
        self._loose: dict[str, Slot | None] = {}
        for name, slot in known.items():
            key = _key(name)
            twin = self._loose.get(key, slot)
            self._loose[key] = slot if twin is not None and twin.value == slot.value else None
        self.used: list[str] = []
        self.unknown: list[str] = []

    def __call__(self, match: re.Match[str]) -> str:
        written = match["double"] or match["single"]
        slot = self._exact.get(written) or self._loose.get(_key(written))
        if slot is not None:
            if slot.fact_id and slot.fact_id not in self.used:
                self.used.append(slot.fact_id)
            return slot.value
        if match["double"] and written not in self.unknown:
            self.unknown.append(written)
        return match[0]


def fill(text: str, known: Mapping[str, Slot]) -> Rendered:
    """Return `text` with the `known` slots in place of their names; see `render`."""
    if "{" not in text:
        return Rendered(text)
    filler = _Filler(known)
    return Rendered(_MARKED.sub(filler, text), filler.used, filler.unknown)


def render(text: str, facts: Sequence[Fact], locale: str, today: date, *, name: str | None = None) -> Rendered:
    """Return `text` with each slot replaced by its value in the words of `locale`.

    Spaces, letter case, hyphens for underscores and single braces are forgiven where only one slot can be meant. A
    slot that nothing on record fills stays as it is, for a guardrail to stop.
    """
    return fill(text, slots(facts, locale, today, name=name))
