"""By when a message must be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from guardrails.inbound.assessment import Gravity

_MINUTES: Final[Mapping[Gravity, float]] = MappingProxyType(
    {Gravity.CRITICAL: 15.0, Gravity.HIGH: 30.0, Gravity.MEDIUM: 60.0, Gravity.LOW: 240.0}
)
_FACTORS: Final[Mapping[str, float]] = MappingProxyType({"email": 4.0})


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Minutes to the answer by gravity, and a factor for slower channels (1 where none is named)."""

    minutes: Mapping[Gravity, float] = field(default_factory=lambda: _MINUTES)
    factors: Mapping[str, float] = field(default_factory=lambda: _FACTORS)

    def respond_by(self, start: datetime, gravity: Gravity, channel: str) -> datetime:
        """Return the moment by which a message that came at `start` must be answered."""
        minutes = self.minutes.get(gravity, _MINUTES[gravity]) * self.factors.get(channel, 1.0)
        return start + timedelta(minutes=minutes)


DEFAULT_DEADLINES: Final = Deadlines()
"""60 minutes for an ordinary complaint, less for a grave one, four times as long by email."""
