from __future__ import annotations

import inspect
import json
import re
from pathlib import Path

from api.cli import app, audit_app, brand_app, keys_app
from api.commands.check import FORMATS
from api.settings import Settings

ROOT = Path(__file__).parents[2]
LINTER = (ROOT / "docs" / "linter.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        variable = alias.choices[0] if alias is not None else f"AMENDS_{name.upper()}"
        assert f"`{variable}`" in OPERATIONS, variable


def test_no_documented_setting_is_unknown() -> None:
    known = {f"AMENDS_{name.upper()}" for name in Settings.model_fields} | {"OPENAI_API_KEY", "OPENAI_BASE_URL"}
    assert set(re.findall(r"\b(?:AMENDS|OPENAI)_[A-Z_]+\b", OPERATIONS)) <= known


def test_every_command_has_an_example() -> None:
    groups = (app, keys_app, brand_app, audit_app)
    for command in [one for group in groups for one in group.registered_commands]:
        assert command.callback is not None
        assert "Example:" in (command.callback.__doc__ or ""), command.callback.__name__


def test_the_readme_opens_with_the_two_commands() -> None:
    opening = (ROOT / "README.md").read_text(encoding="utf-8")[:1500]
    assert "make serve" in opening
    assert "make test" in opening


def test_every_option_and_format_of_the_linter_is_documented() -> None:
    command = next(
        one for one in app.registered_commands if one.callback is not None and one.callback.__name__ == "check"
    )
    assert command.callback is not None
    renamed = {"as_json": "json", "form": "format"}
    for name in inspect.signature(command.callback).parameters:
        option = renamed.get(name, name).replace("_", "-")
        assert name == "sources" or f"`--{option}`" in LINTER or f"`--{option} " in LINTER, name
    assert [form for form in FORMATS if f"- `{form}` –" not in LINTER] == []


def test_the_linters_problem_matcher_reads_what_the_linter_writes() -> None:
    block = next(block for block in re.findall(r"```json\n(.*?)```", LINTER, re.DOTALL) if "problemMatcher" in block)
    pattern = json.loads(block)["tasks"][0]["problemMatcher"]["pattern"]
    found = re.match(pattern["regexp"], "C:/replies/a b.txt:3:16: block hollow-apology: This is: sorry.")
    assert found
    told = {part: found[pattern[part]] for part in ("file", "line", "column", "code", "message")}
    assert told == {
        "file": "C:/replies/a b.txt",
        "line": "3",
        "column": "16",
        "code": "hollow-apology",
        "message": "This is: sorry.",
    }


def test_links_between_the_docs_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("**/*.md")]:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
