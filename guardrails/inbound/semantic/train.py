"""Fit the heads over the encoder: `python -m guardrails.inbound.semantic.train`.

Softmax regressions on the rows of `model`, fitted by gradient descent with momentum from zero, so that the same corpus
always gives the same weights. Training data are the messages beside this file and in `guardrails/inbound/training`. The
encoder is as published and is not trained.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from guardrails.inbound.assessment import Inbound, ThreadLine, Topic
from guardrails.inbound.kind import Told, kind_of
from guardrails.inbound.learned.heads import Row, save
from guardrails.inbound.learned.regression import Matrix, fit, rows_of
from guardrails.inbound.offence import find_offence
from guardrails.inbound.problem import problem_of
from guardrails.inbound.reading import read
from guardrails.inbound.semantic.model import CAUSES, KINDS, TOPICS, WEIGHTS, WISHES
from guardrails.inbound.semantic.row import row_of_reading, without_words
from guardrails.inbound.severity import factors_of
from guardrails.inbound.topic import topic_of

_HERE: Final = Path(__file__).parent
_LISTS: Final = _HERE.parent / "learned"
_FILES: Final = (*sorted(_HERE.parent.glob("training/hand_*.jsonl")), *sorted(_HERE.glob("messages/*.jsonl")))
_CAUSE_OF: Final = {"hazard": "safety", None: "none"}
"""What other hands call a cause, in our words; a hardship has no cause of its own here."""
_ABOUT: Final = frozenset({"complaint", "question", "praise"})
"""Kinds of messages whose topic is learnt; of the others nobody asks it."""
_STEPS, _RATE, _DECAY = 400, 0.05, 3e-2
_CLASSES: Final = {"kind": KINDS, "topic": TOPICS, "cause": CAUSES, "wish": WISHES}
_TWICE: Final = "hand_g"
"""This hand wrote what the others lacked: blunt, short and crooked messages, which would drown among the rest."""
_LEAST = 0.4
"""The least spread that counts: what is rare must not weigh more for being rare."""


@dataclass(slots=True)
class Taught:
    """A message and what its hand said of it; each head has the names that it accepts, none where nobody said."""

    message: Inbound
    told: dict[str, list[str]] = field(default_factory=dict)
    times: int = 1


def taught(paths: Iterable[Path] = _FILES) -> Iterator[Taught]:
    """Yield the messages of all hands, and those of the lists of the learned part."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            yield _of_hand(json.loads(line), 2 if path.stem == _TWICE else 1)
    for kind, topic, text in rows_of(_LISTS / "corpus.txt"):
        yield Taught(Inbound(text), {"kind": [kind], "topic": [topic] if kind in _ABOUT else []})
    for cause, text in rows_of(_LISTS / "critical.txt"):
        yield Taught(Inbound(text), {"cause": [cause]})


def message_of(line: dict[str, Any]) -> Inbound:
    """Return the message that a hand wrote, with its thread."""
    thread = [ThreadLine(one["role"], one["text"]) for one in line.get("thread") or []]
    return Inbound(line["text"], channel=line.get("channel", "other"), thread=thread)


def _of_hand(line: dict[str, Any], times: int) -> Taught:
    said = line.get("expect") or {"kind": line["kind"], "topic": line["topic"], "critical": line.get("critical")}
    cause = _CAUSE_OF.get(said.get("critical"), said.get("critical"))
    wish = said.get("wants_resolution")
    return Taught(
        message_of(line),
        {
            "kind": [said["kind"]],
            "topic": _listed(said["topic"]) if said["kind"] in _ABOUT else [],
            "cause": [cause] if cause in CAUSES else [],
            "wish": [] if wish is None else [WISHES[bool(wish)]],
        },
        times,
    )


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def row_of(message: Inbound) -> Row:
    """Return the features of a message."""
    reading = read(message.text)
    problem = problem_of(reading)
    offence = find_offence(reading)
    factors = frozenset(factor.name for factor in factors_of(reading, message, problem, offence))
    about = topic_of(reading, problem, factors).topic is not Topic.OTHER
    told = Told(problem, offence, factors, about=about)
    return row_of_reading(message, reading, told, kind_of(reading, told).kind)


def fitted(rows: Matrix, targets: Matrix) -> tuple[Matrix, Matrix]:
    """Return weights and biases, fitted to the rows by their spread and told for the rows as they are."""
    middle, spread = rows.mean(0), np.maximum(rows.std(0), _LEAST)
    weights, bias = fit((rows - middle) / spread, targets, decay=_DECAY, steps=_STEPS, rate=_RATE)
    weights = weights / spread[:, None]
    return weights, bias - middle @ weights


def heads(messages: Sequence[Taught], rows: Matrix) -> dict[str, tuple[Matrix, Matrix]]:
    """Return weights and biases of every head, fitted to the messages of which somebody said what it asks."""
    found = {}
    for head, classes in _CLASSES.items():
        seen, twice = (rows, True) if head == "kind" else (without_words(rows), False)
        known = [
            index for index, one in enumerate(messages) if one.told.get(head) for _ in range(one.times if twice else 1)
        ]
        targets = np.array([_target(messages[index].told[head], classes) for index in known])
        found[head] = fitted(seen[known], targets)
    return found


def _target(accepted: Sequence[str], classes: Sequence[str]) -> list[float]:
    return [float(name in accepted) / len(accepted) for name in classes]


def main() -> None:
    """Fit the heads and write their weights beside this file; progress goes to standard error."""
    messages = list(taught())
    rows = []
    for number, one in enumerate(messages, 1):
        rows.append(row_of(one.message))
        if number % 100 == 0:
            sys.stderr.write(f"\r{number} of {len(messages)} read")
    sys.stderr.write("\n")
    save(WEIGHTS, heads(messages, np.array(rows, dtype=np.float64)))


if __name__ == "__main__":
    main()
