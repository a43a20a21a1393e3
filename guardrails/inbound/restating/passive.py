"""Turning an act round: "sent me the wrong size" becomes "you were sent the wrong size"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.inbound.restating.person import be, turned
from guardrails.inbound.restating.shape import is_plural_subject
from guardrails.inbound.restating.words import RELATIVES, THINGS
from guardrails.inbound.word_sets import word_set

OBJECTS: Final = {"me": "you", "us": "you", "it": "it", "them": "they", "mine": "yours"}
_ME: Final = frozenset({"me", "us"})
_TO_ME: Final = word_set(
    "sent gave charged told promised sold offered billed quoted overcharged refused denied owed showed asked "
    "ignored called "
    "left kept made let blocked invoiced fined locked cut put brought delivered served moved passed transferred "
    "laughed misled chased cancelled forgot downgraded handed"
)
_NEEDS_MORE: Final = word_set("left kept put called asked showed")
"""Acts that say nothing without what follows: "you were called"."""
_ENDS_OBJECT: Final = word_set(
    "of in on at from for with by to under over near inside behind into about without after before through "
    "during since "
    "until round around off up down out away again twice once today yesterday now outside next back instead three four "
    "five and"
)
_FRONTS: Final = word_set(
    "my our the a an two three four five six seven eight nine ten eleven twelve less half both all some one "
    "this these every"
)
_MOST_OBJECT: Final = 6


@dataclass(frozen=True, slots=True)
class Act:
    """What was done: its verb as told, its participle, the adverbs kept; `perfect` is "had", "have" or ""."""

    verb: str
    done: str
    adverbs: Sequence[str] = ()
    perfect: str = ""
    negated: bool = False

    def auxiliary(self, *, plural: bool) -> list[str]:
        """Return what stands before the participle: "was", "haven't been"."""
        if not self.perfect:
            return [be(plural=plural), *self.adverbs]
        have = "had" if self.perfect == "had" else "have" if plural else "has"
        return [f"{have}n't" if self.negated else have, *self.adverbs, "been"]


def passive(act: Act, rest: Sequence[str]) -> list[str] | None:
    """Return what was done, its object first, or None where it is not sure what that is."""
    first = rest[0].lower() if rest else ""
    if first in OBJECTS:
        return _done_to_whom(act, first, rest[1:])
    if first in {"my", "our"} and act.verb in _TO_ME and rest[1:2] and rest[1].lower() in RELATIVES and rest[2:]:
        auxiliary = act.auxiliary(plural=rest[1].lower() == "kids")
        return ["your", rest[1].lower(), *auxiliary, act.done, *turned(tuple(rest[2:]))]
    return _done_to_what(act, rest) if first in _FRONTS and act.verb in _TO_THINGS else None


def _done_to_whom(act: Act, first: str, after: Sequence[str]) -> list[str] | None:
    if act.verb in {"let", "made"} or (
        first in _ME and (act.verb not in _TO_ME or (act.verb in _NEEDS_MORE and not after))
    ):
        return None
    return [OBJECTS[first], *act.auxiliary(plural=first != "it"), act.done, *turned(tuple(after))]


def _done_to_what(act: Act, rest: Sequence[str]) -> list[str] | None:
    size = _size(act.verb, [word.lower() for word in rest])
    thing, after = tuple(rest[:size]), rest[size:]
    last = thing[-1].lower()
    known = act.verb in _WHOLE or last in THINGS | {"account", "money"}
    if (
        not 1 < size <= _MOST_OBJECT
        or not known
        or last.endswith("ly")
        or [word.lower() for word in after[:1]] == ["and"]
    ):
        return None
    return [*turned(thing), *act.auxiliary(plural=is_plural_subject(thing)), act.done, *turned(tuple(after))]


def _size(verb: str, rest: Sequence[str]) -> int:
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
    "stained kept disconnected put parked unloaded mislaid misplaced shredded swapped emptied wiped tipped kicked"
)
