"""The brief: everything a writer, human or not, may know when it writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from api.models import Complaint, Message, Purpose
from guardrails.finding import Audience
from guardrails.inbound.assessment import Assessment
from knowledge.brand import Brand, HouseRule
from knowledge.facts import Fact


@dataclass(frozen=True, slots=True)
class Errand:
    """What else than a reply is to be written: a warning or a notice on a house rule, or a follow-up.

    `assessment` is what its draft shows; `solved` says that the case was closed so, `root_cause` what went wrong.
    """

    purpose: Purpose
    audience: Audience
    assessment: Assessment
    house_rule: HouseRule | None = None
    solved: bool = False
    root_cause: str | None = None


Sentence = tuple[Audience, str]
"""A sentence of the message to an audience."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What to answer, to whom, and what is on record.

    `orders`, `policies` (passages, best first), `contacts` and `notes` are the only things a reply may assert.
    `elsewhere` holds what others were told in public in the same conversation: it is not said again.
    `given` are the ids of the facts that came with the request itself: they are about this very matter.
    `untold` are sentences that were found wanting and are not said again; `softened` are told with regret.
    `seed` varies the wording from case to case and `variant` from one regeneration to the next; the same seed and
    """

    complaint: Complaint
    assessment: Assessment
    brand: Brand
    today: date
    seed: str
    orders: Sequence[Fact] = field(default_factory=tuple)
    policies: Sequence[Fact] = field(default_factory=tuple)
    contacts: Sequence[Fact] = field(default_factory=tuple)
    notes: Sequence[Fact] = field(default_factory=tuple)
    elsewhere: Sequence[str] = field(default_factory=tuple)
    instructions: str | None = None
    variant: int = 0
    errand: Errand | None = None
    given: frozenset[str] = frozenset()
    untold: frozenset[Sentence] = frozenset()
    softened: frozenset[Sentence] = frozenset()

    @property
    def facts(self) -> list[Fact]:
        """Return every fact the writer may use."""
        return [*self.orders, *self.policies, *self.contacts, *self.notes]

    @property
    def earlier(self) -> list[str]:
        """Return what the brand already said in the thread."""
        return [line.text for line in self.complaint.thread if line.role == "brand"]

    @property
    def here(self) -> Brand:
        """Return the brand as it is on the channel of the complaint."""
        return self.brand.on(self.complaint.channel)

    @property
    def language(self) -> str:
        """Return the language to answer in: the customer's where the brand writes it."""
        return self.brand.answers_in(self.assessment.language)

    @property
    def told(self) -> list[str]:
        """Return all that a reply must not repeat: what the brand said in the thread, and to others around it."""
        return [*self.earlier, *self.elsewhere]

    @property
    def locale(self) -> str:
        """Return the locale in which values are rendered."""
        return self.brand.locale


@dataclass(frozen=True, slots=True)
class Composed:
    """A written reply: one or two messages and the ids of the facts it used."""

    messages: list[Message]
    cited: list[str] = field(default_factory=list)
