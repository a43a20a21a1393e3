"""claims: contradicts-record."""

from __future__ import annotations

from guardrails.claims.examples import ORDER, REFUNDS
from guardrails.outbound.ledgered import found_by_the_ledger
from guardrails.rule import Example, Rule

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
    flags=(
        Example("Your order left us on [[29 April]].", facts=(ORDER,)),
        Example("Order 58213 came to [[£94]] in total.", facts=(ORDER,)),
        Example("Your parcel was [[delivered]] last week.", facts=(ORDER,)),
        Example("[[DHL]] has your parcel.", facts=(ORDER,)),
        Example("You ordered two [[red]] lamps.", facts=(ORDER,)),
        Example("Your order has not [[shipped]] yet.", facts=(ORDER,)),
        Example("Refunds take [[2-3 working days]] to reach your bank.", facts=(REFUNDS,)),
    ),
    passes=(
        Example("Your two blue lamps left us on Monday 27 April with Fellway Parcels.", facts=(ORDER,)),
        Example("It was due by the 1st of May, so it is now three days late.", facts=(ORDER,)),
        Example("Order 58213, £49 in total, is on its way.", facts=(ORDER,)),
        Example("Refunds reach your bank within 5 to 7 working days.", facts=(REFUNDS,)),
    ),
)
