"""A case: one person's complaint in one conversation, with every draft written for it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, Field

from api.cases.followups import FollowUp
from api.models import Author, Channel, DraftStatus
from guardrails.inbound.assessment import Gravity, Topic


class CaseStatus(StrEnum):
    """Where a case stands: `answered` once a reply was approved, `open` again with the customer's next message."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a case ended."""

    SOLVED = "solved"
    UNSOLVED = "unsolved"
    NOT_GENUINE = "not_genuine"


class Improvement(BaseModel):
    """What was improved since; only once somebody verified it may a follow-up quote it."""

    note: str
    verified_by: str | None = None
    verified_at: datetime | None = None


class CaseDraft(BaseModel):
    """A draft of a case in short; `status` is null while it is being written."""

    id: str
    version: int
    status: DraftStatus | None
    turn: int = Field(description="the how-many-th message of the case it answers, from 1")


class Case(BaseModel):
    """A case as it is on record."""

    id: str
    channel: Channel
    external_id: str | None = None
    url: str | None = None
    opened_at: datetime
    received_at: datetime
    last_message_at: datetime
    author: Author
    status: CaseStatus
    live_draft: str | None = Field(default=None, description="the one draft that awaits review, if there is one")
    drafts: list[CaseDraft] = Field(default_factory=list, description="in the order of their messages")
    linked: list[str] = Field(default_factory=list, description="cases of other people in the same conversation")
    topic: Topic | None = Field(default=None, description="null until a draft is written")
    severity: Gravity | None = None
    respond_by: datetime | None = None
    seconds_left: int | None = Field(
        default=None, description="until `respond_by`, negative when it has passed; null unless the case is open"
    )
    overdue_since: datetime | None = Field(
        default=None, description="since when its deadline is known to have passed without an approved reply"
    )
    outcome: Outcome | None = None
    note: str | None = None
    closed_at: datetime | None = None
    root_cause: str | None = Field(default=None, description="the kind of problem, or a cause of the brand's own")
    department: str | None = Field(default=None, description="who has to mend the cause")
    improvement: Improvement | None = None
    author_count: int | None = Field(
        default=None, description="messages of this author that nobody answers, in all; told when one case is read"
    )
    follow_up: FollowUp | None = Field(default=None, description="the latest; told when one case is read")


class CasePage(BaseModel):
    """A page of cases, newest first; `next_cursor` leads to the next one."""

    cases: list[Case]
    next_cursor: str | None = None
