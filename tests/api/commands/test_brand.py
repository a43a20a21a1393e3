from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import yaml

from api import cli

EXAMPLE = Path(cli.__file__).parents[1] / "docs" / "brand.example.yaml"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["amends", "brand", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_what_is_in_force_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    assert run(monkeypatch, "check", str(EXAMPLE)) == 0
    told = capsys.readouterr()
    settled = yaml.safe_load(told.out)
    assert "can be used" in told.err
    assert settled["channels"]["tiktok"]["enabled"] is False
    assert settled["channels"]["email"]["deadline_factor"] == 4
    assert settled["deadlines"]["minutes"]["medium"] == 60
    assert settled["teams"]["delivery"]["hours"].startswith("monday 07:00-19:00")
    assert settled["severities"] == {"minimises": {"public": "block", "private": "review"}}


def test_it_is_told_as_json_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    assert run(monkeypatch, "check", str(EXAMPLE), "--json") == 0
    assert json.loads(capsys.readouterr().out)["hours"]["time_zone"] == "Europe/London"


def test_every_error_is_told_with_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    path = tmp_path / "ours.yaml"
    path.write_text("voice: loud\nseverities:\n  tone:\n    hostile: softly\n", encoding="utf-8")
    assert run(monkeypatch, "check", str(path)) == 2
    told = capsys.readouterr()
    assert not told.out
    assert "ours.yaml:1: 'loud' cannot stand for 'voice'" in told.err
    assert "ours.yaml:4: 'softly' is no severity for 'hostile'" in told.err
    assert run(monkeypatch, "check", str(tmp_path / "none.yaml")) == 2


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help")])
def test_the_help_shows_an_example(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
):
    assert run(monkeypatch, *arguments) == 0
    assert "amends brand check data/brand.yaml" in capsys.readouterr().out
