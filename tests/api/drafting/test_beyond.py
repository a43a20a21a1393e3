"""What is asked for beyond an agent's limit: the reviewer is told whom to ask, and nothing is offered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.drafting.checking import in_context
from api.drafting.composer import compose
from api.drafting.composing.beyond import beyond
from api.models import Channel
from guardrails.engine import Guard
from guardrails.finding import Verdict
from guardrails.inbound.assessment import Topic
from knowledge.brand import Offer, OfferKind, Voice, read_brand
from knowledge.facts import Fact
from tests.api.drafting.test_composer import brief_of

BRAND = read_brand(
    "currency: GBP\noffers:\n  - {kind: refund, up_to: '100.00', approver: the duty manager}\n"
    "  - {kind: credit, up_to: '25.00'}\n"
)
BIG = Fact(id="order-1", kind="order", text="Order 1", data={"order_id": "1", "total": "240.00", "currency": "GBP"})
ASKED = "My lamps arrived broken and I want all my money back, £240!"


@pytest.mark.parametrize(
    ("text", "orders", "approver"),
    [
        (ASKED, (), "the duty manager"),
        ("My lamp never arrived, I want a refund", (BIG,), "the duty manager"),
        ("I want £60 compensation for this", (), "a manager"),
        ("Please refund the £49", (BIG,), None),
        ("My £240 lamp is broken", (), None),
        ("I want a refund of $900", (), None),
        ("I want a refund", (BIG, BIG), None),
    ],
)
def test_what_is_above_a_limit_names_who_may_grant_it(
    text: str, orders: tuple[Fact, ...], approver: str | None
) -> None:
    found = beyond(text, orders, BRAND)
    assert (found.offer.approver if found else None) == approver
    assert found is None or approver is None or f"ask {approver} before" in found.told


def test_the_draft_says_who_will_be_asked_and_offers_nothing() -> None:
    guard = Guard()
    for number in range(24):
        voice, channel = list(Voice)[number % 3], (Channel.EMAIL, Channel.FACEBOOK)[number % 2]
        brief = brief_of(ASKED, channel, topic=Topic.BILLING, voice=voice, facts=False, seed=f"b{number}")
        brief = replace(brief, brand=brief.brand.model_copy(update={"offers": BRAND.offers}))
        message = compose(brief).messages[-1]
        assert "will ask the duty manager" in message.text
        report = guard.check(in_context(brief, message))
        assert report.verdict is not Verdict.BLOCK, (message.text, [(one.rule, one.quote) for one in report.findings])


def test_nobody_is_named_where_the_settings_name_nobody() -> None:
    unnamed = Offer(kind=OfferKind.REFUND, up_to="100.00", currency="GBP")
    brief = brief_of(ASKED, Channel.EMAIL, topic=Topic.BILLING, facts=False)
    brief = replace(brief, brand=brief.brand.model_copy(update={"offers": (unnamed,)}))
    assert "a manager" not in compose(brief).messages[-1].text
