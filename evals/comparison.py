"""What changed against a stored result, and whether it is more than chance.

Where both runs judged the same cases, the pairs are compared by McNemar's test; otherwise the two shares are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.proportions import Share, mcnemar, share, share_of, two_proportions

_Answer = Callable[[Mapping[str, Any]], bool | None]
_Cases = Mapping[str, Mapping[str, Any]]
PAIRED, UNPAIRED = "McNemar", "two proportions"
_ENOUGH_SHARED = 0.8


@dataclass(frozen=True, slots=True)
class Change:
    """One figure then and now. `p` is the chance of such a difference between two equally good guards."""

    suite: str
    figure: str
    before: Share
    now: Share
    p: float
    test: str
    more_is_better: bool = True

    @property
    def worse(self) -> bool:
        """Return whether it got worse, by chance or not."""
        return self.now.value < self.before.value if self.more_is_better else self.now.value > self.before.value

    def significant(self, level: float = 0.05) -> bool:
        """Return whether the difference is more than chance at `level`."""
        return self.p < level


def compare(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[Change]:
    """Return the changes of every figure that both results tell."""
    earlier = {suite["name"]: suite for suite in before["suites"]}
    pairs = [(suite, earlier[suite["name"]]) for suite in now["suites"] if suite["name"] in earlier]
    return [change for suite, old in pairs for change in (*_cases(suite, old), *_measured(suite, old))]


def beyond_chance(changes: Sequence[Change], level: float = 0.05) -> list[Change]:
    """Return the changes that are more than chance even though many figures were looked at.

    Holm's step-down method (1979): `level` is the chance that any of them is a mere fluctuation.
    """
    found = []
    for place, change in enumerate(sorted(changes, key=lambda one: one.p)):
        if change.p > level / (len(changes) - place):
            break
        found.append(change)
    return found


def _measured(suite: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[Change]:
    known = {one["name"]: one["share"] for one in old["measured"]}
    for one in suite["measured"]:
        if one["name"] in known:
            yield _unpaired(suite["name"], one["name"], Share(**known[one["name"]]), Share(**one["share"]))


def _cases(suite: Mapping[str, Any], old: Mapping[str, Any]) -> Iterator[Change]:
    now, before = suite["by_case"], old["by_case"]
    shared = {name for name in now.keys() & before.keys() if now[name]["key"] == before[name]["key"]}
    paired = bool(shared) and len(shared) >= _ENOUGH_SHARED * max(len(now), len(before))
    if paired:
        now, before = ({name: cases[name] for name in shared} for cases in (now, before))
    for figure, answer, more in _figures(suite, now):
        change = _change(suite["name"], figure, (before, now), answer, paired=paired, more=more)
        if change.now.cases and change.before.cases:
            yield change


def _figures(suite: Mapping[str, Any], cases: _Cases) -> Iterator[tuple[str, _Answer, bool]]:
    """Yield each figure's name, what it asks of a case (None: the case does not count), and whether more is better."""
    for unit in ("sentence", "reply"):
        yield f"{unit}: violating, flagged", _flagged(unit, violating=True), True
        yield f"{unit}: clean, flagged", _flagged(unit, violating=False), False
    for language in sorted({case["language"] for case in cases.values()}):
        for rule in suite["rules"]:
            yield f"{language}: {rule}: recall", _recalled(language, rule), True
            yield f"{language}: {rule}: false alarms", _alarmed(language, rule), False


def _flagged(unit: str, *, violating: bool) -> _Answer:
    def answer(case: Mapping[str, Any]) -> bool | None:
        return case["flagged"] if (case["unit"], case["violating"]) == (unit, violating) else None

    return answer


def _recalled(language: str, rule: str) -> _Answer:
    def answer(case: Mapping[str, Any]) -> bool | None:
        broken = case["language"] == language and (rule in case["hit"] or rule in case["missed"])
        return rule in case["hit"] if broken else None

    return answer


def _alarmed(language: str, rule: str) -> _Answer:
    def answer(case: Mapping[str, Any]) -> bool | None:
        broken = rule in case["hit"] or rule in case["missed"]
        return None if broken or case["language"] != language else rule in case["false"]

    return answer


def _change(  # noqa: PLR0913 - the parts of a comparison
    suite: str, figure: str, runs: tuple[_Cases, _Cases], answer: _Answer, *, paired: bool, more: bool
) -> Change:
    before, now = ({name: answer(case) for name, case in cases.items()} for cases in runs)
    then_share, now_share = (share_of(one for one in run.values() if one is not None) for run in (before, now))
    if not paired:
        return _unpaired(suite, figure, then_share, now_share, more=more)
    both = [(bool(before[name]), bool(now[name])) for name in now if now[name] is not None and name in before]
    lost, won = both.count((True, False)), both.count((False, True))
    return Change(suite, figure, then_share, now_share, mcnemar(lost, won), PAIRED, more)


def _unpaired(suite: str, figure: str, before: Share, now: Share, *, more: bool = True) -> Change:
    p = two_proportions(before.hits, before.cases, now.hits, now.cases)
    return Change(suite, figure, share(before.hits, before.cases), share(now.hits, now.cases), p, UNPAIRED, more)
