"""Keeping the leases of the drafts that this process is writing."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from threading import Event, Lock, Thread

from api.store.drafts import DraftStore

_LOG = logging.getLogger(__name__)


class LeaseKeeper:
    """Renews leases from one thread, whatever number of drafts is being written.

    `lease` is in seconds; leases are renewed three times in that span, so that two renewals may fail before another
    process takes a draft up. A draft that is written within a third of it costs nothing here.
    """

    def __init__(self, drafts: DraftStore, owner: str, lease: float) -> None:
        self.owner = owner
        self.lease = lease
        self._drafts = drafts
        self._held: dict[str, int] = {}
        self._lock = Lock()
        self._stopping = Event()
        self._thread = Thread(target=self._keep, name="amends-leases", daemon=True)

    def start(self) -> None:
        """Begin to renew."""
        self._thread.start()

    @contextmanager
    def hold(self, draft_id: str, *, retry_after: float = 0.0) -> Iterator[None]:
        """Keep the lease on a draft for the length of the block.

        When the block raises, the lease is given up and others may take the draft after `retry_after` seconds.
        """
        with self._lock:
            self._held[draft_id] = self._held.get(draft_id, 0) + 1
        try:
            yield
        except BaseException:
            self._let_go(draft_id)
            self._release([draft_id], retry_after)
            raise
        self._let_go(draft_id)

    def stop(self, timeout: float, *, give_up: Iterable[str] = ()) -> None:
        """Give up every lease still held, and those on `give_up`, so that nobody must wait for them to run out."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout)
        if held := [*self._snapshot(), *give_up]:
            self._release(held, 0.0)

    def _keep(self) -> None:
        while not self._stopping.wait(self.lease / 3):
            if held := self._snapshot():
                self._renew(held)

    def _renew(self, held: list[str]) -> None:
        try:
            self._drafts.renew(held, self.owner, self.lease, datetime.now(UTC))
        except Exception:  # noqa: BLE001 - the database may be away for a moment; the lease outlives two such
            _LOG.warning("the leases of %d drafts could not be renewed", len(held), exc_info=True)

    def _release(self, held: list[str], delay: float) -> None:
        # A lease that cannot be given up runs out by itself.
        with suppress(Exception):
            self._drafts.release(held, self.owner, datetime.now(UTC), delay=delay)

    def _snapshot(self) -> list[str]:
        with self._lock:
            return list(self._held)

    def _let_go(self, draft_id: str) -> None:
        with self._lock:
            self._held[draft_id] -= 1
            if not self._held[draft_id]:
                del self._held[draft_id]
