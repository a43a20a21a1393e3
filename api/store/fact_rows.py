"""Facts and passages as rows, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

import orjson
from pydantic import ValidationError
from sqlalchemy import Row

from api.store.words import document
from knowledge.facts import Fact, FactKind, OrderData
from knowledge.identity import person_of_customer
from knowledge.passages import Passage

_CHUNK = 500
"""Values in one IN list: far below the databases' limits, and few enough shapes of statement to stay cached."""


def chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Return `values` in pieces that one IN list takes."""
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


class FactRow(NamedTuple):
    """One row of `facts`."""

    kind: str
    id: str
    body: str
    digest: str
    source_group: str | None
    handle: str | None = None
    email: str | None = None
    phone: str | None = None
    placed_on: str = ""


def fact_row(fact: Fact, group: str | None) -> FactRow:
    """Return the row for a fact; an order's carries its customer in canonical form."""
    body = document(fact)
    order = _order(fact)
    person = person_of_customer(order.customer) if order and order.customer else None
    return FactRow(
        kind=fact.kind.value,
        id=fact.id,
        body=body,
        digest=_digest(body),
        source_group=group,
        handle=person.handle if person else None,
        email=person.email if person else None,
        phone=person.phone if person else None,
        placed_on=order.placed_on.isoformat() if order and order.placed_on else "",
    )


def _order(fact: Fact) -> OrderData | None:
    # A fact that came in as free JSON may hold an order no validator has seen; it is kept, though nobody's.
    try:
        return fact.order()
    except ValidationError:
        return None


def _digest(body: str) -> str:
    """Return 32 hexadecimal digits that do not depend on the order of keys."""
    content = orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS)
    return blake2b(content, digest_size=16).hexdigest()


def passage_of(row: Row[Any]) -> Passage:
    """Return the passage in a row of `passages`."""
    return Passage(
        id=row.id,
        fact_id=row.fact_id,
        kind=FactKind(row.kind),
        title=row.title,
        heading=row.heading,
        text=row.text,
        start=row.start,
        end=row.end,
        source=row.source,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def passage_columns(passage: Passage, key: str, revision: int) -> dict[str, Any]:
    """Return the row of `passages` for a passage."""
    return {
        "kind": passage.kind.value,
        "fact_id": passage.fact_id,
        "key": key,
        "id": passage.id,
        "title": passage.title,
        "heading": passage.heading,
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "source": passage.source,
        "valid_from": passage.valid_from,
        "valid_until": passage.valid_until,
        "revision": revision,
    }
