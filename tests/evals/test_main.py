from __future__ import annotations

import sys
from pathlib import Path

import orjson
import pytest

from evals import builtin, cache, measuring
from evals.__main__ import main
from evals.corpus import records
from evals.corpus.notation import main as convert

LINES = """\
@ Broken | public | x
+ minimises | [[These things happen]] in every kitchen.
+ hostile | We're sorry this happened.
"""


@pytest.fixture(autouse=True)
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a corpus of two sentences in every split, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "ash.txt").write_text(LINES, encoding="utf-8")
    for split in records.SPLITS:
        out = tmp_path / "corpus" / split / "ash.jsonl"
        assert convert([str(tmp_path / "ash.txt"), "--writer", "ash", "--out", str(out)]) == 0
    return tmp_path / "corpus"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["amends eval", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_a_split_is_measured_reported_and_compared(corpus: Path, tmp_path: Path, monkeypatch, capsys):
    out = tmp_path / "out"
    assert run(monkeypatch, "--corpus", corpus / "tune", "--out", out, "--html", "--jobs", 1) == 0
    result = orjson.loads((out / "result.json").read_bytes())
    assert result["suites"][0]["figures"]["rules"]["all"]["minimises"]["recall"]["hits"] == 1
    assert "sorry this happened." in (out / "report.html").read_text(encoding="utf-8")
    capsys.readouterr()
    assert run(monkeypatch, "--corpus", corpus / "tune", "--baseline", out / "result.json") == 0
    assert "0 of 13 figures changed beyond chance" in capsys.readouterr().out
    assert list(cache.default_folder().glob("*.jsonl"))


def test_the_sealed_split_stays_closed_unless_opened(corpus: Path, tmp_path: Path, monkeypatch, capsys):
    for options, shown in ([], False), (["--open-sealed"], True):
        out = tmp_path / f"out-{shown}"
        assert run(monkeypatch, "--corpus", corpus / "sealed", "--out", out, "--html", *options) == 0
        written = b"".join(path.read_bytes() for path in out.iterdir())
        assert (b"sorry this happened." in written) is shown
        assert ("The sealed split is opened" in capsys.readouterr().err) is shown


def test_json_is_all_there_is_on_standard_output(corpus: Path, monkeypatch, capfdbinary):
    assert run(monkeypatch, "--corpus", corpus / "tune", "--json") == 0
    assert orjson.loads(capfdbinary.readouterr().out)["target"] == "engine"


def test_a_built_in_suite_is_reachable(monkeypatch, capsys):
    assert run(monkeypatch, "assessment") == 0
    assert "genuine complaints heeded" in capsys.readouterr().out
    assert set(measuring.BUILT_IN) == set(builtin.SUITES)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.yaml"], "nowhere.yaml cannot be read"),
        (["tune"], "tune is a split of the corpus; ask for it by --corpus tune"),
        (["--corpus", "test"], "there is no split 'test'"),
        (["checks", "--baseline", "nowhere.json"], "nowhere.json cannot be read"),
        (["checks", "--target", "http://127.0.0.1:9"], "cannot be reached"),
    ],
)
def test_foreseen_errors_are_told_in_a_line(arguments: list[str], told: str, monkeypatch, capsys):
    assert run(monkeypatch, *arguments) == 3
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["harvest", "--help"], ["benchmark", "--help"]])
def test_every_command_shows_an_example(arguments: list[str], monkeypatch, capsys):
    assert run(monkeypatch, *arguments) == 0
    assert "Example:" in capsys.readouterr().out


def test_of_many_records_the_same_ones_are_judged(corpus: Path):
    few = [measuring.corpus("tune", most=1, folder=corpus).cases for _ in range(2)]
    assert few[0] == few[1]
    assert len(few[0]) == 1
