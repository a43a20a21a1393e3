from __future__ import annotations

import pytest

from knowledge.contacts import details, fact_from_contact, route
from knowledge.facts import Fact, FactKind


def contact(contact_id: str, text: str, **more: object) -> Fact:
    return Fact.model_validate({"id": contact_id, "kind": FactKind.CONTACT, "text": text, **more})


def test_reads_what_the_text_says() -> None:
    fact = contact(
        "care",
        "Write to help@shop.example, ring 020 7946 0110 or message @ShopCares. Help pages: https://shop.example/help. "
        "Monday to Friday 8 am to 8 pm, Saturday 9 am to 5 pm.",
    )
    found = details(fact)
    assert found.email == "help@shop.example"
    assert found.phone == "020 7946 0110"
    assert found.handle == "@ShopCares"
    assert found.url == "https://shop.example/help"
    assert found.hours == "Monday to Friday 8 am to 8 pm, Saturday 9 am to 5 pm"


def test_data_goes_before_text() -> None:
    fact = contact("care", "Write to old@shop.example.", data={"email": "new@shop.example", "topics": ["delivery"]})
    assert details(fact).email == "new@shop.example"
    assert details(fact).topics == ["delivery"]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Call +44 (0)20 7946 0110 now", "phone", "+44 (0)20 7946 0110"),
        ("Since 2026-11-02 we answer", "phone", None),
        ("Open 24/7", "hours", "24/7"),
        ("9:00–17:30 Mon-Fri", "hours", "9:00–17:30 Mon-Fri"),
        ("mail a.b+c@d-e.co.uk.", "email", "a.b+c@d-e.co.uk"),
        ("a@b", "handle", None),
        ("www.shop.example/a_(b", "url", "www.shop.example/a_"),
        ("nothing here", "email", None),
    ],
)
def test_single_values(text: str, field: str, value: str | None) -> None:
    assert getattr(details(contact("c", text)), field) == value


def test_hostile_texts_are_read_quickly() -> None:
    for text in ("1 " * 2500, "@" * 5000, "mon " * 1200, "a@" * 2500, "http://" * 700, "+(" * 2500):
        details(contact("c", text))


def test_a_text_is_written_from_data() -> None:
    fact = fact_from_contact("c", data={"team": "Delivery Desk", "phone": "020 7946 0111", "topics": ["delivery"]})
    assert fact.title == "Delivery Desk"
    assert fact.text == "Delivery Desk: phone 020 7946 0111. For: delivery."


CARE = contact("care", "help@shop.example", data={"team": "Customer Care", "email": "help@shop.example"})
DESK = contact(
    "desk", "Traces parcels.", data={"team": "Delivery Desk", "phone": "020 7946 0111", "topics": ["delivery"]}
)
PRIVACY = contact(
    "dpo", "Your personal data.", data={"team": "Data Protection", "email": "dpo@shop.example", "topics": ["privacy"]}
)
BILLING = contact("bill", "pay@shop.example", title="Payments and Refunds Team")
PRESS = contact("press", "press@shop.example for customer service of journalists", title="Press office")
NOWHERE = contact("nowhere", "Ask around.", data={"team": "Delivery", "topics": ["delivery"]})


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("delivery", "desk"),
        ("privacy", "dpo"),
        ("billing", "bill"),
        ("staff", "care"),
        ("product", "care"),
        ("other", "care"),
    ],
)
def test_the_best_contact_for_a_topic(topic: str, expected: str) -> None:
    chosen = route([PRESS, NOWHERE, PRIVACY, DESK, BILLING, CARE], topic)
    assert chosen is not None
    assert chosen.id == expected


def test_nobody_to_turn_to() -> None:
    assert route([], "delivery") is None
    assert route([PRESS, NOWHERE], "delivery") is None


def test_a_tie_goes_to_the_way_the_customer_writes() -> None:
    phone = contact("phone", "Customer care", data={"team": "Customer Care", "phone": "020 7946 0111"})
    email = contact("email", "Customer care", data={"team": "Customer Care", "email": "a@shop.example"})
    for channel, expected in (("email", "email"), ("sms", "phone")):
        chosen = route([phone, email], "service", channel)
        assert chosen is not None
        assert chosen.id == expected
