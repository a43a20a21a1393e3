from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from api.store import checkpoints
from api.store.database import Database
from api.store.engine import open_store
from knowledge.facts import Fact, FactKind


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "amends-checkpoints"]


def test_the_log_is_copied_and_begins_anew_while_others_write(sqlite_url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checkpoints, "_EVERY", 0.05)
    monkeypatch.setattr(checkpoints, "_MANY_PAGES", 50)
    store, other = open_store(sqlite_url), open_store(sqlite_url)
    log = Path(f"{sqlite_url.removeprefix('sqlite:///')}-wal")
    deadline = time.monotonic() + 1.5
    written = number = 0
    while time.monotonic() < deadline:
        for each in (store, other):
            number += 1
            text = "Words. " * 2000
            written += len(text)
            each.facts.upsert([Fact(id=str(number), kind=FactKind.POLICY, text=text)], [])
    assert log.stat().st_size < written / 2
    store.close()
    other.close()
    assert not log.exists()
    again = open_store(sqlite_url)
    assert again.facts.count(FactKind.POLICY) == number
    again.close()


def test_who_only_reads_starts_nothing_and_close_ends_it(sqlite_url: str):
    before = threads()
    store = open_store(sqlite_url)
    store.facts.revision()
    assert threads() == before
    store.facts.mark_group("a", "1")
    assert len(threads()) == len(before) + 1
    store.close()
    assert threads() == before


def test_a_log_that_cannot_be_copied_does_not_end_the_thread(sqlite_url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(checkpoints, "_EVERY", 0.01)
    monkeypatch.setattr(checkpoints, "_MANY_PAGES", 0)
    database, reader = Database(sqlite_url), Database(sqlite_url)
    with reader.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("SELECT * FROM counters").all()
        for _ in range(5):
            with database.write() as writing:
                writing.exec_driver_sql("UPDATE counters SET value = value + 1")
            time.sleep(0.02)
        assert threads()
    reader.close()
    database.close()
