"""What the service faces: the vocabulary of the assessment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Kind(StrEnum):
    """What sort of message it is."""

    COMPLAINT = "complaint"
    QUESTION = "question"
    PRAISE = "praise"
    SPAM = "spam"
    TROLL = "troll"
    ABUSE = "abuse"
    OTHER = "other"


class Legitimacy(StrEnum):
    """Whether the person and the record agree (P1)."""

    GENUINE = "genuine"
    NEEDS_CHECK = "needs_check"
    NOT_GENUINE = "not_genuine"


class Topic(StrEnum):
    """What it is about."""

    DELIVERY = "delivery"
    PRODUCT = "product"
    BILLING = "billing"
    SERVICE = "service"
    STAFF = "staff"
    ACCOUNT = "account"
    PRIVACY = "privacy"
    SAFETY = "safety"
    BOOKING = "booking"
    OTHER = "other"


class Gravity(StrEnum):
    """How grave it is (the contract's `severity` of an assessment)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Action(StrEnum):
    """What to do about it."""

    REPLY_AND_TAKE_OFFLINE = "reply_and_take_offline"
    REPLY_PUBLIC = "reply_public"
    REPLY_PRIVATE = "reply_private"
    ACKNOWLEDGE_AND_HOLD = "acknowledge_and_hold"
    HIDE_AND_REACH_OUT = "hide_and_reach_out"
    DO_NOT_ENGAGE = "do_not_engage"
    ESCALATE_TO_HUMAN = "escalate_to_human"


class Scope(StrEnum):
    """One unlucky customer, or many (P7)."""

    SINGLE = "single"
    RECURRING = "recurring"
    WIDESPREAD = "widespread"


class Assessment(BaseModel):
    """The assessment of one message, with reasons that a reviewer can read."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    legitimacy: Legitimacy
    severity: Gravity
    topic: Topic
    cause: str | None = Field(default=None, description="what went wrong, in one word; null where that is not clear")
    about: str | None = Field(
        default=None, description="the thing it befell: an item of the matched order, else as the customer calls it"
    )
    contains_private_data: bool = False
    offensive: bool = False
    prompt_injection: bool = False
    wants_resolution: bool = True
    scope: Scope = Scope.SINGLE
    action: Action
    respond_by: datetime
    language: str = "en"
    grave: list[str] = Field(
        default_factory=list, description="what in it a person must answer, such as injury, fraud or legal"
    )
    root_cause: str | None = Field(default=None, description="what went wrong, by its kind; null where nothing shows")
    team: str | None = Field(default=None, description="who looks after it, as the brand's settings say")
    department: str | None = Field(default=None, description="who has to mend the cause")
    reasons: list[str] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One earlier message of the thread; `role` is customer, brand or other."""

    role: str
    text: str
    author: str | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Inbound:
    """A message as it arrives, in plain terms."""

    text: str
    channel: str = "other"
    public: bool = True
    handle: str | None = None
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    followers: int | None = None
    thread: Sequence[ThreadLine] = field(default_factory=tuple)
    language: str | None = None
    received_at: datetime | None = None
