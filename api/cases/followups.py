"""Follow-ups: whether and when somebody asks again how it went."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from pydantic import BaseModel

from api.models import Draft, Purpose
from guardrails.inbound.assessment import Action, Kind, Legitimacy
from knowledge.brand import Brand

LONGEST_WAIT: Final = timedelta(days=365)
"""How far ahead a follow-up can be put."""


class FollowUpStatus(StrEnum):
    """Where a follow-up stands: `drafted` once its draft waits for a reviewer, `done` once that was released."""

    SCHEDULED = "scheduled"
    DRAFTED = "drafted"
    CANCELLED = "cancelled"
    DONE = "done"


class FollowUp(BaseModel):
    """A follow-up of a case."""

    due_at: datetime
    status: FollowUpStatus
    draft_id: str | None = None


def due_at(draft: Draft, brand: Brand, now: datetime) -> datetime | None:
    """Return when to ask how it went, after `draft` was released; None where nobody should, or only in person.

    Whoever only vented is not chased, and what is grave is a person's to ask about. It falls within the hours of
    those who look after the topic.
    """
    assessment = draft.assessment
    answered = assessment.kind is Kind.COMPLAINT and assessment.legitimacy is not Legitimacy.NOT_GENUINE
    left = assessment.action is Action.DO_NOT_ENGAGE or bool(assessment.grave) or not assessment.wants_resolution
    if not brand.follow_up.enabled or draft.purpose is not Purpose.REPLY or not answered or left:
        return None
    return brand.hours_for(assessment.topic).after(now + timedelta(days=brand.follow_up.after_days), 0)
