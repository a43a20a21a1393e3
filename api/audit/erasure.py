"""Erasing what is on record of a person: found, counted, taken away, and out of the files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from api.errors import InvalidInput, NotFound
from api.store.engine import Store
from api.store.erasing import Counts, Found
from knowledge.facts import FactKind
from knowledge.identity import canonical_email, is_known, person_of
from knowledge.repository import Person

_PHONE = re.compile(r"[+\d][\d\s()./-]+")
_MOST_ORDERS = 10_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be erased: cases by their id, and whatever is on record of people, by handle, e-mail or phone.

    With `orders`, the orders of these people, and of those who wrote to the cases, go as well. `reference` is told in
    the trail, such as the number of the request; it must not name the person.
    """

    authors: Sequence[str] = ()
    case_ids: Sequence[str] = ()
    orders: bool = False
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased, or would be. `compacted` says that it is out of the database's files, too."""

    found: Found
    counts: Counts
    order_ids: list[str] = field(default_factory=list)
    compacted: bool = False


def erase(store: Store, wish: Wish, *, actor: str, dry_run: bool = False) -> Erasure:
    """Erase what is wished, or with `dry_run` only tell what would be.

    Raises:
        InvalidInput: nothing is named, or what is named as a person identifies nobody.
        NotFound: there is no such case.
    """
    people, found = _found(store, wish)
    owners = list(dict.fromkeys([*people, *store.eraser.authors(found.cases)])) if wish.orders else []
    orders = sorted({fact.id for one in owners for fact in store.facts.orders_of(one, limit=_MOST_ORDERS)})
    if dry_run:
        counts = store.eraser.count(found)
        counts.orders = len(orders)
        return Erasure(found, counts, orders)
    told = {"reference": wish.reference, "orders": len(orders)}
    counts = store.eraser.erase(found, people, told, actor=actor, now=datetime.now(UTC))
    counts.orders = store.facts.delete(FactKind.ORDER, orders)
    touched = counts.cases or counts.thread_lines or counts.orders
    return Erasure(found, counts, orders, compacted=store.compact() if touched else True)


def person_named(name: str) -> Person:
    """Return the person that a handle, an e-mail address or a phone number stands for.

    Raises:
        InvalidInput: it stands for nobody.
    """
    text = name.strip()
    if canonical_email(text) and not text.startswith("@"):
        person = person_of(email=text)
    elif _PHONE.fullmatch(text):
        person = person_of(phone=text)
    else:
        person = person_of(handle=text)
    if not is_known(person):
        raise InvalidInput(
            f"'{name[:80]}' identifies nobody", remedy="give a handle, an e-mail address or a phone number"
        )
    return person


def _found(store: Store, wish: Wish) -> tuple[list[Person], Found]:
    if not wish.authors and not wish.case_ids:
        raise InvalidInput("nobody and no case is named", remedy="name an author or a case")
    if (missing := store.eraser.unknown_case(wish.case_ids)) is not None:
        raise NotFound(f"there is no case '{missing[:80]}'", remedy="check the id; it starts with cas_")
    people = [person_named(name) for name in wish.authors]
    found = store.eraser.find(people) if people else Found()
    found.cases = sorted({*found.cases, *wish.case_ids})
    found.threads = [one for one in found.threads if one not in wish.case_ids]
    found.mentions = [one for one in found.mentions if one not in wish.case_ids]
    return people, found
