"""`amends serve`: prepare the data folder once, then run the workers."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import typer
import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from api.bootstrap import build
from api.brand_file import KEPT_BRAND
from api.commands.people import link
from api.configuration import brand_of, brand_path, policy_from
from api.errors import InvalidInput
from api.identity import provider_of
from api.services import Services
from api.settings import Settings
from api.severities import KEPT, keep
from api.store.engine import Store, open_store
from api.store.people import Role
from api.telemetry import configure_logging
from knowledge import samples
from knowledge.facts import FactKind

APPLICATION = "api.commands.serve:application"
GRACE_SECONDS = 30
_THE_SERVICE = "the service"


def run(settings: Settings, *, sample: bool) -> None:
    """Prepare and serve until stopped.

    Raises:
        InvalidInput: a setting has a value that cannot be used.
    """
    try:
        configure_logging(settings.log_level)
    except ValueError as error:
        raise InvalidInput(str(error)) from None
    prepare(settings, sample=sample)
    _hand_down(settings)
    if settings.workers > 1:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="amends-metrics-")
    typer.echo(f"Amends on http://{settings.host}:{settings.port}  (API: /docs, console: /)", err=True)
    options: dict[str, Any] = {
        "factory": True,
        "host": settings.host,
        "port": settings.port,
        "workers": settings.workers,
        "access_log": False,
        "log_level": "warning",
        "timeout_graceful_shutdown": GRACE_SECONDS,
        "server_header": False,
    }
    if settings.workers > 1 and settings.severities:
        config = uvicorn.Config(APPLICATION, **options)
        Reloading(config, [config.bind_socket()]).run()
    else:
        uvicorn.run(APPLICATION, **options)


class Reloading(Multiprocess):
    """Hands SIGHUP on to the workers, which read the severities again, where others would start the workers anew."""

    def handle_hup(self) -> None:
        """Hand the signal on."""
        for worker in self.processes:
            if worker.pid is not None:
                os.kill(worker.pid, signal.SIGHUP)


def prepare(settings: Settings, *, sample: bool) -> None:
    """Migrate the database, load the sample business if asked and nothing is there, and make the first key."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with closing(open_store(settings.database)) as store:
        secret = settings.admin_key.get_secret_value() if settings.admin_key else None
        made = store.keys.ensure_admin(secret)
        empty = not any(store.facts.count(kind) for kind in FactKind)
        token = first_invitation(store)
    if sample and empty:
        load_sample(settings)
    brand_of(settings)
    policy_from(settings.severities)
    provider_of(settings)
    if settings.workers > 1:
        _keep_good(settings)
    if made:
        typer.echo(f"Admin API key (shown only now): {made}", err=True)
    if token:
        typer.echo(f"Nobody has an account yet. Make the first admin's: {link(settings, token)}", err=True)


def first_invitation(store: Store) -> str | None:
    """Return the token of an invitation for the first admin; None when somebody has an account."""
    if store.people.list():
        return None
    now = datetime.now(UTC)
    for earlier in store.people.invitations(now):
        if earlier.invited_by == _THE_SERVICE:
            store.people.withdraw(earlier.id, now)
    return store.people.invite(None, Role.ADMIN, invited_by=_THE_SERVICE, now=now)[1]


def _keep_good(settings: Settings) -> None:
    """Keep what is in force at the start for a worker that has to be replaced while a file holds an error."""
    brand, kept = brand_path(settings), settings.data_dir / KEPT_BRAND
    if brand.exists():
        keep(brand, kept)
    else:
        kept.unlink(missing_ok=True)
    if settings.severities:
        keep(settings.severities, settings.data_dir / KEPT)


def load_sample(settings: Settings) -> None:
    """Load the sample business into the data folder."""
    from api.commands.ingest import load  # noqa: PLC0415 - only the first start needs the readers

    load(settings, samples.knowledge_paths())
    brand = brand_path(settings)
    if not brand.exists():
        shutil.copyfile(samples.sample_dir() / samples.BRAND, brand)


def application() -> FastAPI:
    """Return the application of one worker, as the environment describes it."""
    from api.app import create_app  # noqa: PLC0415 - the parent process needs no application

    settings = Settings()
    configure_logging(settings.log_level)

    def services() -> Services:
        made = build(settings)
        # What was loaded stays for good: the collector need not look at it with every draft.
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)
        running.append(made)
        return made

    running: list[Services] = []
    if settings.severities:
        _on_hangup(lambda: [(made.brand.reload(), made.severities.reload()) for made in running])

    return create_app(services, most=settings.max_body_bytes, most_upload=settings.max_upload_bytes)


def _on_hangup(work: Callable[[], object]) -> None:
    """Do `work` on SIGHUP, in a thread of its own: a handler may interrupt whoever holds the lock of the log."""
    hangup = getattr(signal, "SIGHUP", None)
    if hangup is not None:
        signal.signal(hangup, lambda *_: Thread(target=work, name="amends-reload").start())


def _hand_down(settings: Settings) -> None:
    """Put the settings that options may have changed where the workers read them."""
    os.environ["AMENDS_DATA_DIR"] = str(Path(settings.data_dir).absolute())
    os.environ["AMENDS_HOST"] = settings.host
    os.environ["AMENDS_PORT"] = str(settings.port)
    os.environ["AMENDS_WORKERS"] = str(settings.workers)
