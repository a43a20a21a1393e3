from __future__ import annotations

import pytest

from guardrails.claims.ruling import CONTRADICTS, PROMISE, UNVERIFIED
from guardrails.claims.support.courtesy import is_courtesy


@pytest.mark.parametrize(
    "words",
    [
        "We'll come back to you on it.",
        "We will come back to you once we have that.",
        "and we'll come back to you",
        "Your message is with us, and we will come back to you.",
        "Thanks for telling us; we'll come back to you.",
        "Your message has reached us",
        "We’ve received your message",
        "A member of our team will deal with this personally",
    ],
)
def test_what_every_reply_says_is_neither_promise_nor_claim(words: str) -> None:
    assert is_courtesy(PROMISE, words)
    assert is_courtesy(UNVERIFIED, words)
    assert not is_courtesy(CONTRADICTS, words)


@pytest.mark.parametrize(
    "words",
    [
        "We'll come back to you by noon.",
        "We'll come back to you tomorrow",
        "We'll come back to you with a full refund.",
        "We'll reply within 24 hours",
        "We'll come back to you once we've refunded you",
        "Your message is with us and the lamp is with you.",
        "We've received your parcel",
        "Someone will deliver it to you personally",
    ],
)
def test_a_time_or_a_thing_is_more_than_a_courtesy(words: str) -> None:
    assert not is_courtesy(PROMISE, words)
