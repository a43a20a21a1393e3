"""The whole service, killed while two messages of one customer are being answered."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.running import Process, running

URL = "https://x.example/thread/1"


def post(service: Process, text: str, **headers: str) -> None:
    complaint = {"text": text, "channel": "x", "author": {"handle": "@ana"}, "url": URL}
    with service.client() as client, suppress(httpx.HTTPError):
        client.post("/v1/drafts", json={"complaint": complaint}, headers={"Idempotency-Key": text, **headers})


def settled(service: Process) -> dict[str, Any]:
    """Return the one case once none of its drafts is being written."""
    until = time.monotonic() + 60
    with service.client() as client:
        while True:
            cases = client.get("/v1/cases").json()["cases"]
            if len(cases) == 1 and all(draft["status"] for draft in cases[0]["drafts"]):
                return cases[0]
            assert time.monotonic() < until, cases
            time.sleep(0.25)


@pytest.mark.timeout(300)  # two starts of the service, and a lease that has to run out
def test_after_a_kill_one_draft_is_live_and_answers_all(tmp_path: Path) -> None:
    texts = ["My lamp is late!", "Hello?", "Nobody answers me."]
    env = {"AMENDS_WORKERS": "2", "AMENDS_BURST_SECONDS": "2"}
    with running(tmp_path, env=env) as service:
        post(service, texts[0])
        threads = [threading.Thread(target=post, args=(service, text)) for text in texts[1:]]
        for thread in threads:
            thread.start()
        time.sleep(0.01)
        service.kill()
        for thread in threads:
            thread.join()
    with running(tmp_path, env=env) as service:
        for text in texts[1:]:
            post(service, text, Prefer="respond-async")
        case = settled(service)
        assert [draft["status"] for draft in case["drafts"]] == ["superseded", "superseded", "pending_review"]
        with service.client() as client:
            live = client.get(f"/v1/drafts/{case['live_draft']}").json()
    assert live["id"] == case["drafts"][-1]["id"]
    assert sorted(live["complaint"]["text"].split("\n\n")) == sorted(texts)
