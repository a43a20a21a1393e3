"""claims: contradicts-record."""

from __future__ import annotations

from guardrails.outbound.ledgered import found_by_the_ledger
from guardrails.rule import Rule

RULE = Rule(
    id="contradicts-record",
    family="claims",
    what="States something that conflicts with a fact on record.",
    why=(
        "The customer sees the truth on the doorstep or on the bank statement; a reply that says "
        "otherwise makes it worse."
    ),
    boundary="The value on record, in any wording or format.",
    serves=("P11", "P15", "P23"),
    suggestion="Say what the record says.",
    find=found_by_the_ledger,
)
