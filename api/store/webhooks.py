"""Webhooks: who is told what, and every message on its way to them."""

from __future__ import annotations

import base64
import builtins
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from api.errors import InvalidInput, NotFound
from api.store import tables
from api.store.database import Database
from api.store.ids import new_id
from api.store.moments import from_micros, to_micros
from api.store.words import json_text

PREFIX = "whsec_"
BOTH_SECRETS = timedelta(hours=24)
"""How long messages are signed with the secret before as well, after a change."""
MOST_HOOKS = 50
_HOOKS = tables.webhooks
_DELIVERIES = tables.deliveries
_INSERT = insert(_DELIVERIES)
_IN_USE = select(_HOOKS.c.id, _HOOKS.c.events).where(_HOOKS.c.disabled_at.is_(None))


class Event(StrEnum):
    """What a webhook can be told of."""

    PENDING = "draft.pending_review"
    RELEASED = "draft.released"
    REJECTED = "draft.rejected"
    SUPERSEDED = "draft.superseded"
    ESCALATED = "draft.escalated"
    OVERDUE = "case.overdue"
    INCIDENT_OPENED = "incident.opened"
    INCIDENT_CLOSED = "incident.closed"


class DeliveryStatus(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Webhook:
    """A webhook without its secret."""

    id: str
    url: str
    events: tuple[Event, ...]
    created_at: datetime
    disabled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one webhook. `answer` is what the last try met with."""

    id: str
    webhook_id: str
    event: Event
    case_id: str | None
    payload: str
    status: DeliveryStatus
    tries: int
    next_at: datetime | None
    answer: str | None
    created_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery to be tried now, where to, and the secrets to sign it with."""

    delivery: Delivery
    url: str
    secrets: tuple[str, ...]


class Webhooks:
    """The webhooks of one database and their deliveries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, url: str, events: Collection[Event], now: datetime) -> tuple[Webhook, str]:
        """Return a new webhook and its secret, which is told once.

        Raises:
            InvalidInput: there are too many.
        """
        secret = _new_secret()
        hook_id = new_id("whk")
        row = {
            "id": hook_id,
            "url": url,
            "events": " ".join(sorted(set(events))),
            "secret": secret,
            "created_at": to_micros(now),
        }
        with self._database.write() as connection:
            if len(connection.execute(select(_HOOKS.c.id)).all()) >= MOST_HOOKS:
                raise InvalidInput(f"there are {MOST_HOOKS} webhooks", remedy="remove one first")
            connection.execute(insert(_HOOKS), row)
        return self.get(hook_id), secret

    def get(self, webhook_id: str) -> Webhook:
        """Return a webhook.

        Raises:
            NotFound: none has that id.
        """
        with self._database.read() as connection:
            row = connection.execute(select(_HOOKS).where(_HOOKS.c.id == webhook_id)).one_or_none()
        if row is None:
            raise NotFound(f"there is no webhook {webhook_id!r}", remedy="list them with GET /v1/webhooks")
        return _hook(row)

    def list(self) -> builtins.list[Webhook]:
        """Return every webhook, oldest first."""
        with self._database.read() as connection:
            return [_hook(row) for row in connection.execute(select(_HOOKS).order_by(_HOOKS.c.created_at))]

    def change(
        self,
        webhook_id: str,
        now: datetime,
        *,
        url: str | None,
        events: Collection[Event] | None,
        disabled: bool | None,
    ) -> Webhook:
        """Return the webhook after a change.

        Raises:
            NotFound: none has that id.
        """
        changes: dict[str, Any] = {}
        if url is not None:
            changes["url"] = url
        if events is not None:
            changes["events"] = " ".join(sorted(set(events)))
        if disabled is not None:
            changes["disabled_at"] = to_micros(now) if disabled else None
        if changes:
            with self._database.write() as connection:
                connection.execute(update(_HOOKS).where(_HOOKS.c.id == webhook_id).values(changes))
        return self.get(webhook_id)

    def renew_secret(self, webhook_id: str, now: datetime) -> str:
        """Return a new secret; messages are signed with the one before as well for `BOTH_SECRETS`.

        Raises:
            NotFound: none has that id.
        """
        secret = _new_secret()
        until = to_micros(now + BOTH_SECRETS)
        changes = {"secret": secret, "secret_before": _HOOKS.c.secret, "before_until": until}
        with self._database.write() as connection:
            done = connection.execute(update(_HOOKS).where(_HOOKS.c.id == webhook_id).values(changes)).rowcount
        if not done:
            self.get(webhook_id)
        return secret

    def remove(self, webhook_id: str) -> bool:
        """Remove a webhook and its deliveries; return False when there is none."""
        with self._database.write() as connection:
            connection.execute(delete(_DELIVERIES).where(_DELIVERIES.c.webhook_id == webhook_id))
            return connection.execute(delete(_HOOKS).where(_HOOKS.c.id == webhook_id)).rowcount == 1

    def deliveries(
        self, webhook_id: str, status: DeliveryStatus | None, before: str | None, limit: int
    ) -> builtins.list[Delivery]:
        """Return a webhook's deliveries, newest first, those before the id `before`."""
        query = select(_DELIVERIES).where(_DELIVERIES.c.webhook_id == webhook_id)
        if status is not None:
            query = query.where(_DELIVERIES.c.status == status.value)
        if before is not None:
            query = query.where(_DELIVERIES.c.id < before)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(_DELIVERIES.c.id.desc()).limit(limit)).all()
        return [_delivery(row) for row in rows]

    def counts(self) -> dict[str, dict[DeliveryStatus, int]]:
        """Return by webhook how many of its messages stand where."""
        columns = (_DELIVERIES.c.webhook_id, _DELIVERIES.c.status)
        query = select(*columns, func.count().label("number")).group_by(*columns)
        found: dict[str, dict[DeliveryStatus, int]] = {}
        with self._database.read() as connection:
            for row in connection.execute(query):
                found.setdefault(row.webhook_id, {})[DeliveryStatus(row.status)] = row.number
        return found

    def take_due(
        self, now: datetime, lease: timedelta, most: int, under_way: Mapping[str, int] = MappingProxyType({})
    ) -> builtins.list[Due]:
        """Return messages to be tried now; they are nobody else's for `lease`.

        Of each webhook at most `most`, less those `under_way` to it: what piles up before one keeps no other waiting.
        """
        at = to_micros(now)
        with self._database.read() as connection:
            # An idle look only reads: it must not make writers wait for their turn.
            waiting = connection.execute(select(_DELIVERIES.c.webhook_id).where(_DELIVERIES.c.next_at <= at).distinct())
            free = {row.webhook_id: most - under_way.get(row.webhook_id, 0) for row in waiting}
        free = {hook_id: number for hook_id, number in free.items() if number > 0}
        if not free:
            return []
        with self._database.write() as connection:
            hooks = {row.id: row for row in connection.execute(select(_HOOKS))}
            rows = [row for one, number in free.items() for row in _taken(connection, one, at, lease, number)]
        return [_due(row, hooks[row.webhook_id], at) for row in sorted(rows, key=lambda row: str(row.id))]

    def settle(
        self, delivery_id: str, status: DeliveryStatus, answer: str, now: datetime, next_at: datetime | None = None
    ) -> None:
        """Put on record how a try ended: delivered, dead, or to be tried again at `next_at`."""
        changes = {
            "status": status.value,
            "answer": answer,
            "next_at": to_micros(next_at) if next_at else None,
            "ended_at": None if next_at else to_micros(now),
        }
        with self._database.write() as connection:
            connection.execute(update(_DELIVERIES).where(_DELIVERIES.c.id == delivery_id).values(changes))

    def replay(self, delivery_id: str, now: datetime) -> Delivery:
        """Return a delivery that is to be tried again from now on, as often as a new one.

        Raises:
            NotFound: none has that id.
        """
        chosen = update(_DELIVERIES).where(_DELIVERIES.c.id == delivery_id).values(_anew(now)).returning(_DELIVERIES)
        with self._database.write() as connection:
            row = connection.execute(chosen).one_or_none()
        if row is None:
            raise NotFound(f"there is no delivery {delivery_id!r}", remedy="list them with their webhook")
        return _delivery(row)

    def replay_dead(self, webhook_id: str, now: datetime) -> int:
        """Have every message that was given up tried again from now on; return how many there are.

        Raises:
            NotFound: no webhook has that id.
        """
        self.get(webhook_id)
        dead = (_DELIVERIES.c.webhook_id == webhook_id, _DELIVERIES.c.status == DeliveryStatus.DEAD.value)
        with self._database.write() as connection:
            return connection.execute(update(_DELIVERIES).where(*dead).values(_anew(now))).rowcount

    def tell(self, event: Event, data: Mapping[str, Any], now: datetime, case_id: str | None = None) -> None:
        """Send a message to every webhook that wants to know of `event`, outside any other change."""
        with self._database.write() as connection:
            add_deliveries(connection, event, data, to_micros(now), case_id)


