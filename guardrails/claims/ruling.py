"""Rulings: what the record says of one claim, in words that a reviewer takes in at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.claims.values import Kind
from guardrails.finding import ClaimStatus

UNVERIFIED: Final = "unverified-claim"
CONTRADICTS: Final = "contradicts-record"
FAULT: Final = "unverified-fault"
PROMISE: Final = "unauthorised-promise"
CONTACT: Final = "unknown-contact"
RULES: Final = (UNVERIFIED, CONTRADICTS, FAULT, PROMISE, CONTACT)
REMOVE: Final = "Remove this sentence, or add a fact that supports it."


@dataclass(slots=True)
class Ruling:
    """A claim at `start:end` of the normalised text, and what became of it. `rule` is empty when it is supported.

    A supported one is disputed where other facts say otherwise: `dispute` tells what each says, `parties` name them.
    A `firm` one is arithmetic: no other reading of the words takes it back.
    """

    kind: Kind
    start: int
    end: int
    status: ClaimStatus
    explanation: str
    facts: tuple[str, ...] = ()
    rule: str = ""
    suggestion: str = ""
    dispute: str = ""
    parties: tuple[str, ...] = ()
    firm: bool = False


def supported(kind: Kind, start: int, end: int, facts: Sequence[str], explanation: str) -> Ruling:
    """Return the ruling that `facts` support the claim."""
    return Ruling(kind, start, end, ClaimStatus.SUPPORTED, explanation, tuple(dict.fromkeys(facts)))


def contradicted(  # noqa: PLR0913, PLR0917 - the place of a claim takes three of them
    kind: Kind, start: int, end: int, facts: Sequence[str], explanation: str, suggestion: str = ""
) -> Ruling:
    """Return the ruling that `facts` say otherwise."""
    return Ruling(
        kind,
        start,
        end,
        ClaimStatus.CONTRADICTED,
        explanation,
        tuple(dict.fromkeys(facts)),
        CONTRADICTS,
        suggestion or REMOVE,
    )


def unsupported(  # noqa: PLR0913, PLR0917 - the place of a claim takes three of them
    kind: Kind, start: int, end: int, rule: str, explanation: str, suggestion: str = "", facts: Sequence[str] = ()
) -> Ruling:
    """Return the ruling that no fact supports the claim, which breaks `rule`."""
    return Ruling(
        kind, start, end, ClaimStatus.UNSUPPORTED, explanation, tuple(dict.fromkeys(facts)), rule, suggestion or REMOVE
    )
