"""Look-up of values: those that mean the same as one, without a walk over all that are known."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final, Generic, TypeVar

from guardrails.claims.values import Clock, Money, Numeric, Span, Token, Value, When, same

_Item = TypeVar("_Item")
_MOST: Final = 4096
"""Answers kept by one look-up."""


class Lookup(Generic[_Item]):
    """Finds the items whose value a given one can mean (`values.same`), in their order. Its answers are remembered."""

    def __init__(self, items: Iterable[_Item], value: Callable[[_Item], Value]) -> None:
        self._value = value
        self._all = list(items)
        self._buckets: dict[Hashable, list[_Item]] = {}
        self._known: dict[Value, list[_Item]] = {}
        for item in self._all:
            self._buckets.setdefault(_key(value(item)), []).append(item)

    def same(self, value: Value) -> Sequence[_Item]:
        """Return the items that `value` can mean; the list is shared and not to be changed."""
        found = self._known.get(value)
        if found is None:
            key = _key(value)
            near = self._all if key is None else self._buckets.get(key, [])
            found = [item for item in near if same(value, self._value(item))]
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[value] = found
        return found


def _key(value: Value) -> Hashable | None:  # noqa: PLR0911 - one exit a type reads better than a nest
    """Return what two values have in common whenever they can mean the same; None for one that has no such thing."""
    if isinstance(value, Token):
        return value
    if isinstance(value, Money):
        return Money, value.amount
    if isinstance(value, Numeric):
        return Numeric, value.low, value.high
    if isinstance(value, Span):
        return Span, value.high
    if isinstance(value, Clock):
        return Clock, value.low % 720
    if isinstance(value, When) and value.month and value.day and not value.ranges:
        return When, value.month, value.day
    return None
