"""The service as a caller sees it: the real application over a data folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.bootstrap import build
from api.settings import Settings
from tests.api.identity_provider import IdentityProvider
from tests.api.identity_provider import running as running_provider

ADMIN = "amk_test_admin_000000000000000000000000"

POLICIES = [
    {
        "id": "late-delivery",
        "title": "Late delivery",
        "text": "If a parcel has not arrived five working days after the promised date, you can ask for a replacement "
        "or a full refund. We start tracing a parcel as soon as you tell us that it is late.",
    },
    {
        "id": "refund-times",
        "title": "Refund times",
        "text": "Refunds go back to the card that was used and take 5-7 working days to show.",
    },
]
ORDERS = [
    {
        "order_id": "58213",
        "status": "shipped",
        "placed_on": "2026-05-02",
        "shipped_on": "2026-05-06",
        "promised_by": "2026-05-09",
        "carrier": "Swiftline",
        "tracking_number": "SW123456789",
        "items": [{"name": "Lunde ceramic table lamp, blue", "quantity": 1, "price": "49.00"}],
        "total": "49.00",
        "currency": "GBP",
        "customer": {"name": "Ana Ruiz", "email": "ana@post.example", "handle": "@anaruiz"},
    },
    {
        "order_id": "60001",
        "status": "delivered",
        "placed_on": "2026-05-01",
        "delivered_on": "2026-05-04",
        "items": [{"name": "Oak bench", "quantity": 2, "price": "120.00"}],
        "total": "240.00",
        "currency": "GBP",
        "customer": {"name": "Ben Okafor", "email": "ben@post.example", "handle": "@benok"},
    },
]
CONTACTS = [
    {
        "id": "care",
        "title": "Customer care",
        "text": "Customer care: write to care@lumen.example or call 020 7946 0123, 9 am to 5 pm, Monday to Friday.",
        "data": {"team": "Customer care", "email": "care@lumen.example", "phone": "020 7946 0123"},
    }
]
COMPLAINT: dict[str, Any] = {
    "text": "My blue lamp never arrived and nobody answers my messages!",
    "channel": "x",
    "author": {"handle": "@anaruiz", "name": "Ana Ruiz", "followers": 120},
}


@dataclass
class Service:
    """A running application and its keys."""

    client: TestClient
    settings: Settings

    def headers(self, key: str = ADMIN, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {key}", **more}

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.client.post(path, json=body, headers=self.headers(**headers))

    def put(self, path: str, body: Any) -> Any:
        return self.client.put(path, json=body, headers=self.headers())

    def get(self, path: str, **params: Any) -> Any:
        return self.client.get(path, params=params, headers=self.headers())

    def delete(self, path: str) -> Any:
        return self.client.delete(path, headers=self.headers())

    def key(self, *scopes: str) -> str:
        return self.client.app.state.services.store.keys.create("tester", scopes)[1]  # type: ignore[attr-defined]


def load_facts(service: Service) -> None:
    for path, name, records in (
        ("/v1/policies", "policies", POLICIES),
        ("/v1/orders", "orders", ORDERS),
        ("/v1/contacts", "contacts", CONTACTS),
    ):
        answer = service.put(path, {name: records})
        assert answer.status_code == 200, answer.text


def start(settings: Settings) -> Iterator[Service]:
    from api.commands.serve import prepare

    prepare(settings, sample=False)
    with TestClient(create_app(lambda: build(settings)), raise_server_exceptions=False) as client:
        yield Service(client, settings)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("data")
    for running in start(Settings(data_dir=folder, admin_key=ADMIN)):  # type: ignore[arg-type]
        load_facts(running)
        yield running


@pytest.fixture(scope="session")
def _identity_provider() -> Iterator[IdentityProvider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def identity_provider(_identity_provider: IdentityProvider) -> IdentityProvider:
    """Return a provider of OpenID Connect on loopback that does not lie yet, and knows Ana."""
    _identity_provider.lies()
    _identity_provider.user("ana", email="Ana@Example.com", email_verified=True, name="Ana Ruiz")
    return _identity_provider
