"""The severities in force: read at the start, read again on request; a file that cannot be used changes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Lock

import structlog

from api.configuration import policy_from
from api.errors import InvalidInput
from api.metrics import SEVERITIES
from guardrails.engine import Guard, Late, never
from guardrails.policy import SeverityPolicy

log = structlog.get_logger(__name__)

KEPT = "severities.in-force.yaml"
"""The copy of the file last taken, in the data folder: a worker that starts while the file holds an error uses it."""


class Severities:
    """Puts the severities file at `path` in force on a guard. With `kept`, a copy of what was last taken stands there.

    Without a file, what `otherwise` returns is in force.

    Raises:
        InvalidInput: the file cannot be used, and no copy of an earlier one stands in for it.
    """

    def __init__(
        self,
        path: Path | None,
        kept: Path | None = None,
        limit: Callable[[], Late] = never,
        otherwise: Callable[[], SeverityPolicy] = SeverityPolicy.default,
    ) -> None:
        """Read the file; `limit` bounds each check of the guard."""
        self._otherwise = otherwise
        self._path = path
        self._kept = kept
        self._lock = Lock()
        self.guard = Guard(self._first(), limit=limit)

    def reload(self) -> bool:
        """Read the file again and put it in force; return False, with the earlier one still in force, if it is bad."""
        with self._lock:
            try:
                self.guard.policy = self._taken()
            except InvalidInput as error:
                self._refused(error)
                return False
        return True

    def _first(self) -> SeverityPolicy:
        try:
            return self._taken()
        except InvalidInput as error:
            if self._kept is None or not self._kept.exists():
                raise
            self._refused(error)
            return policy_from(self._kept)

    def _taken(self) -> SeverityPolicy:
        if self._path is None:
            return self._otherwise()
        policy = policy_from(self._path)
        keep(self._path, self._kept)
        SEVERITIES.labels("taken").inc()
        log.info("severities taken", file=str(self._path))
        return policy

    def _refused(self, error: InvalidInput) -> None:
        SEVERITIES.labels("refused").inc()
        problems = error.detail.splitlines()[1:]
        log.error("severities refused; the earlier ones stay in force", file=str(self._path), problems=problems)


def keep(path: Path, kept: Path | None) -> None:
    """Copy the file at `path` to `kept` in one step, so that nobody ever reads half of it."""
    if kept is None:
        return
    passing = kept.with_name(f"{kept.name}.{os.getpid()}")
    passing.write_bytes(path.read_bytes())
    passing.replace(kept)
