from __future__ import annotations

import pytest

from tests.api.conftest import COMPLAINT, ORDERS, Service


def test_a_badly_typed_contact_is_refused_and_spoils_nothing(service: Service) -> None:
    bad = {"id": "bad", "text": "x", "data": {"phone": [1], "topics": "x"}}
    answer = service.put("/v1/contacts", {"contacts": [bad]})
    assert answer.status_code == 422
    assert "data.phone" in answer.json()["detail"]
    assert service.post("/v1/drafts", {"complaint": COMPLAINT}).json()["attempts"][-1]["writer"] == "composer"


def test_a_note_on_anothers_order_is_no_fact_of_this_draft(service: Service) -> None:
    note = {"id": "note-60001", "text": "Order 60001: the blue lamp never arrived because of a flood in the depot."}
    assert service.put("/v1/notes", {"notes": [note]}).status_code == 200
    made = service.post("/v1/drafts", {"complaint": COMPLAINT}).json()
    assert "note-60001" not in [fact["id"] for fact in made["facts"]]
    assert service.delete("/v1/notes/note-60001").status_code == 204


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59"])
def test_a_clock_gone_wrong_costs_nothing(service: Service, at: str) -> None:
    assert service.post("/v1/drafts", {"complaint": {**COMPLAINT, "received_at": at}}).status_code == 201
    assert service.post("/v1/assessments", {"complaint": {**COMPLAINT, "received_at": at}}).status_code == 200


def test_text_that_is_no_unicode_never_breaks_a_decision(service: Service) -> None:
    made = service.post("/v1/drafts", {"complaint": COMPLAINT}).json()
    body = b'{"version": 1, "messages": [{"audience": "public", "text": "Sorry, Ana. Please send us a DM.\\ud800"}]}'
    headers = service.headers(**{"Content-Type": "application/json"})
    answer = service.client.post(f"/v1/drafts/{made['id']}/approve", content=body, headers=headers)
    assert answer.status_code in {200, 422}


def test_nesting_without_end_is_refused(service: Service) -> None:
    deep: dict[str, object] = {}
    for _ in range(300):
        deep = {"x": deep}
    facts = [{"id": "f", "kind": "note", "text": "t", "data": deep}]
    assert service.post("/v1/drafts", {"complaint": COMPLAINT, "facts": facts}).status_code == 422
    assert service.put("/v1/orders", {"orders": [{**ORDERS[0], "order_id": "deep", "extra": deep}]}).status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_out_of_all_reckoning_is_named(service: Service, day: str) -> None:
    reply = {"reply": "Sorry.", "audience": "public", "as_of": day}
    for refused in (
        service.get("/v1/figures/overview", until=day),
        service.get("/v1/figures/overview", since=day, until=day),
        service.post("/v1/checks", reply),
        service.post("/v1/checks/batch", {"checks": [reply]}),
        service.post("/v1/drafts", {"complaint": {"text": "It is late."}, "as_of": day}),
    ):
        assert refused.status_code == 422
        assert day in refused.json()["detail"]
        assert "1970" in refused.json()["remedy"]
