"""Fitting the encoder to the corpus, on the CPU, the same for the same seed and data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from guardrails.classifier.labels import OUTPUTS
from guardrails.classifier.training.data import UNKNOWN, Group, Taught, shuffled
from guardrails.classifier.training.encoder import DEPTH, Encoder, begin

TOKENS_PER_STEP = 2048
TOKEN_SHARE = 0.5
"""How much the token head counts beside the sentence head."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to fit: passes over the data, the highest learning rate, layers kept; `seed` is for where the heads begin.

    `order` shuffles the data: runs that begin alike and differ in order alone can be averaged.
    """

    epochs: int = 5
    rate: float = 3e-4
    depth: int = DEPTH
    seed: int = 0
    order: int = 0
    drop_complaint: float = 0.25
    dropout: float = 0.1


def batches(taught: Iterable[Taught], budget: int, chance: Random | None = None) -> list[list[Taught]]:
    """Return the windows in batches of like length with at most `budget` tokens each."""
    done: list[list[Taught]] = []
    current: list[Taught] = []
    for one in sorted(taught, key=lambda one: len(one.window.ids)):
        if current and (len(current) + 1) * len(one.window.ids) > budget:
            done.append(current)
            current = []
        current.append(one)
    done.append(current)
    if chance:
        chance.shuffle(done)
    return done


def tensors(batch: Sequence[Taught]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Return ids, segments, places, sentence targets and token targets of a batch, padded."""
    length = max(len(one.window.ids) for one in batch)
    most = max(len(one.window.pieces) for one in batch)
    ids = np.zeros((len(batch), length), np.int64)
    segments = np.zeros_like(ids)
    places = np.zeros((len(batch), most, length), np.float32)
    targets = np.full((len(batch), most, len(OUTPUTS)), UNKNOWN, np.float32)
    tokens = np.full((len(batch), length, len(OUTPUTS)), UNKNOWN, np.float32)
    for row, one in enumerate(batch):
        size = len(one.window.ids)
        ids[row, :size] = one.window.ids
        segments[row, one.window.reply_at : size] = 1
        for number, (start, end) in enumerate(one.window.places):
            places[row, number, start:end] = 1 / (end - start)
        targets[row, : len(one.targets)] = one.targets
        tokens[row, :size] = one.tokens
    made = [torch.from_numpy(array) for array in (ids, segments, places, targets, tokens)]
    return made[0], made[1], made[2], made[3], made[4]


def loss_of(logits: Tensor, targets: Tensor) -> Tensor:
    """Return the mean cross entropy over the targets that are known."""
    known = (targets >= 0).float()
    each = functional.binary_cross_entropy_with_logits(logits.float(), targets.clamp(min=0), reduction="none")
    return (each * known).sum() / known.sum().clamp(min=1)


def fit(groups: list[Group], start: Path | Encoder, plan: Plan, after: Callable[[Encoder, str], None]) -> Encoder:
    """Return an encoder fitted to the groups, from the published weights or from where an earlier stage ended.

    `after` is called with it and a line of progress after every epoch.
    """
    torch.set_flush_denormal(True)  # moments of rare words decay into numbers that cost a hundredfold
    torch.manual_seed(plan.seed)
    chance = Random(plan.order)  # noqa: S311 - order of the data, no secret
    encoder = start if isinstance(start, Encoder) else begin(len(OUTPUTS), start, plan.depth)
    torch.manual_seed(plan.order)
    optimiser, schedule = _optimiser(encoder, plan, groups)
    for epoch in range(plan.epochs):
        total, count = 0.0, 0
        for batch in _epoch(groups, plan, chance):
            total, count = total + _step(encoder.train(), batch, optimiser), count + 1
            schedule.step()
        after(encoder, f"epoch {epoch + 1}/{plan.epochs}: loss {total / count:.4f}")
    return encoder


def _epoch(groups: list[Group], plan: Plan, chance: Random) -> list[list[Taught]]:
    return batches(shuffled(groups, chance, drop_complaint=plan.drop_complaint), TOKENS_PER_STEP, chance)


def _optimiser(
    encoder: Encoder, plan: Plan, groups: list[Group]
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """Return AdamW with a rate that climbs for a tenth of the steps and then falls to nothing; heads learn faster."""
    heads = [one for name, one in encoder.named_parameters() if name.startswith(("sentence", "token"))]
    body = [one for name, one in encoder.named_parameters() if not name.startswith(("sentence", "token"))]
    rates = [plan.rate, plan.rate * 10]
    parts = [{"params": body, "lr": rates[0]}, {"params": heads, "lr": rates[1]}]
    optimiser = torch.optim.AdamW(parts, weight_decay=0.01, fused=True)
    steps = int(len(_epoch(groups, plan, Random(plan.seed))) * plan.epochs * 1.05) + 10  # noqa: S311 - no secret
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rates, total_steps=steps, pct_start=0.1, anneal_strategy="linear"
    )
    return optimiser, schedule


def _step(encoder: Encoder, batch: Sequence[Taught], optimiser: torch.optim.Optimizer) -> float:
    ids, segments, places, targets, tokens = tensors(batch)
    with torch.autocast("cpu", torch.bfloat16):
        sentence, token = encoder(ids, segments, places)
    loss = loss_of(sentence, targets) + TOKEN_SHARE * loss_of(token, tokens)
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
    optimiser.step()
    return float(loss.item())
