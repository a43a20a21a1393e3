"""The console as a reviewer sees it: a real browser before the real service."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from api.app import create_app
from api.bootstrap import build
from api.commands.serve import prepare
from api.settings import Settings
from tests.api.conftest import ADMIN, CONTACTS, ORDERS, POLICIES
from tests.api.running import free_port

PASSWORD = "seven purple kettles"


@dataclass
class Desk:
    """A running service, and how to reach it as an admin's program."""

    url: str
    api: httpx.Client

    def draft(self, text: str = "My blue lamp never arrived and nobody answers!", **complaint: Any) -> dict[str, Any]:
        said = {"channel": "x", "author": {"handle": "@anaruiz", "name": "Ana Ruiz"}, **complaint}
        answer = self.api.post("/v1/drafts", json={"complaint": {"text": text, **said}})
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def invitation(self, role: str) -> str:
        return self.url + str(self.api.post("/v1/invitations", json={"role": role}).json()["path"])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with running(tmp_path_factory.mktemp("data")) as started:
        yield started


@contextmanager
def running(data_dir: Path, **more: Any) -> Iterator[Desk]:
    settings = Settings(data_dir=data_dir, admin_key=ADMIN, port=free_port(), webhooks_to_private=True, **more)  # type: ignore[arg-type]
    prepare(settings, sample=False)
    config = uvicorn.Config(create_app(lambda: build(settings)), port=settings.port, log_level="warning", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    url = f"http://127.0.0.1:{settings.port}"
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {ADMIN}"}, timeout=30) as api:
        for path, name, records in (
            ("/v1/policies", "policies", POLICIES),
            ("/v1/orders", "orders", ORDERS),
            ("/v1/contacts", "contacts", CONTACTS),
        ):
            assert api.put(path, json={name: records}).status_code == 200
        yield Desk(url, api)
    server.should_exit = True
    thread.join(60)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Yield Debian's browser, without its sandbox: it may not have one inside a container."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no chromium on this machine: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Any, desk: Desk, tmp_path: Path) -> Iterator[Any]:
    """Yield a page of a browser that nobody has signed in with; any error in its console fails the test."""
    context = chromium.new_context(base_url=desk.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(10_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    with suppress(Exception):  # a help in a search for a fault, no part of the test; a page on its way has no picture
        page.screenshot(path=str(tmp_path / "last.png"), timeout=3_000)
    context.close()
    assert not errors


@pytest.fixture
def reviewer(visitor: Any, desk: Desk) -> Any:
    """Return a page of somebody who has just come in as a reviewer."""
    return come_in(visitor, desk, "reviewer", "Rea Viewer")


def come_in(page: Any, desk: Desk, role: str, name: str) -> Any:
    page.goto(desk.invitation(role))
    page.get_by_label("Your name").fill(name)
    page.get_by_label("E-mail address").fill(f"someone.{time.monotonic_ns()}@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/")
    return page
