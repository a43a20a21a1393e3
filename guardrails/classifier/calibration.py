"""How sure the encoder has to be: per rule the logit at which it blocks, and the one at which a person should look.

Written by the training (`guardrails/classifier/training/calibrate.py`) from the tune split, never from the sealed one.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from guardrails.classifier.labels import FLUENT, OUTPUTS

FILE: Final = Path(__file__).parent / "weights" / "calibration.json"


@dataclass(frozen=True, slots=True)
class Band:
    """Where a rule's logit blocks (`block` and above), is unsure (`look` and above), and confirms a pattern (`agrees`).

    `slope` and `offset` turn a logit into a probability (Platt 1999).
    """

    block: float
    look: float
    agrees: float
    slope: float = 1.0
    offset: float = 0.0

    def probability(self, logit: float) -> float:
        """Return how likely a careful reader names the rule, 0 to 1."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.slope * logit + self.offset))))


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bands of all outputs, in the order of `OUTPUTS`, and the languages that the encoder was taught.

    `abroad` are the bands in the languages other than English, where the same logit says less.
    """

    bands: tuple[Band, ...]
    languages: frozenset[str]
    version: str
    abroad: tuple[Band, ...] = ()

    def within(self, language: str) -> Calibration:
        """Return the calibration as it holds in a language."""
        return self if language in FLUENT or not self.abroad else replace(self, bands=self.abroad)


@cache
def calibration() -> Calibration:
    """Return the calibration that ships with the weights.

    Raises:
        ValueError: the file does not speak of every rule.
    """
    told = json.loads(FILE.read_text(encoding="utf-8"))
    bands, abroad = (_bands(told[part]) for part in ("rules", "abroad"))
    return Calibration(bands, frozenset(told["languages"]), told["version"], abroad)


def _bands(told: dict[str, dict[str, float]]) -> tuple[Band, ...]:
    missing = set(OUTPUTS) - set(told)
    if missing:
        raise ValueError(f"{FILE.name} lacks {', '.join(sorted(missing))}; train anew: make train")
    return tuple(Band(**told[rule]) for rule in OUTPUTS)
