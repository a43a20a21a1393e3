"""The few ways in which a rule looks for words, so that rules are data. `guardrails.phrases` tells the notation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from guardrails.document import Document, Sentence
from guardrails.phrases import NOTHING, Phrases
from guardrails.reply import Reply
from guardrails.rule import Violation


@dataclass(frozen=True, slots=True)
class Pattern:
    """A breach told by phrases in a sentence.

    `beside` must stand in the same sentence too, within `reach` words; the breach then spans both. `needs` must stand
    anywhere in the sentence. What excuses: one of `unless` anywhere in the sentence; one of `unless_before` ahead of
    the match with no "but" between; one of `unless_around` over its beginning; with `negatable`, a negation closely
    ahead; with `quotable`, quotation marks around it, for then somebody else's words are told.
    """

    phrases: Phrases
    message: str
    suggestion: str = ""
    beside: Phrases | None = None
    reach: int = 12
    needs: Phrases | None = None
    unless: Phrases = NOTHING
    unless_before: Phrases = NOTHING
    unless_around: Phrases = NOTHING
    negatable: bool = False
    quotable: bool = False

    def find(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yield the breaches in the sentence, in its own offsets."""
        matches = self.phrases.find(sentence)
        if not matches or sentence in self.unless or (self.needs is not None and sentence not in self.needs):
            return
        told = [end for _, end in self.unless_before.find(sentence)]
        around = self.unless_around.find(sentence)
        for start, end in self._joined(sentence, matches):
            if not (
                _leads(sentence.lower, told, start)
                or _covers(around, start)
                or (self.negatable and _NEGATED.search(sentence.lower, max(0, start - 40), start))
                or (self.quotable and _quoted(sentence.lower, start, end))
            ):
                yield start, end

    def _joined(self, sentence: Sentence, matches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        if self.beside is None:
            yield from matches
            return
        others = self.beside.find(sentence)
        for match in matches:
            for other in _nearest(match, others):
                first, second = sorted((match, other))
                if sentence.lower.count(" ", first[1], second[0]) - 1 <= self.reach:
                    yield first[0], second[1]
                    break


def _leads(text: str, ends: list[int], start: int) -> bool:
    """Return whether one of `ends` lies before `start`, with no "but" on the way."""
    nearest = max((end for end in ends if end <= start), default=-1)
    return nearest >= 0 and not _BUT.search(text, nearest, start)


def _covers(spans: list[tuple[int, int]], start: int) -> bool:
    at = bisect_left(spans, (start, 0))
    return any(first <= start < last for first, last in spans[max(0, at - 3) : at + 1])


def _quoted(text: str, start: int, end: int) -> bool:
    """Return whether quotation marks embrace the stretch."""
    if text.count('"', 0, start) % 2 and text.find('"', end) >= 0:
        return True
    opening = _OPENING.search(text, max(0, start - 60), start)
    return bool(opening and _CLOSING.search(text, end, end + 60))


_BUT = re.compile(r"\b(?:but|however|yet|though|although|aber|mais|pero|ma|mas|maar)\b")
_OPENING = re.compile(r"(?:(?<=\s)|^)'[^']*$")
_CLOSING = re.compile(r"'(?!\w)")


def _nearest(match: tuple[int, int], others: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the next of the `others` behind the match, and the last one before it."""
    behind = bisect_left(others, (match[1], 0))
    if behind < len(others):
        yield others[behind]
    before = bisect_left(others, match) - 1
    if before >= 0 and others[before][1] <= match[0]:
        yield others[before]


_NEGATED = re.compile(
    r"(?<!why )\b(?:not|never|no|none|nothing|nobody|without|neither|nor|cannot|\w+n'?t|nicht|kein\w*|nie|ne|pas|"
    r"jamais|sin|nunca|non|mai|não|niet|geen|nooit)\b(?:[^\w.!?;:]{1,9}\w[\w'-]*){0,3}[^\w.!?;:]*$"
)


@dataclass(frozen=True, slots=True)
class Regex:
    """A breach told by a regular expression over the whole text: for marks, not for words.

    `hints` are what must stand in a text, in lower case, for the expression to find anything: one of them, or the text
    is not searched. With `original`, the text is searched as it was given, with its markup.
    """

    regex: re.Pattern[str]
    message: str
    suggestion: str = ""
    hints: tuple[str, ...] = ()
    original: bool = False

    def find(self, document: Document) -> Iterator[tuple[int, int]]:
        """Yield the breaches, in offsets of the original."""
        text = document.original if self.original else document.text
        if self.hints:
            lower = text.lower()
            for hint in self.hints:
                if hint in lower:
                    break
            else:
                return
        for match in self.regex.finditer(text):
            yield match.span() if self.original else document.span(*match.span())


def finder(rule: str, matchers: Sequence[Pattern | Regex]) -> Callable[[Document, Reply], Iterable[Violation]]:
    """Return the `find` of a rule that is made of matchers."""

    def find(document: Document, _: Reply) -> Iterator[Violation]:
        for matcher in matchers:
            for start, end in _places(matcher, document):
                yield Violation(rule, start, end, matcher.message, matcher.suggestion)

    return find


def _places(matcher: Pattern | Regex, document: Document) -> Iterator[tuple[int, int]]:
    """Yield where the matcher strikes, in offsets of the original."""
    if isinstance(matcher, Regex):
        yield from matcher.find(document)
        return
    keys = matcher.phrases.keys
    for sentence in document.sentences:
        if not keys.isdisjoint(sentence.words):
            for start, end in matcher.find(sentence):
                yield document.span(sentence.start + start, sentence.start + end)
