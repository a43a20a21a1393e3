from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guardrails.claims.ledger import examine
from guardrails.document import read
from guardrails.finding import ClaimStatus
from guardrails.reply import Reply
from knowledge.facts import Fact, FactKind

TODAY = date(2026, 6, 9)
ORDER = Fact(
    id="order-1",
    kind=FactKind.ORDER,
    text="Order 1: delivered.",
    data={
        "order_id": "LW-1",
        "status": "delivered",
        "delivered_on": "2026-05-20",
        "items": [{"name": "Cottage night", "quantity": 7, "price": "105.00"}],
    },
)
RETURNS = Fact(id="returns", kind=FactKind.POLICY, text="Items come back within 28 days of delivery.")
REPORT = Fact(id="report", kind=FactKind.NOTE, text="The customer reported the mark on 23 May 2026.")


def claims(text: str, *facts: Fact) -> dict[str, ClaimStatus]:
    """Return how each claim of a reply stands, by its words."""
    reply = Reply(text=text, audience="private", today=TODAY, facts=facts, language="en")  # type: ignore[arg-type]
    return {one.text.strip(): one.status for one in examine(read(text), reply).claims}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("You have until 17 June to send it back.", "17 June"),
        ("You told us three days after it came.", "three days"),
        ("You booked seven nights with us.", "seven nights"),
    ],
)
def test_what_follows_is_supported(text: str, value: str):
    assert claims(text, ORDER, RETURNS, REPORT)[value] is ClaimStatus.SUPPORTED


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("You have until 22 June to send it back.", "22 June"),
        ("The refund was made on 17 June.", "17 June"),
        ("You told us six days after it came.", "six days"),
        ("You booked five nights with us.", "five nights"),
    ],
)
def test_what_does_not_is_not(text: str, value: str):
    assert claims(text, ORDER, RETURNS, REPORT)[value] is not ClaimStatus.SUPPORTED


@given(st.integers(5, 90), st.dates(date(2026, 3, 1), date(2026, 6, 1)))
def test_a_period_ends_so_many_days_after_it_began(days: int, begun: date):
    facts = (
        Fact(id="n", kind=FactKind.NOTE, text=f"Delivered on {begun.isoformat()}."),
        Fact(id="p", kind=FactKind.POLICY, text=f"Returns are taken for {days} days."),
    )
    end, beyond = begun + timedelta(days=days), begun + timedelta(days=days + 9)
    shown = f"{end.day} {end:%B} {end.year}"
    assert claims(f"You have until {shown} to return it.", *facts)[shown] is ClaimStatus.SUPPORTED
    assume(beyond not in {begun, TODAY, TODAY + timedelta(days=days), TODAY + timedelta(days=days - 1)})
    shown = f"{beyond.day} {beyond:%B} {beyond.year}"
    assert claims(f"You have until {shown} to return it.", *facts)[shown] is not ClaimStatus.SUPPORTED


def test_a_rate_stands_where_a_fact_counts_by_the_same_unit():
    nightly = Fact(id="p", kind=FactKind.POLICY, text="Where the tub fails we pay £25 per night.")
    assert claims("We pay back £25 a night.", nightly)["a night"] is ClaimStatus.SUPPORTED
    assert claims("We pay back £25 a week.", nightly)["a week"] is not ClaimStatus.SUPPORTED


def test_a_day_on_which_a_policy_ends_may_be_told():
    old = Fact(id="p", kind=FactKind.POLICY, text="Winter price: £89.", valid_until=date(2026, 4, 30))
    assert claims("The offer ended on 30 April.", old, RETURNS)["30 April"] is ClaimStatus.SUPPORTED
