"""The chain: each event's digest takes in the one before it, so that none is changed, cut out or slipped in unseen.

An event's data enter by their commitment, the SHA-256 of a random salt and the data. With the salt erased beside them,
what was erased cannot be guessed from what is left, and the chain still holds.

The head tells how many events there are and the digest of the last: one row, which a trigger moves with each event.
Whoever appends holds it from then until the end of their transaction, so that events are numbered in the order in which
they are committed. It is the last lock a transaction takes: take all others before the first event.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select

from api.store import tables
from api.store.words import json_text

GENESIS = "0" * 64
"""What stands for the digest before the first event."""
RECIPE = "amends-event-1"
"""Names how digests are made, within each of them."""
_CHAIN = tables.chain
_LOCK = select(_CHAIN.c.count, _CHAIN.c.digest).with_for_update()
_INSERT = insert(tables.events).inline()


@dataclass(frozen=True, slots=True)
class Head:
    """How many events there are, and the digest of the last."""

    count: int
    digest: str


def append(connection: Connection, event: Mapping[str, Any], data: str) -> int:
    """Put an event at the end of the chain, in the transaction of `connection`; return its id.

    `event` has the columns case_id, draft_id, at, actor and kind, in words that a column holds.
    """
    count, previous = connection.execute(_LOCK).one()
    salt = secrets.token_hex(16)
    row = {**event, "id": count + 1, "data": data, "salt": salt, "commitment": commitment(salt, data)}
    connection.execute(_INSERT, row | {"digest": digest_of(row, previous)})
    return int(row["id"])


def commitment(salt: str, data: str) -> str:
    """Return the SHA-256, in hexadecimal, of the salt's 32 digits followed by the data as they are stored."""
    return sha256((salt + data).encode()).hexdigest()


def digest_of(row: Mapping[str, Any], previous: str) -> str:
    """Return the SHA-256, in hexadecimal, of the JSON list of an event's parts, without blanks, as UTF-8."""
    parts = [RECIPE, previous, row["id"], row["case_id"], row["draft_id"], row["at"], row["actor"], row["kind"]]
    return sha256(json_text([*parts, row["commitment"]]).encode()).hexdigest()
