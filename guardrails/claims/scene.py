"""The scene of a typed claim: its clause, what it is about, and how its findings are put into words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from guardrails.claims.clauses import Clause, opines
from guardrails.claims.ruling import UNVERIFIED, Ruling, unsupported
from guardrails.claims.values import Mention
from guardrails.claims.views import Entry
from guardrails.claims.words import is_framing, lowered

ROLE_NAMES: Final = {
    "placed_on": "ordered",
    "shipped_on": "shipped",
    "promised_by": "due",
    "delivered_on": "delivered",
    "refund_on": "refund dated",
    "refund": "a refund of",
    "total": "a total of",
    "price": "a price of",
    "fee": "a fee of",
    "credit": "a credit of",
    "remaining": "a balance of",
    "order": "order",
    "tracking": "tracking number",
    "carrier": "carrier",
    "returned_on": "returned",
    "cancelled_on": "cancelled",
    "out_on": "out for delivery",
    "attempted_on": "delivery attempted",
    "lost_on": "lost",
    "limit": "at most",
}


class Scene:
    """Where a mention stands: its clause, the whole text, and the orders its sentence speaks of.

    What is asked of the clause again for each of its mentions is found out once.
    """

    def __init__(
        self, clause: Clause, text: str, focus: tuple[str, ...], concepts: frozenset[str], *, english: bool = True
    ) -> None:
        self.clause = clause
        self.text = text
        self.focus = focus
        self.concepts = concepts
        self.english = english

    @cached_property
    def topic(self) -> frozenset[str]:
        """Return what the clause is about; nothing in a language whose words are not known."""
        if not self.english:
            return frozenset()
        return frozenset(
            word.stem
            for word in self.clause.words
            if word.stem and not is_framing(word.stem) and not word.low[0].isdigit()
        )

    @cached_property
    def told(self) -> frozenset[str]:
        """Return the concepts of the clause."""
        return frozenset(filter(None, (word.stem for word in self.clause.words)))

    @cached_property
    def judges(self) -> bool:
        """Return whether the clause gives an opinion."""
        return opines(self.clause.low)

    @cached_property
    def disclaims(self) -> bool:
        """Return whether the clause says what cannot be promised or told."""
        return _DISCLAIMED.search(self.clause.low) is not None

    @cached_property
    def foretells(self) -> bool:
        """Return whether the clause speaks of what is to come."""
        return _FUTURE.search(self.clause.low) is not None


_FUTURE: Final = lowered(r"\b(?:will|'ll|going to|guarantee|promise you)\b|'ll\b")
_DISCLAIMED: Final = lowered(
    r"\b(?:can't|cannot|can not|unable to|not able to|couldn't|don't want to)"
    r" (?:\w+ )?(?:guarantee|promise|say|confirm|know|tell|commit)"
)


def in_focus(entries: Sequence[Entry], focus: tuple[str, ...]) -> list[Entry]:
    """Return the entries of the orders in focus, and those of no order."""
    return [entry for entry in entries if not focus or not entry.order or entry.order in focus]


def quoted(mention: Mention, scene: Scene) -> str:
    """Return the words of the mention."""
    return scene.text[mention.start : mention.end].strip()


def says(what: str, shown: str) -> str:
    """Return how a reviewer is told what the reply says."""
    return f"Says {what} {shown}" if what else f"Says {shown}"


def value_text(entries: Sequence[Entry]) -> str:
    """Return what the record says, up to three values."""
    return " or ".join(dict.fromkeys(entry.shown for entry in entries[:3]))


def source(entry: Entry) -> str:
    """Return where an entry stands, as a reviewer knows it."""
    return f"order {entry.order}" if entry.order else f"fact {entry.fact}"


def wide(mention: Mention, scene: Scene) -> frozenset[str]:
    """Return every concept of the clause, courtesy words too: they tell one matter from its neighbour."""
    if not scene.english:
        return frozenset()
    return frozenset(
        word.stem for word in scene.clause.words if word.stem and not mention.start <= word.start < mention.end
    )


def missing(mention: Mention, scene: Scene) -> Ruling:
    """Return the ruling that no fact gives the value."""
    shown = quoted(mention, scene)
    what = ROLE_NAMES.get(mention.role, "")
    return unsupported(
        mention.kind,
        mention.start,
        mention.end,
        UNVERIFIED,
        f"No fact says {what + ' ' if what else ''}{shown}.",
        f"Remove {shown}, or add the fact that supports it.",
    )
