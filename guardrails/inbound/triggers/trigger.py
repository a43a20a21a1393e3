"""A phrasing that tells what went wrong, and where the thing it befell stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from guardrails.inbound.problem_kinds import ProblemKind as K
from guardrails.inbound.word_sets import word_set


@dataclass(frozen=True, slots=True)
class Trigger:
    """A phrasing of one kind of problem, written for the plain reading.

    `slot` says where the thing stands: `before` or `after` the phrasing, on `any` side, `around` it (rather after), in
    it (`self`), as what was `wanted`, as the `whole` of which something is missing, or `none`. `heads`, if given, are
    the only heads that fit, and those of `shun` never do. `needs` are words of which one must occur, so that most
    triggers are never tried.
    """

    kind: K
    pattern: re.Pattern[str]
    slot: str = "none"
    heads: frozenset[str] | None = None
    weight: float = 2.0
    needs: frozenset[str] = field(default_factory=frozenset)
    shun: frozenset[str] = frozenset()


_SHUNNED: Final = {
    K.OVERCHARGED: frozenset(
        {"account", "card", "fee", "fees", "charge", "charges", "bank", "payment", "price", "amount", "billing"}
    ),
    K.DOUBLE_CHARGED: frozenset({"account", "card", "payment", "payments", "charge", "charges", "bank"}),
    K.HAZARD: word_set(
        "gas smoke fire glass shock smell alarm alarms plastic metal needle hand face kitchen house wires shop store"
    ),
    K.FAULTY: frozenset({"account", "card", "money", "driver"}),
    K.PRICE_RISE: word_set("price prices cost costs fee fees hike increase rise hikes increases rises"),
    K.NOT_ARRIVED: frozenset({"card", "doorstep", "porch", "tracking", "sign", "door", "step"}),
    K.MISLEADING: word_set(
        "website picture pictures app page description photo photos listing advert ad brochure site"
    ),
    K.DIRTY: frozenset({"bugs", "bedbugs", "hair", "hairs", "mould", "floors", "stain", "stains"}),
}


def trigger(
    kind: K, needs: str, slot: str, *patterns: str, heads: frozenset[str] | None = None, weight: float = 2.0
) -> Trigger:
    """Return a trigger whose phrasings are `patterns`, each tried at the start of a word."""
    joined = re.compile(r"\b(?:" + "|".join(patterns) + ")")
    return Trigger(kind, joined, slot, heads, weight, frozenset(needs.split()), _SHUNNED.get(kind, frozenset()))
