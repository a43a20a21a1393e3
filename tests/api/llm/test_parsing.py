from __future__ import annotations

import json
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.llm.parsing import MAX_ANSWER, parse
from guardrails.finding import Audience

BOTH = (Audience.PUBLIC, Audience.PRIVATE)
PUBLIC = "We're sorry your kettle leaks, Sam. Message us and we'll look into it."
PRIVATE = "We're sorry about the kettle. Please tell us when it began, and we'll look into it."
MESSAGES = {Audience.PUBLIC: PUBLIC, Audience.PRIVATE: PRIVATE}
PLAIN = json.dumps({"public": PUBLIC, "private": PRIVATE, "facts": ["policy-1", "order-2"]})


@pytest.mark.parametrize(
    "answer",
    [
        PLAIN,
        f"```json\n{PLAIN}\n```",
        f"```\n{PLAIN}\n```\nLet me know if you need changes.",
        f"Sure, here is the reply:\n\n{PLAIN}\n\nI kept it short.",
        f"<think>{{'public': 'x'}} hm</think>{PLAIN}",
        PLAIN[:-1] + ",}",
        PLAIN.replace("]}", ",]}"),
        json.dumps({"Public Reply": PUBLIC, "private_message": PRIVATE, "fact_ids": "policy-1, order-2"}),
        json.dumps(
            {"publicMessage": {"text": PUBLIC}, "dm": [PRIVATE], "cited": [{"id": "policy-1"}, {"id": "order-2"}]}
        ),
        json.dumps(
            {
                "messages": [{"audience": "public", "text": PUBLIC}, {"audience": "private", "text": PRIVATE}],
                "sources": ["policy-1", "order-2"],
            }
        ),
        json.dumps(
            {"reply": {"x": 1}, "output": {"public": PUBLIC, "private": PRIVATE}, "facts": ["policy-1", "order-2"]}
        ),
        repr({"public": PUBLIC, "private": PRIVATE, "facts": ["policy-1", "order-2"]}),
        f"{{'public': '{PUBLIC}', 'private': '{PRIVATE}', 'facts': ['policy-1', 'order-2']}}",
        f'{{"public": "{PUBLIC}",\n "private": "{PRIVATE}",\n "facts": ["policy-1", "order-2"],\n}}',
        f"Public: {PUBLIC}\n\nPrivate: {PRIVATE}\n\nFacts: policy-1, order-2",
        f"**Public reply:** {PUBLIC}\n\n**Private message (direct):**\n{PRIVATE}\n\n**Facts:** [policy-1, order-2]",
        f"### Public reply:\n{PUBLIC}\n---\n### Direct message:\n{PRIVATE}\nfacts: policy-1; order-2",
    ],
)
def test_the_same_reply_is_read_from_every_form(answer):
    found = parse(answer, BOTH)
    assert found is not None
    assert found.messages == MESSAGES
    assert found.facts == ["policy-1", "order-2"]


@pytest.mark.parametrize(
    ("answer", "wanted", "messages"),
    [
        (PRIVATE, (Audience.PRIVATE,), {Audience.PRIVATE: PRIVATE}),
        (PRIVATE, BOTH, {Audience.PRIVATE: PRIVATE}),
        (f"Here's a draft reply you could send:\n\n{PRIVATE}", (Audience.PRIVATE,), {Audience.PRIVATE: PRIVATE}),
        (f'"{PRIVATE}"', (Audience.PRIVATE,), {Audience.PRIVATE: PRIVATE}),
        (json.dumps({"reply": PUBLIC}), (Audience.PUBLIC,), {Audience.PUBLIC: PUBLIC}),
        (json.dumps({"public": PUBLIC, "private": PRIVATE}), (Audience.PRIVATE,), {Audience.PRIVATE: PRIVATE}),
        (json.dumps({"public": PUBLIC, "private": "..."}), BOTH, {Audience.PUBLIC: PUBLIC}),
        (json.dumps({"public": PUBLIC, "private": None}), BOTH, {Audience.PUBLIC: PUBLIC}),
        (json.dumps({"public": "<your reply>", "private": PRIVATE}), BOTH, {Audience.PRIVATE: PRIVATE}),
        (
            json.dumps({"private": "Hello {{customer.first_name}}, we're sorry."}),
            BOTH,
            {Audience.PRIVATE: "Hello {{customer.first_name}}, we're sorry."},
        ),
        (
            "ご不便をおかけして申し訳ございません。",
            (Audience.PRIVATE,),
            {Audience.PRIVATE: "ご不便をおかけして申し訳ございません。"},
        ),
        (
            "Hi {{customer.first_name}}, we are so sorry to hear this.",
            (Audience.PRIVATE,),
            {Audience.PRIVATE: "Hi {{customer.first_name}}, we are so sorry to hear this."},
        ),
    ],
)
def test_what_can_be_used_is_used(answer, wanted, messages):
    found = parse(answer, wanted)
    assert found is not None
    assert found.messages == messages


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "{}",
        "[]",
        "null",
        "0x00 || {} ###",
        "ok",
        PLAIN[: len(PLAIN) // 3],
        f"{{'public': '{PUBLIC[:30]}",
        '{"error": "no"}',
        '{"public": 3, "private": [1, 2]}',
        "}{" * 50,
    ],
)
def test_what_is_no_reply_is_none(answer):
    found = parse(answer, BOTH)
    assert found is None or not found.messages


@given(st.text(max_size=300), st.sampled_from([BOTH, (Audience.PUBLIC,), (Audience.PRIVATE,)]))
def test_any_text_is_read_without_an_error(answer, wanted):
    found = parse(answer, wanted)
    assert found is None or set(found.messages) <= set(wanted)


@given(
    st.dictionaries(
        st.sampled_from(["public", "private", "facts", "reply", "messages", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=20),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        ),
    )
)
def test_any_object_is_read_without_an_error(value):
    found = parse(json.dumps(value), BOTH)
    assert found is None or all(isinstance(text, str) and text for text in found.messages.values())


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=80))
def test_what_was_said_in_json_is_what_is_read(words):
    text = f"Sorry {words} sorry"
    found = parse(json.dumps({"public": text, "private": text, "facts": []}), BOTH)
    assert found is not None
    if "```" not in text and "<think" not in text.casefold():
        assert " ".join(found.messages[Audience.PUBLIC].split()) == " ".join(text.split())


@pytest.mark.parametrize(
    "hostile", ["{", "[", "{'a':", '{"public":"', "Public:", "```", "<think>", "{{", "\n", " ", "here is "]
)
def test_hostile_answers_take_no_time(hostile):
    began = perf_counter()
    parse(hostile * (MAX_ANSWER // len(hostile)), BOTH)
    assert perf_counter() - began < 2
