"""Drafts written outside a request: those promised for later, and those whose process died.

The drafts' own table is the queue. Accepting a draft puts it there in the transaction that answers for it, so nothing
is accepted and not queued. A lease says who writes it, so no two write it at once; a lease that runs out leaves it to
whoever looks next, so nothing stays unwritten. `Jobs.enqueue_draft` only spares the wait until that look.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from threading import Event, Lock, Thread
from time import monotonic

from api.jobs.leases import LeaseKeeper
from api.store.drafts import DraftStore

_LOG = logging.getLogger(__name__)
Work = Callable[[str], object]

LEASE = 15.0
"""Seconds after which a silent process is taken for dead."""
_LOOK_EVERY = 2.0
"""Seconds between two looks for drafts that other processes left; what is asked for here begins at once."""
_RETRY_AFTER = 3.0
"""Seconds before a draft whose writing failed is begun anew."""


def process_name() -> str:
    """Return a name that no other process has, now or later: host, process id and a random part."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


class Jobs:
    """Writes drafts in the background, at most `workers` at a time.

    `run_draft` writes and finishes the draft with the given id; it is called in a thread of its own, with the lease
    kept while it runs. When it raises, the draft is tried again a moment later, at most `MAX_TRIES` times; after that
    it is called once more, and finds the draft marked as exhausted: what is owed then is a holding reply.

    `owner` names this process in the leases, and `lease` is their length in seconds; `DraftStore.accept` takes both.
    """

    def __init__(
        self, drafts: DraftStore, run_draft: Work, *, owner: str | None = None, workers: int = 4, lease: float = LEASE
    ) -> None:
        self.owner = owner or process_name()
        self.lease = lease
        self.run_draft = run_draft
        self._drafts = drafts
        self._leases = LeaseKeeper(drafts, self.owner, lease)
        self._workers = self._free = workers
        self._running: set[str] = set()
        self._asked: deque[str] = deque()
        self._lock = Lock()
        self._wake = Event()
        self._stopping = False
        self._looker = Thread(target=self._look, name="amends-jobs", daemon=True)

    def start(self) -> None:
        """Begin, and take up what earlier processes left; returns at once."""
        self._leases.start()
        self._looker.start()

    def writing(self, draft_id: str) -> AbstractContextManager[None]:
        """Keep the lease on a draft that this process writes by itself, for the length of the block.

        When the block raises, the draft is left to be taken up in the background a moment later.
        """
        return self._leases.hold(draft_id, retry_after=_RETRY_AFTER)

    def enqueue_draft(self, draft_id: str) -> None:
        """Have an accepted draft written as soon as a worker is free; at once when one is idle.

        It makes no difference whether the draft was accepted with a lease for this process or without one. While all
        workers are busy the lease may run out, and another process take the draft: that is meant.
        """
        self._asked.append(draft_id)
        self._wake.set()

    def stop(self, timeout: float = 10.0) -> bool:
        """Begin nothing more and wait up to `timeout` seconds for what runs; return whether all of it ended.

        What did not end is left to other processes at once.
        """
        deadline = monotonic() + timeout
        self._stopping = True
        self._wake.set()
        if self._looker.is_alive():
            self._looker.join(timeout)
        while self._free < self._workers and (left := deadline - monotonic()) > 0:
            self._wake.wait(min(left, 0.05))
            self._wake.clear()
        ended = self._free == self._workers
        self._leases.stop(max(0.1, deadline - monotonic()), give_up=self._asked)
        return ended

    def _look(self) -> None:
        while not self._stopping:
            try:
                self._take_up()
            except Exception:  # noqa: BLE001 - the database may be away for a moment; the drafts are safe in it
                _LOG.warning("unfinished drafts could not be looked for", exc_info=True)
            self._wake.wait(min(_LOOK_EVERY, self.lease / 4))
            self._wake.clear()

    def _take_up(self) -> None:
        while self._free and self._asked and not self._stopping:
            draft_id = self._asked[0]
            if self._drafts.claim(draft_id, self.owner, self.lease, datetime.now(UTC)):
                self._begin(draft_id)
            self._asked.popleft()
        for take in (self._drafts.take_unfinished, self._drafts.take_exhausted):
            if self._free and not self._stopping:
                for draft_id in take(self.owner, datetime.now(UTC), self.lease, self._free):
                    self._begin(draft_id)

    def _begin(self, draft_id: str) -> None:
        with self._lock:
            if draft_id in self._running:
                return
            self._running.add(draft_id)
            self._free -= 1
        try:
            Thread(target=self._work, args=(draft_id,), name=f"amends-{draft_id}", daemon=True).start()
        except RuntimeError:  # no thread to be had; the lease runs out, and the draft is taken up again
            self._end(draft_id)
            raise

    def _work(self, draft_id: str) -> None:
        try:
            with self._leases.hold(draft_id, retry_after=_RETRY_AFTER):
                self.run_draft(draft_id)
        except Exception:  # noqa: BLE001 - whatever it was, the next try may fare better
            _LOG.exception("draft %s could not be written; it is tried again", draft_id)
        finally:
            self._end(draft_id)

    def _end(self, draft_id: str) -> None:
        with self._lock:
            self._running.discard(draft_id)
            self._free += 1
        self._wake.set()
