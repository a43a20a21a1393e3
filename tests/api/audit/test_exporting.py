from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest

from api.audit.exporting import COLUMNS, exported
from api.store.auditing import Record


def record(number: int = 1, **more: object) -> Record:
    given = {
        "id": number,
        "case_id": "cas_1",
        "draft_id": None,
        "at": 1_777_887_000_123_456,
        "actor": "ana",
        "kind": "approved",
        "data": '{"n":1.50,"big":123456789012345678901234567890}',
        "salt": "5a",
        "commitment": "c0",
        "previous": "00",
        "digest": "d1",
    }
    return Record(**(given | more))  # type: ignore[arg-type]


def text(records: list[Record], form: str) -> str:
    return b"".join(exported(records, form)).decode()  # type: ignore[arg-type]


def test_json_is_one_list_with_the_data_as_they_are_stored() -> None:
    written = text([record(1), record(2, data=None, salt=None)], "json")
    first, second = json.loads(written)
    assert list(first) == list(COLUMNS)
    assert (first["at"], first["at_micros"]) == ("2026-05-04T09:30:00.123456+00:00", 1_777_887_000_123_456)
    assert '"data":{"n":1.50,"big":123456789012345678901234567890}' in written
    assert (second["data"], second["salt"]) == (None, None)
    assert len(written.splitlines()) == 4


@pytest.mark.parametrize("form", ["json", "csv"])
def test_nothing_is_written_as_an_empty_document(form: str) -> None:
    assert text([], form).strip() in {"[]", ",".join(COLUMNS)}


@pytest.mark.parametrize("actor", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_spreadsheet_runs_nothing(actor: str) -> None:
    [head, row] = csv.reader(io.StringIO(text([record(actor=actor, kind='say "a", b')], "csv"), newline=""))
    assert head == list(COLUMNS)
    told = dict(zip(head, row, strict=True))
    assert (told["actor"], told["kind"]) == (f"'{actor}", 'say "a", b')
    assert told["draft_id"] == ""


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_hundred_thousand_events_take_no_room(form: str) -> None:
    def many() -> Iterator[Record]:
        for number in range(100_000):
            yield record(number)

    tracemalloc.start()
    written = sum(len(piece) for piece in exported(many(), form))  # type: ignore[arg-type]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert written > 10_000_000
    assert most < 5_000_000
