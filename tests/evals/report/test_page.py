from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from evals.case import Expected
from evals.comparison import compare
from evals.corpus.records import JUDGED
from evals.proportions import share
from evals.report.page import curve_of, render, spans
from evals.report.result import Measured, Result, ResultError, SuiteResult, plain, suite_result
from tests.evals.making import TEXT, case, found, graded, outcome

SECRET = "Nobody else may read <b>this</b> sentence."


def run(*, sealed: bool = False, hits: bool = False) -> dict[str, Any]:
    cases = [
        graded(case("defensive", id="a-1"), outcome(found("defensive"))),
        graded(case("minimises", id="a-2", text=SECRET), outcome(found("minimises")) if hits else outcome()),
        graded(case(id="a-3"), outcome(found("hostile", 34, 42), ms=3.0)),
    ]
    corpus = suite_result("corpus-tune", cases, JUDGED, sealed=sealed)
    retrieval = SuiteResult("retrieval", 100, measured=[Measured("recall@5", share(90, 100), "a <detail>")])
    return plain(Result("engine", "1.2", "abc", "now", [corpus, retrieval]))


def test_the_page_needs_nothing_from_elsewhere():
    page = render(run(), compare(run(), run(hits=True)), {"measure": "f1", "points": [{"records": 9, "f1": 0.5}]})
    assert not re.findall(r"""(?:src|href|action)\s*=|url\(|@import|https?://|//[a-z]""", page)
    assert page.count("<svg") >= 6


def test_every_miss_and_false_alarm_is_readable_and_escaped():
    page = render(run())
    assert "Nobody else may read &lt;b&gt;this&lt;/b&gt; sentence." in re.sub(r"</?mark[^>]*>", "", page)
    assert "Missed: minimises." in page
    assert "False alarm: hostile." in page
    assert "a &lt;detail&gt;" in page
    assert 'data-missed="minimises"' in page


def test_a_sealed_suite_shows_figures_only():
    result = run(sealed=True)
    page = render(result)
    assert "Nobody else" not in page + json.dumps(result)
    assert TEXT not in page
    assert "This split is sealed" in page
    assert "2 of them with something missed" in page


def test_expected_and_found_words_are_marked_where_they_stand():
    miss = {
        "text": "A & bcd",
        "expected": [{"rule": "hostile", "start": 0, "end": 5}],
        "found": [{"rule": "minimises", "start": 4, "end": 7}],
    }
    assert spans(miss) == (
        '<mark class="wanted" title="expected: hostile">A &amp; </mark>'
        '<mark class="found wanted" title="expected: hostile; found: minimises">b</mark>'
        '<mark class="found" title="found: minimises">cd</mark>'
    )


def test_astral_code_points_do_not_shift_marks():
    one = graded(case(text="😀😀 bad", labels=[Expected("hostile", 3, 6)]), outcome())
    result = plain(Result("e", "1", None, "now", [suite_result("s", [one], JUDGED, sealed=False)]))
    assert '<mark class="wanted" title="expected: hostile">bad</mark>' in render(result)


def test_changes_say_which_way():
    cases = [case("hostile", id=f"c-{n}") for n in range(20)]

    def result(hits: int) -> dict[str, Any]:
        judged = [graded(one, outcome(found("hostile")) if n < hits else outcome()) for n, one in enumerate(cases)]
        return plain(Result("e", "1", None, "now", [suite_result("s", judged, JUDGED, sealed=False)]))

    assert "▼ worse" in render(result(2), compare(result(2), result(18)))
    assert "▲ better" in render(result(18), compare(result(18), result(2)))
    assert "Nothing changed." in render(result(2), compare(result(2), result(2)))


def test_a_curve_without_points_is_refused(tmp_path: Path):
    path = tmp_path / "curve.json"
    path.write_text('{"measure": "f1", "points": [{"records": 5, "recall": 0.5}]}', encoding="utf-8")
    with pytest.raises(ResultError, match="is no curve"):
        curve_of(path)
    path.write_text('{"measure": "f1", "points": [{"records": 5, "f1": 0.5}]}', encoding="utf-8")
    assert curve_of(path)["measure"] == "f1"
