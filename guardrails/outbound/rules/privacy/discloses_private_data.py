"""privacy: discloses-private-data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guardrails.document import Document
from guardrails.finding import Audience
from guardrails.inbound.private_data import find_private_data
from guardrails.outbound.records import private_values
from guardrails.reply import Reply
from guardrails.rule import Example, Rule, Violation
from knowledge.facts import Fact, FactKind

_ALWAYS = frozenset(
    {"card", "iban", "security_code", "password", "national_id", "passport", "bank_account", "birth_date"}
)
"""Kinds that are nobody's business in public, whoever they belong to."""
_NUMBERED = re.compile(
    (
        r"\b(?:order|booking|reservation|reference|account|tracking|invoice|customer|member(?:ship)?|confirmation|parcel|"
        r"shipment|policy|"
        r"transaction|bestellung|bestellnummer|auftrag|kundennummer|commande|pedido|ordine|encomenda|bestelling|"
        r"ordernummer)"
        r"(?: ?(?:number|no\.?|nr\.?|id|ref(?:erence)?|code|nummer|numéro|número|numero))?(?: (?:is|was|ist|est|"
        r"es|è|é))? ?[:#(№n°º]{0,3} ?"
        r"(?P<value>(?=[a-z0-9/-]*\d[a-z0-9/-]*\d[a-z0-9/-]*\d[a-z0-9/-]*\d)[a-z]{0,4}[-/]?\d[a-z0-9/-]{2,24}\w)(?![\w%])"
    ),
    re.IGNORECASE,
)
_CARD_END = re.compile(
    (
        r"\b(?:card|visa|mastercard|amex|account|karte|carte|tarjeta|carta|cartão|"
        r"kaart)\b[^.!?\n]{0,30}?\b(?:ending|ends|ended|endend|finissant|terminada|"
        r"que termina|final|eindigend)(?: (?:in|with|auf|par|en|em|op))? ?(?:[x*•]{0,12}[ -]?)?\d{2,4}\b"
    ),
    re.IGNORECASE,
)
_YOURS = re.compile(
    (
        r"\byour? (?:e-?mail(?: address)?|address|phone(?: number)?|number|mobile)(?: (?:is|as|on file|on record|"
        r"we have|of|:|at))* ?[(:]? ?"
        r"(?P<value>[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,40}\w|\+?\d[\d ()-]{6,18}\d)"
    ),
    re.IGNORECASE,
)
_CALLED = re.compile(r"\+?\d[\d ()-]{5,18}\d")
_MARKS = re.compile(r"[\W_]")
_POSSIBLE = re.compile(r"[\d@]")


def _find(document: Document, reply: Reply) -> Iterator[Violation]:
    if reply.audience is not Audience.PUBLIC:
        return
    open_values = _Open(reply)
    for private in private_values(reply, document.text):
        for match in private.regex.finditer(document.text):
            if match.group() not in open_values:
                yield _violation(document, match.span(), private.what, (private.fact,) if private.fact else ())
    if _POSSIBLE.search(document.text):
        yield from _without_record(document, reply, open_values)


def _without_record(document: Document, reply: Reply, open_values: _Open) -> Iterator[Violation]:
    """Yield what is private by its form, or because the complaint gave it away."""
    for match in _NUMBERED.finditer(document.text):
        if match.group("value") not in open_values:
            yield _violation(document, match.span("value"), "order or reference number")
    for match in _CARD_END.finditer(document.text):
        yield _violation(document, match.span(), "payment card")
    for match in _YOURS.finditer(document.text):
        if match.group("value") not in open_values:
            yield _violation(document, match.span("value"), "contact detail")
    shown = find_private_data(document.text)
    told = _told(reply.complaint) if any(span.kind not in _ALWAYS for span in shown) else set()
    for span in shown:
        value = document.text[span.start : span.end]
        if (span.kind in _ALWAYS or _squeezed(value) in told) and value not in open_values:
            yield _violation(document, (span.start, span.end), span.kind.replace("_", " "))


def _told(complaint: str | None) -> set[str]:
    if not complaint or not _POSSIBLE.search(complaint):
        return set()
    return {_squeezed(complaint[span.start : span.end]) for span in find_private_data(complaint)}


def _squeezed(value: str) -> str:
    return _MARKS.sub("", value).lower()


