"""One case of a suite of checks: what a guard is shown, and what it should say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

import orjson

from evals.corpus.records import Record, Style, Unit
from guardrails.finding import Audience, ClaimStatus, Verdict
from knowledge.facts import Fact

AS_OF = date(2026, 6, 15)
"""The day on which cases are read, unless they say otherwise: a case must not age."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A stretch of the text and the rule that it breaks; code points of the case's `text`."""

    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ExpectedClaim:
    """A stretch of the text and how the facts stand to it."""

    start: int
    end: int
    status: ClaimStatus


@dataclass(frozen=True, slots=True)
class Case:
    """A case. `labels` are all breaches of the scored `rules` in `text`; None for what is not expected either way.

    `also` may be named instead of the labels, at no fault. A case without `text` is a complaint alone.
    """

    id: str
    text: str
    audience: Audience
    complaint: str | None = None
    channel: str | None = None
    before: str = ""
    facts: Sequence[Fact] = ()
    as_of: date = AS_OF
    language: str = "en"
    unit: Unit = Unit.REPLY
    style: Style = Style.CLEAN
    writer: str = ""
    labels: Sequence[Expected] | None = None
    also: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    verdict: Verdict | None = None
    claims: Sequence[ExpectedClaim] = field(default=())
    injection: bool | None = None

    @property
    def rules(self) -> frozenset[str]:
        """Return the rules that are broken."""
        return frozenset(label.rule for label in self.labels or ())

    @property
    def violates(self) -> bool:
        """Return whether a rule is broken."""
        return bool(self.labels)

    @property
    def given(self) -> str:
        """Return what the guard is shown: the text, behind the sentences that precede it."""
        return f"{self.before} {self.text}" if self.before else self.text

    @property
    def offset(self) -> int:
        """Return where `text` begins in `given`."""
        return len(self.before) + 1 if self.before else 0

    def shown_key(self) -> str:
        """Return a digest of what the guard is shown: the same for two cases that it cannot tell apart."""
        facts = [fact.model_dump(mode="json", exclude_none=True) for fact in self.facts]
        situation = (self.unit, self.audience, self.channel, self.complaint, self.language, str(self.as_of))
        return sha256(orjson.dumps([self.given, self.offset, *situation, facts])).hexdigest()[:24]

    def key(self) -> str:
        """Return a digest of what the guard is shown and what is expected of it."""
        labels = sorted((one.rule, one.start, one.end) for one in self.labels or ())
        return sha256(orjson.dumps([self.shown_key(), labels, sorted(self.also), self.verdict])).hexdigest()[:12]


def from_record(record: Record) -> Case:
    """Return the case that a record of the corpus makes."""
    return Case(
        id=record.id,
        text=record.text,
        audience=record.audience,
        complaint=record.complaint,
        channel=record.channel,
        before=record.before,
        facts=[Fact(id=one.id, kind=one.kind, text=one.text) for one in record.facts],
        language=record.language,
        unit=record.unit,
        style=record.style,
        writer=record.writer,
        labels=[Expected(one.rule, one.start, one.end) for one in record.labels],
        also=frozenset(record.also),
        near=frozenset(record.near),
    )
