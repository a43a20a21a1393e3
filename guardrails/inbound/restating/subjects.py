"""Subjects that are nouns, with their determiner or without: "the press handle", "Sole", "Half the rooms"."""

from __future__ import annotations

from typing import Final

from guardrails.inbound.restating import verbs
from guardrails.inbound.restating.everyday import EVERYDAY
from guardrails.inbound.restating.shape import Shape, after, head_of
from guardrails.inbound.restating.words import (
    ADVERBS,
    BROKEN,
    CHAINS,
    DETERMINERS,
    PERSONS,
    PREPOSITIONS,
    RELATIVES,
    STAFF,
    THINGS,
)
from guardrails.inbound.word_sets import word_set

_MOST_SUBJECT: Final = 9
_TIMES: Final = word_set("minutes hours days weeks months years minute hour day week month year time times")
_COUNTS: Final = word_set("half all both two three four five six seven eight nine ten most")
_NEAR, _FAR = 3, 6
"""How far a state may stand from the beginning, after a bare noun and after a count."""


def with_noun(words: tuple[str, ...], low: tuple[str, ...]) -> Shape | None:
    """Return the shape of a clause whose subject is a noun; None where its verb is not found with certainty."""
    money = low[0][:1] in "£$€"
    bare = not money and not low[0][:1].isdigit() and low[0] not in DETERMINERS and not low[0].endswith("'s")
    clock = low[0][:1].isdigit() and not low[0].isdigit()
    if clock or (bare and not _is_bare_noun(words, low)):
        return None
    nouns, inside = int(bare or money), False
    for at in range(1, min(len(low), _MOST_SUBJECT)):
        word = low[at]
        if _ends_search(word, nouns):
            return None
        if word in PERSONS:
            inside = True
        elif nouns and inside and verbs.is_finite(word):
            inside = False  # the verb of "the sofa I ordered", not of the sofa
        elif nouns and not inside and (found := _found(words, low, at, bare=bare)):
            return None if head_of(words[:at]) in _TIMES and found.lacking else found
        elif word not in DETERMINERS | PREPOSITIONS | ADVERBS:
            nouns += 1
    return None


def _ends_search(word: str, nouns: int) -> bool:
    """Return whether the words so far can be no subject."""
    chained = word in CHAINS and word != "and"
    return chained or word in {"so", "too"} or "%" in word or (not nouns and word in verbs.AUXILIARIES)


def _found(words: tuple[str, ...], low: tuple[str, ...], at: int, *, bare: bool) -> Shape | None:
    """Return the shape if the verb, or the state without one, is at `at`."""
    if verbs.is_finite(low[at]) or low[at] in ADVERBS:
        if _is_adjective(low, at) or _is_relative(low, at):
            return None
        found = after(words, low, at, bare=bare)
        return _lacking(found, words[:at], bare=bare) if found else None
    counted = low[0] in _COUNTS
    may_lack = bare or counted or low[0][:1] in "£$€"
    if may_lack and at <= (_FAR if counted else _NEAR) and _is_state(low, at):
        return Shape(words[:at], (), low[at], words[at + 1 :], bare=bare, lacking=True)
    return None


def _lacking(found: Shape, subject: tuple[str, ...], *, bare: bool) -> Shape:
    """Return the shape with a "be" to be put in where a thing cannot have done it: "Claim refused", "Sofa left on"."""
    may_lack = bare or subject[0].lower() in _COUNTS or subject[0][:1] in "£$€"
    person = found.head in STAFF or found.head in RELATIVES
    if not may_lack or person or found.verb not in _DONE_TO or not _ends_there(found.rest):
        return found
    return Shape(subject, found.adverbs, found.verb, found.rest, bare=bare, lacking=True)


def _ends_there(rest: tuple[str, ...]) -> bool:
    """Return whether no object follows."""
    following = rest[0].lower() if rest else ""
    return (
        not following
        or following[0].isdigit()
        or following in PREPOSITIONS
        or following in ADVERBS
        or following.endswith("ly")
    )


def _is_state(low: tuple[str, ...], at: int) -> bool:
    """Return whether a state follows, with no form of "be": "Room dirty", "Film out of focus"."""
    if low[at - 1] in DETERMINERS or low[at - 1] in PREPOSITIONS:
        return False
    taken = low[at] in _DONE_TO and not verbs.is_finite(low[at])
    return (
        taken
        or low[at] in BROKEN - {"gone", "out"}
        or low[at : at + 2] in (("out", "of"), ("upside", "down"), ("past", "its"))
    )


def _is_bare_noun(words: tuple[str, ...], low: tuple[str, ...]) -> bool:
    """Return whether a clause begins with a noun that lacks its determiner: no name, and no verb."""
    first = low[0]
    if (
        (words[0].isupper() and len(first) > 1 and words[0] not in {"QR", "TV", "SIM", "ID", "PIN"})
        or first in _NO_NOUNS
        or first in _DAYS
    ):
        return False
    known = first in THINGS or first in EVERYDAY or first in STAFF or first in RELATIVES or _is_common(words[0], low)
    second = len(low) > 1 and (low[1] in THINGS or low[1] in EVERYDAY) and first not in verbs.PASTS and first.isalpha()
    return (
        (known or second) and not verbs.is_past(first) and first not in verbs.AUXILIARIES and first not in PREPOSITIONS
    )


def _is_common(first: str, low: tuple[str, ...]) -> bool:
    """Return whether a word written small stands right before a verb that only a noun can have."""
    if not first.islower() or not first.isalpha() or len(first) < 4 or first.endswith(("ly", "ing")):
        return False
    return low[1:2] != () and low[1] in _AFTER_NOUNS and first not in CHAINS | PREPOSITIONS | ADVERBS | _NO_NOUNS


_AFTER_NOUNS: Final = word_set("is was has isn't wasn't hasn't never arrived came won't doesn't didn't")
_DAYS: Final = word_set("monday tuesday wednesday thursday friday saturday sunday christmas easter")
_NO_NOUNS: Final = word_set(
    "its his her their that this what there here where when which these those such them your thats sorry please"
)


def _is_adjective(low: tuple[str, ...], at: int) -> bool:
    """Return whether the word looks like a verb but stands before its noun ("the damaged box")."""
    word = low[at]
    if word in verbs.AUXILIARIES or word in ADVERBS:
        return False
    nextly = low[at + 1] if at + 1 < len(low) else ""
    return low[at - 1] in DETERMINERS and (nextly in THINGS or verbs.is_finite(nextly))


def _is_relative(low: tuple[str, ...], at: int) -> bool:
    """Return whether a later auxiliary is the real verb ("the room described as quiet was ...")."""
    word = low[at]
    if word in verbs.AUXILIARIES or word in ADVERBS or not verbs.is_participle(word):
        return False
    later = low[at + 1 : at + 9]
    stop = next((place for place, one in enumerate(later) if one in CHAINS or one in PERSONS), len(later))
    return any(one in verbs.AUXILIARIES for one in later[:stop])


_DONE_TO: Final = word_set(
    "left refused cancelled canceled cleaned delivered charged denied closed lost rejected missed dumped thrown "
    "damaged smashed crushed delayed ruined soaked ripped torn broken sent given taken declined returned "
    "opened ignored "
    "removed deleted locked blocked booked sold moved changed suspended frozen switched cut signed posted scratched "
    "dented burnt stained split shut roped cordoned wiped made installed booked placed ordered fitted held "
    "accepted bought"
)
