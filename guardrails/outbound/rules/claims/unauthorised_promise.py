"""claims: unauthorised-promise."""

from __future__ import annotations

from guardrails.claims.examples import ORDER, REFUNDS
from guardrails.finding import Detector
from guardrails.outbound.ledgered import found_by_the_ledger
from guardrails.rule import Example, Rule

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
    detectors=(Detector.LEDGER, Detector.CLASSIFIER),
    flags=(
        Example("[[We'll refund you in full]].", facts=(ORDER,)),
        Example("[[You'll get a £20 voucher]].", facts=(ORDER,)),
        Example("[[It won't happen again]].", facts=(ORDER,)),
        Example("[[We'll get back to you within an hour]].", facts=(ORDER,)),
        Example("[[A replacement is on its way]].", facts=(ORDER,)),
        Example("[[You will have your money back by Friday]].", facts=(ORDER,)),
        Example("[[Your next order is on us]].", facts=(ORDER,)),
        Example("[[I'll make sure you are compensated]].", facts=(ORDER,)),
        Example("[[I promise you this will never happen again]].", facts=(ORDER,)),
    ),
    passes=(
        Example("We'll look into it and come back to you.", facts=(ORDER,)),
        Example("We'll do what we can to put this right.", facts=(ORDER,)),
        Example("If you'd like, we can talk it through by phone.", facts=(ORDER,)),
        Example("I can't promise a day yet.", facts=(ORDER,)),
        Example("We can refund it or replace it.", complaint="My lamp arrived damaged", facts=(ORDER, REFUNDS)),
        Example("I'll ask the team what we can offer you.", facts=(ORDER,)),
        Example("I can't say yet when it will arrive, and I won't guess.", facts=(ORDER,)),
        Example("We cannot guarantee a date for the delivery.", facts=(ORDER,)),
        Example("Once we know more, we'll write to you here.", facts=(ORDER,)),
    ),
)
