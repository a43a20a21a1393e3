"""How well unseen messages are assessed. The floors lie a little under what was measured; they only ever go up."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from guardrails.inbound.assess import assess
from guardrails.inbound.assessment import Action, Inbound, Kind
from guardrails.inbound.semantic.train import taught

ACTIONS = {
    "off": Action.REPLY_AND_TAKE_OFFLINE,
    "pub": Action.REPLY_PUBLIC,
    "hide": Action.HIDE_AND_REACH_OUT,
    "none": Action.DO_NOT_ENGAGE,
    "esc": Action.ESCALATE_TO_HUMAN,
}
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def judged():
    lines = (Path(__file__).parent / "held_out.txt").read_text("utf-8").splitlines()
    rows = [line.split(" | ", 4) for line in lines if line and not line.startswith("#")]
    return [(row, assess(Inbound(row[4], channel="x"), now=NOW)) for row in rows]


def share(hits):
    hits = list(hits)
    return sum(hits) / len(hits)


def test_complaints_are_told_from_the_rest(judged):
    said = [(row[0] == "complaint", found.kind is Kind.COMPLAINT) for row, found in judged]
    right = sum(both == (True, True) for both in said)
    assert 2 * right / (sum(one for one, _ in said) + sum(two for _, two in said)) >= 0.90


def test_kinds(judged):
    assert share(found.kind == row[0] for row, found in judged) >= 0.86


def test_topics_of_complaints(judged):
    assert share(found.topic == row[1] for row, found in judged if row[0] == "complaint") >= 0.66


def test_actions(judged):
    assert share(found.action is ACTIONS[row[2]] for row, found in judged) >= 0.82


def test_critical_cases_reach_a_person(judged):
    assert share(found.action is Action.ESCALATE_TO_HUMAN for row, found in judged if row[2] == "esc") >= 0.74


def test_no_genuine_complaint_is_ever_ignored(judged):
    ignored = [row[4] for row, found in judged if row[0] == "complaint" and found.action is Action.DO_NOT_ENGAGE]
    assert ignored == []


def test_nothing_held_out_was_trained_on(judged):
    trained = {one.message.text for one in taught()}
    assert not trained & {row[4] for row, _ in judged}
    assert not trained & {text for _, text in blunt()}


def blunt():
    lines = (Path(__file__).parent / "blunt.txt").read_text("utf-8").splitlines()
    return [line.split(" | ", 1) for line in lines if not line.startswith("#")]


def test_blunt_messages_are_told_apart():
    found = [(kind, assess(Inbound(text, channel="x"), now=NOW)) for kind, text in blunt()]
    assert share(one.kind == kind for kind, one in found) >= 0.93
    assert all(one.action is not Action.DO_NOT_ENGAGE for kind, one in found if kind == "complaint")
