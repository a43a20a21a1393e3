"""Incidents: which complaints are alike, and when so many of them are more than usual. Plain logic.

Complaints are alike when they share their topic and either the cause or the thing. Where one of them tells too little
to say, their words decide, by the cosine of their vectors.

A group is a spike when, within the brand's window, there are at least so many and so many times as many as expected,
and when chance hardly brings as many. What is expected comes from the 28 days before: how many an ordinary window held,
and, where there is enough to tell, how many the same hour of the week did. How many chance brings follows the negative
binomial law: Poisson arrivals at a rate that is itself only estimated (a Gamma posterior), so that little history
proves little.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import numpy as np
from pydantic import BaseModel, Field

from guardrails.inbound.assessment import Topic
from knowledge.brand.model import Incidents as Rule

HISTORY: Final = timedelta(days=28)
"""How far back what is usual is looked for."""
RECENT: Final = timedelta(days=7)
"""How far back a complaint can be one of several."""
RECURRING: Final = 3
"""From how many like it within `RECENT` a complaint is a recurring one."""
SLACK: Final = timedelta(hours=1)
"""By how much the same hour of another week is widened on either side."""
ALIKE: Final = 0.45
"""Cosine from which words alone make two complaints alike: measured on 1,600 messages of the published corpus, no pair
of one topic with another cause and another thing reaches it (0 of 2,359), and 22% of those with both in common do."""
CHANCE: Final = 1e-4
"""How likely chance may be to bring a spike. Measured by simulation; see `tests/api/cases/test_incidents.py`."""
_ENOUGH: Final = 100
"""Complaints in the history from which its hours are told apart."""
_PRIOR: Final = 2.0
"""Weight, in windows, of the ordinary rate beside that of the hour of the week."""
_LITTLE: Final = 0.5
"""What the posterior of a rate begins with (Jeffreys)."""


class IncidentStatus(StrEnum):
    """Where an incident stands."""

    OPEN = "open"
    CLOSED = "closed"


class Progress(BaseModel):
    """How far the waiting drafts have been rewritten with the approved line: `left` were in a reviewer's hands."""

    waiting: int = 0
    rewritten: int = 0
    left: int = 0


class Incident(BaseModel):
    """Many complaints of one thing, and the one line that answers them."""

    id: str
    status: IncidentStatus
    topic: Topic
    cause: str | None = Field(default=None, description="what its complaints say went wrong; nobody has verified it")
    about: str | None = Field(default=None, description="the thing they have in common")
    opened_at: datetime
    opened_by: str
    proposed_line: str
    language: str = Field(description="the language of the line; replies in another one go without it")
    line: str | None = Field(default=None, description="the approved line; drafts of the group use it")
    approved_at: datetime | None = None
    approved_by: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    cases: int = Field(description="how many cases belong to it")
    rewriting: Progress = Progress()


class Spike(BaseModel):
    """How much more than usual came in when an incident was opened."""

    window_minutes: int
    cases: int = Field(description="cases of the incident that came in within the window before it was opened")
    usual: float | None = Field(description="how many a window holds as a rule; null where too little is known")
    latest_at: datetime | None = Field(description="when the latest of its cases came in")


class IncidentWithCases(Incident):
    """An incident with the ids of its cases, the latest first, at most 1,000."""

    case_ids: list[str] = Field(default_factory=list)
    spike: Spike | None = Field(default=None, description="told when one incident is read")


class IncidentPage(BaseModel):
    """A page of incidents, newest first; `next_cursor` leads to the next one."""

    incidents: list[Incident]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the first complaint of a case was about; `about` is the noun that names the thing."""

    case_id: str
    at: datetime
    topic: str
    cause: str | None = None
    about: str | None = None
    vector: bytes | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """What a group has in common. Neither cause nor thing: complaints that tell neither, alike by their words."""

    topic: str
    cause: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """How many complaints of a key came in before: in how many windows' time, and in the same hour of other weeks.

    `windows` and `weekly_windows` are lengths of time, counted in windows; the latter is 0 where it is not known.
    """

    count: int
    windows: float
    weekly: int = 0
    weekly_windows: float = 0.0

    @property
    def rate(self) -> tuple[float, float]:
        """Return complaints and the windows they came in, by which a window of now is judged."""
        if self.count < _ENOUGH or not self.weekly_windows:
            return float(self.count), self.windows
        flat = self.count / self.windows
        return self.weekly + _PRIOR * flat, self.weekly_windows + _PRIOR

    @property
    def expected(self) -> float:
        """Return how many a window of now is expected to hold."""
        count, windows = self.rate
        return count / windows if windows > 0 else 0.0


def keys_of(sighting: Sighting) -> list[Key]:
    """Return the groups that a complaint can be part of, the narrowest first."""
    topic, cause, about = sighting.topic, sighting.cause, sighting.about
    keys = [Key(topic, about=about)] if about else []
    keys += [Key(topic, cause=cause)] if cause else []
    return keys or [Key(topic)]


def similar(one: Sighting, other: Sighting) -> bool:
    """Return whether two complaints are of one thing."""
    if one.topic != other.topic:
        return False
    if (one.cause and one.cause == other.cause) or (one.about and one.about == other.about):
        return True
    told = one.cause and other.cause
    return not told and cosine(one.vector, other.vector) >= ALIKE


def belongs(sighting: Sighting, key: Key, members: Iterable[bytes | None] = ()) -> bool:
    """Return whether a complaint is one of an incident's: by its key, else by the words of its `members`.

    Where the key names both cause and thing, both must agree; words decide only what the complaint leaves open.
    """
    if sighting.topic != key.topic:
        return False
    pairs = [(own, wanted) for own, wanted in ((sighting.cause, key.cause), (sighting.about, key.about)) if wanted]
    if any(own is not None and own != wanted for own, wanted in pairs):
        return False
    if pairs and all(own == wanted for own, wanted in pairs):
        return True
    return any(cosine(sighting.vector, one) >= ALIKE for one in members)


def cosine(one: bytes | None, other: bytes | None) -> float:
    """Return the cosine of two vectors as `packed` wrote them; 0 where one is missing or of another model."""
    if not one or not other or len(one) != len(other):
        return 0.0
    return float(
        np.frombuffer(one, np.float16).astype(np.float32) @ np.frombuffer(other, np.float16).astype(np.float32)
    )


def packed(vector: Sequence[float]) -> bytes:
    """Return a vector of unit length in half precision."""
    return np.asarray(vector, dtype=np.float16).tobytes()


def is_spike(number: int, history: History, rule: Rule) -> bool:
    """Return whether `number` complaints within the rule's window are an incident."""
    if number < rule.at_least or number < rule.factor * history.expected or history.windows < 1:
        return False
    return chance(number, history) < CHANCE


def chance(number: int, history: History) -> float:
    """Return how likely as many as `number` complaints in a window are, if all is as usual."""
    count, windows = history.rate
    if windows <= 0:
        return 1.0
    shape = count + _LITTLE
    log_stay, log_more = math.log(windows / (windows + 1)), -math.log(windows + 1)
    mass, fewer = math.exp(shape * log_stay), 0.0
    step = math.exp(log_more)
    for k in range(number):
        fewer += mass
        mass *= step * (k + shape) / (k + 1)
    return max(0.0, 1.0 - fewer)


def weeks_before(start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """Return the same stretch of time in each of the four weeks before, widened by `SLACK`."""
    weeks = HISTORY // timedelta(weeks=1)
    return [(start - timedelta(weeks=n) - SLACK, end - timedelta(weeks=n) + SLACK) for n in range(1, weeks + 1)]
