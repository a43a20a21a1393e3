"""claims: unverified-fault."""

from __future__ import annotations

from guardrails.outbound.ledgered import found_by_the_ledger
from guardrails.rule import Rule

RULE = Rule(
    id="unverified-fault",
    family="claims",
    what="Admits that the company caused the problem or is liable, where no fact verifies it.",
    why="Where fault is unclear, an admission is a guess that others will hold against the company.",
    boundary="Being sorry for the experience; fault that a verified note or the order itself establishes.",
    serves=("P11", "P15", "P23"),
    suggestion="Own the experience, not the cause, until the cause is verified.",
    find=found_by_the_ledger,
)
