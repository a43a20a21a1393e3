from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.case import Case
from evals.training.support.edits import Edit, changed, edited, load_edits
from evals.training.support.scored import cases
from guardrails.claims.ruling import RULES
from guardrails.finding import Audience

CASE = Case(id="c-1", text="It left on 6 May and is on its way.", audience=Audience.PRIVATE)
CLAIMS = Path("evals/cases/claims")


def test_an_edit_breaks_just_the_changed_words() -> None:
    done = edited(CASE, Edit("contradicts-record", "left on 6 May", "left on 7 May"))
    assert done is not None
    ((rule, start, end),) = done.breaches
    assert done.case.text == "It left on 7 May and is on its way."
    assert (rule, done.case.text[start:end]) == ("contradicts-record", "7")
    assert done.case.text[slice(*done.place)] == "left on 7 May"


def test_an_edit_that_still_follows_breaks_nothing() -> None:
    done = edited(CASE, Edit("ok", "6 May", "the sixth of May"))
    assert done is not None
    assert done.breaches == []


@pytest.mark.parametrize("old", ["7 May", "is"])
def test_words_that_do_not_stand_there_just_once_are_not_edited(old: str) -> None:
    assert edited(Case(id="c", text="It is as it is.", audience=Audience.PRIVATE), Edit("ok", old, "x")) is None


def test_where_words_only_went_those_around_are_meant() -> None:
    assert changed("if unused and sealed", "if unused") == (0, 9)


@given(st.text("ab ", max_size=20), st.text("ab ", max_size=20))
def test_the_changed_stretch_lies_in_the_new_words(old: str, new: str) -> None:
    low, high = changed(old, new)
    assert 0 <= low <= high <= len(new)


def test_edits_are_read_by_case(tmp_path: Path) -> None:
    rows = [
        {"case": "c-1", "rule": "ok", "old": "a", "new": "b"},
        {"case": "c-2", "rule": "ok", "old": "c", "new": "d"},
    ]
    (tmp_path / "one.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert load_edits(tmp_path.glob("*.jsonl")) == {"c-1": [Edit("ok", "a", "b")], "c-2": [Edit("ok", "c", "d")]}


def test_every_edit_that_ships_fits_a_supported_reply_of_the_train_split() -> None:
    known = {one.id: one for one in cases((CLAIMS / "train").glob("*.yaml")) if not one.violates}
    edits = load_edits((CLAIMS / "edits").glob("*.jsonl"))
    assert sum(map(len, edits.values())) > 5000
    assert {edit.rule for each in edits.values() for edit in each} <= {*RULES, "ok"}
    lost = [(case, edit.old) for case, each in edits.items() for edit in each if edited(known[case], edit) is None]
    assert lost == []
