"""How the encoder's opinion and the ledger's are weighed against each other: a logistic rule fitted to the tune split.

Written by the training (`guardrails/claims/support/training/calibrate.py`), never from the sealed split.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from guardrails.claims.ruling import RULES
from guardrails.claims.support.marks import Mark
from guardrails.classifier.labels import KINDS
from guardrails.classifier.model import Rows

FILE: Final = Path(__file__).parent / "weights" / "weighing.json"
SIGNS: Final = (
    *(f"encoder {rule}" for rule in RULES),
    "encoder at most",
    *(f"ledger {rule}" for rule in RULES),
    "a value is strange",
    "a value is against the record",
    "a value is loose",
    "the ledger has a claim",
    *(f"the tone encoder reads a {kind}" for kind in KINDS),
)
"""What is weighed of a sentence, in the order of the weights."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weight of each of `SIGNS`, and from which sum on a sentence is a finding (`block`) or a doubt (`look`).

    `named` is what the ledger's word adds to the encoder's logit when the broken rule is named.
    """

    weights: tuple[float, ...]
    offset: float
    block: float
    look: float
    named: float
    version: str

    def of(self, signs: list[float]) -> float:
        """Return the logit that the sentence breaks a rule of the claims family."""
        return self.offset + math.fsum(weight * sign for weight, sign in zip(self.weights, signs, strict=True))


@dataclass(frozen=True, slots=True)
class Seen:
    """What the ledger and the tone encoder see in a sentence.

    `named` are the rules that the ledger names in it; `claimed` tells whether it has a claim there at all, bound or
    not; `kinds` are the probabilities that it states, promises or admits something (`KINDS`), None where nobody said.
    """

    named: frozenset[str]
    claimed: bool
    kinds: tuple[float, ...] | None = None


def signs(logits: Rows, marked: Collection[int], seen: Seen) -> list[float]:
    """Return the signs of a sentence: its logits, what is seen in it, the marks of its tokens."""
    each = [max(-8.0, min(8.0, float(logit))) for logit in logits]
    values = [float(mark in marked) for mark in (Mark.STRANGE, Mark.AGAINST, Mark.LOOSE)]
    named = [float(rule in seen.named) for rule in RULES]
    return [*each, max(each), *named, *values, float(seen.claimed), *map(_odds, seen.kinds or (0.5,) * len(KINDS))]


def _odds(chance: float) -> float:
    """Return the log odds of a probability, kept within bounds."""
    bounded = max(0.007, min(0.993, chance))
    return math.log(bounded / (1 - bounded))


@cache
def weighing() -> Weighing:
    """Return the rule that ships with the weights.

    Raises:
        ValueError: the file does not speak of every sign.
    """
    told = json.loads(FILE.read_text(encoding="utf-8"))
    missing = set(SIGNS) - set(told["weights"])
    if missing:
        raise ValueError(f"{FILE.name} lacks {', '.join(sorted(missing))}; calibrate anew")
    weights = tuple(float(told["weights"][sign]) for sign in SIGNS)
    return Weighing(weights, told["offset"], told["block"], told["look"], told["named"], told["version"])
