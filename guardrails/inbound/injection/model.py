"""The learned part: how strongly each sentence of a message reads as steering, in log-odds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from guardrails.inbound.injection.features import rows_of, tell_wordings

DOUBTFUL: Final = -3.0
"""Log-odds without wordings, below which they are not looked for: no wording is worth that much."""
_MOST_DOUBTFUL: Final = 8
"""Sentences of one message whose wordings are looked for, the most suspicious first; it bounds the time."""
WEIGHTS: Final = Path(__file__).parent / "weights.npz"


@lru_cache(maxsize=1)
def _weights() -> tuple[NDArray[np.float32], float]:
    with np.load(WEIGHTS) as stored:
        return stored["weights"].astype(np.float32), float(stored["bias"])


def leanings(texts: Sequence[str]) -> list[float]:
    """Return the log-odds that each sentence steers; they follow one another in one message, in plain reading."""
    if not texts:
        return []
    weights, bias = _weights()
    rows = rows_of(texts)
    odds = rows @ weights + bias
    doubtful = [int(number) for number in np.argsort(-odds) if odds[number] > DOUBTFUL]
    for number in doubtful[:_MOST_DOUBTFUL]:
        tell_wordings(rows[number], texts[number])
    told: list[float] = (rows @ weights + bias).tolist()
    return told
