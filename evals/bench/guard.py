"""The guard by itself: one reply of about sixty words on one core, and many at once on all."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import perf_counter
from typing import Any

import numpy as np

from evals.corpus.records import Record, Unit, load
from guardrails.classifier.model import forget
from guardrails.engine import Guard
from guardrails.reply import Reply
from knowledge.facts import Fact

_WORDS = range(50, 71)
_TODAY = date(2026, 11, 1)


def measure(rounds: int) -> dict[str, Any]:
    """Return milliseconds for a reply of 50 to 70 words, with the parts of the guard apart, and replies a second."""
    replies = [_reply(record) for record in load("tune") if _fits(record)]
    guard = Guard()
    alone = Guard(rules=[], ledger=_no_ledger)
    without = Guard(classifier=lambda _document, _reply: ())
    chosen = [replies[number % len(replies)] for number in range(rounds)]
    for reply in replies[:5]:
        guard.check(reply)
    return {
        "guard_60_words": _times(guard.check, chosen),
        "guard_60_words_classifier_alone": _times(alone.check, chosen),
        "guard_60_words_without_classifier": _times(without.check, chosen),
        "guard_batched": {"per_second": _batched(guard, replies)},
    }


class _Nothing:
    claims = ()
    violations = ()


def _no_ledger(_document: object, _reply: object) -> _Nothing:
    return _Nothing()


def _fits(record: Record) -> bool:
    return record.unit is Unit.REPLY and record.language == "en" and len(record.text.split()) in _WORDS


def _reply(record: Record) -> Reply:
    facts = [Fact(id=fact.id, kind=fact.kind, text=fact.text) for fact in record.facts]
    return Reply(record.text, record.audience, _TODAY, record.channel, record.complaint, facts, language="en")


def _times(check: Callable[[Reply], object], replies: list[Reply]) -> dict[str, float]:
    taken = []
    for reply in replies:
        forget()
        began = perf_counter()
        check(reply)
        taken.append((perf_counter() - began) * 1000)
    return {"p50_ms": round(float(np.percentile(taken, 50)), 2), "p99_ms": round(float(np.percentile(taken, 99)), 2)}


def _batched(guard: Guard, replies: list[Reply]) -> float:
    """Return replies a second; each is judged once, so that nothing is remembered."""
    forget()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        began = perf_counter()
        list(pool.map(guard.check, replies))
    return round(len(replies) / (perf_counter() - began), 1)
