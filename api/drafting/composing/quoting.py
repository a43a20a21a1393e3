"""Sentences of a policy or a note as a customer can be told them: whole, in the second person, nothing internal."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from prompts.phrasebook import words

_SENTENCES = re.compile(r"(?<=[.!?])[\"”')]?\s+(?=[A-Z\"“(])|\n+")
_BULLET = re.compile(r"^\s*(?:[-*•#>]+|\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+)\s*")
_MARKUP = re.compile(r"[*_`]{1,3}")
_WORD = re.compile(r"[a-z]{4,}")
_INTERNAL = re.compile(
    r"\b(?:agents?|advis[eo]rs?|handlers?|internal\w*|supervisors?|team leads?|managers?|approv(?:al|ed) (?:by|of)|"
    r"goodwill|discretion\w*|escalat\w+|scripts?|macros?|do not (?:tell|disclose|mention|promise|offer)|"
    r"staff (?:may|must|should|can|are)|(?:the|a) customer|tell (?:the )?customers?|never (?:tell|promise|offer))\b",
    re.IGNORECASE,
)
_CUSTOMERS = re.compile(
    r"(?:^|(?<=\bif )|(?<=\bwhen )|(?<=\bwhere )|(?<=\bthat )|(?<=, ))[Cc]ustomers"
    r"(?= (?:can|may|will|must|should|have|are|receive|get|do|need|pay)\b)"
)
_THEIRS = re.compile(r"\b[Tt]heir (?=order|refund|money|account|item|parcel|booking)")
_STEM = 6


@lru_cache(maxsize=2048)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of `text` without bullets and markup; a line is one at least."""
    plain = (_MARKUP.sub("", _BULLET.sub("", piece)).strip() for piece in _SENTENCES.split(text[:20_000]))
    return tuple(piece for piece in plain if piece)


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words that say what `text` is about."""
    common = words("common")
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()) if word not in common)


@cache
def usual_stems() -> frozenset[str]:
    """Return stems that nearly every complaint and policy has."""
    return frozenset(word[:_STEM] for word in words("usual"))


def is_internal(text: str) -> bool:
    """Return whether a sentence is meant for colleagues."""
    return bool(_INTERNAL.search(text))


def addressed(text: str) -> str:
    """Return a sentence with "customers" turned to "you" where the grammar stays whole."""
    turned = _CUSTOMERS.sub("you", text)
    if turned != text:
        turned = _THEIRS.sub("your ", turned)
    return turned[0].upper() + turned[1:]


def within(text: str) -> str:
    """Return a sentence as it stands inside another one: small at the start where its first word is no name."""
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in words("middle") else text
