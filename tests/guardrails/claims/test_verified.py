from __future__ import annotations

from datetime import date

import pytest

from guardrails.engine import Guard
from guardrails.finding import Audience, Verdict
from guardrails.reply import Reply
from knowledge.facts import Fact, FactKind

ORDER = Fact(
    id="order-58213",
    kind=FactKind.ORDER,
    text="Order 58213: status shipped. Shipped on 16 November 2026. Delivery promised by 10 November 2026.",
    data={
        "order_id": "58213",
        "status": "shipped",
        "shipped_on": "2026-11-16",
        "promised_by": "2026-11-10",
        "carrier": "Fellway Parcels",
    },
)
NOTE = Fact(
    id="note",
    kind=FactKind.NOTE,
    text=(
        "Verified on 17 November 2026 by Tom Okafor: from 9 to 13 November the packing line stood still. "
        "Order 58213 left late. The delay was our fault."
    ),
)


def verdict(said: str) -> tuple[Verdict, set[str]]:
    """Return the verdict on a letter that says it, and the rules of what blocks."""
    reply = Reply(
        text=f"Hi Ana, I'm so sorry that your lamp still hasn't arrived. {said} What would help you most now?",
        audience=Audience.PRIVATE,
        today=date(2026, 11, 22),
        complaint="The blue lamp I ordered was due on the 10th and still has not come.",
        facts=[ORDER, NOTE],
        language="en",
        needs_private_route=False,
    )
    report = Guard().check(reply)
    return report.verdict, {one.rule for one in report.findings if one.severity == "block"}


def test_the_day_on_record_passes():
    told = "Your order 58213 left us on 16 November with Fellway Parcels and was due by 10 November."
    assert verdict(told) == (Verdict.PASS, set())


@pytest.mark.parametrize("day", ["17 November", "15 November", "14 November"])
def test_another_day_is_blocked_though_a_note_was_verified_on_it(day: str):
    found, rules = verdict(f"Your order 58213 left us on {day} with Fellway Parcels and was due by 10 November.")
    assert found is Verdict.BLOCK
    assert "contradicts-record" in rules
