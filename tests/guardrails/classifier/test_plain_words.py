from __future__ import annotations

import pytest

from guardrails.classifier.plain_words import is_fine, is_plain_apology


@pytest.mark.parametrize(
    "text",
    [
        "We're sorry for the inconvenience.",
        "We are so sorry for the delay!",
        "I'm really sorry to hear this.",
        "Hi Ana, I'm sorry about the long wait.",
        "Sorry about that.",
        "We apologise for the disruption.",
        "Please accept our apologies for the mix-up.",
        "We’re sorry this happened.",
        "I am sorry for the trouble this has caused you.",
    ],
)
def test_the_plainest_apologies_are_fine(text: str):
    assert is_plain_apology(text)


@pytest.mark.parametrize(
    "text",
    [
        "We're sorry you feel that way.",
        "We are sorry for the delay, but you ordered late.",
        "We're sorry for the slight delay you think you had.",
        "Sorry if there was an issue.",
        "We're sorry for any inconvenience that may have been caused.",
        "I'm sorry for your mistake in the address.",
        "Sorry about your confusion.",
        "We're sorry for the minor inconvenience.",
        "",
    ],
)
def test_with_any_twist_they_are_read(text: str):
    assert not is_plain_apology(text)


def test_the_guards_own_remedies_are_fine():
    assert is_fine("Wir bitten Sie dafür um Entschuldigung.")
    assert is_fine("U kunt ons bellen op 020 7946 0110, dan bekijken we dit samen met u.")
    assert not is_fine("U kunt ons bellen op 020 7946 0110, dan halen we uw review weg.")
