"""Amounts that follow from others: sums, differences, shares, multiples, of what is on record or told before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import Final, TypeGuard

from guardrails.claims.grounds import Ground, range_of
from guardrails.claims.numbers import IN_WORDS, decimal
from guardrails.claims.records import Index
from guardrails.claims.values import Kind, Mention, Money, Numeric

_MOST: Final = 24
"""Sums that are set against each other: their pairs grow with the square."""
_MOST_OF_THREE: Final = 8
_NEARBY: Final = 110
"""Within how many characters the other part of a reckoning is told."""
_TIMES: Final = re.compile(
    r"\b(?:both|half|(?:a )?third|(?:a )?quarter|" + IN_WORDS.removesuffix(r"\b") + r"|\d{1,3})\b(?![.,]\d)",
    re.IGNORECASE,
)
_MOST_TIMES: Final = 60
_CENT: Final = Decimal("0.01")
_PARTS: Final = {"both": Decimal(2), "half": Decimal("0.5"), "third": Decimal(1) / 3, "quarter": Decimal("0.25")}


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount to reckon with, and how a reviewer is told of it."""

    money: Money
    ground: Ground


@dataclass(frozen=True, slots=True)
class Sums:
    """What one record yields: its amounts by size, sums and differences of two, the percentages as shares."""

    amounts: tuple[Amount, ...]
    pairs: dict[Decimal, list[Amount]]
    triples: dict[Decimal, list[Amount]]
    shares: frozenset[Decimal]


@lru_cache(maxsize=128)
def sums(index: Index) -> Sums:
    """Return what the record with this `index` yields."""
    known = [
        Amount(each.value, Ground(each.fact, each.shown))
        for each in index.by_kind.get(Kind.AMOUNT, ())
        if isinstance(each.value, Money) and each.value.amount
    ]
    exact = [each.value.low / 100 for each in index.by_kind.get(Kind.PERCENTAGE, ()) if _exact(each.value)]
    shares = frozenset((*exact, *(1 - share for share in exact))) - {Decimal(0), Decimal(1)}
    return Sums(_by_size(known), _pairs(known[:_MOST]), _triples(known[:_MOST_OF_THREE]), shares)


def follows(value: Money, mention: Mention, text: str, way: str, index: Index, told: Sequence[Amount]) -> Ground | None:  # noqa: PLR0913, PLR0917 - the place of an amount takes three of them
    """Return what an amount follows from, or None; `told` are those of the reply before it that do themselves.

    `way` is how a round figure is told: "near", "over", "under", or empty.
    """
    known = sums(index)
    if not value.amount:
        return _free(index)
    if way and (near := _near(value, way, known.amounts)):
        return near
    for reckoned in (known.pairs, known.triples):
        one = next((one for one in reckoned.get(value.amount, ()) if _alike(value, one.money)), None)
        if one:
            return one.ground
    factors = known.shares | _beside(mention, text)
    if found := _times(value, factors, known.amounts):
        return found
    if not told:
        return None
    return _times(value, factors, _by_size(told)) or _with(value, told, known)


_FREE = re.compile(
    r"\b(?:free|no (?:extra |additional )?(?:charge|cost|fee)|waive[sd]?|without (?:charge|cost|a fee)|complimentary"
    r"|at our (?:cost|expense)|costs? nothing|we (?:pay|cover|bear)|included)\b",
    re.IGNORECASE,
)


def _free(index: Index) -> Ground | None:
    """Return the passage that has something for nothing."""
    return next((Ground(one.fact, one.text[:120]) for one in index.passages if _FREE.search(one.text)), None)


