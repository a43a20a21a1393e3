"""The shape of a clause: its subject and its finite verb, found with a little grammar and much caution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from guardrails.inbound.restating import verbs
from guardrails.inbound.restating.everyday import EVERYDAY
from guardrails.inbound.restating.words import BROKEN, DETERMINERS, RELATIVES, STAFF, THINGS
from guardrails.inbound.things import is_plural
from guardrails.inbound.word_sets import word_set

_PRONOUNS: Final = word_set(
    "i we it they he she nobody everyone everything nothing something someone somebody none you"
)
_RELATIVE: Final = word_set("i we you they he she")
_PREPOSITIONS: Final = word_set(
    "of in on at from for with by to under over near inside behind into about without after before between between "
    "through during since until round around off up down out away back again twice once today yesterday now on too "
    "three four five all right"
)
_CHAINS: Final = word_set("that who which whose and or but if when because as than what where how why whether")
_ADVERBS: Final = word_set(
    "still never always just only also now already constantly repeatedly suddenly then finally even simply clearly "
    "barely hardly not ever soon obviously apparently actually literally really both all eventually randomly"
)
MOST_SUBJECT: Final = 9


@dataclass(frozen=True, slots=True)
class Shape:
    """A clause: `subject` in its words ("" where it is left out), then `verb`, then the `rest`; all lower case but names.

    `adverbs` stand between subject and verb ("still", "never"). `bare` tells that the subject lacks its determiner and
    `lacking` that a form of "be" was left out before the verb ("Claim refused").
    """

    subject: tuple[str, ...]
    adverbs: tuple[str, ...]
    verb: str
    rest: tuple[str, ...]
    bare: bool = False
    lacking: bool = False

    @property
    def head(self) -> str:
        """Return the noun that the subject is about, in lower case."""
        return head_of(self.subject)

    @property
    def plural(self) -> bool:
        """Return whether the subject takes a plural verb."""
        return is_plural_subject(self.subject)


def is_plural_subject(subject: tuple[str, ...]) -> bool:
    """Return whether a subject takes a plural verb."""
    head = head_of(subject)
    low = [word.lower() for word in subject]
    if not low or low[0] in {"a", "an", "one", "every", "each", "this", "another", "neither"}:
        return False
    return (
        head in {"you", "they", "we"} or low[0] in {"both", "two", "three", "four", "these", "those"} or is_plural(head)
    )


def head_of(subject: tuple[str, ...]) -> str:
    """Return the last noun before a preposition, in lower case; "" of nothing."""
    head = ""
    for word in subject:
        low = word.lower()
        if head and (low in _PREPOSITIONS or low in _RELATIVE):
            break
        head = low
    return head


def shape_of(words: tuple[str, ...]) -> Shape | None:
    """Return the shape of a clause, or None where no subject and verb are found with some certainty."""
    words = _apart(words)
    low = tuple(word.lower() for word in words)
    if not low:
        return None
    split = _contracted(words, low)
    if split:
        return split
    if low[0] in _PRONOUNS:
        return _after(words, low, 1)
    if low[0] == "no" and low[1:2] == ("one",):
        return _after(("nobody", *words[2:]), ("nobody", *low[2:]), 1)
    return _with_noun(words, low) or _without(words, low)


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
        if first.endswith(tail) and first.removesuffix(tail) in _PRONOUNS:
            return Shape((first.removesuffix(tail),), (), verb, words[1:])
    if (first.endswith("'s") and first.removesuffix("'s") in _PRONOUNS | {"there"}) or first == "its":
        subject = "it" if first == "its" else first.removesuffix("'s")
        if first == "its" and low[1:2] and low[1] in THINGS:
            return None
        following = next((word for word in low[1:] if word not in _ADVERBS), "")
        perfect = verbs.is_participle(following) and following not in BROKEN and following not in {"shut", "closed"}
        verb = "has" if following in {"been", "got", "had", "come", "gone"} else "is"
        return (
            None if perfect and verb == "is" and following not in _PASSIVES else Shape((subject,), (), verb, words[1:])
        )
    return None


_PASSIVES: Final = word_set("broken cracked torn ripped stained damaged locked blocked stuck delayed lost ruined")


def _after(words: tuple[str, ...], low: tuple[str, ...], start: int, *, bare: bool = False) -> Shape | None:
    """Return the shape of what has its subject before `start`; None where no verb follows."""
    at = start
    while at < len(low) and (low[at] in _ADVERBS or (low[at].endswith("ly") and len(low[at]) > 4)):
        at += 1
    if at >= len(low):
        return None
    plain = verbs.is_plain_present(low[at]) and is_plural_subject(("you",) if low[0] == "i" else words[:start])
    if verbs.is_finite(low[at]) or plain:
        return Shape(words[:start], words[start:at], low[at], words[at + 1 :], bare=bare)
    return None


def _with_noun(words: tuple[str, ...], low: tuple[str, ...]) -> Shape | None:
    """Return the shape of what has a noun phrase for its subject."""
    bare = low[0] not in DETERMINERS and not low[0].endswith("'s") and not low[0].isdigit() and low[0][:1] not in "£$€"
    if bare and not _is_bare_noun(words, low):
        return None
    nouns, inside = int(bare or low[0][:1] in "£$€"), False
    at = 1
    while at < min(len(low), MOST_SUBJECT):
        word = low[at]
        if (word in _CHAINS and word != "and") or word in {"so", "too"} or "%" in word:
            return None
        if not nouns and word in verbs.AUXILIARIES:
            return None
        if word in _RELATIVE:
            inside = True
        elif nouns and (verbs.is_finite(word) or word in _ADVERBS):
            if inside and word not in _ADVERBS:
                inside = False
            elif not inside and not _is_adjective(low, at) and not _is_relative(low, at):
                found = _after(words, low, at, bare=bare)
                return _passive(found, words[:at], low[at:], bare=bare) if found else None
        elif (
            nouns
            and not inside
            and (bare or low[0] in _COUNTS or low[0][:1] in "£$€")
            and at <= (6 if low[0] in _COUNTS else 3)
            and _is_state(low, at)
        ):
            timed = head_of(words[:at]) in _TIMES
            return None if timed else Shape(words[:at], (), word, words[at + 1 :], bare=bare, lacking=True)
        elif word not in DETERMINERS and word not in _PREPOSITIONS:
            nouns += 1
        at += 1
    return None


def _is_state(low: tuple[str, ...], at: int) -> bool:
    """Return whether a state follows, with no form of "be": "Room dirty", "Film out of focus"."""
    if low[at - 1] in DETERMINERS or low[at - 1] in _PREPOSITIONS:
        return False
    taken = low[at] in _DONE_TO and not verbs.is_finite(low[at])
    return (
        taken
        or low[at] in BROKEN - {"gone", "out"}
        or low[at : at + 2] in (("out", "of"), ("upside", "down"), ("past", "its"))
    )


_TIMES: Final = word_set("minutes hours days weeks months years minute hour day week month year time times")
_COUNTS: Final = word_set("half all both two three four five six seven eight nine ten most")


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
        (known or second) and not verbs.is_past(first) and first not in verbs.AUXILIARIES and first not in _PREPOSITIONS
    )


def _is_common(first: str, low: tuple[str, ...]) -> bool:
    """Return whether a word written small stands right before a verb that only a noun can have."""
    if not first.islower() or not first.isalpha() or len(first) < 4 or first.endswith(("ly", "ing")):
        return False
    return low[1:2] != () and low[1] in _AFTER_NOUNS and first not in _CHAINS | _PREPOSITIONS | _ADVERBS | _NO_NOUNS


_AFTER_NOUNS: Final = word_set("is was has isn't wasn't hasn't never arrived came won't doesn't didn't")
_DAYS: Final = word_set("monday tuesday wednesday thursday friday saturday sunday christmas easter")
_NO_NOUNS: Final = word_set(
    "its his her their that this what there here where when which these those such them your thats sorry please"
)


def _is_adjective(low: tuple[str, ...], at: int) -> bool:
    """Return whether the word looks like a verb but stands before its noun ("the damaged box")."""
    word = low[at]
    if word in verbs.AUXILIARIES or word in _ADVERBS:
        return False
    nextly = low[at + 1] if at + 1 < len(low) else ""
    return low[at - 1] in DETERMINERS and (nextly in THINGS or verbs.is_finite(nextly))


def _is_relative(low: tuple[str, ...], at: int) -> bool:
    """Return whether a later auxiliary is the real verb ("the room described as quiet was ...")."""
    word = low[at]
    if word in verbs.AUXILIARIES or word in _ADVERBS or not verbs.is_participle(word):
        return False
    later = low[at + 1 : at + 9]
    stop = next((place for place, one in enumerate(later) if one in _CHAINS or one in _RELATIVE), len(later))
    return any(one in verbs.AUXILIARIES for one in later[:stop])


def _passive(found: Shape, subject: tuple[str, ...], low: tuple[str, ...], *, bare: bool) -> Shape:
    """Return the shape with a "be" to be put in where a thing cannot have done it: "Claim refused", "Sofa left on"."""
    head = head_of(subject)
    if head in STAFF or head in RELATIVES or found.verb not in _DONE_TO:
        return found
    following = found.rest[0].lower() if found.rest else ""
    if (
        following
        and not following[:1].isdigit()
        and following not in _PREPOSITIONS
        and following not in _ADVERBS
        and not following.endswith("ly")
    ):
        return found
    if bare or subject[0].lower() in _COUNTS or subject[0][:1] in "£$€":
        return Shape(subject, found.adverbs, found.verb, found.rest, bare=bare, lacking=True)
    return found


_DONE_TO: Final = word_set(
    "left refused cancelled canceled cleaned delivered charged denied closed lost rejected missed dumped thrown "
    "damaged smashed crushed delayed ruined soaked ripped torn broken sent given taken declined returned "
    "opened ignored "
    "removed deleted locked blocked booked sold moved changed suspended frozen switched cut signed posted scratched "
    "dented burnt stained split shut roped cordoned wiped made installed booked placed ordered fitted held "
    "accepted bought"
)


def _without(words: tuple[str, ...], low: tuple[str, ...]) -> Shape | None:
    """Return the shape of what leaves its subject out: "Arrived broken", "Still waiting", "Never got it"."""
    at = 0
    while at < len(low) and low[at] in _ADVERBS:
        at += 1
    if at >= len(low):
        return None
    word = low[at]
    if verbs.is_finite(word) or word == "been" or (word.endswith("ing") and word in {"waiting"}):
        return Shape((), words[:at], word, words[at + 1 :])
    return None