class _Open:
    """The words and numbers of the brand's own contacts, which may be told; gathered when first asked for."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self._values: frozenset[str] | None = None

    def __contains__(self, value: str) -> bool:
        if self._values is None:
            contacts = (fact for fact in self._reply.facts if fact.kind is FactKind.CONTACT)
            self._values = frozenset(one for fact in contacts for one in _values(fact))
        return _squeezed(value) in self._values


def _values(fact: Fact) -> Iterator[str]:
    for value in (fact.data or {}).values():
        if isinstance(value, str):
            yield _squeezed(value)
            yield from (_squeezed(word) for word in value.split())
    yield from (_squeezed(word) for word in fact.text.split())
    for match in _CALLED.finditer(fact.text):
        yield _squeezed(match.group())


def _violation(document: Document, span: tuple[int, int], what: str, evidence: tuple[str, ...] = ()) -> Violation:
    return Violation(
        "discloses-private-data",
        *document.span(*span),
        f"This tells everybody the customer's {what}.",
        "Leave it out here and say it in the private message.",
        evidence,
    )


_ORDER = Fact.model_validate(
    {
        "id": "order-1",
        "kind": "order",
        "text": "Order 58213",
        "data": {
            "order_id": "58213",
            "tracking_number": "RM 4471 0032 GB",
            "total": "64.90",
            "currency": "GBP",
            "items": [{"name": "Oak side table", "quantity": 1, "price": "59.90"}],
            "refund": {"status": "issued", "amount": "1250.00"},
            "customer": {
                "name": "Rosa Lindqvist",
                "email": "rosa.l@mail.example",
                "phone": "+44 7700 900123",
                "address": "14 Quarry Lane, Leeds, LS1 4AB",
            },
        },
    }
)
_HELP = Fact.model_validate(
    {
        "id": "contact-1",
        "kind": "contact",
        "text": "Help desk: help@shop.example, 020 7946 0123, ask for Tom Lindqvist.",
        "data": {"email": "help@shop.example", "phone": "020 7946 0123", "name": "Tom"},
    }
)
_CALM = (_ORDER, _HELP)

RULE = Rule(
    id="discloses-private-data",
    family="privacy",
    what=(
        "A public reply with an order number, e-mail, phone, "
        "address, surname, payment or purchase details from the record "
        "or from what the customer gave away."
    ),
    why="Confirming in public who bought what is a disclosure, even when the customer began it.",
    boundary="The brand's own contacts; first names; what the customer openly told of their purchase.",
    serves=("P4", "P25"),
    suggestion="Leave it out here and say it in the private message.",
    find=_find,
    flags=(
        Example("Your order [[58213]] is on its way.", Audience.PUBLIC, facts=_CALM),
        Example("Hello [[Rosa Lindqvist]], sorry for the wait.", Audience.PUBLIC, facts=_CALM),
        Example("Dear [[Ms Lindqvist]], sorry for the wait.", Audience.PUBLIC, facts=(_ORDER,)),
        Example("We've written to [[rosa.l@mail.example]].", Audience.PUBLIC, facts=_CALM),
        Example("We'll call you on [[07700 900 123]].", Audience.PUBLIC, facts=_CALM),
        Example("It went to [[14 Quarry Lane]] yesterday.", Audience.PUBLIC, facts=_CALM),
        Example("The tracking number is [[RM44710032GB]].", Audience.PUBLIC, facts=_CALM),
        Example("Your refund of [[£1,250]] is on its way.", Audience.PUBLIC, facts=_CALM),
        Example("Your [[Oak side table]] leaves tomorrow.", Audience.PUBLIC, facts=_CALM),
        Example("We found your booking [[HX-99812]].", Audience.PUBLIC),
        Example("The refund went to the [[card ending in 4412]].", Audience.PUBLIC),
        Example("We'll ring you on [[07700 900456]] today.", Audience.PUBLIC, complaint="Call me! 07700 900456"),
    ),
    passes=(
        Example("Hi Rosa, sorry for the wait. Write to help@shop.example.", Audience.PUBLIC, facts=_CALM),
        Example("Call us on 020 7946 0123 and ask for Tom.", Audience.PUBLIC, facts=_CALM),
        Example("Your order 58213 is on its way.", Audience.PRIVATE, facts=_CALM),
        Example("Please send us your order number by direct message.", Audience.PUBLIC, facts=_CALM),
        Example("Orders above £50 ship free.", Audience.PUBLIC, facts=_CALM),
        Example(
            "A wobbly oak side table is no use to you, sorry!",
            Audience.PUBLIC,
            complaint="My Oak side table wobbles.",
            facts=_CALM,
        ),
        Example(
            "We've been in Leeds since 1998, and this isn't how we want to be known.", Audience.PUBLIC, facts=_CALM
        ),
        Example("@rosa_l thank you for telling us.", Audience.PUBLIC, facts=_CALM),
        Example("We answer within 24 hours, 7 days a week.", Audience.PUBLIC, facts=_CALM),
        Example("In order 2 of us can call you, tell us a time.", Audience.PUBLIC),
    ),
)
