"""How far two hands agree: the sealed labels beside those of a second reader who saw none of them.

`python -m evals.corpus.agreement` prints it. A second reader's file stands in `second/`: a line a record, its id, then
`clean` or the rules it breaks, then the guilty words, set apart by tabs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.corpus.records import FOLDER, JUDGED, CorpusError, Record, load

SECOND = FOLDER / "second"
Labels = frozenset[str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of `cases` read by both: how many both call clean or both a breach, and of the breaches how many share a rule.

    `kappas` is Cohen's kappa for "any breach" and for each rule: 1 is full agreement, 0 what chance would give.
    """

    cases: int
    same_verdict: int
    both_breach: int
    shared_rule: int
    kappas: Mapping[str, float]


def read_second(path: Path) -> dict[str, Labels]:
    """Return the second reader's rules by record id.

    Raises:
        CorpusError: a line names no id, or a rule that does not exist.
    """
    return dict(_second(path))


def _second(path: Path) -> Iterator[tuple[str, Labels]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        name, _, rest = line.partition("\t")
        rules = rest.partition("\t")[0].strip()
        labels = frozenset() if rules == "clean" else frozenset(rule.strip() for rule in rules.split(","))
        strange = labels - set(JUDGED)
        if strange or not rules:
            raise CorpusError(f"{path}:{number}: {rules!r} is neither 'clean' nor rules; use {', '.join(JUDGED)}")
        yield name, labels


def kappa(first: Sequence[bool], second: Sequence[bool]) -> float:
    """Return Cohen's kappa (1960) of two readers' yes and no; 1 where neither ever says anything else."""
    size = len(first)
    same = sum(one == other for one, other in zip(first, second, strict=True)) / size
    yes, also = sum(first) / size, sum(second) / size
    chance = yes * also + (1 - yes) * (1 - also)
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def agree(records: Sequence[Record], second: Mapping[str, Labels]) -> Agreement:
    """Return how far the labels of the records agree with the second reader's, on those that both read.

    Raises:
        CorpusError: they have no record in common.
    """
    both = [(record, second[record.id]) for record in records if record.id in second]
    if not both:
        raise CorpusError("the second reader labelled none of these records; check the ids")
    breaches = [(record, labels) for record, labels in both if record.violates and labels]

    def held(test: Callable[[Labels], bool]) -> float:
        return kappa([test(record.rules) for record, _ in both], [test(labels) for _, labels in both])

    return Agreement(
        cases=len(both),
        same_verdict=sum(record.violates == bool(labels) for record, labels in both),
        both_breach=len(breaches),
        shared_rule=sum(bool(labels & (record.rules | set(record.also))) for record, labels in breaches),
        kappas={"any": held(bool), **{rule: held(lambda labels, rule=rule: rule in labels) for rule in JUDGED}},  # type: ignore[misc]
    )


def main() -> int:
    """Print the agreement on the sealed split; return 0."""
    second = {name: labels for path in sorted(SECOND.glob("*.tsv")) for name, labels in read_second(path).items()}
    found = agree(load("sealed"), second)
    sys.stdout.write(
        f"{found.cases} records, same verdict {found.same_verdict}, both a breach {found.both_breach}, "
        f"a rule in common {found.shared_rule}\n"
    )
    for name, value in found.kappas.items():
        sys.stdout.write(f"kappa {name}: {value:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
