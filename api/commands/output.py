"""How commands print."""

from __future__ import annotations

import sys
from typing import Any

import orjson
from pydantic import BaseModel


def print_json(value: Any) -> None:
    """Write `value` as indented JSON to standard output."""
    sys.stdout.buffer.write(orjson.dumps(value, default=_plain, option=orjson.OPT_INDENT_2) + b"\n")
    sys.stdout.buffer.flush()


def _plain(value: object) -> object:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else str(value)
