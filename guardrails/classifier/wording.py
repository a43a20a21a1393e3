"""What is said of a breach that the encoder found: the reason, and what to write instead."""

from __future__ import annotations

from typing import Final

REASONS: Final = {
    "defensive": "This argues with the customer or explains the complaint away.",
    "blames-customer": "This lays the trouble at the customer's door.",
    "hollow-apology": "This regrets how the customer sees it, or only conditionally, not what happened.",
    "minimises": "This makes the problem smaller than it was for the customer.",
    "hostile": "This mocks, threatens or dismisses the customer.",
    "retraction-demand": "This asks or hints that the customer change, remove or withhold what they said.",
    "quid-pro-quo": "This ties help or money to what the customer says or does not say about us.",
    "solicits-praise": "This fishes for praise while the complaint is open.",
    "discloses-private-data": "This tells in public what only the record knows of the customer.",
    "requests-private-data": "This asks for private details in the open, or for a secret that nobody may ask for.",
}
ADVICE: Final = {
    "defensive": "Leave the rebuttal out; say what you will do about it.",
    "blames-customer": "Leave out what the customer could have done; say what should have worked.",
    "hollow-apology": "Be sorry for what happened, without if or but.",
    "minimises": "Say that it matters, or leave the comparison out.",
    "hostile": "Leave it out.",
    "retraction-demand": "Leave it out; what they write is theirs to decide.",
    "quid-pro-quo": "Offer the help without any condition.",
    "solicits-praise": "Leave it out until the matter is solved.",
    "discloses-private-data": "Move this to a private message.",
    "requests-private-data": "Ask for it by private message; never ask for passwords, card numbers or codes.",
}
