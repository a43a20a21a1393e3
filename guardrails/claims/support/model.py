"""The support encoder at run time: onnxruntime on one core, no network, loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from guardrails.claims.support.windows import Said, Window
from guardrails.classifier.model import Rows, opened
from guardrails.remembering import Remembered

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS: Final = Path(__file__).parent / "weights" / "encoder.onnx"


@dataclass(frozen=True, slots=True)
class Read:
    """What the encoder says of one sentence, or part of one: a logit a rule, and one a token and rule."""

    said: Said
    sentence: Rows
    tokens: Rows


@cache
def session() -> InferenceSession:
    """Return the encoder, loaded once."""
    return opened(WEIGHTS)


_kept: Final = Remembered[tuple[tuple[int, ...], tuple[int, ...]], tuple[Rows, Rows]](512)


def forget() -> None:
    """Forget the windows read so far: for measuring what a new one costs."""
    _kept.forget()


def read(windows: Sequence[Window]) -> list[Read]:
    """Return what the encoder says of each sentence of the windows, in order."""
    return [found for window in windows for found in _placed(window)]


def _placed(window: Window) -> list[Read]:
    sentence, token = _kept.get((tuple(window.ids), tuple(window.marks)), partial(_run, window))
    return [
        Read(said, sentence[number], token[start:end])
        for number, (said, (start, end)) in enumerate(zip(window.said, window.places, strict=True))
    ]


def _run(window: Window) -> tuple[Rows, Rows]:
    places = np.zeros((1, len(window.said), len(window.ids)), dtype=np.float32)
    for number, (start, end) in enumerate(window.places):
        places[0, number, start:end] = 1 / (end - start)
    given = {
        "ids": np.array([window.ids], dtype=np.int64),
        "segments": np.array([window.marks], dtype=np.int64),
        "places": places,
    }
    sentence, token = session().run(None, given)
    return sentence[0], token[0]
