"""Whether claims stand as they should: supported, contradicted, unsupported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evals.case import ExpectedClaim
from evals.grading import Graded
from evals.outcome import FoundClaim
from evals.proportions import Share, share_of

UNSEEN = "unseen"
"""What is told of a claim that the ledger did not see."""


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """The share of claims that stand as expected, and what each expected status was taken for."""

    right: Share
    taken_for: dict[str, dict[str, int]]


def score(graded: Sequence[Graded], _: Sequence[str]) -> ClaimFigures | None:
    """Return the figures over all expected claims, or None where none is expected."""
    pairs = [
        (claim.status.value, _standing(claim, one.outcome.claims, one.case.offset))
        for one in graded
        for claim in one.case.claims
    ]
    if not pairs:
        return None
    counts = Counter(pairs)
    taken = {wanted: {got: counts[wanted, got] for _, got in counts if counts[wanted, got]} for wanted, _ in counts}
    return ClaimFigures(share_of(wanted == got for wanted, got in pairs), taken)


def _standing(claim: ExpectedClaim, found: Sequence[FoundClaim], offset: int) -> str:
    """Return the status of the found claims on these words; where they differ, the expected one if it is among them."""
    start, end = claim.start + offset, claim.end + offset
    there = [one.status for one in found if one.start < end and start < one.end]
    if not there:
        return UNSEEN
    return (claim.status if claim.status in there else there[0]).value
