from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from evals.cache import Cache
from evals.case import Case
from evals.outcome import Outcome
from evals.running import BrokenRun, judge
from guardrails.engine import GUARD_FAILURE
from tests.evals.making import case, found, outcome

CASES = [case(id="a", text="One thing."), case(id="b", text="Another thing."), case(id="c", text="One thing.")]


class Counting:
    """A guard that counts what it is shown."""

    name = "counting"

    def __init__(self, said: Outcome | None = None) -> None:
        self.seen: list[str] = []
        self.said = said or outcome(found("hostile"))

    def version(self) -> str:
        return "1"

    def fingerprint(self) -> str:
        return "f1"

    def judge(self, cases: Sequence[Case]) -> Iterator[Outcome]:
        for one in cases:
            self.seen.append(one.text)
            yield self.said


def test_what_was_shown_once_is_judged_once():
    target, told = Counting(), []
    outcomes = judge(target, CASES, advance=told.append)
    assert target.seen == ["One thing.", "Another thing."]
    assert len(outcomes) == 3
    assert sum(told) == 3


def test_a_second_run_asks_only_for_what_changed(tmp_path: Path):
    judge(Counting(), CASES, cache=Cache(tmp_path, "f1"))
    again = Counting()
    outcomes = judge(again, [*CASES, case(id="d", text="New.")], cache=Cache(tmp_path, "f1"))
    assert again.seen == ["New."]
    assert outcomes[0] == again.said


def test_another_guard_is_asked_anew(tmp_path: Path):
    judge(Counting(), CASES, cache=Cache(tmp_path, "f1"))
    other = Counting()
    judge(other, CASES, cache=Cache(tmp_path, "f2"))
    assert len(other.seen) == 2


def test_a_torn_cache_line_is_judged_anew(tmp_path: Path):
    judge(Counting(), CASES, cache=Cache(tmp_path, "f1"))
    path = tmp_path / "f1.jsonl"
    path.write_bytes(path.read_bytes()[:-30] + b"\n")
    again = Counting()
    judge(again, CASES, cache=Cache(tmp_path, "f1"))
    assert len(again.seen) == 1


def test_the_cache_keeps_no_text_and_few_guards(tmp_path: Path):
    for number in range(9):
        judge(Counting(), CASES, cache=Cache(tmp_path, f"f{number}"))
    files = list(tmp_path.glob("*.jsonl"))
    assert len(files) == 6
    assert not any(b"thing" in path.read_bytes() for path in files)


def test_a_guard_that_breaks_down_breaks_the_run():
    with pytest.raises(BrokenRun, match="case a"):
        judge(Counting(outcome(found(GUARD_FAILURE))), CASES)


@pytest.mark.parametrize(
    "change",
    [{"text": "Other."}, {"complaint": "Other."}, {"before": "Other."}, {"channel": "sms"}, {"language": "de"}],
)
def test_the_key_follows_whatever_the_guard_is_shown(change: dict[str, str]):
    assert case(**change).shown_key() != case().shown_key()


def test_labels_change_the_case_but_not_what_is_shown():
    assert case("hostile").shown_key() == case().shown_key()
    assert case("hostile").key() != case().key()
