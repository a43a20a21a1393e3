"""Work that is looked for again and again, in a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

_LOG = logging.getLogger(__name__)


class Every:
    """Calls `work` every `seconds` and whenever it is woken, until stopped. An error is logged, and it goes on."""

    def __init__(self, name: str, seconds: float, work: Callable[[], object]) -> None:
        self._seconds = seconds
        self._work = work
        self._wake = Event()
        self._stopping = False
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def wake(self) -> None:
        """Look at once."""
        self._wake.set()

    def stop(self, timeout: float = 15.0) -> None:
        """Begin nothing more, and wait for what runs."""
        self._stopping = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stopping:
            try:
                self._work()
            except Exception:  # noqa: BLE001 - the database may be away for a moment; what is due stays due
                _LOG.warning("%s failed; it is tried again", self._thread.name, exc_info=True)
            self._wake.wait(self._seconds)
            self._wake.clear()
