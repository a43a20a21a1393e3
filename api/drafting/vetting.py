"""Vetting: what steers the writing system is kept from whoever writes and from the ledger, and the reviewer is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.models import Author, Complaint
from guardrails.inbound.injection import Injection, Place, scan, without
from knowledge.facts import Fact, FactKind
from knowledge.orders import fact_from_order

_ONE_WORD = re.compile(r"[\w.+@:/-]{0,40}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Vetted:
    """The facts that may be used, and why others, or parts of them, may not."""

    facts: list[Fact] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def vet(facts: Sequence[Fact]) -> Vetted:
    """Return `facts` without those that steer; of an order only what steers in it is taken out."""
    vetted = Vetted()
    for fact in facts:
        found = suspicion(fact)
        if not found:
            vetted.facts.append(fact)
            continue
        mended = _mended(fact)
        if mended:
            vetted.facts.append(mended)
        vetted.reasons.append(_reason(fact, found, whole=mended is None))
    return vetted


def suspicion(fact: Fact) -> Injection | None:
    """Return the first words of a fact that steer the writing system, or None."""
    texts = [(fact.title or "", Place.DOCUMENT), (fact.text, Place.DOCUMENT), (fact.id, Place.NAME)]
    texts += [(text, Place.NAME) for text in _strings(fact.data)]
    return next((found for text, place in texts if text for found in scan(text, place)), None)


def vet_complaint(complaint: Complaint) -> Complaint:
    """Return a complaint without the words and names that steer; what remains of the text is never empty."""
    return complaint.model_copy(
        update={
            "text": _rest(complaint.text),
            "author": _named(complaint.author),
            "thread": [line.model_copy(update={"text": _rest(line.text)}) for line in complaint.thread],
        }
    )


def warning(fact: Fact) -> str | None:
    """Return what to tell whoever loads a fact that will not be used, or only in part; None when all is well."""
    found = suspicion(fact)
    return _reason(fact, found, whole=fact.kind is not FactKind.ORDER) if found else None


def _rest(text: str) -> str:
    found = scan(text)
    return without(text, found) if found else text


def _named(author: Author) -> Author:
    names = {name: getattr(author, name) for name in ("name", "handle")}
    bad = {name: None for name, value in names.items() if value and scan(value, Place.NAME)}
    return author.model_copy(update=bad) if bad else author


def _reason(fact: Fact, found: Injection, *, whole: bool) -> str:
    done = "was left out" if whole else "is used without a part of it"
    quote = f": “{found.quote}”" if found.quote else ""
    return f"The {fact.kind} {fact.id[:80]!r} {done}, because it {found.how}{quote}"


def _mended(fact: Fact) -> Fact | None:
    """Return an order without the values that steer; None for what has no values to go by."""
    if fact.kind is not FactKind.ORDER or not fact.data or scan(fact.id, Place.NAME):
        return None
    clean = fact.model_copy(update={"data": _clean(fact.data)})
    try:
        order = clean.order()
    except ValueError:
        return None
    return fact_from_order(order, source=fact.source).model_copy(update={"id": fact.id}) if order else None


def _clean(value: Any) -> Any:
    """Return JSON without the strings that steer, and without list members that held one in place of their name."""
    if isinstance(value, str):
        return None if not _ONE_WORD.fullmatch(value) and scan(value, Place.NAME) else value
    if isinstance(value, dict):
        return {name: kept for name, part in value.items() if (kept := _clean(part)) is not None}
    if isinstance(value, list):
        cleaned = [_clean(part) for part in value]
        return [part for part in cleaned if part is not None and not (isinstance(part, dict) and "name" not in part)]
    return value


def _strings(value: Any) -> Iterator[str]:
    """Yield the strings in JSON that hold more than one plain word, number or date."""
    if isinstance(value, str):
        if not _ONE_WORD.fullmatch(value):
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
