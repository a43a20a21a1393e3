"""A real PostgreSQL for the length of the tests: its own folder, no port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from api.store.migrating import REVISIONS, migrate
from api.store.tables import metadata

_USUAL_PLACES = ("/usr/lib/postgresql", "/usr/pgsql", "/usr/local/opt", "/opt/homebrew/opt")
# Durability is the disk's business; these tests kill processes, not the machine.
_OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=32MB"


_EMPTIED = (
    "SET session_replication_role = replica",  # no triggers: events would not let themselves be deleted
    f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY",
    "INSERT INTO counters (name, value) VALUES ('facts', 0)",
    "INSERT INTO chain (id, count, digest) VALUES (1, 0, repeat('0', 64))",
    f"UPDATE alembic_version SET version_num = '{REVISIONS[-1]}'",  # noqa: S608 - our own constant
)


class PostgresMissing(Exception):
    """No server can be started here; the message says why."""


class Postgres:
    """A running server; `fresh` makes a database in the shape the code expects."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()
        self._spare: list[str] = []
        self._admin("CREATE DATABASE amends_template")
        migrate(self.url("amends_template"))

    def url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self._folder}"

    def empty(self) -> str:
        """Return the URL of a new database without tables."""
        return self._create("template1")

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Yield the URL of a database with the tables of today and nothing in them.

        Databases are emptied and used again: to make one takes a tenth of a second and 8 MB.
        """
        url = self._spare.pop() if self._spare else self._create("amends_template")
        yield url
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in _EMPTIED:
                connection.execute(statement)
        self._spare.append(url)

    def _create(self, template: str) -> str:
        name = f"test_{next(self._numbers)}"
        self._admin("CREATE DATABASE {} TEMPLATE {}", name, template)
        return self.url(name)

    def _admin(self, statement: str, *names: str) -> None:
        with psycopg.connect(host=str(self._folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    try:
        with _server() as folder:
            yield Postgres(folder)
    except PostgresMissing as reason:
        pytest.skip(str(reason))


@contextmanager
def _server() -> Iterator[Path]:
    programs, account = _programs(), _account()
    # Short, since the path of a Unix socket may have some hundred bytes only.
    folder = Path(tempfile.mkdtemp(prefix="amends-pg-", dir="/tmp"))
    try:
        if account:
            shutil.chown(folder, account, account)
        data = folder / "data"
        _run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"], account)
        control = [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
        _run([*control, "-o", f"-k {folder} {_OPTIONS}", "start"], account)
        try:
            yield folder
        finally:
            _run([*control, "-m", "immediate", "stop"], account)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    if found := shutil.which("initdb"):
        return Path(found).parent
    for place in _USUAL_PLACES:
        for program in sorted(Path(place).glob("*/bin/initdb"), reverse=True):
            return program.parent
    raise PostgresMissing("PostgreSQL's initdb is not installed here")


def _account() -> str | None:
    """Return the account to run as; None for our own. PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise PostgresMissing("PostgreSQL does not run as root, and there is no account 'postgres'") from None


def _run(command: list[str | Path], account: str | None) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=account,
        group=account,
        extra_groups=[] if account else None,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if "initdb" in str(command[0]) else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode:
        raise PostgresMissing(f"{command[0]} failed: {done.stdout or 'see its log'}")
