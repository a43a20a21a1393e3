"""Facts: what is on record, and the only thing a reply may assert.

`Fact` is the common currency of the whole house. A policy passage, an order, a contact and a verified note are all
facts; drafts cite them by id, the guardrails bind claims to them, and the reviewer sees them beside the words.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, field_validator

MAX_FACT_TEXT = 200_000
"""Longest text of one fact, in code points; a longer document is split before it is sent."""


def storable(text: str) -> str:
    """Return `text` without what cannot be stored: NUL characters go, lone surrogates become question marks."""
    if text.isascii():
        return text.replace("\x00", "")
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


Text = Annotated[str, AfterValidator(storable)]


def _as_text(value: object) -> object:
    """Accept numbers where an identifier is meant: a helpdesk may send order 58213 as a JSON integer."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else value


# Told in the schema only: blanks around an identifier are taken off before its length is looked at.
_NOT_BLANK = {"pattern": r"[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"}
Identifier = Annotated[
    str,
    Field(min_length=1, max_length=200, json_schema_extra=_NOT_BLANK),
    BeforeValidator(_as_text),
    AfterValidator(storable),
]


def _as_date(value: object) -> object:
    """Accept an ISO 8601 date-time where a date is meant, and keep its date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        stripped = value.strip()
        return (stripped[:10] if len(stripped) > 10 and stripped[10] in "T " else stripped) or None
    return value


Day = Annotated[date | None, BeforeValidator(_as_date)]


# Written out, because the pattern that pydantic derives looks ahead, which many readers of OpenAPI cannot.
_AMOUNT_SCHEMA = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 10**10},
        {"type": "string", "pattern": r"^[0-9]{1,10}(\.[0-9]{1,6})?$"},
    ]
}
Amount = Annotated[Decimal, Field(ge=0, le=10**10), WithJsonSchema(_AMOUNT_SCHEMA)]
"""Money, as a decimal string or a number; never negative."""


class FactKind(StrEnum):
    """Where a fact comes from."""

    POLICY = "policy"
    ORDER = "order"
    CONTACT = "contact"
    NOTE = "note"


class Item(BaseModel):
    """One line of an order."""

    model_config = ConfigDict(extra="allow")

    name: Text = Field(min_length=1, max_length=500)
    quantity: int = Field(default=1, ge=0, le=1_000_000)
    price: Amount | None = None


class Refund(BaseModel):
    """The state of a refund on an order."""

    model_config = ConfigDict(extra="allow")

    status: Text | None = Field(default=None, max_length=100)
    amount: Amount | None = None
    on: Day = None


class Customer(BaseModel):
    """Who placed an order. Every part may be missing."""

    model_config = ConfigDict(extra="allow")

    name: Text | None = Field(default=None, max_length=300)
    email: Text | None = Field(default=None, max_length=320)
    phone: Text | None = Field(default=None, max_length=60)
    handle: Text | None = Field(default=None, max_length=200)
    address: Text | None = Field(default=None, max_length=1000)


class OrderData(BaseModel):
    """An order as the shop system knows it. Only `order_id` is required; unknown fields are kept."""

    model_config = ConfigDict(extra="allow")

    order_id: Identifier
    status: Text | None = Field(default=None, max_length=200)
    placed_on: Day = None
    shipped_on: Day = None
    promised_by: Day = None
    delivered_on: Day = None
    carrier: Text | None = Field(default=None, max_length=200)
    tracking_number: Identifier | None = None
    items: list[Item] = Field(default_factory=list, max_length=500)
    total: Amount | None = None
    currency: Text | None = Field(default=None, max_length=10)
    refund: Refund | None = None
    customer: Customer | None = None


class ContactData(BaseModel):
    """A way to reach a team or a person; what the text alone does not say, `knowledge.contacts` reads from it."""

    model_config = ConfigDict(extra="allow")

    name: Text | None = Field(default=None, max_length=300)
    team: Text | None = Field(default=None, max_length=300)
    email: Text | None = Field(default=None, max_length=320)
    phone: Text | None = Field(default=None, max_length=60)
    url: Text | None = Field(default=None, max_length=2000)
    handle: Text | None = Field(default=None, max_length=200)
    channel: Text | None = Field(default=None, max_length=60)
    hours: Text | None = Field(default=None, max_length=500)
    topics: list[Text] = Field(default_factory=list, max_length=50)


class Fact(BaseModel):
    """Something on record.

    `data` holds the typed values of an order (`OrderData`) or a contact (`ContactData`); `text` says the same to a
    reader. `valid_from` and `valid_until` are inclusive days.
    """

    model_config = ConfigDict(extra="forbid")

    id: Identifier
    kind: FactKind
    title: Text | None = Field(default=None, max_length=500)
    text: Text = Field(default="", max_length=MAX_FACT_TEXT)
    data: dict[str, Any] | None = None
    source: Text | None = Field(default=None, max_length=2000)
    valid_from: Day = None
    valid_until: Day = None

    @field_validator("data")
    @classmethod
    def _data_is_json(cls, value: dict[str, Any] | None) -> dict[str, Any] | None:
        return value or None

    def valid_on(self, day: date) -> bool:
        """Return whether the fact holds on `day`; a missing bound is open."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def order(self) -> OrderData | None:
        """Return the typed order behind this fact, or None when it is no order or carries no typed values."""
        if self.kind is not FactKind.ORDER or not self.data or "order_id" not in self.data:
            return None
        return OrderData.model_validate(self.data)

    def contact(self) -> ContactData | None:
        """Return the typed contact behind this fact, or None when it is no contact or carries no typed values."""
        if self.kind is not FactKind.CONTACT or not self.data:
            return None
        return ContactData.model_validate(self.data)
