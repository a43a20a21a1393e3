"""What a model is sent, word for word. To renew after adding a version: SNAPSHOTS=write pytest tests/prompts."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from api.llm.rulings import rulings
from guardrails.engine import Guard
from guardrails.finding import Audience
from guardrails.judgement import JUDGED as JUDGED_RULES
from guardrails.reply import Reply
from prompts.library import load

SNAPSHOTS = Path(__file__).parent / "snapshots"
FACTS = [
    {"id": "policy-late", "text": "A parcel five working days late may be sent again free of charge."},
    {"id": "contact-care", "text": "Customer care reads care@shop.example."},
]
SLOTS = [
    {"mark": "{{order.shipped_on}}", "value": "6 May", "private": True},
    {"mark": "{{customer.first_name}}", "value": "the customer's first name", "private": False},
]
FULL = {
    "brand": "Sedge & Lantern",
    "voice": "warm and human, never gushing",
    "fence": "deadbeef",
    "today": "20 May 2026",
    "facts": FACTS,
    "slots": SLOTS,
    "thread": [{"role": "brand", "text": "Sorry to hear that, we'll look."}, {"role": "customer", "text": "And?"}],
    "complaint": "My parcel never came & nobody answers!",
    "channel": "x",
    "topic": "delivery",
    "severity": "medium",
    "hints": ["We have answered in this thread before: refer to it, and use other words."],
    "task": 'Write "public", under 260 characters.',
    "language": "English",
    "shape": '{"public": "...", "facts": ["id of each fact used"]}',
    "wanted": ["public"],
    "greets": True,
}
BARE = {**FULL, "facts": [], "slots": [], "thread": [], "hints": [], "wanted": ["public", "private"], "greets": False}
REVISED = {**FULL, "previous": "public: We're sorry, it comes tomorrow.", "feedback": ["'tomorrow' is not on record"]}
JUDGED = {
    "fence": "deadbeef",
    "rules": [{"id": "defensive", "what": "Denies or argues."}, {"id": "hostile", "what": "Insults or threats."}],
    "facts": ["order: status shipped; shipped_on 2026-05-06", "Late parcels: sent again free of charge."],
    "complaint": "My parcel never came & nobody answers!",
    "replies": [
        {"audience": "public", "text": "Sorry! That is not so."},
        {"audience": "private", "text": "It left us on 6 May."},
    ],
    "sentences": [
        {"id": "1", "audience": "public", "text": "That is not so."},
        {"id": "2", "audience": "private", "text": "Thank you for telling us."},
    ],
}
CASES = {
    "judge-v1-full": ("judge", "v1", JUDGED),
    "judge-v1-bare": ("judge", "v1", {**JUDGED, "facts": [], "complaint": "", "replies": JUDGED["replies"][:1]}),
    "write-v1-full": ("write", "v1", FULL),
    "write-v1-bare": ("write", "v1", BARE),
    "revise-v1-full": ("revise", "v1", REVISED),
}


@pytest.mark.parametrize("case", CASES)
def test_the_words_sent_are_as_they_were(case):
    name, version, values = CASES[case]
    text = "\n".join(f"=== {role}\n{words}" for role, words in load(name, version).render(**values)) + "\n"
    file = SNAPSHOTS / f"{case}.txt"
    if os.environ.get("SNAPSHOTS") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_the_rules_are_short_enough_for_a_small_model():
    assert sum(len(words) for _, words in load("write").render(**BARE)) < 4000


@pytest.mark.parametrize("name", ["write", "revise"])
@pytest.mark.parametrize("wanted", [["public"], ["private"], ["public", "private"]])
@pytest.mark.parametrize("greets", [True, False])
def test_the_worked_example_is_an_answer_in_the_form_asked_for(name, wanted, greets):
    prompt = load(name)
    messages = prompt.render(**{**REVISED, "wanted": wanted, "greets": greets})
    assert [role for role, _ in messages] == ["system", "user", "assistant", "user"]
    answer = json.loads(messages[2][1])
    assert list(answer) == [*wanted, "facts"]
    assert all(word in answer[audience] for word in prompt.example for audience in wanted)
    assert all(("{{customer.first_name}}" in answer[audience]) == greets for audience in wanted)


def test_the_judge_is_tried_with_sentences_of_both_kinds():
    prompt = load("judge")
    guilty = [control for control in prompt.controls if control.rules]
    fine = [control for control in prompt.controls if not control.rules]
    assert min(len(guilty), len(fine)) >= 4
    assert not any(control.text in words for control in prompt.controls for _, words in prompt.render(**JUDGED))


def test_the_guardrails_rule_on_the_known_sentences_as_the_prompt_says():
    for control in load("judge").controls:
        reply = Reply(control.text, Audience.PRIVATE, date(2026, 5, 20))
        found = {finding.rule for finding in Guard().check(reply).findings}
        assert bool(found & set(control.rules)) == bool(control.rules) == bool(found), (control, found)


def test_the_judge_s_worked_example_is_an_answer_in_the_form_asked_for():
    messages = load("judge").render(**JUDGED)
    assert [role for role, _ in messages] == ["system", "user", "assistant", "user"]
    assert rulings(messages[2][1], ["1", "2"], JUDGED_RULES) == {
        "1": ("ok", ""),
        "2": ("blames-customer", "Had you looked at the label"),
    }
