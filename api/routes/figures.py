"""`/v1/figures`: what goes wrong and who has to mend it, and how often genuine complaints are hidden."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.audit.exporting import MOMENT, moment_named
from api.routes.access import MayReview, ServicesOf
from api.routes.answers import json_answer
from api.store.figures import CauseFigures, ModerationFigures

router = APIRouter(prefix="/v1/figures", tags=["figures"])
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
