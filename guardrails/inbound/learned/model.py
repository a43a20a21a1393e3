"""The learned part of the kind: how likely each is, from the features of a message."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from guardrails.inbound.assessment import Kind
from guardrails.inbound.learned.features import features
from guardrails.inbound.learned.heads import likely
from guardrails.inbound.problem import Problem
from guardrails.inbound.reading import Reading

KINDS: Final = tuple(kind.value for kind in Kind)
WEIGHTS: Final = Path(__file__).parent / "weights.npz"


def kinds_of(reading: Reading, problem: Problem | None, factors: frozenset[str]) -> dict[Kind, float]:
    """Return how likely each kind is, given the problem and the names of the grave factors; they add up to 1."""
    shares = likely(WEIGHTS, "kind", features(reading, problem, factors))
    return {Kind(name): share for name, share in zip(KINDS, shares, strict=True)}
