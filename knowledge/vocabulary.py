"""How customers say what policies call by another name: everyday phrases and the words they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

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
_FILLERS = frozenset(
    "the a an just really bloody fucking flipping damn very actually literally even".split()  # noqa: SIM905 - as above
)
_ENDINGS = ("ing", "ed", "es", "s", "e")
_Runs = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Runs of stems that must follow each other, with at most three words between one run and the next."""

    runs: _Runs
    stems: frozenset[str]
    means: tuple[str, ...]


def policy_words(text: str) -> dict[str, float]:
    """Return the words that policies use for what `text` says in everyday words, each with its weight."""
    phrases = _phrases()
    stems = _stems(text[:_MAX_READ])
    places: dict[str, list[int]] = {}
    for place, stem in enumerate(stems):
        places.setdefault(stem, []).append(place)
    return {
        word: WEIGHT
        for stem in places
        for phrase in phrases.get(stem, ())
        if phrase.stems <= places.keys() and _said(phrase.runs, stems, places)
        for word in phrase.means
    }


def spellings(said: str) -> Iterator[str]:
    """Yield the phrases that `said` stands for: words with strokes between them are said one or another."""
    for words in product(*(word.split("/") for word in said.split())):
        yield " ".join(words)


def _said(runs: _Runs, stems: list[str], places: dict[str, list[int]]) -> bool:
    return any(_follows(runs, stems, start) for start in places[runs[0][0]])


def _follows(runs: _Runs, stems: list[str], start: int) -> bool:
    """Tell whether the runs stand at `start`, one after the other within the gap."""
    first, rest = runs[0], runs[1:]
    end = start + len(first)
    if tuple(stems[start:end]) != first:
        return False
    return not rest or any(_follows(rest, stems, place) for place in range(end, min(end + _GAP + 1, len(stems))))


def _stems(text: str) -> list[str]:
    words = _WORD.findall(fold.__wrapped__(text))
    plain = (word.replace("'", "").replace("’", "") for word in words)
    return [_stem(word) for word in plain if word not in _FILLERS]


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    if word in _NEGATIONS:
        return _NOT
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] != "s" else word


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """Return the phrases, each by the stem of it that is the rarest in all phrases: few are then tried for a text."""
    text = files("knowledge").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    made = [
        _Phrase(runs, frozenset(stem for run in runs for stem in run), means)
        for entry in yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader, in C where it was built
        for means in [tuple(str(entry["means"]).split())]
        for said in entry["said"]
        for spelling in spellings(str(said))
        if (runs := tuple(_own_stems(run) for run in spelling.split("..")))
    ]
    shared = Counter(stem for phrase in made for stem in phrase.stems)
    found: dict[str, list[_Phrase]] = {}
    for phrase in made:
        found.setdefault(min(phrase.stems, key=lambda stem: (shared[stem], stem)), []).append(phrase)
    return {stem: tuple(phrases) for stem, phrases in found.items()}


def _own_stems(run: str) -> tuple[str, ...]:
    return tuple(_NOT if word == _NOT else _stem(word) for word in run.split() if word not in _FILLERS)
