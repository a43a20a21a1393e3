"""The brand in force: read at the start, and again when its file changes; one that cannot be used changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock, Thread

import structlog

from api.configuration import Configured, configured
from api.errors import InvalidInput
from api.metrics import BRAND
from api.severities import keep
from guardrails.policy import SeverityPolicy
from knowledge.brand import Brand

log = structlog.get_logger(__name__)

KEPT_BRAND = "brand.in-force.yaml"
"""The copy of the file last taken, in the data folder: a worker that starts while the file holds an error uses it."""
LOOK_SECONDS = 1.0
"""Between two looks at the file. A change is taken at the second look that finds it the same: nobody saves at once."""

Seen = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change that could not be taken: since when, and each problem with its line."""

    since: datetime
    problems: tuple[str, ...]


class BrandFile:
    """Keeps the brand that the file at `path` settles in force; call it for the brand as it is now.

    With `kept`, a copy of what was last taken stands there. `severities_elsewhere`: the rules have a file of their own.

    Raises:
        InvalidInput: the file cannot be used, and no copy of an earlier one stands in for it.
    """

    def __init__(self, path: Path, kept: Path | None = None, *, severities_elsewhere: bool = False) -> None:
        """Read the file."""
        self._path = path
        self._kept = kept
        self._elsewhere = severities_elsewhere
        self._lock = Lock()
        self._stopped = Event()
        self._followers: list[Callable[[], object]] = []
        self.refusal: Refusal | None = None
        self._seen = self._taken_from = self._look()
        self._is = self._first()
        self._was_there = self._seen is not None or self.refusal is not None

    def __call__(self) -> Brand:
        """Return the brand in force."""
        return self._is.brand

    def severities(self) -> SeverityPolicy:
        """Return what the brand in force says of rules, else the defaults."""
        return self._is.severities or SeverityPolicy.default()

    def follow(self, follower: Callable[[], object]) -> None:
        """Call `follower` whenever another brand is in force."""
        self._followers.append(follower)

    def watch(self) -> None:
        """Look at the file again and again from a thread of its own, until `stop`."""
        Thread(target=self._watch, name="amends-brand", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def look(self) -> bool:
        """Read the file again if it has changed and holds still; return whether it was read."""
        before, self._seen = self._seen, self._look()
        if self._seen != before or self._seen == self._taken_from:
            return False
        self.reload()
        return True

    def reload(self) -> bool:
        """Read the file again and put it in force; return False, with the earlier one still in force, if it is bad."""
        with self._lock:
            self._taken_from = self._look()
            try:
                self._is = self._taken()
            except InvalidInput as error:
                self._refused(error)
                return False
        for follower in self._followers:
            follower()
        return True

    def _watch(self) -> None:
        while not self._stopped.wait(LOOK_SECONDS):
            try:
                self.look()
            except Exception:  # whatever goes wrong once, the next change must still be seen
                log.exception("the brand's file could not be looked at")

    def _look(self) -> Seen:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _first(self) -> Configured:
        kept = self._kept if self._kept and self._kept.exists() else None
        try:
            if kept and not self._path.exists():
                raise self._gone()
            return configured(self._path, severities_elsewhere=self._elsewhere)
        except InvalidInput as error:
            if kept is None:
                raise
            self._refused(error)
            return configured(kept, severities_elsewhere=self._elsewhere)

    def _taken(self) -> Configured:
        if self._was_there and not self._path.exists():
            raise self._gone()
        taken = configured(self._path, severities_elsewhere=self._elsewhere)
        if self._path.exists():
            self._was_there = True
            keep(self._path, self._kept)
        self.refusal = None
        BRAND.labels("taken").inc()
        log.info("brand taken", file=str(self._path))
        return taken

    def _gone(self) -> InvalidInput:
        return InvalidInput(f"{self._path.name} cannot be used:\n{self._path.name}: the file is gone; put it back")

    def _refused(self, error: InvalidInput) -> None:
        problems = tuple(error.detail.splitlines()[1:])
        self.refusal = Refusal(datetime.now(UTC), problems)
        BRAND.labels("refused").inc()
        log.error("brand refused; the earlier one stays in force", file=str(self._path), problems=list(problems))
