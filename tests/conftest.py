"""What every test shares: no network beyond this machine, folders and databases of its own."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from api.store.engine import Store, open_store
from api.store.migrating import migrate
from tests.postgres import postgres

__all__ = ["postgres"]

_LOOPBACK = "127.0.0.1,::1,localhost"


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if not config.option.allow_hosts:
        config.option.allow_hosts = _LOOPBACK
        config.option.allow_unix_socket = True


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a test from the settings of whoever runs it."""
    for name in [name for name in os.environ if name.startswith(("AMENDS_", "OPENAI_"))]:
        monkeypatch.delenv(name)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Return what starts processes that share nothing with this one, yet need not import everything anew each time."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["api.store.engine", "api.jobs", "alembic.command"])
    return context


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "amends.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(data_dir: Path, _sqlite_template: Path) -> str:
    """Return the URL of a new SQLite database with the tables of today."""
    return f"sqlite:///{shutil.copy(_sqlite_template, data_dir / 'amends.db')}"


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Yield the URL of a database with the tables of today, of each kind in turn."""
    if request.param == "sqlite":
        yield str(request.getfixturevalue("sqlite_url"))
        return
    with request.getfixturevalue("postgres").fresh() as url:
        yield url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    opened = open_store(store_url)
    yield opened
    opened.close()
