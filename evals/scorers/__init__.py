"""One scorer a file; each turns graded cases into figures, or into nothing where no case asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from evals.grading import Graded
from evals.scorers import claims, confusion, injection, latency, rules, spans, verdict

Scorer = Callable[[Sequence[Graded], Sequence[str]], Any]

SCORERS: Mapping[str, Scorer] = {
    "verdict": verdict.score,
    "rules": rules.score,
    "spans": spans.score,
    "confusion": confusion.score,
    "claims": claims.score,
    "injection": injection.score,
    "latency": latency.score,
}


def score(graded: Sequence[Graded], scored: Sequence[str]) -> dict[str, Any]:
    """Return the figures of every scorer that has cases to speak of; `scored` are the rules that count."""
    figures = {name: scorer(graded, scored) for name, scorer in SCORERS.items()}
    return {name: figure for name, figure in figures.items() if figure is not None}
