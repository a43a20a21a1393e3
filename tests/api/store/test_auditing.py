from __future__ import annotations

import json
import random
import threading
from datetime import timedelta
from hashlib import sha256
from multiprocessing.context import ForkServerContext
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.store.auditing import Audit
from api.store.chain import GENESIS
from api.store.database import Database
from api.store.engine import Store, open_store
from tests.api.store.conftest import NOW, draft_of, request_of

ODD = 'ana\x00\ud800\n"\\é\x7f\u2028=1'


@pytest.fixture
def database(store_url: str):
    opened = Database(store_url)
    yield opened
    if not opened.is_sqlite:  # the database is used again
        run(opened, "ALTER TABLE events ENABLE TRIGGER USER", "ALTER TABLE chain ENABLE TRIGGER USER")
    opened.close()


def run(database: Database, *statements: str, **values: Any) -> None:
    with database.write() as connection:
        for statement in statements:
            connection.execute(text(statement), values)


def unguarded(database: Database) -> None:
    """Do what somebody who owns the database can: take the triggers away."""
    if database.is_sqlite:
        names = ("events_follow", "events_stay", "events_last", "chain_grows", "chain_lasts")
        run(database, *(f"DROP TRIGGER {name}" for name in names))
    else:
        run(database, "ALTER TABLE events DISABLE TRIGGER USER", "ALTER TABLE chain DISABLE TRIGGER USER")


@pytest.fixture
def told(store: Store, accept: Any) -> str:
    """Tell twelve events of three cases, in odd words; return a case."""
    cases = [accept(caller=ODD).case_id for _ in range(3)]
    for n in range(9):
        store.drafts.events.add(cases[n % 3], f"kind {n}", actor=ODD, now=NOW, data={"n": n, "words": ODD, "f": 0.1})
    return cases[0]


def reason(store: Store, **more: Any) -> tuple[int, str]:
    broken = store.audit.verify(**more).broken
    assert broken is not None
    return broken.id, broken.reason


class TestHolding:
    def test_a_new_trail_holds(self, store):
        found = store.audit.verify()
        assert (found.events, found.broken, found.head.digest) == (0, None, GENESIS)

    @pytest.mark.usefixtures("told")
    def test_what_was_told_holds_and_is_numbered_without_gaps(self, store):
        found = store.audit.verify()
        assert (found.events, found.broken) == (12, None)
        assert found.head == store.audit.head()
        assert [record.id for record in store.audit.records()] == list(range(1, 13))

    @pytest.mark.usefixtures("told")
    def test_the_recipe_can_be_followed_elsewhere(self, store):
        previous = "0" * 64
        for one in store.audit.records():
            assert one.previous == previous
            assert one.commitment == sha256((one.salt + one.data).encode()).hexdigest()
            parts = ["amends-event-1", previous, one.id, one.case_id, one.draft_id, one.at, one.actor, one.kind]
            line = json.dumps([*parts, one.commitment], ensure_ascii=False, separators=(",", ":"))
            assert one.digest == sha256(line.encode()).hexdigest()
            previous = one.digest

    def test_a_rolled_back_transaction_leaves_no_gap(self, store, database, told):
        from api.store.events import add_event

        with pytest.raises(KeyError), database.write() as connection:  # noqa: PT012 - the event, then what undoes it
            add_event(connection, (told, None), "undone", actor="a", at=1, data={})
            raise KeyError
        store.drafts.events.add(told, "next", actor="a", now=NOW)
        assert store.audit.verify().broken is None
        assert store.audit.head().count == 13

    @pytest.mark.usefixtures("told")
    def test_progress_is_told(self, store):
        seen = []
        store.audit.verify(progress=lambda done, total: seen.append((done, total)))
        assert seen == [(12, 12)]

    def test_records_are_chosen_by_case_and_time(self, store, told):
        later = NOW + timedelta(hours=1)
        store.drafts.events.add(told, "later", actor="a", now=later)
        assert {one.case_id for one in store.audit.records(case_id=told)} == {told}
        assert [one.kind for one in store.audit.records(since=later)] == ["later"]
        assert sum(1 for _ in store.audit.records(until=later)) == 12

    def test_verifying_while_others_write(self, store, told):
        stop = threading.Event()

        def write() -> None:
            while not stop.is_set():
                store.drafts.events.add(told, "more", actor="a", now=NOW)

        writer = threading.Thread(target=write)
        writer.start()
        found = [store.audit.verify() for _ in range(20)]
        stop.set()
        writer.join()
        assert [one.broken for one in found] == [None] * 20


