"""The last touch to a clause that was turned round: no fillers, no shouting, no loose ends."""

from __future__ import annotations

from typing import Final

from guardrails.inbound.restating import verbs
from guardrails.inbound.restating.safe import ACRONYMS
from guardrails.inbound.word_sets import word_set

_FILLERS: Final = word_set(
    "literally honestly actually basically seriously absolutely totally completely just simply fully flipping flaming "
    "effing friggin freaking bleeding damned damn goddamn bloody fucking sodding lol pls ffs tbh apparently "
    "obviously clearly "
    "btw"
)
_LOOSE_ENDS: Final = word_set("and but so or then which that because as though either too anyway thanks please sir")


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
    at = next(
        (
            at
            for at, word in enumerate(words)
            if word == "like" and words[at + 1 : at + 2] and words[at + 1] in _ARTICLES
        ),
        0,
    )
    return words[:at] if at > 2 else words


_ARTICLES: Final = word_set("a an the some something someone")


def _contracted(words: list[str]) -> list[str]:
    """Return words as people say them: "you've been", "it's"."""
    if len(words) < 3 or words[0] not in {"you", "it", "there"}:
        return words
    if words[:2] == ["you", "have"] and (
        verbs.is_participle(words[2]) or words[2] in {"been", "had", "not", "now", "still"}
    ):
        return ["you've", *words[2:]]
    tail = {("you", "are"): "you're", ("it", "is"): "it's", ("there", "is"): "there's"}.get((words[0], words[1]))
    return [tail, *words[2:]] if tail else words


def _since(words: list[str]) -> list[str]:
    """Return "you've been" for "you were" where it has gone on since."""
    if words[:2] == ["you", "were"] and "since" in words and verbs.is_participle(words[2]):
        return ["you've", "been", *words[2:]]
    return words


_DAYS: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august "
    "september october "
    "november december christmas easter"
)


def _small(word: str) -> str:
    bare = word.strip(",'")
    if bare.lower() in _DAYS:
        return word.capitalize()
    if len(bare) > 1 and bare.isupper() and bare not in ACRONYMS and bare.isalpha():
        return word.lower()
    return word
