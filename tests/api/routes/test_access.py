from __future__ import annotations

import pytest

from tests.api.conftest import COMPLAINT, Service


def test_without_a_key_nothing_is_told(service: Service) -> None:
    answer = service.client.post("/v1/drafts", json={"complaint": COMPLAINT})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["type"] == "urn:amends:problem:unauthenticated"


@pytest.mark.parametrize("key", ["x", "amk_", "amk_test_admin_00000000000000000000000", "é", "a" * 5000])
def test_an_unknown_key_is_refused(service: Service, key: str) -> None:
    headers = {b"Authorization": b"Bearer " + key.encode()}
    assert service.client.get("/v1/drafts", headers=headers).status_code == 401  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scope", "method", "path", "allowed"),
    [
        ("draft", "POST", "/v1/drafts", True),
        ("draft", "PUT", "/v1/policies", False),
        ("draft", "POST", "/v1/drafts/x/approve", False),
        ("review", "POST", "/v1/drafts", False),
        ("review", "GET", "/v1/drafts", True),
        ("knowledge", "PUT", "/v1/policies", True),
        ("knowledge", "GET", "/v1/drafts", False),
    ],
)
def test_a_key_does_what_its_scope_says(service: Service, scope: str, method: str, path: str, allowed: bool) -> None:
    answer = service.client.request(
        method,
        path,
        json={"complaint": COMPLAINT, "policies": [], "version": 1},
        headers=service.headers(service.key(scope)),
    )
    assert (answer.status_code != 403) is allowed


def test_a_revoked_key_stops_working(service: Service) -> None:
    keys = service.client.app.state.services.store.keys  # type: ignore[attr-defined]
    key, secret = keys.create("gone", ["draft"])
    keys.revoke(key.id)
    assert service.client.get("/v1/drafts", headers=service.headers(secret)).status_code == 401


def test_health_needs_no_key(service: Service) -> None:
    assert service.client.get("/healthz").json() == {"status": "ok"}
    assert service.client.get("/readyz").status_code == 200
    page = service.client.get("/metrics").text
    assert "amends_http_requests_total" in page
    assert "anaruiz" not in page
