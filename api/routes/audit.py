"""`/v1/cases/{id}/events`, `/v1/audit`, `/v1/erasures`: what was done, whether the record holds, erasing a person."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, Field

from api.audit.erasure import Wish, erase
from api.audit.exporting import MEDIA_TYPES, MOMENT, Format, exported, moment_named
from api.errors import NotFound
from api.models import Strict, Truth
from api.problems import documented
from api.routes.access import MayAdminister, MayReview, ServicesOf
from api.routes.answers import json_answer
from api.store.auditing import Verified
from knowledge.facts import Text

router = APIRouter(tags=["audit"])

_Place = Annotated[int, Query(ge=0, le=2**63 - 1)]


class CaseEvent(BaseModel):
    """A step of a case. `data` are null once they were erased on request; `digest` is its link in the chain."""

    id: int
    case_id: str
    draft_id: str | None
    at: datetime
    actor: str
    kind: str
    data: dict[str, Any] | None
    digest: str


class CaseEvents(BaseModel):
    """A page of a case's events, oldest first; `next_after` leads to the next one."""

    events: list[CaseEvent]
    next_after: int | None = None


class HeadBody(BaseModel):
    """How many events there are, and the digest of the last."""

    count: int
    digest: str


class BrokenBody(BaseModel):
    """Where the chain breaks first, and how."""

    id: int
    case_id: str | None
    reason: str


class Verification(BaseModel):
    """Whether every event is as it was written; `events` counts those that hold before the first that does not."""

    intact: bool
    events: int
    head: HeadBody
    broken: BrokenBody | None


class ErasureRequest(Strict):
    """Body of `POST /v1/erasures`: `authors` by handle, e-mail or phone, or `case_ids`, or both."""

    authors: list[Text] = Field(default_factory=list, max_length=20)
    case_ids: list[Text] = Field(default_factory=list, max_length=500)
    orders: Truth = Field(default=False, description="erase their orders from the knowledge as well")
    dry_run: Truth = Field(default=False, description="tell what would be erased, and erase nothing")
    reference: Text | None = Field(
        default=None, max_length=200, description="told in the trail, such as the request's number; no personal data"
    )


class ErasureCounts(BaseModel):
    """How much was erased, or would be."""

    cases: int
    drafts: int
    events: int
    thread_lines: int
    orders: int


class ErasureBody(BaseModel):
    """What was erased, or would be.

    `threads` are cases of others with lines of theirs in the thread; `mentions` are cases of others that hold their
    handle or address in the words, which a person has to look at. `compacted` says that it is out of the files, too.
    """

    dry_run: bool
    cases: list[str]
    threads: list[str]
    mentions: list[str]
    order_ids: list[str]
    counts: ErasureCounts
    compacted: bool


@router.get("/v1/cases/{case_id}/events", response_model=CaseEvents, responses=documented(404))
def case_events(
    case_id: Annotated[str, Path(max_length=100)],
    services: ServicesOf,
    _: MayReview,
    after: _Place = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Response:
    """Return what happened to a case, oldest first: who did what, and when."""
    if not services.store.audit.has_case(case_id):
        raise NotFound(f"there is no case {case_id!r}", remedy="take the case_id of a draft")
    found = services.store.drafts.events.of_case(case_id, after=after, limit=limit + 1)
    events = [
        CaseEvent(
            id=one.id,
            case_id=one.case_id,
            draft_id=one.draft_id,
            at=one.at,
            actor=one.actor,
            kind=one.kind,
            data=None if one.erased else one.data,
            digest=one.digest,
        )
        for one in found[:limit]
    ]
    return json_answer(CaseEvents(events=events, next_after=events[-1].id if len(found) > limit else None))


@router.get(
    "/v1/audit/export",
    response_class=StreamingResponse,
    responses={200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}, "description": "The events, in order"}},
)
def export(
    services: ServicesOf,
    _: MayAdminister,
    format: Format = "json",  # noqa: A002 - the name in the contract
    case_id: Annotated[str | None, Query(max_length=100)] = None,
    since: Annotated[str | None, Query(pattern=MOMENT, description="the first moment, inclusive")] = None,
    until: Annotated[str | None, Query(pattern=MOMENT, description="the last moment, exclusive")] = None,
) -> Response:
    """Return the events as one document, with what is needed to verify them elsewhere.

    A moment is an ISO 8601 date or date-time, in UTC unless it says otherwise.
    """
    span = {"since": moment_named("since", since), "until": moment_named("until", until)}
    records = services.store.audit.records(case_id=case_id, **span)
    headers = {"Content-Disposition": f'attachment; filename="audit.{format}"', "Cache-Control": "no-store"}
    return StreamingResponse(exported(records, format), media_type=MEDIA_TYPES[format], headers=headers)


@router.get("/v1/audit/verify", response_model=Verification)
def verify(
    services: ServicesOf,
    _: MayAdminister,
    against: Annotated[
        str | None, Query(pattern="^[0-9a-f]{64}$", description="the digest of a head that was kept elsewhere")
    ] = None,
) -> Response:
    """Go along the whole chain and return whether it holds, and where it breaks first."""
    return json_answer(verification(services.store.audit.verify(against=against)))


@router.get("/v1/audit/head", response_model=HeadBody)
def head(services: ServicesOf, _: MayAdminister) -> Response:
    """Return the head of the chain, to be kept elsewhere."""
    found = services.store.audit.head()
    return json_answer(HeadBody(count=found.count, digest=found.digest))


@router.post("/v1/erasures", response_model=ErasureBody, responses=documented(404))
def erase_person(body: ErasureRequest, services: ServicesOf, key: MayAdminister) -> Response:
    """Erase what is on record of people or cases; ids, times, outcomes and figures stay, and the chain still holds."""
    wish = Wish(body.authors, body.case_ids, orders=body.orders, reference=body.reference)
    done = erase(services.store, wish, actor=key.name, dry_run=body.dry_run)
    services.retriever.sync()
    return json_answer(
        ErasureBody(
            dry_run=body.dry_run,
            cases=done.found.cases,
            threads=done.found.threads,
            mentions=done.found.mentions,
            order_ids=done.order_ids,
            counts=ErasureCounts.model_validate(done.counts, from_attributes=True),
            compacted=done.compacted,
        )
    )


def verification(found: Verified) -> Verification:
    """Return the answer for what was found."""
    broken = found.broken
    return Verification(
        intact=broken is None,
        events=found.events,
        head=HeadBody(count=found.head.count, digest=found.head.digest),
        broken=BrokenBody(id=broken.id, case_id=broken.case_id, reason=broken.reason) if broken else None,
    )
