"""What the database counted for an overview, in groups small enough to be put together here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cases and drafts are counted: of `since` until before `until`, on one channel or all."""

    since: datetime
    until: datetime
    channel: str | None = None


class DraftGroup(NamedTuple):
    """Drafts that are alike in all that is told of them. `cost` is in billionths of `currency`."""

    status: str
    verdict: str
    edited: bool | None
    genuine: bool
    proposed: bool
    moderation: str | None
    incident_line: bool
    writer: str | None
    prompt: str | None
    currency: str | None
    by_model: bool
    drafts: int
    input_tokens: int
    output_tokens: int
    cost: int | None


class DraftTime(NamedTuple):
    """Drafts of a span of time (its place, from 0), approved as drafted or not, and what was spent on them."""

    span: int
    edited: bool | None
    currency: str | None
    by_model: bool
    drafts: int
    tokens: int
    cost: int | None


class CaseTime(NamedTuple):
    """Cases opened in a span of time (its place, from 0)."""

    span: int
    cases: int


class AnswerGroup(NamedTuple):
    """Cases that are owed a reply: in which band of time it was approved (None: not yet), and whether in time."""

    band: int | None
    in_time: bool | None
    missed: bool
    cases: int


class ShareGroup(NamedTuple):
    """Approved drafts of a writer that were edited by as many thousandths; None where that is not known."""

    writer: str | None
    prompt: str | None
    share: int | None
    drafts: int


class RuleGroup(NamedTuple):
    """Drafts in which a rule was found broken at a stage: `attempt`, `draft` or `review`."""

    stage: str
    rule: str
    drafts: int


class CauseGroup(NamedTuple):
    """Cases of a cause and a department."""

    cause: str | None
    department: str | None
    status: str
    cases: int


class EditedDraft(NamedTuple):
    """A draft that was approved in other words; `share` in thousandths."""

    draft_id: str
    at: int
    writer: str | None
    share: int


class Quantiles(NamedTuple):
    """The middle of some values, and what nine in ten do not pass; None where there are none."""

    median: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Counts:
    """All that was counted.

    `waits` are the seconds to the first reply, `incidents` those opened, those of them still
    open, and their cases.
    """

    drafts: list[DraftGroup]
    draft_times: list[DraftTime]
    case_times: list[CaseTime]
    answers: list[AnswerGroup]
    waits: Quantiles
    shares: list[ShareGroup]
    rules: list[RuleGroup]
    causes: list[CauseGroup]
    incidents: tuple[int, int, int]
    most_edited: list[EditedDraft]
