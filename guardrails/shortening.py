"""Shortening: the sentences that a reply can spare, so that it fits its channel."""

from __future__ import annotations

from collections.abc import Iterator

from guardrails.document import Document, Sentence
from guardrails.edits import dropped
from guardrails.lengths import fitting, length, limit
from guardrails.outbound.apologies import apologises_in
from guardrails.outbound.routes import route_in
from guardrails.reply import Reply

_MOST_SENTENCES = 400


def shortened(document: Document, reply: Reply) -> Iterator[str]:
    """Yield the reply made to fit: without the sentences that it needs least, else cut after a word, else anywhere."""
    text = document.original
    most = limit(reply.channel, reply.audience)
    spared = _without_the_spare(document, reply, most)
    if spared:
        yield spared
    fits = fitting(text, reply.channel, reply.audience)
    words = text[:fits].rsplit(None, 1)[0].rstrip(" ,;:-–")
    if fits and words and len(words) * 2 > fits:
        yield f"{words}." if words[-1].isalnum() and len(words) < fits else words
    yield text[:fits]


def _without_the_spare(document: Document, reply: Reply, most: int) -> str | None:
    """Return the reply with as few sentences dropped as will do, None when the last one is still too long."""
    sentences = document.sentences[:_MOST_SENTENCES]
    if len(sentences) < 2 or len(document.sentences) > _MOST_SENTENCES:
        return None
    order = sorted(range(len(sentences)), key=lambda at: (_need(sentences[at]), -at))
    gone: set[int] = set()
    excess = length(document.original, reply.channel) - most
    for at in order[:-1]:
        gone.add(at)
        excess -= length(sentences[at].text, reply.channel) + 1
        if excess <= 0 and length(text := _without(document, gone), reply.channel) <= most:
            return text
    return None


def _need(sentence: Sentence) -> int:
    """Return how much a reply needs a sentence: the apology and the way on most, the answer more than courtesies."""
    if apologises_in(sentence) or route_in(sentence):
        return 2
    return 1 if "?" in sentence.text or any(map(str.isdigit, sentence.text)) else 0


def _without(document: Document, gone: set[int]) -> str:
    text = document.original
    for at in sorted(gone, reverse=True):
        sentence = document.sentences[at]
        text = dropped(text, *document.span(sentence.start, sentence.end)).applied(text)
    return text
