"""Train the learned part of injection detection and write its weights, or cross-validate it.

    python -m guardrails.inbound.injection.train
    python -m guardrails.inbound.injection.train --judge

A logistic regression over sentences, fitted by L-BFGS from zero, so that the same corpus gives the same weights. In the
corpus each attack tells which stretches of it steer; every other sentence is an example of one that does not.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

import knowledge
from guardrails.inbound.injection.features import rows_of, tell_wordings
from guardrails.inbound.injection.model import WEIGHTS
from guardrails.inbound.injection.pieces import pieces, plain
from guardrails.inbound.injection.scan import HIDDEN_DISCOUNT
from guardrails.inbound.injection.unveil import disguised, unveil
from guardrails.inbound.injection.wordings import decisive

Row = NDArray[np.float32]

_CORPUS: Final = Path(__file__).parent.parent / "training"
_POLICIES: Final = Path(knowledge.__file__).parent / "samples" / "policies"
_FOLDS: Final = 5
_DECAY: Final = 2e-5
_STEERING_COUNTS: Final = 2.0
_STEPS: Final = 200
_MEMORY: Final = 10


@dataclass(frozen=True, slots=True)
class Sample:
    """A message of the corpus: the stretches that steer (none in a benign one) and what it is about."""

    text: str
    steers: tuple[tuple[int, int], ...]
    theme: str
    place: str
    borrowed: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A row for one sentence: the number of its message, whether it steers, whether it was uncovered."""

    row: Row
    message: int
    steers: bool
    covered: bool


def corpus() -> list[Sample]:
    """Return the messages written for this, complaints borrowed from the other corpora, and the sample policies."""
    own = [line for path in sorted(_CORPUS.glob("injection_*.jsonl")) for line in _lines(path)]
    samples = [
        Sample(line["text"], tuple((start, end) for start, end in line["steers"]), line["theme"], line["place"])
        for line in own
    ]
    borrowed = [line["text"] for path in sorted(_CORPUS.glob("hand_*.jsonl")) for line in _lines(path)]
    policies = [path.read_text("utf-8") for path in sorted(_POLICIES.glob("*.md"))]
    samples += [
        Sample(text, (), f"borrowed-{crc32(text.encode()) % 40}", "message", borrowed=True) for text in borrowed
    ]
    return samples + [Sample(text, (), f"sample-{n}", "policy", borrowed=True) for n, text in enumerate(policies)]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text("utf-8").splitlines())


def _rows(texts: Sequence[str]) -> Row:
    rows = rows_of(texts)
    for row, text in zip(rows, texts, strict=True):
        tell_wordings(row, text)
    return rows


def sentences_of(number: int, sample: Sample) -> Iterator[Sentence]:
    """Yield the sentences of one message: those that stand there, and those that are uncovered."""

    def steered(start: int, end: int) -> bool:
        return any(begin < end and start < stop for begin, stop in sample.steers)

    cut = pieces(sample.text)
    encoded = sample.theme.startswith("encoded")
    for piece, row in zip(cut, _rows([piece.text for piece in cut]), strict=True):
        steers = steered(piece.start, piece.end)
        if not (steers and encoded):  # what is encoded reads as noise until it is uncovered
            yield Sentence(row, number, steers, covered=False)
        if shown := disguised(piece.text):
            yield Sentence(_rows([plain(shown)])[0], number, steers, covered=True)
    for hidden in unveil(sample.text):
        steers = steered(hidden.start, hidden.end)
        for row in _rows([piece.text for piece in pieces(hidden.text)]):
            yield Sentence(row, number, steers, covered=True)


def fit(rows: Row, steers: Sequence[bool]) -> tuple[Row, float]:
    """Return the weights and the bias of a logistic regression with a small quadratic penalty."""
    wanted = np.array(steers, dtype=np.float32)
    counts = np.where(wanted > 0, _STEERING_COUNTS, 1.0).astype(np.float32)
    share: Row = counts / counts.sum()

    def loss(point: Row) -> tuple[float, Row]:
        odds = rows @ point[:-1] + point[-1]
        error = ((1 / (1 + np.exp(-np.clip(odds, -40, 40))) - wanted) * share).astype(np.float32)
        slope = np.append(rows.T @ error + _DECAY * point[:-1], error.sum()).astype(np.float32)
        cost = (share * (np.logaddexp(0, odds) - wanted * odds)).sum()
        return float(cost + 0.5 * _DECAY * (point[:-1] @ point[:-1])), slope

    point = minimise(loss, np.zeros(rows.shape[1] + 1, dtype=np.float32))
    return point[:-1], float(point[-1])


