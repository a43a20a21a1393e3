"""`/v1/assessments`: what a message is, and what should be done about it."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter
from fastapi.responses import Response

from api.models import Complaint, Strict
from api.routes.access import MayRead, ServicesOf
from api.routes.answers import json_answer
from guardrails.inbound.assessment import Assessment

router = APIRouter(prefix="/v1/assessments", tags=["assessments"])


class AssessmentRequest(Strict):
    """Body of `POST /v1/assessments`."""

    complaint: Complaint


@router.post("", response_model=Assessment)
def assess_complaint(body: AssessmentRequest, services: ServicesOf, _: MayRead) -> Response:
    """Assess a complaint, cross-checked with the orders on record; nothing is stored."""
    return json_answer(services.pipeline.assess(body.complaint, datetime.now(UTC)))
