"""The gate: figures that a change may not lower. `python -m evals.gate [--write-baseline] [--write-floors]`.

Exit status 0 when all hold; 1 when one fell below its floor, or dropped beyond chance against the baseline; 2 when
there are too few cases to tell; 3 when the run broke.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals import floors, measuring
from evals.comparison import Change, beyond_chance, compare
from evals.corpus import records
from evals.floors import Floors, Held
from evals.report import result
from evals.targets.engine import Engine

REGRESSION, TOO_FEW, BROKEN = 1, 2, 3
BASELINE = Path(__file__).parent / "baselines" / "gate.json"
Measure = Callable[[Floors], Mapping[str, Any]]


def main(
    arguments: Sequence[str] | None = None,
    *,
    measure: Measure | None = None,
    baseline: Path = BASELINE,
    path: Path = floors.PATH,
) -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals.gate", description=__doc__)
    parser.add_argument("--write-baseline", action="store_true", help="keep what is measured, to compare with later")
    parser.add_argument("--write-floors", action="store_true", help="set the corpus floors to what is measured")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many processes judge")
    options = parser.parse_args(arguments)
    try:
        wanted = floors.load(path)
        found = (measure or _measure(options.jobs))(wanted)
        if options.write_floors:
            wanted = floors.from_result(wanted, found)
            floors.save(wanted, path)
        statuses = [*_floors(wanted, found), *_changes(wanted, found, baseline, skip=options.write_baseline)]
    except Exception as error:  # noqa: BLE001 - a run that breaks must not pass for one that holds
        sys.stdout.write(f"broken: {type(error).__name__}: {error}\n")
        return BROKEN
    if options.write_baseline:
        _write(found, baseline)
    return max(statuses, default=TOO_FEW)


def _measure(jobs: int) -> Measure:
    def measure(wanted: Floors) -> Mapping[str, Any]:
        chosen = measuring.corpus(wanted.corpus.split, most=wanted.corpus.most, folder=records.FOLDER)
        return result.plain(measuring.measure(Engine(jobs), [chosen] if chosen.cases else [], measuring.BUILT_IN))

    return measure


def _floors(wanted: Floors, found: Mapping[str, Any]) -> Iterator[int]:
    for one in floors.held(wanted, found):
        status = TOO_FEW if not one.enough else 0 if one.holds else REGRESSION
        sys.stdout.write(f"{_word(status)}: {_told(one)}\n")
        yield status


def _word(status: int) -> str:
    return {0: "holds", REGRESSION: "FELL", TOO_FEW: "TOO FEW CASES"}[status]


def _told(one: Held) -> str:
    side = "at most" if one.at_most else "floor"
    return f"{one.name} {one.bound:.3f} ({side} {one.floor:.3f}, {one.cases} cases)"


def _changes(wanted: Floors, found: Mapping[str, Any], path: Path, *, skip: bool) -> Iterator[int]:
    if skip or not path.exists():
        return
    changes = compare(found, result.load(path))
    worse = [change for change in beyond_chance(changes, wanted.significance) if change.worse]
    for change in worse:
        sys.stdout.write(f"WORSE THAN THE BASELINE: {_change_told(change)}\n")
        yield REGRESSION
    sys.stdout.write(f"{len(changes)} figures compared with the baseline, {len(worse)} dropped beyond chance\n")
    yield 0


def _change_told(change: Change) -> str:
    values = f"{change.before.value:.3f} -> {change.now.value:.3f}"
    return f"{change.suite}: {change.figure} {values} (p {change.p:.5f}, {change.test})"


def _write(found: Mapping[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(result.compact(result.without_texts(dict(found))))
    sys.stdout.write(f"written: {path}\n")


if __name__ == "__main__":
    sys.exit(main())
