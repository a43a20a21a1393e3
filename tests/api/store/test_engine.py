from __future__ import annotations

import sqlite3
import threading
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

import api.store
from api.errors import Unavailable
from api.store import database as database_module
from api.store.database import BadDatabaseUrl, Database, database_url
from api.store.engine import DatabaseUnreachable, Store, open_store
from api.store.migrating import REVISIONS, DatabaseTooNew, migrate
from api.store.tables import metadata


def test_migrations_make_exactly_the_tables_of_the_code(empty_url: str):
    migrate(empty_url)
    engine = create_engine(database_url(empty_url))
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_the_code_knows_every_revision():
    config = Config()
    config.set_main_option("script_location", str(Path(api.store.__path__[0]) / "migrations"))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS


def _open_and_count(url: str, barrier: object, results: object) -> None:
    barrier.wait()
    try:
        open_store(url).close()
        results.put("ok")
    except BaseException as error:  # noqa: BLE001 - told to the test
        results.put(repr(error))


def test_processes_that_start_at_once_migrate_once(empty_url: str, processes: ForkServerContext):
    barrier, results = processes.Barrier(3), processes.Queue()
    children = [processes.Process(target=_open_and_count, args=(empty_url, barrier, results)) for _ in range(3)]
    for child in children:
        child.start()
    assert [results.get(timeout=60) for _ in children] == ["ok"] * 3
    for child in children:
        child.join()
    results.close()


def test_a_failed_migration_leaves_nothing_behind(empty_url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("api.store.migrating._upgrade", _half_an_upgrade)
    with pytest.raises(RuntimeError, match="power cut"):
        migrate(empty_url)
    monkeypatch.undo()
    migrate(empty_url)
    store = open_store(empty_url)
    assert store.facts.revision() == 0
    store.close()


def _half_an_upgrade(connection: object) -> None:
    connection.execute(text("CREATE TABLE facts (id INTEGER)"))
    raise RuntimeError("power cut")


def test_a_newer_database_is_refused_and_left_alone(store_url: str):
    engine = create_engine(database_url(store_url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match="revision 9999"):
        open_store(store_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "cannot be read"),
        ("nonsense", "cannot be read"),
        ("postgresql://u:hunter2@h:port/x", "cannot be read"),
        ("mysql://root:hunter2@localhost/x", "'mysql' are not supported"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("sqlite:///file:x?mode=memory&uri=true", "needs a file"),
    ],
)
def test_a_url_that_cannot_be_used_is_explained_without_its_password(url: str, says: str):
    with pytest.raises(BadDatabaseUrl, match=says) as caught:
        open_store(url)
    assert "hunter2" not in str(caught.value)
    assert "expected sqlite:////" in str(caught.value)


def test_a_database_that_does_not_answer_is_named_without_its_password():
    with pytest.raises(DatabaseUnreachable, match=r"u:\*\*\*@127\.0\.0\.1:9/x"):
        open_store("postgres://u:hunter2@127.0.0.1:9/x")


def test_a_file_that_is_no_database_is_named(data_dir: Path):
    path = data_dir / "amends.db"
    path.write_text("this is a letter, not a database. " * 200)
    with pytest.raises(DatabaseUnreachable, match="not a database"):
        open_store(f"sqlite:///{path}")
    assert path.read_text().startswith("this is a letter")


def test_a_folder_that_cannot_be_made_is_named(data_dir: Path):
    (data_dir / "file").touch()
    with pytest.raises(DatabaseUnreachable, match="file"):
        open_store(f"sqlite:///{data_dir / 'file' / 'amends.db'}")


def test_the_data_folder_is_its_owners_alone(data_dir: Path):
    open_store(f"sqlite:///{data_dir / 'new' / 'amends.db'}").close()
    assert (data_dir / "new").stat().st_mode & 0o777 == 0o700


def test_sqlite_is_set_up_for_many_threads(sqlite_url: str):
    database = Database(sqlite_url)
    with database.read() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.close()
    assert settings == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 10_000}


def test_a_writer_that_waits_too_long_is_told_so(sqlite_url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
    database = Database(sqlite_url)
    other = sqlite3.connect(database.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="busy"), database.write():
        pass
    other.execute("ROLLBACK")
    with database.write() as connection:
        connection.execute(text("UPDATE counters SET value = 7"))
    other.close()
    database.close()


def test_a_block_that_raises_writes_nothing(store: Store, store_url: str):
    database = Database(store_url)
    with pytest.raises(KeyError), database.write() as connection:  # noqa: PT012 - the write, then what undoes it
        connection.execute(text("UPDATE counters SET value = 7"))
        raise KeyError
    assert store.facts.revision() == 0
    database.close()


def test_ready_says_whether_the_database_answers(store: Store):
    assert store.ready()


def test_threads_beyond_the_pool_wait_their_turn(store: Store):
    def count() -> None:
        for _ in range(20):
            store.facts.revision()
            store.facts.mark_group("a", "b")

    threads = [threading.Thread(target=count) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.facts.groups() == {"a": "b"}
