"""What the encoder makes of a message: its topic, whether and why it is critical, whether an answer is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from guardrails.inbound.assessment import Inbound, Topic
from guardrails.inbound.learned.features import patterns
from guardrails.inbound.learned.heads import Row, likely
from guardrails.inbound.problem import Problem
from guardrails.inbound.reading import Reading
from guardrails.inbound.semantic.encoder import embed

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
_SCALE: Final = 6.0
"""Brings the numbers of an embedding, whose row has length one, beside those of the patterns."""
_BEFORE, _LINES_BEFORE = 200, 2
"""How much of a thread is read: code points, and last lines."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Likelihoods in [0, 1]; `topics` and `causes` each add up to 1. `wish`: that an answer is wanted."""

    topics: dict[Topic, float]
    causes: dict[str, float]
    wish: float


def meaning(message: Inbound, reading: Reading, problem: Problem | None, factors: frozenset[str]) -> Meaning:
    """Return what the encoder makes of a message, given its problem and the names of its grave factors."""
    row = row_of_reading(message, reading, problem, factors)
    return Meaning(
        topics={Topic(name): value for name, value in zip(TOPICS, likely(WEIGHTS, "topic", row), strict=True)},
        causes=dict(zip(CAUSES, likely(WEIGHTS, "cause", row), strict=True)),
        wish=likely(WEIGHTS, "wish", row)[1],
    )


def row_of_reading(message: Inbound, reading: Reading, problem: Problem | None, factors: frozenset[str]) -> Row:
    """Return the row of a message: the numbers of its embedding, then those of the patterns.

    The encoder reads the words as they stand: what the patterns read is levelled too far for it. What was said last in
    the thread tells what a short message is about.
    """
    before = " ".join(line.text for line in message.thread[-_LINES_BEFORE:])[:_BEFORE]
    said = f"{message.text} | {before}" if before else message.text
    return np.concatenate([embed(said) * _SCALE, np.array(patterns(reading, problem, factors), dtype=np.float32)])
