"""How well retrieval finds the passage that answers: recall over questions by another hand than the policies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.passages import Hit
from knowledge.retrieval import Retriever

_CASES = Path(__file__).parent / "cases" / "retrieval"
PLAIN = _CASES / "sample_plain.yaml"
"""Questions as people put them."""
HARD = _CASES / "sample_policies.yaml"
"""Questions that avoid the policies' words, rant, or misspell."""


class Answer(BaseModel):
    """Where an answer stands: a policy, and an exact stretch of it."""

    model_config = ConfigDict(extra="forbid")

    policy: str
    quote: str


class Question(BaseModel):
    """A question and the passages that answer it; any one of them suffices."""

    model_config = ConfigDict(extra="forbid")

    id: str
    query: str
    style: str
    answers: list[Answer]


class Suite(BaseModel):
    """A versioned set of questions."""

    model_config = ConfigDict(extra="forbid")

    version: int
    description: str
    cases: list[Question]


@dataclass(frozen=True, slots=True)
class Recall:
    """The share of questions answered within the first k passages, the misses, and the times in milliseconds."""

    share: float
    missed: list[str]
    milliseconds: list[float]

    def time(self, share: float) -> float:
        """Return the milliseconds within which `share` of the searches ended."""
        return self.milliseconds[min(int(len(self.milliseconds) * share), len(self.milliseconds) - 1)]


def load_suite(path: Path = PLAIN) -> Suite:
    """Return the questions of a suite.

    Raises:
        ValueError: the file does not have the suite's form.
    """
    return Suite.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def measure(retriever: Retriever, questions: Sequence[Question], k: int = 5) -> Recall:
    """Return the recall of the first `k` passages."""
    missed, times = [], []
    for question in questions:
        started = perf_counter()
        hits = retriever.search(question.query, k=k)
        times.append((perf_counter() - started) * 1000)
        if not any(_answers(question, hit) for hit in hits):
            missed.append(question.id)
    return Recall(1 - len(missed) / len(questions), missed, sorted(times))


def _answers(question: Question, hit: Hit) -> bool:
    text = " ".join(hit.passage.text.split())
    return any(" ".join(answer.quote.split()) in text for answer in question.answers)
