from __future__ import annotations

import pytest

from guardrails.inbound.wishes import meets_a_hitch, wishes


@pytest.mark.parametrize(
    "text",
    [
        "Hello dear, I would like to stop my box for June as I am away. I don't want to be a trouble.",
        "Is it possible to have my discount? The reference is on the ticket.",
        "Could you please move my lesson to Friday, with thanks.",
    ],
)
def test_what_only_wants_arranging_is_a_wish(text: str):
    assert wishes(text)


@pytest.mark.parametrize(
    "text",
    [
        "I would like to cancel and get a refund, this is ridiculous",
        "the seat is torture. can i swap for the gel one",
        "I was charged twice for the same order. I would like to cancel it.",
        "My parcel never came",
    ],
)
def test_a_complaint_is_no_wish(text: str):
    assert not wishes(text)


def test_a_page_that_did_not_let_them_is_a_hitch():
    assert meets_a_hitch("I press the button and it says something went wrong")
    assert not meets_a_hitch("I would like to stop my box for June")
