"""What the corpus holds, counted: `python -m evals.corpus.statistics [--write | --check]`.

Without an option it prints the tables; `--write` puts them into DATA_CARD.md, `--check` says whether they are fresh.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from evals.corpus.records import FOLDER, JUDGED, SPLITS, Record, Style, Unit, load

CARD = FOLDER / "DATA_CARD.md"
_BLOCK = re.compile(r"(<!-- counts -->\n).*?(<!-- /counts -->)", re.DOTALL)
_COLUMNS: tuple[tuple[str, Callable[[Record], bool]], ...] = (
    ("sentences, subtle breach", lambda one: one.unit is Unit.SENTENCE and one.style is Style.SUBTLE),
    ("blunt breach", lambda one: one.style is Style.BLUNT),
    ("near miss", lambda one: one.style is Style.NEAR_MISS),
    ("ordinary", lambda one: one.style is Style.ORDINARY),
    ("replies, breach", lambda one: one.unit is Unit.REPLY and one.violates),
    ("replies, clean", lambda one: one.unit is Unit.REPLY and not one.violates),
)


def tables(splits: dict[str, list[Record]]) -> str:
    """Return the counts as Markdown: who wrote what, and how often each rule is broken and nearly broken."""
    return f"{_by_writer(splits)}\n{_by_rule(splits)}"


def _by_writer(splits: dict[str, list[Record]]) -> str:
    rows = []
    for split, records in splits.items():
        for writer in sorted({record.writer for record in records}):
            own = [record for record in records if record.writer == writer]
            languages = ", ".join(sorted({record.language for record in own}))
            counts = [sum(map(chosen, own)) for _, chosen in _COLUMNS]
            rows.append([split, writer, languages, *counts, len(own)])
        rows.append([f"**{split}**", "", "", *(sum(map(chosen, records)) for _, chosen in _COLUMNS), len(records)])
    return _table(["split", "writer", "languages", *(name for name, _ in _COLUMNS), "all"], rows)


def _by_rule(splits: dict[str, list[Record]]) -> str:
    broken = {split: Counter(rule for one in records for rule in one.rules) for split, records in splits.items()}
    near = {split: Counter(rule for one in records for rule in one.near) for split, records in splits.items()}
    rows = [[rule, *(f"{broken[split][rule]} / {near[split][rule]}" for split in splits)] for rule in JUDGED]
    return _table(["rule: breaches / near misses", *splits], rows)


def _table(head: Sequence[object], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(str(cell) for cell in line)} |\n" for line in lines)


def with_counts(card: str, counts: str) -> str:
    """Return the card with its block of counts replaced."""
    return _BLOCK.sub(lambda found: f"{found[1]}{counts}{found[2]}", card)


def main(arguments: Sequence[str] | None = None, card: Path = CARD, folder: Path = FOLDER) -> int:
    """Print, write or check the counts; return 0, 1 when they are stale, 2 when the arguments are not understood."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    counts = tables({split: load(split, folder) for split in SPLITS})
    if not given:
        sys.stdout.write(counts)
        return 0
    text = card.read_text(encoding="utf-8")
    if given == ["--write"]:
        card.write_text(with_counts(text, counts), encoding="utf-8")
        return 0
    if given == ["--check"]:
        fresh = with_counts(text, counts) == text
        if not fresh:
            sys.stderr.write(f"{card} is stale; run: python -m evals.corpus.statistics --write\n")
        return 0 if fresh else 1
    sys.stderr.write("usage: python -m evals.corpus.statistics [--write | --check]\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
