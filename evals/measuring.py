"""A run over suites: which cases, which guard, and the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from evals import suites
from evals.cache import Cache
from evals.case import Case, from_record
from evals.corpus import records
from evals.corpus.records import JUDGED
from evals.grading import grade
from evals.report.result import Result, SuiteResult, suite_result
from evals.running import Target, judge

SEALED = "sealed"
BUILT_IN = ("assessment", "retrieval", "drafts", "private-data")
"""The suites of `evals.builtin`, by name."""
Advance = Callable[[str, int, int], None]
"""Told the suite, how many more of its cases are done, and how many it has."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Cases to put before a guard, and the rules that count."""

    name: str
    cases: Sequence[Case]
    rules: Sequence[str]
    sealed: bool = False


def corpus(split: str, *, most: int | None = None, folder: Path = records.FOLDER) -> Chosen:
    """Return a split of the corpus, or the records in a file or folder; of more than `most` the same ones every time.

    What lies in a folder named `sealed` is sealed.

    Raises:
        CorpusError: there is no such split, file or folder, or a record is not sound.
    """
    path = Path(split)
    if split in records.SPLITS or not path.exists():
        found = records.load(split, folder)
    else:
        found = records.read(sorted(path.glob("*.jsonl")) if path.is_dir() else [path])
    cases = _some([from_record(record) for record in found], most)
    return Chosen(f"corpus-{path.stem}", cases, JUDGED, sealed=SEALED in path.parts)


def _some(cases: list[Case], most: int | None) -> list[Case]:
    if most is None or len(cases) <= most:
        return cases
    chosen = sorted(cases, key=lambda case: sha256(case.id.encode()).digest())[:most]
    return sorted(chosen, key=lambda case: case.id)


def suite(path: Path) -> Chosen:
    """Return the suite in a YAML file; one in a folder named `sealed` is sealed.

    Raises:
        SuiteError: it does not have the form of a suite.
    """
    found = suites.load(path)
    return Chosen(found.name, suites.cases_of(found, path), found.scored, sealed=SEALED in path.parts)


def measure(  # noqa: PLR0913 - what a run is made of
    target: Target,
    chosen: Sequence[Chosen],
    builtins: Sequence[str] = (),
    *,
    cache: Cache | None = None,
    open_sealed: bool = False,
    advance: Advance | None = None,
) -> Result:
    """Return the result of a run.

    Raises:
        BrokenRun, TargetError: the guard broke down, or cannot be reached.
    """
    results = [_measure(target, one, cache, open_sealed=open_sealed, advance=advance) for one in chosen]
    if builtins:
        results += _builtins(builtins, advance)
    return Result(
        target=target.name,
        version=target.version(),
        fingerprint=target.fingerprint(),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        suites=results,
    )


def _measure(
    target: Target, chosen: Chosen, cache: Cache | None, *, open_sealed: bool, advance: Advance | None
) -> SuiteResult:
    def tell(more: int) -> None:
        if advance:
            advance(chosen.name, more, len(chosen.cases))

    outcomes = judge(target, chosen.cases, cache=cache, advance=tell)
    graded = grade(chosen.cases, outcomes, chosen.rules)
    return suite_result(chosen.name, graded, chosen.rules, sealed=chosen.sealed and not open_sealed)


def _builtins(names: Sequence[str], advance: Advance | None) -> list[SuiteResult]:
    # They bring the whole service with them, which processes that only judge need not load.
    from evals import builtin  # noqa: PLC0415
    from evals.drafts import sample_services  # noqa: PLC0415

    results = []
    with sample_services() as services:
        for name in names:
            results.append(builtin.result_of(name, services))
            if advance:
                advance(name, results[-1].cases, results[-1].cases)
    return results
