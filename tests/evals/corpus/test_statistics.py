from __future__ import annotations

from pathlib import Path

import pytest

from evals.corpus.notation import main as convert
from evals.corpus.statistics import main

LINES = (
    "@ Broken | public | x\n+ defensive | It was fine.\n! hostile | Go.\n- hostile | Do stay.\n. Sorry.\n"
    "= [[defensive: It was well.]]\n= We are sorry."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ash.txt").write_text(LINES, encoding="utf-8")
    arguments = [str(tmp_path / "ash.txt"), "--writer", "ash", "--out", str(tmp_path / "train" / "ash.jsonl")]
    assert convert(arguments) == 0
    return tmp_path


def test_the_tables_count_every_style_and_rule(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert main([], folder=folder) == 0
    told = capsys.readouterr().out
    assert "| train | ash | en | 1 | 1 | 1 | 1 | 1 | 1 | 6 |" in told
    assert "| defensive | 2 / 0 | 0 / 0 | 0 / 0 |" in told
    assert "| hostile | 1 / 1 | 0 / 0 | 0 / 0 |" in told


def test_a_stale_card_is_noticed_and_mended(folder: Path):
    card = folder / "CARD.md"
    card.write_text("# Card\n<!-- counts -->\nold\n<!-- /counts -->\nLimits\n", encoding="utf-8")
    assert main(["--check"], card, folder) == 1
    assert main(["--write"], card, folder) == 0
    assert main(["--check"], card, folder) == 0
    assert card.read_text(encoding="utf-8").endswith("<!-- /counts -->\nLimits\n")


def test_the_published_card_is_fresh():
    assert main(["--check"]) == 0
