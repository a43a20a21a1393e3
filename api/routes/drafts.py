"""`/v1/drafts`: write a draft, read drafts, decide on them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Header, Path, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, Field

from api.drafting.trace import Trace
from api.errors import NotFound, Problem
from api.models import Draft, DraftRequest, DraftStatus, Reviewed, Strict, Version
from api.problems import documented, internal_error
from api.routes.access import MayDraft, MayRead, MayReview, ServicesOf
from api.routes.answers import json_answer
from api.routes.typed import require_day, require_typed
from api.services import Services
from api.store.accepting import Accepted
from knowledge.facts import Text

router = APIRouter(prefix="/v1/drafts", tags=["drafts"])

IdempotencyKey = Annotated[
    str | None, Header(alias="Idempotency-Key", min_length=1, max_length=255, description="makes a retry safe")
]
DraftId = Annotated[str, Path(max_length=100)]
_BEAT_SECONDS = 10.0


class Underway(BaseModel):
    """A draft that was accepted and is being written."""

    id: str
    case_id: str
    progress: Literal["writing"] = "writing"


class DraftPage(BaseModel):
    """A page of drafts; `next_cursor` leads to the next one."""

    drafts: list[Draft]
    next_cursor: str | None = None


class Override(Strict):
    """Letting out what is blocked, where the severities file allows it for every rule that blocks."""

    reason: Text = Field(min_length=1, max_length=2000)


class Approval(Strict):
    """Body of `approve`."""

    version: Version
    messages: list[Reviewed] | None = Field(default=None, max_length=4, description="the reviewer's own words")
    override: Override | None = Field(default=None, description="overrule what blocks; kept in the case's events")


class Rejection(Strict):
    """Body of `reject`."""

    version: Version
    reason: Text = Field(min_length=1, max_length=2000)


class Regeneration(Strict):
    """Body of `regenerate`."""

    version: Version
    instructions: Text | None = Field(default=None, max_length=2000)


@router.post(
    "",
    status_code=201,
    response_model=Draft,
    responses={
        202: {"model": Underway, "description": "Accepted (`Prefer: respond-async`); `Location` leads to the draft"},
        201: {
            "content": {"text/event-stream": {}},
            "description": "The draft; as events with `Accept: text/event-stream`",
        },
    },
)
def create_draft(
    body: DraftRequest,
    services: ServicesOf,
    key: MayDraft,
    request: Request,
    idempotency_key: IdempotencyKey = None,
    prefer: Annotated[str | None, Header(description="`respond-async` to be answered at once")] = None,
) -> Response:
    """Assess the complaint, gather the facts, write and guard a reply, and put it before a reviewer."""
    require_typed(body.facts)
    require_day(body.as_of)
    later = "respond-async" in (prefer or "").lower()
    accepted = services.desk.accept(body, caller=key.id, key=idempotency_key, later=later)
    headers = {"Location": f"/v1/drafts/{accepted.draft_id}"}
    if not accepted.fresh:
        headers["Idempotent-Replayed"] = "true"
    if later:
        underway = Underway(id=accepted.draft_id, case_id=accepted.case_id)
        return json_answer(underway, 202, headers | {"Preference-Applied": "respond-async"})
    if "text/event-stream" in request.headers.get("accept", ""):
        events = _events(services, accepted, body)
        no_cache = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(events, 201, headers | no_cache, media_type="text/event-stream")
    return json_answer(_completed(services, accepted, body), 201, headers)


@router.get("", response_model=DraftPage)
def list_drafts(
    services: ServicesOf,
    _: MayRead,
    status: DraftStatus | None = None,
    cursor: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Return drafts, newest first."""
    page = services.store.drafts.list(status=status, cursor=cursor, limit=limit)
    drafts = services.standing.told(page.drafts)
    return json_answer(DraftPage.model_construct(drafts=drafts, next_cursor=page.next_cursor))


