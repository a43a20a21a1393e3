from __future__ import annotations

import pytest

from tests.api.conftest import Service


def test_a_webhook_is_made_changed_and_removed(service: Service) -> None:
    made = service.post("/v1/webhooks", {"url": "https://desk.example/in"})
    assert made.status_code == 201, made.text
    assert made.json()["secret"].startswith("whsec_")
    assert made.json()["events"] == ["draft.released"]
    path = f"/v1/webhooks/{made.json()['id']}"
    changed = service.client.patch(path, json={"events": ["case.overdue"], "disabled": True}, headers=service.headers())
    assert changed.json()["events"] == ["case.overdue"]
    assert changed.json()["disabled"] is True
    assert changed.json()["secret"] is None
    renewed = service.post(f"{path}/secret", {})
    assert renewed.json()["secret"] != made.json()["secret"]
    assert service.get(f"{path}/deliveries").json() == {"deliveries": [], "next_cursor": None}
    assert service.delete(path).status_code == 204
    assert service.get(f"{path}/deliveries").status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "",
        "desk.example",
        "ftp://desk.example",
        "https://me:secret@desk.example/",
        "http://",
        "0",
        "http://999.1.1.1",
        "https://a.example/\n",
    ],
)
def test_an_address_that_cannot_be_told_is_refused(service: Service, url: str) -> None:
    refused = service.post("/v1/webhooks", {"url": url})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "body.url"


@pytest.mark.parametrize(
    "url",
    ["https://desk.example", "https://127.0.0.1.nip.io/x", "https://3d.example/", "https://[2606:4700::1111]:8443/in"],
)
def test_an_address_outside_is_taken(service: Service, url: str) -> None:
    made = service.post("/v1/webhooks", {"url": url})
    assert made.status_code == 201, made.text
    assert service.delete(f"/v1/webhooks/{made.json()['id']}").status_code == 204


HOUSE = ["http://10.0.0.7:8080/in?x=1", "http://localhost:59999/a#b", "http://127.0.0.1/", "http://[::1]/"]
SHUT = ["http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "http://[fe80::1]/", "http://224.0.0.1/"]


@pytest.mark.parametrize("url", [*HOUSE, *SHUT, "http://[1:2]/"])
def test_an_address_in_the_house_is_refused(service: Service, url: str) -> None:
    made = service.post("/v1/webhooks", {"url": "https://desk.example"}).json()
    changed = service.client.patch(f"/v1/webhooks/{made['id']}", json={"url": url}, headers=service.headers())
    for refused in (service.post("/v1/webhooks", {"url": url}), changed):
        assert refused.status_code == 422
        assert url in refused.json()["detail"]
        assert "AMENDS_WEBHOOKS_TO_PRIVATE" in refused.json()["remedy"]
    assert service.delete(f"/v1/webhooks/{made['id']}").status_code == 204


def test_the_operator_may_let_messages_into_the_house(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service.settings, "webhooks_to_private", True)
    for url in HOUSE:
        made = service.post("/v1/webhooks", {"url": url})
        assert made.status_code == 201, made.text
        assert service.delete(f"/v1/webhooks/{made.json()['id']}").status_code == 204
    for url in SHUT:
        assert service.post("/v1/webhooks", {"url": url}).status_code == 422


def test_an_event_there_is_not_is_refused(service: Service) -> None:
    assert service.post("/v1/webhooks", {"url": "https://a.example", "events": ["x"]}).status_code == 422


@pytest.mark.parametrize("scope", ["draft", "review", "knowledge"])
def test_only_admins_manage_webhooks(service: Service, scope: str) -> None:
    headers = service.headers(service.key(scope))
    assert service.client.get("/v1/webhooks", headers=headers).status_code == 403


def test_what_is_not_there_is_not_found(service: Service) -> None:
    assert service.post("/v1/deliveries/msg_nothing/replay", {}).status_code == 404
    assert service.post("/v1/webhooks/whk_nothing/secret", {}).status_code == 404
    assert service.post("/v1/webhooks/whk_nothing/replay", {}).status_code == 404
    assert service.delete("/v1/webhooks/whk_nothing").status_code == 404
