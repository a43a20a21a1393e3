"""What the learned part sees of a sentence: its embedding, its concepts and their order, its words and letters."""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from guardrails.inbound.injection.concepts import NAMES, concepts_of
from guardrails.inbound.injection.wordings import PATTERNS, mentioned
from knowledge.embeddings import WordLlamaEmbedder

Rows = NDArray[np.float32]

WORD_BUCKETS: Final = 4096
_MOST_WORDS: Final = 120
_COUNT: Final = len(NAMES)
_WORD: Final = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*|[£$€]|[^\w\s]")
_MARKS: Final = (
    re.compile(r"</?[a-z][\w -]{0,30}>"),
    re.compile(r"[\[(<{*#-]{1,3} ?(?:system|admin|internal|note|operator|instruction|assistant|ai|developer|user)\b"),
    re.compile(r"\b(?:system|assistant|user|human|ai|instruction|response|note|role|content)s?\b[\w )\]]{0,20}:"),
    re.compile(r"[{}]"),
    re.compile(r"^[\"'“«(\[<*#]"),
    re.compile(r"[\"“«„'‘]"),
    re.compile(r":"),
    re.compile(r"\?"),
    re.compile(r"\d"),
    re.compile(r"[=_;|]"),
    re.compile(r"https?://|www\."),
)
_EMBEDDED: Final = 256
_FIRST: Final = _EMBEDDED + _COUNT
_AROUND: Final = _FIRST + _COUNT
_PAIRS: Final = _AROUND + _COUNT
_MARKED: Final = _PAIRS + _COUNT * _COUNT
_WORDED: Final = _MARKED + len(_MARKS) + 1
_WORDS: Final = _WORDED + len(PATTERNS)
WIDTH: Final = _WORDS + WORD_BUCKETS
_CONCEPT, _PAIR, _MARK, _WORDING, _NEIGHBOUR = 0.5, 0.35, 0.5, 1.2, 0.3
"""What a finding of each sort counts beside the embedding and the words, whose rows have length one."""
_NEAR: Final = 7
"""How many words apart two concepts may stand to count as a pair."""

_lock = threading.Lock()


@lru_cache(maxsize=1)
def _embedder() -> WordLlamaEmbedder:
    return WordLlamaEmbedder()


def rows_of(texts: Sequence[str]) -> Rows:
    """Return one row per sentence of one message, in order; `texts` are in plain reading."""
    bare = [mentioned(text) for text in texts]
    with _lock:
        embedder = _embedder()
    rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
    rows[:, :_EMBEDDED] = embedder.embed(bare)
    for row, text in zip(rows, bare, strict=True):
        words = _WORD.findall(text)[:_MOST_WORDS]
        _tell_concepts(row, words)
        _tell_words(row, words)
        for number, pattern in enumerate(_MARKS):
            row[_MARKED + number] = _MARK * (pattern.search(text) is not None)
        row[_MARKED + len(_MARKS)] = min(1.0, len(words) / 40)
        for number, (_, pattern) in enumerate(PATTERNS):
            row[_WORDED + number] = _WORDING * (pattern.search(text) is not None)
    _tell_neighbours(rows)
    return rows


def _tell_neighbours(rows: Rows) -> None:
    """Tell each sentence what those before and behind it are about."""
    held = rows[:, _EMBEDDED:_FIRST] * (_NEIGHBOUR / _CONCEPT)
    rows[1:, _AROUND:_PAIRS] += held[:-1]
    rows[:-1, _AROUND:_PAIRS] = np.maximum(rows[:-1, _AROUND:_PAIRS], held[1:])


def _tell_concepts(row: Rows, words: Sequence[str]) -> None:
    held = [(place, concept) for place, word in enumerate(words) for concept in concepts_of(word)]
    for place, concept in held:
        row[_EMBEDDED + concept] = _CONCEPT
        if place == 0:
            row[_FIRST + concept] = _CONCEPT
    for index, (place, concept) in enumerate(held):
        for later, other in held[index + 1 :]:
            if later - place > _NEAR:
                break
            if later > place:
                row[_PAIRS + concept * _COUNT + other] = _PAIR


def _hashed(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace"))


def _tell_words(row: Rows, words: Sequence[str]) -> None:
    grams = {*words, *map(" ".join, zip(words, words[1:], strict=False))}
    grams |= {f"{one}_{two}" for one, two in zip(words, words[2:], strict=False)}
    if words:
        grams.add(f"^{words[0]}")
    share = 1.0 / max(1.0, len(grams)) ** 0.5
    for gram in grams:
        row[_WORDS + _hashed(gram) % WORD_BUCKETS] += share
