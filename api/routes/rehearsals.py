"""`/v1/drafts/{id}/check`: what approving would say of a reviewer's words, while they are being typed."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from api.drafting.checking import Checked
from api.models import ChangedFact, Message, Reviewed, Strict, Truth
from api.problems import documented
from api.review.decisions import Decisions
from api.routes.access import MayReview, ServicesOf
from api.routes.answers import json_answer
from api.services import Services
from guardrails.finding import Audience, Report
from guardrails.lengths import length, limit

router = APIRouter(prefix="/v1/drafts", tags=["drafts"])
DraftId = Annotated[str, Path(max_length=100)]


class Typed(Strict):
    """Body of `check`: all messages as they stand, and which of them to look at (without `audiences`, each)."""

    messages: list[Reviewed] = Field(min_length=1, max_length=4)
    audiences: list[Audience] | None = Field(default=None, max_length=4)
    replacements: Truth = Field(default=False, description="have findings carry the words that mend them; slower")


class MessageReport(Report):
    """The report on one message. `length` and `limit` are counted as its channel counts.

    `overridable` tells that the policy lets a reviewer overrule all that blocks it.
    """

    audience: Audience
    length: int
    limit: int
    overridable: bool


class RehearsalReport(BaseModel):
    """What `approve` would say: nothing may block, and no changed fact may be behind words left as drafted."""

    version: int
    reports: list[MessageReport]
    changed_facts: list[ChangedFact] = Field(description="facts of the draft that no longer stand as it was written on")
    unseen: list[ChangedFact] = Field(description="those behind words that are still as drafted: they stop approval")
    sentences: list[str] = Field(description="the sentences known to rest on them")


@router.post("/{draft_id}/check", response_model=RehearsalReport, responses=documented(404, 409))
async def check(draft_id: DraftId, body: Typed, request: Request, services: ServicesOf, _: MayReview) -> Response:
    """Check messages as `approve` would, with the facts as they stand now; nothing is changed.

    Whoever hangs up, since the words were typed on, stops it.
    """
    gone = Event()
    watching = asyncio.create_task(_hung_up(request, gone))
    try:
        return await run_in_threadpool(_checked, services, draft_id, body, gone)
    finally:
        watching.cancel()


async def _hung_up(request: Request, gone: Event) -> None:
    """Set `gone` once the caller has hung up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    gone.set()


def _checked(services: Services, draft_id: str, body: Typed, gone: Event) -> Response:
    done = services.decisions.rehearse(
        draft_id, body.messages, audiences=body.audiences, replacements=body.replacements, given_up=gone.is_set
    )
    told = RehearsalReport(
        version=done.draft.version,
        reports=reports_of(services.decisions, done.checked),
        changed_facts=done.changed,
        unseen=done.unseen.facts,
        sentences=done.unseen.sentences,
    )
    return json_answer(told)


def reports_of(decisions: Decisions, checked: Checked) -> list[MessageReport]:
    """Return the report on each message, with its length."""
    return [
        _report(decisions, message, report) for message, report in zip(checked.messages, checked.reports, strict=True)
    ]


def _report(decisions: Decisions, message: Message, report: Report) -> MessageReport:
    return MessageReport.model_construct(
        **dict(report),
        audience=message.audience,
        length=length(message.text, message.channel),
        limit=limit(message.channel, message.audience),
        overridable=decisions.may_overrule(Checked([message], [report])),
    )
