"""By when a message must be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from guardrails.inbound.assessment import Gravity
from knowledge.brand import CHANNELS, Brand, Counting, Hours


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Minutes to the answer by gravity, and a factor for slower channels (1 where none is named).

    For what is `worked`, minutes count only while somebody is there: `hours`, or those of the topic's own team.
    """

    minutes: Mapping[Gravity, float]
    factors: Mapping[str, float] = field(default_factory=dict)
    worked: frozenset[Gravity] = frozenset()
    hours: Hours = field(default_factory=Hours)
    teams: Mapping[str, Hours] = field(default_factory=dict)

    @staticmethod
    def of(brand: Brand) -> Deadlines:
        """Return the deadlines that a brand settled."""
        policy = brand.deadlines
        return Deadlines(
            minutes={gravity: policy.minutes_for(gravity) for gravity in Gravity},
            factors={channel: brand.deadline_factor(channel) for channel in CHANNELS},
            worked=frozenset(each for each in Gravity if policy.counts(each) is Counting.WORKING_HOURS),
            hours=brand.hours,
            teams={topic: brand.hours_for(topic) for topic in brand.teams},
        )

    def respond_by(self, start: datetime, gravity: Gravity, channel: str, topic: str = "other") -> datetime:
        """Return the moment by which a message that came at `start` must be answered."""
        minutes = self.minutes[gravity] * self.factors.get(channel, 1.0)
        if gravity in self.worked:
            return self.teams.get(topic, self.hours).after(start, minutes)
        return start + timedelta(minutes=minutes)


DEFAULT_DEADLINES: Final = Deadlines.of(Brand())
"""60 minutes for an ordinary complaint, less for a grave one, four times as long by email."""
