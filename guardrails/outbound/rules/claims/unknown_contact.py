"""claims: unknown-contact."""

from __future__ import annotations

from guardrails.claims.examples import CARE
from guardrails.finding import Detector
from guardrails.outbound.ledgered import found_by_the_ledger
from guardrails.rule import Example, Rule

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
    detectors=(Detector.LEDGER, Detector.CLASSIFIER),
    flags=(
        Example("Write to [[help@lanterms.example]].", facts=(CARE,)),
        Example("Call us on [[020 7946 0111]].", facts=(CARE,)),
        Example("Ask for [[Oliver]] when you call.", facts=(CARE,)),
        Example("See [[lanterns-help.example]] for more.", facts=(CARE,)),
        Example("Send a message to [[@lanterncare]].", facts=(CARE,)),
        Example("[[Maja]] will be glad to help you.", facts=(CARE,)),
        Example("You can message us at [[wa.me/442079460110]].", facts=(CARE,)),
        Example("Our manager [[Tom Baker]] will call you.", facts=(CARE,)),
        Example("Ring [[+44 20 7946 0011]] and ask for Maya.", facts=(CARE,)),
    ),
    passes=(
        Example("Write to help@lanterns.example or ask for Maya.", facts=(CARE,)),
        Example("Call us on +44 20 7946 0110.", facts=(CARE,)),
        Example("Send us a direct message.", facts=(CARE,)),
        Example("Maya in Customer Care would be glad to hear from you.", facts=(CARE,)),
        Example("You can ring us on 020-7946-0110, Monday to Friday.", facts=(CARE,)),
        Example("Write to HELP@lanterns.example.", facts=(CARE,)),
        Example("Reply to this e-mail, and it reaches me.", facts=(CARE,)),
        Example("Could you message us privately, please?", facts=(CARE,)),
    ),
)