def _write(url: str, number: int, barrier: Any) -> None:
    store = open_store(url)
    barrier.wait()
    for turn in range(30):
        accepted = store.drafts.accept(
            request_of(f"Late, {number} of {turn}!", external_id=f"shared-{number % 2}", channel="x"),
            caller="k",
            idempotency=None,
            lease=10,
            owner="me",
            now=NOW,
        )
        store.drafts.finish(draft_of(accepted.draft_id, accepted.case_id), "me")
    store.close()


def test_processes_that_write_at_once_make_one_chain(store_url: str, processes: ForkServerContext):
    barrier = processes.Barrier(4)
    children = [processes.Process(target=_write, args=(store_url, number, barrier)) for number in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
    assert [child.exitcode for child in children] == [0] * 4
    store = open_store(store_url)
    found = store.audit.verify()
    assert found.broken is None
    assert found.events >= 4 * 30 * 2
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET kind = 'other' WHERE id = 3",
        "UPDATE events SET actor = 'other' WHERE id = 3",
        "UPDATE events SET at = at + 1 WHERE id = 3",
        "UPDATE events SET data = '{}' WHERE id = 3",
        "UPDATE events SET data = NULL WHERE id = 3",
        "UPDATE events SET data = NULL, salt = NULL, draft_id = 'x' WHERE id = 3",
        "DELETE FROM events WHERE id = 12",
        """INSERT INTO events (id, case_id, at, actor, kind, commitment, digest)
           SELECT 99, case_id, at, actor, kind, commitment, digest FROM events WHERE id = 3""",
        "UPDATE chain SET count = 3",
        "UPDATE chain SET digest = 'x'",
        "DELETE FROM chain",
    ],
)
@pytest.mark.usefixtures("told")
def test_the_database_refuses_whatever_is_no_erasure(store, database, statement):
    with pytest.raises(DBAPIError, match=r"events|chain"):
        run(database, statement)
    assert store.audit.verify().broken is None


def test_an_erasure_cannot_itself_be_erased(store, database, told):
    store.drafts.events.add(told, "erased", actor="a", now=NOW, data={"events": []})
    with pytest.raises(DBAPIError, match="never changed"):
        run(database, "UPDATE events SET data = NULL, salt = NULL WHERE kind = 'erased'")


def test_postgresql_does_not_empty_the_tables(postgres):
    with postgres.fresh() as url:
        database = Database(url)
        for table in ("events", "chain"):
            with pytest.raises(DBAPIError, match="never deleted"):
                run(database, f"TRUNCATE {table}")
        database.close()


class TestTampering:
    @pytest.mark.parametrize(
        ("statement", "place", "says"),
        [
            ("UPDATE events SET actor = 'mallory' WHERE id = 5", 5, "not as it was written"),
            ("UPDATE events SET data = '{}' WHERE id = 5", 5, "data are not"),
            ("UPDATE events SET data = NULL, salt = NULL WHERE id = 5", 5, "no erasure tells"),
            ("UPDATE events SET data = NULL WHERE id = 5", 5, "salt"),
            ("DELETE FROM events WHERE id = 5", 5, "missing"),
            ("DELETE FROM events WHERE id > 9", 10, "cut off"),
            ("UPDATE events SET id = 0 WHERE id = 12", 0, "slipped in"),
            ("UPDATE chain SET count = 11", 12, "after the head"),
            ("UPDATE chain SET digest = 'x'", 12, "another digest"),
            ("DELETE FROM chain", 1, "after the head"),
        ],
    )
    @pytest.mark.usefixtures("told")
    def test_it_is_found_at_its_place(self, store, database, statement, place, says):
        unguarded(database)
        run(database, statement)
        found, why = reason(store)
        assert found == place
        assert says in why

    @pytest.mark.usefixtures("told")
    def test_a_trail_cut_off_with_its_head_is_found_by_a_head_kept_elsewhere(self, store, database):
        kept = store.audit.head().digest
        unguarded(database)
        run(
            database,
            "DELETE FROM events WHERE id > 9",
            "UPDATE chain SET count = 9, digest = (SELECT digest FROM events WHERE id = 9)",
        )
        assert store.audit.verify().broken is None
        assert reason(store, against=kept) == (9, f"no event has the digest {kept}: the history is another one")

    def test_a_head_kept_elsewhere_still_fits_when_more_was_told(self, store, told):
        kept = store.audit.head().digest
        store.drafts.events.add(told, "more", actor="a", now=NOW)
        assert store.audit.verify(against=kept).broken is None

    def test_an_erasure_excuses_only_its_own_case(self, store, database, told):
        other = next(one for one in store.audit.records() if one.case_id != told)
        run(database, "UPDATE events SET data = NULL, salt = NULL WHERE id = :id", id=other.id)
        store.drafts.events.add(told, "erased", actor="a", now=NOW, data={"events": [other.id]})
        assert reason(store)[0] == other.id


