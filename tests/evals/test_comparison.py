from __future__ import annotations

from typing import Any

import pytest

from evals.comparison import PAIRED, UNPAIRED, Change, beyond_chance, compare
from evals.proportions import share
from evals.report.result import Measured, Result, SuiteResult, plain, suite_result
from tests.evals.making import case, found, graded, outcome


def run(hits: int, of: int = 20, *, rule: str = "defensive", prefix: str = "c", alarms: int = 0) -> dict[str, Any]:
    """Return a result in which `hits` of `of` breaches and `alarms` of `of` clean cases are flagged."""
    breaches = [
        graded(case(rule, id=f"{prefix}-{n}"), outcome(found(rule)) if n < hits else outcome()) for n in range(of)
    ]
    clean = [
        graded(case(id=f"{prefix}-clean-{n}"), outcome(found(rule)) if n < alarms else outcome()) for n in range(of)
    ]
    suite = suite_result("corpus-tune", breaches + clean, [rule], sealed=False)
    return plain(Result("engine", "1", "f", "now", [suite]))


def by_name(changes: list[Change]) -> dict[str, Change]:
    return {change.figure: change for change in changes}


def test_the_same_cases_are_compared_in_pairs():
    change = by_name(compare(run(10), run(16)))["en: defensive: recall"]
    assert (change.test, change.before.value, change.now.value) == (PAIRED, 0.8, 0.5)
    assert change.p == pytest.approx(2 / 2**6)
    assert change.worse


def test_other_cases_are_compared_as_shares():
    change = by_name(compare(run(12, prefix="new"), run(16)))["en: defensive: recall"]
    assert change.test == UNPAIRED
    assert change.worse
    assert not change.significant()


def test_a_case_whose_text_changed_is_another_case():
    now = run(10)
    for one in now["suites"][0]["by_case"].values():
        one["key"] = "other"
    assert by_name(compare(now, run(16)))["en: defensive: recall"].test == UNPAIRED


def test_more_false_alarms_are_worse():
    change = by_name(compare(run(10, alarms=9), run(10)))["en: defensive: false alarms"]
    assert change.worse
    assert change.significant()
    assert by_name(compare(run(10), run(10, alarms=9)))["en: defensive: false alarms"].worse is False


def test_nothing_changed_means_nothing_significant():
    assert not [change for change in compare(run(10), run(10)) if change.significant()]


def test_measured_figures_are_compared_by_name():
    def result(hits: int) -> dict[str, Any]:
        suite = SuiteResult("retrieval", 100, measured=[Measured("recall@5", share(hits, 100))])
        return plain(Result("engine", "1", "f", "now", [suite]))

    (change,) = compare(result(70), result(95))
    assert (change.figure, change.worse, change.significant(0.001)) == ("recall@5", True, True)


def test_many_figures_ask_for_more_than_one_small_p():
    def changes(*ps: float) -> list[Change]:
        return [Change("s", f"f{n}", share(9, 10), share(5, 10), p, PAIRED) for n, p in enumerate(ps)]

    assert [one.figure for one in beyond_chance(changes(0.5, 0.001, 0.9, 0.03, 0.2))] == ["f1"]
    assert beyond_chance(changes(0.02, 0.02, 0.02)) == []
    assert len(beyond_chance(changes(0.01, 0.02, 0.04))) == 3
