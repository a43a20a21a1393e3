"""A text made ready for judging: normalised, cut into sentences, with every offset mapped back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the normalised text; `start` and `end` count its code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """`original` as given, `text` normalised (NFKC, look-alikes, zero-width, markup), and the way back.

    `offsets[i]` is the index in `original` of the code point that `text[i]` came from; it has one entry more than
    `text`, the length of `original`.
    """

    original: str
    text: str
    offsets: tuple[int, ...]
    sentences: tuple[Sentence, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original offsets of the normalised stretch `start:end`."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1
