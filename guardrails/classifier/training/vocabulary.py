"""The vocabulary of the encoder: the published English one, without its empty places, and words of six languages.

Each added word starts from the meaning of its English gloss (`lexicon/*.tsv`, one `word<TAB>gloss` a line), so that
what the encoder learns from English cases reaches the other languages before it has read one of theirs.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Rows = NDArray[np.float32]

LEXICON = Path(__file__).parent / "lexicon"
MOST_WORDS = 16_000
"""How many words are added at most: each costs 384 bytes of what ships."""
RESERVED = 104
"""The first places, with the special tokens in them, stay as they are."""
COMPOUNDING = ("de", "nl")
SHORTEST_PART = 4
ENGLISH_FROM = 2
"""A piece that the English corpus holds as often as this keeps its English meaning, as does one that is in a gloss."""
MOST_COMMON = 1500
"""Only so many words of a language, its commonest, may take a published piece over (`und`, `los`)."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces in the order of their numbers, and from which published pieces each starts."""

    pieces: list[str]
    sources: list[list[int]]

    def embeddings(self, published: Rows) -> Rows:
        """Return the first embeddings (pieces, width): kept ones as they are, added ones the mean of their gloss."""
        return np.stack([_mean(published[sources]) for sources in self.sources])


def _mean(parts: Rows) -> Rows:
    """Return the mean direction at the mean length: a plain mean is shorter than its parts, which reads as vague."""
    mean: Rows = parts.mean(0)
    length = float(np.linalg.norm(parts, axis=-1).mean())
    return np.asarray(mean * (length / max(float(np.linalg.norm(mean)), 1e-6)), np.float32)


def folded(word: str) -> str:
    """Return a word as the tokenizer sees it: lower case, without accents, before its apostrophe."""
    word = word.rstrip("'’")
    return "".join(one for one in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(one) != "Mn")


def lexicons(folder: Path = LEXICON) -> dict[str, dict[str, list[str]]]:
    """Return, for each language, its words as the tokenizer sees them with their glosses, in the files' order.

    Raises:
        ValueError: a line is not `word<TAB>gloss`.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(folder.glob("*.tsv")):
        words: dict[str, list[str]] = found.setdefault(path.stem, {})
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            word, tab, gloss = line.partition("\t")
            if not (word and tab and gloss):
                raise ValueError(f"{path.name}:{number}: expected word<TAB>gloss, found {line!r}")
            words.setdefault(folded(word), []).append(gloss)
    return found


def build(published: Tokenizer, words: dict[str, dict[str, list[str]]], english: Iterable[str]) -> Vocabulary:
    """Return the vocabulary from the published tokenizer, the lexicons and English texts."""
    old = published.get_vocab()
    counts = Counter(piece for text in english for piece in published.encode(text, add_special_tokens=False).tokens)
    glosses = _glosses(words)
    kept = [
        piece
        for piece, number in sorted(old.items(), key=lambda pair: pair[1])
        if number < RESERVED or not piece.startswith("[unused")
    ]
    meant = {piece: _sources(published, told) for piece, told in glosses.items()}
    common = {word for mine in words.values() for word in [*mine][:MOST_COMMON]}
    spoken = {one for told in glosses.values() for gloss in told for one in gloss.split()}
    known = {
        piece: numbers
        for piece, numbers in meant.items()
        if piece in old and piece in common - spoken and numbers and counts[piece] < ENGLISH_FROM
    }
    added = [piece for piece, numbers in meant.items() if piece not in old and numbers][:MOST_WORDS]
    pieces = [*kept, *added]
    sources = [known.get(piece) or ([old[piece]] if piece in old else meant[piece]) for piece in pieces]
    return Vocabulary(pieces, sources)


def _glosses(words: dict[str, dict[str, list[str]]]) -> dict[str, list[str]]:
    """Return what each piece means in the languages that have it, those first that stand first in their files."""
    found: dict[str, list[str]] = {}
    ranked = [
        (place, piece, told)
        for language, mine in words.items()
        for place, (piece, told) in enumerate([*mine.items(), *_parts(language, mine)])
    ]
    for _, piece, told in sorted(ranked, key=lambda one: one[0]):
        if piece.removeprefix("##").isalpha():
            found.setdefault(piece, []).extend(told)
    return found


def _parts(language: str, words: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    """Return the words that end other words, as pieces that continue a word, where a language builds compounds."""
    if language not in COMPOUNDING:
        return []
    ends = {word[at:] for word in words for at in range(3, len(word) - SHORTEST_PART + 1) if word[at:] in words}
    joined = {
        word[:at]
        for word in words
        for at in range(SHORTEST_PART, len(word) - 2)
        if word[at - 1] == "s" and word[: at - 1] in words and word[:at] not in words
    }
    return [*((f"##{end}", words[end]) for end in sorted(ends)), *((one, words[one[:-1]]) for one in sorted(joined))]


def _sources(published: Tokenizer, glosses: list[str]) -> list[int]:
    """Return the published pieces that the glosses are made of."""
    return [number for gloss in glosses for number in published.encode(gloss, add_special_tokens=False).ids]


def write(published: Path, path: Path, pieces: list[str]) -> None:
    """Write the published tokenizer with these pieces to `path`."""
    told: dict[str, Any] = json.loads(published.read_text(encoding="utf-8"))
    told["model"]["vocab"] = {piece: number for number, piece in enumerate(pieces)}
    told["truncation"] = told["padding"] = None
    path.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
