from __future__ import annotations

import pytest

from guardrails.classifier.own_contacts import tells_only_own_contacts
from knowledge.facts import Fact

CARE = Fact(
    id="care",
    kind="contact",
    text="Write to care@shop.example or call 020 7946 0110.",
    data={"phone": "020 7946 0110", "link": "https://shop.example/help"},
)


@pytest.mark.parametrize(
    "text",
    [
        "Please call us on 020 7946 0110.",
        "Rufen Sie uns unter 020-7946-0110 an oder schreiben Sie an care@shop.example.",
        "It is all on www.shop.example/help.",
    ],
)
def test_how_to_reach_the_company_is_not_private(text: str):
    assert tells_only_own_contacts(text, [CARE])


@pytest.mark.parametrize(
    "text",
    [
        "We'll call you on 020 7946 0111.",
        "Order 58213 is on its way; call 020 7946 0110.",
        "We have ana@mail.example on file, or write to care@shop.example.",
        "Your parcel is on its way.",
    ],
)
def test_anything_else_may_be(text: str):
    assert not tells_only_own_contacts(text, [CARE])


def test_only_contact_facts_count():
    order = Fact(id="o", kind="order", text="Ana, 020 7946 0110.", data={"order_id": "1"})
    assert not tells_only_own_contacts("Call 020 7946 0110.", [order])
