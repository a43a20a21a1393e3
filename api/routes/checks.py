"""`/v1/checks`: the guardrails as a linter, also for replies that people write."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, Field

from api.models import CheckReport, CheckRequest, Strict
from api.routes.access import MayRead, ServicesOf
from api.routes.answers import json_answer
from api.routes.typed import require_day, require_typed

router = APIRouter(prefix="/v1/checks", tags=["checks"])


class Batch(Strict):
    """Body of the batch form."""

    checks: list[CheckRequest] = Field(min_length=1, max_length=200)


class BatchReport(BaseModel):
    """One report per check, in the order asked."""

    results: list[CheckReport]


@router.post("", response_model=CheckReport)
def check(body: CheckRequest, services: ServicesOf, _: MayRead) -> Response:
    """Return the verdict on a reply, its findings, and its claims bound to the facts."""
    require_typed(body.facts)
    require_day(body.as_of)
    return json_answer(services.checks.check(body))


@router.post("/batch", response_model=BatchReport)
def check_batch(body: Batch, services: ServicesOf, _: MayRead) -> Response:
    """Check up to 200 replies at once."""
    for one in body.checks:
        require_typed(one.facts)
        require_day(one.as_of)
    return json_answer(BatchReport.model_construct(results=services.checks.check_all(body.checks)))
