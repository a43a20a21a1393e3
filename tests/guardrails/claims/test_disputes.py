from __future__ import annotations

from datetime import date, timedelta
from time import thread_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrails.engine import Guard
from guardrails.finding import Audience, ClaimStatus, Severity
from guardrails.reply import Reply
from knowledge.facts import Fact, FactKind
from tests.guardrails.claims.conftest import SHIPPED, TODAY, judge

RETURNS = Fact(id="returns", kind=FactKind.POLICY, text="Items can be returned within 14 days of delivery.")
RETURNS_OLD = Fact(id="returns-old", kind=FactKind.POLICY, text="You can return items within 30 days.")


def again(fact: Fact, name: str, **changes: Any) -> Fact:
    """Return another fact on the same order."""
    return fact.model_copy(update={"id": name, "data": {**(fact.data or {}), **changes}})


def policy(name: str, text: str, **more: Any) -> Fact:
    return Fact(id=name, kind=FactKind.POLICY, text=text, **more)


def line(name: str, phone: str, **more: Any) -> Fact:
    return Fact(id=name, kind=FactKind.CONTACT, text="Care team", data={"team": "Care", "phone": phone, **more})


NOTE = Fact(id="courier", kind=FactKind.NOTE, text="Courier: the parcel was delivered on 6 May, signed for.")
LATER = again(SHIPPED, "o1-old", status="delivered", delivered_on="2026-05-08", shipped_on="2026-05-07", total="59.00")
DELIVERED = again(SHIPPED, "o1", status="delivered", delivered_on="2026-05-08")
DISPUTED = [
    ("You can return your lamp within 14 days.", "within 14 days", (RETURNS, RETURNS_OLD)),
    ("You can return your lamp within 30 days.", "within 30 days", (RETURNS, RETURNS_OLD)),
    ("You have 14 days to return it.", "14 days", (RETURNS, RETURNS_OLD)),
    (
        "Delivery costs £4.95.",
        "£4.95",
        (policy("fee", "Delivery costs £3.95."), policy("fee-new", "Delivery costs £4.95.")),
    ),
    ("Your order was delivered.", "delivered", (SHIPPED, LATER)),
    ("Your order hasn't been delivered yet.", "delivered", (SHIPPED, LATER)),
    ("It left us on 6 May.", "6 May", (SHIPPED, LATER)),
    ("It left us on 7 May.", "7 May", (SHIPPED, LATER)),
    ("The total was £49.00.", "£49.00", (SHIPPED, LATER)),
    ("Your order was delivered on 6 May.", "delivered", (SHIPPED, NOTE)),
    ("Your order was delivered on 8 May.", "8 May", (DELIVERED, NOTE)),
    ("Call us on 020 7946 0123.", "020 7946 0123", (line("c1", "020 7946 0123"), line("c2", "020 7946 0999"))),
    (
        "Call us on 020 7946 0999.",
        "020 7946 0999",
        tuple(
            Fact(id=f"c{n}", kind=FactKind.CONTACT, text=f"Care team: {phone}.")
            for n, phone in enumerate(("020 7946 0123", "020 7946 0999"))
        ),
    ),
]


@pytest.mark.parametrize(("text", "span", "facts"), DISPUTED)
def test_a_value_that_facts_disagree_on_is_a_doubt_that_names_both(text: str, span: str, facts: tuple[Fact, Fact]):
    found = judge(text, facts)
    (doubt,) = found.violations
    assert (doubt.rule, doubt.unsure, text[doubt.start : doubt.end]) == ("contradicts-record", True, span)
    assert set(doubt.evidence) == {fact.id for fact in facts}
    (claim,) = [each for each in found.claims if each.status is ClaimStatus.CONTRADICTED]
    assert set(claim.facts) == {fact.id for fact in facts}
    assert claim.explanation == doubt.message
    assert all(fact.id in claim.explanation for fact in facts)


def test_what_each_fact_says_is_told():
    (doubt,) = judge("You have 14 days to return it.", (RETURNS, RETURNS_OLD)).violations
    assert doubt.message == (
        "Says 14 days; policy returns says within 14 days, policy returns-old says within 30 days."
    )


def test_a_value_that_neither_fact_gives_contradicts_both():
    (found,) = judge("You have 20 days to return it.", (RETURNS, RETURNS_OLD)).violations
    assert (found.rule, found.unsure) == ("contradicts-record", False)
    assert set(found.evidence) == {"returns", "returns-old"}


