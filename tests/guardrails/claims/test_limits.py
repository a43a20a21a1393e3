from __future__ import annotations

from datetime import date

import pytest

from guardrails.claims.ledger import examine
from guardrails.document import read
from guardrails.engine import Guard
from guardrails.finding import Audience, Severity, Verdict
from guardrails.reply import Reply
from knowledge.brand import Offer
from knowledge.facts import Fact, FactKind

GOODWILL = Fact(
    id="goodwill#2",
    kind=FactKind.POLICY,
    title="Goodwill",
    text="An agent may give account credit as goodwill, up to £15 per case. A team lead may give up to £50.",
)
MISSED = Fact(id="slots", kind=FactKind.POLICY, text="For a missed slot we give a £25 credit.")
ORDER = Fact(
    id="order-1",
    kind=FactKind.ORDER,
    data={"order_id": "1", "status": "delivered", "total": "300.00", "currency": "GBP"},
)
REFUNDED = Fact(
    id="order-1",
    kind=FactKind.ORDER,
    data={"order_id": "1", "total": "300.00", "currency": "GBP", "refund": {"status": "approved", "amount": "300.00"}},
)
OFFERS = (
    Offer(kind="credit", up_to="15", currency="GBP", policy="goodwill", approver="the duty manager"),  # type: ignore[arg-type]
    Offer(kind="refund", up_to="250", currency="GBP", approver="the finance lead"),  # type: ignore[arg-type]
)


def reply(text: str, facts: list[Fact], offers: tuple[Offer, ...] = OFFERS) -> Reply:
    return Reply(
        text=text,
        audience=Audience.PRIVATE,
        today=date(2026, 5, 4),
        complaint="My lamp came broken and you missed the slot.",
        facts=facts,
        language="en",
        offers=offers,
    )


def promises(text: str, facts: list[Fact]) -> list[str]:
    asked = reply(text, facts)
    return [one.message for one in examine(read(text), asked).violations if one.rule == "unauthorised-promise"]


@pytest.mark.parametrize(
    ("text", "facts", "sum_", "limit", "approver"),
    [
        ("We'd like to offer you a £40 credit.", [GOODWILL], "40.00 GBP", "15.00 GBP", "the duty manager"),
        ("We'd like to offer you a £40 credit.", [], "40.00 GBP", "15.00 GBP", "the duty manager"),
        ("I'm happy to give you a voucher of £15.01.", [GOODWILL], "15.01 GBP", "15.00 GBP", "the duty manager"),
        ("We'll refund you £300.", [ORDER], "300.00 GBP", "250.00 GBP", "the finance lead"),
        ("We'll refund you in full.", [ORDER], "300.00 GBP", "250.00 GBP", "the finance lead"),
    ],
)
def test_an_offer_above_its_limit_names_the_limit_and_whom_to_ask(
    text: str, facts: list[Fact], sum_: str, limit: str, approver: str
):
    asked = reply(f"I'm sorry the lamp came broken. {text}", facts)
    (finding,) = [one for one in Guard().check(asked).findings if one.rule == "unauthorised-promise"]
    assert finding.severity is Severity.BLOCK
    assert finding.message.startswith(f"Promises {sum_}")
    assert limit in finding.message
    assert approver in finding.message
    assert finding.suggestion == f"Ask {approver} first and say that you will, or offer {limit} at most."


@pytest.mark.parametrize("amount", ["£5", "£12", "£15", "15 pounds"])
def test_an_offer_within_its_limit_passes_with_the_policy_that_grants_it(amount: str):
    text = f"I'm sorry the lamp came broken. We'd like to offer you a credit of {amount} for the trouble."
    report = Guard().check(reply(text, [GOODWILL]))
    assert [one.rule for one in report.findings if one.family == "claims"] == []
    assert report.verdict is Verdict.PASS
    (promise,) = [claim for claim in report.claims if claim.kind == "promise"]
    assert promise.facts == ["goodwill#2"]
    without = Guard().check(reply(text, []))
    assert "unauthorised-promise" in {one.rule for one in without.findings}


def test_without_settled_offers_all_is_as_before():
    text = "We'd like to offer you a £40 credit."
    with_none = examine(read(text), reply(text, [GOODWILL], ())).violations
    assert [one.message for one in with_none] == ["Promises what no policy or fact grants."]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("You'll receive your refund of £300 soon.", [REFUNDED]),
        ("We'll give you a £25 credit for the missed slot.", [MISSED]),
        ("I'll ask the duty manager about a credit of more than £15.", [GOODWILL]),
    ],
)
def test_what_the_record_or_a_policy_of_its_own_grants_is_no_matter_of_limits(text: str, facts: list[Fact]):
    assert promises(text, facts) == []


def test_another_currency_is_not_measured_by_the_limit():
    assert promises("We'd like to offer you a credit of €12.", [GOODWILL]) == [
        "Promises what no policy or fact grants."
    ]
