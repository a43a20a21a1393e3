from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from api.store import sign_ins
from api.store.engine import Store
from api.store.sign_ins import SIGN_IN_TIME

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def test_a_sign_in_is_finished_once_in_its_time(store: Store):
    store.sign_ins.begin("one", NOW)
    store.sign_ins.begin("two", NOW)
    assert not store.sign_ins.finish("three", NOW)
    assert store.sign_ins.finish("one", NOW + SIGN_IN_TIME - timedelta(seconds=1))
    assert not store.sign_ins.finish("one", NOW)
    assert not store.sign_ins.finish("two", NOW + SIGN_IN_TIME)


def test_of_two_at_once_one_finishes_it(store: Store):
    store.sign_ins.begin("one", NOW)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: store.sign_ins.finish("one", NOW), range(8))) == 1


def test_the_oldest_give_way_when_there_are_too_many(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sign_ins, "MOST", 3)
    for second in range(5):
        store.sign_ins.begin(f"number {second}", NOW + timedelta(seconds=second))
    kept = [second for second in range(5) if store.sign_ins.finish(f"number {second}", NOW)]
    assert kept == [2, 3, 4]
