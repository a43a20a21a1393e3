from __future__ import annotations

import re
from pathlib import Path

from api.cli import app, keys_app
from api.settings import Settings

ROOT = Path(__file__).parents[2]
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
    for command in [*app.registered_commands, *keys_app.registered_commands]:
        assert command.callback is not None
        assert "Example:" in (command.callback.__doc__ or ""), command.callback.__name__


def test_the_readme_opens_with_the_two_commands() -> None:
    opening = (ROOT / "README.md").read_text(encoding="utf-8")[:1500]
    assert "make serve" in opening
    assert "make test" in opening