def minimise(loss: Callable[[Row], tuple[float, Row]], point: Row) -> Row:
    """Return where `loss` is least: L-BFGS with backtracking (Nocedal and Wright, algorithm 7.5)."""
    steps: list[tuple[Row, Row]] = []
    cost, slope = loss(point)
    for _ in range(_STEPS):
        way = _direction(slope, steps)
        length = 1.0
        while True:
            there = point - length * way
            least, steeper = loss(there)
            if least <= cost - 1e-4 * length * float(slope @ way) or length < 1e-4:
                break
            length /= 2
        moved, turned = there - point, steeper - slope
        steps = [*steps, (moved, turned)][-_MEMORY:] if moved @ turned > 1e-12 else steps
        done = abs(cost - least) < 1e-6 * abs(cost)
        point, cost, slope = there, least, steeper
        if done:
            break
    return point


def _direction(slope: Row, steps: Sequence[tuple[Row, Row]]) -> Row:
    way = slope.copy()
    shares = []
    for moved, turned in reversed(steps):
        share = (moved @ way) / (turned @ moved)
        shares.append(share)
        way -= share * turned
    if steps:
        moved, turned = steps[-1]
        way *= (moved @ turned) / (turned @ turned)
    for (moved, turned), share in zip(steps, reversed(shares), strict=True):
        way += moved * (share - (turned @ way) / (turned @ moved))
    return way


def judge(samples: Sequence[Sample], sentences: Sequence[Sentence]) -> Iterator[str]:
    """Yield what is caught at each rate of false alarms when a fifth of the messages, or themes, is held out."""
    for name, folds in (
        ("messages", [crc32(sample.text.encode()) % _FOLDS for sample in samples]),
        ("themes", [crc32(sample.theme.encode()) % _FOLDS for sample in samples]),
    ):
        held = _held_out(samples, sentences, folds)
        own = [n for n, sample in enumerate(samples) if not sample.borrowed and sample.place == "complaint"]
        benign = np.sort([held[n] for n in own if not samples[n].steers])[::-1]
        attacks = np.array([held[n] for n in own if samples[n].steers])
        for rate in (0.01, 0.02, 0.04, 0.08):
            least = benign[int(rate * len(benign))]
            yield f"{name} held out: {rate:.0%} false alarms at {least:.2f}, {(attacks > least).mean():.1%} caught"


def _held_out(samples: Sequence[Sample], sentences: Sequence[Sentence], folds: Sequence[int]) -> Row:
    """Return the odds of each message as judged without its fold; 99 where a wording decides alone."""
    sure = [any(decisive(piece.text) for piece in pieces(sample.text)) for sample in samples]
    odds = np.where(sure, 99.0, -99.0).astype(np.float32)
    for fold in range(_FOLDS):
        known = [one for one in sentences if folds[one.message] != fold]
        weights, bias = fit(np.stack([one.row for one in known]), [one.steers for one in known])
        for one in sentences:
            if folds[one.message] == fold:
                told = float(one.row @ weights) + bias + HIDDEN_DISCOUNT * one.covered
                odds[one.message] = max(odds[one.message], told)
    return odds


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the weights and write them beside this file, or judge them."""
    told = _options().parse_args(arguments)
    samples = corpus()
    sentences = [sentence for number, sample in enumerate(samples) for sentence in sentences_of(number, sample)]
    if told.judge:
        for line in judge(samples, sentences):
            print(line)  # noqa: T201 - the command's output
        return
    weights, bias = fit(np.stack([one.row for one in sentences]), [one.steers for one in sentences])
    np.savez_compressed(WEIGHTS, weights=weights.astype(np.float16), bias=np.float32(bias))
    print(f"{len(sentences)} sentences of {len(samples)} texts learned, weights in {WEIGHTS.name}")  # noqa: T201 - as above


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--judge", action="store_true", help="tell what it catches on held-out messages, write nothing"
    )
    return options


if __name__ == "__main__":
    main()
