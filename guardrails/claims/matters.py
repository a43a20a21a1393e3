"""Lengths of time, percentages, times of day and counts: matched by value and by the matter they are about."""

from __future__ import annotations

import re
from typing import Final

from guardrails.claims.clauses import Mood
from guardrails.claims.durations import RATE
from guardrails.claims.lexicon import words
from guardrails.claims.quantities import counted
from guardrails.claims.records import Record
from guardrails.claims.roles import closer, other_matter
from guardrails.claims.ruling import Ruling, contradicted, supported
from guardrails.claims.scene import Scene, in_focus, missing, quoted, source, value_text, wide
from guardrails.claims.values import Clock, Kind, Mention, Money, Numeric, Span, Token
from guardrails.claims.views import Entry
from guardrails.claims.words import is_framing, stem, stems

_IDLE_NOUNS: Final = words("""
    option question thing detail step photo picture minute moment way word people side reason point issue
    problem stage part
""")


def by_topic(mention: Mention, scene: Scene, record: Record, entries: list[Entry]) -> Ruling | None:
    """Match a duration, a percentage, a time or a number by value and by what the sentence is about."""
    topic = scene.topic
    sentence = scene.concepts
    equal = in_focus(record.same(mention.kind, mention.value), scene.focus)
    best = max(equal, key=lambda entry: len(entry.about & sentence), default=None)
    if mention.kind is Kind.NUMBER and best is None:
        best = _any_number(mention, record)
    if best is None and mention.kind is Kind.NUMBER and (named := _in_a_name(mention, scene, record)) is not None:
        return named
    if best is not None and (
        nearer := closer([best], [entry for entry in entries if _comparable(mention, entry)], wide(mention, scene))
    ):
        return other_matter(mention, quoted(mention, scene), nearer)
    if best is not None and (not topic or best.about & topic or best.role in {"late", "took"} or not best.about):
        return supported(mention.kind, mention.start, mention.end, [best.fact], f"{source(best)} says {best.shown}.")
    if mention.kind is Kind.NUMBER:
        return missing(mention, scene)
    rivals = [
        entry
        for entry in entries
        if len(entry.about & topic) >= (1 if len(topic) < 3 else 2)
        and entry.role not in {"took", RATE}
        and _comparable(mention, entry)
    ]
    if rivals:
        rival = max(rivals, key=lambda entry: len(entry.about & topic))
        shown = quoted(mention, scene)
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [rival.fact],
            f"Says {shown}; {source(rival)} says {rival.shown}.",
            f"Write {rival.shown} instead of {shown}.",
        )
    return missing(mention, scene)


def _comparable(mention: Mention, entry: Entry) -> bool:
    """Return whether two lengths of time could be about the same thing: minutes are not compared with years."""
    mine, theirs = mention.value, entry.value
    if isinstance(mine, Clock):
        return mine.low != mine.high
    if not isinstance(mine, Span) or not isinstance(theirs, Span):
        return True
    return 0.02 < (mine.high + 1) / (theirs.high + 1) < 50


def _any_number(mention: Mention, record: Record) -> Entry | None:
    """Return an entry of another kind that is the same number, such as an order's number told without its name."""
    value = mention.value
    if not isinstance(value, Numeric):
        return None
    alike = (
        (Kind.IDENTIFIER, Token(f"{value.low:f}")),
        (Kind.AMOUNT, Money(value.low)),
        (Kind.QUANTITY, Numeric(value.low, value.low)),
    )
    return next((entry for kind, one in alike for entry in record.same(kind, one)), None)


def quantity(mention: Mention, scene: Scene, record: Record, entries: list[Entry]) -> Ruling | None:  # noqa: PLR0911 - one exit a case reads better than a nest
    """Match a count with what it counts: against the items of the order, else against any fact that counts the same."""
    value = mention.value
    if not isinstance(value, Numeric):
        return None
    known = next(iter(record.same(Kind.IDENTIFIER, Token(f"{value.low:f}"))), None)
    if known is not None and value.low >= 100:
        return supported(Kind.IDENTIFIER, mention.start, mention.end, [known.fact], f"{source(known)} has it.")
    if (named := _in_a_name(mention, scene, record)) is not None:
        return named
    things = counted(value.noun)
    first = stem(value.noun.split()[0])
    if value.noun.split()[0].rstrip("s") in _IDLE_NOUNS or (things and all(is_framing(each) for each in things)):
        return None
    items = [entry for entry in entries if entry.role == "quantity" and entry.about & things]
    if items:
        return _items(mention, scene, value, items)
    equal = [
        entry
        for kind in (Kind.QUANTITY, Kind.NUMBER)
        for entry in in_focus(record.same(kind, Numeric(value.low, value.low)), scene.focus)
        if entry.about & things
    ]
    if equal:
        return supported(
            mention.kind, mention.start, mention.end, [equal[0].fact], f"{source(equal[0])} says {equal[0].shown}."
        )
    total = sum(
        (entry.value.low for entry in entries if entry.role == "quantity" and isinstance(entry.value, Numeric)),
        start=value.low * 0,
    )
    if first == "item" and total:
        if total == value.low:
            return supported(mention.kind, mention.start, mention.end, [entries[0].fact], f"The record counts {total}.")
        return contradicted(
            mention.kind,
            mention.start,
            mention.end,
            [entries[0].fact],
            f"Says {quoted(mention, scene)}; the record counts {total}.",
            f"Write {total}.",
        )
    if value.low <= _FEW and not quoted(mention, scene)[0].isdigit():
        return None  # "two reasons", "both": counted from what the reply itself tells
    return missing(mention, scene) if scene.clause.mood in {Mood.STATES, Mood.REPORTS} else None


_FEW: Final = 3


def _in_a_name(mention: Mention, scene: Scene, record: Record) -> Ruling | None:
    """Return the support for a number that belongs to a name on record ("Fibre 500"), or None."""
    before = scene.text[max(0, mention.start - 30) : mention.start].split()
    if not before or not before[-1][:1].isupper():
        return None
    name = f"{before[-1]} {quoted(mention, scene)}"
    for passage in record.passages(stems(before[-1])):
        if re.search(rf"\b{re.escape(name)}\b", passage.text, re.IGNORECASE):
            return supported(mention.kind, mention.start, mention.end, [passage.fact], f"{name} is on record.")
    return None


def _items(mention: Mention, scene: Scene, value: Numeric, items: list[Entry]) -> Ruling:
    best = max(len(entry.about & counted(value.noun)) for entry in items)
    items = [entry for entry in items if len(entry.about & counted(value.noun)) == best]
    counts = [entry.value.low for entry in items if isinstance(entry.value, Numeric)]
    if value.low in counts or value.low == sum(counts):
        return supported(
            mention.kind,
            mention.start,
            mention.end,
            [entry.fact for entry in items],
            f"{source(items[0])} says {value_text(items)}.",
        )
    return contradicted(
        mention.kind,
        mention.start,
        mention.end,
        [entry.fact for entry in items],
        f"Says {quoted(mention, scene)}; {source(items[0])} says {value_text(items)}.",
        f"Write {counts[0]}.",
    )
