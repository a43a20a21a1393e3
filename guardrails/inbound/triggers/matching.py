"""Which triggers are worth trying on a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guardrails.inbound.triggers import arrivals, dangers, digital, goods, money, people, places
from guardrails.inbound.triggers.trigger import Trigger

ALL_TRIGGERS: Final = (
    *arrivals.TRIGGERS,
    *goods.TRIGGERS,
    *money.TRIGGERS,
    *people.TRIGGERS,
    *places.TRIGGERS,
    *digital.TRIGGERS,
    *dangers.TRIGGERS,
)


def matching(words: frozenset[str]) -> Iterator[Trigger]:
    """Yield the triggers worth trying on a text of these `words`."""
    for trigger in ALL_TRIGGERS:
        if not trigger.needs.isdisjoint(words):
            yield trigger
