"""Rows and documents made into facts, whatever their columns are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from knowledge.chunking import chunk_text
from knowledge.contacts import fact_from_contact
from knowledge.facts import MAX_FACT_TEXT, Fact, FactKind, OrderData
from knowledge.identity import fold
from knowledge.ingest.reading import Document
from knowledge.ingest.values import as_amount, as_day, as_items
from knowledge.orders import fact_from_order, order_fact_id

_SYNONYMS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "order",
            "order_number",
            "order_no",
            "order_nr",
            "orderid",
            "order_ref",
            "order_reference",
            "booking_id",
            "booking_reference",
            "reservation_id",
        ),
        "order_id",
    ),
    **dict.fromkeys(("state", "order_status", "fulfilment_status", "fulfillment_status"), "status"),
    **dict.fromkeys(
        ("order_date", "ordered_on", "ordered_at", "placed_at", "created_at", "date", "purchase_date"), "placed_on"
    ),
    **dict.fromkeys(("shipped_at", "ship_date", "dispatched_on", "dispatch_date", "shipping_date"), "shipped_on"),
    **dict.fromkeys(
        (
            "promised_on",
            "due_date",
            "due_on",
            "eta",
            "estimated_delivery",
            "expected_on",
            "promised_delivery",
            "delivery_due",
        ),
        "promised_by",
    ),
    **dict.fromkeys(("delivered_at", "delivery_date"), "delivered_on"),
    **dict.fromkeys(("courier", "shipping_carrier"), "carrier"),
    **dict.fromkeys(("tracking", "tracking_no", "tracking_id"), "tracking_number"),
    **dict.fromkeys(("order_total", "grand_total", "amount"), "total"),
    **dict.fromkeys(("line_items", "products"), "items"),
    **dict.fromkeys(("item", "product", "item_name", "product_name", "lineitem_name"), "item_name"),
    **dict.fromkeys(("qty", "item_quantity", "lineitem_quantity"), "quantity"),
    **dict.fromkeys(("item_price", "unit_price", "lineitem_price"), "price"),
    **dict.fromkeys(("customer_name", "buyer_name", "customer", "name", "full_name"), "customer.name"),
    **dict.fromkeys(("customer_email", "buyer_email", "email", "e_mail"), "customer.email"),
    **dict.fromkeys(("customer_phone", "phone", "telephone", "mobile"), "customer.phone"),
    **dict.fromkeys(("customer_handle", "handle", "username", "social_handle", "twitter"), "customer.handle"),
    **dict.fromkeys(("customer_address", "address", "shipping_address"), "customer.address"),
    "refund_status": "refund.status",
    "refund_amount": "refund.amount",
    **dict.fromkeys(("refund_on", "refund_date", "refunded_on"), "refund.on"),
}
_DAYS = ("placed_on", "shipped_on", "promised_by", "delivered_on")
_CONTACT_FIELDS = ("name", "team", "email", "phone", "url", "handle", "channel", "hours", "topics")
_CONTACT_SYNONYMS = {
    "e_mail": "email", "mail": "email", "telephone": "phone", "tel": "phone", "website": "url", "link": "url",
    "web": "url", "opening_hours": "hours", "department": "team", "topic": "topics", "person": "name",
    "social": "handle",
}  # fmt: skip
_TEXT_SYNONYMS = ("text", "body", "content", "policy", "answer", "description", "note")
_TITLE_SYNONYMS = ("title", "heading", "subject", "question", "name")
_WAYS = frozenset({"email", "phone", "handle", "hours", "e_mail", "telephone", "website", "team"})
_META = ("id", "source", "valid_from", "valid_until")


class BadRow(ValueError):
    """A row cannot be taken; `fact` is the id of the fact it would have been, when that much is known."""

    def __init__(self, reason: str, fact: str | None = None) -> None:
        super().__init__(reason)
        self.fact = fact


def slug(text: str) -> str:
    """Return `text` as part of an id: lower case, words joined by hyphens."""
    return re.sub(r"[^\w/]+", "-", fold(text[:300])).strip("-/_") or "untitled"


def kind_of(values: Mapping[str, Any], default: FactKind | None) -> FactKind:
    """Return what a row is: what it says itself, what the caller says, or what its columns tell.

    Raises:
        BadRow: none of these tells.
    """
    said = values.get("kind")
    if said not in (None, ""):
        try:
            return FactKind(str(said).strip().lower())
        except ValueError as error:
            raise BadRow(f"kind: {str(said)[:60]!r} is none of policy, order, contact, note") from error
    if default is not None:
        return default
    inner = values.get("data")
    names = {_name(name) for name in (*values, *(inner if isinstance(inner, Mapping) else ()))}
    if "order_id" in names or any(_SYNONYMS.get(name) == "order_id" for name in names):
        return FactKind.ORDER
    if names & _WAYS or ("url" in names and names & {"id", *_TITLE_SYNONYMS}):
        return FactKind.CONTACT
    if names & set(_TEXT_SYNONYMS) and names & {"id", *_TITLE_SYNONYMS}:
        return FactKind.POLICY
    raise BadRow(
        "neither an order (no order_id), a contact (no email, phone, url, handle) nor a policy (no text with an id or "
        f"title); its fields are {', '.join(sorted(names))[:200] or 'none'}"
    )


def fact_from_row(values: Mapping[str, Any], kind: FactKind, *, source: str, fallback_id: str) -> Fact:
    """Return the fact a row states; `fallback_id` begins the id of one that names none.

    Raises:
        BadRow: a value is wrong; the message names the field, the value and what is wanted.
    """
    if kind is FactKind.ORDER:
        return _order(values, source)
    named = {_name(name): value for name, value in values.items()}
    fact_id = str(named.get("id") or "").strip() or None
    try:
        if kind is FactKind.CONTACT:
            return _contact(named, source, fallback_id)
        return _text_fact(named, kind, source, fallback_id)
    except ValidationError as error:
        raise BadRow(explained(error), fact_id) from error
    except ValueError as error:
        raise BadRow(str(error), fact_id) from error


def explained(error: ValidationError) -> str:
    """Return pydantic's complaint as one line: field, value, reason."""
    first = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or "row"
    message = str(first["msg"]).removeprefix("Value error, ")
    return message if first["loc"] == () else f"{field}: {str(first['input'])[:80]!r}: {message}"


