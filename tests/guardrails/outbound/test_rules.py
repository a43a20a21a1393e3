from __future__ import annotations

import re
from datetime import date
from importlib.util import find_spec

import pytest

from guardrails.catalogue import FAMILIES, RULES
from guardrails.document import read
from guardrails.engine import Guard
from guardrails.finding import Detector
from guardrails.reply import Reply
from guardrails.rule import Example, Rule

PATTERN_RULES = [rule for rule in RULES if rule.family != "claims"]
ENOUGH = 8


def reply_of(example: Example) -> Reply:
    return Reply(
        text=example.text.replace("[[", "").replace("]]", ""),
        audience=example.audience,
        today=date(2026, 5, 4),
        channel=example.channel,
        complaint=example.complaint,
        facts=example.facts,
        earlier=example.earlier,
        first=example.first,
        language=example.language,
        needs_private_route=example.needs_private_route,
    )


def marked(example: Example) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for taken, match in enumerate(re.finditer(r"\[\[(.*?)\]\]", example.text, re.DOTALL)):
        start = match.start() - 4 * taken
        found.append((start, start + len(match.group(1))))
    return found


def examples(kind: str, detector: Detector = Detector.PATTERN) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in PATTERN_RULES
        for number, example in enumerate(getattr(rule, kind))
        if example.detector is detector
    ]


@pytest.mark.parametrize(("rule", "example"), examples("flags"))
def test_flags_what_it_must_where_it_stands(rule: Rule, example: Example):
    reply = reply_of(example)
    document = read(reply.text)
    found = [(violation.start, violation.end) for violation in rule.find(document, reply)]
    expected = marked(example)
    assert expected, "the example marks no span"
    quotes = [reply.text[start:end] for start, end in found]
    for start, end in expected:
        assert any(_alike((start, end), span) for span in found), (reply.text[start:end], quotes)


@pytest.mark.skipif(find_spec("guardrails.classifier") is None, reason="no classifier is built yet")
@pytest.mark.parametrize(("rule", "example"), examples("flags", Detector.CLASSIFIER))
def test_the_whole_guard_flags_what_patterns_cannot_tell(rule: Rule, example: Example):
    reply = reply_of(example)
    found = [(finding.start, finding.end) for finding in Guard().check(reply).findings if finding.rule == rule.id]
    assert any(_alike(expected, span) for expected in marked(example) for span in found), found


@pytest.mark.parametrize(("rule", "example"), examples("flags", Detector.CLASSIFIER))
def test_what_a_pattern_finds_is_not_left_to_the_classifier(rule: Rule, example: Example):
    reply = reply_of(example)
    assert marked(example)
    assert list(rule.find(read(reply.text), reply)) == []


def _alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared * 2 > max(one[1], other[1]) - min(one[0], other[0])


@pytest.mark.parametrize(("rule", "example"), examples("passes"))
def test_lets_the_near_miss_pass(rule: Rule, example: Example):
    reply = reply_of(example)
    assert [reply.text[found.start : found.end] for found in rule.find(read(reply.text), reply)] == []


@pytest.mark.parametrize("rule", PATTERN_RULES, ids=lambda rule: rule.id)
def test_has_examples_both_ways(rule: Rule):
    assert len([example for example in rule.flags if example.detector is Detector.PATTERN]) >= ENOUGH
    assert len(rule.passes) >= ENOUGH
    assert len({repr(example) for example in (*rule.flags, *rule.passes)}) == len(rule.flags) + len(rule.passes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_explains_itself(rule: Rule):
    assert rule.family in FAMILIES
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+|defensive|minimises|hostile|placeholder", rule.id)
    assert all(re.fullmatch(r"P\d{1,2}", practice) for practice in rule.serves)
    assert rule.serves
    assert {example.detector for example in rule.flags if rule.family != "claims"} <= set(rule.detectors)
    assert min(map(len, (rule.what, rule.why, rule.boundary, rule.suggestion))) > 10


@pytest.mark.parametrize(("_rule", "example"), examples("passes"))
def test_a_near_miss_of_one_rule_breaks_no_other(_rule: Rule, example: Example):
    reply = reply_of(example)
    document = read(reply.text)
    said = [rule for rule in PATTERN_RULES if rule.family != "form"]
    assert [(rule.id, found) for rule in said for found in rule.find(document, reply)] == []
