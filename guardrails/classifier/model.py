"""The trained encoder at run time: onnxruntime on one core, no network, loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from guardrails.classifier.windows import Piece, Window, opening, pieces, windows
from guardrails.remembering import Remembered

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Rows = NDArray[np.float32]
WEIGHTS: Final = Path(__file__).parent / "weights" / "encoder.onnx"


@dataclass(frozen=True, slots=True)
class Read:
    """What the encoder says of one piece: a logit a rule, and one a token and rule."""

    piece: Piece
    sentence: Rows
    tokens: Rows


@cache
def session() -> InferenceSession:
    """Return the encoder, loaded once."""
    return opened(WEIGHTS)


def opened(path: Path) -> InferenceSession:
    """Return an encoder that is kept as a file. One thread a call: many replies are judged side by side."""
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - half a second, and not every caller judges

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


Asked = tuple[Sequence[str], str, str]
"""The sentences of a reply, the complaint that it answers, its audience."""


def read_sentences(sentences: Sequence[str], complaint: str, audience: str) -> list[Read]:
    """Return what the encoder says of each piece of the sentences, in order."""
    return read_many([(sentences, complaint, audience)])[0]


def read_many(asked: Sequence[Asked]) -> list[list[Read]]:
    """Return the same for many replies; windows that are alike are read once.

    Each window is read by itself: in a batch, eight-bit numbers are scaled by what stands beside it, so that a reply
    would be judged by its company; and a batch is no faster.
    """
    return [
        [
            read
            for window in windows(pieces(sentences), opening(complaint, audience))
            for read in _placed(window, _logits(window))
        ]
        for sentences, complaint, audience in asked
    ]


Logits = tuple[Rows, Rows]
Key = tuple[tuple[int, ...], tuple[tuple[int, int], ...], int]
KEPT: Final = 512
"""Windows whose logits are remembered: a draft is judged again when it is edited, and many replies begin alike."""
_kept: Final = Remembered[Key, Logits](KEPT)


def _key(window: Window) -> Key:
    return tuple(window.ids), tuple(window.places), window.reply_at


def forget() -> None:
    """Forget the windows read so far: for measuring what a new one costs."""
    _kept.forget()


def _logits(window: Window) -> Logits:
    return _kept.get(_key(window), partial(_run, window))


def _placed(window: Window, logits: Logits) -> list[Read]:
    sentence, token = logits
    return [
        Read(piece, sentence[number], token[start:end])
        for number, (piece, (start, end)) in enumerate(zip(window.pieces, window.places, strict=True))
    ]


def _run(window: Window) -> Logits:
    ids = np.array([window.ids], dtype=np.int64)
    segments = np.zeros_like(ids)
    segments[0, window.reply_at :] = 1
    places = np.zeros((1, len(window.pieces), len(window.ids)), dtype=np.float32)
    for number, (start, end) in enumerate(window.places):
        places[0, number, start:end] = 1 / (end - start)
    sentence, token = session().run(None, {"ids": ids, "segments": segments, "places": places})
    return sentence[0], token[0]
