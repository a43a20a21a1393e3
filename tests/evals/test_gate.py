from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from evals import gate
from evals.floors import Floors, load
from evals.gate import BROKEN, REGRESSION, TOO_FEW, main
from evals.proportions import share
from evals.report.result import Measured, Result, SuiteResult, plain, suite_result
from tests.evals.making import case, found, graded, outcome

FLOORS: dict[str, Any] = {
    "version": 1,
    "significance": 0.05,
    "figures": {"recall@5": {"floor": 0.9, "fewest": 50}},
    "corpus": {
        "split": "tune",
        "most": 100,
        "fewest": 20,
        "units": {"reply": {"violating_flagged": 0.6, "clean_flagged": 0.2}},
        "rules": {"en": {"hostile": {"recall": 0.6, "precision": 0.6}}},
    },
}


def measured(hits: int = 38, of: int = 40, *, alarms: int = 0, recall: int = 95) -> gate.Measure:
    cases = [
        graded(case("hostile", id=f"c-{n}"), outcome(found("hostile")) if n < hits else outcome()) for n in range(of)
    ]
    clean = [graded(case(id=f"d-{n}"), outcome(found("hostile")) if n < alarms else outcome()) for n in range(of)]
    corpus = suite_result("corpus-tune", cases + clean, ["hostile"], sealed=False)
    retrieval = SuiteResult("retrieval", 100, measured=[Measured("recall@5", share(recall, 100))])

    def measure(_: Floors) -> Mapping[str, Any]:
        return plain(Result("engine", "1", "f", "now", [corpus, retrieval]))

    return measure


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    path = tmp_path / "floors.yaml"
    path.write_text(yaml.safe_dump(FLOORS), encoding="utf-8")
    return path


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    return tmp_path / "baselines" / "gate.json"


def status(measure: gate.Measure, floors: Path, baseline: Path, *arguments: str) -> int:
    return main(list(arguments), measure=measure, path=floors, baseline=baseline)


def test_all_hold(floors: Path, baseline: Path, capsys: pytest.CaptureFixture[str]):
    assert status(measured(), floors, baseline) == 0
    told = capsys.readouterr().out
    assert "holds: recall@5 0.950 (floor 0.900, 100 cases)" in told
    assert "holds: en: hostile: recall 0.835 (floor 0.600, 40 cases)" in told


@pytest.mark.parametrize(
    ("worse", "told"),
    [
        ({"hits": 26}, "FELL: en: hostile: recall 0.495"),
        ({"alarms": 20}, "FELL: en: hostile: precision"),
        ({"alarms": 8}, "FELL: reply: clean, flagged 0.348 (at most 0.200"),
        ({"recall": 89}, "FELL: recall@5 0.890"),
    ],
)
def test_a_figure_below_its_floor_is_a_regression(
    floors: Path, baseline: Path, worse: dict[str, int], told: str, capsys: pytest.CaptureFixture[str]
):
    assert status(measured(**worse), floors, baseline) == REGRESSION
    assert told in capsys.readouterr().out


def test_too_few_cases_are_told_apart(floors: Path, baseline: Path):
    assert status(measured(hits=10, of=10), floors, baseline) == TOO_FEW


def test_a_corpus_that_is_gone_is_too_few(floors: Path, baseline: Path):
    def measure(wanted: Floors) -> Mapping[str, Any]:
        found = measured()(wanted)
        return {**found, "suites": found["suites"][1:]}

    assert status(measure, floors, baseline) == TOO_FEW


def test_a_run_that_breaks_is_told_apart(floors: Path, baseline: Path, capsys: pytest.CaptureFixture[str]):
    def measure(_: Floors) -> Mapping[str, Any]:
        raise ZeroDivisionError("oh")

    assert status(measure, floors, baseline) == BROKEN
    assert "broken: ZeroDivisionError: oh" in capsys.readouterr().out
    floors.write_text("version: 2", encoding="utf-8")
    assert status(measured(), floors, baseline) == BROKEN


def test_a_drop_beyond_chance_against_the_baseline_is_a_regression(
    floors: Path, baseline: Path, capsys: pytest.CaptureFixture[str]
):
    assert status(measured(hits=40), floors, baseline, "--write-baseline") == 0
    assert status(measured(hits=39), floors, baseline) == 0
    assert status(measured(hits=32), floors, baseline) == REGRESSION
    assert "WORSE THAN THE BASELINE: corpus-tune: en: hostile: recall 1.000 -> 0.800" in capsys.readouterr().out


def test_a_baseline_holds_no_text(floors: Path, baseline: Path):
    status(measured(hits=30), floors, baseline, "--write-baseline")
    assert "These things happen" not in baseline.read_text(encoding="utf-8")


def test_floors_are_written_from_what_is_measured(floors: Path, baseline: Path):
    assert status(measured(hits=26, alarms=2), floors, baseline, "--write-floors") == 0
    written = load(floors)
    assert written.corpus.rules["en"]["hostile"].recall == 0.49
    assert written.corpus.units["reply"].clean_flagged == 0.17
    assert written.figures["recall@5"].floor == 0.9
    assert status(measured(hits=26, alarms=2), floors, baseline) == 0


def test_the_published_floors_have_the_form():
    assert load().corpus.split == "tune"
