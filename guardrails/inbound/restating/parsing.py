"""Finding the shape of a clause, with much caution: none is better than a wrong one."""

from __future__ import annotations

from typing import Final

from guardrails.inbound.restating import verbs
from guardrails.inbound.restating.shape import Shape, after
from guardrails.inbound.restating.subjects import with_noun
from guardrails.inbound.restating.words import ADVERBS, BROKEN, PRONOUNS, STAFF, THINGS
from guardrails.inbound.word_sets import word_set


def shape_of(words: tuple[str, ...]) -> Shape | None:
    """Return the shape of a clause, or None where no subject and verb are found with some certainty."""
    words = _apart(words)
    low = tuple(word.lower() for word in words)
    if not low:
        return None
    split = _contracted(words, low)
    if split:
        return split
    if low[0] in PRONOUNS:
        return after(words, low, 1)
    if low[0] == "no" and low[1:2] == ("one",):
        return after(("nobody", *words[2:]), ("nobody", *low[2:]), 1)
    return with_noun(words, low) or _without(words, low)


def _apart(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words with the verb that hangs on a noun set apart: "battery's dead", "the driver's not come"."""
    for at, word in enumerate(words[:-1]):
        noun, following = word[:-2], words[at + 1].lower()
        if at > 5 or not word.lower().endswith("'s") or noun.lower() not in THINGS | STAFF:
            continue
        if following in {"been", "gone", "had", "got", "come", "vanished", "stopped", "broken", "died", "fallen"}:
            return (*words[:at], noun, "has", *words[at + 1 :])
        if (
            following.endswith("ing")
            or following in BROKEN
            or following in {"not", "still", "down", "off", "out", "full", "always", "so", "too"}
        ):
            return (*words[:at], noun, "is", *words[at + 1 :])
    return words


_TAILS: Final = {"'m": "am", "'re": "are", "'ve": "have"}


def _contracted(words: tuple[str, ...], low: tuple[str, ...]) -> Shape | None:
    """Return the shape of "I've ...", "it's ...": the verb hangs on the subject."""
    first = low[0]
    for tail, verb in _TAILS.items():
        if first.endswith(tail) and first.removesuffix(tail) in PRONOUNS:
            return Shape((first.removesuffix(tail),), (), verb, words[1:])
    if (first.endswith("'s") and first.removesuffix("'s") in PRONOUNS | {"there"}) or first == "its":
        subject = "it" if first == "its" else first.removesuffix("'s")
        if first == "its" and low[1:2] and low[1] in THINGS:
            return None
        following = next((word for word in low[1:] if word not in ADVERBS), "")
        perfect = verbs.is_participle(following) and following not in BROKEN and following not in {"shut", "closed"}
        verb = "has" if following in {"been", "got", "had", "come", "gone"} else "is"
        return (
            None if perfect and verb == "is" and following not in _PASSIVES else Shape((subject,), (), verb, words[1:])
        )
    return None


_PASSIVES: Final = word_set("broken cracked torn ripped stained damaged locked blocked stuck delayed lost ruined")


def _without(words: tuple[str, ...], low: tuple[str, ...]) -> Shape | None:
    """Return the shape of what leaves its subject out: "Arrived broken", "Still waiting", "Never got it"."""
    at = 0
    while at < len(low) and low[at] in ADVERBS:
        at += 1
    if at >= len(low):
        return None
    word = low[at]
    if verbs.is_finite(word) or word in {"been", "waiting"}:
        return Shape((), words[:at], word, words[at + 1 :])
    return None
