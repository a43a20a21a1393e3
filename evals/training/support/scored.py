"""Cases as the support encoder sees them at run time: every sentence with its signs, and whether it breaks a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.case import Case
from evals.suites import cases_of, load
from evals.targets.engine import reply_of
from guardrails.claims.ledger import examine
from guardrails.claims.ruling import RULES
from guardrails.claims.support.model import Read, read
from guardrails.claims.support.weighed import seen, stating
from guardrails.claims.support.weighing import Seen, signs
from guardrails.claims.support.windows import Cutting
from guardrails.classifier.judging import judge
from guardrails.document import read as read_document

FEWEST = 3
"""A label touches a sentence from this many code points on; a shorter one as a whole."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a case: its signs, its logits a rule, the rules it breaks, those the ledger names in it."""

    signs: list[float]
    logits: list[float]
    broken: frozenset[str]
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scored:
    """A case with its sentences."""

    case: Case
    sentences: list[Sentence]


def cases(paths: Iterable[Path]) -> Iterator[Case]:
    """Yield the cases of the suites at `paths`."""
    for path in sorted(paths):
        yield from cases_of(load(path), path)


def score(asked: Sequence[Case]) -> Iterator[Scored]:
    """Yield the cases as the weights in place read them."""
    for case in asked:
        reply, document = reply_of(case), read_document(case.given)
        ledger = examine(document, reply)
        opinions = judge(document, reply)
        stated = stating(ledger, opinions, document)
        found = read(list(Cutting(document, reply, ledger.values).windows(stated)))
        places = [one.said.place(document) for one in found]
        yield Scored(
            case,
            [
                _sentence(case, one, place, seen(place, ledger, opinions))
                for one, place in zip(found, places, strict=True)
            ],
        )


def _sentence(case: Case, one: Read, place: tuple[int, int], sight: Seen) -> Sentence:
    broken = frozenset(rule for rule, first, last in breaches(case) if touches((first, last), place))
    logits = [float(logit) for logit in one.sentence]
    return Sentence(signs(one.sentence, set(one.said.marks), sight), logits, broken, sight.named)


def breaches(case: Case) -> list[tuple[str, int, int]]:
    """Return the breaches of the claims family in what the guard is shown of a case."""
    return [
        (one.rule, one.start + case.offset, one.end + case.offset) for one in case.labels or () if one.rule in RULES
    ]


def touches(label: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Return whether a label's words stand in a sentence, more than by a letter of the next."""
    shared = min(label[1], sentence[1]) - max(label[0], sentence[0])
    return shared >= min(FEWEST, label[1] - label[0])
