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
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from threading import Event, Lock, Thread
from time import monotonic

from api.jobs.leases import LeaseKeeper
from api.store.drafts import DraftStore

_LOG = logging.getLogger(__name__)
_Work = Callable[[str], None]

LEASE = 15.0
"""Seconds after which a silent process is taken for dead."""
_LOOK_EVERY = 2.0
_RETRY_AFTER = 3.0


def process_name() -> str:
    """Return a name that no other process has, now or later: host, process id and a random part."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


class Jobs:
    """Writes drafts in the background, at most `workers` at a time.

    `run_draft` writes and finishes the draft with the given id; `settle_draft` finishes one that was given up with a
    holding reply. Both are called in a thread of their own, with the lease kept while they run; when one raises, the
    draft is tried again later. `owner` names this process in the leases; pass it, and `lease`, to `DraftStore.accept`.
    """

    def __init__(  # noqa: PLR0913 - three parts and three figures
        self,
        drafts: DraftStore,
        run_draft: _Work,
        settle_draft: _Work,
        *,
        owner: str | None = None,
        workers: int = 4,
        lease: float = LEASE,
    ) -> None:
        self.owner = owner or process_name()
        self.lease = lease
        self._drafts = drafts
        self._run_draft = run_draft
        self._settle_draft = settle_draft
        self._leases = LeaseKeeper(drafts, self.owner, lease)
        self._free = workers
        self._workers = workers
        self._lock = Lock()
        self._wake = Event()
        self._stopping = False
        self._looker = Thread(target=self._look, name="amends-jobs", daemon=True)

    def start(self) -> None:
        """Begin: takes up what earlier processes left, at once; returns at once."""
        self._leases.start()
        self._looker.start()

    def writing(self, draft_id: str) -> AbstractContextManager[None]:
        """Keep the lease on a draft that this process writes by itself, for the length of the block.

        When the block raises, the draft is left to be taken up in the background a moment later.
        """
        return self._leases.hold(draft_id, retry_after=_RETRY_AFTER)

    def enqueue_draft(self, draft_id: str) -> None:
        """See that a draft accepted without a lease is begun now, if a worker is free, else when one is."""
        _LOG.debug("draft %s is to be written in the background", draft_id)
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
        self._leases.stop(max(0.1, deadline - monotonic()))
        return ended

    def _look(self) -> None:
        while not self._stopping:
            try:
                self._take_up()
            except Exception:  # noqa: BLE001 - the database may be away for a moment; the drafts are safe in it
                _LOG.warning("unfinished drafts could not be looked for", exc_info=True)
            self._wake.wait(_LOOK_EVERY)
            self._wake.clear()

    def _take_up(self) -> None:
        for take, work in (
            (self._drafts.take_unfinished, self._run_draft),
            (self._drafts.take_exhausted, self._settle_draft),
        ):
            if self._free and not self._stopping:
                for draft_id in take(self.owner, datetime.now(UTC), self.lease, self._free):
                    self._begin(draft_id, work)

    def _begin(self, draft_id: str, work: _Work) -> None:
        with self._lock:
            self._free -= 1
        try:
            Thread(target=self._work, args=(draft_id, work), name=f"amends-{draft_id}", daemon=True).start()
        except RuntimeError:  # no thread to be had; the lease runs out, and the draft is taken up again
            self._one_more_free()
            raise

    def _work(self, draft_id: str, work: _Work) -> None:
        try:
            with self._leases.hold(draft_id, retry_after=_RETRY_AFTER):
                work(draft_id)
        except Exception:  # noqa: BLE001 - whatever it was, the next try may fare better
            _LOG.exception("draft %s could not be written; it is tried again", draft_id)
        finally:
            self._one_more_free()
            self._wake.set()

    def _one_more_free(self) -> None:
        with self._lock:
            self._free += 1
