"""A guard that is unsure of what one tells it to be unsure of, as it is where a trained classifier is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from guardrails.document import Document
from guardrails.engine import Guard
from guardrails.finding import Claim, Detector
from guardrails.reply import Reply
from guardrails.rule import Rule, Violation

Finder = Callable[[Document, Reply], Iterable[Violation]]


class Quiet:
    """What a ledger says that has nothing to say."""

    claims: Sequence[Claim] = ()
    violations: Sequence[Violation] = ()


def quiet(_document: Document, _reply: Reply) -> Quiet:
    return Quiet()


def silent(_document: Document, _reply: Reply) -> Any:
    """Find nothing, as a classifier that was not asked."""
    return ()


def unsure(start: int, end: int, rule: str = "defensive") -> Violation:
    return Violation(rule, start, end, "doubtful", detector=Detector.CLASSIFIER, unsure=True)


def words(*doubted: str) -> Finder:
    """Return what is unsure of these words."""

    def find(_document: Document, reply: Reply) -> Iterable[Violation]:
        places = [(reply.text.find(one), len(one)) for one in doubted]
        return [unsure(at, at + size) for at, size in places if at >= 0]

    return find


def doubting(find: Finder, rules: Sequence[Rule] = (), **more: Any) -> Guard:
    """Return a guard of `rules` that also has the doubts that `find` yields."""
    doubts = Rule("defensive", "tone", "what", "why", "boundary", ("P22",), "instead", find)
    return Guard(rules=[*rules, doubts], classifier=silent, **more)
