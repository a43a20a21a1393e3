"""Turning a clause round: what the customer says of themselves in "I", said back to them in "you"."""

from __future__ import annotations

from typing import Final

_YOURS: Final = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself",
    "we": "you", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves",
    "i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll",
    "we're": "you're", "we've": "you've", "we'd": "you'd", "we'll": "you'll",
}  # fmt: skip
_OURS: Final = {
    "you": "us", "your": "our", "yours": "ours", "yourself": "ourselves", "yourselves": "ourselves",
}  # fmt: skip
_VERBS: Final = {"am": "are", "was": "were", "wasn't": "weren't", "is": "are", "has": "have", "hasn't": "haven't"}
FIRST: Final = frozenset(_YOURS) | {"i'll", "lets", "let's"}
"""Words of the first person: none of them may be left."""


def turned(words: tuple[str, ...]) -> list[str]:
    """Return words with the customer as "you" and the company as "us": none is the subject of a verb of ours."""
    found: list[str] = []
    mine = False
    for word in words:
        low = word.lower()
        if low in _YOURS:
            found.append(_YOURS[low])
        elif low in _OURS:
            found.append(_OURS[low])
        elif mine and low in _VERBS and low in {"am", "was", "wasn't"}:
            found.append(_VERBS[low])
        else:
            found.append(word)
        mine = low in {"i", "we"}
    return found


def agreeing(verb: str, *, plural: bool) -> str:
    """Return "was" and its like as a subject in the second person, or a plural, takes it."""
    return _VERBS.get(verb, verb) if plural else verb


def be(*, plural: bool, past: bool = True) -> str:
    """Return the form of "be" to put in."""
    return ("were" if plural else "was") if past else ("are" if plural else "is")
