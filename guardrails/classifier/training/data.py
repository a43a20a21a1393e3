"""The corpus as the trainer sees it: groups of sentences that answer one complaint, each with what it breaks."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
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
    """A sentence with its breaches: one target a rule, and the guilty code points of each.

    What is fine `anywhere` may stand in the reply to another complaint.
    """

    text: str
    targets: list[float]
    marks: list[tuple[int, int, int]] = field(default_factory=list)
    known: bool = True
    anywhere: bool = False

    @property
    def guilty(self) -> bool:
        """Whether the sentence breaks a rule."""
        return 1.0 in self.targets[: len(JUDGED)]


@dataclass(slots=True)
class Group:
    """Lines that answer one complaint. `whole` ones are a reply and keep their order; others are shuffled."""

    complaint: str
    audience: str
    whole: bool
    lines: list[list[Line]] = field(default_factory=list)
    writer: str = ""
    language: str = "en"


def load(paths: Iterable[Path]) -> list[Group]:
    """Return the groups of the corpus files (JSON lines; see evals/corpus/schema.json)."""
    groups: list[Group] = []
    loose: dict[tuple[str, str, str], Group] = {}
    for path in sorted(paths):
        for row in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(row)
            lines = _lines(case)
            if case["unit"] == "reply":
                groups.append(_group(case, whole=True))
                groups[-1].lines.append(lines)
                continue
            key = (case["writer"], case["complaint"], case["audience"])
            if key not in loose:
                loose[key] = _group(case, whole=False)
                groups.append(loose[key])
            loose[key].lines.append(lines)
    return groups


def _group(case: dict[str, Any], *, whole: bool) -> Group:
    return Group(case["complaint"], case["audience"], whole, writer=case["writer"], language=case["language"])


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
    return Line(text, targets, marks, anywhere=case["style"] == "ordinary")


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


Pool = dict[tuple[str, str], list[Line]]
"""Sentences that are fine in any reply, by language and audience."""
SECOND_BREACH = 0.2
BORROWED = 0.5
"""How often a reply gets a sentence from another complaint's replies, for each place where it may have one."""


def shuffled(groups: list[Group], chance: Random, *, drop_complaint: float = 0.25) -> Iterator[Taught]:
    """Yield an epoch: loose lines put together anew into replies, each with what stands before it.

    They are made as replies are: one breach, at times two, among honest sentences; and as many without any.
    """
    pool = _pool(groups)
    for group in groups:
        replies = [list(one) for one in group.lines] if group.whole else _replies(group, pool, chance)
        for reply in replies:
            complaint = "" if chance.random() < drop_complaint else group.complaint
            lines = [line for line in reply if line.known or chance.random() < KEEP_BEFORE]
            yield from teach(lines, complaint, group.audience)


def _pool(groups: list[Group]) -> Pool:
    found: Pool = defaultdict(list)
    for group in groups:
        for line in (line for lines in group.lines for line in lines if line.anywhere and line.known):
            nothing = [*line.targets[: len(JUDGED)], *[UNKNOWN] * (len(OUTPUTS) - len(JUDGED))]
            found[group.language, group.audience].append(replace(line, targets=nothing))
    return found


def _replies(group: Group, pool: Pool, chance: Random) -> Iterator[list[Line]]:
    """Yield the loose lines of a complaint as replies: the guilty ones apart, the honest ones on both sides."""
    order = list(group.lines)
    chance.shuffle(order)
    guilty = [one for one in order if any(line.guilty for line in one)]
    honest = [one for one in order if not any(line.guilty for line in one)]
    beside, honest = honest[::2], honest[1::2]
    while guilty:
        parts = [guilty.pop()]
        if guilty and chance.random() < SECOND_BREACH:
            parts.append(guilty.pop())
        yield _mixed(parts, beside, chance.randint(0, 4), pool.get((group.language, group.audience), []), chance)
    honest += beside
    while honest:
        yield _mixed(
            [honest.pop()], honest, chance.randint(0, 4), pool.get((group.language, group.audience), []), chance
        )


def _mixed(parts: list[list[Line]], own: list[list[Line]], more: int, pool: list[Line], chance: Random) -> list[Line]:
    """Return one reply of the parts and up to `more` others: its own, or borrowed ones."""
    for _ in range(more):
        if pool and chance.random() < BORROWED:
            parts.append([chance.choice(pool)])
        elif own:
            parts.append(own.pop())
    chance.shuffle(parts)
    return [line for part in parts for line in part]


def by_writer(groups: list[Group]) -> dict[str, list[Group]]:
    """Return the groups of each writer."""
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        found[group.writer].append(group)
    return found
