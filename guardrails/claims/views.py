"""Views: what one fact says, made ready for comparison as typed entries and as sentences of concepts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from pydantic import ValidationError

from guardrails import sentences
from guardrails.claims.clauses import Reading, split
from guardrails.claims.contacts import canonical_email, canonical_link, canonical_phone
from guardrails.claims.dates import Calendar
from guardrails.claims.events import ORDER_RANK, REFUND_RANK, events
from guardrails.claims.extract import Reader, assign_roles, mentions
from guardrails.claims.identifiers import canonical_id
from guardrails.claims.money import currency
from guardrails.claims.standings import Standing, standing_of
from guardrails.claims.values import Kind, Mention, Money, Numeric, Token, Value, When
from guardrails.claims.words import is_negated, lower, stems
from knowledge.facts import Fact, FactKind, OrderData


@dataclass(slots=True)
class Entry:
    """One value on record. `order` is the order it belongs to, `about` the concepts of the words around it.

    `matter` are the concepts of its sentence, and of what it stands under, less those of its values; `beside` are the
    other values there. A `derived` one is reckoned from others.
    """

    fact: str
    kind: Kind
    value: Value
    role: str = ""
    order: str = ""
    about: frozenset[str] = frozenset()
    shown: str = ""
    person: bool = False
    matter: frozenset[str] = frozenset()
    beside: tuple[Value, ...] = ()
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a fact, for alignment with what a reply states.

    `denied` when it stands under a heading that says no ("What may not be offered"), and so grants nothing.
    """

    fact: str
    kind: FactKind
    text: str
    stems: frozenset[str]
    parts: tuple[tuple[frozenset[str], bool], ...] = ()
    denied: bool = False

    def negated(self, concepts: frozenset[str]) -> bool:
        """Return whether the sentence is negative where it speaks of `concepts`."""
        return max(self.parts, key=lambda part: len(part[0] & concepts), default=(concepts, False))[1]


@dataclass(slots=True, eq=False)
class View:
    """What one fact says, made ready for comparison; shared between calls and never changed.

    `reaches` tells whom a contact reaches, and for what: all that is told of it but its addresses and hours. `befell`
    are the events that a note tells of an order or a parcel by that word.
    """

    fact: str
    kind: FactKind
    entries: list[Entry]
    passages: list[Passage]
    words: frozenset[str]
    carriers: tuple[str, ...] = ()
    standing: Standing | None = None
    told: tuple[tuple[str, bool], ...] = ()
    reaches: frozenset[str] = frozenset()
    befell: frozenset[str] = frozenset()


_WORD = re.compile(r"[^\W\d_]+")


_DENYING = re.compile(
    r"\b(?:(?:may|must|can|will|do|does) not|cannot|never|\w+n't|exclu\w+|exceptions?"
    r"|not (?:covered|offered|included|allowed|refundable))\b",
    re.IGNORECASE,
)
_CEILING = re.compile(
    r"(?:up to|maximum(?: of)?|at most|no more than|limit(?: is| of)?|under|not exceed(?:ing)?)(?: a)? $", re.IGNORECASE
)


_ON_ORDER = re.compile(r"(?<![\w-])(?:order|parcel|package|delivery|shipment|consignment)(?![\w-])")
_BARE = re.compile(
    r"(?:\W*(?:it|they|courier|carrier|tracking(?: shows?)?|status)\b:?)?\W*(?:was|were|has been|is|been)?\W*"
)
"""What may stand before an event so that it can be told of the order alone: "Delivered 6 May, signed for."."""
_VERIFIED = re.compile(r"\s*verified\b[^:.]{0,100}:", re.IGNORECASE)
VERIFIED: Final = "verified_on"
"""The role of the day on which a note was checked: nothing befell the customer on it."""
_SINCE = re.compile(
    r"\b(?:of|after|from|since|following) (?:the |your |its )?(?:(?:date|day) of (?:the |your )?)?"
    r"(?:delivery|purchase|receipt|arrival|receiving it|getting it|buying it|order(?:ing)?)\b"
)
"""From when a period counts: told or not, it is the same period."""


