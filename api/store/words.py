"""Text and documents in a form that every database takes."""

from __future__ import annotations

import json
import re
from typing import Any

import orjson
from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def plain(text: str) -> str:
    """Return `text` with NUL and lone surrogates, which no UTF-8 column holds, replaced by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text) if _UNSTORABLE.search(text) else text


def document(model: BaseModel) -> str:
    """Return the model as JSON that can always be stored and read again; odd characters become U+FFFD."""
    try:
        return model.model_dump_json()
    except (PydanticSerializationError, UnicodeEncodeError):
        return json_text(model.model_dump(mode="python", warnings=False))


def json_text(value: Any) -> str:
    """Return any JSON-like value as JSON text; what JSON does not know is written as its `str`."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # a lone surrogate, a number beyond 64 bits, a type unknown to JSON
        return json.dumps(_scrubbed(value), ensure_ascii=False, default=str, separators=(",", ":"))


def _scrubbed(value: Any) -> Any:
    if isinstance(value, str):
        return plain(str(value))
    if isinstance(value, dict):
        return {plain(str(key)): _scrubbed(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_scrubbed(item) for item in value]
    return value
