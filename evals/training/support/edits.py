"""Edits: one stretch of a supported reply put otherwise, by hand, so that it breaks a rule or still follows.

They stand in `evals/cases/claims/edits/*.jsonl`, one a line: the case, the rule ("ok" where it still follows), the
words as they stand in the reply, and the words in their place.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from evals.case import Case
from evals.training.support.taught import Breach

FOLLOWS = "ok"


@dataclass(frozen=True, slots=True)
class Edit:
    """New words for old ones, and the rule that they break."""

    rule: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Edited:
    """An edited case: its breaches, and where the new words stand."""

    case: Case
    breaches: list[Breach]
    place: tuple[int, int]


def load_edits(paths: Iterable[Path]) -> dict[str, list[Edit]]:
    """Return the edits by the id of their case."""
    found: dict[str, list[Edit]] = defaultdict(list)
    for path in sorted(paths):
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            found[told["case"]].append(Edit(told["rule"], told["old"], told["new"]))
    return found


def edited(case: Case, edit: Edit) -> Edited | None:
    """Return the case with its words put otherwise; None where the old words do not stand in it just once."""
    if case.text.count(edit.old) != 1:
        return None
    at = case.text.index(edit.old)
    text = case.text[:at] + edit.new + case.text[at + len(edit.old) :]
    low, high = changed(edit.old, edit.new)
    breaches = [] if edit.rule == FOLLOWS else [(edit.rule, at + low, at + high)]
    return Edited(replace(case, text=text, labels=None), breaches, (at, at + max(1, len(edit.new))))


def changed(old: str, new: str) -> tuple[int, int]:
    """Return the stretch of `new`, in whole words, that differs from `old`; where words only went, those around."""
    before, after = old.split(" "), new.split(" ")
    shorter = min(len(before), len(after))
    head = next((k for k in range(shorter) if before[k] != after[k]), shorter)
    tail = next((k for k in range(shorter - head) if before[-1 - k] != after[-1 - k]), shorter - head)
    low = len(" ".join(after[:head])) + bool(head)
    high = len(new) - (len(" ".join(after[len(after) - tail :])) + 1 if tail else 0)
    if high <= low:
        return max(0, min(low, len(new)) - 12), min(len(new), max(high, 0) + 12)
    return low, high