def day_text(day: date) -> str:
    """Return a day as a reviewer reads it: "6 May 2026"."""
    return f"{day.day} {day:%B} {day.year}"


@lru_cache(maxsize=4096)
def _view(key: tuple[str, ...], data: str, holder: _Holder, locale: str, currency: str | None) -> View:  # noqa: ARG001 - `data` is part of the cache key
    fact = holder.fact
    builder = _Builder(fact, Reader.of(Calendar(None, locale), locale, currency))
    return builder.build()


class _Holder:
    """Carries a fact past the cache key, to which it adds nothing."""

    __slots__ = ("fact",)

    def __init__(self, fact: Fact) -> None:
        self.fact = fact

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder)


def view(fact: Fact, locale: str, currency: str | None = None) -> View:
    """Return `fact` made ready for comparison; facts with the same content are read once.

    Dates and amounts are read as in `locale`, "$" as the brand's `currency`.
    """
    key = (fact.id, str(fact.kind), fact.title or "", fact.text)
    return _view(key, repr(fact.data), _Holder(fact), locale, currency)


class _Builder:
    """Reads one fact."""

    def __init__(self, fact: Fact, reader: Reader) -> None:
        self.fact = fact
        self.reader = reader
        self.entries: list[Entry] = []
        self.passages: list[Passage] = []
        self.told: list[tuple[str, bool]] = []
        self.carriers: list[str] = []
        self.standing: Standing | None = None
        self.order = ""
        self.denies = _DENYING.search(fact.title or "") is not None
        self.titled = stems(fact.title or "")
        self.under: frozenset[str] = frozenset()
        self.befell: set[str] = set()

    def build(self) -> View:
        """Return the view of the fact."""
        fact = self.fact
        extra: list[str] = [fact.title] if fact.title else []
        if fact.kind is FactKind.ORDER and fact.data:
            extra += self._order()
        elif fact.data:
            extra += self._plain(fact.data)
        self._text(fact.text)
        for line in extra:
            self._text(line)
        if fact.kind is FactKind.ORDER and self.standing is None:
            self._standing_from_text()
        words = frozenset(word.lower() for word in _WORD.findall(" ".join((fact.text, *extra))))
        told = tuple(self.told) if fact.kind in {FactKind.ORDER, FactKind.NOTE} else ()
        reaches = _reaches(fact) if fact.kind is FactKind.CONTACT and fact.data else frozenset()
        carriers = tuple(self.carriers)
        return View(
            fact.id,
            fact.kind,
            self.entries,
            self.passages,
            words,
            carriers,
            self.standing,
            told,
            reaches,
            frozenset(self.befell),
        )

    def _add(  # noqa: PLR0913 - each is a field of the entry
        self,
        kind: Kind,
        value: Value,
        role: str = "",
        shown: str = "",
        *,
        person: bool = False,
        about: frozenset[str] = frozenset(),
        derived: bool = False,
    ) -> None:
        self.entries.append(Entry(self.fact.id, kind, value, role, self.order, about, shown, person, derived=derived))

    def _text(self, text: str) -> None:
        low = lower(text)
        for start, end in sentences.split(text):
            sentence = Reading.of(text, low, start, end)
            piece = text[start:end].strip()
            if piece.startswith("#") or (len(piece) < 60 and piece.endswith(":")):
                self.denies = _DENYING.search(piece) is not None
                self.under = sentence.stems
            self.passages.append(
                Passage(
                    self.fact.id, self.fact.kind, piece, sentence.stems, _parts(low, start, end), denied=self.denies
                )
            )
            self._sentence(sentence)

    def _heading(self, text: str) -> int:
        """Return where a note's heading ends that says when it was verified; 0 without one."""
        found = _VERIFIED.match(text) if self.fact.kind is FactKind.NOTE else None
        return found.end() if found else 0

    def _sentence(self, sentence: Reading) -> None:
        found = mentions(sentence, self.reader, self.carriers)
        tells = self.fact.kind in {FactKind.ORDER, FactKind.NOTE}
        if not found and not tells:
            return
        inherited, low = "", sentence.low
        for start, end in split(low, sentence.start, sentence.end):
            told = events(low, start, end) if tells else []
            self.told += [(event.name, event.negated) for event in told if event.real and event.name != "due"]
            if told and (_ON_ORDER.search(low, start, end) or _BARE.fullmatch(low, sentence.start, told[0].start)):
                self.befell |= {event.name for event in told}
            within = [mention for mention in found if start <= mention.start < end]
            inherited = assign_roles(low, start, end, within, told, inherited)
        heading = self._heading(sentence.text)
        for mention in found:
            if mention.end <= heading and mention.kind is Kind.DATE:
                mention.role = VERIFIED
            elif mention.kind is Kind.AMOUNT and _CEILING.search(low, max(0, mention.start - 24), mention.start):
                mention.role = "limit"
            elif self.fact.kind is FactKind.POLICY and mention.kind is Kind.AMOUNT:
                mention.role = ""  # a rule speaks of a sum under several names at once: a fee that is refunded
            self._keep(sentence.text, mention, sentence.stems)
        if self.fact.kind in {FactKind.POLICY, FactKind.CONTACT}:
            self._place(sentence, found)

    def _place(self, sentence: Reading, found: Sequence[Mention]) -> None:
        """Tell the entries just made of the mentions `found` what their sentence is about besides its values."""
        spans = [(mention.start, mention.end) for mention in found]
        spans += [match.span() for match in _SINCE.finditer(sentence.low, sentence.start, sentence.end)]
        words = [word for word in sentence.words if not any(low <= word.start < high for low, high in spans)]
        matter = self.titled | self.under | {word.stem for word in words if word.stem}
        values = [mention.value for mention in found]
        for number, entry in enumerate(self.entries[len(self.entries) - len(found) :]):
            entry.matter = matter
            entry.beside = (*values[:number], *values[number + 1 :])

    def _keep(self, text: str, mention: Mention, concepts: frozenset[str]) -> None:
        value = mention.value
        if self.order and any(_equal(entry.value, value) for entry in self.entries):
            return
        if isinstance(value, Numeric) and value.noun:
            value = Numeric(value.low, value.high, value.noun)
        self._add(mention.kind, value, mention.role, text[mention.start : mention.end], about=concepts)

    def _plain(self, data: Mapping[str, Any], *, prefix: str = "") -> list[str]:
        """Take over contact details and other named values; return the rest as lines of text."""
        lines: list[str] = []
        for name, value in data.items():
            key = f"{prefix}{name}".replace("_", " ")
            if isinstance(value, Mapping):
                lines += self._plain(value, prefix=f"{key} ")
            elif isinstance(value, (list, tuple)):
                lines += [f"{key}: {each}" for each in value if isinstance(each, (str, int, float))]
            elif value is not None and not isinstance(value, bool) and not self._detail(str(name), str(value)):
                lines.append(f"{key}: {value}")
        return lines

    def _detail(self, name: str, value: str, *, person: bool = False) -> bool:
        """Take over one contact detail; return whether it was one."""
        if name == "email":
            self._add(Kind.EMAIL, Token(canonical_email(value)), shown=value, person=person)
        elif name == "phone":
            self._add(Kind.PHONE, Token(canonical_phone(value, self.reader.region)), shown=value, person=person)
        elif name in {"url", "link", "website"}:
            self._add(Kind.LINK, Token(canonical_link(value)), shown=value, person=person)
        elif name == "handle":
            self._add(Kind.HANDLE, Token("@" + value.strip().lower().lstrip("@")), shown=value, person=person)
        else:
            return False
        return True

    def _order(self) -> list[str]:
        try:
            order = OrderData.model_validate(self.fact.data)
        except ValidationError:
            return self._plain(self.fact.data or {})
        self.order = canonical_id(order.order_id)
        self._add(Kind.IDENTIFIER, Token(self.order), "order", order.order_id)
        if order.tracking_number:
            self._add(Kind.IDENTIFIER, Token(canonical_id(order.tracking_number)), "tracking", order.tracking_number)
        for role in ("placed_on", "shipped_on", "promised_by", "delivered_on"):
            day = getattr(order, role)
            if day is not None:
                self._add(Kind.DATE, When(day.year, day.month, day.day), role, day_text(day))
        if order.carrier:
            self.carriers.append(order.carrier.lower())
            self._add(Kind.CARRIER, Token(order.carrier.lower()), "carrier", order.carrier)
        self._money(order)
        self.standing = standing_of(self.fact.id, order)
        lines = self._plain(order.model_extra or {})
        if order.customer:
            for name in ("email", "phone", "handle"):
                if value := getattr(order.customer, name):
                    self._detail(name, value, person=True)
            lines += [value for value in (order.customer.name, order.customer.address) if value]
        return [*lines, *(item.name for item in order.items)]

    def _money(self, order: OrderData) -> None:  # noqa: C901 - one branch for each sum that an order implies
        code = currency(order.currency)

        def add(amount: Decimal, role: str, what: str, *, derived: bool = True) -> None:
            shown = f"{what} {_plain_amount(amount)}{' ' + code if code else ''}"
            self._add(Kind.AMOUNT, Money(amount, code), role, shown, derived=derived)

        lines = Decimal(0)
        for item in order.items:
            concepts = stems(item.name)
            self._add(
                Kind.QUANTITY,
                Numeric(Decimal(item.quantity), Decimal(item.quantity), item.name.lower()),
                "quantity",
                f"{item.quantity} × {item.name}",
                about=concepts,
            )
            if item.price is not None:
                add(item.price, "price", item.name, derived=False)
                lines += item.price * item.quantity
                if item.quantity > 1:
                    add(item.price * item.quantity, "line", f"{item.quantity} × {item.name}")
        if order.total is not None:
            add(order.total, "total", "total", derived=False)
            if len(order.items) == 1 and order.items[0].price is None and order.items[0].quantity == 1:
                add(order.total, "price", order.items[0].name)
            if lines and order.total > lines and all(item.price is not None for item in order.items):
                add(order.total - lines, "fee", "total less the items,")
        elif lines and all(item.price is not None for item in order.items):
            add(lines, "total", "sum of the items")
        refund = order.refund
        if refund and refund.amount is not None:
            add(refund.amount, "refund", "refund", derived=False)
            if order.total is not None and order.total > refund.amount:
                add(order.total - refund.amount, "remaining", "total less the refund")
        if refund and refund.on:
            self._add(Kind.DATE, When(refund.on.year, refund.on.month, refund.on.day), "refund_on", day_text(refund.on))

    def _standing_from_text(self) -> None:
        real = [name for name, negated in self.told if not negated]
        ranked = [name for name in real if name in ORDER_RANK]
        refunds = [name for name in real if name in REFUND_RANK]
        if not real:
            return
        state = max(ranked, key=lambda name: ORDER_RANK[name], default=None)
        refund = max(refunds, key=lambda name: REFUND_RANK[name], default=None)
        self.standing = Standing(
            self.fact.id,
            "",
            state,
            ORDER_RANK.get(state or "", 0),
            frozenset(real) - set(ORDER_RANK),
            refund,
            REFUND_RANK.get(refund or "", 0),
            state or "",
            refund or "",
        )


_ADDRESSES = frozenset({"email", "phone", "url", "link", "website", "handle", "hours"})


def _reaches(fact: Fact) -> frozenset[str]:
    told = {name: value for name, value in (fact.data or {}).items() if value and name not in _ADDRESSES}
    return frozenset(f"{name}: {value}".lower() for name, value in told.items()) if told else frozenset()


def _parts(low: str, start: int, end: int) -> tuple[tuple[frozenset[str], bool], ...]:
    """Return the clauses of a sentence as their concepts, each with whether it is negative."""
    if not is_negated(low[start:end]) and not _TWICE.search(low, start, end):
        return ()
    return tuple((stems(low[first:last]), is_negated(low[first:last])) for first, last in split(low, start, end))


_TWICE = re.compile(r"\b(?:not|no|never|without|cannot)\b|n't\b")


def _plain_amount(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _equal(mine: Value, theirs: Value) -> bool:
    if isinstance(mine, When) and isinstance(theirs, When):
        return theirs.same(mine)
    return type(mine) is type(theirs) and mine.same(theirs)  # type: ignore[arg-type]
