"""How customers say what policies call by another name: everyday phrases and the words they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from knowledge.identity import fold

WEIGHT = 0.6
"""Weight of a word that was not said, beside 1 for one that was."""
_MAX_READ = 4_000
_GAP = 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NOT = "NOT"
_NEGATIONS = frozenset(
    """never not no nothing none nobody neither nor without cant cannot couldnt didnt doesnt dont hasnt havent hadnt
    isnt wasnt werent wont wouldnt aint""".split()  # noqa: SIM905 - reads as a list of words
)
_ENDINGS = ("ing", "ed", "es", "s", "e")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Runs of stems that must follow each other, with at most three words between one run and the next."""

    runs: tuple[tuple[str, ...], ...]
    means: tuple[str, ...]


def policy_words(text: str) -> dict[str, float]:
    """Return the words that policies use for what `text` says in everyday words, each with its weight."""
    phrases = _phrases()
    stems = _stems(text[:_MAX_READ])
    places: dict[str, list[int]] = {}
    for place, stem in enumerate(stems):
        if stem in phrases:
            places.setdefault(stem, []).append(place)
    return {
        word: WEIGHT
        for stem, starts in places.items()
        for phrase in phrases[stem]
        if _said(phrase, stems, starts)
        for word in phrase.means
    }


def _said(phrase: _Phrase, stems: list[str], starts: list[int]) -> bool:
    return any(_follows(phrase.runs, stems, start) for start in starts)


def _follows(runs: tuple[tuple[str, ...], ...], stems: list[str], start: int) -> bool:
    """Tell whether the runs stand at `start`, one after the other within the gap."""
    first, rest = runs[0], runs[1:]
    end = start + len(first)
    if tuple(stems[start:end]) != first:
        return False
    return not rest or any(_follows(rest, stems, place) for place in range(end, min(end + _GAP + 1, len(stems))))


def _stems(text: str) -> list[str]:
    words = _WORD.findall(fold.__wrapped__(text))
    return [_stem(word.replace("'", "").replace("’", "")) for word in words]


def _stem(word: str) -> str:
    if word in _NEGATIONS:
        return _NOT
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """Return the phrases by the stem they begin with."""
    entries = yaml.safe_load(files("knowledge").joinpath("vocabulary.yaml").read_text(encoding="utf-8"))
    found: dict[str, list[_Phrase]] = {}
    for entry in entries:
        means = tuple(str(entry["means"]).split())
        for said in entry["said"]:
            runs = tuple(tuple(_own_stems(run)) for run in str(said).split(".."))
            found.setdefault(runs[0][0], []).append(_Phrase(runs, means))
    return {stem: tuple(phrases) for stem, phrases in found.items()}


def _own_stems(run: str) -> list[str]:
    return [_NOT if word == _NOT else _stem(word) for word in run.split()]
