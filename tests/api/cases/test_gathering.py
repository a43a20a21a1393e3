from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from api.cases.gathering import Conversation, Earlier, gathered
from api.models import MAX_COMPLAINT, Complaint, DraftRequest, DraftStatus
from knowledge.facts import Fact

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
ANA = {"handle": "@ana"}


def request(
    text: str, *, facts: list[Fact] | None = None, instructions: str | None = None, **more: Any
) -> DraftRequest:
    complaint = Complaint(text=text, **({"channel": "x", "author": ANA} | more))
    return DraftRequest(complaint=complaint, facts=facts, instructions=instructions)


def earlier(
    text: str, status: str | None = "pending_review", *, ago: float = 20, replies: tuple[str, ...] = (), **more: Any
) -> Earlier:
    known = DraftStatus(status) if status else None
    return Earlier(f"drf_{text[:4]}", known, request(text, **more), NOW - timedelta(seconds=ago), replies)


def whole(now: DraftRequest, *before: Earlier) -> DraftRequest:
    return gathered(now, NOW, Conversation(list(before)), 45.0).request


def test_a_first_message_is_left_as_it_is() -> None:
    first = request("Late!")
    assert gathered(first, NOW, Conversation(), 45.0).request is first


def test_a_burst_is_one_message_and_told() -> None:
    made = gathered(
        request("Hello?", thread=[{"text": "My lamp is late."}]),
        NOW,
        Conversation([earlier("My lamp is late.", "superseded", order_ids=["7"]), earlier("And broken.", None, ago=5)]),
        45.0,
    )
    assert made.request.complaint.text == "My lamp is late.\n\nAnd broken.\n\nHello?"
    assert made.request.complaint.thread == []
    assert made.request.complaint.order_ids == ["7"]
    assert made.request.complaint.received_at == NOW - timedelta(seconds=20)
    told = "Answers 3 messages of this customer in one reply: nothing since 04 May, 09:29 UTC was answered yet"
    assert made.reasons == [f"{told}, and 2 earlier drafts give way to this one"]


def test_an_older_message_that_is_still_owed_an_answer_stands_in_the_thread_too() -> None:
    made = whole(request("Hello?"), earlier("My lamp is late.", ago=3600)).complaint
    assert made.text == "My lamp is late.\n\nHello?"
    assert [(line.role, line.text) for line in made.thread] == [("customer", "My lamp is late.")]


def test_what_was_answered_is_in_the_thread_with_its_reply_and_owed_no_more() -> None:
    made = whole(
        request("It is broken.", thread=[{"role": "brand", "text": "Sorry about the wait!"}]),
        earlier("My lamp is late.", "superseded", ago=900),
        earlier("Hello?", "approved", ago=800, replies=("Sorry about the wait.", "It comes tomorrow.")),
    ).complaint
    assert made.text == "It is broken."
    assert [(line.role, line.text) for line in made.thread] == [
        ("customer", "My lamp is late."),
        ("customer", "Hello?"),
        ("brand", "It comes tomorrow."),
        ("brand", "Sorry about the wait!"),
    ]


def test_what_needs_no_reply_is_not_answered_and_hides_nothing() -> None:
    made = whole(request("Hello?"), earlier("My lamp is late."), earlier("lol", "no_reply")).complaint
    assert made.text == "My lamp is late.\n\nHello?"


def test_a_message_said_again_or_edited_is_not_answered_twice() -> None:
    before = earlier("My lamp is two weeks late and nobody answers me.", external_id="m")
    assert whole(request("My lamp is two weeks late and nobody answers me!!"), before).complaint.text.endswith("me!!")
    edited = "My lamp is three weeks late and nobody answers me."
    assert whole(request(edited, external_id="m"), before).complaint.text == edited
    assert whole(request("It is broken, too.", external_id="m"), before).complaint.text.count("\n\n") == 1


def test_what_is_too_long_together_leaves_out_the_first_and_says_so() -> None:
    made = gathered(request("Hello?"), NOW, Conversation([earlier("x" * MAX_COMPLAINT)]), 45.0)
    assert made.request.complaint.text == "Hello?"
    assert "too long" in made.reasons[1]


def test_facts_and_wishes_of_the_earlier_message_still_hold() -> None:
    order, newer = Fact(id="o-1", kind="order", data={"order_id": "1"}), Fact(id="p-1", kind="policy", text="No.")
    before = earlier("Late!", facts=[order], instructions="short")
    made = whole(request("Hello?", facts=[newer]), before)
    assert made.facts == [newer, order]
    assert made.instructions == "short"


def test_what_came_with_one_persons_message_is_not_told_to_somebody_unknown() -> None:
    order = Fact(id="o-1", kind="order", data={"order_id": "1"})
    made = whole(request("Hello?", author={}), earlier("Late!", facts=[order], order_ids=["1"]))
    assert made.complaint.text == "Late!\n\nHello?"
    assert (made.facts, made.complaint.order_ids) == (None, [])


def test_others_in_the_conversation_are_told_of() -> None:
    made = gathered(request("Mine too!"), NOW, Conversation(linked=["cas_1"], elsewhere=["Sorry."]), 45.0)
    assert made.elsewhere == ["Sorry."]
    assert "cas_1" in made.reasons[0]