COLUMNS = ("case_id", "draft_id", "at", "actor", "kind", "data", "salt", "commitment", "digest")


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """Yield an unguarded database with forty events, and what they are; tampering is rolled back."""
    from api.store.migrating import migrate

    url = f"sqlite:///{tmp_path_factory.mktemp('history') / 'amends.db'}"
    migrate(url)
    store, database = open_store(url), Database(url)
    chance = random.Random(3)
    cases = []
    for n in range(10):
        accepted = store.drafts.accept(
            request_of(f"complaint {n}"), caller="k", idempotency=None, lease=10, owner="me", now=NOW
        )
        cases.append(accepted.case_id)
    for n in range(30):
        store.drafts.events.add(chance.choice(cases), f"kind {n % 7}", actor="ana", now=NOW, data={"n": n})
    unguarded(database)
    yield database
    database.close()
    store.close()


tampering = st.one_of(
    st.tuples(st.just("change"), st.integers(1, 40), st.sampled_from(COLUMNS)),
    st.tuples(st.just("delete"), st.integers(1, 40)),
    st.tuples(st.just("truncate"), st.integers(0, 39)),
    st.tuples(st.just("insert"), st.integers(1, 41), st.integers(1, 40)),
    st.tuples(st.just("swap"), st.integers(1, 40), st.integers(1, 40)).filter(lambda done: done[1] != done[2]),
)


@given(done=tampering)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_any_tampering_with_any_history_is_found(history, done):
    with history.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        _tamper(connection, *done)
        audit = Audit(history)
        history_read, history.read = history.read, lambda: _Kept(connection)
        try:
            found = audit.verify()
        finally:
            history.read = history_read
            connection.exec_driver_sql("ROLLBACK")
    assert found.broken is not None
    assert Audit(history).verify().broken is None


class _Kept:
    """Lends a connection whose transaction goes on."""

    def __init__(self, connection):
        self._connection = connection

    def __enter__(self):
        return self._connection

    def __exit__(self, *_):
        pass


def _tamper(connection, kind, at, *more):
    def run(statement, *values):
        connection.exec_driver_sql(statement, tuple(values))

    match kind, more:
        case "change", [column]:
            run(f"UPDATE events SET {column} = 'x' || COALESCE({column}, '') WHERE id = ?", at)  # noqa: S608 - a column of ours
        case "delete", []:
            run("DELETE FROM events WHERE id = ?", at)
        case "truncate", []:
            run("DELETE FROM events WHERE id > ?", at)
        case "insert", [of]:
            run("UPDATE events SET id = -id - 1 WHERE id >= ?", at)
            run("UPDATE events SET id = -id WHERE id < 0")
            rest = ", ".join(COLUMNS)
            of = of if of < at else of + 1
            run(f"INSERT INTO events (id, {rest}) SELECT ?, {rest} FROM events WHERE id = ?", at, of)  # noqa: S608 - as above
        case "swap", [other]:
            run("UPDATE events SET id = -1 WHERE id = ?", at)
            run("UPDATE events SET id = ? WHERE id = ?", at, other)
            run("UPDATE events SET id = ? WHERE id = -1", other)
