"""The learned part: how strongly each sentence of a message reads as steering, in log-odds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from guardrails.inbound.injection.features import rows_of

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
    odds: list[float] = (rows_of(texts) @ weights + bias).tolist()
    return odds
