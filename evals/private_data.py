"""How much private data is found, by kind, and how often something is taken for it that is none.

`python -m evals.private_data [FILE]...` prints it for the tune set and, where it is there, the sealed one, by a hand
that never saw the detector; `--misses` names them for files other than the sealed one.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

from evals.proportions import Share, share_of
from guardrails.inbound.private_data import PrivateSpan, find_private_data

FOLDER = Path(__file__).parent / "cases" / "private_data"
TUNE, SEALED = FOLDER / "tune.jsonl", FOLDER / "sealed.jsonl"
COVERED = 0.8
"""Share of the letters and digits of a span that must be masked for it to count as found."""


@dataclass(frozen=True, slots=True)
class Text:
    """A message, its language, and the private data in it."""

    id: str
    text: str
    language: str
    spans: Sequence[PrivateSpan]


@dataclass(frozen=True, slots=True)
class Detected:
    """Shares over a set of texts.

    `recall` is of spans; `exact_kind` of found spans, that were called what they are; `precision` of findings, that
    touch a span; `false_alarms` of texts without private data, in which some was found. `ms` is the median per text.
    """

    recall: Share
    by_kind: Mapping[str, Share]
    by_language: Mapping[str, Share]
    exact_kind: Share
    precision: Share
    false_alarms: Share
    ms: float
    misses: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Judged:
    text: Text
    found: Sequence[PrivateSpan]
    ms: float

    def hit(self, span: PrivateSpan) -> bool:
        return _shared(self.text.text, span, self.found) >= COVERED

    def named(self, span: PrivateSpan) -> bool:
        own = [one for one in self.found if one.kind == span.kind]
        return _shared(self.text.text, span, own) >= COVERED / 2

    def true(self, found: PrivateSpan) -> bool:
        return _shared(self.text.text, found, self.text.spans) > 0


def _shared(text: str, span: PrivateSpan, others: Sequence[PrivateSpan]) -> float:
    """Return the share of the span's letters and digits that lie in `others`."""
    counted = [at for at in range(span.start, span.end) if text[at].isalnum()]
    inside = sum(any(one.start <= at < one.end for one in others) for at in counted)
    return inside / len(counted) if counted else 0.0


def load(path: Path) -> list[Text]:
    """Return the texts of a file of JSON lines with `id`, `text`, `language` and `spans` of start, end and kind."""
    told = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [
        Text(
            one["id"],
            one["text"],
            one["language"],
            [PrivateSpan(span["kind"], span["start"], span["end"]) for span in one["spans"]],
        )
        for one in told
    ]


def measure(path: Path = TUNE) -> Detected:
    """Return the shares over a file of texts."""
    judged = [_judge(text) for text in load(path)]
    spans = [(one, span) for one in judged for span in one.text.spans]
    kinds, languages = sorted({span.kind for _, span in spans}), sorted({one.text.language for one in judged})
    return Detected(
        recall=share_of(one.hit(span) for one, span in spans),
        by_kind={kind: share_of(one.hit(span) for one, span in spans if span.kind == kind) for kind in kinds},
        by_language={
            language: share_of(one.hit(span) for one, span in spans if one.text.language == language)
            for language in languages
        },
        exact_kind=share_of(one.named(span) for one, span in spans if one.hit(span)),
        precision=share_of(one.true(found) for one in judged for found in one.found),
        false_alarms=share_of(bool(one.found) for one in judged if not one.text.spans),
        ms=median(one.ms for one in judged),
        misses=[miss for one in judged for miss in _misses(one)],
    )


def _judge(text: Text) -> _Judged:
    begun = perf_counter()
    found = find_private_data(text.text)
    return _Judged(text, found, (perf_counter() - begun) * 1000)


def _misses(one: _Judged) -> Iterator[str]:
    said = one.text.text
    for span in one.text.spans:
        if not one.hit(span):
            yield f"{one.text.id} missed {span.kind} {said[span.start : span.end]!r} in {said!r}"
        elif not one.named(span):
            yield f"{one.text.id} not called {span.kind}: {said[span.start : span.end]!r} in {said!r}"
    for found in one.found:
        if not one.true(found):
            yield f"{one.text.id} false {found.kind} {said[found.start : found.end]!r} in {said!r}"


def _lines(name: str, told: Detected) -> Iterator[str]:
    yield f"{name} (median {told.ms:.3f} ms a text)"
    shares = {"recall": told.recall, "precision": told.precision, "kind named right": told.exact_kind}
    shares |= {"false alarms on texts without private data": told.false_alarms}
    shares |= {f"recall of {kind}": share for kind, share in told.by_kind.items()}
    shares |= {f"recall in {language}": share for language, share in told.by_language.items()}
    for what, one in shares.items():
        yield f"  {what}: {one.value:.3f} [{one.low:.3f}, {one.high:.3f}] of {one.cases}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the shares with their 95% intervals; return 0."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    paths = [Path(one) for one in given if one != "--misses"] or [path for path in (TUNE, SEALED) if path.exists()]
    for path in paths:
        told = measure(path)
        # What the sealed set's misses say may not shape the detector that it measures.
        misses = told.misses if "--misses" in given and "sealed" not in path.stem else []
        sys.stdout.writelines(f"{line}\n" for line in (*_lines(path.stem, told), *misses))
    return 0


if __name__ == "__main__":
    sys.exit(main())
