from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guardrails import catalogue
from guardrails.policy import SeverityPolicy

ROOT = Path(catalogue.__file__).parents[1]


def test_every_rule_has_a_default_severity_in_its_family():
    assert {rule.id: rule.family for rule in catalogue.RULES} == dict(SeverityPolicy.default().families)


def test_each_rule_stands_in_a_file_of_its_name():
    root = Path(catalogue.__file__).parent / "outbound" / "rules"
    files = {
        path.relative_to(root).with_suffix("").as_posix() for path in root.glob("*/*.py") if path.stem != "__init__"
    }
    assert files == {f"{rule.family}/{rule.id.replace('-', '_')}" for rule in catalogue.RULES}


def test_a_rule_is_found_by_its_id():
    assert catalogue.rule("too-long").family == "form"
    with pytest.raises(KeyError, match="did you mean too-long"):
        catalogue.rule("toolong")


def test_a_family_holds_its_rules():
    assert [rule.id for rule in catalogue.family("privacy")] == ["discloses-private-data", "requests-private-data"]
    assert catalogue.family("none") == ()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that holds what the pages are written from, and is the current one."""
    shutil.copytree(ROOT / "guardrails", tmp_path / "guardrails", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("api", "knowledge", "tests"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_writes_and_checks_the_pages(repository: Path, capsys: pytest.CaptureFixture[str]):
    assert catalogue.main(["--check"]) == 1
    assert "docs/rules.md is stale; run: python -m guardrails.catalogue --write" in capsys.readouterr().err
    assert catalogue.main(["--write"]) == 0
    assert catalogue.main(["--check"]) == 0
    (repository / "docs" / "rules" / "tone" / "hostile.md").write_text("old", encoding="utf-8")
    assert catalogue.main(["--check"]) == 1
    assert capsys.readouterr().err.startswith("docs/rules/tone/hostile.md is stale")


def test_arguments_it_does_not_know_are_refused(capsys: pytest.CaptureFixture[str]):
    assert catalogue.main(["--help"]) == 2
    assert "usage" in capsys.readouterr().err


def test_the_page_of_a_rule_that_is_gone_goes(repository: Path, capsys: pytest.CaptureFixture[str]):
    catalogue.main(["--write"])
    gone = repository / "docs" / "rules" / "tone" / "gone.md"
    gone.write_text("# gone", encoding="utf-8")
    assert catalogue.main(["--check"]) == 1
    assert "docs/rules/tone/gone.md is the page of no rule" in capsys.readouterr().err
    assert catalogue.main(["--write"]) == 0
    assert not gone.exists()


def test_a_ledger_that_names_what_is_not_there_fails_even_when_fresh(repository: Path):
    source = repository / "guardrails" / "coverage.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace(":standing", ":sitting"), encoding="utf-8")
    assert catalogue.main(["--write"]) == 1
