"""Phrases: the notation in which rules write down what they look for.

A phrase is written as it is read, with a few marks:

    delete the review                these words, in any case; other marks than . ! ? may stand between them
    delete|remove the|your review    one of several words
    (take down|get rid of) it        one of several groups of words; groups nest
    please? delete                   a word or group that may be missing
    delete .. review                 up to two words between; `...` stands for up to five
    sorry_if                         these words with nothing but white space between them
    # days                           a number, in digits, with its currency if it has one
    <post>                           a named list, given beside the phrases

An apostrophe may be left out by the writer ("dont"). Each phrase knows which rare words must be there, so that a
sentence without them is never searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from guardrails.document import Sentence

_TOKEN = re.compile(r"\s*(\.\.\.|\.\.|[()|?]|(?<=[)>])_|<[\w'-]+>|[^\s()|?<>.]+)")
_BETWEEN = r"[^\w.!?]{1,30}"
_WORD = r"\w[\w'-]*"
_GAPS = {"..": 2, "...": 5}
_COMMON = frozenset(
    word
    for listed in (
        "a about all an and any are as at be been but by can could did do does for from get had has have he her here",
        "him his how i if im in is it its ive just like me more my no not of on or our out she so some such that the",
        "their them then there these they this to too up us was we were what when which who will with would you your",
        "youre youve were weve der die das und ist sie wir ihr ihre ihnen uns nicht zu den ein eine es que de la el le",
        "les un une en et vous nous votre est lo su usted no se por para di il che e non per lei o a do da seu sua",
        "você um uma het een de u uw wij van",
    )
    for word in listed.split()
)


class PhraseError(ValueError):
    """A phrase that cannot be read: an open bracket, an unknown list, nothing to search for."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a phrase: its regular expression, and sets of words of each of which one must be there."""

    regex: str
    needs: tuple[frozenset[str], ...] = ()
    optional: bool = False
    gap: int = 0
    tight: bool = False
    """Nothing but white space stands before it."""


def _best(needs: tuple[frozenset[str], ...]) -> frozenset[str]:
    """Return the set of required words that tells sentences apart best: few common words, then few words."""
    return min(needs, key=_rarity)


def _rarity(words: frozenset[str]) -> tuple[int, int]:
    return sum(word in _COMMON for word in words), len(words)


def _tokens(written: str) -> list[str]:
    """Return the tokens of a phrase; nothing of it is passed over."""
    stray = _TOKEN.sub("", written).strip()
    if stray:
        raise PhraseError(f"there is a stray {stray!r}")
    return _TOKEN.findall(written)


@dataclass(frozen=True, slots=True)
class _Lists:
    """Named lists as they are written, and those that were read before: most are named many times."""

    written: Mapping[str, str]
    read: dict[str, _Part] = field(default_factory=dict)


class _Parser:
    """Reads one phrase by recursive descent; raises `PhraseError` with the phrase in its message."""

    def __init__(self, tokens: list[str], lists: _Lists) -> None:
        self.lists = lists
        self.tokens = tokens
        self.position = 0

    def parse(self) -> _Part:
        part = self._sequence()
        if self.position < len(self.tokens):
            raise PhraseError(f"there is a stray {self.tokens[self.position]!r}")
        if not part.needs:
            raise PhraseError("there is no word that must be there")
        return part

    def _peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def _take(self) -> str:
        taken = self._peek()
        self.position += 1
        return taken

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self._peek() not in {"", ")"}:
            if self._peek() == "_":
                self._take()
                parts.append(replace(self._item(), tight=True))
            else:
                parts.append(self._item())
        return _joined(parts)

    def _item(self) -> _Part:
        part = self._one()
        choices = [part]
        while self._peek() == "|":
            self._take()
            choices.append(self._one())
        part = _choice(choices)
        if self._peek() == "?":
            self._take()
            return _Part(part.regex, optional=True)
        return part

    def _one(self) -> _Part:
        token = self._take()
        if token in _GAPS:
            return _Part("", optional=True, gap=_GAPS[token])
        if token == "(":  # noqa: S105 - a bracket, no password
            return self._group()
        if token.startswith("<") and token.endswith(">"):
            return self._named(token[1:-1])
        if not token or token in {")", "|", "?"}:
            raise PhraseError(f"it ends or breaks off at {token!r}")
        return _word(token)

    def _group(self) -> _Part:
        depth, begin = 1, self.position
        while depth:
            token = self._take()
            if not token:
                raise PhraseError("there is an open bracket")
            depth += {"(": 1, ")": -1}.get(token, 0)
        return _alternatives(self.tokens[begin : self.position - 1], self)

    def _named(self, name: str) -> _Part:
        if name not in self.lists.written:
            raise PhraseError(f"there is no list <{name}>")
        if name not in self.lists.read:
            self.lists.read[name] = _alternatives(_tokens(self.lists.written[name]), self)
        return self.lists.read[name]


def _alternatives(tokens: list[str], outer: _Parser) -> _Part:
    """Return the choice between sequences that bars separate: inside brackets and in named lists."""
    choices: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token, 0)
        if token == "|" and not depth:  # noqa: S105 - a bar, no password
            choices.append([])
        else:
            choices[-1].append(token)
    return _choice([_parse_tokens(choice, outer) for choice in choices])


def _parse_tokens(tokens: list[str], outer: _Parser) -> _Part:
    if len(tokens) == 1 and tokens[0][0] not in "<(.?_":
        return _word(tokens[0])
    inner = _Parser(tokens, outer.lists)
    part = inner._sequence()  # noqa: SLF001 - the same class
    if inner.position < len(tokens) or not part.regex:
        raise PhraseError("there is an empty or broken choice")
    return part


