"""From the shape of a clause to words that read after "I'm sorry that ..."."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from guardrails.inbound.restating import verbs
from guardrails.inbound.restating.agentless import agentless, is_companys
from guardrails.inbound.restating.completing import completed
from guardrails.inbound.restating.person import agreeing, be, turned
from guardrails.inbound.restating.safe import ACRONYMS
from guardrails.inbound.restating.shape import Shape, is_plural_subject
from guardrails.inbound.restating.words import DETERMINERS, RELATIVES, YOURS
from guardrails.inbound.word_sets import word_set


def worded(shape: Shape) -> list[str] | None:
    """Return the clause in the second person, word by word; None where that is not sure."""
    low = [word.lower() for word in shape.subject]
    if not low:
        return completed(shape)
    if is_companys(shape):
        return agentless(shape)
    if low[0] in {"i", "we"} and len(low) == 1:
        return _of_you(shape)
    return _of_a_thing(shape)


def _of_you(shape: Shape) -> list[str] | None:
    verb = agreeing(shape.verb, plural=True)
    if shape.verb in verbs.BE and not shape.rest:
        return None
    return _joined(["you"], shape, verb)


def _of_a_thing(shape: Shape) -> list[str] | None:
    if shape.bare is False and "you" in (word.lower() for word in shape.subject[1:]):
        shape = replace(shape, subject=shape.subject[: [word.lower() for word in shape.subject].index("you")])
    subject = turned(shape.subject)
    first = shape.subject[0].lower()
    if shape.bare or first in DETERMINERS or len(subject) == 1:
        subject[0] = subject[0] if subject[0] in ACRONYMS else subject[0].lower()
    if first in {"this", "these"} and len(subject) > 1:
        subject[0] = "the"
    if first in RELATIVES or first.removesuffix("'s") in RELATIVES:
        subject.insert(0, "your")
    elif shape.bare:
        subject.insert(0, "your" if shape.head in YOURS and first == shape.head else "the")
    verb = shape.verb
    if not _agrees(shape):
        return None
    if shape.lacking:
        return [*subject, *_be(shape), *map(str.lower, shape.adverbs), verb, *turned(shape.rest)]
    if verb == "not":
        return None
    return _joined(subject, shape, verb)


def _agrees(shape: Shape) -> bool:
    """Return whether verb and subject agree, as they do unless the subject was cut short."""
    if shape.verb in _SINGULAR or shape.verb in _PLURAL:
        return shape.plural is (shape.verb in _PLURAL) or "and" in shape.subject or shape.head in _EITHER
    return True


_SINGULAR: Final = word_set("is was has isn't wasn't hasn't doesn't does")
_PLURAL: Final = word_set("are were have aren't weren't haven't don't do")
_EITHER: Final = word_set(
    "staff team people crew none everyone half all most one both rest family police company glass"
)


def _be(shape: Shape) -> list[str]:
    return [be(plural=is_plural_subject(shape.subject))]


def _joined(subject: list[str], shape: Shape, verb: str) -> list[str]:
    adverbs = [word.lower() for word in shape.adverbs]
    return [*subject, *adverbs, verb, *turned(shape.rest)]
