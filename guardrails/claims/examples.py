"""A small record on which the rules of the claims family show what they flag and what they let pass."""

from __future__ import annotations

from knowledge.facts import Fact, FactKind

ORDER = Fact(
    id="order-58213",
    kind=FactKind.ORDER,
    text="Order 58213",
    data={
        "order_id": "58213",
        "status": "shipped",
        "placed_on": "2026-04-24",
        "shipped_on": "2026-04-27",
        "promised_by": "2026-05-01",
        "carrier": "Fellway Parcels",
        "items": [{"name": "Blue lamp", "quantity": 2, "price": "24.50"}],
        "total": "49.00",
        "currency": "GBP",
    },
)
REFUNDS = Fact(
    id="policy-refunds",
    kind=FactKind.POLICY,
    text="Refunds take 5-7 working days to reach your bank. If an item arrives damaged, we refund it or replace it.",
)
CARE = Fact(
    id="contact-care",
    kind=FactKind.CONTACT,
    text="Customer Care, Monday to Friday 9am to 5pm. Ask for Maya.",
    data={"name": "Maya", "email": "help@lanterns.example", "phone": "020 7946 0110"},
)
PACKED = Fact(id="note-packing", kind=FactKind.NOTE, text="The warehouse packed the wrong lamp by mistake.")
