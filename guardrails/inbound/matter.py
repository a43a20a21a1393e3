"""What a complaint is about, in terms that can be compared with those of another: what went wrong, with what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.inbound import nouns
from guardrails.inbound.problem import Problem
from guardrails.inbound.problem_kinds import ProblemKind
from guardrails.inbound.word_sets import word_set
from knowledge.facts import Fact

_MEASURE = re.compile(r"\b(?:pairs?|sets?|box(?:es)?|bags?|packs?|packets?|bottles?|cans?|tins?|rolls?|cases?) of ")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_LONGEST = 80
_SAYS_LITTLE: Final = nouns.BOXES | word_set(
    "order parcel package delivery shipment item product good thing stuff purchase goods service app website site "
    "account money refund payment email call message phone-call booking place company team people number reference "
    "one day time way"
)
"""Heads that nearly every complaint of a topic has, and that tell of nothing in particular."""


@dataclass(frozen=True, slots=True)
class Matter:
    """`cause` is a kind of problem; `about` the thing in lower case, or an item's name as the order has it."""

    cause: str | None = None
    about: str | None = None


def matter_of(problem: Problem | None, orders: Sequence[Fact]) -> Matter:
    """Return what went wrong and with what, as far as that is clear; `orders` are those of the complaint's author."""
    if problem is None:
        return Matter()
    cause = None if problem.kind is ProblemKind.OTHER else problem.kind.value
    thing = problem.thing.casefold() if problem.thing else None
    item = _item(thing, list(_items(orders))) if thing else None
    return Matter(cause, item or thing)


def head_of(about: str | None) -> str | None:
    """Return the noun that names a thing, in the singular: what two ways of naming it have in common.

    None where nothing is named, or nothing in particular (an order, a parcel).
    """
    named = _MEASURE.sub("", about.casefold()) if about else ""
    words = _words(re.split(r"[,(;/–]| - | of | with | for ", named, maxsplit=1)[0])
    known = [word for word in words if word in nouns.KNOWN or _singular(word) in nouns.KNOWN]
    head = _singular((known or words)[-1]) if words else None
    return None if head is None or head in _SAYS_LITTLE or head.isdigit() else head


def _item(thing: str, names: Sequence[str]) -> str | None:
    """Return the one item of the orders that the thing can be."""
    head = head_of(thing)
    meant = [name for name in names if head and head in {_singular(word) for word in _words(name)}]
    return meant[0][:_LONGEST] if len(set(meant)) == 1 else None


def _items(orders: Sequence[Fact]) -> Iterator[str]:
    for fact in orders:
        order = fact.order()
        yield from (item.name for item in (order.items if order else ()))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _singular(word: str) -> str:
    if len(word) < 4 or word in nouns.MASS or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]
