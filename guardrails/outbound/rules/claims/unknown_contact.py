"""claims: unknown-contact."""

from __future__ import annotations

from guardrails.outbound.ledgered import found_by_the_ledger
from guardrails.rule import Rule

RULE = Rule(
    id="unknown-contact",
    family="claims",
    what=(
        "Gives a phone number, e-mail address, link, handle or named person that no contact fact gives, "
        "be it wrong by one character."
    ),
    why="A wrong address sends an upset customer into the void, or to a stranger.",
    boundary="A contact exactly as the contact facts give it, in any usual spelling.",
    serves=("P11", "P15", "P23"),
    suggestion="Use a contact on record.",
    find=found_by_the_ledger,
)
