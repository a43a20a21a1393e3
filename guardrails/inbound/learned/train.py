"""Train the learned part of the kind: `python -m guardrails.inbound.learned.train`.

A softmax regression on `features`. The corpus beside this file and the first hands' messages are the whole of its data.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import numpy as np

from guardrails.inbound.assessment import Inbound
from guardrails.inbound.language import detect_language
from guardrails.inbound.learned.features import Row, features
from guardrails.inbound.learned.heads import save
from guardrails.inbound.learned.model import KINDS, WEIGHTS
from guardrails.inbound.learned.regression import fit, rows_of
from guardrails.inbound.offence import find_offence
from guardrails.inbound.problem import problem_of
from guardrails.inbound.reading import read
from guardrails.inbound.severity import factors_of

_HERE: Final = Path(__file__).parent
_HANDS: Final = _HERE.parent / "training"
_STEPS, _DECAY = 1500, 1e-3


def messages() -> list[tuple[str, str]]:
    """Return the kind and the text of each message; of the hands', the English ones."""
    lines = [
        json.loads(line)
        for path in sorted(_HANDS.glob("hand_*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    told = [(kind, text) for kind, _, text in rows_of(_HERE / "corpus.txt")]
    return told + [(line["kind"], line["text"]) for line in lines if detect_language(line["text"]) == "en"]


def row_of(text: str) -> Row:
    """Return the features of a message that arrives alone."""
    reading = read(text)
    problem = problem_of(reading)
    factors = factors_of(reading, Inbound(text), problem, find_offence(reading))
    return features(reading, problem, frozenset(factor.name for factor in factors))


def main() -> None:
    """Fit the head and write its weights beside this file."""
    told = messages()
    rows = np.array([row_of(text) for _, text in told], dtype=np.float64)
    targets = np.eye(len(KINDS))[[KINDS.index(kind) for kind, _ in told]]
    save(WEIGHTS, {"kind": fit(rows, targets, decay=_DECAY, steps=_STEPS)})


if __name__ == "__main__":
    main()
