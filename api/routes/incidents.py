"""`/v1/incidents`: many complaints of one thing, and the one line that answers them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from pydantic import Field

from api.cases.incidents import IncidentPage, IncidentStatus, IncidentWithCases, Key
from api.models import Strict
from api.problems import documented
from api.routes.access import MayKnow, MayReview, ServicesOf
from api.routes.answers import json_answer
from guardrails.inbound.assessment import Topic
from guardrails.inbound.problem_kinds import ProblemKind
from knowledge.facts import Text

router = APIRouter(prefix="/v1/incidents", tags=["incidents"])
IncidentId = Annotated[str, Path(max_length=100)]
CaseIds = Annotated[list[Annotated[Text, Field(min_length=1, max_length=100)]], Field(max_length=500)]


class OpeningRequest(Strict):
    """Body of `POST /v1/incidents`: what its cases have in common, and the first of them."""

    topic: Topic
    cause: ProblemKind | None = None
    about: Text | None = Field(default=None, min_length=1, max_length=80, description="the thing, such as: blue lamp")
    case_ids: CaseIds = Field(default_factory=list)


class ApprovalRequest(Strict):
    """Body of `approve`."""

    line: Text = Field(min_length=1, max_length=300)


class MoveRequest(Strict):
    """Body of `cases`."""

    add: CaseIds = Field(default_factory=list)
    remove: CaseIds = Field(default_factory=list)


@router.get("", response_model=IncidentPage)
def list_incidents(
    services: ServicesOf,
    _: MayReview,
    status: IncidentStatus | None = None,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Return incidents, newest first."""
    return json_answer(services.store.incidents.list(status, cursor, limit))


@router.post("", response_model=IncidentWithCases, status_code=201, responses=documented(404))
def open_incident(body: OpeningRequest, services: ServicesOf, key: MayKnow) -> Response:
    """Open an incident by hand; the service opens those that it finds by itself."""
    wanted = Key(body.topic.value, body.cause.value if body.cause else None, body.about)
    opened = services.incidents.open(wanted, body.case_ids, actor=key.name)
    return json_answer(opened, status=201)


@router.get("/{incident_id}", response_model=IncidentWithCases, responses=documented(404))
def read_incident(incident_id: IncidentId, services: ServicesOf, _: MayReview) -> Response:
    """Return an incident with its cases, how far their drafts were rewritten, and how much more came in than usual."""
    return json_answer(services.incidents.read(incident_id))


@router.post("/{incident_id}/approve", response_model=IncidentWithCases, responses=documented(404, 409))
def approve(incident_id: IncidentId, body: ApprovalRequest, services: ServicesOf, key: MayKnow) -> Response:
    """Approve the line that drafts of the group use, or another one in its place; it is checked like a public reply."""
    incident = services.incidents.approve(incident_id, body.line, actor=key.name)
    services.loops.rewriting.wake()
    return json_answer(incident)


@router.post("/{incident_id}/close", response_model=IncidentWithCases, responses=documented(404, 409))
def close(incident_id: IncidentId, services: ServicesOf, key: MayKnow) -> Response:
    """Close an incident: its line is given to no draft any more, and waiting ones that use it need another look."""
    return json_answer(services.incidents.close(incident_id, actor=key.name))


@router.post("/{incident_id}/cases", response_model=IncidentWithCases, responses=documented(404, 409))
def move(incident_id: IncidentId, body: MoveRequest, services: ServicesOf, key: MayReview) -> Response:
    """Take cases into an incident, or out of it."""
    incident = services.incidents.move(incident_id, body.add, body.remove, actor=key.name)
    services.loops.rewriting.wake()
    return json_answer(incident)
