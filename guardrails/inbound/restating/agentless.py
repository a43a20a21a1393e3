"""What the company did, as what happened to the customer: told as their account, with nobody accused or excused."""

from __future__ import annotations

from typing import Final

from guardrails.inbound.restating import verbs
from guardrails.inbound.restating.person import be, turned
from guardrails.inbound.restating.shape import RELATIVES, STAFF, THINGS, Shape, is_plural_subject
from guardrails.inbound.word_sets import word_set

_COMPANY: Final = word_set("you they he she someone somebody u")
_OURS: Final = word_set("your the this that one another some")
_TO_ME: Final = word_set(
    "sent gave charged told promised sold offered billed quoted overcharged refused denied owed showed asked ignored called "
    "left kept made let blocked invoiced fined locked cut put brought delivered served moved passed transferred "
    "laughed misled chased cancelled forgot downgraded handed"
)
_AT: Final = {
    "laughed": ("at",), "shouted": ("at",), "swore": ("at",), "yelled": ("at",), "sighed": ("at",), "hung": ("up", "on"),
}  # fmt: skip
_OBJECTS: Final = {"me": "you", "us": "you", "it": "it", "them": "they", "mine": "yours"}
_ENDS_OBJECT: Final = word_set(
    "of in on at from for with by to under over near inside behind into about without after before through during since "
    "until round around off up down out away again twice once today yesterday now outside next back instead three four "
    "five and"
)
_FRONTS: Final = word_set("my our the a an two three four five six seven eight nine ten eleven twelve less half both all some one this these every")
_LEAVE_OUT: Final = word_set("just also then even actually literally simply only deliberately")
_SAID: Final = word_set("said promised told say")


def is_companys(shape: Shape) -> bool:
    """Return whether the subject is the company or one of its people, so that the act is told without them."""
    low = [word.lower() for word in shape.subject]
    if len(low) == 1 and low[0] in _COMPANY:
        return True
    return bool(low) and shape.head in STAFF and (low[0] in _OURS or shape.bare)


def agentless(shape: Shape) -> list[str] | None:
    """Return the act as a passive ("you were charged twice"), or None where that is not sure."""
    verb, rest = shape.verb, list(shape.rest)
    adverbs = [word for word in shape.adverbs if word.lower() not in _LEAVE_OUT]
    never = [word for word in adverbs if word.lower() in {"never", "still", "already", "repeatedly"}]
    if verb in {"keep", "keeps", "kept"} and rest:
        return _keeps(verb, rest)
    if verb in {"have", "has", "had", "haven't", "hasn't"}:
        return _perfect(verb, rest)
    if verb in verbs.BE and "rude" in rest:
        return _rudely(rest)
    if verb in {"didn't", "never"}:
        return None
    if verb in _AT:
        return _at(verb, rest)
    done = verbs.participle(verb)
    if done is None or verb in {"had", "was", "went", "came", "said", "stopped"} or "never" in [w.lower() for w in adverbs]:
        return _told(shape)
    return _passive(done, verb, rest, never, lambda plural: [be(plural=plural)]) or _told(shape)


def _at(verb: str, rest: list[str]) -> list[str] | None:
    """Return "you were laughed at ..." for what was done at somebody."""
    small = _AT[verb]
    at, done = len(small), verbs.participle(verb)
    if tuple(word.lower() for word in rest[:at]) != small or not done or not rest[at:]:
        return None
    if rest[at].lower() in {"me", "us"}:
        return ["you", "were", done, *small, *turned(tuple(rest[at + 1 :]))]
    if rest[at].lower() in {"my", "our"} and rest[at + 1 : at + 2] and rest[at + 1].lower() in RELATIVES:
        return ["your", rest[at + 1].lower(), "was", done, *small, *turned(tuple(rest[at + 2 :]))]
    return None


def _told(shape: Shape) -> list[str] | None:
    """Return "you were told ..." of what was said."""
    if shape.verb not in {"said", "promised"} or len(shape.rest) < 2 or shape.rest[0].lower() in {"to", "so", "no", "yes"}:
        return None
    low = {word.lower() for word in shape.rest}
    if low & {"you", "you've", "you're", "your", "he", "she", "they"} or not any(verbs.is_finite(word) for word in low):
        return None
    return ["you", "were", "told", *turned(shape.rest)]


