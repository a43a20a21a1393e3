from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from guardrails.inbound.assess import assess
from guardrails.inbound.assessment import Gravity, Inbound
from guardrails.inbound.deadline import DEFAULT_DEADLINES, Deadlines
from knowledge.brand import Brand, read_brand

FRIDAY_NIGHT = datetime(2026, 5, 8, 21, tzinfo=UTC)
OFFICE = """
hours:
  time_zone: Europe/London
  open: {monday: 09:00-17:00, tuesday: 09:00-17:00, friday: 09:00-17:00}
deadlines:
  minutes: {medium: 90}
  count: {medium: working_hours, low: working_hours}
channels: {email: {deadline_factor: 2}}
teams:
  safety: {team: Product Safety, hours: {open: {saturday: 08:00-12:00}}}
"""


@pytest.mark.parametrize(
    ("gravity", "channel", "minutes"),
    [("critical", "x", 15), ("high", "x", 30), ("medium", "x", 60), ("low", "x", 240), ("medium", "email", 240)],
)
def test_the_defaults_count_always(gravity: str, channel: str, minutes: int):
    for deadlines in (DEFAULT_DEADLINES, Deadlines.of(Brand())):
        assert deadlines.respond_by(FRIDAY_NIGHT, Gravity(gravity), channel) - FRIDAY_NIGHT == timedelta(
            minutes=minutes
        )


@pytest.mark.parametrize(
    ("gravity", "channel", "topic", "by"),
    [
        ("critical", "x", "delivery", datetime(2026, 5, 8, 21, 15, tzinfo=UTC)),
        ("medium", "x", "delivery", datetime(2026, 5, 11, 9, 30, tzinfo=UTC)),
        ("medium", "email", "delivery", datetime(2026, 5, 11, 11, tzinfo=UTC)),
        ("medium", "x", "safety", datetime(2026, 5, 9, 8, 30, tzinfo=UTC)),
        ("low", "email", "other", datetime(2026, 5, 11, 16, tzinfo=UTC)),
    ],
)
def test_working_hours_are_those_of_the_topics_team(gravity: str, channel: str, topic: str, by: datetime):
    assert Deadlines.of(read_brand(OFFICE)).respond_by(FRIDAY_NIGHT, Gravity(gravity), channel, topic) == by


def test_the_assessment_keeps_them():
    message = Inbound("My parcel is late and nobody answers me.", channel="x", received_at=FRIDAY_NIGHT)
    judged = assess(message, now=FRIDAY_NIGHT, deadlines=Deadlines.of(read_brand(OFFICE)))
    assert judged.severity is Gravity.MEDIUM
    assert judged.respond_by == datetime(2026, 5, 11, 9, 30, tzinfo=UTC)
