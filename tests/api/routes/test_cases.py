from __future__ import annotations

import threading
from itertools import count
from typing import Any

import pytest

from api.drafting.composing.grammar import likeness
from tests.api.conftest import COMPLAINT, Service

_PLACES = count()


@pytest.fixture
def url() -> str:
    return f"https://x.example/thread/{next(_PLACES)}"


def post(service: Service, text: str, url: str, handle: str = "@anaruiz", **headers: str) -> dict[str, Any]:
    body = {"complaint": {**COMPLAINT, "text": text, "url": url, "author": {"handle": handle}}}
    answer = service.post("/v1/drafts", body, **headers)
    assert answer.status_code in {201, 202}, answer.text
    return answer.json()


def test_a_new_message_supersedes_the_open_draft_and_answers_both(service: Service, url: str) -> None:
    first = post(service, "My blue lamp never arrived.", url)
    second = post(service, "Also, you charged my card twice!", url)
    assert second["case_id"] == first["case_id"]
    assert second["complaint"]["text"] == "My blue lamp never arrived.\n\nAlso, you charged my card twice!"
    assert any("Answers 2 messages" in reason for reason in second["assessment"]["reasons"])
    old = service.get(f"/v1/drafts/{first['id']}").json()
    assert (old["status"], old["superseded_by"]) == ("superseded", second["id"])
    waiting = service.get("/v1/drafts", status="pending_review", limit=200).json()["drafts"]
    assert [one["id"] for one in waiting if one["case_id"] == first["case_id"]] == [second["id"]]


@pytest.mark.parametrize(
    ("action", "body"),
    [("approve", {}), ("reject", {"reason": "no"}), ("regenerate", {}), ("claim", None)],
)
@pytest.mark.parametrize("version", [1, 2])
def test_a_superseded_draft_is_not_decided_on(
    service: Service, url: str, action: str, body: dict[str, Any] | None, version: int
) -> None:
    first, second = post(service, "My lamp never arrived.", url), post(service, "Hello?", url)
    sent = {} if body is None else body | {"version": version}
    answer = service.post(f"/v1/drafts/{first['id']}/{action}", sent)
    assert answer.status_code == 409
    assert answer.json()["newer_draft"] == second["id"]
    assert second["id"] in answer.json()["remedy"]
    assert service.post(f"/v1/drafts/{second['id']}/approve", {"version": second["version"]}).status_code == 200


def test_what_was_approved_is_known_and_not_answered_again(service: Service, url: str) -> None:
    first = post(service, "My blue lamp never arrived.", url)
    approved = service.post(f"/v1/drafts/{first['id']}/approve", {"version": 1}).json()
    second = post(service, "And now it is broken.", url)
    assert second["complaint"]["text"] == "And now it is broken."
    said = [line["text"] for line in second["complaint"]["thread"] if line["role"] == "brand"]
    assert said == [message["text"] for message in approved["messages"] if message["audience"] == "public"]
    assert service.get(f"/v1/drafts/{first['id']}").json()["status"] == "approved"


