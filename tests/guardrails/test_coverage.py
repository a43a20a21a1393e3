from __future__ import annotations

from pathlib import Path

import pytest

from guardrails import coverage
from guardrails.coverage import CoverageError, Entry

ROOT = Path(coverage.__file__).parents[1]
STEP = "guardrails/coverage.py:load"
TEST = "tests/guardrails/test_coverage.py::test_the_ledger_of_the_house_holds"


def told(*entries: Entry) -> list[str]:
    """Return the problems of a ledger that holds `entries` beside what the rules need."""
    ids = {entry.id for entry in entries}
    filled = [Entry(f"P{number}", "…", (STEP,), (TEST,)) for number in range(1, 31) if f"P{number}" not in ids]
    return coverage.problems([*entries, *filled], ROOT)


def test_the_ledger_of_the_house_holds():
    entries = coverage.load(ROOT)
    assert [entry.id for entry in entries] == [f"P{number}" for number in range(1, 31)]
    assert coverage.problems(entries, ROOT) == []


def test_what_the_rules_carry_needs_no_step():
    entry = Entry("P22", "Never argue.")
    assert "defensive" in [rule.id for rule in entry.rules]
    assert entry.state == "carried"
    assert told(entry) == []


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (
            Entry("P1", "…", ("guardrails/nowhere.py:load",), (TEST,)),
            "guardrails/nowhere.py:load, which does not exist",
        ),
        (Entry("P1", "…", ("guardrails/coverage.py:nothing",), (TEST,)), "coverage.py:nothing, which does not exist"),
        (Entry("P1", "…", ("guardrails/coverage.py",), (TEST,)), "coverage.py, which does not exist"),
        (Entry("P1", "…", ("guardrails/coverage.yaml:P1",), (TEST,)), "coverage.yaml:P1, which does not exist"),
        (Entry("P1", "…", (STEP,), ("tests/guardrails/test_coverage.py::test_no",)), "test_no, which does not exist"),
        (Entry("P1", "…", (STEP,)), "no test shows P1"),
        (Entry("P1", "…"), "P1 names nothing that carries it"),
        (Entry("P16", "…", missing="all of it"), "nothing carries P16"),
    ],
)
def test_tells_what_is_not_so(entry: Entry, problem: str):
    assert any(problem in line for line in told(entry)), told(entry)


def test_a_practice_that_is_not_carried_yet_may_say_so():
    entry = Entry("P30", "Listen.", missing="feeds")
    assert entry.state == "not yet"
    assert told(entry) == []


def test_a_rule_may_not_serve_what_the_ledger_does_not_know():
    problems = coverage.problems([entry for entry in coverage.load(ROOT) if entry.id != "P22"], ROOT)
    assert any("the rule hostile serves P22, which is no entry" in line for line in problems)
    assert any("P22 is missing" in line for line in problems)


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("guardrails/engine.py:Guard.check", True),
        ("guardrails/engine.py:Guard", True),
        ("guardrails/engine.py:check", False),
        ("tests/api/store/test_drafts.py::TestEvents::test_they_are_numbered_in_order_and_paged", True),
        ("tests/api/store/test_drafts.py::TestEvents::test_none", False),
    ],
)
def test_names_are_looked_up_in_the_source(name: str, there: bool):
    assert coverage.exists(ROOT, name) is there


@pytest.mark.parametrize(
    "text", ["- P1", "P1: carried", "P1:\n  steps: []", "P1:\n  practice: …\n  stepps: []", "P1:\n  practice: [a]"]
)
def test_a_malformed_ledger_is_told(tmp_path: Path, text: str):
    (tmp_path / "guardrails").mkdir()
    (tmp_path / coverage.SOURCE).write_text(text, encoding="utf-8")
    with pytest.raises(CoverageError, match=r"coverage\.yaml"):
        coverage.load(tmp_path)


def test_the_page_tells_each_practice_with_its_state():
    page = coverage.page(coverage.load(ROOT))
    assert "## P24\n" in page
    assert "[`retraction-demand`](rules/pressure/retraction-demand.md)" in page
    assert "**State**: not yet; missing: watching feeds" in page
