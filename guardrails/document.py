"""A text made ready for judging: normalised, cut into sentences, with every offset mapped back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from guardrails import sentences
from guardrails.lookalikes import fold_lookalikes
from guardrails.markup import Edit, Link, find_markup


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the normalised text; `start` and `end` count its code points.

    `lower` is its text in lower case, code point for code point; `words` are its words in lower case, apostrophes left
    out ("dont"), for a quick look whether a phrase can stand in it at all.
    """

    text: str
    start: int
    end: int
    lower: str = ""
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Document:
    """`original` as given, `text` normalised (NFKC, look-alikes, zero-width, markup), and the way back.

    `offsets[i]` is the index in `original` of the code point that `text[i]` came from; it has one entry more than
    `text`, the length of `original`. `ends[i]` is where that origin ends: an entity or an accented letter in two parts
    is longer than one code point. `links` are the targets that stand behind words, in HTML or Markdown.
    """

    original: str
    text: str
    offsets: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    ends: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original offsets of the normalised stretch `start:end`."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.ends[end - 1] if self.ends else self.offsets[end - 1] + 1


_SHOWN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ´`＇ʹ", "'"),
        **dict.fromkeys("“”„‟″«»＂〝〞", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－⁃", "-"),
        **dict.fromkeys("\u2028\u2029\x85\x0b\x0c\r", "\n"),
        "⁄": "/",
        "\u2800": " ",
    }
)
_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0670\u093c\u0cbc\u3099\u309a"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u1161-\u11ff"
)
_MARK = re.compile(f"[{_MARKS}]")
_PLAIN_UNIT = re.compile(r"\r\n|[^\x00-\x7f]|[\x00-\x08\x0b-\x1f\x7f]")
_MARKED_UNIT = re.compile(rf"[^{_MARKS}\x00-\x1f][{_MARKS}]{{1,30}}|{_PLAIN_UNIT.pattern}")
"""What is not kept as it is: a letter with its marks, a character beyond ASCII, a control character."""
_LOOSE_MARK = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    r"\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)


def _show(unit: str) -> str:
    """Return what a reader sees of one letter or character; the empty string when it is invisible."""
    known = _seen.get(unit)
    if known is None:
        visible = _UNSEEN.sub("", unit).translate(_SHOWN)
        composed = unicodedata.normalize("NFKC", visible) if visible else ""
        known = "".join(_digit(character) for character in _LOOSE_MARK.sub("", composed).translate(_SHOWN))
        known = "\n" if unit == "\r\n" else known
        if len(_seen) < _SEEN_LIMIT:
            _seen[unit] = known
    return known


def _digit(character: str) -> str:
    """Return the ASCII digit for a digit of any script, and any other character as it is."""
    value = None if character.isascii() else unicodedata.decimal(character, None)
    return character if value is None else str(value)


_WORDS = re.compile(r"\w+")
_SEEN_LIMIT = 5_000
_seen: dict[str, str] = {}
"""Remembers `_show`, which is pure; bounded, since a hostile text may hold any character."""


class _Builder:
    """Collects the normalised text piece by piece, with the origin of each of its code points."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.unit = _MARKED_UNIT if not original.isascii() and _MARK.search(original) else _PLAIN_UNIT
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def copy(self, start: int, end: int) -> None:
        """Take over a stretch of the original unchanged."""
        self.pieces.append(self.original[start:end])
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))

    def put(self, shown: str, start: int, end: int) -> None:
        """Add `shown` for the stretch `start:end` of the original."""
        self.pieces.append(shown)
        self.starts.extend([start] * len(shown))
        self.ends.extend([end] * len(shown))

    def normalise(self, start: int, end: int) -> None:
        """Take over a stretch of the original, normalised."""
        for match in self.unit.finditer(self.original, start, end):
            if match.start() > start:
                self.copy(start, match.start())
            self.put(_show(match.group()), match.start(), match.end())
            start = match.end()
        if end > start:
            self.copy(start, end)


def _build(original: str, edits: list[Edit]) -> _Builder:
    builder = _Builder(original)
    if not edits and builder.unit is _PLAIN_UNIT and "\r\n" not in original:
        shown = {ord(unit): _show(unit) for unit in set(_PLAIN_UNIT.findall(original))}
        if all(len(one) == 1 for one in shown.values()):
            builder.copy(0, len(original))
            builder.pieces = [original.translate(shown)]
            return builder
    position = 0
    for edit in edits:
        builder.normalise(position, edit.start)
        builder.put("".join(map(_show, edit.shown)), edit.start, edit.end)
        position = edit.end
    builder.normalise(position, len(original))
    return builder


def _lower(text: str) -> str:
    """Return `text` in lower case, code point for code point: a letter whose lower case is longer stays as it is."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _sentence(text: str, start: int, end: int) -> Sentence:
    lower = _lower(text)
    return Sentence(text, start, end, lower, frozenset(_WORDS.findall(lower.replace("'", ""))))


def read(text: str) -> Document:
    """Return `text` made ready for judging, in time linear in its length. Plain ASCII without markup stays as it is."""
    edits, links = find_markup(text)
    builder = _build(text, edits)
    shown = fold_lookalikes("".join(builder.pieces))
    return Document(
        original=text,
        text=shown,
        offsets=(*builder.starts, len(text)),
        sentences=tuple(_sentence(shown[start:end], start, end) for start, end in sentences.split(shown)),
        ends=tuple(builder.ends),
        links=tuple(links),
    )
