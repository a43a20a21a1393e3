from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from guardrails.claims.ledger import Ledger, examine
from guardrails.document import read
from guardrails.finding import Audience
from guardrails.reply import Reply
from knowledge.facts import Fact, FactKind

TODAY = date(2026, 5, 12)

SHIPPED = Fact(
    id="o1",
    kind=FactKind.ORDER,
    text="Order 58213",
    data={
        "order_id": "58213",
        "status": "shipped",
        "placed_on": "2026-05-02",
        "shipped_on": "2026-05-06",
        "promised_by": "2026-05-09",
        "carrier": "Swiftline",
        "tracking_number": "SW123456789GB",
        "items": [{"name": "Blue lamp", "quantity": 2, "price": "24.50"}],
        "total": "49.00",
        "currency": "GBP",
        "customer": {"name": "Anna Berg", "email": "anna@mail.example"},
    },
)
REFUNDED = Fact(
    id="o2",
    kind=FactKind.ORDER,
    text="Order 61001",
    data={
        "order_id": "61001",
        "status": "delivered",
        "placed_on": "2026-04-20",
        "shipped_on": "2026-04-22",
        "delivered_on": "2026-04-24",
        "items": [{"name": "Oak chair"}],
        "total": "120.00",
        "currency": "GBP",
        "refund": {"status": "approved", "amount": "60.00", "on": "2026-05-05"},
    },
)
REFUNDS = Fact(
    id="p1",
    kind=FactKind.POLICY,
    title="Refunds",
    text=(
        "Refunds take 5-7 working days to reach your bank. If an item arrives damaged, we refund it in full or replace "
        "it. Unused items can be returned within 30 days with proof of purchase."
    ),
)
GOODWILL = Fact(id="p2", kind=FactKind.POLICY, text="Agents may offer a goodwill credit of up to £20.")
CARE = Fact(
    id="c1",
    kind=FactKind.CONTACT,
    text="Care team, Monday to Friday, 9am to 5pm. Ask for Maya.",
    data={
        "name": "Maya",
        "email": "help@lumen.example",
        "phone": "020 7946 0123",
        "url": "https://lumen.example/help",
        "handle": "@lumencare",
    },
)
BUG = Fact(id="n1", kind=FactKind.NOTE, text="Engineering confirmed the app bug on 4 May.")
PACKING = Fact(id="n2", kind=FactKind.NOTE, text="The warehouse packed the wrong shade by mistake.")
POLICIES = (REFUNDS, GOODWILL, CARE, BUG)
COMPLAINT = "My blue lamp arrived broken and I have been waiting three weeks"

Examine = Callable[..., Ledger]


def judge(
    text: str,
    facts: Sequence[Fact] = (SHIPPED, *POLICIES),
    complaint: str | None = COMPLAINT,
    today: date = TODAY,
    **more: str | None,
) -> Ledger:
    reply = Reply(text=text, audience=Audience.PRIVATE, today=today, facts=facts, complaint=complaint, **more)
    return examine(read(text), reply)


@pytest.fixture
def ledger() -> Examine:
    return judge
