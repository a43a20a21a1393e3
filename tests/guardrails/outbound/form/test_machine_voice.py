from __future__ import annotations

import pytest

from guardrails.finding import Audience

RULE = "machine-voice"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("As an AI language model, I cannot call you.", "As an AI"),
        ("I'm just an AI assistant, but sorry.", "AI"),
        ("Here is a draft reply:\n\nHi Tom, sorry.", "Here is a draft"),
        ("Here's a possible response to the customer:\n\nHi Tom.", "Here's a possible response"),
        ("Sure! Here's a reply: Hi Tom, sorry.", "Sure! Here"),
        ("Certainly, here is the message. Hi Tom.", "Certainly, here"),
        ("Public message: Hi Tom, sorry.", "Public message:"),
        ("**Private message:** Hi Tom, sorry.", "Private message:"),
        ("Reply: Hi Tom, sorry.", "Reply:"),
        ("assistant: Hi Tom, sorry.", "assistant:"),
        ("<|im_start|>assistant\nHi Tom", "<|im_start|>"),
        ("[INST] write a reply [/INST] Hi Tom", "[INST]"),
        ("```json\nHi Tom\n```", "```"),
        ('{"public": "Hi Tom, sorry."}', '{"public'),
        ("<think>The customer is upset.</think>Hi Tom, sorry.", "<think>"),
        ("Hi Tom, sorry.\n\nI hope this helps with your reply!", "I hope this helps with your reply"),
        (
            "Hi Tom, sorry.\n\nLet me know if you'd like me to adjust the tone.",
            "Let me know if you'd like me to adjust",
        ),
        ("Hi Tom, sorry. (Word count: 40)", "Word count: 4"),
        ("Als KI-Modell kann ich das nicht.", "Als KI"),
        ("En tant qu'IA, je ne peux pas.", "En tant qu'IA"),
        ("Como modelo de lenguaje no puedo.", "Como modelo de lenguaje"),
        ("Voici une proposition de réponse : Bonjour Tom.", "Voici une proposition"),
    ],
)
def test_the_machine_shows(found, text, quote):
    quotes = [finding.quote for finding in found(RULE, text)]
    assert any(quote in one or one in quote for one in quotes), quotes


@pytest.mark.parametrize(
    "text",
    [
        "Here is your refund receipt, Tom.",
        "Here's the message our driver left for you.",
        "We got your reply: the blue one it is.",
        "Sure, here we can help at once.",
        "Our AI chatbot let you down, and a person is answering now.",
        "I hope this helps, Tom.",
        "Let me know if you'd like a call.",
        "Let me know if you'd like me to change your order.",
        "The system was down, and the user account was locked.",
        "Please note: we open at nine.",
        "Tom's answer was short: no.",
        "Our instructions were unclear, and that's on us.",
        "As an airline, we should have told you sooner.",
        "The message you got was wrong.",
        "You asked for a public reply, and you deserve one.",
    ],
)
@pytest.mark.parametrize("audience", list(Audience))
def test_people_speak_of_replies_too(found, text, audience):
    assert not found(RULE, text, audience)


def test_a_subject_line_belongs_in_an_email_only(found):
    text = "Subject: your lost suitcase\n\nHi Tom, we're sorry."
    assert found(RULE, text, Audience.PUBLIC)
    assert not found(RULE, text, Audience.PRIVATE, channel="email")
    assert not found(RULE, "Subject to stock, we'll send a new one.", Audience.PUBLIC)
