"""`/v1/webhooks`: who is told of what happens, and how that went."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, Field

from api.errors import InvalidInput, NotFound
from api.jobs.addresses import SETTING, literal_of, why_not
from api.models import Strict, Truth
from api.problems import documented
from api.routes.access import MayAdminister, ServicesOf
from api.services import Services
from api.store.webhooks import Delivery, DeliveryStatus, Event, Webhook
from knowledge.facts import Text

router = APIRouter(prefix="/v1", tags=["webhooks"])
Id = Annotated[str, Path(max_length=100)]


_ADDRESS: Final = (
    r"^https?://([A-Za-z][A-Za-z0-9-]*|([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z][A-Za-z0-9-]*"
    r"|((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])|\[[0-9A-Fa-f:.]{2,45}\])"
    r"(:[0-9]{1,4}|:[1-5][0-9]{4})?([/?#][!-~]*)?$"
)
"""What can be posted to: a host by name or number, perhaps a port and a path; never a name and a password."""


def _target(url: str) -> str:
    if "\n" in url or not re.match(_ADDRESS, url):
        raise ValueError(
            "it cannot be posted to: give an address such as https://helpdesk.example/hooks/amends, "
            "without a password (the messages are signed) and in ASCII"
        )
    return url


def _require_outside(url: str, services: Services) -> None:
    """Check that a URL which names its address is one that may be posted to; a name is looked up at each delivery.

    Raises:
        InvalidInput: it is none.
    """
    try:
        address = literal_of(url)
        reason = address and why_not(address, to_private=services.settings.webhooks_to_private)
    except ValueError:
        reason = "it is no address"
    if reason:
        raise InvalidInput(
            f"{url!r} is not posted to: {reason}",
            remedy=f"give an address outside; {SETTING}=true lets messages go to this machine and to private networks",
        )


Target = Annotated[
    Text, Field(min_length=1, max_length=2000, json_schema_extra={"pattern": _ADDRESS}), AfterValidator(_target)
]
Wanted = Annotated[list[Event], Field(min_length=1, max_length=len(Event))]


class WebhookRequest(Strict):
    """Body of `POST /v1/webhooks`."""

    url: Target
    events: Wanted = Field(default_factory=lambda: [Event.RELEASED])


class WebhookChange(Strict):
    """Body of `PATCH /v1/webhooks/{id}`."""

    url: Target | None = None
    events: Wanted | None = None
    disabled: Truth | None = None


class WebhookBody(BaseModel):
    """A webhook; `secret` is told only when it is made or renewed."""

    id: str
    url: str
    events: list[Event]
    created_at: datetime
    disabled: bool
    secret: str | None = None

    @classmethod
    def of(cls, hook: Webhook, secret: str | None = None) -> WebhookBody:
        """Return the webhook as it is told."""
        disabled = hook.disabled_at is not None
        events = list(hook.events)
        return cls(
            id=hook.id, url=hook.url, events=events, created_at=hook.created_at, disabled=disabled, secret=secret
        )


class WebhookList(BaseModel):
    """Every webhook."""

    webhooks: list[WebhookBody]


class DeliveryBody(BaseModel):
    """One message on its way, or at its end."""

    id: str
    webhook_id: str
    event: Event
    status: DeliveryStatus
    tries: int
    next_at: datetime | None
    answer: str | None
    created_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, one: Delivery) -> DeliveryBody:
        """Return the delivery as it is told."""
        return cls(
            id=one.id,
            webhook_id=one.webhook_id,
            event=one.event,
            status=one.status,
            tries=one.tries,
            next_at=one.next_at,
            answer=one.answer,
            created_at=one.created_at,
            ended_at=one.ended_at,
        )


class DeliveryPage(BaseModel):
    """A page of deliveries, newest first; `next_cursor` leads to the next one."""

    deliveries: list[DeliveryBody]
    next_cursor: str | None = None


class Replayed(BaseModel):
    """How many messages are tried again."""

    replayed: int


@router.get("/webhooks")
def list_webhooks(services: ServicesOf, _: MayAdminister) -> WebhookList:
    """Return every webhook."""
    return WebhookList(webhooks=[WebhookBody.of(hook) for hook in services.store.webhooks.list()])


@router.post("/webhooks", status_code=201)
def add_webhook(body: WebhookRequest, services: ServicesOf, _: MayAdminister) -> WebhookBody:
    """Have an address told of events; the secret with which messages are signed is told only in this answer."""
    _require_outside(body.url, services)
    hook, secret = services.store.webhooks.add(body.url, body.events, datetime.now(UTC))
    return WebhookBody.of(hook, secret)


@router.patch("/webhooks/{webhook_id}", responses=documented(404))
def change_webhook(webhook_id: Id, body: WebhookChange, services: ServicesOf, _: MayAdminister) -> WebhookBody:
    """Change where messages go, what they tell of, or whether they are made at all."""
    if body.url is not None:
        _require_outside(body.url, services)
    hook = services.store.webhooks.change(
        webhook_id, datetime.now(UTC), url=body.url, events=body.events, disabled=body.disabled
    )
    return WebhookBody.of(hook)


@router.post("/webhooks/{webhook_id}/secret", responses=documented(404))
def renew_secret(webhook_id: Id, services: ServicesOf, _: MayAdminister) -> WebhookBody:
    """Make a new secret; for 24 hours messages are signed with the one before as well."""
    secret = services.store.webhooks.renew_secret(webhook_id, datetime.now(UTC))
    return WebhookBody.of(services.store.webhooks.get(webhook_id), secret)


@router.delete("/webhooks/{webhook_id}", status_code=204, responses=documented(404))
def remove_webhook(webhook_id: Id, services: ServicesOf, _: MayAdminister) -> Response:
    """Remove a webhook and what is on its way to it."""
    if not services.store.webhooks.remove(webhook_id):
        raise NotFound(f"there is no webhook {webhook_id!r}", remedy="list them with GET /v1/webhooks")
    return Response(status_code=204)


@router.get("/webhooks/{webhook_id}/deliveries", responses=documented(404))
def list_deliveries(
    webhook_id: Id,
    services: ServicesOf,
    _: MayAdminister,
    status: DeliveryStatus | None = None,
    cursor: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> DeliveryPage:
    """Return a webhook's messages, newest first; those of status `dead` were given up."""
    services.store.webhooks.get(webhook_id)
    found = services.store.webhooks.deliveries(webhook_id, status, cursor, limit + 1)
    more = found[limit - 1].id if len(found) > limit else None
    return DeliveryPage(deliveries=[DeliveryBody.of(one) for one in found[:limit]], next_cursor=more)


@router.post("/deliveries/{delivery_id}/replay", responses=documented(404))
def replay(delivery_id: Id, services: ServicesOf, _: MayAdminister) -> DeliveryBody:
    """Send a message again, as it was."""
    made = services.store.webhooks.replay(delivery_id, datetime.now(UTC))
    services.loops.delivering.wake()
    return DeliveryBody.of(made)


@router.post("/webhooks/{webhook_id}/replay", responses=documented(404))
def replay_dead(webhook_id: Id, services: ServicesOf, _: MayAdminister) -> Replayed:
    """Send every message of a webhook that was given up again, as it was."""
    number = services.store.webhooks.replay_dead(webhook_id, datetime.now(UTC))
    services.loops.delivering.wake()
    return Replayed(replayed=number)
