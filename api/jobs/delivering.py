"""Delivering webhooks: signed as Standard Webhooks asks, tried again with growing pauses, given up in the open."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final

import structlog

from api.jobs.posting import NotPosted
from api.metrics import WEBHOOKS
from api.store.webhooks import MOST_HOOKS, PREFIX, DeliveryStatus, Due, Webhooks

log = structlog.get_logger(__name__)

PAUSES: Final = tuple(
    timedelta(seconds=seconds) for seconds in (5, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""How long to wait after each failed try; after the last one the message is dead, and can be replayed."""
_LEASE = timedelta(seconds=60)
_AT_ONCE = 4
"""Messages under way to one receiver, of one process."""
_GONE = 410
Post = Callable[[str, bytes, Mapping[str, str]], int]
"""Posts a body with headers to a URL and returns the status of the answer."""


class Deliverer:
    """Delivers what is due, to each receiver by itself: a slow one keeps nobody waiting but itself."""

    def __init__(
        self,
        webhooks: Webhooks,
        post: Post,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Keep the parts."""
        self._webhooks = webhooks
        self._post = post
        self._clock = clock
        self.after: Callable[[], object] = lambda: None
        """Called when a receiver is free for another message."""
        self._busy: Counter[str] = Counter()
        self._lock = Lock()
        # As many threads as can be busy at once, so that no message waits for a thread that another receiver holds.
        self._pool = ThreadPoolExecutor(MOST_HOOKS * _AT_ONCE, thread_name_prefix="amends-webhook")

    def begin_due(self) -> list[Future[None]]:
        """Begin to try what is due and return the tries under way, at most `_AT_ONCE` for each receiver."""
        with self._lock:
            busy = Counter(self._busy)
        due = self._webhooks.take_due(self._clock(), _LEASE, _AT_ONCE, busy)
        with self._lock:
            self._busy.update(one.delivery.webhook_id for one in due)
        return [self._pool.submit(self._run, one) for one in due]

    def close(self) -> None:
        """Wait for what runs."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, due: Due) -> None:
        try:
            self._try(due)
        except Exception as error:  # noqa: BLE001 - the database may be away for a moment; the message is due again later
            log.warning("webhook not settled", delivery=due.delivery.id, error=type(error).__name__)
        finally:
            with self._lock:
                self._busy[due.delivery.webhook_id] -= 1
            self.after()

    def _try(self, due: Due) -> None:
        status, answer = self._posted(due)
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

    def _posted(self, due: Due) -> tuple[int | None, str]:
        """Return the status of the answer, None when there was none, and a word on it."""
        body = due.delivery.payload.encode()
        headers = signed(due.delivery.id, self._clock(), body, due.secrets) | {"content-type": "application/json"}
        try:
            status = self._post(due.url, body, headers)
        except NotPosted as error:
            return None, str(error)
        except Exception as error:  # noqa: BLE001 - an address may fail in ways no client foresees: it counts as a failed try
            return None, type(error).__name__
        return status, f"HTTP {status}"


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
