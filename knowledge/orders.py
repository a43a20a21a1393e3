"""Orders: which of them a complaint is about, and which of them its author may hear of.

One customer's order can never surface in another's draft: an order is given out only when its customer is the author,
or when nobody could be anybody else (see `_may_use`). Everything withheld is reported with a reason for the reviewer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import blake2b

from knowledge.embeddings import Embedder
from knowledge.facts import Customer, Fact, FactKind, Item, OrderData, Refund
from knowledge.identity import Match, compare, is_known, person_of_customer, same_full_name
from knowledge.pointers import rank
from knowledge.repository import FactRepository, Person

_ID_PREFIX = "order-"
_MAX_FACT_ID = 200


@dataclass(frozen=True, slots=True)
class Withheld:
    """An order that exists but was not used, and why, in words for a reviewer."""

    order_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrderSearch:
    """What was found.

    `orders` may be used in the draft; `withheld` exist but may not; `missing` were named and do not exist;
    `candidates` is how many orders of the author there are when the text does not tell which one is meant, else 0.
    """

    orders: list[Fact] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    candidates: int = 0


def order_fact_id(order_id: str) -> str:
    """Return the id of the fact that holds an order: `order-58213`; an overlong order id is shortened by its digest."""
    fact_id = _ID_PREFIX + order_id
    if len(fact_id) <= _MAX_FACT_ID:
        return fact_id
    return fact_id[:160] + "~" + blake2b(order_id.encode("utf-8", "replace"), digest_size=16).hexdigest()


def fact_from_order(order: OrderData, *, source: str | None = None) -> Fact:
    """Return the order as a fact: typed values in `data`, sentences without the customer in `text`.

    Amounts in `data` are decimal strings, dates ISO 8601.
    """
    data = order.model_dump(mode="json", exclude_none=True)
    data = {name: value for name, value in data.items() if value not in ([], {})}
    return Fact(
        id=order_fact_id(order.order_id),
        kind=FactKind.ORDER,
        title=f"Order {order.order_id}"[:500],
        text=describe(order),
        data=data,
        source=source,
    )


def describe(order: OrderData) -> str:
    """Return what is on record about an order in plain English sentences, without the customer."""
    sentences = [f"Order {order.order_id}{f': status {order.status}' if order.status else ''}."]
    sentences += [
        f"{label} {_day(day)}."
        for label, day in (
            ("Placed on", order.placed_on),
            ("Shipped on", order.shipped_on),
            ("Delivery promised by", order.promised_by),
            ("Delivered on", order.delivered_on),
        )
        if day
    ]
    if order.carrier:
        sentences.append(f"Carrier: {order.carrier}.")
    if order.tracking_number:
        sentences.append(f"Tracking number: {order.tracking_number}.")
    if order.items:
        sentences.append(f"Items: {'; '.join(_item(item, order.currency) for item in order.items)}.")
    if order.total is not None:
        sentences.append(f"Total: {_money(order.total, order.currency)}.")
    if order.refund:
        sentences.append(_refund(order.refund, order.currency))
    return " ".join(sentence for sentence in sentences if sentence)


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _money(amount: Decimal, currency: str | None) -> str:
    text = f"{amount:f}"
    return f"{text} {currency}" if currency else text


def _item(item: Item, currency: str | None) -> str:
    price = f" at {_money(item.price, currency)} each" if item.price is not None else ""
    return f"{item.quantity} × {item.name}{price}"


def _refund(refund: Refund, currency: str | None) -> str:
    parts = [
        f"status {refund.status}" if refund.status else "",
        f"amount {_money(refund.amount, currency)}" if refund.amount is not None else "",
        f"on {_day(refund.on)}" if refund.on else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"Refund: {said}." if said else ""


_ID = r"[A-Za-z0-9](?:[A-Za-z0-9]|[-_/.](?=[A-Za-z0-9])){0,39}"
_NOUN = (
    r"(?:order|booking|reservation|confirmation|reference|ref|purchase|invoice|case|ticket|bestellung|bestellnummer|"
    r"auftrag|auftragsnummer|buchung|buchungsnummer|rechnung|commande|réservation|pedido|reserva|encomenda|ordine|"
    r"prenotazione|bestelling|bestelnummer|boeking|ordre|beställning|zamówieni[ea])"
)
_LINK = r"(?:number|no|nr|num|id|ref|reference|code|nummer|numéro|número|numero|nº|n°|was|is|ist|est|es|lautet)"
_NAMED = re.compile(rf"\b{_NOUN}[ ]?(?:[ :.#=-]{{1,3}}|{_LINK}(?!\w)){{0,6}}[ :#]?(?P<id>{_ID})", re.IGNORECASE)
_HASHED = re.compile(rf"(?<![\w&])#[ ]?(?P<id>{_ID})")
_SHAPED = re.compile(
    r"(?<![\w@#./-])(?P<id>[A-Z]{1,6}[-_ ]?\d{3,15}(?:-\d{1,12}){0,3}|"
    r"\d{5,20}(?:-\d{2,12}){0,3}|\d{3,7}(?:-\d{4,12}){1,3})(?![\w@])"
)
_DATE = re.compile(r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})")
_MAX_READ = 20_000
_MAX_MENTIONS = 20


def mentioned_ids(text: str) -> list[str]:
    """Return what may be order numbers in running text, in order of appearance and at most 20.

    They are candidates only: look them up before believing any.
    """
    return [mention.order_id for mention in _mentions(text)]


@dataclass(frozen=True, slots=True)
class _Mention:
    order_id: str
    named: bool


def _mentions(text: str) -> list[_Mention]:
    found: dict[str, tuple[int, bool]] = {}
    for pattern, named in ((_NAMED, True), (_HASHED, True), (_SHAPED, False)):
        for match in pattern.finditer(text[:_MAX_READ]):
            order_id = match["id"]
            if _could_be_id(order_id, shortest=3 if pattern is not _SHAPED else 5):
                found.setdefault(order_id, (match.start("id"), named))
    ordered = sorted(found.items(), key=lambda entry: entry[1][0])
    return [_Mention(order_id, named) for order_id, (_, named) in ordered[:_MAX_MENTIONS]]


def _could_be_id(value: str, *, shortest: int) -> bool:
    return len(value) >= shortest and sum(char.isdigit() for char in value) >= 2 and not _DATE.fullmatch(value)


def find_orders(  # noqa: PLR0913 - what is known of a complaint, each by its name
    repo: FactRepository,
    *,
    person: Person,
    order_ids: Sequence[str] = (),
    text: str = "",
    about: str | None = None,
    embedder: Embedder | None = None,
    limit: int = 3,
    region: str | None = None,
) -> OrderSearch:
    """Return the orders that a complaint is about and its author may hear of.

    `order_ids` are those the caller names; numbers in `text` count for less. Without either, the author's own orders
    are ranked by what the text says about them, and used only when it points to them clearly. At most `limit` are
    found that way; orders named by id are all returned. `about` is what the orders are ranked by, where that is not
    the whole of `text`. `region` is the country of phone numbers written without one.
    """
    found = _by_id(repo, person, order_ids, text, region)
    if found.orders:
        return found
    named = bool(found.withheld or found.missing)
    owned = [fact for fact in repo.orders_of(person) if _allowed(fact, person, region)] if is_known(person) else []
    chosen = rank(owned, text if about is None else about, embedder, near_ids=found.missing, only_clear=named)[:limit]
    return OrderSearch(chosen, found.withheld, found.missing, 0 if chosen else len(owned))


def _by_id(
    repo: FactRepository, person: Person, order_ids: Sequence[str], text: str, region: str | None
) -> OrderSearch:
    explicit = list(dict.fromkeys(order_id.strip() for order_id in order_ids if order_id.strip()))
    mentions = [mention for mention in _mentions(text) if mention.order_id not in explicit]
    facts = _lookup(repo, [*explicit, *(mention.order_id for mention in mentions)])
    result = OrderSearch()
    used: set[str] = set()
    for order_id, given, named in [
        *((name, True, True) for name in explicit),
        *((m.order_id, False, m.named) for m in mentions),
    ]:
        fact = facts.get(order_id)
        if fact is None:
            if named:
                result.missing.append(order_id)
        elif fact.id not in used:
            used.add(fact.id)
            reason = _may_use(fact, person, given=given, region=region)
            if not given and reason is None and not _certain(fact, order_id, region):
                reason = "The order names no customer, and its number stands only in the text. Pass it in order_ids."
            if reason is None:
                result.orders.append(fact)
            else:
                result.withheld.append(Withheld(_id_of(fact), reason))
    return result


def _lookup(repo: FactRepository, order_ids: Iterable[str]) -> dict[str, Fact]:
    """Return the facts by the id asked for, which may differ from the order's in case, a `#` or a gap."""
    spellings = {order_id: _spellings(order_id) for order_id in order_ids}
    asked = [order_fact_id(spelling) for group in spellings.values() for spelling in group]
    facts = {fact.id: fact for fact in repo.get(FactKind.ORDER, asked)} if asked else {}
    return {
        order_id: facts[order_fact_id(spelling)]
        for order_id, group in spellings.items()
        for spelling in reversed(group)
        if order_fact_id(spelling) in facts
    }


