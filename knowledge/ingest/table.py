"""CSV files: one record a row."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Any

from knowledge.ingest.reading import MAX_ROWS, Reading, Row, Unreadable, decoded

_MAX_FIELD = 1_000_000
_DELIMITERS = ",;\t|"


def read_csv(name: str, content: bytes) -> Reading:
    """Return the rows by column name; commas, semicolons, tabs or bars may separate them. `name` is not used.

    Raises:
        Unreadable: it is no text, has no header, repeats a column, or holds more than a million rows.
    """
    del name
    text = decoded(content)
    if not text.strip():
        raise Unreadable("it is empty")
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    try:
        header = [_column(cell) for cell in next(reader)]
        _check(header)
        return _rows(reader, header)
    except csv.Error as error:
        raise Unreadable(f"line {reader.line_num} is not valid CSV: {error}") from error


def _rows(reader: Any, header: list[str]) -> Reading:
    reading = Reading()
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(reading.rows) >= MAX_ROWS:
            raise Unreadable(f"it holds more than {MAX_ROWS:,} rows; split it")
        if any(cell.strip() for cell in cells[len(header) :]):
            extra = next(cell for cell in cells[len(header) :] if cell.strip())
            reading.problems.append(
                (reader.line_num, f"{len(cells)} cells for {len(header)} columns; one too many: {extra[:80]!r}")
            )
            continue
        values = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name and cell.strip()}
        reading.rows.append(Row(reader.line_num, values))
    return reading


def _delimiter(text: str) -> str:
    """Return the separator that cuts the header into most columns."""
    header = text.lstrip("\n").partition("\n")[0]
    unquoted = re.sub(r'"[^"]*"', "", header)
    return max(_DELIMITERS, key=unquoted.count)


def _column(name: str) -> str:
    return re.sub(r"[\s\-/]+", "_", name.strip().strip("\ufeff")).lower()


def _check(header: list[str]) -> None:
    named = [name for name in header if name]
    if not named:
        raise Unreadable("its first line must name the columns")
    twice = next((name for name, times in Counter(named).items() if times > 1), None)
    if twice:
        raise Unreadable(f"the column {twice!r} occurs twice")
