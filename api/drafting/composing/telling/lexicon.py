"""The words that retelling knows, from retelling.yaml, and what a single word can be."""

from __future__ import annotations

import re
from functools import cache

from prompts.phrasebook import table

AUXILIARIES = frozenset(
    [
        *("is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must"),
        *("should", "did", "does", "do", "cannot", "isn't", "aren't", "wasn't", "weren't", "hasn't", "haven't"),
        *("hadn't", "won't", "wouldn't", "can't", "couldn't", "didn't", "doesn't", "don't", "shouldn't"),
    ]
)
_NO_PAST = frozenset(
    [
        *("need", "red", "bed", "hundred", "speed", "feed", "seed", "shed", "fixed-term", "indeed", "led", "weed"),
        *("exceed", "proceed", "embed", "unused", "limited", "detailed", "united", "used"),
    ]
)


_CONTRACTED = frozenset(["it's", "that's", "there's", "what's", "here's"])


@cache
def words(name: str) -> frozenset[str]:
    """Return the word list `name` of retelling.yaml."""
    return frozenset(table("retelling")[name].split())


def is_past(word: str) -> bool:
    """Return whether a lower-case word is a past or a participle."""
    return (
        word in words("past")
        or word in words("by_itself")
        or (len(word) > 3 and word.endswith("ed") and word not in _NO_PAST)
    )


def is_verb(word: str) -> bool:
    """Return whether a lower-case word is certainly the verb of a whole sentence."""
    return (
        word in AUXILIARIES or word in words("present") or word in _CONTRACTED or word.endswith(("'re", "'ve", "'ll"))
    )


@cache
def people() -> str:
    """Return a pattern of what the customer is called, in one number or the other."""
    return (
        r"(?:account holder|(?<!staff )(?<!crew )(?<!team )member|"
        + "|".join(sorted(map(re.escape, words("person") - {"member"}), key=len, reverse=True))
        + ")"
    )
