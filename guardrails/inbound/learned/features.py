"""What the heads see of a message beside its sentence vector: the meaning of its words, and what the patterns found."""

from __future__ import annotations

import math
import re
import threading
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from guardrails.inbound.assessment import Topic
from guardrails.inbound.cues import faint_grievance
from guardrails.inbound.problem import Problem
from guardrails.inbound.problem_kinds import ProblemKind
from guardrails.inbound.reading import Reading
from guardrails.inbound.tone import TONE
from guardrails.inbound.topic import topic_weights
from knowledge.embeddings import WordLlamaEmbedder

Row = NDArray[np.float32]

_TONES: Final = ("grievance", "praise", "spam", "taunt")
_MARKS: Final = (
    re.compile(r"\?"),
    re.compile(r"^(?:\w+[ ,]+){0,3}(?:how|what|when|where|which|who|do|does|is|are|can|could|will|would|any)\b"),
    re.compile(r"\b(?:my|i|me|we|us|our)\b"),
    re.compile(r"\b(?:you|your|you have)\b"),
    re.compile(r"https?://|www\.|\b(?:t\.me|bit\.ly|wa\.me)\b|@\w"),
    re.compile(r"\b(?:lol|lmao|haha|hahaha|xd|ratio)\b"),
    re.compile(r"!"),
    re.compile(r"\d"),
    re.compile(r"\b(?:thank|thanks|love|loved|best|great|amazing|brilliant|perfect)\b"),
    re.compile(r"\b(?:not|no|never|nobody|nothing|none|without|cannot)\b"),
)
_KINDS: Final = tuple(ProblemKind)
_TOPICS: Final = tuple(Topic)
_FACTORS: Final = (
    "self_harm",
    "discrimination",
    "fraud",
    "legal",
    "press",
    "crime",
    "regulator",
    "accusation",
    "vulnerable",
    "event",
    "essential",
    "repeat",
    "leaving",
    "injury",
    "safety",
    "data",
    "threat",
    "money",
)
_lock = threading.Lock()


@lru_cache(maxsize=1)
def _embedder() -> WordLlamaEmbedder:
    return WordLlamaEmbedder()


def words_of(reading: Reading) -> Row:
    """Return the 256 numbers of a message's words, levelled and in no order; a row of length one."""
    with _lock:
        embedder = _embedder()
    row: Row = embedder.embed([reading.plain[:2000]])[0]
    return row


def patterns(reading: Reading, problem: Problem | None, factors: frozenset[str]) -> list[float]:
    """Return what the patterns found, as numbers."""
    tones = TONE.scores(reading.words)
    topics, _ = topic_weights(reading, problem, factors)
    length = max(1, len(reading.words))
    row = [math.log1p(tones[name].weight) if name in tones else 0.0 for name in _TONES]
    row += [math.log1p(topics.get(name, 0.0)) for name in _TOPICS]
    row += [float(pattern.search(reading.plain) is not None) for pattern in _MARKS]
    row += [float(problem is not None and problem.kind is kind) for kind in _KINDS]
    row += [float(name in factors) for name in _FACTORS]
    row += [float(problem is not None), math.log1p(max(0.0, faint_grievance(reading.plain))), math.log(length) / 3]
    return row
