"""Stretches of time that figures are asked of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Query

from api.audit.exporting import MOMENT, moment_named
from api.errors import InvalidInput
from api.routes.typed import YEARS, out_of_years

USUAL = timedelta(days=30)
LONGEST = timedelta(days=366)
Begins = Annotated[
    str | None, Query(pattern=MOMENT, max_length=40, description="the first moment, inclusive; 30 days before the last")
]
Ends = Annotated[str | None, Query(pattern=MOMENT, max_length=40, description="the last moment, exclusive; now")]


def span_asked(since: str | None, until: str | None, now: datetime) -> tuple[datetime, datetime]:
    """Return the first and the last moment of the stretch; the last 30 days where nothing is said.

    Raises:
        InvalidInput: one is no moment or out of all reckoning, the last comes first, or they are over a year apart.
    """
    end = _tellable("until", moment_named("until", until)) or now
    begin = _tellable("since", moment_named("since", since)) or end - USUAL
    if begin > end or end - begin > LONGEST:
        raise InvalidInput(
            f"from {begin:%Y-%m-%d} to {end:%Y-%m-%d} cannot be told", remedy="give a stretch of at most 366 days"
        )
    return begin, end


def _tellable(name: str, moment: datetime | None) -> datetime | None:
    if moment is not None and moment.year not in YEARS:
        raise out_of_years(name, f"{moment.isoformat()}")
    return moment