@router.get(
    "/{draft_id}",
    response_model=Draft,
    responses={202: {"model": Underway, "description": "Still being written"}, **documented(404)},
)
def read_draft(draft_id: DraftId, services: ServicesOf, _: MayRead) -> Response:
    """Return a draft; 202 while it is being written."""
    stored = services.store.drafts.get(draft_id)
    if stored is None:
        raise NotFound(f"there is no draft {draft_id!r}", remedy="list the drafts with GET /v1/drafts")
    if stored.draft is None:
        return json_answer(Underway(id=draft_id, case_id=stored.case_id), 202, {"Retry-After": "1"})
    return _told(services, stored.draft)


@router.post("/{draft_id}/approve", response_model=Draft, responses=documented(404, 409))
def approve(draft_id: DraftId, body: Approval, services: ServicesOf, key: MayReview) -> Response:
    """Approve a draft, with the reviewer's own words where given.

    Blocked text is refused with its findings, and words as drafted when a fact behind them has changed since.
    """
    reason = body.override.reason if body.override else None
    draft = services.decisions.approve(draft_id, body.version, body.messages, actor=key.name, override=reason)
    return json_answer(draft)


@router.post("/{draft_id}/reject", response_model=Draft, responses=documented(404, 409))
def reject(draft_id: DraftId, body: Rejection, services: ServicesOf, key: MayReview) -> Response:
    """Reject a draft, with the reason."""
    return json_answer(services.decisions.reject(draft_id, body.version, body.reason, actor=key.name))


@router.post("/{draft_id}/regenerate", response_model=Draft, responses=documented(404, 409))
def regenerate(draft_id: DraftId, body: Regeneration, services: ServicesOf, key: MayReview) -> Response:
    """Write a draft anew, as its next version."""
    draft = services.desk.rewrite(draft_id, body.version, instructions=body.instructions, actor=key.name)
    return json_answer(draft)


@router.post("/{draft_id}/claim", response_model=Draft, responses=documented(404, 409))
def claim(draft_id: DraftId, services: ServicesOf, key: MayReview) -> Response:
    """Hold a draft for review, for a few minutes; the version stays as it is."""
    return _told(services, services.decisions.claim(draft_id, actor=key.name))


def _told(services: Services, draft: Draft) -> Response:
    """Return the draft with the facts behind it that changed since it was written."""
    return json_answer(services.standing.told([draft])[0])


def _completed(services: Services, accepted: Accepted, body: DraftRequest, trace: Trace | None = None) -> Draft:
    """Return the draft of an accepted request; of one that was written earlier, also which of its facts changed."""
    draft = services.desk.complete(accepted, body, trace)
    return draft if accepted.fresh else services.standing.told([draft])[0]


async def _events(services: Services, accepted: Accepted, body: DraftRequest) -> AsyncIterator[bytes]:
    """Yield progress, the checked text, and the draft; a reader who leaves does not stop the writing."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[bytes | None] = asyncio.Queue()

    def tell(event: str, data: dict[str, Any]) -> None:
        loop.call_soon_threadsafe(queue.put_nowait, _event(event, orjson.dumps(data, default=str)))

    def work() -> None:
        try:
            draft = _completed(services, accepted, body, Trace(tell))
            tell_raw("draft", draft.model_dump_json().encode())
        except Problem as problem:
            tell("problem", problem.body())
        except Exception:  # noqa: BLE001 - the stream has begun: the reader is told in an event
            tell_raw("problem", bytes(internal_error().body))
        loop.call_soon_threadsafe(queue.put_nowait, None)

    def tell_raw(event: str, data: bytes) -> None:
        loop.call_soon_threadsafe(queue.put_nowait, _event(event, data))

    writing = loop.run_in_executor(None, work)
    while True:
        try:
            item = await asyncio.wait_for(queue.get(), _BEAT_SECONDS)
        except TimeoutError:
            yield b": still writing\n\n"
            continue
        if item is None:
            break
        yield item
    await writing


def _event(name: str, data: bytes) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + data + b"\n\n"
