"""The overview as it is told over the API."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from api.models import Channel


class Span(BaseModel):
    """A day or a week of the overview; weeks begin on the weekday of the first day."""

    begins: date = Field(description="its first day, in the brand's time zone")
    cases: int = Field(description="cases opened")
    drafts: int = Field(description="drafts written")
    as_drafted: int = Field(description="of those drafts, approved in the words they were drafted in")
    edited: int = Field(description="of those drafts, approved in other words")
    by_model: int = Field(description="of those drafts, for how many a model was called")
    tokens: int = Field(description="tokens spent on those")
    priced: int = Field(description="of those drafts, for how many it is known what they cost")
    cost: float | None = Field(description="money spent on those; null where there are several currencies")


class Band(BaseModel):
    """Cases that were answered within so many seconds, and later than the band before."""

    up_to_seconds: int | None = Field(description="null for everything later")
    in_time: int
    late: int


class FirstReplies(BaseModel):
    """How soon a first reply was approved, by the wall clock, and whether by the case's deadline."""

    owed: int = Field(description="cases that were owed a reply")
    answered: int
    in_time: int
    in_time_share: float | None = Field(description="in_time / answered; null where none was answered")
    missed: int = Field(description="cases not answered yet whose deadline has passed")
    median_seconds: float | None
    p90_seconds: float | None
    within: list[Band]


class Verdicts(BaseModel):
    """What the guardrails said of the drafts as they were drafted; drafts of what needs no reply do not count."""

    passed: int
    review: int
    blocked: int


class Outcomes(BaseModel):
    """What became of the drafts. `approved` were, but whether they were edited is not on record."""

    as_drafted: int
    edited: int
    approved: int
    rejected: int
    waiting: int
    superseded: int
    no_reply: int


class RuleFigures(BaseModel):
    """In how many drafts a rule was found broken, by stage; a draft counts once for each."""

    rule: str
    drafts: int = Field(description="in the draft that came up for review")
    attempts: int = Field(description="in a writer's attempt that was therefore not used")
    refused: int = Field(description="in a reviewer's words, which were therefore not approved")


class Named(BaseModel):
    """Cases of a cause or a department; `name` is null where none is on record."""

    name: str | None
    cases: int
    open: int = Field(description="of those, not answered or closed yet")


class IncidentFigures(BaseModel):
    """Incidents opened in that time, how many of them are open, how many cases they have, and what used their lines."""

    opened: int
    still_open: int
    cases: int
    drafts_with_line: int = Field(description="drafts of that time that rest on an incident's approved line")


class HiddenFigures(BaseModel):
    """Hiding of genuine complaints that others can read. Those whose author is still to be checked count as genuine."""

    genuine: int
    proposed: int = Field(description="of those, how many were proposed for hiding, such as for the private data shown")
    hidden: int = Field(description="of those, how many a person hid, proposed or not")
    hidden_as_proposed: int
    share_hidden: float | None = Field(description="hidden / genuine; null where there were none")
    share_of_proposals: float | None = Field(description="hidden_as_proposed / proposed; null where none was proposed")


class Money(BaseModel):
    """What drafts cost whose price was known when they were written, in one currency."""

    currency: str
    total: float
    drafts: int
    per_draft: float


class Spent(BaseModel):
    """What model calls took. The composer takes none."""

    drafts: int
    by_model: int = Field(description="drafts for which a model was called")
    input_tokens: int
    output_tokens: int
    tokens_per_draft: float | None = Field(description="per draft for which a model was called")
    money: list[Money] = Field(description="by currency; empty where no price is set")


class EditBand(BaseModel):
    """Drafts that were edited by a share up to that, and more than the band before."""

    up_to_share: float
    drafts: int


class WriterFigures(BaseModel):
    """How the drafts of one writer fared with their reviewers."""

    writer: str | None = Field(description="a model's name, `composer` or `holding`; null where none is on record")
    prompt: str | None = Field(description="name and version of a model's prompt")
    drafts: int
    approved: int
    measured: int = Field(description="of those, with their distance on record")
    as_drafted_share: float | None
    median_share: float | None


class MostEdited(BaseModel):
    """A draft that its reviewer changed much."""

    draft_id: str
    written_at: datetime
    writer: str | None
    share: float


class EditFigures(BaseModel):
    """How far approved messages are from what was drafted.

    A share is the Levenshtein distance in code points over the length of the longer text, all messages of a draft
    together: 0 is as drafted, 1 another text. Drafts approved before distances were kept have none.
    """

    approved: int
    measured: int
    as_drafted_share: float | None
    median_share: float | None
    p90_share: float | None
    bands: list[EditBand]
    by_writer: list[WriterFigures]
    most_edited: list[MostEdited] = Field(description="the ten that were changed most")


class Overview(BaseModel):
    """How it goes: of the cases opened and the drafts written from `since` until before `until`."""

    since: datetime
    until: datetime
    channel: Channel | None
    time_zone: str
    step: Literal["day", "week"]
    cases: int
    over_time: list[Span]
    first_replies: FirstReplies
    verdicts: Verdicts
    outcomes: Outcomes
    findings: list[RuleFigures] = Field(description="the most frequent first, ten at most")
    causes: list[Named] = Field(description="as above")
    departments: list[Named] = Field(description="as above")
    incidents: IncidentFigures
    hidden: HiddenFigures
    spent: Spent
    edits: EditFigures