def _rudely(rest: list[str]) -> list[str] | None:
    """Return "your wife was treated so rudely" of somebody who was rude to her; "you were" where nobody is named."""
    at = rest.index("rude") + 1
    other = rest[at : at + 1] == ["to"] and rest[at + 1 : at + 2] in (["my"], ["our"]) and rest[at + 2 : at + 3]
    whom = ["your", *rest[at + 2 : at + 3], "was"] if other else ["you", "were"]
    return [*whom, "treated", "so", "rudely"] if not other or rest[at + 2].lower() in RELATIVES else None


def _keeps(verb: str, rest: list[str]) -> list[str] | None:
    done = verbs.being(rest[0].lower())
    if done is None or len(rest) < 2 or rest[1].lower() not in _OBJECTS:
        return None
    subject = _OBJECTS[rest[1].lower()]
    keep = verb if verb == "kept" else ("keeps" if subject == "it" else "keep")
    return [subject, keep, "being", done, *turned(tuple(rest[2:]))]


def _perfect(verb: str, rest: list[str]) -> list[str] | None:
    adverbs = []
    while rest and rest[0].lower() in {"now", "still", "already", "just", "not", "never", "again"}:
        word = rest.pop(0).lower()
        if word not in _LEAVE_OUT:
            adverbs.append(word)
    if not rest or not verbs.is_participle(rest[0].lower()) or rest[0].lower() in {"been", "had", "got", "gone", "come"}:
        return None
    negated = verb.endswith("n't")

    def have(plural: bool) -> list[str]:
        word = "had" if verb == "had" else ("have" if plural else "has")
        return [word + ("n't" if negated else ""), *adverbs, "been"]

    return _passive(rest[0].lower(), rest[0].lower(), rest[1:], [], have)


def _passive(done: str, verb: str, rest: list[str], adverbs: list[str], auxiliary) -> list[str] | None:  # type: ignore[no-untyped-def]
    """Return object, auxiliary, participle and what follows."""
    if not rest:
        return None
    first = rest[0].lower()
    if first in _OBJECTS:
        if first in {"me", "us"} and verb not in _TO_ME:
            return None
        after = rest[1:]
        if first in {"me", "us"} and verb in {"left", "kept", "let", "made", "put", "called", "asked", "showed"} and not after:
            return None
        if verb in {"let", "made"}:
            return None
        subject = [_OBJECTS[first]]
        return [*subject, *auxiliary(first != "it"), *adverbs, done, *turned(tuple(after))]
    if first in {"my", "our"} and verb in _TO_ME and rest[1:2] and rest[1].lower() in RELATIVES and rest[2:]:
        return ["your", rest[1].lower(), *auxiliary(rest[1].lower() == "kids"), *adverbs, done, *turned(tuple(rest[2:]))]
    if first not in _FRONTS or verb not in _TO_THINGS:
        return None
    size = _size(verb, [word.lower() for word in rest])
    if rest[size : size + 1] and rest[size].lower() == "and":
        return None
    thing = tuple(rest[:size])
    known = verb in _WHOLE or thing[-1].lower() in THINGS | {"account", "money"}
    if not 1 < len(thing) <= 6 or not known or thing[-1].lower().endswith("ly"):
        return None
    return [*turned(thing), *auxiliary(is_plural_subject(thing)), *adverbs, done, *turned(tuple(rest[size:]))]


def _size(verb: str, rest: list[str]) -> int:
    """Return in how many words the object stands: up to a preposition, an adverb or another noun phrase."""
    for at, word in enumerate(rest):
        part = word == "of" or (word in {"from", "for"} and verb in _WHOLE)
        again = word in _FRONTS and at > 1 and rest[at - 1] not in _ENDS_OBJECT
        if at and ((word in _ENDS_OBJECT and not part) or again):
            return at
    return len(rest)


_WHOLE: Final = word_set("cancelled canceled lost closed missed ruined broke damaged refused rejected changed moved")
_TO_THINGS: Final = word_set(
    "lost broke cancelled canceled closed damaged dropped left threw delivered sent took moved changed deleted blocked "
    "opened smashed scratched dented ruined missed rejected refused declined froze locked removed gave sold cut "
    "switched forgot misspelt spilt spilled ripped tore delayed returned dumped charged suspended crushed shrank burnt "
    "stained kept disconnected put parked"
)
