"""Cutting a message into the pieces that are judged: sentences, lines, and what is too long cut at a blank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guardrails.inbound.reading import visible
from guardrails.lookalikes import fold_lookalikes

_BREAK = re.compile(r"""(?<![.!?…])[.!?…]++["'»”’)\]*]{0,9}(?=\s)|[。！？]|\n""")
_WORD = re.compile(r"[^\W_]+")
_WIDE = re.compile(r"[぀-ヿ㐀-鿿가-힣]")
_BLANK = re.compile(r"\s+")
_LONGEST = 240
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch `start:end` of a message, and how it reads: visible, in compatibility form, lower case, one line."""

    start: int
    end: int
    text: str


def plain(text: str) -> str:
    """Return how `text` reads: without invisible characters and look-alike letters, lower case, on one line."""
    return _BLANK.sub(" ", fold_lookalikes(visible(text)).lower()).strip()


def pieces(text: str) -> list[Piece]:
    """Return the pieces of `text` in order; together they cover all its words."""
    found = (Piece(start, end, plain(text[start:end])) for start, end in _bounds(text))
    return [piece for piece in found if piece.text]


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield where pieces begin and end; short ones in a row are one, since each word may stand as a sentence."""
    begin = stop = -1
    for start, end in _sentences(text):
        if _short(text[start:end]) and (begin < 0 or end - begin < _LONGEST):
            begin, stop = start if begin < 0 else begin, end
            continue
        if begin >= 0:
            yield begin, stop
        yield start, end
        begin = -1
    if begin >= 0:
        yield begin, stop


def _short(text: str) -> bool:
    return len(text) < 40 and not _WIDE.search(text) and len(_WORD.findall(text)) < _FEWEST_WORDS


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _BREAK.finditer(text):
        yield from _cut(text, begin, match.end())
        begin = match.end()
    yield from _cut(text, begin, len(text))


def _cut(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield `begin:end` without the blanks around it, in parts of at most some hundred code points."""
    while begin < end:
        stop = end
        if end - begin > _LONGEST:
            blank = text.rfind(" ", begin + _LONGEST // 2, begin + _LONGEST)
            stop = blank if blank > 0 else begin + _LONGEST
        part = text[begin:stop]
        left = len(part) - len(part.lstrip())
        if part.strip():
            yield begin + left, begin + len(part.rstrip())
        begin = stop
