"""From the shape of a clause to words that read after "I'm sorry that ..."."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from guardrails.inbound.restating import verbs
from guardrails.inbound.restating.agentless import agentless, is_companys
from guardrails.inbound.restating.person import agreeing, be, turned
from guardrails.inbound.restating.safe import ACRONYMS
from guardrails.inbound.restating.shape import DETERMINERS, RELATIVES, YOURS, Shape, head_of, is_plural_subject
from guardrails.inbound.word_sets import word_set

_YOU_DID: Final = word_set(
    "ordered booked bought paid waited got received asked tried stood sat spent missed had can't cannot couldn't haven't "
    "didn't queued applied chased requested need keep found"
)
_IT_DID: Final = word_set(
    "arrived came broke leaks leaked crashes crashed freezes froze stopped stops died dies fell snapped cracked smells "
    "doesn't won't isn't works worked lasted keeps faded peeled ripped shrank burst melted turned looks cuts drops "
    "disconnects rattles failed fails exploded shattered collapsed burnt tore"
)
_TO_YOU: Final = word_set(
    "charged told billed sent given promised refused ignored quoted overcharged locked passed transferred sold denied "
    "invoiced kicked banned hacked stranded fobbed bumped downgraded"
)
_NOT_TO_YOU: Final = word_set("your it them in us our off you him her people everyone everybody up")
_BARE: Final = {
    "sent": word_set("the a an two three wrong someone somebody another home away"), "locked": word_set("out"),
    "passed": word_set("around round from between"), "given": word_set("the a an two no"), "sold": word_set("a an the"),
    "transferred": word_set("three four five six seven twice to between"), "kicked": word_set("out off"),
    "promised": word_set("a an the"), "refused": word_set("entry a an the service"), "hacked": word_set("on last"),
    "downgraded": word_set("to from"), "bumped": word_set("off to from"),
}  # fmt: skip
_AFTER_BEEN: Final = word_set("waiting on charged told trying without stuck off overcharged sent passed locked chasing asking")
_FILLERS: Final = word_set(
    "literally honestly actually basically seriously absolutely totally completely just simply fully flipping flaming "
    "effing friggin freaking bleeding damned damn goddamn bloody fucking sodding lol pls ffs tbh apparently obviously clearly "
    "btw"
)
_LOOSE_ENDS: Final = word_set("and but so or then which that because as though either too anyway thanks please sir")


def worded(shape: Shape) -> list[str] | None:
    """Return the clause in the second person, word by word; None where that is not sure."""
    low = [word.lower() for word in shape.subject]
    if not low:
        return _completed(shape)
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
        subject[0] = subject[0].lower()
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
_EITHER: Final = word_set("staff team people crew none everyone half all most one both rest family police company glass")


def _be(shape: Shape) -> list[str]:
    return [be(plural=is_plural_subject(shape.subject))]


def _joined(subject: list[str], shape: Shape, verb: str) -> list[str]:
    adverbs = [word.lower() for word in shape.adverbs]
    return [*subject, *adverbs, verb, *turned(shape.rest)]


def _completed(shape: Shape) -> list[str] | None:
    """Return the clause with the subject it leaves out."""
    verb, adverbs, rest = shape.verb, [word.lower() for word in shape.adverbs], turned(shape.rest)
    if verb == "waiting":
        lasting = {"since"} & set(shape.rest) or "since" in rest
        return ["you've", "been", verb, *rest] if lasting else ["you're", "still", verb, *rest]
    if shape.rest and shape.rest[0].lower() in {"me", "us"} and not verbs.is_third(verb):
        return agentless(shape)
    if verb == "been":
        following = shape.rest[0].lower() if shape.rest else ""
        return ["you've", *adverbs, verb, *rest] if following in _AFTER_BEEN else None
    if adverbs[-1:] == ["not"]:
        return ["you've", *adverbs, verb, *rest] if verb in {"received", "had"} else None
    if verb == "was" and shape.rest and shape.rest[0].lower() in _TO_YOU:
        return ["you", *adverbs, "were", *rest]
    if verb in _TO_YOU and not _is_told_fully(verb, [word.lower() for word in rest]):
        return None
    if not adverbs and (verbs.is_third(verb) and verb != "says" and verb not in _IT_DID):
        return ["it", verb, *rest]
    if verb == "missed" and (not rest or rest[0] == "again"):
        return None
    for subject, known in (("you were", _TO_YOU), ("you", _YOU_DID), ("it", _IT_DID)):
        if verb in known:
            return [*subject.split(), *adverbs, verb, *rest]
    return None


def _is_told_fully(verb: str, rest: list[str]) -> bool:
    """Return whether what follows a participle without a subject shows that it was done to the customer."""
    if not rest or rest[0] in _NOT_TO_YOU:
        return False
    return verb not in _BARE or rest[0] in _BARE[verb]


def cleaned(words: list[str]) -> list[str]:
    """Return words without fillers and loose ends, capitals for emphasis made small."""
    kept = [_small(word) for word in words if word.lower() not in _FILLERS]
    kept = _owned(_plain(kept))
    while kept and kept[-1].lower().strip(",") in _LOOSE_ENDS:
        kept.pop()
    return _since(_contracted(kept))


def _owned(words: list[str]) -> list[str]:
    """Return words with a relative that stands alone as theirs: "for dad" is "for your dad"."""
    found: list[str] = []
    for word in words:
        alone = word in _CALLED and (not found or found[-1] in _BEFORE_RELATIVES)
        found += ["your", word] if alone else [word]
    return found


_CALLED: Final = word_set("mum mom dad nan gran grandma grandad granny mam")
_BEFORE_RELATIVES: Final = word_set("for to with and of from at by on")


def _plain(words: list[str]) -> list[str]:
    """Return words up to a likeness ("like a banana")."""
    at = next((at for at, word in enumerate(words) if word == "like" and words[at + 1 : at + 2] and words[at + 1] in _ARTICLES), 0)
    return words[:at] if at > 2 else words


_ARTICLES: Final = word_set("a an the some something someone")


def _contracted(words: list[str]) -> list[str]:
    """Return words as people say them: "you've been", "it's"."""
    if len(words) < 3 or words[0] not in {"you", "it", "there"}:
        return words
    if words[:2] == ["you", "have"] and (verbs.is_participle(words[2]) or words[2] in {"been", "had", "not", "now", "still"}):
        return ["you've", *words[2:]]
    tail = {("you", "are"): "you're", ("it", "is"): "it's", ("there", "is"): "there's"}.get((words[0], words[1]))
    return [tail, *words[2:]] if tail else words


def _since(words: list[str]) -> list[str]:
    """Return "you've been" for "you were" where it has gone on since."""
    if words[:2] == ["you", "were"] and "since" in words and verbs.is_participle(words[2]):
        return ["you've", "been", *words[2:]]
    return words


_DAYS: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september october "
    "november december christmas easter"
)


def _small(word: str) -> str:
    bare = word.strip(",'")
    if bare.lower() in _DAYS:
        return word.capitalize()
    if len(bare) > 1 and bare.isupper() and bare not in ACRONYMS and bare.isalpha():
        return word.lower()
    return word


def subject_of(words: list[str]) -> str:
    """Return the head of words, for what asks."""
    return head_of(tuple(words))
