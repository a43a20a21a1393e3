from __future__ import annotations

import threading
from typing import Any

import orjson
import pytest

from tests.api.conftest import COMPLAINT, Service


def draft(service: Service, **more: Any) -> dict[str, Any]:
    answer = service.post("/v1/drafts", {"complaint": {**COMPLAINT, **more}})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_complaint_becomes_a_pair_with_the_facts_on_record(service: Service) -> None:
    made = draft(service)
    assert made["status"] == "pending_review"
    assert [message["audience"] for message in made["messages"]] == ["public", "private"]
    assert made["verdict"] != "block"
    assert "order-58213" in [fact["id"] for fact in made["facts"]]
    private = made["messages"][1]["text"]
    assert "6 May" in private
    assert "lamp" in private


def test_the_public_message_tells_nothing_from_the_record(service: Service) -> None:
    public = draft(service)["messages"][0]["text"]
    for secret in ("58213", "SW123456789", "ana@post.example", "Ruiz", "49"):
        assert secret not in public


def test_another_customers_order_never_surfaces(service: Service) -> None:
    made = draft(service, text="Where is order 60001?", order_ids=["60001"])
    assert "order-60001" not in [fact["id"] for fact in made["facts"]]
    assert not any("bench" in message["text"].lower() for message in made["messages"])
    assert any("60001" in reason for reason in made["assessment"]["reasons"])


def test_only_a_text_is_required(service: Service) -> None:
    answer = service.post("/v1/drafts", {"complaint": {"text": "Your shop is a mess and I want my money back."}})
    assert answer.status_code == 201
    assert answer.json()["messages"]


def test_the_same_key_and_body_give_the_same_draft(service: Service) -> None:
    body = {"complaint": COMPLAINT}
    first = service.post("/v1/drafts", body, **{"Idempotency-Key": "k-1"})
    again = service.post("/v1/drafts", body, **{"Idempotency-Key": "k-1"})
    assert first.status_code == again.status_code == 201
    assert first.json()["id"] == again.json()["id"]
    assert again.headers["idempotent-replayed"] == "true"


def test_the_same_key_with_another_body_is_refused(service: Service) -> None:
    service.post("/v1/drafts", {"complaint": COMPLAINT}, **{"Idempotency-Key": "k-2"})
    other = service.post("/v1/drafts", {"complaint": {"text": "Something else"}}, **{"Idempotency-Key": "k-2"})
    assert other.status_code == 422
    assert other.json()["type"] == "urn:amends:problem:idempotency-clash"
    assert "k-2" in other.json()["detail"]


def test_two_requests_at_once_with_one_key_make_one_draft(service: Service) -> None:
    answers: list[Any] = []

    def call() -> None:
        answers.append(service.post("/v1/drafts", {"complaint": COMPLAINT}, **{"Idempotency-Key": "k-3"}))

    threads = [threading.Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1


def test_a_patient_caller_is_answered_at_once_and_finds_the_draft_later(service: Service) -> None:
    answer = service.post("/v1/drafts", {"complaint": COMPLAINT}, Prefer="respond-async")
    assert answer.status_code == 202
    place = answer.headers["location"]
    made = service.client.app.state.services.desk.wait_for(answer.json()["id"])  # type: ignore[attr-defined]
    read = service.get(place)
    assert read.status_code == 200
    assert read.json()["id"] == made.id


def test_events_tell_the_progress_then_the_checked_text_then_the_draft(service: Service) -> None:
    answer = service.post("/v1/drafts", {"complaint": COMPLAINT}, Accept="text/event-stream")
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [block.split("\n", 1) for block in answer.text.strip().split("\n\n")]
    names = [event[0].removeprefix("event: ") for event in events]
    assert names[0] == "progress"
    assert names[-1] == "draft"
    assert names.count("text") == 2
    made = orjson.loads(events[-1][1].removeprefix("data: "))
    texts = [orjson.loads(event[1].removeprefix("data: "))["text"] for event in events if "event: text" in event[0]]
    assert texts == [message["text"] for message in made["messages"]]


def test_pages_lead_through_all_drafts_once(service: Service) -> None:
    wanted = {draft(service)["id"] for _ in range(3)}
    seen: list[str] = []
    cursor = None
    while True:
        params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = service.get("/v1/drafts", **params).json()
        seen += [one["id"] for one in page["drafts"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert wanted <= set(seen)
    assert len(seen) == len(set(seen))


def test_a_draft_is_approved_once_and_at_its_version(service: Service) -> None:
    made = draft(service)
    path = f"/v1/drafts/{made['id']}"
    stale = service.post(f"{path}/approve", {"version": made["version"] + 7})
    assert stale.status_code == 409
    assert stale.json()["current_version"] == made["version"]
    approved = service.post(f"{path}/approve", {"version": made["version"]})
    assert approved.json()["status"] == "approved"
    assert service.post(f"{path}/reject", {"version": approved.json()["version"], "reason": "late"}).status_code == 409


def test_what_a_reviewer_typed_is_checked_too(service: Service) -> None:
    made = draft(service)
    messages = made["messages"]
    messages[1]["text"] = (
        "Sorry for the wait. Your order shipped on 9 May and we will refund you £500. Please delete your post."
    )
    answer = service.post(f"/v1/drafts/{made['id']}/approve", {"version": made["version"], "messages": messages})
    assert answer.status_code == 422
    rules = {finding["rule"] for finding in answer.json()["findings"]}
    assert {"contradicts-record", "retraction-demand"} <= rules
    assert service.get(f"/v1/drafts/{made['id']}").json()["status"] == "pending_review"


def test_a_rewrite_is_a_new_version_with_other_words(service: Service) -> None:
    made = draft(service)
    again = service.post(f"/v1/drafts/{made['id']}/regenerate", {"version": made["version"]}).json()
    assert again["version"] == made["version"] + 1
    assert again["messages"][1]["text"] != made["messages"][1]["text"]


def test_a_claimed_draft_is_held_for_its_reviewer(service: Service) -> None:
    made = draft(service)
    path = f"/v1/drafts/{made['id']}"
    held = service.post(f"{path}/claim", {})
    assert held.json()["version"] == made["version"]
    other = service.key("review")
    answer = service.client.post(f"{path}/approve", json={"version": made["version"]}, headers=service.headers(other))
    assert answer.status_code == 409
    assert service.post(f"{path}/approve", {"version": made["version"]}).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "body.complaint"),
        ({"complaint": {}}, "body.complaint.text"),
        ({"complaint": {"text": ""}}, "body.complaint.text"),
        ({"complaint": {"text": "x", "channel": "fax"}}, "body.complaint.channel"),
        ({"complaint": {"text": "x", "colour": "blue"}}, "body.complaint.colour"),
        ({"complaint": {"text": "x" * 20_001}}, "body.complaint.text"),
        ({"complaint": {"text": "x"}, "as_of": "yesterday"}, "body.as_of"),
    ],
)
def test_bad_input_names_the_field(service: Service, body: dict[str, Any], field: str) -> None:
    answer = service.post("/v1/drafts", body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert field in [error["field"] for error in answer.json()["errors"]]


@pytest.mark.parametrize(
    "text", ["\x00", "a\u202eb", "👩‍👩‍👧‍👦" * 300, "\ufeff…", "ﷺ" * 50, "<script>alert(1)</script>", "{{7*7}}", "%s%n"]
)
def test_odd_text_is_taken_or_refused_but_never_breaks(service: Service, text: str) -> None:
    answer = service.post("/v1/drafts", {"complaint": {"text": text}})
    assert answer.status_code in {201, 422}
