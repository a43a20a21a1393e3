"""Delivering webhooks: signed as Standard Webhooks asks, tried again with growing pauses, given up in the open."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Final

import httpx
import structlog

from api.metrics import WEBHOOKS
from api.store.webhooks import PREFIX, DeliveryStatus, Due, Webhooks

log = structlog.get_logger(__name__)

PAUSES: Final = tuple(
    timedelta(seconds=seconds) for seconds in (5, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""How long to wait after each failed try; after the last one the message is dead, and can be replayed."""
_SECONDS = 10.0
_LEASE = timedelta(seconds=60)
_AT_ONCE = 8
_GONE = 410


class Deliverer:
    """Delivers what is due, at most `_AT_ONCE` at a time."""

    def __init__(
        self,
        webhooks: Webhooks,
        *,
        client: httpx.Client | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Keep the parts. Redirects are not followed: a receiver that moved says so to whoever set it up."""
        self._webhooks = webhooks
        self._client = client or httpx.Client(timeout=_SECONDS, follow_redirects=False)
        self._clock = clock
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="amends-webhook")

    def deliver_due(self) -> int:
        """Try what is due and return how many messages that were."""
        due = self._webhooks.take_due(self._clock(), _LEASE, _AT_ONCE)
        list(self._pool.map(self._try, due))
        return len(due)

    def close(self) -> None:
        """Wait for what runs and let go of connections."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._client.close()

    def _try(self, due: Due) -> None:
        status, answer = self._post(due)
        delivery, now = due.delivery, self._clock()
        if status is not None and 200 <= status < 300:
            outcome, next_at = DeliveryStatus.DELIVERED, None
        elif delivery.tries > len(PAUSES) or status == _GONE:
            outcome, next_at = DeliveryStatus.DEAD, None
        else:
            outcome, next_at = DeliveryStatus.WAITING, now + PAUSES[delivery.tries - 1]
        self._webhooks.settle(delivery.id, outcome, answer, now, next_at)
        WEBHOOKS.labels(delivery.event, outcome).inc()
        if outcome is not DeliveryStatus.DELIVERED:
            log.warning("webhook not delivered", delivery=delivery.id, tries=delivery.tries, answer=answer, now=outcome)

    def _post(self, due: Due) -> tuple[int | None, str]:
        """Return the status of the answer, None when there was none, and a word on it."""
        body = due.delivery.payload.encode()
        headers = signed(due.delivery.id, self._clock(), body, due.secrets) | {"content-type": "application/json"}
        try:
            with self._client.stream("POST", due.url, content=body, headers=headers) as answer:
                return answer.status_code, f"HTTP {answer.status_code}"
        except Exception as error:  # noqa: BLE001 - an address may fail in ways no client foresees: it counts as a failed try
            return None, type(error).__name__


def signed(message_id: str, at: datetime, body: bytes, secrets: Sequence[str]) -> dict[str, str]:
    """Return the headers that let a receiver verify a message: its id, the moment, a signature by each secret."""
    timestamp = str(int(at.timestamp()))
    content = b".".join((message_id.encode(), timestamp.encode(), body))
    signatures = [
        base64.b64encode(hmac.digest(base64.b64decode(secret.removeprefix(PREFIX)), content, hashlib.sha256)).decode()
        for secret in secrets
    ]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{one}" for one in signatures),
    }
