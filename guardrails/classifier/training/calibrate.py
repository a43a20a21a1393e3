"""Choosing where the encoder blocks, asks for a look, or confirms a pattern: from the tune split, as it will run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from guardrails.classifier.labels import FLUENT, JUDGED, OUTPUTS, PUBLIC_ONLY, STEERS
from guardrails.classifier.model import Read, read_many
from guardrails.classifier.training.data import UNKNOWN, Group, Line

Rows = NDArray[np.float64]
CLEAN_BLOCKED, CLEAN_LOOKED_AT = 0.025, 0.09
"""The shares of clean replies that may be blocked, and that may be blocked or looked at; abroad twice as many."""
PRIOR = 2.0
BENIGN_CAUGHT = 0.01
STATED = 0.5
RULES = len(JUDGED)
AGREES = 0.02
"""The probability from which the encoder confirms what a pattern found."""


@dataclass(slots=True)
class Scored:
    """A reply with the logits of its sentences and their targets; `clean` when it breaks no rule."""

    logits: Rows
    targets: Rows
    clean: bool
    whole: bool
    fluent: bool


def score(groups: Sequence[Group]) -> list[Scored]:
    """Return every reply as the shipped encoder reads it."""
    told = [(group, lines) for group in groups for lines in group.lines]
    asked = [([line.text for line in lines], group.complaint, group.audience) for group, lines in told]
    return [_scored(*each, read) for each, read in zip(told, read_many(asked), strict=True)]


def _scored(group: Group, lines: list[Line], read: Sequence[Read]) -> Scored:
    told = [(one.sentence, lines[one.piece.sentence]) for one in read if lines[one.piece.sentence].known]
    logits = np.array([row for row, _ in told], dtype=np.float64)
    if group.audience != "public":
        logits[:, [JUDGED.index(rule) for rule in PUBLIC_ONLY]] = -30.0
    targets = np.array([line.targets for _, line in told], dtype=np.float64)
    return Scored(
        logits,
        targets,
        clean=bool((targets[:, :RULES] == 0).any() and not (targets[:, :RULES] == 1).any()),
        whole=group.whole,
        fluent=group.language in FLUENT,
    )


def platt(logits: Rows, targets: Rows, rounds: int = 60) -> tuple[float, float]:
    """Return slope and offset of the logistic curve that fits best (Platt 1999), by Newton's method in short steps.

    A weak prior holds it near slope 1 and offset 0, so that few or separable cases give no absurd curve.
    """
    point, scale = np.array([1.0, 0.0]), np.maximum(1.0, np.abs(logits).max() / 8)
    scaled = logits / scale
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(point[0] * scaled + point[1], -30, 30)))
        error, weight = chance - targets, chance * (1 - chance)
        gradient = np.array([(error * scaled).sum(), error.sum()]) + PRIOR * (point - [1.0, 0.0])
        across = (weight * scaled).sum()
        curvature = np.array([[(weight * scaled**2).sum(), across], [across, weight.sum()]]) + PRIOR * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        point -= step / max(1.0, float(np.abs(step).max()))
    return max(0.1, float(point[0])) / float(scale), float(point[1])


def bands(
    scored: Sequence[Scored], blocked: float = CLEAN_BLOCKED, looked_at: float = CLEAN_LOOKED_AT
) -> dict[str, Any]:
    """Return the calibration of every output, in English (`rules`) and `abroad`, and the probabilities behind it."""
    curves, far = (_curves([one for one in scored if one.fluent == fluent]) for fluent in (True, False))
    steers = _steering(scored, curves[-1])
    at_home = _threshold(scored, curves, (blocked, looked_at), fluent=True)
    abroad = _threshold(scored, far, (2 * blocked, 2 * looked_at), fluent=False)
    return {
        "block_probability": round(at_home[0], 4),
        "look_probability": round(at_home[1], 4),
        "abroad_block_probability": round(abroad[0], 4),
        "abroad_look_probability": round(abroad[1], 4),
        "rules": _told(curves, *at_home, steers),
        "abroad": _told(far, *abroad, steers),
    }


def _curves(scored: Sequence[Scored]) -> list[tuple[float, float]]:
    if not scored:
        return [(1.0, 0.0)] * len(OUTPUTS)
    logits = np.concatenate([one.logits for one in scored])
    targets = np.concatenate([one.targets for one in scored])
    curves = []
    for output in range(len(OUTPUTS)):
        known = (targets[:, output] != UNKNOWN) & (logits[:, output] > -30)
        curves.append(platt(logits[known, output], targets[known, output]) if known.any() else (1.0, 0.0))
    return curves


def _threshold(
    scored: Sequence[Scored], curves: Sequence[tuple[float, float]], shares: tuple[float, float], *, fluent: bool
) -> tuple[float, float]:
    """Return the probabilities that these shares of the clean replies reach; high ones where there are none."""
    worst = [_worst(one, curves) for one in scored if one.clean and one.whole and one.fluent == fluent]
    if not worst:
        return 0.9, 0.5
    block, look = (float(np.quantile(worst, 1 - share, method="higher")) + 1e-6 for share in shares)
    return block, look


def _told(
    curves: Sequence[tuple[float, float]], block: float, look: float, steers: float
) -> dict[str, dict[str, float]]:
    return {
        output: _band(*curve, *_chances(output, block, look, steers))
        for output, curve in zip(OUTPUTS, curves, strict=True)
    }


def _worst(one: Scored, curves: Sequence[tuple[float, float]]) -> float:
    slopes, offsets = np.array(curves[:RULES]).T
    return float((1 / (1 + np.exp(-(one.logits[:, :RULES] * slopes + offsets)))).max())


def _steering(scored: Sequence[Scored], curve: tuple[float, float]) -> float:
    """Return the probability that hardly a benign message of a customer reaches; 0.9 where there are none."""
    last, (slope, offset) = len(OUTPUTS) - 1, curve
    told = [one for one in scored if (one.targets[:, last] != UNKNOWN).any()]
    benign = [one.logits[:, last].max() for one in told if not (one.targets[:, last] == 1).any()]
    if not benign:
        return 0.9
    logit = float(np.quantile(benign, 1 - BENIGN_CAUGHT, method="higher"))
    return max(0.3, float(1 / (1 + np.exp(-(slope * logit + offset)))) + 1e-6)


def _chances(output: str, block: float, look: float, steers: float) -> tuple[float, float]:
    """Return the probabilities of an output's band; a kind of statement is told at even odds, and doubted below."""
    if output == STEERS:
        return steers, AGREES
    return (block, look) if output in JUDGED else (STATED, AGREES)


def _band(slope: float, offset: float, block: float, look: float) -> dict[str, float]:
    def logit(chance: float) -> float:
        chance = min(max(chance, 1e-4), 1 - 1e-4)
        return round((float(np.log(chance / (1 - chance))) - offset) / slope, 4)

    named = {"block": logit(block), "look": logit(look), "agrees": logit(min(AGREES, look))}
    return {**named, "slope": round(slope, 4), "offset": round(offset, 4)}


def write(path: Path, told: dict[str, Any], *, languages: Sequence[str], version: str) -> None:
    """Write the calibration beside the weights."""
    path.write_text(
        json.dumps({"version": version, "languages": sorted(languages), **told}, indent=2) + "\n", encoding="utf-8"
    )
