"""The pages under `docs` that are written by code: written, and held against what they should be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from guardrails import coverage, pages

_REMEDY = "run: python -m guardrails.catalogue --write"


def expected(root: Path) -> Mapping[PurePosixPath, str]:
    """Return every generated page of the repository at `root`, by its path."""
    return {**pages.pages(), coverage.PAGE: coverage.page(coverage.load(root))}


def write(root: Path) -> None:
    """Write the pages that are not fresh, and remove those of rules that are gone."""
    wanted = expected(root)
    for path, text in wanted.items():
        place = root / path
        if not place.exists() or place.read_text(encoding="utf-8") != text:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
    for path in _left_over(root, wanted):
        (root / path).unlink()


def problems(root: Path) -> list[str]:
    """Return what is stale, left over, or promised by the coverage ledger and not there; one line each."""
    wanted = expected(root)
    stale = [f"{path} is stale; {_REMEDY}" for path, text in wanted.items() if not _is_fresh(root / path, text)]
    left_over = [f"{path} is the page of no rule; {_REMEDY}" for path in _left_over(root, wanted)]
    return [*stale, *left_over, *coverage.problems(coverage.load(root), root)]


def _is_fresh(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def _left_over(root: Path, wanted: Mapping[PurePosixPath, str]) -> list[PurePosixPath]:
    found = (PurePosixPath(path.relative_to(root).as_posix()) for path in (root / pages.FOLDER).glob("**/*.md"))
    return sorted(path for path in found if path not in wanted)
