"""What a value follows from, and how far a round figure may be off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guardrails.claims.values import Mention

_ROUND = re.compile(
    r"(?:(?P<near>about|around|roughly|approximately|some|close to|nearly|almost|or so)"
    r"|(?P<over>(?:just|a little|well|slightly|a bit|a good|not much)? ?(?:over|more than|above|past)|at least)"
    r"|(?P<under>(?:just|a little|well|slightly|a bit)? ?(?:under|less than|below|short of)))"
    r"(?: (?:a|an|the|next))?\s*$",
    re.IGNORECASE,
)
_NEAR: Final = 0.12
_FAR: Final = 0.34
"""How much a round figure may differ: either way, or in the direction that it names."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a value follows from: a fact, and how a reviewer is told."""

    fact: str
    shown: str


def way_of(mention: Mention, text: str) -> str:
    """Return how a figure is told as a round one: "near", "over", "under"; empty where it is told as exact."""
    match = _ROUND.search(text, max(0, mention.start - 24), mention.start)
    return match.lastgroup or "" if match else ""


def range_of(told: float, way: str) -> tuple[float, float]:
    """Return between which real figures one may be told as `told`, with "about", "over" or "under" before it."""
    least = 1 - {"near": _NEAR, "under": _FAR}.get(way, 0.0)
    most = 1 + {"near": _NEAR, "over": _FAR}.get(way, 0.0)
    return least * told, most * told
