from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from guardrails.classifier.labels import JUDGED, OUTPUTS
from guardrails.classifier.training.data import UNKNOWN, Group, load, shuffled


def case(number: int, rule: str | None = None, **other: Any) -> dict[str, Any]:
    text = other.pop("text", f"Sentence number {number} stands here.")
    labels = [{"rule": rule, "start": 0, "end": len(text)}] if rule else []
    return {
        "id": f"w-{number}", "unit": "sentence", "language": "en", "audience": "public", "complaint": "It broke.",
        "before": "", "text": text, "labels": labels, "also": [], "style": "subtle" if rule else "near_miss",
        "writer": "w", **other,
    }  # fmt: skip


@pytest.fixture
def groups(tmp_path: Path) -> list[Group]:
    """Return ten guilty and ten honest lines to one complaint, and ordinary ones to another."""
    rows = [case(number, "hostile" if number < 10 else None) for number in range(20)]
    rows += [
        case(number, style="ordinary", complaint="Late.", text=f"Fine as ever {number}.") for number in range(20, 25)
    ]
    path = tmp_path / "w.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return load([path])


def test_every_line_is_read_in_every_epoch(groups: list[Group]):
    for turn in range(5):
        told = {line.text for taught in shuffled(groups, Random(turn)) for line in taught.lines}
        assert {line.text for group in groups for lines in group.lines for line in lines} <= told


def test_a_reply_holds_two_breaches_at_most_and_many_hold_none(groups: list[Group]):
    guilty = [
        sum(line.guilty for line in taught.lines) for turn in range(20) for taught in shuffled(groups, Random(turn))
    ]
    assert set(guilty) == {0, 1, 2}
    assert guilty.count(2) < guilty.count(1)
    assert guilty.count(0) > len(guilty) / 5


def test_what_is_fine_anywhere_is_borrowed_but_says_nothing_of_claims(groups: list[Group]):
    for turn in range(20):
        for taught in shuffled(groups, Random(turn)):
            if any(line.guilty for line in taught.lines):
                for line in taught.lines:
                    if line.text.startswith("Fine"):
                        assert line.targets[: len(JUDGED)] == [0.0] * len(JUDGED)
                        assert line.targets[len(JUDGED) :] == [UNKNOWN] * (len(OUTPUTS) - len(JUDGED))
                        return
    pytest.fail("nothing was ever borrowed")


def test_a_whole_reply_stays_as_it_was_written(tmp_path: Path):
    row = case(1, unit="reply", text="I am sorry it broke. Please write to us. We will look at it.")
    path = tmp_path / "w.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    (taught,) = shuffled(load([path]), Random(3))
    assert [line.text for line in taught.lines] == [
        "I am sorry it broke.",
        "Please write to us.",
        "We will look at it.",
    ]
