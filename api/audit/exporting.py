"""The trail as a document, piece by piece, so that its length does not matter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Literal

import orjson

from api.store.auditing import Record
from api.store.moments import from_micros

Format = Literal["json", "csv"]
MEDIA_TYPES: Mapping[Format, str] = {"json": "application/json", "csv": "text/csv"}
COLUMNS = (
    *("id", "at", "at_micros", "case_id", "draft_id", "actor", "kind", "data"),
    *("salt", "commitment", "previous", "digest"),
)
_AT_ONCE = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula."""


def exported(records: Iterable[Record], form: Format) -> Iterator[bytes]:
    """Yield the events in pieces of a few hundred: one JSON list, an event a line, or CSV with a head line.

    `data` are the text that the commitment is over, null once erased. In CSV, what a spreadsheet would run begins
    with '.
    """
    rows = iter(records)
    yield from _json(rows) if form == "json" else _csv(rows)


def _fields(record: Record) -> list[Any]:
    return [
        record.id,
        from_micros(record.at).isoformat(),
        *(record.at, record.case_id, record.draft_id, record.actor, record.kind, record.data),
        *(record.salt, record.commitment, record.previous, record.digest),
    ]


def _line(record: Record) -> bytes:
    # The data go in as they are stored: written anew they might differ by a digit, and no commitment would fit.
    fields = dict(zip(COLUMNS, _fields(record), strict=True))
    return orjson.dumps(fields | {"data": orjson.Fragment(record.data or "null")})


def _json(rows: Iterator[Record]) -> Iterator[bytes]:
    opening = b"[\n"
    while some := list(islice(rows, _AT_ONCE)):
        yield opening + b",\n".join(map(_line, some))
        opening = b",\n"
    yield b"\n]\n" if opening != b"[\n" else b"[]\n"


def _csv(rows: Iterator[Record]) -> Iterator[bytes]:
    yield (",".join(COLUMNS) + "\r\n").encode()
    while some := list(islice(rows, _AT_ONCE)):
        page = io.StringIO()
        csv.writer(page).writerows([map(_cell, _fields(row)) for row in some])
        yield page.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
