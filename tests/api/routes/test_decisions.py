from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api.store.people import Role
from tests.api.conftest import COMPLAINT, Service


def make(service: Service) -> dict[str, Any]:
    answer = service.post("/v1/drafts", {"complaint": COMPLAINT})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def act(service: Service, draft: dict[str, Any], what: str, **body: Any) -> Any:
    return service.post(f"/v1/drafts/{draft['id']}/{what}", {"version": draft["version"], **body})


def events(service: Service, draft: dict[str, Any]) -> list[str]:
    store = service.client.app.state.services.store  # type: ignore[attr-defined]
    return [one.kind for one in store.drafts.events.of_case(draft["case_id"])]


def test_an_approval_can_be_taken_back_until_it_is_let_out(service: Service) -> None:
    approved = act(service, make(service), "approve").json()
    assert approved["status"] == "approved"
    assert approved["release_at"] > datetime.now(UTC).isoformat()
    again = act(service, approved, "undo")
    assert again.status_code == 200, again.text
    assert again.json()["status"] == "pending_review"
    assert again.json()["release_at"] is None
    assert act(service, again.json(), "approve").status_code == 200
    assert events(service, approved).count("undone") == 1


def test_what_was_let_out_cannot_be_taken_back(service: Service) -> None:
    services = service.client.app.state.services  # type: ignore[attr-defined]
    approved = act(service, make(service), "approve").json()
    services.store.releases.release_due(datetime.now(UTC) + timedelta(minutes=1))
    released = service.get(f"/v1/drafts/{approved['id']}").json()
    assert released["status"] == "released"
    refused = act(service, approved, "undo")
    assert refused.status_code == 409
    assert "too late" in refused.json()["detail"]


def test_the_service_lets_out_by_itself(service: Service) -> None:
    decisions = service.client.app.state.services.decisions  # type: ignore[attr-defined]
    undo, decisions._undo = decisions._undo, timedelta(0)
    try:
        approved = act(service, make(service), "approve").json()
    finally:
        decisions._undo = undo
    until = time.monotonic() + 20
    while service.get(f"/v1/drafts/{approved['id']}").json()["status"] != "released" and time.monotonic() < until:
        time.sleep(0.05)
    assert service.get(f"/v1/drafts/{approved['id']}").json()["status"] == "released"


def test_a_rejection_can_be_taken_back_too(service: Service) -> None:
    rejected = act(service, make(service), "reject", reason="too long").json()
    again = act(service, rejected, "undo").json()
    assert (again["status"], again["reason"]) == ("pending_review", None)


def test_there_is_nothing_to_take_back(service: Service) -> None:
    assert act(service, make(service), "undo").status_code == 409
    assert service.post("/v1/drafts/drf_nobody/undo", {"version": 1}).status_code == 404


def test_a_draft_is_set_aside(service: Service) -> None:
    until = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    held = act(service, make(service), "hold", until=until, note="asked the warehouse")
    assert held.json()["held_until"]
    assert held.json()["status"] == "pending_review"


@pytest.mark.parametrize("days", [-1, 31])
def test_a_draft_is_not_set_aside_for_ever(service: Service, days: int) -> None:
    until = (datetime.now(UTC) + timedelta(days=days)).isoformat()
    refused = act(service, make(service), "hold", until=until)
    assert refused.status_code == 422
    assert "30 days" in refused.json()["remedy"]


def test_a_draft_is_handed_over_and_let_go(service: Service) -> None:
    draft = make(service)
    people = service.client.app.state.services.store.people  # type: ignore[attr-defined]
    bo = people.add("bo@example.com", "Bo", Role.REVIEWER, password=None)
    unknown = act(service, draft, "handover", to="ghost")
    assert (unknown.status_code, "'ghost'" in unknown.json()["detail"]) == (422, True)
    people.change(bo.id, disabled=True)
    assert act(service, draft, "handover", to="Bo").status_code == 422
    people.change(bo.id, disabled=False)
    handed = act(service, draft, "handover", to="Bo", note="knows the case").json()
    assert handed["claimed_by"] == "Bo"
    assert handed["version"] == draft["version"]
    refused = act(service, draft, "approve")
    assert refused.status_code == 409
    assert "Bo" in refused.json()["detail"]
    assert act(service, draft, "regenerate").status_code == 409


def test_a_draft_is_escalated_with_a_note(service: Service) -> None:
    escalated = act(service, make(service), "escalate", note="may be a safety matter").json()
    assert escalated["assessment"]["action"] == "escalate_to_human"
    assert "may be a safety matter" in escalated["assessment"]["reasons"][-1]
    assert escalated["status"] == "pending_review"


def test_a_complaint_is_found_not_to_be_genuine(service: Service) -> None:
    rejected = act(service, make(service), "not-genuine", reason="another shop's customer").json()
    assert rejected["status"] == "rejected"
    assert rejected["assessment"]["legitimacy"] == "not_genuine"


@pytest.mark.parametrize("what", ["hold", "handover", "escalate", "not-genuine", "undo"])
def test_a_stale_version_is_refused(service: Service, what: str) -> None:
    until = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    body = {"hold": {"until": until}, "escalate": {"note": "x"}, "not-genuine": {"reason": "x"}}.get(what, {})
    stale = {**make(service), "version": 7}
    assert act(service, stale, what, **body).status_code == 409
