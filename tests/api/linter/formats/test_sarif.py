from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from api.linter.formats import sarif
from api.linter.results import Result
from guardrails.catalogue import RULES


def rendered(*results: Result) -> dict[str, Any]:
    log = json.loads(sarif.render(results))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    return dict(run)


def test_the_rules_are_told_once(result: Callable[..., Result]):
    run = rendered(result("fine"))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*(rule.id for rule in RULES), "guard-failure", "language-coverage"]
    assert all(rule["shortDescription"]["text"] for rule in rules)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"] == []


def test_each_finding_is_a_result_with_its_region(result: Callable[..., Result]):
    run = rendered(result("Hi 😀\nonly a day", "case 1/ä.txt", minimises=("only a", None)))
    (told,) = run["results"]
    assert run["tool"]["driver"]["rules"][told["ruleIndex"]]["id"] == told["ruleId"] == "minimises"
    assert (told["level"], told["message"]["text"]) == ("error", "This is\nwhy. Say it so.")
    place = told["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "case%201/%C3%A4.txt"
    assert place["region"] == {
        "startLine": 2,
        "startColumn": 1,
        "endLine": 2,
        "endColumn": 7,
        "snippet": {"text": "only a"},
    }
    assert "fixes" not in told


def test_a_finding_for_review_is_a_warning(result: Callable[..., Result]):
    (told,) = rendered(result("again", repeats_itself=("again", None)))["results"]
    assert told["level"] == "warning"


def test_a_replacement_is_a_fix(result: Callable[..., Result]):
    (told,) = rendered(result("only a day", minimises=("only ", "")))["results"]
    (change,) = told["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": ""}
    assert replacement["deletedRegion"] == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 6}


def test_fingerprints_tell_findings_apart(result: Callable[..., Result]):
    once = result("only a day", minimises=("only", None))
    results = rendered(once, once)["results"]
    marks = [one["partialFingerprints"]["amends/v1"] for one in results]
    assert len(set(marks)) == 2
    assert marks[0].split(":")[0] == marks[1].split(":")[0]


def test_a_rule_that_the_catalogue_does_not_know_is_told_without_its_place(result: Callable[..., Result]):
    (told,) = rendered(result("x", brand_new=("x", None)))["results"]
    assert told["ruleId"] == "brand-new"
    assert "ruleIndex" not in told
