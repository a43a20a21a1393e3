"""The suites that look at more than the guard: assessment, retrieval, sample drafts. Each tells its own figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from api.services import Services
from evals import assessment, drafts, private_data, retrieval
from evals.proportions import share
from evals.report.result import Measured, SuiteResult


def measure_retrieval(services: Services) -> list[Measured]:
    """Return how often a passage that answers is among the first five."""
    figures = []
    for name, path in (("plain questions", retrieval.PLAIN), ("hard questions", retrieval.HARD)):
        recall = retrieval.measure(services.retriever, retrieval.load_suite(path).cases)
        cases = len(recall.milliseconds)
        figures.append(Measured(f"retrieval recall@5, {name}", share(cases - len(recall.missed), cases)))
    return figures


def measure_assessment(_: Services) -> list[Measured]:
    """Return how messages to other businesses are judged."""
    found = assessment.measure()
    figures = [
        Measured(
            f"messages to other businesses, {aspect} as labelled",
            share(round(found.shares[aspect] * found.cases[aspect]), found.cases[aspect]),
        )
        for aspect in assessment.ASPECTS
    ]
    messages = found.cases["kind"]
    heeded = Measured(
        "genuine complaints heeded", share(messages - len(found.ignored), messages), " ".join(found.ignored)
    )
    escalated = share(round(found.critical_escalated * found.critical), found.critical)
    return [*figures, heeded, Measured("critical messages that reach a person", escalated)]


def measure_drafts(services: Services) -> list[Measured]:
    """Return how the drafts of the sample complaints fare."""
    outcome = drafts.measure(services)
    rules = ", ".join(f"{rule} {count}" for rule, count in outcome.rules.most_common())
    passed, unaided = (outcome.drafts - len(failed) for failed in (outcome.blocked, outcome.fell_back))
    return [
        Measured("sample drafts that pass", share(passed, outcome.drafts)),
        Measured("sample drafts the composer got right at once", share(unaided, outcome.drafts), rules),
    ]


def measure_private_data(_: Services) -> list[Measured]:
    """Return how much private data is found, and how often something is taken for it that is none."""
    figures = []
    for name, path in (("tune", private_data.TUNE), ("sealed", private_data.SEALED)):
        if path.exists():
            found = private_data.measure(path)
            kinds = ", ".join(f"{kind} {one.value:.2f}" for kind, one in found.by_kind.items())
            quiet = found.false_alarms
            figures += [
                Measured(f"private data found, {name}", found.recall, kinds),
                Measured(f"findings that are private data, {name}", found.precision),
                Measured(
                    f"texts without private data left alone, {name}", share(quiet.cases - quiet.hits, quiet.cases)
                ),
            ]
    return figures


SUITES: Mapping[str, Callable[[Services], list[Measured]]] = {
    "assessment": measure_assessment,
    "retrieval": measure_retrieval,
    "drafts": measure_drafts,
    "private-data": measure_private_data,
}
"""By the names under which `amends eval` knows them."""


def result_of(name: str, services: Services) -> SuiteResult:
    """Return the result of the built-in suite `name`."""
    measured = SUITES[name](services)
    return SuiteResult(name=name, cases=max(one.share.cases for one in measured), measured=measured)