AGREED = [
    ("You have 14 days to return it.", (RETURNS, RETURNS_OLD.model_copy(update={"valid_until": date(2026, 5, 1)}))),
    ("You have 14 days to return it.", (RETURNS, RETURNS_OLD.model_copy(update={"valid_from": date(2026, 6, 1)}))),
    ("You have 14 days to return it.", (RETURNS, policy("again", "Returns are accepted within two weeks."))),
    (
        "You have 14 days to return electronics.",
        (
            policy("a", "Electronics can be returned within 14 days."),
            policy("b", "Clothes can be returned in 30 days."),
        ),
    ),
    (
        "You have 14 days to return electronics.",
        (policy("a", "Returns: 14 days for electronics, 30 days for clothes."), policy("b", "Clothes: 30 days.")),
    ),
    (
        "You have 14 days to return it.",
        (policy("a", "Returns within 14 days.", title="Electronics"), policy("b", "Returns in 30 days.", title="Rugs")),
    ),
    (
        "You have 14 days to return it.",
        (RETURNS, policy("b", "Refunds of returns take 5 working days to reach your bank.")),
    ),
    (
        "Express delivery takes 2 days.",
        (policy("a", "Express delivery takes 2 days."), policy("b", "Standard delivery takes 5 days.")),
    ),
    (
        "Orders over £50 ship within 2 days.",
        (policy("a", "Orders over £50 ship within 2 days."), policy("b", "Orders over £20 ship within 4 days.")),
    ),
    ("Order 58213 left us on 6 May.", (SHIPPED, again(SHIPPED, "o2", order_id="58214", shipped_on="2026-05-07"))),
    (
        "Your lamp left us on 6 May.",
        (SHIPPED, again(SHIPPED, "o2", shipped_on="2026-05-07", items=[{"name": "Oak chair", "price": "24.50"}])),
    ),
    (
        "Your lamp left us on 6 May.",
        (SHIPPED, Fact(id="n", kind=FactKind.NOTE, text="Catalogues were delivered to the depot on 5 May.")),
    ),
    (
        "Call us on 020 7946 0123.",
        (line("c1", "020 7946 0123", topics=["returns"]), line("c2", "020 7946 0999", topics=["billing"])),
    ),
    ("Call us on 020 7946 0123.", (line("c1", "020 7946 0123"), line("c2", "+44 20 7946 0123"))),
]


@pytest.mark.parametrize(("text", "facts"), AGREED)
def test_other_orders_goods_and_scopes_are_no_dispute(text: str, facts: tuple[Fact, ...]):
    found = judge(text, facts)
    assert found.disputes == []
    assert [each for each in found.violations if each.rule == "contradicts-record"] == []


days = st.integers(1, 40).map(lambda back: TODAY - timedelta(days=back))


@settings(max_examples=60, deadline=None)
@given(st.lists(days, min_size=2, max_size=2, unique=True), st.booleans())
def test_one_order_has_one_day_of_shipping(told: list[date], one_order: bool):
    numbers = ("70001", "70001" if one_order else "70002")
    facts = [
        Fact(id=f"o{n}", kind=FactKind.ORDER, data={"order_id": number, "status": "shipped", "shipped_on": str(day)})
        for n, (number, day) in enumerate(zip(numbers, told, strict=True))
    ]
    found = judge(f"Order 70001 was shipped on {told[0]}.", facts, complaint=None)
    assert [each.violation.evidence for each in found.disputes] == ([("o0", "o1")] if one_order else [])
    assert bool(found.violations) is one_order


def test_the_ledger_is_told_apart_from_its_disputes_and_put_together_again():
    found = judge("You have 14 days to return it.", (RETURNS, RETURNS_OLD))
    plain = found.undisputed()
    assert plain.violations == []
    assert {claim.status for claim in plain.claims} == {ClaimStatus.SUPPORTED}
    assert found.disputed(plain.violations, plain.claims) == (found.violations, found.claims)


def test_many_facts_that_disagree_at_length_are_soon_read():
    text = " ".join(f"Items can be returned within {days} days." for days in range(2, 120))
    facts = [policy(f"p{number}", text.replace("within", f"within {'the ' * (number % 2)}")) for number in range(40)]
    began = thread_time()
    judge("You have 14 days to return it.", facts)
    assert thread_time() - began < 30


def test_the_guard_asks_for_a_look_and_does_not_block():
    text = (
        "I'm sorry about your lamp, and I understand how tiring this is. You can return it within 14 days of delivery."
    )
    report = Guard(rules=[]).check(
        Reply(
            text=text, audience=Audience.PRIVATE, today=TODAY, facts=(RETURNS, RETURNS_OLD), complaint="My lamp broke"
        )
    )
    doubts = [each for each in report.findings if each.rule == "contradicts-record"]
    assert [(each.severity, each.evidence) for each in doubts] == [(Severity.REVIEW, ["returns", "returns-old"])]
    (claim,) = [each for each in report.claims if "14 days" in each.text]
    assert claim.status is ClaimStatus.CONTRADICTED
    assert claim.facts == ["returns", "returns-old"]
