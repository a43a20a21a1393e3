"""Windows with what they teach: for every sentence and every token, which rules of the claims family they break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.case import Case
from evals.targets.engine import reply_of
from evals.training.support.scored import touches
from guardrails.claims.ledger import Ledger, examine
from guardrails.claims.ruling import RULES
from guardrails.claims.support.windows import Cutting, Said, Window
from guardrails.document import Document, read

Targets = NDArray[np.float32]
Breach = tuple[str, int, int]
"""A rule and the code points that break it."""
UNKNOWN = -1.0
"""The target of what a careful reader might say either way: it teaches nothing."""


@dataclass(slots=True)
class Taught:
    """A window with its targets: a row a sentence, and a row a token."""

    window: Window
    targets: Targets
    tokens: Targets


def teach(
    case: Case, breaches: Sequence[Breach], room: int, only: tuple[int, int] | None = None
) -> tuple[list[Taught], Ledger]:
    """Return the windows of a case and its ledger; `only` those in which the code points `only` stand.

    `room` is how many tokens of facts a window may hold.
    """
    reply, document = reply_of(case), read(case.given)
    ledger = examine(document, reply)
    windows = Cutting(document, reply, ledger.values, room).windows()
    wanted = [one for one in windows if only is None or any(_meets(said, only, document) for said in one.said)]
    return [_taught(one, breaches, case.also, document) for one in wanted], ledger


def _meets(said: Said, place: tuple[int, int], document: Document) -> bool:
    start, end = said.place(document)
    return start < place[1] and place[0] < end


def _taught(window: Window, breaches: Sequence[Breach], also: frozenset[str], document: Document) -> Taught:
    tokens = np.full((len(window.ids), len(RULES)), UNKNOWN, np.float32)
    targets = np.zeros((len(window.said), len(RULES)), np.float32)
    for row, (said, (start, end)) in enumerate(zip(window.said, window.places, strict=True)):
        tokens[start:end] = 0
        for rule, first, last in breaches:
            if touches((first, last), said.place(document)):
                number = RULES.index(rule)
                targets[row, number] = 1
                for at, (low, high) in enumerate(document.span(*span) for span in said.spans):
                    tokens[start + at, number] = max(tokens[start + at, number], float(low < last and first < high))
        if targets[row].any():
            for number, rule in enumerate(RULES):
                if rule in also and not targets[row, number]:
                    targets[row, number] = UNKNOWN
    return Taught(window, targets, tokens)