def _spellings(order_id: str) -> list[str]:
    bare = order_id.lstrip("#").strip()
    gaps = (bare, bare.replace(" ", "-"), bare.replace(" ", ""))
    variants = [order_id, bare, *(cased for gap in gaps for cased in (gap, gap.upper(), gap.lower()))]
    return [variant for variant in dict.fromkeys(variants) if variant]


def _id_of(fact: Fact) -> str:
    order = fact.order()
    return order.order_id if order else fact.id.removeprefix(_ID_PREFIX)


def _customer_of(fact: Fact) -> Customer:
    order = fact.order()
    return (order.customer if order else None) or Customer()


def _certain(fact: Fact, order_id: str, region: str | None) -> bool:
    """Tell whether a number that stands in a text is this order's beyond doubt; one with a customer was compared."""
    customer = _customer_of(fact)
    owner = person_of_customer(customer, region)
    return bool(is_known(owner) or owner.name) or (order_id == _id_of(fact) and not customer.address)


def _allowed(fact: Fact, person: Person, region: str | None) -> bool:
    """Check again what the repository selected: an index that erred must not leak an order."""
    return compare(person, _customer_of(fact), region) is Match.SAME


def _may_use(fact: Fact, person: Person, *, given: bool, region: str | None) -> str | None:
    """Return None when the author may hear of the order, else why not.

    An id the caller gave is trusted further than one that stands in a text anybody could have written.
    """
    customer = _customer_of(fact)
    owner = person_of_customer(customer, region)
    match = compare(person, customer, region)
    if match is Match.SAME or not (is_known(owner) or owner.name):
        return None
    if match is Match.DIFFERENT:
        kinds = _joined(_shared(person, owner), "and")
        return f"The order belongs to somebody else: the author's {kinds} is not the one on the order."
    if same_full_name(person.name, owner.name):
        return None
    if given and not is_known(person) and not person.name:
        return None
    return _cannot_tell(person, owner, given=given)


def _cannot_tell(person: Person, owner: Person, *, given: bool) -> str:
    have, need = _kinds(person), _kinds(owner)
    known = f"the author is known by {_joined(have, 'and')}" if have else "nothing is known of the author"
    if not need:
        need = ["full name"]
    record = f"the order by the customer's {_joined(need, 'and')}"
    how = f"Pass the author's {_joined(need, 'or')}" + ("." if given else ", or pass the order in order_ids.")
    return f"Whether the author placed this order cannot be told: {known}, {record}. {how}"


def _kinds(person: Person) -> list[str]:
    values = {"handle": person.handle, "email": person.email, "phone": person.phone, "full name": person.name}
    return [kind for kind, value in values.items() if value]


def _shared(person: Person, owner: Person) -> list[str]:
    return [kind for kind in _kinds(person) if kind in _kinds(owner) and kind != "full name"]


def _joined(words: Sequence[str], last: str) -> str:
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)
