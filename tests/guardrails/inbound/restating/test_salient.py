from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrails.inbound.restating.salient import salient


def about(text: str, items: frozenset[str] = frozenset()) -> str | None:
    found = salient(text, items)
    return found.noun if found else None


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        # A thing they own, got or began with.
        ("New oven fitted last week. Hums like a choir all night.", "the trouble with your oven"),
        ("So naturally you have put my direct debit UP again.", "the trouble over your direct debit"),
        (
            "I ordered a puncture kit for my grandson. Handed to resident, it says.",
            "the trouble with your puncture kit",
        ),
        ("Your app is showing me a stranger's call list.", "the trouble with our app"),
        # How long and how often is safe to say back, whatever the tone.
        ("Day 9 of telling my boss the laptop is 'nearly here'.", "the 9 days of waiting"),
        ("day 7 of waiting for my tablets, I may have wings by then", "the 7 days of waiting for your tablets"),
        ("52 mins on hold. I know all the panpipes by name.", "the 52 minutes on hold"),
        ("12 days no internet, cheers", "the 12 days without internet"),
        ("second day off work. second no show.", "the second no-show"),
        # Troubles that everybody has words of their own for.
        ("AGENT. PLEASE. I have typed agent six times", "how hard it has been to reach a person"),
        ("The lad on the desk sighed at me when I asked", "the way you were spoken to"),
        ("Your driver told me 'should have thought of that' and drove off", "the way the driver spoke to you"),
        ("how do I delete my account??", "how hard it has been to get your account deleted"),
        ("Quoted £60 on the phone. At the till: £95.", "the difference between your quote and what you paid"),
        ("all of us in the To line, sixty strangers", "your address being shown to other people"),
    ],
)
def test_what_stands_out_is_named(text: str, noun: str):
    assert about(text) == noun


@pytest.mark.parametrize(
    "text",
    [
        "absolute joke of a company. never again",
        "there is a trench in it you could grow potatoes in",
        "it was like a very damp auction",
        "I've been thinking about all of this at my kitchen table",
        "He hasn't left his bed since",
    ],
)
def test_nothing_that_only_stands_around_is_named(text: str):
    assert about(text) is None


def test_the_order_helps_to_know_a_thing_by_the_customers_own_words():
    text = "bell still not with us, panniers neither"
    assert about(text, frozenset({"panniers"})) == "the trouble with your panniers"


def test_money_that_is_gone_comes_before_all_else_that_is_told():
    found = salient("my phone lost signal at lunchtime and £900 has gone from my bank in two payments")
    assert found is not None
    assert found.urgent
    assert found.noun == "the money that has gone from your account"


def test_a_thing_alone_is_told_from_a_trouble():
    thing, trouble = salient("My toaster again. Hm."), salient("20 minutes on hold")
    assert thing is not None
    assert trouble is not None
    assert (thing.thing, trouble.thing) == ("toaster", None)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_nothing_private_said_back(text: str):
    found = salient(text)
    assert found is None or ("@" not in found.noun and len(found.noun) < 100)
