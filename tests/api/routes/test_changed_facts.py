"""Drafts whose facts changed after they were written, as a caller sees them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.api.conftest import COMPLAINT, CONTACTS, ORDERS, POLICIES, Service, load_facts

DELIVERED = {**ORDERS[0], "status": "delivered", "delivered_on": "2026-05-12"}
BY_EMAIL = {**COMPLAINT, "channel": "email"}
BROKEN = {
    "text": "My oak bench from order 60001 arrived broken and damaged. I want my money back!",
    "channel": "email",
    "author": {"handle": "@benok", "name": "Ben Okafor", "email": "ben@post.example"},
}
DAMAGED = {"id": "damaged", "text": "If an item arrives damaged, we replace it free of charge or refund it in full."}
OWN = {
    "public": "We're so sorry about your blue lamp, Ana. Please send us a private message so that we can help.",
    "private": "We're so sorry about your blue lamp, Ana. Our record shows that it was delivered on 12 May. Please "
    "reply to this message, and we'll look into it with you.",
}


@pytest.fixture(autouse=True)
def _as_first_loaded(service: Service) -> Iterator[None]:
    yield
    load_facts(service)


def draft(service: Service, **more: Any) -> dict[str, Any]:
    answer = service.post("/v1/drafts", {"complaint": COMPLAINT, **more})
    assert answer.status_code == 201, answer.text
    assert answer.json()["changed_facts"] == []
    return answer.json()


def read(service: Service, made: dict[str, Any]) -> dict[str, Any]:
    return service.get(f"/v1/drafts/{made['id']}").json()


def changes(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(fact["id"], fact["change"]) for fact in told["changed_facts"]]


def decide(service: Service, made: dict[str, Any], what: str = "approve", **more: Any) -> Any:
    return service.post(f"/v1/drafts/{made['id']}/{what}", {"version": made["version"], **more})


def words(made: dict[str, Any], **own: str) -> list[dict[str, Any]]:
    return [{**message, "text": own.get(message["audience"], message["text"])} for message in made["messages"]]


def deliver(service: Service) -> None:
    assert service.put("/v1/orders", {"orders": [DELIVERED]}).json()["updated"] == 1


def test_a_draft_whose_facts_stand_is_approved_as_it_was(service: Service) -> None:
    made = draft(service)
    load_facts(service)
    assert read(service, made)["changed_facts"] == []
    approved = decide(service, made)
    assert approved.status_code == 200, approved.text
    assert approved.json()["facts"] == made["facts"]


def test_a_changed_fact_is_named_with_what_it_says_now(service: Service) -> None:
    made = draft(service)
    deliver(service)
    [changed] = read(service, made)["changed_facts"]
    assert (changed["id"], changed["kind"], changed["change"]) == ("order-58213", "order", "changed")
    assert changed["now"]["data"]["delivered_on"] == "2026-05-12"
    assert read(service, made)["version"] == made["version"]


def test_lists_and_claims_tell_it_too(service: Service) -> None:
    made = draft(service)
    deliver(service)
    page = service.get("/v1/drafts", status="pending_review", limit=200).json()["drafts"]
    assert changes(next(one for one in page if one["id"] == made["id"])) == [("order-58213", "changed")]
    assert changes(service.post(f"/v1/drafts/{made['id']}/claim", {}).json()) == [("order-58213", "changed")]


def test_so_does_the_answer_to_a_retry(service: Service) -> None:
    first = service.post("/v1/drafts", {"complaint": COMPLAINT}, **{"Idempotency-Key": "changed-1"})
    deliver(service)
    again = service.post("/v1/drafts", {"complaint": COMPLAINT}, **{"Idempotency-Key": "changed-1"})
    assert again.json()["id"] == first.json()["id"]
    assert changes(again.json()) == [("order-58213", "changed")]


@pytest.mark.parametrize("sent", [False, True], ids=["without messages", "with the messages as drafted"])
def test_words_as_drafted_are_refused_with_the_facts_and_the_remedy(service: Service, sent: bool) -> None:
    made = draft(service)
    deliver(service)
    answer = decide(service, made, **({"messages": words(made)} if sent else {}))
    assert answer.status_code == 409
    problem = answer.json()
    assert problem["type"] == "urn:amends:problem:conflict"
    assert "order 'order-58213' has changed" in problem["detail"]
    assert "regenerate" in problem["remedy"]
    assert changes(problem) == [("order-58213", "changed")]
    assert read(service, made)["status"] == "pending_review"


def test_a_removed_fact_is_named(service: Service) -> None:
    made = draft(service)
    assert service.delete("/v1/orders/58213").status_code == 204
    assert changes(read(service, made)) == [("order-58213", "removed")]
    answer = decide(service, made)
    assert answer.status_code == 409
    assert "order 'order-58213' was removed" in answer.json()["detail"]


def test_an_ended_fact_is_named(service: Service) -> None:
    made = draft(service, complaint=BY_EMAIL)
    service.put("/v1/contacts", {"contacts": [{**CONTACTS[0], "valid_until": "2026-01-31"}]})
    assert changes(read(service, made)) == [("care", "expired")]
    assert "contact 'care' is no longer valid" in decide(service, made).json()["detail"]


def test_a_fact_runs_out_while_a_draft_waits(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    service.put("/v1/contacts", {"contacts": [{**CONTACTS[0], "valid_until": "2099-12-31"}]})
    made = draft(service, complaint=BY_EMAIL)
    services = service.client.app.state.services  # type: ignore[attr-defined]
    for part in (services.standing, services.decisions):
        monkeypatch.setattr(part, "_clock", lambda: datetime(2100, 1, 1, tzinfo=UTC))
    assert changes(read(service, made)) == [("care", "expired")]
    assert decide(service, made).status_code == 409


def test_a_change_that_nothing_rests_on_is_no_matter(service: Service) -> None:
    made = draft(service)
    assert "refund-times" in {fact["id"] for fact in made["facts"]}
    service.put("/v1/policies", {"policies": [{**POLICIES[1], "text": "Refunds take 9 working days to show."}]})
    assert read(service, made)["changed_facts"] == []
    approved = decide(service, made)
    assert approved.status_code == 200, approved.text
    texts = {fact["id"]: fact["text"] for fact in approved.json()["facts"]}
    assert texts["refund-times"] == "Refunds take 9 working days to show."


def test_facts_that_came_with_the_request_cannot_change(service: Service) -> None:
    order = {"id": "order-58213", "kind": "order", "text": "Order 58213.", "data": ORDERS[0]}
    made = draft(service, facts=[order])
    assert made["given"] == ["order"]
    deliver(service)
    assert read(service, made)["changed_facts"] == []
    assert decide(service, made).status_code == 200


def test_the_reviewers_own_words_are_held_to_the_facts_of_now(service: Service) -> None:
    made = draft(service)
    blocked = decide(service, made, messages=words(made, **OWN))
    assert blocked.status_code == 422
    assert blocked.json()["changed_facts"] == []
    deliver(service)
    approved = decide(service, made, messages=words(made, **OWN))
    assert approved.status_code == 200, approved.text
    assert approved.json()["changed_facts"] == []
    order = next(fact for fact in approved.json()["facts"] if fact["id"] == "order-58213")
    assert order["data"]["delivered_on"] == "2026-05-12"


def test_the_reviewers_words_of_yesterday_are_blocked_today(service: Service) -> None:
    made = draft(service)
    service.put("/v1/orders", {"orders": [{**ORDERS[0], "shipped_on": "2026-05-08"}]})
    private = "We're so sorry about your blue lamp, Ana. It left us on 6 May. Please reply here, so that we can help."
    answer = decide(service, made, messages=words(made, public=OWN["public"], private=private))
    assert answer.status_code == 422
    assert "contradicts-record" in {finding["rule"] for finding in answer.json()["findings"]}
    assert changes(answer.json()) == [("order-58213", "changed")]


def test_a_message_that_nobody_touched_is_refused_beside_one_that_was(service: Service) -> None:
    made = draft(service)
    deliver(service)
    answer = decide(service, made, messages=words(made, public=OWN["public"]))
    assert answer.status_code == 409
    assert changes(answer.json()) == [("order-58213", "changed")]


def test_a_draft_written_anew_stands_on_the_facts_of_now(service: Service) -> None:
    made = draft(service)
    deliver(service)
    again = decide(service, made, "regenerate").json()
    assert again["changed_facts"] == []
    assert read(service, again)["changed_facts"] == []
    assert next(fact for fact in again["facts"] if fact["kind"] == "order")["data"]["status"] == "delivered"
    approved = decide(service, again)
    assert approved.status_code == 200, approved.text


def test_a_policy_that_was_replaced_keeps_what_it_granted_in(service: Service) -> None:
    service.put("/v1/policies", {"policies": [DAMAGED]})
    made = draft(service, complaint=BROKEN)
    [message] = made["messages"]
    assert "refund it in full" in message["text"]
    repaired = "If an item arrives damaged, we repair it free of charge."
    service.put("/v1/policies", {"policies": [{**DAMAGED, "text": repaired}]})
    [changed] = read(service, made)["changed_facts"]
    assert (changed["id"], changed["change"], changed["now"]["text"]) == ("damaged", "changed", repaired)
    assert decide(service, made).status_code == 409
    thanked = decide(service, made, messages=[{**message, "text": f"{message['text']} Thank you, Ben."}])
    assert thanked.status_code == 409
    assert changes(thanked.json()) == [("damaged", "changed")]
    [sentence] = thanked.json()["sentences"]
    assert sentence in message["text"]
    assert "refund it in full" in sentence
    own = message["text"].replace("we replace it free of charge or refund it in full", "we repair it free of charge")
    assert decide(service, made, messages=[{**message, "text": own}]).status_code == 200


def test_a_draft_that_was_decided_is_left_alone(service: Service) -> None:
    made = draft(service)
    decide(service, made)
    deliver(service)
    assert read(service, made)["changed_facts"] == []
