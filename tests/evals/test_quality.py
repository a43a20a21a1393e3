from __future__ import annotations

import json

import pytest

from evals.quality import CASES, QUESTIONS, READERS, Pair, cases, figures, is_composer_first, judged, sheet


def answers(send: int) -> dict[str, int]:
    return dict.fromkeys(QUESTIONS, 1) | {"send": send}


def lines_of(reader: str, sends: dict[str, tuple[int, int]]) -> str:
    """Return a reader's lines: for each case, whether the composer's and the human's reply would be sent."""
    told = []
    for case_id, (composed, human) in sends.items():
        first, second = (composed, human) if is_composer_first(case_id, reader) else (human, composed)
        told.append(json.dumps({"id": case_id, "A": answers(first), "B": answers(second), "why": ""}))
    return "\n".join(told)


def test_the_coin_is_told_back_whichever_side_was_shown(tmp_path):
    sends = {f"q-{number}": (number % 2, 1) for number in range(40)}
    for reader in ("reader-1", "reader-2", "reader-3"):
        (tmp_path / f"{reader}.jsonl").write_text(lines_of(reader, sends), encoding="utf-8")
    found = figures(sorted(tmp_path.glob("*.jsonl")))
    assert (found.composed["send"].value, found.human["send"].value) == (0.5, 1.0)
    assert (found.majority.value, found.human_majority.value, found.agreement) == (0.5, 1.0, 1.0)
    assert {is_composer_first(case_id, "reader-1") for case_id in sends} == {True, False}


def test_a_sheet_tells_nobody_which_is_which():
    case = {"id": "q-1", "complaint": {}, "facts": [], "as_of": "2026-05-12", "reply": {"private": "human"}}
    shown = sheet(Pair(case, {"private": "composed"}, {"private": "human"}, blocked=False), "reader-1")
    assert set(shown) == {"id", "complaint", "facts", "as_of", "A", "B"}
    assert sorted(shown[side]["private"] for side in "AB") == ["composed", "human"]


def test_a_line_without_an_answer_is_named(tmp_path):
    path = tmp_path / "reader-1.jsonl"
    path.write_text(json.dumps({"id": "q-7", "A": {"send": 1}, "B": answers(1)}), encoding="utf-8")
    with pytest.raises(ValueError, match="q-7"):
        judged(path)


def test_the_readings_on_record_speak_of_the_cases():
    known = {case["id"] for case in cases()}
    readers = sorted(READERS.glob("reader-?.jsonl"))
    assert len(readers) == 3
    drafts = [json.loads(line) for line in CASES.with_name("drafts.jsonl").read_text("utf-8").splitlines()]
    assert {one["id"] for one in drafts} == known
    # One complaint was taken for a troll's when the drafts were read, and left without an answer.
    assert {one["id"] for one in drafts if not one["messages"]} <= {"q-054"}
    assert all(set(judged(path)) == known for path in readers)
