from __future__ import annotations

from datetime import UTC, datetime

import pytest

from guardrails.inbound.assess import assess
from guardrails.inbound.assessment import Gravity, Inbound
from guardrails.inbound.matter import head_of
from guardrails.inbound.near_events import near_event
from knowledge.facts import Fact, FactKind

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("about", "head"),
    [
        ("blue lamp", "lamp"),
        ("Lunde ceramic table lamp, blue", "lamp"),
        ("Oak benches", "bench"),
        ("two pairs of shoes", "shoe"),
        ("batteries", "battery"),
        ("glasses", "glass"),
        ("parcel", None),
        ("my order", None),
        ("", None),
        (None, None),
    ],
)
def test_two_ways_of_naming_a_thing_have_its_noun_in_common(about: str | None, head: str | None) -> None:
    assert head_of(about) == head


def assessed(text: str, orders: list[Fact] | None = None):
    return assess(Inbound(text, received_at=NOW), orders=orders or [], now=NOW)


def test_an_assessment_tells_what_went_wrong_and_with_what() -> None:
    found = assessed("My blue lamp never arrived!")
    assert (found.cause, found.about) == ("not_arrived", "blue lamp")
    assert assessed("Thank you, lovely shop.").cause is None


def test_the_item_of_the_order_stands_for_what_the_customer_calls_it() -> None:
    items = [{"name": "Lunde ceramic table lamp, blue"}, {"name": "Oak bench"}]
    order = Fact(id="order-1", kind=FactKind.ORDER, data={"order_id": "1", "items": items})
    assert assessed("My blue lamp never arrived!", [order]).about == "Lunde ceramic table lamp, blue"
    assert assessed("The sofa never arrived!", [order]).about == "sofa"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("our wedding is on 12 may and no dress", "wedding in 8 days"),
        ("on may 5th we have our party", "party tomorrow"),
        ("the interview is on 4th of may", "interview today"),
        ("hochzeit am 10. mai", "hochzeit in 6 days"),
        ("wedding on 2026-05-10", "wedding in 6 days"),
        ("our wedding was on 12 march", None),
        ("the wedding is on 12 december", None),
        ("party on 30 february", None),
        ("wedding on 2026-13-40", None),
        ("it came on 12 may", None),
    ],
)
def test_an_event_is_near_within_a_fortnight(text: str, told: str | None) -> None:
    assert near_event(text, NOW) == told


def test_a_near_event_makes_it_graver_and_the_reasons_say_so() -> None:
    far, near = (
        "Our wedding is on 12 December, the dress never came.",
        "Our wedding is on 12 May, the dress never came.",
    )
    assert assessed(far).severity is Gravity.MEDIUM
    assert assessed(near).severity is Gravity.HIGH
    assert "An event is near: wedding in 8 days" in assessed(near).reasons


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"followers": 20_000}, "The author reaches 20,000 followers"),
        ({"text": "My lamp never arrived, that is £700 gone."}, "Money at stake: about 700"),
        ({"text": "My lamp never arrived and the party is tomorrow."}, "An event is near"),
    ],
)
def test_reach_money_and_events_are_told(more: dict, reason: str) -> None:
    message = Inbound(**({"text": "My lamp never arrived."} | more), received_at=NOW)
    assert any(one.startswith(reason) for one in assess(message, now=NOW).reasons)
