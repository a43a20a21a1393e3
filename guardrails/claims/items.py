"""Items of an order as a reply describes them: the blue lamp told as a red one contradicts the record."""

from __future__ import annotations

from typing import Final

from guardrails.claims.clauses import Clause, Mood
from guardrails.claims.lexicon import words
from guardrails.claims.records import Record
from guardrails.claims.ruling import Ruling, contradicted
from guardrails.claims.values import Kind

_FEATURES: Final = words("""
    red blue green yellow black white grey gray pink purple orange brown gold silver beige cream navy turquoise
    teal burgundy violet ivory small medium large mini xl xxl king queen double single wooden oak pine walnut
    metal steel brass copper glass plastic leather suede wool woollen cotton silk linen velvet ceramic marble
    stone left right electric cordless wireless wired portable outdoor indoor vegan gluten-free
""")


_SIDES: Final = frozenset({"left", "right"})
"""Words that are oftener something else: only an item on record that has a side can be told with the wrong one."""


def strangers(clause: Clause, record: Record, focus: tuple[str, ...]) -> list[Ruling]:
    """Return a contradiction for each item that is told with a feature which no such item on record has."""
    found: list[Ruling] = []
    standings = [each for each in record.standings(focus) if each.items]
    if not standings:
        return found
    words = clause.words
    said = record.complaint.lower()
    for number, word in enumerate(words):
        if word.low not in _FEATURES or (word.low in {"left", "right", "single"} and clause.mood is Mood.INTENDS):
            continue
        following = [each.stem for each in words[number + 1 : number + 4]]
        for standing in standings:
            like = [
                item
                for item in standing.items
                if item[0] & set(following) - {""}
                and (word.low not in _SIDES or not _SIDES.isdisjoint(item[1].lower().split()))
            ]
            if (
                like
                and not any(
                    word.stem in item[0] or word.low in item[1].lower() for each in standings for item in each.items
                )
                and word.low not in said
            ):
                found.append(
                    contradicted(
                        Kind.ITEM,
                        word.start,
                        word.end,
                        [standing.fact],
                        f"Says {word.low}; order {standing.order} says {like[0][1]}.",
                        f"Write {like[0][1]}.",
                    )
                )
                break
    return found
