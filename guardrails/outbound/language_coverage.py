"""Where the guard is weaker: a reply, or a part of it, in a language whose words the rules do not fully know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from guardrails.document import Document
from guardrails.inbound.language import detect_language
from guardrails.outbound.languages import SPOKEN
from guardrails.outbound.passages import ENGLISH, UNKNOWN, Passage, passages
from guardrails.reply import Reply
from guardrails.rule import Violation

LANGUAGE_COVERAGE: Final = "language-coverage"
"""The id of the finding; a severities file sets it per language, not per audience."""
_NAMES: Final = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "zh": "Chinese",
}
_SOME = (
    "Here ran: the commonest breaches of tone, requests to take a review down, private data, form, and amounts, dates, "
    "numbers and contacts against the facts. Not: promises, causes and other statements against the facts, and subtle "
    "wording."
)
_FEWER = (
    "Here ran: private data, contacts, links, amounts, dates and numbers against the facts, length and placeholders. "
    "Not: what is told by words, so neither tone, pressure, promises and other statements, nor apology and next step."
)


def uncovered(document: Document, reply: Reply, covers: Callable[[str], bool]) -> Iterator[Violation]:
    """Yield one violation per language of the reply that `covers` does not take for covered."""
    theirs = _customers(reply)
    found = passages(document) or ([Passage(theirs, 0, len(document.text))] if _has_words(document) else [])
    whole = len(found) == 1
    for passage in found:
        # What is certainly not English, but too little to be named, is in the customer's language.
        language = theirs if passage.language == UNKNOWN and theirs != ENGLISH else passage.language
        if not covers(language):
            start, end = (0, len(document.original)) if whole else document.span(passage.start, passage.end)
            yield Violation(LANGUAGE_COVERAGE, start, end, _message(language, whole=whole), _remedy(language))


def _customers(reply: Reply) -> str:
    """Return the language of the customer, English when nothing tells it: so is what is too short to tell."""
    told = reply.language or (detect_language(reply.complaint, ENGLISH) if reply.complaint else ENGLISH)
    code = told.strip().lower().replace("_", "-").split("-")[0]
    return ENGLISH if code in {"", UNKNOWN} else code


def _has_words(document: Document) -> bool:
    return any(map(str.isalpha, document.text))


def _message(language: str, *, whole: bool) -> str:
    named = _NAMES.get(language)
    where = f"in {named} ('{language}')" if named else "in a language that is not English"
    ran = _SOME if language in SPOKEN else _FEWER
    return f"{'The reply' if whole else 'This part'} is {where}, where the guard is weaker. {ran}"


def _remedy(language: str) -> str:
    reader = _NAMES.get(language, "its language")
    return f"Let somebody who reads {reader} well look at it before it goes out."
