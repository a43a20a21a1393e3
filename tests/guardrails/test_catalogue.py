from __future__ import annotations

from pathlib import Path

import pytest

from guardrails import catalogue
from guardrails.policy import SeverityPolicy


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


def test_the_page_tells_every_rule():
    page = catalogue.page()
    assert [rule.id for rule in catalogue.RULES if f"### {rule.id}\n" not in page] == []
    assert page == catalogue.page()
    assert "[[" not in page.replace("[[[", "")


def test_writes_and_checks_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    assert catalogue.main(["--check"]) == 1
    assert "stale" in capsys.readouterr().err
    assert catalogue.main(["--write"]) == 0
    assert catalogue.main(["--check"]) == 0
    (tmp_path / "docs" / "rules.md").write_text("old", encoding="utf-8")
    assert catalogue.main(["--check"]) == 1
    assert catalogue.main(["--help"]) == 2
