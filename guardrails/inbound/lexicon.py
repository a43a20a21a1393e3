"""Weighted words and phrases, looked up in one pass over a message's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

_SHORTEST_STEM: Final = 3
_LONGEST_STEM: Final = 10


@dataclass(slots=True)
class Score:
    """How much of a label was found: the sum of the weights of distinct terms, and those terms as written."""

    weight: float = 0.0
    terms: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entry:
    term: str
    rest: tuple[str, ...]
    label: str
    weight: float


class Lexicon:
    """Labels told by weighted terms.

    `labels` maps a label to weights and, for each, comma-separated terms of one to five words. A star ends a stem:
    "deliver*" stands for every word that begins so.
    """

    def __init__(self, labels: Mapping[str, Mapping[float, str]]) -> None:
        self._exact: dict[str, list[_Entry]] = {}
        self._stems: dict[str, list[_Entry]] = {}
        self._last: tuple[tuple[str, ...], dict[str, Score]] = ((), {})
        for label, weights in labels.items():
            for weight, terms in weights.items():
                for term in terms.split(","):
                    self._add(label, weight, " ".join(term.split()))

    def _add(self, label: str, weight: float, term: str) -> None:
        if not term:
            return
        first, *rest = term.split()
        entry = _Entry(term, tuple(rest), label, weight)
        stem = first.endswith("*")
        (self._stems if stem else self._exact).setdefault(first.rstrip("*"), []).append(entry)

    def scores(self, words: Sequence[str]) -> dict[str, Score]:
        """Return the score of each label that any word of `words` speaks for; not to be changed by the caller."""
        words = tuple(words)
        last_words, last = self._last
        if last_words != words:
            last = self._count(words)
            # Several detectors ask for the same message in turn; one assignment, so that threads never see a half.
            self._last = (words, last)
        return last

    def _count(self, words: tuple[str, ...]) -> dict[str, Score]:
        found: dict[str, Score] = {}
        for position, word in enumerate(words):
            for entry in self._candidates(word):
                if entry.rest and not _follows(words, position + 1, entry.rest):
                    continue
                score = found.setdefault(entry.label, Score())
                if entry.term not in score.terms:
                    score.weight += entry.weight
                    score.terms.append(entry.term)
        return found

    def _candidates(self, word: str) -> list[_Entry]:
        entries = list(self._exact.get(word, ()))
        for length in range(_SHORTEST_STEM, min(len(word), _LONGEST_STEM) + 1):
            entries += self._stems.get(word[:length], ())
        return entries


def _follows(words: Sequence[str], position: int, rest: tuple[str, ...]) -> bool:
    if position + len(rest) > len(words):
        return False
    return all(_fits(words[position + index], wanted) for index, wanted in enumerate(rest))


def _fits(word: str, wanted: str) -> bool:
    return word == wanted or (wanted[-1] == "*" and word.startswith(wanted[:-1]))
