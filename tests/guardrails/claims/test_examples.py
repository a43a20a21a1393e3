from __future__ import annotations

import re
from datetime import date

import pytest

from guardrails.catalogue import family
from guardrails.claims.ledger import examine
from guardrails.document import read
from guardrails.reply import Reply
from guardrails.rule import Example, Rule, Violation

ENOUGH = 8
MARK = re.compile(r"\[\[(.*?)\]\]")


def violations(example: Example) -> tuple[str, list[Violation]]:
    text = MARK.sub(r"\1", example.text)
    reply = Reply(
        text=text, audience=example.audience, today=date(2026, 5, 4), complaint=example.complaint, facts=example.facts
    )
    return text, list(examine(read(text), reply).violations)


def cases(kind: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}: {example.text}")
        for rule in family("claims")
        for example in getattr(rule, kind)
    ]


@pytest.mark.parametrize(("rule", "example"), cases("flags"))
def test_the_ledger_flags_what_the_rule_shows(rule: Rule, example: Example):
    text, found = violations(example)
    expected = MARK.findall(example.text)
    assert expected
    assert [(each.rule, text[each.start : each.end]) for each in found] == [(rule.id, quote) for quote in expected]


@pytest.mark.parametrize(("rule", "example"), cases("passes"))
def test_the_ledger_passes_the_near_miss(rule: Rule, example: Example):
    assert rule.find is not None
    text, found = violations(example)
    assert [(each.rule, text[each.start : each.end], each.message) for each in found] == []


@pytest.mark.parametrize("rule", family("claims"), ids=lambda rule: rule.id)
def test_every_rule_of_the_family_shows_both_sides(rule: Rule):
    assert len(rule.flags) >= ENOUGH
    assert len(rule.passes) >= ENOUGH
    assert len({example.text for example in (*rule.flags, *rule.passes)}) == len(rule.flags) + len(rule.passes)
