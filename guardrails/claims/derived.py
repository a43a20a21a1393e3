"""What follows from values on record without standing there: ends of stretches, differences, sums, round figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from guardrails.claims.grounds import Ground, way_of
from guardrails.claims.numbers import decimal
from guardrails.claims.records import Index, Record
from guardrails.claims.scene import Scene
from guardrails.claims.stretches import ending, lasting
from guardrails.claims.sums import Amount, follows
from guardrails.claims.values import Clock, Mention, Money, Numeric, Span, When
from guardrails.claims.views import Entry, Passage
from knowledge.facts import FactKind

_LOOSE: Final = frozenset({FactKind.NOTE, FactKind.POLICY, FactKind.CONTACT})
"""Facts that are told in running text."""
_NUMBER = re.compile(r"(?<![\d.,])\d+(?:\.\d+)?(?![\d]|[.,]\d)")
_SMALL: Final = 100
"""From here on a number hardly stands in two places by chance."""


def ground(mention: Mention, scene: Scene, record: Record, told: Sequence[Amount] = ()) -> Ground | None:
    """Return what the value of a mention follows from, or None; `told` are amounts of the reply that do themselves."""
    loose = _loose(record.index)
    alike = record.same(mention.kind, mention.value)
    stands = next((entry for entry in alike if not entry.order and entry.fact in loose), None)
    if stands is not None:
        return Ground(stands.fact, stands.shown)
    return _reckoned(mention, scene, record, told)


def _reckoned(mention: Mention, scene: Scene, record: Record, told: Sequence[Amount]) -> Ground | None:
    value, way, index = mention.value, way_of(mention, scene.text), record.index
    if isinstance(value, Clock):
        loose = _loose(index)
        hours = [entry for entry in record.entries(mention.kind) if entry.fact in loose]
        return _clock(value, hours) or _stretch(scene.text[mention.start : mention.end], hours)
    if isinstance(value, Span):
        return lasting(value, mention, scene.text, way, index)
    if isinstance(value, When):
        return ending(value, mention, scene.text, index) or _validity(value, record)
    if isinstance(value, Money):
        return follows(value, mention, scene.text, way, index, told)
    if isinstance(value, Numeric):
        return _number(mention, scene, index)
    return None


@lru_cache(maxsize=128)
def _loose(index: Index) -> frozenset[str]:
    return frozenset(view.fact for view in index.views if view.kind in _LOOSE)


@lru_cache(maxsize=128)
def _numbers(index: Index) -> dict[str, list[Passage]]:
    """Return the passages in which each number in digits stands."""
    numbers: dict[str, list[Passage]] = {}
    for passage in index.passages:
        for number in dict.fromkeys(_NUMBER.findall(passage.text)):
            numbers.setdefault(number, []).append(passage)
    return numbers


def _clock(value: Clock, entries: Sequence[Entry]) -> Ground | None:
    turn = 720 if value.half else 1440
    for entry in entries:
        known = entry.value
        if not isinstance(known, Clock):
            continue
        cycle = 720 if known.half else turn
        if {value.low % cycle, value.high % cycle} <= {known.low % cycle, known.high % cycle}:
            return Ground(entry.fact, entry.shown)
    return None


_SPOKEN = re.compile(r"(?P<first>five|ten) to (?P<last>\w+)", re.IGNORECASE)


def _stretch(shown: str, entries: Sequence[Entry]) -> Ground | None:
    """Return the hours on record that "ten to six" tells when it is no single time."""
    match = _SPOKEN.fullmatch(shown.strip())
    first, last = (decimal(match[1].lower()), decimal(match[2].lower())) if match else (None, None)
    if first is None or last is None:
        return None
    return _clock(Clock(int(first) * 60 % 720, int(last) * 60 % 720, half=True), entries)


def _validity(value: When, record: Record) -> Ground | None:
    """Return the fact that holds from a day, or to it: "the offer ended on 30 April"."""
    for fact in (*record.facts, *record.past):
        for day, word in ((fact.valid_from, "from"), (fact.valid_until, "until")):
            if day and value.fits(day):
                return Ground(fact.id, f"it holds {word} {day.day} {day:%B}")
    return None


def _number(mention: Mention, scene: Scene, index: Index) -> Ground | None:
    """Return the passage that has the number, and two notions of the clause besides when the number is a small one."""
    value = mention.value
    if not isinstance(value, Numeric) or value.low != value.high:
        return None
    about = scene.told if value.low < _SMALL else frozenset()
    return next(
        (
            Ground(passage.fact, passage.text[:120])
            for passage in _numbers(index).get(f"{value.low:f}", ())
            if value.low >= _SMALL or len(about & passage.stems) > 1
        ),
        None,
    )
