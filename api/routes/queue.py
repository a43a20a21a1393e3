"""`/v1/queue`: which drafts wait, and who is looking at them."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from api.errors import NotFound
from api.models import Channel, DraftStatus, Strict, Truth
from api.problems import documented
from api.review.decisions import CLAIM_TIME
from api.routes.access import MayReview, ServicesOf
from api.routes.answers import json_answer
from api.store.queue import MAX_PAGE, QueuePage, Stage, Wanted
from guardrails.finding import Verdict
from guardrails.inbound.assessment import Action, Gravity, Topic

router = APIRouter(prefix="/v1", tags=["queue"])
DraftId = Annotated[str, Path(max_length=100)]
Cursor = Annotated[str | None, Query(max_length=500)]


def asked_for(
    key: MayReview,
    stage: Stage = Stage.OPEN,
    severity: Annotated[list[Gravity], Query()] = [],  # noqa: B006 - FastAPI copies it
    topic: Annotated[list[Topic], Query()] = [],  # noqa: B006
    action: Annotated[list[Action], Query()] = [],  # noqa: B006
    verdict: Annotated[list[Verdict], Query()] = [],  # noqa: B006
    channel: Annotated[list[Channel], Query()] = [],  # noqa: B006
    mine: Annotated[bool, Query(description="only what the caller holds")] = False,  # noqa: FBT002
    q: Annotated[str, Query(max_length=200, description="words of the complaint, its author, order or ids")] = "",
) -> Wanted:
    """Return the filters of the query."""
    return Wanted(
        stage=stage,
        severity=frozenset(severity),
        topic=frozenset(topic),
        action=frozenset(action),
        verdict=frozenset(verdict),
        channel=frozenset(channel),
        mine=key.name if mine else None,
        search=q,
    )


class Beat(Strict):
    """Body of `presence`; `leaving` when the draft is closed."""

    leaving: Truth = False


class Present(BaseModel):
    """Who else looks at a draft, and how it stands: told again and again while it is open."""

    others: list[str] = Field(description="names of those who have it open too")
    version: int
    status: DraftStatus
    claimed_by: str | None
    claimed_until: datetime | None


@router.get(
    "/queue", response_model=QueuePage, responses={304: {"description": "Nothing changed since the ETag given"}}
)
def read_queue(
    services: ServicesOf,
    wanted: Annotated[Wanted, Depends(asked_for)],
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 50,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """Return a page of the queue: most urgent first; what was decided, newest first."""
    page = services.store.queue.page(wanted, datetime.now(UTC), cursor=cursor, limit=limit)
    answer = json_answer(page)
    tag = f'"{sha256(bytes(answer.body)).hexdigest()[:32]}"'
    if if_none_match and tag in if_none_match:
        return Response(status_code=304, headers={"ETag": tag})
    answer.headers["ETag"] = tag
    return answer


@router.post("/drafts/{draft_id}/presence", response_model=Present, responses=documented(404))
def tell_presence(draft_id: DraftId, body: Beat, services: ServicesOf, key: MayReview) -> Response:
    """Tell that one has a draft open, and return who else has. What one holds is held on meanwhile."""
    now, store = datetime.now(UTC), services.store
    entry = store.queue.entry(draft_id, now)
    if entry is None:
        raise NotFound(f"there is no draft {draft_id!r}", remedy="list the drafts with GET /v1/queue")
    others: list[str] = []
    if body.leaving:
        store.presence.leave(draft_id, key.id)
    else:
        others = store.presence.beat(draft_id, key.id, key.name, now)
        if entry.claimed_by == key.name:
            store.presence.prolong(draft_id, key.name, now, now + CLAIM_TIME)
    return json_answer(Present(others=others, **{name: getattr(entry, name) for name in _TOLD}))


_TOLD = ("version", "status", "claimed_by", "claimed_until")
