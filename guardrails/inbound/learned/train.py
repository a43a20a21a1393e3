"""Train the learned part: `python -m guardrails.inbound.learned.train`.

Softmax regressions on `features`, fitted by gradient descent with momentum from zero, so that the same corpus always
gives the same weights. The corpora beside this file are the whole of the training data.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from guardrails.inbound.assessment import Inbound
from guardrails.inbound.language import detect_language
from guardrails.inbound.learned.features import Row, features
from guardrails.inbound.learned.model import CAUSES, KINDS, TOPICS, WEIGHTS
from guardrails.inbound.offence import find_offence
from guardrails.inbound.problem import problem_of
from guardrails.inbound.reading import read
from guardrails.inbound.severity import factors_of

Matrix = NDArray[np.float64]

_HERE: Final = Path(__file__).parent
_HANDS: Final = _HERE.parent / "training"
_CAUSE_OF: Final = {
    "injury": "injury",
    "hazard": "safety",
    "fraud": "fraud",
    "discrimination": "discrimination",
    "self_harm": "self_harm",
    "legal": "legal",
    "press": "press",
    "none": "none",
}
"""What other hands call a cause, in our words; a threat or a hardship has no cause of its own here."""
_STEPS: Final = 1500
_DECAY: Final = 1e-3
_CAUSE_DECAY: Final = 1e-4


def rows_of(path: Path) -> list[list[str]]:
    """Return the lines of a corpus, cut at " | "; comments and empty lines are left out."""
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]


def hands() -> list[dict[str, str | None]]:
    """Return the English messages of other hands: `text`, `kind`, `topic`, and what makes them critical, or None."""
    lines = [
        json.loads(line)
        for path in sorted(_HANDS.glob("hand_*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return [line for line in lines if detect_language(line["text"]) == "en"]


def row_of(text: str) -> Row:
    """Return the features of a message that arrives alone."""
    reading = read(text)
    problem = problem_of(reading)
    factors = factors_of(reading, Inbound(text), problem, find_offence(reading))
    return features(reading, problem, frozenset(factor.name for factor in factors))


def fit(rows: Matrix, labels: Sequence[int], classes: int, decay: float) -> tuple[Matrix, Matrix]:
    """Return weights and biases of a softmax regression; rarer classes count for more, by the root of their rarity."""
    wanted = np.eye(classes)[list(labels)]
    share = np.sqrt((len(labels) / classes) / np.maximum(wanted.sum(0), 1))[list(labels)]
    share = (share / share.mean())[:, None] / len(labels)
    weights, bias = np.zeros((rows.shape[1], classes)), np.zeros(classes)
    moving, moving_bias = np.zeros_like(weights), np.zeros_like(bias)
    for _ in range(_STEPS):
        error = (_softmax(rows @ weights + bias) - wanted) * share
        moving = 0.9 * moving - (rows.T @ error + decay * weights)
        moving_bias = 0.9 * moving_bias - error.sum(0)
        weights, bias = weights + moving, bias + moving_bias
    return weights, bias


def _softmax(scores: Matrix) -> Matrix:
    powers: Matrix = np.exp(scores - scores.max(1, keepdims=True))
    shares: Matrix = powers / powers.sum(1, keepdims=True)
    return shares


def _fit_causes(messages: list[list[str]], rows: Matrix, causes: list[list[str]]) -> tuple[Matrix, Matrix]:
    """Fit the critical causes: those of their own corpus, and complaints of safety; other messages have none."""
    own = np.array([row_of(text) for _, text in causes], dtype=np.float64)
    hurt = [index for index, (kind, topic, _) in enumerate(messages) if topic == "safety" and kind == "complaint"]
    quiet = [i for i, (kind, topic, _) in enumerate(messages) if topic not in {"safety", "privacy"} and kind != "abuse"]
    labels = [CAUSES.index(cause) for cause, _ in causes] + [CAUSES.index("safety")] * len(hurt) + [0] * len(quiet)
    return fit(np.vstack([own, rows[hurt], rows[quiet]]), labels, len(CAUSES), _CAUSE_DECAY)


def main() -> None:
    """Fit the three heads and write their weights beside this file."""
    messages, causes = rows_of(_HERE / "corpus.txt"), rows_of(_HERE / "critical.txt")
    for line in hands():
        cause = _CAUSE_OF.get(line["critical"] or "none")
        messages.append([str(line["kind"]), str(line["topic"]), str(line["text"])])
        if cause is not None:
            causes.append([cause, str(line["text"])])
    rows = np.array([row_of(text) for *_, text in messages], dtype=np.float64)
    heads = {"kind": fit(rows, [KINDS.index(kind) for kind, *_ in messages], len(KINDS), _DECAY)}
    told = [index for index, (kind, *_) in enumerate(messages) if kind not in {"spam", "troll", "abuse", "other"}]
    heads["topic"] = fit(rows[told], [TOPICS.index(messages[index][1]) for index in told], len(TOPICS), _DECAY)
    heads["cause"] = _fit_causes(messages, rows, causes)
    arrays: dict[str, Any] = {}
    for name, (weights, bias) in heads.items():
        arrays |= {f"{name}_weights": weights.astype(np.float32), f"{name}_bias": bias.astype(np.float32)}
    np.savez_compressed(WEIGHTS, **arrays)


if __name__ == "__main__":
    main()
