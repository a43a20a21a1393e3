"""From signs to findings: how the encoder and the ledger are weighed, fitted to the tune split.

    python -m evals.training.support.calibrate

It asks nothing of torch: the weights that ship are read as the service reads them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from evals.training.support.scored import Scored, Sentence, cases, score
from guardrails.claims.ruling import RULES
from guardrails.claims.support import model
from guardrails.claims.support.weighing import FILE, SIGNS

Numbers = NDArray[np.float64]
BLOCKED: Final = 0.03
"""Share of the supported replies of the tune split in which the sum may block; what stands by itself comes on top."""
LOOKED_AT: Final = 0.08
"""Share of them in which something may block or ask for a look."""
PRIOR: Final = 1.0
"""How strongly weights are drawn to nothing."""


def fit(rows: Numbers, targets: Numbers, rounds: int = 40) -> Numbers:
    """Return the weights of the logistic rule, the offset last, by Newton's method on scaled signs."""
    scale = rows.std(0) + 1e-6
    ready = np.c_[rows / scale, np.ones(len(rows))]
    prior = np.diag([PRIOR] * rows.shape[1] + [0.01])
    weights = np.zeros(ready.shape[1])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(ready @ weights, -30, 30)))
        curve = ready.T @ (ready * (chance * (1 - chance))[:, None]) + prior
        step = np.linalg.solve(curve, ready.T @ (targets - chance) - prior @ weights)
        weights += step / max(1.0, float(np.abs(step).max()))
    return np.r_[weights[:-1] / scale, weights[-1]]


def thresholds(scored: Sequence[Scored], weights: Numbers) -> tuple[float, float]:
    """Return the sums from which on a sentence blocks, and asks for a look."""
    tops = [_top(one, weights) for one in scored if not one.case.violates]
    return float(np.quantile(tops, 1 - BLOCKED)), float(np.quantile(tops, 1 - LOOKED_AT))


def _top(one: Scored, weights: Numbers) -> float:
    return max((_sum(sentence, weights) for sentence in one.sentences), default=-30.0)


def _sum(sentence: Sentence, weights: Numbers) -> float:
    return float(np.dot(sentence.signs, weights[:-1]) + weights[-1])


def named(scored: Sequence[Scored]) -> float:
    """Return what the ledger's word should add to a logit for the right rule to be named most often."""
    guilty = [sentence for one in scored for sentence in one.sentences if sentence.broken]

    def right(bonus: float) -> int:
        return sum(_name(sentence, bonus) in sentence.broken for sentence in guilty)

    return max((0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0), key=right)


def _name(sentence: Sentence, bonus: float) -> str:
    chances = [logit + bonus * (rule in sentence.named) for rule, logit in zip(RULES, sentence.logits, strict=True)]
    return RULES[chances.index(max(chances))]


def weighing(scored: Sequence[Scored], version: str) -> dict[str, Any]:
    """Return the file of the weighing."""
    sentences = [sentence for one in scored for sentence in one.sentences]
    rows = np.array([sentence.signs for sentence in sentences])
    weights = fit(rows, np.array([float(bool(sentence.broken)) for sentence in sentences]))
    block, look = thresholds(scored, weights)
    told = {sign: round(float(weight), 4) for sign, weight in zip(SIGNS, weights, strict=False)}
    return {
        "version": version,
        "offset": round(float(weights[-1]), 4),
        "block": round(block, 4),
        "look": round(look, 4),
        "named": named(scored),
        "weights": told,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the weighing from the suites of the tune split; return 0."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--suites", type=Path, default=Path("evals/cases/claims/tune"))
    options.add_argument("--version", default="", help="names the weights; kept as it is unless given")
    told = options.parse_args(arguments)
    model.session.cache_clear()
    version = told.version or (json.loads(FILE.read_text(encoding="utf-8"))["version"] if FILE.exists() else "")
    scored = list(score(list(cases(told.suites.glob("*.yaml")))))
    FILE.write_text(json.dumps(weighing(scored, version), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
