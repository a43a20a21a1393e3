"""Completing a clause that leaves its subject out: "Arrived broken", "Still waiting", "Charged twice"."""

from __future__ import annotations

from typing import Final

from guardrails.inbound.restating import verbs
from guardrails.inbound.restating.agentless import agentless
from guardrails.inbound.restating.person import turned
from guardrails.inbound.restating.shape import Shape
from guardrails.inbound.word_sets import word_set

_YOU_DID: Final = word_set(
    "ordered booked bought paid waited got received asked tried stood sat spent missed had can't cannot "
    "couldn't haven't "
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
_AFTER_BEEN: Final = word_set(
    "waiting on charged told trying without stuck off overcharged sent passed locked chasing asking"
)


def completed(shape: Shape) -> list[str] | None:
    """Return the clause with the subject it leaves out; None where it is not sure whose act it was."""
    low = [word.lower() for word in shape.rest]
    if shape.verb == "waiting":
        return ["you've", "been", "waiting", *turned(shape.rest)] if "since" in low else _said(shape, "you're still")
    if low[:1] in (["me"], ["us"]) and not verbs.is_third(shape.verb):
        return agentless(shape)
    return _begun(shape, low) if shape.verb in {"been", "was"} or "not" in shape.adverbs else _acted(shape, low)


def _begun(shape: Shape, low: list[str]) -> list[str] | None:
    """Return what begins with an auxiliary or a "not": "Been on hold", "Was told", "Not received"."""
    if shape.verb == "been":
        return _said(shape, "you've") if low and low[0] in _AFTER_BEEN else None
    if shape.verb == "was":
        adverbs = map(str.lower, shape.adverbs)
        return ["you", *adverbs, "were", *turned(shape.rest)] if low and low[0] in _TO_YOU else None
    return _said(shape, "you've") if shape.verb in {"received", "had"} else None


def _acted(shape: Shape, low: list[str]) -> list[str] | None:
    verb = shape.verb
    if verb in _TO_YOU:
        return _said(shape, "you were") if _is_told_fully(verb, low) else None
    if verb in _YOU_DID:
        return None if verb == "missed" and low[:1] in ([], ["again"]) else _said(shape, "you")
    thirds = verbs.is_third(verb) and verb != "says" and not shape.adverbs
    return _said(shape, "it") if verb in _IT_DID or thirds else None


def _said(shape: Shape, subject: str) -> list[str]:
    return [*subject.split(), *map(str.lower, shape.adverbs), shape.verb, *turned(shape.rest)]


def _is_told_fully(verb: str, rest: list[str]) -> bool:
    """Return whether what follows a participle without a subject shows that it was done to the customer."""
    if not rest or rest[0] in _NOT_TO_YOU:
        return False
    return verb not in _BARE or rest[0] in _BARE[verb]
