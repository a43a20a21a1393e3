"""Who is told of what happens, and how that went."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.console.pages import Administering, page
from api.routes.access import ServicesOf
from api.store.webhooks import DeliveryStatus, Event

router = APIRouter(include_in_schema=False)
_AT_ONCE = 50


@router.get("/webhooks")
def webhooks(
    request: Request,
    session: Administering,
    services: ServicesOf,
    webhook: Annotated[str, Query(max_length=100)] = "",
    status: str = "",
    cursor: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Return the page of webhooks, with the messages of one of them: the first with dead ones, if none is chosen."""
    store = services.store.webhooks
    hooks, counts = store.list(), store.counts()
    dead = (hook for hook in hooks if counts.get(hook.id, {}).get(DeliveryStatus.DEAD))
    chosen = next((hook for hook in hooks if hook.id == webhook), None) or next(dead, None) or next(iter(hooks), None)
    wanted = DeliveryStatus(status) if status in set(DeliveryStatus) else None
    found = store.deliveries(chosen.id, wanted, cursor or None, _AT_ONCE + 1) if chosen else []
    more = found[_AT_ONCE - 1].id if chosen and len(found) > _AT_ONCE else None
    asked = {"webhook": chosen.id if chosen else "", "status": wanted or ""}
    return page(
        "webhooks.html",
        request,
        session,
        hooks=hooks,
        counts=counts,
        chosen=chosen,
        wanted=wanted,
        deliveries=found[:_AT_ONCE],
        following=f"/webhooks?{urlencode(asked | {'cursor': more})}#deliveries" if more else None,
        events=list(Event),
        usual=Event.RELEASED,
        statuses=list(DeliveryStatus),
    )
