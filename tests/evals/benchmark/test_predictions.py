from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from evals.benchmark import BenchmarkError, score_predictions
from evals.corpus.notation import main as convert
from evals.corpus.records import CorpusError

LINES = "@ Broken | public | x\n+ hostile | Please. >> Just [[go away]] now.\n. Sorry about it.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ash.txt").write_text(LINES, encoding="utf-8")
    arguments = [str(tmp_path / "ash.txt"), "--writer", "ash", "--out", str(tmp_path / "tune" / "ash.jsonl")]
    assert convert(arguments) == 0
    return tmp_path


def predicted(folder: Path, *lines: object) -> Path:
    path = folder / "predictions.jsonl"
    path.write_bytes(b"\n".join(orjson.dumps(line) for line in lines))
    return path


def test_offsets_count_from_the_text_not_from_what_precedes_it(folder: Path):
    path = predicted(
        folder,
        {"id": "ash-0001", "findings": [{"rule": "hostile", "start": 5, "end": 12}], "ms": 2.0},
        {"id": "ash-0002"},
    )
    (suite,) = score_predictions(path, "tune", folder).suites
    assert suite.figures["spans"].overlap == 1
    assert suite.figures["rules"]["all"]["hostile"].f1.value == 1
    assert suite.wrong == 0


def test_a_finding_without_a_place_is_somewhere_in_the_text(folder: Path):
    path = predicted(folder, {"id": "ash-0001", "findings": [{"rule": "hostile"}]}, {"id": "ash-0002"})
    (suite,) = score_predictions(path, "tune", folder).suites
    assert suite.figures["spans"].touching.hits == 1


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([{"id": "ash-0001"}], "says nothing of 1 of 2 records of tune, such as ash-0002"),
        ([{"id": "ash-0001"}, {"id": "ash-0001"}], "'ash-0001' is predicted twice"),
        ([{"id": "elm-0001"}], "'elm-0001' is no record of this split"),
        ([{"id": "ash-0001", "findings": [{"rule": "rude"}]}], "there is no rule 'rude'"),
        ([{"id": "ash-0001", "score": 1}], "score: Extra inputs"),
    ],
)
def test_errors_name_line_and_remedy(folder: Path, lines: list[object], told: str):
    with pytest.raises(BenchmarkError) as caught:
        score_predictions(predicted(folder, *lines), "tune", folder)
    assert told in str(caught.value)


def test_an_unknown_split_is_told(folder: Path):
    with pytest.raises(CorpusError, match="there is no split 'test'"):
        score_predictions(predicted(folder), "test", folder)
