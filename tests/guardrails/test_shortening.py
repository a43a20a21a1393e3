from __future__ import annotations

from datetime import date

import pytest

from guardrails.document import read
from guardrails.finding import Audience
from guardrails.lengths import length, limit
from guardrails.reply import Reply
from guardrails.shortening import shortened

SORRY = "I'm so sorry that your sofa is late, Ines."
ROUTE = "Please send us a direct message."
FILLER = "Your comfort means a great deal to everybody here in the whole of our company."


def shortened_first(text: str, channel: str = "x") -> str:
    return next(iter(shortened(read(text), Reply(text, Audience.PUBLIC, date(2026, 5, 4), channel=channel))))


def test_courtesies_go_first_the_last_of_them_before_the_others():
    assert shortened_first(f"{SORRY} {FILLER} {FILLER} {FILLER} {ROUTE}") == f"{SORRY} {FILLER} {FILLER} {ROUTE}"


def test_an_answer_is_worth_more_than_a_courtesy():
    answer = "The lorry with your grey sofa on it will be in your street on the 6th of May, in the morning."
    assert shortened_first(f"{SORRY} {answer} {FILLER} {FILLER} {ROUTE}") == f"{SORRY} {answer} {FILLER} {ROUTE}"


def test_a_single_long_sentence_is_cut_behind_a_word():
    text = "We are sorry about " + "this and that and " * 30 + "everything."
    cut = shortened_first(text)
    assert cut.endswith(("this.", "that.", "and."))
    assert len(cut) <= 280


@pytest.mark.parametrize("channel", ["x", "tiktok", "sms"])
@pytest.mark.parametrize("text", ["a" * 700, "申" * 700, "😔 " * 700, f"{FILLER} " * 240, "a. " * 6000])
def test_every_proposal_fits_its_channel(text: str, channel: str):
    reply = Reply(text, Audience.PUBLIC, date(2026, 5, 4), channel=channel)
    proposals = list(shortened(read(text), reply))
    assert proposals
    assert all(length(proposal, channel) <= limit(channel) for proposal in proposals)
