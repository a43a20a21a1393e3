"""JSON and JSON Lines: one record an object."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from knowledge.ingest.reading import MAX_ROWS, Reading, Row, Unreadable, decoded

_LISTS = {"orders": "order", "policies": "policy", "contacts": "contact", "notes": "note", "facts": None}


def read_jsonl(name: str, content: bytes) -> Reading:
    """Return one row per line; a line that is no JSON object is a problem of its own. `name` is not used.

    Raises:
        Unreadable: it is no text, or holds more than a million lines.
    """
    del name
    reading = Reading()
    for number, line in enumerate(decoded(content).split("\n"), start=1):
        if not line.strip():
            continue
        if len(reading.rows) >= MAX_ROWS:
            raise Unreadable(f"it holds more than {MAX_ROWS:,} lines; split it")
        try:
            value = _parsed(line)
        except ValueError as error:
            reading.problems.append((number, f"not valid JSON ({error}): {line.strip()[:80]!r}"))
            continue
        _take(reading, value, number, None)
    return reading


def read_json(name: str, content: bytes) -> Reading:
    """Return the objects of a list, of the lists `orders`, `policies`, `contacts`, `notes` and `facts`, or the one.

    The rows are numbered from 1 in the order they stand, since JSON has no lines. `name` is not used.

    Raises:
        Unreadable: it is no valid JSON.
    """
    del name
    try:
        value = _parsed(decoded(content))
    except ValueError as error:
        raise Unreadable(f"it is not valid JSON: {error}") from error
    reading = Reading()
    lists = [key for key in _LISTS if isinstance(value, dict) and isinstance(value.get(key), list)]
    groups = [(_LISTS[key], value[key]) for key in lists] or [(None, value if isinstance(value, list) else [value])]
    for kind, entries in groups:
        for number, entry in enumerate(entries, start=1):
            _take(reading, entry, number, kind)
    return reading


def _parsed(text: str) -> Any:
    """Return the value; numbers with a point stay exact.

    Raises:
        ValueError: not JSON, or nested too deeply.
    """
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON value")


def _take(reading: Reading, value: Any, number: int, kind: str | None) -> None:
    if not isinstance(value, dict):
        reading.problems.append((number, f"an object is expected, but it is {str(value)[:80]!r}"))
        return
    reading.rows.append(Row(number, {"kind": kind, **value} if kind else value))
