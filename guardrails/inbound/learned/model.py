"""The learned part: how likely each kind, each topic and each critical cause is, from the features of a message."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from guardrails.inbound.assessment import Kind, Topic
from guardrails.inbound.learned.features import Row, features
from guardrails.inbound.problem import Problem
from guardrails.inbound.reading import Reading

KINDS: Final = tuple(kind.value for kind in Kind)
TOPICS: Final = tuple(topic.value for topic in Topic)
CAUSES: Final = (
    "none",
    "injury",
    "safety",
    "data",
    "fraud",
    "legal",
    "press",
    "discrimination",
    "self_harm",
    "crime",
)
"""Why a person must answer; the names are those of the factors of severity."""
WEIGHTS: Final = Path(__file__).parent / "weights.npz"


@dataclass(frozen=True, slots=True)
class Leaning:
    """Likelihoods in [0, 1], each dictionary adding up to 1."""

    kinds: dict[Kind, float]
    topics: dict[Topic, float]
    causes: dict[str, float]


@lru_cache(maxsize=1)
def _heads() -> dict[str, NDArray[np.float32]]:
    with np.load(WEIGHTS) as stored:
        return {name: stored[name] for name in stored.files}


def leaning(reading: Reading, problem: Problem | None, factors: frozenset[str]) -> Leaning:
    """Return what the learned part makes of a message, given its problem and the names of its grave factors."""
    row = features(reading, problem, factors)
    return Leaning(
        kinds={Kind(name): value for name, value in zip(KINDS, _likely("kind", row), strict=True)},
        topics={Topic(name): value for name, value in zip(TOPICS, _likely("topic", row), strict=True)},
        causes=dict(zip(CAUSES, _likely("cause", row), strict=True)),
    )


def _likely(head: str, row: Row) -> list[float]:
    heads = _heads()
    scores = row @ heads[f"{head}_weights"] + heads[f"{head}_bias"]
    powers = np.exp(scores - scores.max())
    likely: list[float] = (powers / powers.sum()).tolist()
    return likely
