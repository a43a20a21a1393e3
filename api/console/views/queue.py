"""The queue: what waits, most urgent first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from api.console.pages import Reviewing, page
from api.models import Channel
from api.routes.access import ServicesOf
from api.routes.queue import Cursor
from api.store.queue import Stage, Wanted
from guardrails.finding import Verdict
from guardrails.inbound.assessment import Action, Gravity, Topic

router = APIRouter(include_in_schema=False)
_FILTERS: dict[str, list[Any]] = {
    "severity": list(reversed(Gravity)),
    "topic": list(Topic),
    "action": list(Action),
    "verdict": list(Verdict),
    "channel": list(Channel),
}
_STAGES = {
    Stage.OPEN: "Waiting",
    Stage.HELD: "Set aside",
    Stage.APPROVED: "Approved",
    Stage.RELEASED: "Released",
    Stage.REJECTED: "Rejected",
    Stage.SUPERSEDED: "Superseded",
    Stage.NO_REPLY: "No reply",
}


def _asked(request: Request, session: Reviewing) -> Wanted:
    """Return the filters of the query; a form sends empty ones too, and what no filter knows is passed over."""
    query = request.query_params
    chosen = {name: frozenset(one for one in known if one in query.getlist(name)) for name, known in _FILTERS.items()}
    stage = query.get("stage")
    return Wanted(
        stage=Stage(stage) if stage in set(Stage) else Stage.OPEN,
        mine=session.who.name if query.get("mine") == "true" else None,
        search=query.get("q", "")[:200],
        **chosen,
    )


Asked = Annotated[Wanted, Depends(_asked)]


@router.get("/")
def queue(request: Request, session: Reviewing, services: ServicesOf, wanted: Asked, cursor: Cursor = None) -> Response:
    """Return the queue under the filters of the query; it works without script."""
    told = _told(request, services, wanted, cursor)
    open_ones = services.store.incident_cases.open_ones()
    return page("queue.html", request, session, **told, filters=_FILTERS, incidents=open_ones)


@router.get("/queue/rows")
def rows(request: Request, session: Reviewing, services: ServicesOf, wanted: Asked, cursor: Cursor = None) -> Response:
    """Return the rows alone, for the page's script."""
    return page("queue_rows.html", request, session, **_told(request, services, wanted, cursor))


def _told(request: Request, services: ServicesOf, wanted: Wanted, cursor: str | None) -> dict[str, Any]:
    now = datetime.now(UTC)
    found = services.store.queue.page(wanted, now, cursor=cursor)
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor" and value]
    unstaged = [pair for pair in kept if pair[0] != "stage"]
    stages = [
        (stage, name, f"/?{urlencode([*unstaged, ('stage', stage.value)])}", found.counts[stage])
        for stage, name in _STAGES.items()
    ]
    more = f"/?{urlencode([*kept, ('cursor', found.next_cursor)])}" if found.next_cursor else None
    return {
        "entries": found.entries,
        "stages": stages,
        "wanted": wanted,
        "more": more,
        "now": now,
        "filtered": bool(unstaged),
    }
