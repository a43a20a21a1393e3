from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from api import cli
from api.commands import check

RUDE = "Hi Ana,\n\nwe're sorry you feel that way.\n"
FINE = "We're sorry that your parcel is late, Ana.\n"
GERMAN = "Es tut uns leid, dass Ihr Paket noch fehlt. Wir melden uns bei Ihnen.\n"
FACTS = '[{"id": "order-58213", "kind": "order", "data": {"order_id": "58213", "shipped_on": "2026-05-06"}}]'
ROOT = Path(check.__file__).parents[2]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("rude.txt", RUDE), ("fine.txt", FINE), ("german.txt", GERMAN), ("facts.json", FACTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the command as a shell does, and return its exit status."""
    monkeypatch.setattr(sys, "argv", ["amends", "check", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("fine.txt",), 0),
        (("rude.txt",), 1),
        (("fine.txt", "rude.txt"), 1),
        (("german.txt",), 0),
        (("german.txt", "--strict"), 1),
        (("fine.txt", "--strict"), 0),
        (("none.txt",), 2),
        (("fine.txt", "--format", "xml"), 2),
        (("fine.txt", "--audience", "all"), 2),
        (("fine.txt", "--as-of", "soon"), 2),
        (("fine.txt", "--nonsense"), 2),
        (("-", "--fix"), 2),
    ],
)
def test_exit_status(monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], status: int):
    assert run(monkeypatch, *arguments) == status


@pytest.mark.parametrize("form", check.FORMATS)
def test_every_format_tells_the_finding(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], form: str):
    assert run(monkeypatch, "rude.txt", "fine.txt", "--format", form, "--audience", "private") == 1
    told = capfd.readouterr()
    assert "hollow-apology" in told.out
    assert told.err == "2 replies: 1 block, 1 pass\n"
    if form == "human":
        assert "3 | we're sorry you feel that way.\n    |       ^^^^^^^^^^^^^^" in told.out
    if form in {"json", "sarif"}:
        json.loads(told.out)


def test_json_has_a_short_name(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    run(monkeypatch, "*.txt", "--json", "--audience", "private")
    told = json.loads(capfd.readouterr().out)
    assert [(one["file"], one["verdict"]) for one in told] == [
        ("fine.txt", "pass"),
        ("german.txt", "review"),
        ("rude.txt", "block"),
    ]


def test_standard_input_is_read_when_nothing_is_named(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RUDE.encode())))
    assert run(monkeypatch, "-f", "compact") == 1
    assert capfd.readouterr().out.startswith("-:3:7: block hollow-apology: ")


def test_facts_and_the_day_are_what_the_claims_are_held_to(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capfd: pytest.CaptureFixture[str]
):
    (folder / "claim.txt").write_text("Your order 58213 left us two days ago.", encoding="utf-8")
    arguments = ("claim.txt", "--audience", "private", "--facts", "facts.json")
    assert run(monkeypatch, *arguments, "--as-of", "2026-05-08") == 0
    assert run(monkeypatch, *arguments, "--as-of", "2026-05-12") == 1
    assert "contradicts-record" in capfd.readouterr().out


def test_the_complaint_brings_in_the_rules_that_depend_on_it(monkeypatch: pytest.MonkeyPatch, folder: Path):
    (folder / "cold.txt").write_text("Please send us a direct message.", encoding="utf-8")
    assert run(monkeypatch, "cold.txt") == 0
    assert run(monkeypatch, "cold.txt", "--complaint", "My parcel is two weeks late and nobody answers!") == 1
    assert run(monkeypatch, "fine.txt", "--audience", "private", "--language", "fr") == 1


def test_severities_come_from_the_option_then_from_the_environment(monkeypatch: pytest.MonkeyPatch, folder: Path):
    (folder / "soft.yaml").write_text("tone:\n  hollow-apology: review\n", encoding="utf-8")
    assert run(monkeypatch, "rude.txt", "--severities", "soft.yaml") == 0
    monkeypatch.setenv("AMENDS_SEVERITIES", "soft.yaml")
    assert run(monkeypatch, "rude.txt") == 0
    (folder / "hard.yaml").write_text("tone:\n  hollow-apology: block\n", encoding="utf-8")
    assert run(monkeypatch, "rude.txt", "--severities", "hard.yaml") == 1


def test_an_error_in_the_severities_is_told_with_its_line(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capfd: pytest.CaptureFixture[str]
):
    (folder / "bad.yaml").write_text("tone:\n  hollow: block\n", encoding="utf-8")
    assert run(monkeypatch, "rude.txt", "--severities", "bad.yaml") == 2
    told = capfd.readouterr().err
    assert "--severities cannot be used:\nbad.yaml:2: there is no rule 'hollow'; did you mean hollow-apology?" in told


def test_what_can_be_fixed_is_fixed_and_shown(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capfd: pytest.CaptureFixture[str]
):
    before = (folder / "rude.txt").read_text()
    run(monkeypatch, "rude.txt", "--fix", "--audience", "private")
    after = (folder / "rude.txt").read_text()
    assert "sorry you feel that way" in before
    assert "sorry you feel that way" not in after
    assert "sorry" in after.lower()
    assert "-we're sorry you feel that way." in capfd.readouterr().err


def test_replacements_are_told_to_programs(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    run(monkeypatch, "rude.txt", "--format", "json", "--audience", "private")
    told = json.loads(capfd.readouterr().out)
    assert any(one["replacement"] for each in told for one in each["findings"])


def test_colour_is_for_terminals_unless_asked(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    run(monkeypatch, "rude.txt")
    assert "\x1b[" not in capfd.readouterr().out
    monkeypatch.setenv("FORCE_COLOR", "1")
    run(monkeypatch, "rude.txt")
    assert "\x1b[" in capfd.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    run(monkeypatch, "rude.txt")
    assert "\x1b[" not in capfd.readouterr().out


def test_it_starts_without_what_only_the_service_needs():
    script = (
        "import sys; sys.argv = ['amends', 'check', 'fine.txt']\n"
        "from api import cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'chromadb', 'sqlalchemy', 'fastapi', 'uvicorn', 'langchain', 'openai', 'tantivy', 'wordllama', "
        "'guardrails.inbound.assess'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True, check=True
    )
    assert told.stdout.decode().strip() == "[]"
