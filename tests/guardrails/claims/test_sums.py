from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.claims.ledger import examine
from guardrails.document import read
from guardrails.finding import ClaimStatus
from guardrails.reply import Reply
from knowledge.facts import Fact, FactKind

ROOM = Fact(
    id="room",
    kind=FactKind.NOTE,
    text="The guest booked the suite at £265 a night and was given the garden room at £189 a night for two nights.",
)
HIRE = Fact(
    id="hire", kind=FactKind.NOTE, text="Quote £300.00. Deposit paid £100.00. Late delivery: £21.00 off. VAT 20%."
)


def amounts(text: str, *facts: Fact) -> dict[str, ClaimStatus]:
    """Return how each amount of a reply stands, by its words."""
    reply = Reply(text=text, audience="private", today=date(2026, 5, 14), facts=facts, language="en")  # type: ignore[arg-type]
    return {one.text: one.status for one in examine(read(text), reply).claims if one.kind == "amount"}


@pytest.mark.parametrize(
    ("text", "amount", "facts"),
    [
        ("The difference is £76 a night.", "£76", (ROOM,)),
        ("The difference is £76 a night, so £152 for both.", "£152", (ROOM,)),
        ("That leaves £179 to pay.", "£179", (HIRE,)),
        ("A third of the quote is £100.", "£100", (HIRE,)),
        ("Twenty per cent of the quote comes to £60.", "£60", (HIRE,)),
    ],
)
def test_what_follows_is_supported(text: str, amount: str, facts: tuple[Fact, ...]):
    assert amounts(text, *facts)[amount] is ClaimStatus.SUPPORTED


@pytest.mark.parametrize(
    ("text", "amount", "facts"),
    [
        ("The difference is £86 a night.", "£86", (ROOM,)),
        ("The difference is £76 a night, so £162 for both.", "£162", (ROOM,)),
        ("That leaves £189 to pay.", "£189", (HIRE,)),
    ],
)
def test_what_does_not_is_not(text: str, amount: str, facts: tuple[Fact, ...]):
    assert amounts(text, *facts)[amount] is not ClaimStatus.SUPPORTED


@given(st.integers(100, 900), st.integers(2, 9))
def test_so_many_times_a_price_is_supported_and_a_pound_more_is_not(price: int, times: int):
    fact = Fact(id="fee", kind=FactKind.NOTE, text=f"The lesson costs £{price}.")
    right, wrong = price * times, price * times + 1
    told = amounts(f"We count {times} lessons, which comes to £{right}.", fact)
    assert told[f"£{right}"] is ClaimStatus.SUPPORTED
    told = amounts(f"We count {times} lessons, which comes to £{wrong}.", fact)
    assert told[f"£{wrong}"] is not ClaimStatus.SUPPORTED


def test_nothing_to_pay_stands_where_a_fact_has_something_free():
    told = "You can swap it free of charge."
    assert amounts(told, Fact(id="p", kind=FactKind.POLICY, text="Swaps within 30 days cost nothing.")) == {
        "free of charge": ClaimStatus.SUPPORTED
    }
    assert amounts(told, Fact(id="p", kind=FactKind.POLICY, text="A swap is £4.")) != {
        "free of charge": ClaimStatus.SUPPORTED
    }
