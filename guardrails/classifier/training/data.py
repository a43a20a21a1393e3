"""The corpus as the trainer sees it: groups of sentences that answer one complaint, each with what it breaks."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guardrails.classifier.labels import JUDGED, KINDS, MESSAGE, OUTPUTS, STEERS
from guardrails.classifier.windows import Window, opening, pieces, windows
from guardrails.document import read
from guardrails.inbound.injection.pieces import pieces as pieces_of_message

Targets = NDArray[np.float32]
KEEP_BEFORE = 0.5
"""How often the sentence before a loose line is kept: writers put one oftener before a breach; it must be no sign."""
UNKNOWN = -1.0
"""The target of a label that a careful reader might give or not: it teaches nothing."""


@dataclass(slots=True)
class Line:
    """A sentence with its breaches: one target a rule, and the guilty code points of each."""

    text: str
    targets: list[float]
    marks: list[tuple[int, int, int]] = field(default_factory=list)
    known: bool = True


@dataclass(slots=True)
class Group:
    """Lines that answer one complaint. `whole` ones are a reply and keep their order; others are shuffled."""

    complaint: str
    audience: str
    whole: bool
    lines: list[list[Line]] = field(default_factory=list)
    writer: str = ""


def load(paths: Iterable[Path]) -> list[Group]:
    """Return the groups of the corpus files (JSON lines; see evals/corpus/schema.json)."""
    groups: list[Group] = []
    loose: dict[tuple[str, str, str], Group] = {}
    for path in sorted(paths):
        for row in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(row)
            lines = _lines(case)
            if case["unit"] == "reply":
                groups.append(
                    Group(case["complaint"], case["audience"], whole=True, lines=[lines], writer=case["writer"])
                )
                continue
            key = (case["writer"], case["complaint"], case["audience"])
            if key not in loose:
                loose[key] = Group(case["complaint"], case["audience"], whole=False, writer=case["writer"])
                groups.append(loose[key])
            loose[key].lines.append(lines)
    return groups


def load_messages(paths: Iterable[Path]) -> list[Group]:
    """Return customers' messages, each sentence with whether it steers (see guardrails/inbound/training)."""
    told = [json.loads(row) for path in sorted(paths) for row in path.read_text(encoding="utf-8").splitlines()]
    return [
        Group("", MESSAGE, whole=True, lines=[lines], writer="messages")
        for case in told
        if not case.get("theme", "").startswith("encoded") and (lines := _message(case))
    ]


def _message(case: dict[str, Any]) -> list[Line]:
    lines = []
    for piece in pieces_of_message(case["text"]):
        targets = [UNKNOWN] * len(OUTPUTS)
        targets[OUTPUTS.index(STEERS)] = float(
            any(start < piece.end and piece.start < end for start, end in case.get("steers", ()))
        )
        lines.append(Line(piece.text, targets))
    return lines


def _lines(case: dict[str, Any]) -> list[Line]:
    before, text = str(case.get("before") or ""), str(case["text"])
    lines = [_unknown(sentence.text) for sentence in read(before).sentences] if before else []
    document = read(text)
    for sentence in document.sentences:
        start, end = document.span(sentence.start, sentence.end)
        lines.append(_line(sentence.text, start, end, case))
    return lines


def _unknown(text: str) -> Line:
    return Line(text, [UNKNOWN] * len(OUTPUTS), known=False)


def _line(text: str, start: int, end: int, case: dict[str, Any]) -> Line:
    targets, marks = [0.0] * len(OUTPUTS), []
    for label in case["labels"]:
        first, last = max(label["start"], start), min(label["end"], end)
        if last - first >= min(3, end - start):
            rule = JUDGED.index(label["rule"])
            targets[rule] = 1.0
            marks.append((rule, first - start, last - start))
    if any(target == 1 for target in targets):
        for rule in case.get("also") or ():
            targets[JUDGED.index(rule)] = UNKNOWN
    targets[len(JUDGED) :] = [*_kinds(start, end, case), UNKNOWN]
    return Line(text, targets, marks)


def _kinds(start: int, end: int, case: dict[str, Any]) -> list[float]:
    """Return which kinds of statement a sentence makes, unknown where nobody said."""
    for told in case.get("statements") or ():
        if min(told["end"], end) - max(told["start"], start) > (end - start) / 2:
            return [float(kind in told["kinds"]) for kind in KINDS]
    return [UNKNOWN] * len(KINDS)


@dataclass(slots=True)
class Taught:
    """A window with what it should yield: a row a piece, and a row a token of the pieces."""

    window: Window
    targets: Targets
    tokens: Targets
    lines: list[Line]


def teach(lines: list[Line], complaint: str, audience: str) -> Iterator[Taught]:
    """Yield the windows of a reply made of `lines`, with their targets."""
    found = pieces([line.text for line in lines])
    for window in windows(found, opening(complaint, audience)):
        told = [lines[piece.sentence] for piece in window.pieces]
        tokens = np.full((len(window.ids), len(OUTPUTS)), UNKNOWN, dtype=np.float32)
        for piece, (first, last), line in zip(window.pieces, window.places, told, strict=True):
            if line.known:
                tokens[first:last] = _token_targets(piece.spans, line)
        yield Taught(window, np.array([line.targets for line in told], dtype=np.float32), tokens, told)


def _token_targets(spans: list[tuple[int, int]], line: Line) -> Targets:
    rows = np.tile(np.minimum(np.array(line.targets, dtype=np.float32), 0.0), (len(spans), 1))
    rows[:, len(JUDGED) :] = UNKNOWN
    for rule, start, end in line.marks:
        for number, (first, last) in enumerate(spans):
            if first < end and start < last:
                rows[number, rule] = 1.0
    return rows


def shuffled(groups: list[Group], chance: Random, *, drop_complaint: float = 0.25) -> Iterator[Taught]:
    """Yield an epoch: loose lines put together anew into replies of one to six, each with what stands before it."""
    for group in groups:
        order = list(group.lines)
        if not group.whole:
            chance.shuffle(order)
        while order:
            size = len(order) if group.whole else chance.randint(1, 6)
            taken, order = order[:size], order[size:]
            complaint = "" if chance.random() < drop_complaint else group.complaint
            lines = [line for part in taken for line in part if line.known or chance.random() < KEEP_BEFORE]
            yield from teach(lines, complaint, group.audience)


def by_writer(groups: list[Group]) -> dict[str, list[Group]]:
    """Return the groups of each writer."""
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        found[group.writer].append(group)
    return found
