"""Whose case it is, as a column: enough to tell whether a later message is by the same person."""

from __future__ import annotations

import orjson

from api.store.words import json_text
from knowledge.repository import Person

_PARTS = ("handle", "email", "phone", "name")


def author_text(author: Person) -> str:
    """Return a person as JSON, without the parts that are not known."""
    return json_text({part: value for part in _PARTS if (value := getattr(author, part))})


def author_from(text: str) -> Person:
    """Return the person that `author_text` wrote."""
    return Person(**orjson.loads(text))
