"""Stretches of time that figures are asked of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Query

from api.audit.exporting import MOMENT, moment_named
from api.errors import InvalidInput

USUAL = timedelta(days=30)
LONGEST = timedelta(days=366)
Begins = Annotated[
    str | None, Query(pattern=MOMENT, max_length=40, description="the first moment, inclusive; 30 days before the last")
]
Ends = Annotated[str | None, Query(pattern=MOMENT, max_length=40, description="the last moment, exclusive; now")]


def span_asked(since: str | None, until: str | None, now: datetime) -> tuple[datetime, datetime]:
    """Return the first and the last moment of the stretch; the last 30 days where nothing is said.

    Raises:
        InvalidInput: one is no moment, the last comes first, or there is more than a year between them.
    """
    end = moment_named("until", until) or now
    begin = moment_named("since", since) or (end - USUAL if end.year > 1 else end)
    if begin > end or end - begin > LONGEST:
        raise InvalidInput(
            f"from {begin:%Y-%m-%d} to {end:%Y-%m-%d} cannot be told", remedy="give a stretch of at most 366 days"
        )
    return begin, end
