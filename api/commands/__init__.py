"""What the commands share: settings and reading their input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from api.errors import InvalidInput
from api.settings import Settings


def settings(**overrides: Any) -> Settings:
    """Return the settings from the environment, with the options that were given on the command line.

    Raises:
        InvalidInput: a variable has a value that cannot be used; the message names it.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "?"
        name = name if name.startswith(("AMENDS_", "OPENAI_")) else f"AMENDS_{name}"
        raise InvalidInput(
            f"{name} is {first.get('input')!r}: {first['msg']}", remedy="see docs/operations.md for the settings"
        ) from None


def read_text(source: Path) -> str:
    """Return the text of a file, or of standard input for '-'.

    Raises:
        InvalidInput: the file is missing or is not UTF-8 text.
    """
    try:
        return sys.stdin.read() if str(source) == "-" else source.read_text(encoding="utf-8")
    except OSError as error:
        raise InvalidInput(f"{source} cannot be read: {error.strerror}", remedy="name a file that exists") from error
    except UnicodeDecodeError:
        raise InvalidInput(f"{source} is not UTF-8 text", remedy="save it as UTF-8") from None
