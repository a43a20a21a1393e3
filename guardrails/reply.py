"""The reply under judgement, with all that the rules may know of its situation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from guardrails.finding import Audience
from knowledge.brand import Offer
from knowledge.facts import Fact


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply and its context. Only `text` and `audience` are always known.

    `today` is the day on which the reply is read: the caller's clock, since guardrails have none. `earlier` holds the
    brand's earlier public replies in the same thread. `first` is False once the brand has answered in the thread.
    Dates in digits and amounts are read as in the brand's `locale`; "$" is the brand's `currency` (ISO 4217) where that
    is a dollar.
    `signed` are the brand's own names for who writes, `offers` what it lets an agent give.
    """

    text: str
    audience: Audience
    today: date
    channel: str | None = None
    complaint: str | None = None
    facts: Sequence[Fact] = field(default_factory=tuple)
    earlier: Sequence[str] = field(default_factory=tuple)
    first: bool = True
    language: str | None = None
    locale: str = "en_GB"
    currency: str | None = None
    needs_private_route: bool = True
    offers: Sequence[Offer] = field(default_factory=tuple)
    signed: Sequence[str] = field(default_factory=tuple)