def _name(name: object) -> str:
    return re.sub(r"[\s\-/]+", "_", str(name).strip()).lower()


def _order(values: Mapping[str, Any], source: str) -> Fact:
    nested = _nested(values.get("data") if isinstance(values.get("data"), Mapping) else values)
    order_id = str(nested.get("order_id") or nested.pop("id", None) or "").strip()
    if not order_id:
        raise BadRow("order_id: missing; every order needs one")
    nested["order_id"] = order_id
    fact_id = order_fact_id(order_id)
    try:
        return fact_from_order(OrderData.model_validate(_typed(nested)), source=source)
    except ValidationError as error:
        raise BadRow(explained(error), fact_id) from error
    except ValueError as error:
        raise BadRow(str(error), fact_id) from error


def _nested(values: Any) -> dict[str, Any]:
    """Return an order's values under their own names, `customer.email` and `customer_email` within `customer`."""
    order: dict[str, Any] = {}
    for raw, value in values.items():
        if value is None or value == "":
            continue
        name = _name(raw)
        if isinstance(value, Mapping) and name in {"customer", "refund"}:
            order.setdefault(name, {}).update(
                {_name(key): field for key, field in value.items() if field not in (None, "")}
            )
            continue
        name = name if name in OrderData.model_fields and name != "customer" else _SYNONYMS.get(name, name)
        outer, dot, inner = name.partition(".")
        if dot and outer in {"customer", "refund"}:
            order.setdefault(outer, {}).setdefault(inner, value)
        elif name != "kind":
            order[name] = value
    return order


def _typed(order: dict[str, Any]) -> dict[str, Any]:
    for name in _DAYS:
        if name in order:
            order[name] = _labelled(name, as_day, order[name])
    if "total" in order:
        order["total"], currency = _labelled("total", as_amount, order["total"])
        if currency:
            order.setdefault("currency", currency)
    if isinstance(order.get("refund"), dict):
        _type_refund(order["refund"])
    if "items" in order:
        order["items"] = _labelled("items", as_items, order["items"])
    elif "item_name" in order:
        order["items"] = [_single(order)]
    for name in ("customer", "refund"):
        if isinstance(order.get(name), dict):
            order[name] = {key: str(field) if isinstance(field, int) else field for key, field in order[name].items()}
    return {name: value for name, value in order.items() if name != "item_name"}


def _type_refund(refund: dict[str, Any]) -> None:
    if "amount" in refund:
        refund["amount"] = _labelled("refund.amount", as_amount, refund["amount"])[0]
    if "on" in refund:
        refund["on"] = _labelled("refund.on", as_day, refund["on"])


