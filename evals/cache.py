"""Outcomes kept between runs, by what the guard was shown and which guard it was. No text is kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import orjson
from pydantic import ValidationError

from evals.outcome import Outcome

_GUARDS_KEPT = 6


def default_folder() -> Path:
    """Return the folder for caches of this user."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "amends" / "evals"


class Cache:
    """The outcomes of one guard, in a JSON lines file named after its fingerprint."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        """Read what is there; lines that cannot be read are dropped."""
        self._path = folder / f"{fingerprint}.jsonl"
        self._known: dict[str, Outcome] = {}
        for line in self._path.read_bytes().splitlines() if self._path.exists() else ():
            self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            key, outcome = orjson.loads(line)
            self._known[key] = Outcome.model_validate(outcome)
        except (ValueError, ValidationError):
            return

    def get(self, key: str) -> Outcome | None:
        """Return the outcome of the case that was shown as `key`, if it is known."""
        return self._known.get(key)

    def put(self, outcomes: Mapping[str, Outcome]) -> None:
        """Add outcomes, and forget the guards that were measured longest ago."""
        if not outcomes:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        lines = [orjson.dumps([key, one.model_dump(mode="json")]) + b"\n" for key, one in outcomes.items()]
        with self._path.open("ab") as file:
            file.write(b"".join(lines))
        self._known.update(outcomes)
        files = sorted(self._path.parent.glob("*.jsonl"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in files[_GUARDS_KEPT:]:
            old.unlink(missing_ok=True)
