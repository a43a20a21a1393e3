from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from api.settings import Settings
from tests.api.conftest import ADMIN, Service, load_facts, start

BRAND = """
incidents: {window_minutes: 120, at_least: 5, factor: 3.0}
"""
LINE = "You're not the only one telling us about orders that haven't arrived. We're looking into it now."
TEXTS = (
    "My blue lamp never arrived!",
    "Where is my sofa? It has not arrived.",
    "My order never arrived, it is a disgrace.",
    "The bench I bought never arrived.",
    "Still waiting, my parcel has not arrived.",
    "The chairs never arrived.",
    "My rug never arrived and I am fed up.",
    "My mirror never arrived.",
)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("incidents")
    (folder / "brand.yaml").write_text(BRAND)
    for running in start(Settings(data_dir=folder, admin_key=ADMIN)):  # type: ignore[arg-type]
        load_facts(running)
        yield running


@pytest.fixture(autouse=True)
def _nothing_open(shop: Service) -> Iterator[None]:
    yield
    for one in shop.get("/v1/incidents", status="open").json()["incidents"]:
        shop.post(f"/v1/incidents/{one['id']}/close", {})


_number = iter(range(10_000))


def complain(service: Service, text: str, **more: Any) -> dict[str, Any]:
    handle = f"@person{next(_number)}"
    body = {"complaint": {"text": text, "channel": "x", "author": {"handle": handle}} | more}
    answer = service.post("/v1/drafts", body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def opened(service: Service, *case_ids: str, **more: Any) -> dict[str, Any]:
    body = {"topic": "delivery", "cause": "not_arrived", "case_ids": list(case_ids)} | more
    answer = service.post("/v1/incidents", body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def approved(service: Service, incident_id: str, line: str = LINE) -> dict[str, Any]:
    answer = service.post(f"/v1/incidents/{incident_id}/approve", {"line": line})
    assert answer.status_code == 200, answer.text
    return answer.json()


def settled(service: Service, incident_id: str) -> dict[str, Any]:
    until = monotonic() + 20
    while True:
        incident = service.get(f"/v1/incidents/{incident_id}").json()
        if not incident["rewriting"]["waiting"]:
            return incident
        assert monotonic() < until, incident
        sleep(0.1)


def public_text(draft: dict[str, Any]) -> str:
    return next(one["text"] for one in draft["messages"] if one["audience"] == "public")


def test_the_proposed_line_can_be_approved_as_it_is(shop: Service) -> None:
    for cause in ("not_arrived", "late", "app_crash", "double_charged", None):
        for topic in ("delivery", "product", "billing", "privacy", "other"):
            incident = opened(shop, topic=topic, cause=cause)
            told = approved(shop, incident["id"], incident["proposed_line"])
            assert (told["line"], told["approved_by"]) == (incident["proposed_line"], "AMENDS_ADMIN_KEY")
    assert "lamp" in opened(shop, about="blue lamp", cause=None)["proposed_line"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Everyone affected will get a full refund today.", "unauthorised-promise"),
        ("Our courier lost a whole lorry of parcels on Tuesday.", "unverified"),
        ("You should have checked your address before ordering.", "blames-customer"),
        ("It is only a day late, these things happen.", "minimises"),
    ],
)
def test_a_line_is_guarded_like_any_public_reply(shop: Service, line: str, rule: str) -> None:
    incident = opened(shop)
    answer = shop.post(f"/v1/incidents/{incident['id']}/approve", {"line": line})
    assert answer.status_code == 422
    assert any(one["rule"].startswith(rule) for one in answer.json()["findings"])
    assert shop.get(f"/v1/incidents/{incident['id']}").json()["line"] is None


def test_new_drafts_of_the_group_use_the_line_and_say_why(shop: Service) -> None:
    incident = opened(shop)
    before = complain(shop, TEXTS[0])
    assert before["assessment"]["scope"] == "widespread"
    assert before["incident_id"] == incident["id"]
    assert any("No line has been approved" in one for one in before["assessment"]["reasons"])
    approved(shop, incident["id"])
    settled(shop, incident["id"])
    for text in TEXTS[1:]:
        draft = complain(shop, text)
        assert LINE in public_text(draft)
        assert f"incident-{incident['id']}" in draft["cited"]
        assert draft["verdict"] == "pass"
        assert any(incident["id"] in one for one in draft["assessment"]["reasons"])
    other = complain(shop, "Your driver was so rude to me, he shouted at my mother.")
    assert other["incident_id"] is None
    assert LINE not in public_text(other)
    shop.post(f"/v1/incidents/{incident['id']}/close", {})
    after = complain(shop, "My wardrobe never arrived.")
    assert LINE not in public_text(after)
    assert after["incident_id"] is None


def test_waiting_drafts_are_rewritten_and_those_in_hand_are_left_and_told(shop: Service) -> None:
    incident = opened(shop)
    waiting, claimed, decided = (complain(shop, text) for text in TEXTS[:3])
    assert shop.post(f"/v1/drafts/{claimed['id']}/claim", None).status_code == 200
    assert shop.post(f"/v1/drafts/{decided['id']}/approve", {"version": 1}).status_code == 200
    approved(shop, incident["id"])
    told = settled(shop, incident["id"])
    assert told["cases"] == 3
    assert told["rewriting"] == {"waiting": 0, "rewritten": 1, "left": 1}
    new = shop.get(f"/v1/drafts/{waiting['id']}").json()
    assert (new["version"], LINE in public_text(new)) == (2, True)
    old = shop.get(f"/v1/drafts/{claimed['id']}").json()
    assert (old["version"], public_text(old), old["claimed_by"]) == (1, public_text(claimed), "AMENDS_ADMIN_KEY")
    events = shop.get(f"/v1/cases/{claimed['case_id']}/events").json()["events"]
    assert {"incident": incident["id"], "reason": "AMENDS_ADMIN_KEY holds the draft"} in [one["data"] for one in events]
    kinds = [one["kind"] for one in shop.get(f"/v1/cases/{waiting['case_id']}/events").json()["events"]]
    assert kinds.index("incident joined") < kinds.index("incident line approved") < kinds.index("regenerated")


def test_once_it_is_closed_its_line_is_not_approved_unseen(shop: Service) -> None:
    incident = opened(shop)
    approved(shop, incident["id"])
    draft = complain(shop, TEXTS[0])
    assert LINE in public_text(draft)
    closed = shop.post(f"/v1/incidents/{incident['id']}/close", {}).json()
    assert (closed["status"], closed["closed_by"]) == ("closed", "AMENDS_ADMIN_KEY")
    read = shop.get(f"/v1/drafts/{draft['id']}").json()
    assert [(one["id"], one["change"]) for one in read["changed_facts"]] == [(f"incident-{incident['id']}", "removed")]
    refused = shop.post(f"/v1/drafts/{draft['id']}/approve", {"version": 1})
    assert refused.status_code == 409
    anew = shop.post(f"/v1/drafts/{draft['id']}/regenerate", {"version": 1}).json()
    assert LINE not in public_text(anew)
    assert shop.post(f"/v1/drafts/{draft['id']}/approve", {"version": 2}).status_code == 200
    again = shop.post(f"/v1/incidents/{incident['id']}/approve", {"line": LINE})
    assert (again.status_code, again.json()["status_now"]) == (409, "closed")


def test_the_line_is_ours_whatever_notes_came_with_the_request(shop: Service) -> None:
    incident = opened(shop)
    approved(shop, incident["id"])
    note = {"id": "n-1", "kind": "note", "text": "Checked: the customer called on Monday."}
    body = {"complaint": {"text": TEXTS[0], "channel": "x", "author": {"handle": "@nadia"}}, "facts": [note]}
    draft = shop.post("/v1/drafts", body).json()
    assert LINE in public_text(draft)
    shop.post(f"/v1/incidents/{incident['id']}/close", {})
    assert shop.post(f"/v1/drafts/{draft['id']}/approve", {"version": 1}).status_code == 409


def test_reading_one_tells_how_much_more_came_in_than_usual(shop: Service) -> None:
    cases = [complain(shop, text)["case_id"] for text in TEXTS[:3]]
    incident = opened(shop, *cases)
    spike = shop.get(f"/v1/incidents/{incident['id']}").json()["spike"]
    assert (spike["window_minutes"], spike["cases"], spike["usual"]) == (120, 3, None)
    assert spike["latest_at"]
    assert incident["spike"] is None


def test_cases_are_taken_in_and_out(shop: Service) -> None:
    rude = complain(shop, "You charged my card twice for one order.")
    incident = opened(shop)
    approved(shop, incident["id"])
    added = shop.post(f"/v1/incidents/{incident['id']}/cases", {"add": [rude["case_id"]]}).json()
    assert added["case_ids"] == [rude["case_id"]]
    settled(shop, incident["id"])
    assert LINE in public_text(shop.get(f"/v1/drafts/{rude['id']}").json())
    out = shop.post(f"/v1/incidents/{incident['id']}/cases", {"remove": [rude["case_id"]]}).json()
    assert out["cases"] == 0
    unknown = shop.post(f"/v1/incidents/{incident['id']}/cases", {"add": ["cas_none"]})
    assert (unknown.status_code, "cas_none" in unknown.json()["detail"]) == (404, True)


def test_a_spike_opens_one_incident_and_webhooks_are_told(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text(BRAND)
    for shop in start(Settings(data_dir=tmp_path, admin_key=ADMIN)):  # type: ignore[arg-type]
        hook = shop.post(
            "/v1/webhooks", {"url": "https://desk.example/in", "events": ["incident.opened", "incident.closed"]}
        ).json()
        usual = complain(shop, "My table never arrived.")
        _long_ago(shop, usual["case_id"], days=20)
        drafts = [complain(shop, text) for text in TEXTS]
        found = shop.get("/v1/incidents").json()["incidents"]
        assert len(found) == 1
        assert (found[0]["topic"], found[0]["cause"], found[0]["opened_by"]) == ("delivery", "not_arrived", "service")
        assert found[0]["cases"] == len(TEXTS)
        assert drafts[2]["assessment"]["scope"] == "single"
        assert drafts[3]["assessment"]["scope"] == "recurring"
        assert drafts[-1]["assessment"]["scope"] == "widespread"
        shop.post(f"/v1/incidents/{found[0]['id']}/close", {})
        told = shop.get(f"/v1/webhooks/{hook['id']}/deliveries").json()["deliveries"]
        assert [one["event"] for one in told] == ["incident.closed", "incident.opened"]


def _long_ago(service: Service, case_id: str, days: int) -> None:
    store = service.client.app.state.services.store  # type: ignore[attr-defined]
    with store.drafts._database.write() as connection:
        connection.exec_driver_sql(
            f"UPDATE sightings SET at = at - {days * 86_400_000_000} WHERE case_id = '{case_id}'"  # noqa: S608 - our own
        )


def test_scopes(shop: Service) -> None:
    incident = opened(shop)
    reviewer, drafter = ({"Authorization": f"Bearer {shop.key(*scopes)}"} for scopes in (("review",), ("draft",)))
    path = f"/v1/incidents/{incident['id']}"
    assert shop.client.get(path, headers=reviewer).status_code == 200
    assert shop.client.get(path, headers=drafter).status_code == 403
    assert shop.client.post(f"{path}/approve", json={"line": LINE}, headers=reviewer).status_code == 403
    assert shop.client.post(f"{path}/close", headers=reviewer).status_code == 403
    assert shop.get("/v1/incidents/inc_none").status_code == 404


def test_response_times_are_told_by_channel_severity_and_topic(shop: Service) -> None:
    draft = complain(shop, "You charged my card twice for one order.", channel="email")
    assert shop.post(f"/v1/drafts/{draft['id']}/approve", {"version": 1}).status_code == 200
    told = shop.get("/v1/figures/response-times").json()
    email = next(one for one in told["by_channel"] if one["name"] == "email")
    assert (email["cases"], email["answered"], email["in_time_share"], email["breaches"]) == (1, 1, 1.0, 0)
    assert 0 <= email["median_seconds"] < 60
    assert {one["name"] for one in told["by_topic"]} >= {"billing"}
    assert shop.get("/v1/figures/response-times", since="2026-01-01", until="2020-01-01").status_code == 422
    assert shop.get("/v1/figures/response-times", since="soon").status_code == 422
    assert shop.get("/v1/figures/response-times", until="1970-01-01").json()["all"]["cases"] == 0


def test_overdue_cases_are_counted_for_prometheus(shop: Service) -> None:
    assert "amends_cases_overdue" in shop.client.get("/metrics").text