def add_deliveries(connection: Connection, event: Event, data: Mapping[str, Any], at: int, case_id: str | None) -> None:
    """Send every webhook that wants it a message, in the transaction of `connection`; `at` in microseconds."""
    wanted = [row.id for row in connection.execute(_IN_USE) if event.value in row.events.split()]
    if not wanted:
        return
    payload = json_text({"type": event.value, "timestamp": from_micros(at).isoformat(), "data": data})
    rest = {"event": event.value, "case_id": case_id, "payload": payload, "status": DeliveryStatus.WAITING.value}
    rows = [
        rest | {"id": new_id("msg"), "webhook_id": one, "tries": 0, "next_at": at, "created_at": at} for one in wanted
    ]
    connection.execute(_INSERT, rows)


def forget_case(connection: Connection, case_id: str) -> None:
    """Remove the messages about a case, in the transaction of `connection`."""
    connection.execute(delete(_DELIVERIES).where(_DELIVERIES.c.case_id == case_id))


def _taken(connection: Connection, hook_id: str, at: int, lease: timedelta, number: int) -> Sequence[Row[Any]]:
    due = select(_DELIVERIES.c.id).where(_DELIVERIES.c.webhook_id == hook_id, _DELIVERIES.c.next_at <= at)
    picked = due.order_by(_DELIVERIES.c.next_at).limit(number).with_for_update(skip_locked=True)
    taking = (
        update(_DELIVERIES)
        .where(_DELIVERIES.c.id.in_(picked.scalar_subquery()))
        .values(next_at=at + lease // timedelta(microseconds=1), tries=_DELIVERIES.c.tries + 1)
        .returning(_DELIVERIES)
    )
    return connection.execute(taking).all()


def _anew(now: datetime) -> dict[str, Any]:
    return {"status": DeliveryStatus.WAITING.value, "tries": 0, "next_at": to_micros(now), "ended_at": None}


def _new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)


def _hook(row: Row[Any]) -> Webhook:
    events = tuple(Event(name) for name in row.events.split())
    return Webhook(row.id, row.url, events, from_micros(row.created_at), _moment(row.disabled_at))


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        webhook_id=row.webhook_id,
        event=Event(row.event),
        case_id=row.case_id,
        payload=row.payload,
        status=DeliveryStatus(row.status),
        tries=row.tries,
        next_at=_moment(row.next_at),
        answer=row.answer,
        created_at=from_micros(row.created_at),
        ended_at=_moment(row.ended_at),
    )


def _due(row: Row[Any], hook: Row[Any], at: int) -> Due:
    both = hook.secret_before is not None and (hook.before_until or 0) > at
    return Due(_delivery(row), hook.url, (hook.secret, hook.secret_before) if both else (hook.secret,))
