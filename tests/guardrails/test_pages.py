from __future__ import annotations

import re

import pytest

from guardrails import pages
from guardrails.catalogue import RULES
from guardrails.policy import SeverityPolicy
from guardrails.rule import Rule

ALL = pages.pages()
INDEX = ALL[pages.INDEX]


def test_every_rule_has_a_page_and_a_line_in_the_index():
    assert len(ALL) == len(RULES) + 1
    for rule in RULES:
        assert f"[`{rule.id}`](rules/{rule.family}/{rule.id}.md)" in INDEX
        assert str(pages.path_of(rule)) == f"docs/rules/{rule.family}/{rule.id}.md"


def test_the_pages_are_the_same_every_time():
    assert pages.pages() == ALL


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_tells_all_there_is_to_know(rule: Rule):
    page = pages.page(rule, SeverityPolicy.default())
    parts = [
        "# " + rule.id,
        "## What it does",
        "## Why it harms",
        "## Where it ends",
        "## What to write instead",
        "## Flagged",
        "## Passed",
        "## Severity",
        "| public |",
        "| private |",
        "AMENDS_SEVERITIES",
        "## Which detectors find it",
        "## Practices it serves",
        *(f"coverage.md#{practice.lower()})" for practice in rule.serves),
        *(f"**{detector}**" for detector in rule.detectors),
    ]
    assert [part for part in parts if part not in page] == []
    assert page.count("<b>") == page.count("</b>") >= len(rule.flags)
    assert sum(line.startswith("- ") for line in page.splitlines()) >= len(rule.flags) + len(rule.passes)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_text_of_an_example_is_no_markup(rule: Rule):
    page = pages.page(rule, SeverityPolicy.default())
    assert set(re.findall(r"<[^>]*>", page)) <= {"<b>", "</b>"}
    assert "\x02" not in page
    assert "\x03" not in page


def test_each_audience_has_its_severity_in_the_index():
    default = SeverityPolicy.default()
    changed = dict(default.severities)
    changed[next(key for key in changed if key[0] == "too-long")] = None
    shown = pages.index(SeverityPolicy(changed, default.families))
    assert re.search(r"too-long.*\| public: off, private: block \|", shown)