def test_requests_at_once_leave_one_live_draft(service: Service, url: str) -> None:
    texts = [f"My blue lamp never arrived, and that is reason number {n}." for n in range(6)]
    threads = [threading.Thread(target=post, args=(service, text, url)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [case for case in service.get("/v1/cases", limit=200).json()["cases"] if case["url"] == url]
    assert len(found) == 1
    drafts = found[0]["drafts"]
    assert [one["status"] for one in drafts].count("pending_review") == 1
    live = service.get(f"/v1/drafts/{found[0]['live_draft']}").json()
    assert live["id"] == drafts[-1]["id"]
    assert sorted(live["complaint"]["text"].split("\n\n")) == sorted(texts)


def test_the_same_message_is_the_same_draft(service: Service) -> None:
    body = {"complaint": {**COMPLAINT, "external_id": "message-1"}}
    first, again = service.post("/v1/drafts", body), service.post("/v1/drafts", body)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json()["id"] == first.json()["id"]
    assert again.headers["idempotent-replayed"] == "true"


def test_a_patient_burst_is_written_once_it_is_over(service: Service, url: str) -> None:
    desk = service.client.app.state.services.desk  # type: ignore[attr-defined]
    desk._burst = 1.5
    try:
        sent = [post(service, text, url, Prefer="respond-async") for text in ("My lamp is late!", "Hello?", "Anybody?")]
        last = desk.wait_for(sent[-1]["id"])
    finally:
        desk._burst = 45.0
    assert last.complaint.text == "My lamp is late!\n\nHello?\n\nAnybody?"
    middle = desk.wait_for(sent[1]["id"])
    assert (middle.status, middle.messages, middle.superseded_by) == ("superseded", [], sent[2]["id"])
    statuses = [one["status"] for one in service.get(f"/v1/cases/{sent[0]['case_id']}").json()["drafts"]]
    assert statuses == ["superseded", "superseded", "pending_review"]


def test_while_the_burst_goes_on_the_older_draft_is_not_approved(service: Service, url: str) -> None:
    first = post(service, "My lamp is late!", url)
    second = post(service, "Hello?", url, Prefer="respond-async")
    answer = service.post(f"/v1/drafts/{first['id']}/approve", {"version": 1})
    assert answer.status_code == 409
    assert answer.json()["newer_draft"] == second["id"]


def test_whoever_joins_is_answered_in_other_words(service: Service, url: str) -> None:
    text = "My blue lamp never arrived and nobody answers my messages!"
    replies: list[str] = []
    cases: list[str] = []
    for handle in ("@anaruiz", "@benok", "@carla", "@dimitri"):
        made = post(service, text, url, handle)
        public = next(message["text"] for message in made["messages"] if message["audience"] == "public")
        assert likeness(public, replies) < 0.5
        assert "repeats-itself" not in {finding["rule"] for finding in made["findings"]}
        replies.append(public)
        cases.append(made["case_id"])
    assert len(set(cases)) == 4
    assert set(service.get(f"/v1/cases/{cases[0]}").json()["linked"]) == set(cases[1:])
    assert set(service.get(f"/v1/cases/{cases[3]}").json()["linked"]) == set(cases[:3])


def test_an_approval_in_the_words_told_to_another_is_pointed_out(service: Service, url: str) -> None:
    first = post(service, "My blue lamp never arrived!", url)
    words = next(message for message in first["messages"] if message["audience"] == "public")["text"]
    other = post(service, "My blue lamp never arrived!", url, "@benok")
    messages = [{"audience": "public", "text": words.replace("@anaruiz", "@benok")}]
    answer = service.post(f"/v1/drafts/{other['id']}/approve", {"version": 1, "messages": messages})
    assert answer.status_code == 200
    assert "repeats-itself" in {finding["rule"] for finding in answer.json()["findings"]}


def test_a_case_is_read_closed_and_opened_again(service: Service, url: str) -> None:
    made = post(service, "My blue lamp never arrived.", url)
    path = f"/v1/cases/{made['case_id']}"
    case = service.get(path).json()
    assert (case["status"], case["live_draft"], case["url"]) == ("open", made["id"], url)
    assert case["topic"] == "delivery"
    assert case["respond_by"] == made["respond_by"]
    assert case["seconds_left"] > 0
    early = service.post(f"{path}/close", {"outcome": "solved"})
    assert early.status_code == 409
    assert early.json()["live_draft"] == made["id"]
    service.post(f"/v1/drafts/{made['id']}/approve", {"version": 1})
    assert service.get(path).json()["status"] == "answered"
    closed = service.post(f"{path}/close", {"outcome": "solved", "note": "rang"}).json()
    assert (closed["status"], closed["outcome"], closed["note"]) == ("closed", "solved", "rang")
    assert made["case_id"] in [one["id"] for one in service.get("/v1/cases", status="closed").json()["cases"]]
    assert service.post(f"{path}/reopen", None).json()["status"] == "open"
    assert service.post(f"{path}/reopen", None).status_code == 409


def test_errors_name_the_value_and_the_remedy(service: Service) -> None:
    missing = service.get("/v1/cases/cas_none")
    assert missing.status_code == 404
    assert "cas_none" in missing.json()["detail"]
    assert service.post("/v1/cases/cas_none/close", {"outcome": "solved"}).status_code == 404
    assert service.post("/v1/cases/cas_none/close", {"outcome": "perhaps"}).status_code == 422
    assert service.get("/v1/cases", status="ajar").status_code == 422
    assert service.get("/v1/cases", cursor="nonsense").status_code == 422


def test_only_a_reviewer_closes_a_case(service: Service, url: str) -> None:
    made = post(service, "My blue lamp never arrived.", url)
    headers = service.headers(service.key("draft"))
    path = f"/v1/cases/{made['case_id']}"
    assert service.client.get(path, headers=headers).status_code == 200
    assert service.client.post(f"{path}/close", json={"outcome": "solved"}, headers=headers).status_code == 403
