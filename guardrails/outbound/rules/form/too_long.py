"""form: too-long."""

from __future__ import annotations

from collections.abc import Iterator

from guardrails.document import Document
from guardrails.finding import Audience
from guardrails.lengths import fitting, length, limit
from guardrails.reply import Reply
from guardrails.rule import Example, Rule, Violation


def _find(document: Document, reply: Reply) -> Iterator[Violation]:
    most = limit(reply.channel, reply.audience)
    text = document.original
    if len(text) <= most and reply.channel != "x":
        return
    long = length(text, reply.channel)
    if long > most:
        start = fitting(text, reply.channel, reply.audience)
        place = reply.channel or "this channel"
        yield Violation(
            "too-long",
            start,
            len(text),
            f"The message has {long} characters as {place} counts them; it takes {most}.",
            f"Shorten it by {long - most}; move what is private to the private message.",
        )


_LONG = "We are sorry for the wait and we would like to put it right with you today. "
_WAIT = "We're sorry you have waited so long for the sofa, Ines. "

RULE = Rule(
    id="too-long",
    family="form",
    what="Over the channel's limit, counted as the channel counts: weighted characters on X, graphemes elsewhere.",
    why="The channel refuses it or cuts it off in the middle of a sentence.",
    boundary="Exactly at the limit; a long link on X, which counts 23; an emoji of many parts, which counts as one.",
    serves=("P13",),
    suggestion="Shorten it; a public reply needs the apology and the private route, little else.",
    find=_find,
    flags=(
        Example("a" * 280 + "[[b]]", Audience.PUBLIC, channel="x"),
        Example("é" * 280 + "[[é]]", Audience.PUBLIC, channel="x"),
        Example("申" * 140 + "[[訳]]", Audience.PUBLIC, channel="x"),
        Example("😔" * 140 + "[[!]]", Audience.PUBLIC, channel="x"),
        Example("x" * 257 + " [[a.co]]", Audience.PUBLIC, channel="x"),
        Example("b" * 150 + "[[c]]", Audience.PUBLIC, channel="tiktok"),
        Example("w" * 459 + "[[!]]", channel="sms"),
        Example("d" * 1_000 + "[[e]]", channel="instagram"),
        Example("f" * 10_000 + "[[g]]", channel="x"),
        Example("k" * 2200 + "[[ and more]]", Audience.PUBLIC, channel="instagram"),
        Example("q" * 10_000 + "[[r]]"),
    ),
    passes=(
        Example("a" * 280, Audience.PUBLIC, channel="x"),
        Example("申" * 140, Audience.PUBLIC, channel="x"),
        Example("👩‍👩‍👧‍👦" * 140, Audience.PUBLIC, channel="x"),
        Example("x" * 256 + " https://help.shop.example.com/" + "a" * 300, Audience.PUBLIC, channel="x"),
        Example("👩‍👩‍👧‍👦" * 150, Audience.PUBLIC, channel="tiktok"),
        Example(_LONG * 5, channel="sms"),
        Example(_LONG * 20, channel="x"),
        Example(_WAIT * 15, channel="tiktok"),
        Example(_WAIT * 30, Audience.PUBLIC, channel="facebook"),
        Example(_LONG * 60, channel="email"),
        Example(_WAIT, Audience.PUBLIC, channel="x"),
    ),
)
