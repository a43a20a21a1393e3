"""A rule is data plus a reason: what it forbids, why, where its boundary runs, and how it finds a breach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from guardrails.document import Document
from guardrails.finding import Audience, Detector
from guardrails.reply import Reply
from knowledge.facts import Fact


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach. Offsets count code points of the reply as it was given (not of its normalised form).

    An `unsure` one asks for a look and never blocks, whatever the policy says of its rule; a `firm` one stands whatever
    else is read in the words.
    """

    rule: str
    start: int
    end: int
    message: str
    suggestion: str = ""
    evidence: Sequence[str] = ()
    detector: Detector = Detector.PATTERN
    unsure: bool = False
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A reply that must be flagged or must pass. In one to flag, the expected span stands in [[double brackets]].

    `detector` says which stage finds it: what the rule's own `find` cannot tell is the classifier's to find. The other
    fields are those of the reply (`guardrails.reply.Reply`) under which the rule has to judge it.
    """

    text: str
    audience: Audience = Audience.PRIVATE
    complaint: str | None = None
    channel: str | None = None
    facts: Sequence[Fact] = field(default_factory=tuple)
    earlier: Sequence[str] = field(default_factory=tuple)
    language: str | None = None
    first: bool = True
    needs_private_route: bool = True
    detector: Detector = Detector.PATTERN


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue, one a file, exported there as `RULE`.

    `serves` names the practices of the playbook it carries (P22, ...). `find` yields the breaches in a document;
    `detectors` names every stage that may report the rule, `find` among them.
    """

    id: str
    family: str
    what: str
    why: str
    boundary: str
    serves: Sequence[str]
    suggestion: str
    find: Callable[[Document, Reply], Iterable[Violation]]
    detectors: Sequence[Detector] = (Detector.PATTERN,)
    flags: Sequence[Example] = field(default_factory=tuple)
    passes: Sequence[Example] = field(default_factory=tuple)
