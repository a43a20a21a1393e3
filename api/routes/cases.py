"""`/v1/cases`: read cases, close them, open them again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from pydantic import Field

from api.cases.case import Case, CasePage, CaseStatus, Outcome
from api.cases.evidence import EvidenceList
from api.cases.followups import LONGEST_WAIT
from api.errors import InvalidInput
from api.models import Instant, Strict, Truth
from api.problems import documented
from api.routes.access import MayKnow, MayRead, MayReview, ServicesOf
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


class Describing(Strict):
    """Body of `PATCH`: what is left out stays as it is, null takes it away."""

    root_cause: Text | None = Field(default=None, max_length=100)
    department: Text | None = Field(default=None, max_length=200)
    improvement_note: Text | None = Field(default=None, min_length=1, max_length=600)


class Verifying(Strict):
    """Body of `improvement`."""

    verified: Truth


class FollowingUp(Strict):
    """Body of `followup`: when, or `"cancel": true`."""

    due_at: Instant | None = None
    cancel: Truth = False


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


@router.patch("/{case_id}", response_model=Case, responses=documented(404))
def describe(case_id: CaseId, body: Describing, services: ServicesOf, key: MayReview) -> Response:
    """Say what went wrong, who has to mend it, and what was improved; what is left out stays as it is."""
    services.causes.describe(case_id, body.model_dump(exclude_unset=True), actor=key.name)
    services.retriever.sync()
    return _told(services, case_id)


@router.post("/{case_id}/improvement", response_model=Case, responses=documented(404, 409))
def verify_improvement(case_id: CaseId, body: Verifying, services: ServicesOf, key: MayKnow) -> Response:
    """Verify what was improved, so that follow-ups about the same cause may quote it, or take that back."""
    services.causes.verify(case_id, verified=body.verified, actor=key.name)
    services.retriever.sync()
    return _told(services, case_id)


@router.get("/{case_id}/evidence", response_model=EvidenceList, responses=documented(404))
def evidence(case_id: CaseId, services: ServicesOf, _: MayReview) -> Response:
    """Return what is kept of the messages of a case that nobody answers, as they came in."""
    if not services.store.audit.has_case(case_id):
        raise unknown_case(case_id)
    return json_answer(services.store.evidence.of_case(case_id))


@router.post("/{case_id}/followup", response_model=Case, responses=documented(404, 409))
def follow_up(case_id: CaseId, body: FollowingUp, services: ServicesOf, key: MayReview) -> Response:
    """Put the follow-up of a case at another moment, or cancel it."""
    now = datetime.now(UTC)
    if not services.store.audit.has_case(case_id):
        raise unknown_case(case_id)
    if (body.due_at is None) != body.cancel:
        raise InvalidInput("the body needs one of due_at and cancel", remedy='send {"due_at": ...} or {"cancel": true}')
    if body.due_at is None:
        services.store.follow_ups.cancel(case_id, actor=key.name, now=now)
    elif not now < body.due_at <= now + LONGEST_WAIT:
        raise InvalidInput(f"due_at is {body.due_at:%d %b %Y %H:%M} UTC", remedy="give a moment within the next year")
    else:
        services.store.follow_ups.move(case_id, body.due_at, actor=key.name, now=now)
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
