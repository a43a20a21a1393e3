"""The trained encoder at run time: onnxruntime on one core, no network, loaded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from guardrails.classifier.windows import Piece, Window, opening, pieces, windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Rows = NDArray[np.float32]
WEIGHTS: Final = Path(__file__).parent / "weights" / "encoder.onnx"
LARGEST_BATCH: Final = 16
"""Windows in one pass: more would need more memory and win no time."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the encoder says of one piece: a logit a rule, and one a token and rule."""

    piece: Piece
    sentence: Rows
    tokens: Rows


@cache
def session() -> InferenceSession:
    """Return the encoder, loaded once. One thread a call: many replies are judged side by side."""
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - half a second, and not every caller judges

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(str(WEIGHTS), options, providers=["CPUExecutionProvider"])


Asked = tuple[Sequence[str], str, str]
"""The sentences of a reply, the complaint that it answers, its audience."""


def read_sentences(sentences: Sequence[str], complaint: str, audience: str) -> list[Read]:
    """Return what the encoder says of each piece of the sentences, in order."""
    return read_many([(sentences, complaint, audience)])[0]


def read_many(asked: Sequence[Asked]) -> list[list[Read]]:
    """Return the same for many replies at once, windows of like length together."""
    cut = [
        (number, window)
        for number, (sentences, complaint, audience) in enumerate(asked)
        for window in windows(pieces(sentences), opening(complaint, audience))
    ]
    order = sorted(range(len(cut)), key=lambda at: len(cut[at][1].ids))
    found: list[list[Read]] = [[] for _ in cut]
    for at in range(0, len(order), LARGEST_BATCH):
        chosen = order[at : at + LARGEST_BATCH]
        for place, read in zip(chosen, _run([cut[one][1] for one in chosen]), strict=True):
            found[place] = read
    gathered: list[list[Read]] = [[] for _ in asked]
    for (number, _), read in zip(cut, found, strict=True):
        gathered[number].extend(read)
    return gathered


def _run(batch: Sequence[Window]) -> list[list[Read]]:
    length = max(len(window.ids) for window in batch)
    most = max(len(window.pieces) for window in batch)
    ids = np.zeros((len(batch), length), dtype=np.int64)
    segments = np.zeros_like(ids)
    places = np.zeros((len(batch), most, length), dtype=np.float32)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids)] = window.ids
        segments[row, window.reply_at : len(window.ids)] = 1
        for number, (start, end) in enumerate(window.places):
            places[row, number, start:end] = 1 / (end - start)
    sentence, token = session().run(None, {"ids": ids, "segments": segments, "places": places})
    return [
        [
            Read(piece, sentence[row, number], token[row, start:end])
            for number, (piece, (start, end)) in enumerate(zip(window.pieces, window.places, strict=True))
        ]
        for row, window in enumerate(batch)
    ]
