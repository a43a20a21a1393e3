"""What the encoder makes of a message: its kind, topic, whether and why it is critical, whether an answer is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from guardrails.inbound.assessment import Inbound, Kind, Topic
from guardrails.inbound.kind import Told
from guardrails.inbound.learned.heads import likely
from guardrails.inbound.reading import Reading
from guardrails.inbound.semantic.row import row_of_reading

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
    "threat",
)
"""Why a person must answer; the names are those of the factors of severity."""
WISHES: Final = ("nothing", "an answer")
"""Whether the writer wants something solved or answered."""
WEIGHTS: Final = Path(__file__).parent / "weights" / "heads.npz"


@dataclass(frozen=True, slots=True)
class Meaning:
    """Likelihoods in [0, 1]; `kinds`, `topics` and `causes` each add up to 1. `wish`: that an answer is wanted."""

    kinds: dict[Kind, float]
    topics: dict[Topic, float]
    causes: dict[str, float]
    wish: float


def meaning(message: Inbound, reading: Reading, told: Told, found: Kind) -> Meaning:
    """Return what the encoder makes of a message, given what the patterns told and the kind they found."""
    row = row_of_reading(message, reading, told, found)
    return Meaning(
        kinds={Kind(name): value for name, value in zip(KINDS, likely(WEIGHTS, "kind", row), strict=True)},
        topics={Topic(name): value for name, value in zip(TOPICS, likely(WEIGHTS, "topic", row), strict=True)},
        causes=dict(zip(CAUSES, likely(WEIGHTS, "cause", row), strict=True)),
        wish=likely(WEIGHTS, "wish", row)[1],
    )
