"""What the ledger could not bind, seen again by the encoder: whether it states anything at all.

The ledger reads words and values; whether a sentence asserts anything that could be untrue, or only feels, asks,
concedes or gives the customer's words back, the trained encoder tells better. So a violation of the claims family for
want of support stands only where the encoder reads the sentence as such a statement. What contradicts the record and
contacts that nobody knows stand whatever it reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from guardrails.claims.ruling import PROMISE, UNVERIFIED
from guardrails.classifier.labels import FLUENT
from guardrails.document import Document
from guardrails.finding import Claim, ClaimStatus
from guardrails.inbound.language import detect_language
from guardrails.reply import Reply
from guardrails.rule import Violation


class Read(Protocol):
    """A stretch of the reply with the encoder's opinion of it."""

    @property
    def start(self) -> int:
        """Return where it begins, in code points of the original."""
        ...

    @property
    def end(self) -> int:
        """Return where it ends."""
        ...

    def chance(self, output: str) -> float:
        """Return how likely it makes this kind of statement, 0 to 1."""
        ...


_KINDS: Final = {UNVERIFIED: ("claim", "promise", "fault"), PROMISE: ("promise", "claim")}
"""Which kinds of statement a rule speaks of: one of them must be likely enough. The ledger hardly errs on faults."""
LIKELY: Final = 0.15
"""On the tune split this keeps 97% of the ledger's true findings and drops 61% of the false ones."""
VALUES: Final = frozenset({"amount", "percentage", "identifier", "date", "time", "status", "carrier"})
LIKELY_AT_ALL: Final = 0.1
"""A typed value is seldom said for nothing, and a promise costs most: less assurance is asked of them."""


def heeded(
    violations: Sequence[Violation],
    claims: Sequence[Claim],
    read: Sequence[Read],
    document: Document,
    reply: Reply,
) -> tuple[list[Violation], list[Claim]]:
    """Return the violations and claims without those in sentences that the encoder reads as no such statement.

    All stay in a language in which it was not taught what a statement is.
    """
    if not violations or not read or detect_language(document.text, reply.language) not in FLUENT:
        return list(violations), list(claims)
    kinds = {(claim.start, claim.end): claim.kind for claim in claims}
    kept = [one for one in violations if _stands(one, kinds.get((one.start, one.end), ""), read)]
    if len(kept) == len(violations):
        return kept, list(claims)
    places = {(one.start, one.end) for one in kept}
    return kept, [
        claim for claim in claims if claim.status is not ClaimStatus.UNSUPPORTED or (claim.start, claim.end) in places
    ]


def _stands(one: Violation, kind: str, read: Sequence[Read]) -> bool:
    asked = _KINDS.get(one.rule)
    touched = [each for each in read if each.start < one.end and one.start < each.end]
    if asked is None or not touched:
        return True
    least = LIKELY_AT_ALL if kind in VALUES or one.rule == PROMISE else LIKELY
    return any(each.chance(output) >= least for each in touched for output in asked)
