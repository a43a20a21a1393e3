from __future__ import annotations

import random
import signal
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.conftest import COMPLAINT, CONTACTS, ORDERS, POLICIES
from tests.api.running import Process, running
from tests.knowledge.conftest import ChromaServer, chroma
from tests.postgres import Postgres

__all__ = ["chroma"]
pytestmark = pytest.mark.timeout(240)


def load(service: Process) -> None:
    with service.client() as client:
        client.put("/v1/policies", json={"policies": POLICIES}).raise_for_status()
        client.put("/v1/orders", json={"orders": ORDERS}).raise_for_status()
        client.put("/v1/contacts", json={"contacts": CONTACTS}).raise_for_status()


def finished(service: Process, draft_id: str, seconds: float = 40) -> dict[str, Any]:
    until = time.monotonic() + seconds
    with service.client() as client:
        while time.monotonic() < until:
            answer = client.get(f"/v1/drafts/{draft_id}")
            if answer.status_code == 200:
                return answer.json()
            assert answer.status_code == 202, answer.text
            time.sleep(0.1)
    raise AssertionError(f"draft {draft_id} was never finished")


def test_nothing_accepted_is_lost_when_the_service_is_killed_under_load(tmp_path: Path) -> None:
    draw = random.Random(7)
    accepted: list[str] = []
    keys: dict[str, str] = {}
    with running(tmp_path) as service:
        load(service)
        port = service.port

        def caller(number: int) -> None:
            with service.client() as client:
                for turn in range(200):
                    key = f"{number}-{turn}"
                    headers = {"Idempotency-Key": key} | ({"Prefer": "respond-async"} if turn % 2 else {})
                    try:
                        answer = client.post("/v1/drafts", json={"complaint": COMPLAINT}, headers=headers)
                    except httpx.TransportError:
                        return
                    accepted.append(answer.json()["id"])
                    keys[key] = answer.json()["id"]

        threads = [threading.Thread(target=caller, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        patience = time.monotonic() + 30
        while len(accepted) <= 5 and time.monotonic() < patience:
            time.sleep(0.05)
        time.sleep(draw.random())
        service.kill()
        for thread in threads:
            thread.join()
    assert len(accepted) > 5
    with running(tmp_path, port=port) as service:
        for draft_id in accepted:
            assert finished(service, draft_id)["messages"]
        with service.client() as client:
            for key, draft_id in list(keys.items())[-5:]:
                again = client.post("/v1/drafts", json={"complaint": COMPLAINT}, headers={"Idempotency-Key": key})
                assert again.json()["id"] == draft_id


def test_two_workers_know_what_one_of_them_was_told(tmp_path: Path) -> None:
    with running(tmp_path, "--workers", "2") as service:
        load(service)
        for _ in range(12):
            with service.client() as client:
                made = client.post("/v1/drafts", json={"complaint": COMPLAINT}).json()
                assert "order-58213" in [fact["id"] for fact in made["facts"]]
                assert any(fact["kind"] == "policy" for fact in made["facts"])


def test_with_a_database_and_a_chroma_server_it_does_the_same(
    tmp_path: Path, postgres: Postgres, chroma: ChromaServer
) -> None:
    with postgres.fresh() as url:
        env = {"AMENDS_DATABASE_URL": url, "AMENDS_CHROMA_URL": chroma.url}
        with running(tmp_path / "one", env=env) as one, running(tmp_path / "two", env=env) as two:
            load(one)
            for service in (two, one):
                with service.client() as client:
                    made = client.post("/v1/drafts", json={"complaint": COMPLAINT}).json()
                    found = client.get("/v1/knowledge/search", params={"q": "when will I see my refund"}).json()
                assert "order-58213" in [fact["id"] for fact in made["facts"]]
                assert found["results"][0]["fact_id"] == "refund-times"
                assert found["results"][0]["dense"] is not None
            assert not (tmp_path / "two" / "data" / "index").exists()


def test_a_stop_waits_for_the_requests_under_way(tmp_path: Path) -> None:
    answers: list[int] = []
    with running(tmp_path) as service:
        load(service)

        def call() -> None:
            body = {"checks": [{"reply": "We are sorry. " * 400, "audience": "public"}] * 60}
            with service.client() as client:
                answers.append(client.post("/v1/checks/batch", json=body).status_code)

        thread = threading.Thread(target=call)
        thread.start()
        time.sleep(0.3)
        assert service.stop() in {0, -signal.SIGTERM}
        thread.join()
    assert answers == [200]


def test_the_sample_business_is_loaded_once_and_the_log_holds_nothing_personal(tmp_path: Path) -> None:
    with running(tmp_path, "--sample") as service, service.client() as client:
        assert client.get("/v1/knowledge/search", params={"q": "refund"}).json()["results"]
        client.post(
            "/v1/drafts", json={"complaint": {**COMPLAINT, "text": "Zanzibar lamp never came, a@secret.example"}}
        )
        log = service.log.read_text()
    assert "draft written" in log
    for word in ("Zanzibar", "secret.example", "anaruiz", "amk_"):
        assert word not in log


def test_without_a_key_given_one_is_made_and_shown_once(tmp_path: Path) -> None:
    with running(tmp_path, env={"AMENDS_ADMIN_KEY": ""}) as service:
        shown = [line for line in service.log.read_text().splitlines() if "shown only now" in line]
        assert len(shown) == 1
        key = shown[0].split()[-1]
        headers = {"Authorization": f"Bearer {key}"}
        assert httpx.get(f"http://127.0.0.1:{service.port}/v1/drafts", headers=headers).status_code == 200
    with running(tmp_path, env={"AMENDS_ADMIN_KEY": ""}) as service:
        assert sum("shown only now" in line for line in service.log.read_text().splitlines()) == 1
