"""Fitting a softmax regression, and the lists it is fitted to. The same rows always give the same weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def rows_of(path: Path) -> list[list[str]]:
    """Return the lines of a corpus, cut at " | "; comments and empty lines are left out."""
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]


def fit(rows: Matrix, targets: Matrix, *, decay: float, steps: int, rate: float = 1.0) -> tuple[Matrix, Matrix]:
    """Return weights and biases, by gradient descent with momentum; `targets` are shares, a row adds up to 1.

    Rarer classes count for more, by the root of their rarity.
    """
    classes = targets.shape[1]
    rarity = np.sqrt((len(rows) / classes) / np.maximum(targets.sum(0), 1))
    share = targets @ rarity
    share = (share / share.mean())[:, None] / len(rows)
    weights, bias = np.zeros((rows.shape[1], classes)), np.zeros(classes)
    moving, moving_bias = np.zeros_like(weights), np.zeros_like(bias)
    for _ in range(steps):
        error = (_softmax(rows @ weights + bias) - targets) * share
        moving = 0.9 * moving - rate * (rows.T @ error + decay * weights)
        moving_bias = 0.9 * moving_bias - rate * error.sum(0)
        weights, bias = weights + moving, bias + moving_bias
    return weights, bias


def _softmax(scores: Matrix) -> Matrix:
    powers: Matrix = np.exp(scores - scores.max(1, keepdims=True))
    shares: Matrix = powers / powers.sum(1, keepdims=True)
    return shares