@cache
def _word(token: str) -> _Part:
    if token == "#":  # noqa: S105 - a number, no password
        return _Part(r"[£$€]?\d[\d.,]*[£$€%]?")
    regex = r"\s{1,30}".join(re.escape(word).replace("'", "'?") for word in token.split("_"))
    words = re.findall(r"[^\W_]+", token.replace("'", ""))
    if not words:
        raise PhraseError(f"{token!r} is no word")
    return _Part(regex, tuple(frozenset([word]) for word in words))


def _choice(parts: list[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    known = all(part.needs for part in parts)
    needs = (frozenset().union(*(_best(part.needs) for part in parts)),) if known else ()
    ordered = sorted({part.regex for part in parts}, key=lambda regex: (-len(regex), regex))
    return _Part(f"(?:{'|'.join(ordered)})", needs)


def _joined(parts: list[_Part]) -> _Part:
    """Return the parts in a row: separators belong to what may be missing, so that nothing is matched twice."""
    needed = [index for index, part in enumerate(parts) if not part.optional]
    if not needed or (parts and parts[-1].gap):
        raise PhraseError("it needs a word that must be there, and cannot end with a gap")
    last = needed[-1]
    regex = "".join(_before_last(part, after) for part, after in pairwise(parts[: last + 1])) + parts[last].regex
    regex += "".join(rf"(?:{_BETWEEN}{part.regex})?" for part in parts[last + 1 :])
    return _Part(regex, tuple(words for index in needed for words in parts[index].needs))


def _before_last(part: _Part, after: _Part) -> str:
    """Return the expression for `part` with the separator that leads to the part after it."""
    separator = r"\s{1,30}" if after.tight else _BETWEEN
    if part.gap:
        return rf"(?:{_WORD}{_BETWEEN}){{0,{part.gap}}}?"
    return rf"(?:{part.regex}{separator})?" if part.optional else part.regex + separator


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Return the compiled expression; it waits for its first use, since there are many and starting up is watched."""
    return re.compile(expression)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase made ready: of each of the sets in `needs`, one word must stand in a sentence that holds it."""

    source: str
    expression: str
    needs: tuple[frozenset[str], ...]
    others: tuple[frozenset[str], ...] = ()
    """What is needed beside the set by which the phrase is looked up, the rarest first."""

    @property
    def regex(self) -> re.Pattern[str]:
        """Return the regular expression that finds the phrase in lower-case text."""
        return _compiled(self.expression)


def phrase(source: str, lists: Mapping[str, str] | None = None) -> Phrase:
    """Return `source` made ready for searching lower-case text.

    Raises:
        PhraseError: the notation is broken, or nothing in it must be there.
    """
    return _phrase(source, _Lists(lists or {}))


def _phrase(source: str, lists: _Lists) -> Phrase:
    try:
        part = _Parser(_tokens(source), lists).parse()
    except PhraseError as error:
        raise PhraseError(f"{error}, in the phrase {source!r}") from None
    needs = tuple(sorted(part.needs, key=len))
    best = needs.index(_best(needs))
    others = sorted(needs[:best] + needs[best + 1 :], key=_rarity)
    return Phrase(source, rf"(?<!\w)(?<!\w['-])(?:{part.regex})(?!\w)", needs, tuple(others))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases that are searched together; `index` leads from a word to the phrases that need it."""

    sources: tuple[str, ...]
    index: Mapping[str, tuple[Phrase, ...]]
    keys: frozenset[str]

    def find(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return where the phrases stand in the sentence, in its own offsets, in order."""
        found: set[tuple[int, int]] = set()
        for known in self._possible(sentence.words):
            found.update([match.span() for match in known.regex.finditer(sentence.lower)])
        return sorted(found) if found else []

    def _possible(self, words: frozenset[str]) -> list[Phrase]:
        possible: list[Phrase] = []
        for word in self.keys & words:
            for known in self.index[word]:
                for needed in known.others:
                    if needed.isdisjoint(words):
                        break
                else:
                    possible.append(known)
        return possible

    def __or__(self, other: Phrases) -> Phrases:
        index = dict(self.index)
        for word, known in other.index.items():
            index[word] = (*index.get(word, ()), *known)
        return Phrases(self.sources + other.sources, index, frozenset(index))

    def __contains__(self, sentence: Sentence) -> bool:
        if self.keys.isdisjoint(sentence.words):
            return False
        return any(known.regex.search(sentence.lower) for known in self._possible(sentence.words))


def _lines(sources: str) -> Iterator[str]:
    begun = ""
    for line in (line.strip() for line in sources.splitlines()):
        if not line or line.startswith("//"):
            continue
        begun = f"{begun} {line}".strip()
        if begun.count("(") == begun.count(")") and not begun.endswith("|"):
            yield begun
            begun = ""
    if begun:
        yield begun


def phrases(sources: str, lists: Mapping[str, str] | None = None) -> Phrases:
    """Return the phrases in `sources`, one a line; an open bracket or a bar at the end carries on to the next line.

    Blank lines and lines that begin with // are for the reader.

    Raises:
        PhraseError: a phrase cannot be read.
    """
    named = _Lists(lists or {})
    known = [_phrase(line, named) for line in _lines(sources)]
    index: dict[str, list[Phrase]] = {}
    for one in known:
        for word in _best(one.needs):
            index.setdefault(word, []).append(one)
    return Phrases(
        tuple(one.source for one in known), {word: tuple(those) for word, those in index.items()}, frozenset(index)
    )


NOTHING = phrases("")