def _by_size(amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    return tuple(sorted(amounts, key=_size))


def _size(one: Amount) -> Decimal:
    return one.money.amount


def _pairs(known: Sequence[Amount]) -> dict[Decimal, list[Amount]]:
    found: dict[Decimal, list[Amount]] = {}
    for one, other in combinations(known, 2):
        ground = Ground(one.ground.fact, f"{one.ground.shown} and {other.ground.shown}")
        for amount in {one.money.amount + other.money.amount, abs(one.money.amount - other.money.amount)}:
            found.setdefault(amount, []).append(Amount(one.money, ground))
    return found


def _triples(known: Sequence[Amount]) -> dict[Decimal, list[Amount]]:
    """Return what is left of an amount less two others, and what three come to."""
    found: dict[Decimal, list[Amount]] = {}
    for three in combinations(known, 3):
        sizes = sorted(one.money.amount for one in three)
        ground = Ground(three[0].ground.fact, " and ".join(one.ground.shown for one in three))
        for amount in {sum(sizes), sizes[2] - sizes[1] - sizes[0]}:
            if amount > 0:
                found.setdefault(Decimal(amount), []).append(Amount(three[0].money, ground))
    return found


def _with(value: Money, told: Sequence[Amount], known: Sums) -> Ground | None:
    """Return what an amount comes to with one told before it: their sum, or what is left."""
    before = told[-_MOST:]
    for one, other in (*combinations(before, 2), *((one, other) for one in before for other in known.amounts[:_MOST])):
        sizes = {one.money.amount + other.money.amount, abs(one.money.amount - other.money.amount)}
        if value.amount in sizes and _alike(value, one.money) and _alike(value, other.money):
            return Ground(other.ground.fact, f"{one.ground.shown} and {other.ground.shown}")
    return None


def _near(value: Money, way: str, amounts: Sequence[Amount]) -> Ground | None:
    least, most = range_of(float(value.amount), way)
    fitting = (one for one in amounts if least <= float(one.money.amount) <= most and _alike(value, one.money))
    return next((one.ground for one in fitting), None)


@lru_cache(maxsize=16)
def _factors(text: str) -> tuple[list[int], list[Decimal | None]]:
    """Return where a text tells numbers by which an amount may be multiplied or divided, and the numbers."""
    found = list(_TIMES.finditer(text))
    return [match.start() for match in found], [_factor(match.group().lower()) for match in found]


@lru_cache(maxsize=4096)
def _factor(word: str) -> Decimal | None:
    return _PARTS.get(word.removeprefix("a ")) or decimal(word)


def _beside(mention: Mention, text: str) -> set[Decimal]:
    """Return the numbers told near an amount by which another may have been multiplied or divided."""
    places, factors = _factors(text)
    first = bisect_left(places, mention.start - _NEARBY)
    last = bisect_left(places, mention.end + _NEARBY)
    near = {one for one in factors[first:last] if one and one <= _MOST_TIMES and one != 1}
    return near | {1 / one for one in near}


def _times(value: Money, factors: AbstractSet[Decimal], amounts: Sequence[Amount]) -> Ground | None:
    """Return what an amount is a share of, or a multiple of, to the cent."""
    found = [(factor, one) for factor in factors for one in _multiples(value, factor, amounts)]
    if not found:
        return None
    factor, one = min(found, key=lambda pair: (amounts.index(pair[1]), pair[0]))
    return Ground(one.ground.fact, f"{one.ground.shown}, {round(factor, 4).normalize():f} times")


def _multiples(value: Money, factor: Decimal, amounts: Sequence[Amount]) -> Iterator[Amount]:
    """Yield the amounts that come to `value` times `factor`, to the cent."""
    least, most = (value.amount - _CENT) / factor, (value.amount + _CENT) / factor
    for at in range(bisect_right(amounts, least, key=_size), len(amounts)):
        if _size(amounts[at]) >= most:
            return
        if _alike(value, amounts[at].money):
            yield amounts[at]


def _exact(value: object) -> TypeGuard[Numeric]:
    return isinstance(value, Numeric) and value.low == value.high


def _alike(mine: Money, theirs: Money) -> bool:
    return Money(Decimal(1), mine.currency).same(Money(Decimal(1), theirs.currency))
