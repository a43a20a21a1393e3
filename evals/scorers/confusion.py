"""Which rule is taken for which: broken rules down, found rules across."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from evals.grading import Graded

CLEAN = "clean"
"""The row of cases that break nothing."""
NOTHING = "nothing"
"""The column of what went unseen."""


def score(graded: Sequence[Graded], scored: Sequence[str]) -> dict[str, dict[str, int]] | None:
    """Return the counts by broken rule and found rule.

    A rule that was found, also by another name that is as good, counts on the diagonal. One that was missed counts
    under each wrong rule found in the case, or under `nothing`. The row `clean` counts what is found where nothing is
    broken.
    """
    cells = Counter(cell for one in graded if one.case.labels is not None for cell in _cells(one))
    if not cells:
        return None
    rows, columns = [*scored, CLEAN], [*scored, NOTHING]
    found = {row: {column: cells[row, column] for column in columns if cells[row, column]} for row in rows}
    return {row: counts for row, counts in found.items() if counts}


def _cells(one: Graded) -> Iterator[tuple[str, str]]:
    wrong = sorted(one.false) or [NOTHING]
    if not one.case.violates:
        yield from ((CLEAN, rule) for rule in wrong)
    for rule in one.hit:
        yield rule, rule
    for rule in one.missed:
        yield from ((rule, other) for other in wrong)
