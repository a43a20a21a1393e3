"""Softmax regressions kept in a file: how likely each name of a head is, for a row of features."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Row = NDArray[np.float32]


@lru_cache(maxsize=8)
def _arrays(path: Path) -> dict[str, NDArray[np.float32]]:
    with np.load(path) as stored:
        return {name: stored[name] for name in stored.files}


def likely(path: Path, head: str, row: Row) -> list[float]:
    """Return how likely each name of a head is; they add up to 1. The file at `path` is read once.

    A head reads as much of the row as it was fitted to, from the front.
    """
    arrays = _arrays(path)
    weights = arrays[f"{head}_weights"]
    scores = row[: len(weights)] @ weights + arrays[f"{head}_bias"]
    powers = np.exp(scores - scores.max())
    shares: list[float] = (powers / powers.sum()).tolist()
    return shares


def save(path: Path, heads: Mapping[str, tuple[NDArray[np.float64], NDArray[np.float64]]]) -> None:
    """Write the weights and biases of each head."""
    arrays: dict[str, NDArray[np.float32]] = {}
    for name, (weights, bias) in heads.items():
        arrays |= {f"{name}_weights": weights.astype(np.float32), f"{name}_bias": bias.astype(np.float32)}
    np.savez_compressed(path, allow_pickle=False, **arrays)
    _arrays.cache_clear()
