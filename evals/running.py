"""Putting cases before a guard: those it has not judged yet, with progress told on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from evals.cache import Cache
from evals.case import Case
from evals.outcome import Outcome
from guardrails.engine import GUARD_FAILURE


class BrokenRun(Exception):
    """The guard broke down on a case: figures would mean nothing."""


class Target(Protocol):
    """A guard that can be measured."""

    name: str

    def version(self) -> str:
        """Return the version it tells of itself."""
        ...

    def fingerprint(self) -> str | None:
        """Return what tells this guard from every other one; None where nothing does."""
        ...

    def judge(self, cases: Sequence[Case]) -> Iterator[Outcome]:
        """Yield the outcomes in the order of the cases."""
        ...


def judge(
    target: Target, cases: Sequence[Case], *, cache: Cache | None = None, advance: Callable[[int], None] | None = None
) -> list[Outcome]:
    """Return the outcomes of `cases`; those that `cache` knows are not judged again.

    `advance` is told how many more are done.

    Raises:
        BrokenRun: the guard broke down on a case.
    """
    tell = advance or (lambda _: None)
    keys = [case.shown_key() for case in cases]
    known = {key: found for key in keys if cache and (found := cache.get(key))}
    fresh: dict[str, Case] = {}
    for key, case in zip(keys, cases, strict=True):
        if key not in known:
            fresh.setdefault(key, case)
    tell(len(cases) - len(fresh))
    judged: dict[str, Outcome] = {}
    try:
        for (key, case), outcome in zip(fresh.items(), target.judge(list(fresh.values())), strict=True):
            judged[key] = _sound(case, outcome)
            tell(1)
    finally:
        if cache:
            cache.put(judged)
    known.update(judged)
    return [known[key] for key in keys]


def _sound(case: Case, outcome: Outcome) -> Outcome:
    if any(one.rule == GUARD_FAILURE for one in outcome.findings):
        raise BrokenRun(f"the guard broke down on case {case.id}; check that reply by itself to see where")
    return outcome
