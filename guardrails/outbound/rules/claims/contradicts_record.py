"""claims: contradicts-record."""

from __future__ import annotations

from guardrails.claims.examples import ORDER, REFUNDS
from guardrails.finding import Detector
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
    detectors=(Detector.LEDGER, Detector.CLASSIFIER),
    flags=(
        Example("Your order left us on [[29 April]].", facts=(ORDER,)),
        Example("Order 58213 came to [[£94]] in total.", facts=(ORDER,)),
        Example("Your parcel was [[delivered]] last week.", facts=(ORDER,)),
        Example("[[DHL]] has your parcel.", facts=(ORDER,)),
        Example("You ordered two [[red]] lamps.", facts=(ORDER,)),
        Example("Your order has not [[shipped]] yet.", facts=(ORDER,)),
        Example("Refunds take [[2-3 working days]] to reach your bank.", facts=(REFUNDS,)),
        Example("You ordered [[three]] lamps from us.", facts=(ORDER,)),
        Example("The lamps cost [[£25.40]] each.", facts=(ORDER,)),
        Example("Your order was [[cancelled]] on 28 April.", facts=(ORDER,)),
        Example("You placed your order in [[March]].", facts=(ORDER,)),
    ),
    passes=(
        Example("Your two blue lamps left us on Monday 27 April with Fellway Parcels.", facts=(ORDER,)),
        Example("It was due by the 1st of May, so it is now three days late.", facts=(ORDER,)),
        Example("Order 58213, £49 in total, is on its way.", facts=(ORDER,)),
        Example("Refunds reach your bank within 5 to 7 working days.", facts=(REFUNDS,)),
        Example("You placed your order on 24 April.", facts=(ORDER,)),
        Example("Each lamp cost £24.50, so the two came to £49.00.", facts=(ORDER,)),
        Example("It hasn't been delivered yet, and it was due on 1 May.", facts=(ORDER,)),
        Example("Fellway Parcels took your lamps on 27/04/2026.", facts=(ORDER,)),
        Example("You ordered a pair of blue lamps from us.", facts=(ORDER,)),
    ),
)
