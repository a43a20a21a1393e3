"""Passages: the pieces of a fact that retrieval finds and a draft cites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from knowledge.facts import Fact, FactKind


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one fact's text.

    `start` and `end` count code points in the fact's text. `id` is the fact's id when the fact is a single passage,
    else `<fact id>#<n>`, n from 1. `key` addresses the content: the same words in the same place keep their key, a
    changed passage gets a new one, so that an index entry can never stand for words it was not made from.
    """

    id: str
    fact_id: str
    kind: FactKind
    title: str
    heading: str
    text: str
    start: int
    end: int
    source: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def key(self) -> str:
        """Return the content address: 32 hexadecimal digits."""
        content = "\x1f".join((self.kind, self.id, str(self.start), self.title, self.heading, self.text))
        return blake2b(content.encode("utf-8", "replace"), digest_size=16).hexdigest()

    def as_fact(self) -> Fact:
        """Return the passage as a citable fact."""
        title = f"{self.title} – {self.heading}" if self.heading and self.heading != self.title else self.title
        return Fact(
            id=self.id,
            kind=self.kind,
            title=title[:500] or None,
            text=self.text,
            source=self.source,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that retrieval found, with its fused score in [0, 1] and the two it was fused from."""

    passage: Passage
    score: float
    dense: float | None = None
    lexical: float | None = None
