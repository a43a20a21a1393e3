"""The trail as a document, piece by piece, so that its length does not matter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Literal

import orjson

from api.errors import InvalidInput
from api.store.auditing import Record
from api.store.moments import from_micros

Format = Literal["json", "csv"]
MEDIA_TYPES: Mapping[Format, str] = {"json": "application/json", "csv": "text/csv"}
COLUMNS = (
    *("id", "at", "at_micros", "case_id", "draft_id", "actor", "kind", "data"),
    *("salt", "commitment", "previous", "digest"),
)
MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"
"""How a moment is written: a date, or a date and time."""
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


def moment_named(name: str, text: str | None) -> datetime | None:
    """Return the moment that `text` stands for, in UTC unless it says otherwise; None for None.

    Raises:
        InvalidInput: it stands for none; `name` is where it was given.
    """
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidInput(
            f"{name} is '{text[:80]}'", remedy="write it like 2026-05-04 or 2026-05-04T09:30:00Z"
        ) from None


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
        csv.writer(page).writerows([map(cell, _fields(row)) for row in some])
        yield page.getvalue().encode()


def cell(value: Any) -> str:
    """Return a value as a cell of CSV that no spreadsheet runs; nothing for None."""
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
