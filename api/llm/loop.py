"""One event loop on a thread of its own, where all model calls run and can be cancelled."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from time import monotonic
from typing import Any, TypeVar

Result = TypeVar("Result")
GRACE = 0.25
"""Seconds that a call may take to wind up after its deadline before it is left behind."""

_lock = threading.Lock()
_running: tuple[int, asyncio.AbstractEventLoop] | None = None


def _loop() -> asyncio.AbstractEventLoop:
    """Return this process's loop; a forked child gets its own."""
    global _running  # noqa: PLW0603 - one loop a process is the point
    with _lock:
        if _running is None or _running[0] != os.getpid() or _running[1].is_closed():
            loop = _new_loop()
            threading.Thread(target=loop.run_forever, name="model-calls", daemon=True).start()
            _running = (os.getpid(), loop)
        return _running[1]


def _new_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop  # noqa: PLC0415 - a sixth less time per call, where it exists
    except ImportError:  # pragma: no cover - Windows
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


def submit(work: Coroutine[Any, Any, Result]) -> Future[Result]:
    """Return the future of `work`, started on the loop's thread."""
    return asyncio.run_coroutine_threadsafe(work, _loop())


def run(work: Coroutine[Any, Any, Result], deadline: float) -> Result:
    """Return what `work` returns, waiting no longer than the `deadline` (of the monotonic clock) and a moment's grace.

    Raises:
        TimeoutError: it was not done by then; it has been cancelled.
        Exception: whatever `work` raises.
    """
    future = submit(work)
    try:
        return future.result(max(0.0, deadline - monotonic()) + GRACE)
    finally:
        future.cancel()
