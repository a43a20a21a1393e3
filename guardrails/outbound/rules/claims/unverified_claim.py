"""claims: unverified-claim."""

from __future__ import annotations

from guardrails.outbound.ledgered import found_by_the_ledger
from guardrails.rule import Rule

RULE = Rule(
    id="unverified-claim",
    family="claims",
    what=(
        "States something checkable - an amount, a date, a state, a cause, an event, a policy, "
        "something done - that no fact supports."
    ),
    why="A single invented detail costs the customer's trust and can bind the company to it.",
    boundary=(
        "What the customer said, told as theirs; empathy, wishes and questions; generic next steps such "
        "as 'we'd like to look into this'."
    ),
    serves=("P11", "P15", "P23"),
    suggestion="Leave it out, or cite the fact that supports it.",
    find=found_by_the_ledger,
)
