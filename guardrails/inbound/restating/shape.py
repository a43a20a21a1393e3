"""The shape of a clause: its subject and its finite verb, as far as a little grammar finds them."""

from __future__ import annotations

from dataclasses import dataclass

from guardrails.inbound.restating import verbs
from guardrails.inbound.restating.words import ADVERBS, PERSONS, PREPOSITIONS
from guardrails.inbound.things import is_plural


@dataclass(frozen=True, slots=True)
class Shape:
    """A clause: `subject` in its words ("" where it is left out), then `verb`, then the `rest`.

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
        if head and (low in PREPOSITIONS or low in PERSONS):
            break
        head = low
    return head


def after(words: tuple[str, ...], low: tuple[str, ...], start: int, *, bare: bool = False) -> Shape | None:
    """Return the shape of what has its subject before `start`; None where no verb follows."""
    at = start
    while at < len(low) and (low[at] in ADVERBS or (low[at].endswith("ly") and len(low[at]) > 4)):
        at += 1
    if at >= len(low):
        return None
    plain = verbs.is_plain_present(low[at]) and is_plural_subject(("you",) if low[0] == "i" else words[:start])
    if verbs.is_finite(low[at]) or plain:
        return Shape(words[:start], words[start:at], low[at], words[at + 1 :], bare=bare)
    return None
