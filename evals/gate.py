"""The gate: figures that a change may not lower.

Exit status 0 when all hold, 1 when one fell below its floor, 2 when there are too few cases to tell, 3 when a suite
broke.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from api.services import Services
from evals import assessment, drafts, retrieval

REGRESSION, TOO_FEW, BROKEN = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure, its floor, the number of cases behind it and the fewest that count."""

    name: str
    value: float
    floor: float
    cases: int
    fewest: int
    detail: str = ""


def main() -> int:
    """Measure, print, and return the exit status."""
    with drafts.sample_services() as services:
        results = [_run(suite, services) for suite in (_retrieval, _assessment, _drafts)]
    return max((status for status in results), default=BROKEN)


def _run(suite: Callable[[Services], list[Figure]], services: Services) -> int:
    try:
        figures = suite(services)
    except Exception as error:  # noqa: BLE001 - a suite that breaks must not pass for one that holds
        sys.stdout.write(f"broken: {suite.__name__.strip('_')}: {type(error).__name__}: {error}\n")
        return BROKEN
    return max(_judge(figure) for figure in figures)


def _judge(figure: Figure) -> int:
    status = TOO_FEW if figure.cases < figure.fewest else REGRESSION if figure.value < figure.floor else 0
    word = {0: "holds", REGRESSION: "FELL", TOO_FEW: "TOO FEW CASES"}[status]
    sys.stdout.write(
        f"{word}: {figure.name} {figure.value:.3f} (floor {figure.floor:.3f}, {figure.cases} cases) {figure.detail}\n"
    )
    return status


def _retrieval(services: Services) -> list[Figure]:
    figures = []
    for name, path, floor in (("plain questions", retrieval.PLAIN, 0.91), ("hard questions", retrieval.HARD, 0.62)):
        recall = retrieval.measure(services.retriever, retrieval.load_suite(path).cases)
        figures.append(Figure(f"retrieval recall@5, {name}", recall.share, floor, len(recall.milliseconds), 150))
    return figures


def _assessment(_: Services) -> list[Figure]:
    found = assessment.measure()
    floors = {"kind": 0.83, "topic": 0.4, "severity": 0.74, "action": 0.77, "legitimacy": 0.9}
    figures = [
        Figure(
            f"messages to other businesses, {aspect} as labelled", found.shares[aspect], floor, found.cases[aspect], 50
        )
        for aspect, floor in floors.items()
    ]
    heeded = 1 - len(found.ignored) / found.cases["kind"]
    return [
        *figures,
        Figure("genuine complaints heeded", heeded, 1.0, found.cases["kind"], 100, " ".join(found.ignored)),
    ]


def _drafts(services: Services) -> list[Figure]:
    outcome = drafts.measure(services)
    passed = 1 - len(outcome.blocked) / outcome.drafts
    unaided = 1 - len(outcome.fell_back) / outcome.drafts
    rules = ", ".join(f"{rule} {count}" for rule, count in outcome.rules.most_common())
    return [
        Figure("sample drafts that pass", passed, 1.0, outcome.drafts, 30),
        Figure("sample drafts the composer got right at once", unaided, 0.95, outcome.drafts, 30, rules),
    ]


if __name__ == "__main__":
    sys.exit(main())
