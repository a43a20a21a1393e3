"""What the learned part sees of a sentence: its concepts and their order, its wordings, its words."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from guardrails.inbound.injection.concepts import NAMES, concepts_of
from guardrails.inbound.injection.wordings import PATTERNS, mentioned

Rows = NDArray[np.float32]

WORD_BUCKETS: Final = 8191
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
_FIRST: Final = _COUNT
_AROUND: Final = _FIRST + _COUNT
_PAIRS: Final = _AROUND + _COUNT
_MARKED: Final = _PAIRS + _COUNT * _COUNT
_WORDED: Final = _MARKED + len(_MARKS) + 1
_WORDS: Final = _WORDED + len(PATTERNS)
WIDTH: Final = _WORDS + WORD_BUCKETS
_CONCEPT, _PAIR, _MARK, _WORDING, _NEIGHBOUR = 0.5, 0.35, 0.5, 1.2, 0.3
"""What a finding of each sort counts beside the words, whose row has length one."""
_NEAR: Final = 7
"""How many words apart two concepts may stand to count as a pair."""


def rows_of(texts: Sequence[str]) -> Rows:
    """Return one row per sentence of one message, in order, but for the wordings; `texts` are in plain reading."""
    rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
    for row, text in zip(rows, map(mentioned, texts), strict=True):
        words = _WORD.findall(text)[:_MOST_WORDS]
        _tell_concepts(row, words)
        _tell_words(row, words)
        for number, pattern in enumerate(_MARKS):
            row[_MARKED + number] = _MARK * (pattern.search(text) is not None)
        row[_MARKED + len(_MARKS)] = min(1.0, len(words) / 40)
    _tell_neighbours(rows)
    return rows


def tell_wordings(row: Rows, text: str) -> None:
    """Add to the row of a sentence which wordings it holds; they cost more than all else together."""
    bare = mentioned(text)
    for number, (_, pattern) in enumerate(PATTERNS):
        row[_WORDED + number] = _WORDING * (pattern.search(bare) is not None)


def _tell_neighbours(rows: Rows) -> None:
    """Tell each sentence what those before and behind it are about."""
    held = rows[:, :_FIRST] * (_NEIGHBOUR / _CONCEPT)
    rows[1:, _AROUND:_PAIRS] += held[:-1]
    rows[:-1, _AROUND:_PAIRS] = np.maximum(rows[:-1, _AROUND:_PAIRS], held[1:])


def _tell_concepts(row: Rows, words: Sequence[str]) -> None:
    held = [(place, concept) for place, word in enumerate(words) for concept in concepts_of(word)]
    for place, concept in held:
        row[concept] = _CONCEPT
        if place == 0:
            row[_FIRST + concept] = _CONCEPT
    for index, (place, concept) in enumerate(held):
        for later, other in held[index + 1 :]:
            if later - place > _NEAR:
                break
            if later > place:
                row[_PAIRS + concept * _COUNT + other] = _PAIR


@lru_cache(maxsize=20_000)
def _hashed(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace"))


def _tell_words(row: Rows, words: Sequence[str]) -> None:
    """Add the words, the pairs of neighbours, the pairs with one word between, and the first word."""
    codes = [_hashed(word) for word in words]
    grams = {*codes, *(one * 31 + two * 17 for one, two in pairwise(codes))}
    grams |= {one * 37 + two * 13 for one, two in zip(codes, codes[2:], strict=False)}
    grams |= {code * 41 for code in codes[:1]}
    share = 1.0 / max(1.0, len(grams)) ** 0.5
    for gram in grams:
        row[_WORDS + gram % WORD_BUCKETS] += share
