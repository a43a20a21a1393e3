"""claims: unauthorised-promise."""

from __future__ import annotations

from guardrails.outbound.ledgered import found_by_the_ledger
from guardrails.rule import Rule

RULE = Rule(
    id="unauthorised-promise",
    family="claims",
    what=(
        "Commits to an outcome - a refund, a credit, a replacement, a date, that it never happens again "
        "- which no policy or fact allows."
    ),
    why="A promise that cannot be kept is a second complaint, and may be binding.",
    boundary="'We'll look into it', 'we'll do what we can', the offer of a call.",
    serves=("P11", "P15", "P23"),
    suggestion="Offer what a policy grants, or say what you will look into.",
    find=found_by_the_ledger,
)
