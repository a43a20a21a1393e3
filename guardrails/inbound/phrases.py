"""Noun phrases of a message in plain reading: enough grammar to find the thing that somebody complains about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guardrails.inbound.nouns import KNOWN, LOOSE, MODIFIERS, STOP
from guardrails.inbound.word_sets import word_set

_TOKEN = re.compile(r"[a-z0-9][a-z0-9*&'+/-]*|[^\s\w]|[^\W\d_a-z]+")
_OWNED = frozenset({"my", "our", "mine"})
_DETERMINERS = word_set("my our the a an this these those your some another his her their")
_MEASURES = word_set("pair pairs set box bottle bunch pack case tin crate tray cup bag roll tube jar tub")
_BARE_AFTER = word_set(
    "ordered bought received got purchased of with for no and booked sent delivered all both missing lost "
    "damaged broken wrong faulty cold late dirty new two three where is are"
)
_VERBISH = word_set(
    "order book ring like top charge plan service watch iron case light card visit support train play seat "
    "paint saw drill stay line data water update connection game guard host call cream pool power tie pot tap "
    "package site class account guide lift print frame slide swing ride trip pan coach table car kitchen glass "
    "cup box bag bat scale scales deal sink stand part tea cup park transfer person girl boy"
)
_NUMBERED = word_set("iphone galaxy series size xbox playstation pixel ps model gen watch switch mark type")
_ADVERB_TAIL = re.compile(r"(?:ly|ing|ed)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its `words` without the determiner, the determiner ("" if none), its place in the plain text."""

    words: tuple[str, ...]
    determiner: str
    start: int
    end: int

    @property
    def head(self) -> str:
        """Return its last word, or the one before "of"."""
        return self.words[-1]

    @property
    def owned(self) -> bool:
        """Return whether the writer calls it their own."""
        return self.determiner in _OWNED


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


def noun_phrases(plain: str, items: frozenset[str] = frozenset()) -> list[Phrase]:
    """Return the noun phrases of `plain`, in order: after a determiner, or a noun that we know and that stands bare.

    `items` are further words known to name things: those of the customer's order.
    """
    tokens = [_Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(plain)]
    return list(_chunks(tokens, items))


def _chunks(tokens: list[_Token], items: frozenset[str]) -> Iterator[Phrase]:
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.word in _DETERMINERS:
            taken = _collect(tokens, position + 1)
            if taken:
                yield _phrase(taken, token.word, token.start)
            position += 1 + len(taken)
        elif token.word in items or (token.word in KNOWN and _may_stand_bare(tokens, position)):
            taken = _collect(tokens, position) or [token]
            before = _modifiers(tokens, position)
            yield _phrase([*before, *taken], "", (before or taken)[0].start)
            position += len(taken)
        else:
            position += 1


def _collect(tokens: list[_Token], position: int) -> list[_Token]:
    taken: list[_Token] = []
    while position < len(tokens) and len(taken) < 7:
        token = tokens[position]
        if token.word == "of" and taken and taken[-1].word in _MEASURES:
            taken.append(token)
        elif _ends(token, taken):
            break
        else:
            taken.append(token)
        position += 1
    while taken and taken[-1].word == "of":
        taken.pop()
    return _trim(taken)


def _modifiers(tokens: list[_Token], position: int) -> list[_Token]:
    start = position
    while start > max(0, position - 2) and tokens[start - 1].word in MODIFIERS:
        start -= 1
    return tokens[start:position]


def _ends(token: _Token, taken: list[_Token]) -> bool:
    word = token.word
    if not word[0].isalnum() or word in _DETERMINERS:
        return True
    if word[0].isdigit() and taken and taken[-1].word not in _NUMBERED:
        return True
    if word not in STOP:
        return False
    # "a broken mug", "the wrong size": a judgement may stand before the noun, never after it.
    return not (word in LOOSE and all(one.word in LOOSE for one in taken))


def _trim(taken: list[_Token]) -> list[_Token]:
    known = [index for index, token in enumerate(taken) if token.word in KNOWN]
    if known and known[-1] + 1 < len(taken) and _ADVERB_TAIL.search(taken[known[-1] + 1].word):
        return taken[: known[-1] + 1]
    while len(taken) > 1 and taken[-1].word.endswith("ly"):
        taken = taken[:-1]
    return taken


def _may_stand_bare(tokens: list[_Token], position: int) -> bool:
    before = tokens[position - 1].word if position else "."
    if before in MODIFIERS or before in {"size", "colour", "color"}:
        return True
    starts = not before[0].isalnum()
    return starts or before in _BARE_AFTER or before.isdigit() or tokens[position].word not in _VERBISH


def _phrase(taken: list[_Token], determiner: str, start: int) -> Phrase:
    words = [token.word for token in taken]
    # "my boiler's broke": what would be possessive stands for "is" or "has" when no noun follows.
    words[-1] = words[-1].removesuffix("'s")
    return Phrase(tuple(words), determiner, start, taken[-1].end)