def _single(order: dict[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = {"name": str(order["item_name"])}
    if "quantity" in order:
        item["quantity"] = order.pop("quantity")
    if "price" in order:
        item["price"] = _labelled("price", as_amount, order.pop("price"))[0]
    return item


def _labelled(name: str, convert: Any, value: Any) -> Any:
    try:
        return convert(value)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def merged(first: Fact, second: Fact) -> Fact:
    """Return one order from two rows of it, one item each: the first row's values with the items of both."""
    one, two = first.order(), second.order()
    if one is None or two is None:
        return second
    items = [*one.items, *two.items]
    return fact_from_order(one.model_copy(update={"items": items}), source=first.source)


def _contact(values: dict[str, Any], source: str, fallback_id: str) -> Fact:
    values = {_CONTACT_SYNONYMS.get(name, name): value for name, value in values.items()}
    inner = values.get("data")
    data = dict(inner) if isinstance(inner, Mapping) else {}
    data |= {name: values[name] for name in _CONTACT_FIELDS if values.get(name) not in (None, "")}
    if isinstance(data.get("topics"), str):
        data["topics"] = [topic.strip() for topic in re.split(r"[;,|]", data["topics"]) if topic.strip()]
    data = {name: str(value) if isinstance(value, (int, Decimal)) else value for name, value in data.items()}
    title = _first(values, ("title",))
    label = title or str(data.get("team") or data.get("name") or data.get("email") or "contact")
    fact = fact_from_contact(
        str(values.get("id") or f"{fallback_id}-{slug(label)}")[:200],
        _first(values, _TEXT_SYNONYMS) or "",
        title=title,
        data=data,
        source=str(values.get("source") or source),
    )
    return fact.model_copy(update=_validity(values))


def _text_fact(values: dict[str, Any], kind: FactKind, source: str, fallback_id: str) -> Fact:
    text = _first(values, _TEXT_SYNONYMS)
    if not text:
        raise ValueError(f"text: missing; a {kind.value} needs one")
    title = _first(values, _TITLE_SYNONYMS)
    fact = Fact(
        id=str(values.get("id") or f"{fallback_id}-{slug(title or text[:60])}")[:200],
        kind=kind,
        title=title,
        text=text,
        source=str(values.get("source") or source),
    )
    return fact.model_copy(update=_validity(values))


def _validity(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _labelled(name, as_day, values[name])
        for name in ("valid_from", "valid_until")
        if values.get(name) not in (None, "")
    }


def _first(values: Mapping[str, Any], names: Iterable[str]) -> str | None:
    return next((str(values[name]).strip() for name in names if str(values.get(name) or "").strip()), None)


def facts_from_document(document: Document, kind: FactKind, *, source: str, fact_id: str) -> list[Fact]:
    """Return a document as facts: one, or one for each part of a text too long for one fact.

    A document of contacts gives one fact for each of its sections.

    Raises:
        BadRow: its front matter holds a wrong value, or it is an order, which a text cannot state.
    """
    if kind is FactKind.ORDER:
        raise BadRow("orders are read from CSV or JSON, not from a text")
    if not document.text.strip():
        raise BadRow("it contains no text")
    meta = {**document.meta, "title": document.title}
    meta.setdefault("id", fact_id)
    if kind is FactKind.CONTACT:
        return _contacts(document, meta, source, fact_id)
    parts = _parts(document.text)
    facts = []
    for number, text in enumerate(parts, start=1):
        part_id = str(meta["id"]) if len(parts) == 1 else f"{meta['id']}-{number}"
        values = {name: meta[name] for name in (*_META, "title") if name in meta} | {"id": part_id, "text": text}
        facts.append(fact_from_row(values, kind, source=source, fallback_id=fact_id))
    return facts


def _contacts(document: Document, meta: Mapping[str, Any], source: str, fact_id: str) -> list[Fact]:
    sections: dict[str, list[str]] = {}
    for chunk in chunk_text(document.text):
        sections.setdefault(chunk.heading.rsplit(" › ", 1)[-1], []).append(chunk.text)
    if len(sections) == 1:
        return [fact_from_row({**meta, "text": document.text}, FactKind.CONTACT, source=source, fallback_id=fact_id)]
    return [
        fact_from_row(
            {"title": heading or document.title, "text": "\n".join(texts)},
            FactKind.CONTACT,
            source=source,
            fallback_id=fact_id,
        )
        for heading, texts in sections.items()
    ]


def _parts(text: str) -> list[str]:
    """Return the text in pieces that fit a fact, cut between paragraphs where there are any."""
    parts = []
    while len(text) > MAX_FACT_TEXT:
        window = text[:MAX_FACT_TEXT]
        cut = max(window.rfind("\n#"), window.rfind("\n\n"))
        cut = cut if cut > MAX_FACT_TEXT // 2 else max(window.rfind("\n"), window.rfind(" "), MAX_FACT_TEXT // 2)
        parts.append(text[:cut])
        text = text[cut:].lstrip()
    return [*parts, text]


__all__ = ["BadRow", "fact_from_row", "facts_from_document", "kind_of", "merged", "slug"]
