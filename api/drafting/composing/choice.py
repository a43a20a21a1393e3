"""Choosing among wordings: the same case always reads the same, two cases hardly ever do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


@lru_cache(maxsize=8192)
def _place(seed: str, slot: str) -> int:
    return int.from_bytes(blake2b(f"{seed}\x1f{slot}".encode("utf-8", "replace"), digest_size=6).digest(), "big")


@dataclass(frozen=True, slots=True)
class Choice:
    """Picks by `seed`; each `turn` moves every slot on by one, so that the next turn reads differently."""

    seed: str
    turn: int = 0

    def order(self, slot: str, options: Sequence[T]) -> list[T]:
        """Return all options, the picked one first, the others as later turns would take them."""
        if len(options) < 2:
            return list(options)
        first = (_place(self.seed, slot) + self.turn) % len(options)
        return [*options[first:], *options[:first]]

    def pick(self, slot: str, options: Sequence[T]) -> T | None:
        """Return one option, or None when there is none."""
        if not options:
            return None
        return options[(_place(self.seed, slot) + self.turn) % len(options)] if len(options) > 1 else options[0]

    def chance(self, slot: str, one_in: int) -> bool:
        """Return True for about one turn in `one_in`."""
        return (_place(self.seed, slot) + self.turn) % one_in == 0
