"""`/v1/cases`: read cases, close them, open them again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from pydantic import Field

from api.cases.case import Case, CasePage, CaseStatus, Outcome
from api.models import Strict
from api.problems import documented
from api.routes.access import MayRead, MayReview, ServicesOf
from api.routes.answers import json_answer
from api.services import Services
from api.store.cases import unknown_case
from guardrails.inbound.assessment import Gravity, Topic
from knowledge.facts import Text

router = APIRouter(prefix="/v1/cases", tags=["cases"])

CaseId = Annotated[str, Path(max_length=100)]


class Closing(Strict):
    """Body of `close`."""

    outcome: Outcome
    note: Text | None = Field(default=None, max_length=2000)


@router.get("", response_model=CasePage)
def list_cases(
    services: ServicesOf,
    _: MayRead,
    status: CaseStatus | None = None,
    topic: Topic | None = None,
    severity: Gravity | None = None,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Return cases, newest first."""
    now = datetime.now(UTC)
    page = services.store.cases.list(status=status, topic=topic, severity=severity, cursor=cursor, limit=limit, now=now)
    return json_answer(page)


@router.get("/{case_id}", response_model=Case, responses=documented(404))
def read_case(case_id: CaseId, services: ServicesOf, _: MayRead) -> Response:
    """Return a case with its drafts and the cases it is linked with."""
    return _told(services, case_id)


@router.post("/{case_id}/close", response_model=Case, responses=documented(404, 409))
def close(case_id: CaseId, body: Closing, services: ServicesOf, key: MayReview) -> Response:
    """Close a case with its outcome; every draft of it must be decided first."""
    services.store.cases.close(case_id, body.outcome, body.note, actor=key.name, now=datetime.now(UTC))
    return _told(services, case_id)


@router.post("/{case_id}/reopen", response_model=Case, responses=documented(404, 409))
def reopen(case_id: CaseId, services: ServicesOf, key: MayReview) -> Response:
    """Open a closed case again; the customer's next message does so by itself."""
    services.store.cases.reopen(case_id, actor=key.name, now=datetime.now(UTC))
    return _told(services, case_id)


def _told(services: Services, case_id: str) -> Response:
    case = services.store.cases.get(case_id, datetime.now(UTC))
    if case is None:
        raise unknown_case(case_id)
    return json_answer(case)
