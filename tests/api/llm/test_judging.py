from __future__ import annotations

import pytest

from api.llm.judging import is_echo, is_refusal, other_language


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, but I can't assist with that request.",
        "I’m sorry, I cannot help with this.",
        "I am unable to generate that content.",
        "As an AI language model, I don't have access to orders.",
        "I can't fulfill this request.",
        "Lo siento, pero no puedo ayudar con eso.",
        "Es tut mir leid, aber ich kann dabei nicht helfen.",
    ],
)
def test_a_refusal_is_known(text):
    assert is_refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm so sorry about the wait, Ada. Please send us a direct message and we'll look into it.",
        "I'm sorry your kettle leaks. I can't see your order here, so please send me its number in a direct message.",
        "I am sorry for the trouble this has caused you, and I'd like to help.",
        "We're sorry we couldn't help with this on the phone.",
        "Lo siento mucho, Ana. Escríbanos y lo miramos.",
        "",
    ],
)
def test_a_reply_is_no_refusal(text):
    assert not is_refusal(text)


COMPLAINT = "My parcel was meant to be here last Tuesday and nobody at your shop answers the telephone any more."


def test_an_echo_is_known():
    assert is_echo(COMPLAINT, [COMPLAINT])
    assert is_echo(f"Reply: {COMPLAINT}", ["rules and rules", COMPLAINT])
    assert is_echo("short <<deadbeef>> text", [], "deadbeef")


def test_naming_the_problem_is_no_echo():
    reply = "I'm so sorry that your parcel was meant to be here last Tuesday and is not. Message us, and we'll look."
    assert not is_echo(reply, [COMPLAINT])
    assert not is_echo("Sorry!", [COMPLAINT])


@pytest.mark.parametrize(
    ("text", "wanted", "other"),
    [
        ("Ci dispiace davvero molto per il ritardo e per il disagio che ha subito.", "en", "it"),
        ("We are so sorry that your lamp arrived broken, and would like to help.", "fr", "en"),
        ("We are so sorry that your lamp arrived broken, and would like to help.", "en-GB", None),
        ("Nous sommes vraiment désolés pour le retard de votre commande.", "fr", None),
        ("Sorry, Ada!", "fr", None),
        ("{{contact.email}} +44 20 7946 0999", "fr", None),
        ("Sorry about the delay! DM us: https://shop.example/aide/contact", "en", None),
    ],
)
def test_only_a_sure_difference_of_language_is_told(text, wanted, other):
    assert other_language(text, wanted) == other
