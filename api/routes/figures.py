"""`/v1/figures`: how well it goes, in numbers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.audit.exporting import MOMENT, moment_named
from api.cases.response_times import ResponseTimes, response_times
from api.routes.access import MayReview, ServicesOf
from api.routes.answers import json_answer
from api.routes.spans import Begins, Ends, span_asked
from api.store.figures import CauseFigures, ModerationFigures
from api.store.moments import to_micros

router = APIRouter(prefix="/v1/figures", tags=["figures"])


@router.get("/response-times", response_model=ResponseTimes)
def read_response_times(services: ServicesOf, _: MayReview, since: Begins = None, until: Ends = None) -> Response:
    """Return how soon people were answered whose case opened from `since` (30 days ago) until before `until` (now)."""
    now = datetime.now(UTC)
    begin, end = span_asked(since, until, now)
    cases = services.store.clock.answered(begin, end)
    return json_answer(response_times(cases, services.brand(), begin, end, to_micros(now)))


Since = Annotated[str | None, Query(pattern=MOMENT, description="the first moment, inclusive; left out: all there is")]


@router.get("/causes", response_model=CauseFigures)
def causes(
    services: ServicesOf,
    _: MayReview,
    since: Since = None,
    department: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """Return a digest per department: how many cases, their most frequent causes, how grave."""
    return json_answer(services.store.figures.causes(moment_named("since", since), department))


@router.get("/moderation", response_model=ModerationFigures)
def moderation(services: ServicesOf, _: MayReview, since: Since = None) -> Response:
    """Return how many genuine complaints were hidden, and which share of them that is."""
    return json_answer(services.store.figures.moderation(moment_named("since", since)))
