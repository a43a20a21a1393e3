"""In which languages a reply is written, passage by passage: a reply may change its language on the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.document import Document, Sentence
from guardrails.inbound.language import by_function_words, by_script, identifier, plain_words
from guardrails.inbound.word_sets import word_set

ENGLISH: Final = "en"
UNKNOWN: Final = "und"
"""The code of a language that is not English and cannot be named."""
_ONLY_ENGLISH: Final = word_set(
    "the are were my you your and not with this that it have has had been never still but from what when why how does "
    "did can't don't won't i'm it's they our just would be please again after sorry thank thanks we're we'll i'll "
    "i'd we'd you're you'll we've i've that's can could should any who which about here if or by an us she her his him "
    "than then these those because let let's isn't didn't doesn't wasn't couldn't wouldn't shouldn't haven't hasn't"
)
"""Common words of English that are no common words of its neighbours."""
_FEW, _ENOUGH, _MANY = 4, 6, 7
"""Words from which function words, the trained identifier, and it alone, are trusted."""
_SURE, _RATHER_SURE, _NAMED = 0.95, 0.85, 0.9


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch `start:end` of the normalised text in one language."""

    language: str
    start: int
    end: int


def passages(document: Document) -> list[Passage]:
    """Return the longest passage of each language the reply is written in, in the order of the text.

    A reply too short to tell has none. What is too short between two sentences of one language belongs to them.
    """
    told = [(sentence, _language(sentence)) for sentence in document.sentences]
    unsure = [sentence for sentence, language in told if language is None]
    guessed = _guess(unsure)
    if guessed == UNKNOWN and any(language not in {None, ENGLISH} for _, language in told):
        guessed = None
    runs = _runs((sentence, language or guessed) for sentence, language in told)
    longest: dict[str, Passage] = {}
    for run in runs:
        best = longest.get(run.language)
        if best is None or run.end - run.start > best.end - best.start:
            longest[run.language] = run
    return sorted(longest.values(), key=lambda passage: passage.start)


def _language(sentence: Sentence) -> str | None:
    """Return the language of a sentence by its letters and its commonest words; None when they do not tell."""
    sample, words = plain_words(sentence.text)
    if not words:
        return None
    if not sample.isascii() and (script := by_script(sample, len("".join(words)))):
        return script
    english = sum(word in _ONLY_ENGLISH for word in words)
    if english and (english * 4 >= len(words) or english >= _FEW):
        return ENGLISH
    found = by_function_words(sentence.text) if len(words) >= _FEW else None
    return None if found == ENGLISH else found


def _guess(sentences: Sequence[Sentence]) -> str | None:
    """Return the language other than English of what function words do not tell, or None when it may be English."""
    sample, words = plain_words(" ".join(sentence.text for sentence in sentences))
    if len(words) < (_ENOUGH if sample.isascii() else _FEW - 1):
        return None
    english = sum(word in _ONLY_ENGLISH for word in words)
    if english * 4 > len(words):
        return None
    ranked = identifier().rank(sample)
    foreign = 1 - dict(ranked).get(ENGLISH, 0.0)
    if foreign < _SURE and (english or len(words) < _MANY or foreign < _RATHER_SURE):
        return None
    best, sureness = ranked[0]
    return best if sureness >= _NAMED else UNKNOWN


def _runs(told: Iterable[tuple[Sentence, str | None]]) -> list[Passage]:
    """Return the stretches of one language, those that do not tell taken in where they lie between."""
    runs: list[Passage] = []
    for sentence, language in told:
        if language is None:
            continue
        if runs and runs[-1].language == language:
            runs[-1] = Passage(language, runs[-1].start, sentence.end)
        else:
            runs.append(Passage(language, sentence.start, sentence.end))
    return runs
