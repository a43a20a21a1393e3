"""Nothing private ever reaches a model, on whatever path, and what comes back goes only where it may."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.drafting.brief import Composed
from api.drafting.trace import Trace
from api.drafting.writing import Writing
from api.llm.asking import ask
from api.llm.judge import Judge
from api.llm.provider import Answer
from api.llm.questions import Case, question
from api.llm.writer import UnusableError, read
from api.models import Author, Message
from guardrails.engine import Guard
from guardrails.finding import Audience, Report, Verdict
from guardrails.judgement import Scope, to_judge
from guardrails.reply import Reply
from knowledge.facts import Fact
from tests.api.llm.conftest import CONTACT, POLICY, make_brief

SECRETS = {
    "my card 4111 1111 1111 1111 was charged": "4111 1111 1111 1111",
    "refund to GB29 NWBK 6016 1331 9268 19 please": "GB29 NWBK 6016 1331 9268 19",
    "sort code 20-45-11, account number 73920184": "73920184",
    "write to m.quill@home.example": "m.quill@home.example",
    "ring me on 07911 123456": "07911 123456",
    "I live at 12 Acacia Avenue, Leeds LS1 4AP": "12 Acacia Avenue",
    "my password is Tr0ub4dor!": "Tr0ub4dor!",
    "NI number AB123456C": "AB123456C",
    "my passport number is 533380006": "533380006",
    "born on 12 March 1985": "12 March 1985",
}
OF_THE_ORDER = ["Quillfeather", "mq@post.example", "+44 7911 654321", "8 Gosling Rise", "BS7 9XY"]
ORDER = Fact(
    id="order-1",
    kind="order",
    text="Order 1 for Maud Quillfeather, 8 Gosling Rise, Bristol BS7 9XY.",
    data={
        "order_id": "1",
        "customer": {
            "name": "Maud Quillfeather",
            "email": "mq@post.example",
            "phone": "+44 7911 654321",
            "address": "8 Gosling Rise, Bristol BS7 9XY",
        },
    },
)
NOTE = Fact(id="note-1", kind="note", text="Ms Quillfeather rang from +44 7911 654321; sent to 8 Gosling Rise.")

said = st.lists(st.sampled_from(sorted(SECRETS)), max_size=3).map(" and ".join)
known = st.lists(st.sampled_from(OF_THE_ORDER), max_size=3).map(" / ".join)
words = st.builds("{} {} {}".format, st.text(st.sampled_from("ab .,é💥\n"), max_size=12), said, known)


def sent(messages):
    return "\n".join(text for _, text in messages)


def leaked(text):
    return [value for value in (*SECRETS.values(), *OF_THE_ORDER) if value in text]


@settings(max_examples=60, deadline=None)
@given(words, words, words, words, words, st.integers(1200, 6000))
def test_no_private_value_is_in_what_the_writer_is_asked(complaint, thread, instructions, previous, finding, context):
    brief = make_brief(
        complaint or "x",
        thread=[("customer", thread), ("brand", f"Dear Maud Quillfeather, {thread}")],
        instructions=instructions,
        orders=[ORDER],
        notes=[NOTE],
    )
    author = Author(name="Maud Quillfeather", email="mq@post.example", phone="+44 7911 654321")
    brief.complaint.author = author
    earlier = Composed([Message(audience=Audience.PRIVATE, channel="x", text=f"Dear Maud, {previous}")])
    for feedback, before in (((), None), ((f"Quote: “{finding}”",), earlier)):
        asked = ask(brief, context=context, feedback=feedback, previous=before, fence_seed="x")
        assert leaked(sent(asked.messages)) == []


@settings(max_examples=60, deadline=None)
@given(words, words, st.integers(0, 600))
def test_no_private_value_is_in_what_the_judge_is_asked(reply, complaint, padding):
    text = f"We are sorry, Maud Quillfeather. {reply}"
    case = Case(
        Reply(
            text=text,
            audience=Audience.PRIVATE,
            today=date(2026, 5, 20),
            complaint=f"{'a' * padding} {complaint} {'b ' * padding}",
            facts=[ORDER, NOTE, POLICY, CONTACT],
        ),
        Report(verdict=Verdict.PASS, findings=[], claims=[]),
    )
    put = question([case], [to_judge(case.reply, case.report, Scope.ALL)], seed="x")
    assert leaked(sent(put.messages)) == []


def brief_with_address(**more):
    return make_brief("Nothing came to 12 Acacia Avenue, Leeds LS1 4AP, card 4111 1111 1111 1111!", **more)


def answered(brief, **messages):
    asked = ask(brief, context=4000, fence_seed="x")
    return read(brief, asked, Answer(text=json.dumps({**messages, "facts": []})))


def texts(composed):
    return {str(message.audience): message.text for message in composed.messages}


def test_what_the_answer_needs_is_put_back_in_the_private_message():
    fine = "I'm so sorry that nothing came, Ada. Please send us a direct message and we will look at it now."
    found = answered(brief_with_address(), public=fine, private="We're sorry. We will send it to [address-1] again.")
    assert "send it to 12 Acacia Avenue, Leeds LS1 4AP again" in texts(found)["private"]
    assert texts(found)["public"] == fine


@pytest.mark.parametrize(
    ("audience", "token"), [("public", "[address-1]"), ("public", "[card-1]"), ("private", "[card-1]")]
)
def test_what_nobody_should_send_does_not_come_back(audience, token):
    fine = "I'm so sorry that nothing came, Ada. Please send us a direct message and we will look at it now."
    with pytest.raises(UnusableError, match="repeats"):
        answered(brief_with_address(), **{"public": fine, "private": fine, audience: f"{fine} It is {token}."})


@pytest.mark.parametrize("token", ["[address-7]", "[security-code-2]", "[card ending 1111]", "[password]"])
@pytest.mark.parametrize("audience", list(Audience))
def test_a_token_that_stands_for_nothing_never_leaves(token, audience):
    reply = Reply(text=f"We're sorry. It will go to {token} today.", audience=audience, today=date(2026, 5, 20))
    found = Guard().check(reply)
    assert found.verdict is Verdict.BLOCK
    assert "placeholder" in {finding.rule for finding in found.findings}


@pytest.mark.parametrize("behaviours", [["ok"], ["prose", "ok", "ok"], ["wrong-language"]])
def test_nothing_private_is_in_any_request_of_a_whole_draft(server, writer, behaviours):
    server.behaviours = behaviours
    brief = make_brief(
        " and ".join(SECRETS), thread=[("customer", " ".join(OF_THE_ORDER))], orders=[ORDER], notes=[NOTE]
    )
    judge = Judge("openai:test-model", base_url=server.url, api_key="sk-x", timeout=5.0, scope=Scope.ALL)
    settled = Writing(Guard(), brief, Trace()).settle(writer(), 15.0, judge)
    judge.close()
    assert settled.checked.messages
    assert server.requests
    for body in server.requests:
        assert leaked("\n".join(str(message["content"]) for message in body["messages"])) == []
