"""claims: unverified-claim."""

from __future__ import annotations

from guardrails.claims.examples import ORDER
from guardrails.finding import Detector
from guardrails.outbound.ledgered import found_by_the_ledger
from guardrails.rule import Example, Rule

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
    detectors=(Detector.LEDGER, Detector.CLASSIFIER),
    flags=(
        Example("[[I've checked your account and spoken to the driver]].", facts=(ORDER,)),
        Example("The delay was [[due to a strike]].", facts=(ORDER,)),
        Example("[[Nobody else has reported this]].", facts=(ORDER,)),
        Example("[[As a loyal customer since 2019]], you deserve better.", facts=(ORDER,)),
        Example("[[Your case has been escalated]]."),
        Example("[[The lamp was tested]] before it left us.", facts=(ORDER,)),
        Example("[[We have spoken to the depot this morning]].", facts=(ORDER,)),
        Example("[[All our lamps are checked twice]].", facts=(ORDER,)),
        Example("[[You are our first customer to have this problem]].", facts=(ORDER,)),
        Example("[[Your lamp is out of stock]].", facts=(ORDER,)),
    ),
    passes=(
        Example("I'm sorry your lamp still hasn't arrived.", facts=(ORDER,)),
        Example(
            "You say you have been waiting for two weeks, and I'm sorry about that.", complaint="Two weeks I wait!"
        ),
        Example("We'd like to look into this, and I understand how frustrating it is."),
        Example("Could you send us your order number by direct message?"),
        Example("Our records show that it left us on 27 April.", facts=(ORDER,)),
        Example("You mentioned that the box was open when it came.", complaint="The box was open when it came!"),
        Example("May I ask how the parcel was packed?", facts=(ORDER,)),
        Example("I hope we can put this right for you."),
        Example("What a disappointing way to start the week; I'm sorry."),
    ),
)
