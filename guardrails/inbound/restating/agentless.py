"""What the company did, as what happened to the customer: told as their account, with nobody accused or excused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from guardrails.inbound.restating import verbs
from guardrails.inbound.restating.passive import OBJECTS, Act, passive
from guardrails.inbound.restating.person import turned
from guardrails.inbound.restating.shape import Shape
from guardrails.inbound.restating.words import RELATIVES, STAFF
from guardrails.inbound.word_sets import word_set

_COMPANY: Final = word_set("you they he she someone somebody u")
_OURS: Final = word_set("your the this that one another some")
_AT: Final = dict.fromkeys(("laughed", "shouted", "swore", "yelled", "sighed"), ("at",)) | {"hung": ("up", "on")}
_LEFT_OUT: Final = word_set("just also then even actually literally simply only deliberately now")
_KEPT: Final = word_set("still already repeatedly")
_HAVE: Final = word_set("have has had haven't hasn't hadn't")
_BETWEEN: Final = word_set("now still already just not never again")
_MINE: Final = word_set("me us my our")
_NO_ACTS: Final = word_set("been had got gone come")
_NOT_TURNED: Final = word_set("had was went came said stopped didn't never")


def is_companys(shape: Shape) -> bool:
    """Return whether the subject is the company or one of its people, so that the act is told without them."""
    low = [word.lower() for word in shape.subject]
    if len(low) == 1 and low[0] in _COMPANY:
        return True
    return bool(low) and shape.head in STAFF and (low[0] in _OURS or shape.bare)


def agentless(shape: Shape) -> list[str] | None:
    """Return the act as a passive ("you were charged twice"), or None where that is not sure."""
    verb, rest = shape.verb, shape.rest
    if shape.head in {"he", "she"} and not _MINE & {word.lower() for word in rest}:
        return None  # it may be the customer's mother who missed the shuttle
    if verb in {"keep", "keeps", "kept"} and rest:
        return _keeps(verb, rest)
    if verb in _HAVE:
        return _perfect(verb, rest)
    if verb in verbs.BE:
        return _rudely(rest)
    return _at(verb, rest) if verb in _AT else _past(shape)


def _past(shape: Shape) -> list[str] | None:
    done, adverbs = verbs.participle(shape.verb), [word.lower() for word in shape.adverbs]
    if done is None or shape.verb in _NOT_TURNED or "never" in adverbs:
        return _told(shape)
    act = Act(shape.verb, done, [word for word in adverbs if word in _KEPT])
    return passive(act, shape.rest) or _told(shape)


def _at(verb: str, rest: Sequence[str]) -> list[str] | None:
    """Return "you were laughed at ..." for what was done at somebody."""
    small = _AT[verb]
    if verb == "sighed" and not rest:
        return ["you", "were", "sighed", "at"]
    whom, done = [word.lower() for word in rest[len(small) : len(small) + 2]], verbs.participle(verb)
    if tuple(word.lower() for word in rest[: len(small)]) != small or done is None or not whom:
        return None
    if whom[0] in {"me", "us"}:
        return ["you", "were", done, *small, *turned(tuple(rest[len(small) + 1 :]))]
    if whom[0] in {"my", "our"} and whom[-1] in RELATIVES:
        return ["your", whom[1], "was", done, *small, *turned(tuple(rest[len(small) + 2 :]))]
    return None


def _told(shape: Shape) -> list[str] | None:
    """Return "you were told ..." of what was said."""
    low = [word.lower() for word in shape.rest]
    if shape.verb not in {"said", "promised"} or len(low) < 2 or low[0] in {"to", "so", "no", "yes"}:
        return None
    spoken = {"you", "you've", "you're", "your", "he", "she", "they", "him", "her"} & set(low)
    return None if spoken or not any(map(verbs.is_finite, low)) else ["you", "were", "told", *turned(shape.rest)]


def _rudely(rest: Sequence[str]) -> list[str] | None:
    """Return "your wife was treated so rudely" of somebody who was rude to her; "you were" where nobody is named."""
    low = [word.lower() for word in rest]
    if "rude" not in low:
        return None
    whom = low[low.index("rude") + 1 :]
    if whom[:1] != ["to"] or whom[1:2] not in (["my"], ["our"]):
        return ["you", "were", "treated", "so", "rudely"]
    return ["your", whom[2], "was", "treated", "so", "rudely"] if whom[2:3] and whom[2] in RELATIVES else None


def _keeps(verb: str, rest: Sequence[str]) -> list[str] | None:
    """Return "you keep being charged ..." for what they keep doing."""
    done = verbs.being(rest[0].lower())
    if done is None or len(rest) < 2 or rest[1].lower() not in OBJECTS:
        return None
    subject = OBJECTS[rest[1].lower()]
    keep = verb if verb == "kept" else ("keeps" if subject == "it" else "keep")
    return [subject, keep, "being", done, *turned(tuple(rest[2:]))]


def _perfect(verb: str, rest: Sequence[str]) -> list[str] | None:
    """Return "you've been charged twice" for "you've charged me twice"."""
    at = next((at for at, word in enumerate(rest) if word.lower() not in _BETWEEN), len(rest))
    done = rest[at].lower() if at < len(rest) else ""
    if not verbs.is_participle(done) or done in _NO_ACTS:
        return None
    adverbs = [word.lower() for word in rest[:at] if word.lower() not in _LEFT_OUT]
    return passive(
        Act(done, done, adverbs, "had" if verb.startswith("had") else "have", verb.endswith("n't")), rest[at + 1 :]
    )
