"""claims: unverified-fault."""

from __future__ import annotations

from guardrails.claims.examples import ORDER, PACKED
from guardrails.finding import Detector
from guardrails.outbound.ledgered import found_by_the_ledger
from guardrails.rule import Example, Rule

RULE = Rule(
    id="unverified-fault",
    family="claims",
    what="Admits that the company caused the problem or is liable, where no fact verifies it.",
    why="Where fault is unclear, an admission is a guess that others will hold against the company.",
    boundary="Being sorry for the experience; fault that a verified note or the order itself establishes.",
    serves=("P11", "P15", "P23"),
    suggestion="Own the experience, not the cause, until the cause is verified.",
    find=found_by_the_ledger,
    detectors=(Detector.LEDGER, Detector.CLASSIFIER),
    flags=(
        Example("This was entirely [[our fault]].", facts=(ORDER,)),
        Example("[[We got this wrong]].", facts=(ORDER,)),
        Example("[[We failed to keep you informed]].", facts=(ORDER,)),
        Example("[[Our warehouse damaged your lamp]].", facts=(ORDER,)),
        Example("[[We made a mistake with your order]].", facts=(ORDER,)),
        Example("[[Our driver was careless with your parcel]].", facts=(ORDER,)),
        Example("[[We take full responsibility for the damage]].", facts=(ORDER,)),
        Example("[[We sent you the wrong lamp]].", facts=(ORDER,)),
        Example("[[Our team forgot to send your parcel]].", facts=(ORDER,)),
    ),
    passes=(
        Example("I'm sorry for the experience you've had.", facts=(ORDER,)),
        Example("I'm sorry that this happened.", facts=(ORDER,)),
        Example("You shouldn't have had to chase us.", facts=(ORDER,)),
        Example("This was our mistake: the warehouse packed the wrong lamp.", facts=(ORDER, PACKED)),
        Example("You deserved better than this.", facts=(ORDER,)),
        Example("We don't know yet what went wrong, and I'd like to find out.", facts=(ORDER,)),
        Example("This is not the service anyone should get, and I'm sorry.", facts=(ORDER,)),
        Example("The warehouse packed the wrong lamp; that was our mistake, and I'm sorry.", facts=(ORDER, PACKED)),
    ),
)
