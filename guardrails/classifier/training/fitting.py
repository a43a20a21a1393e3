"""Fitting the encoder to the corpus, on the CPU, the same for the same seed and data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor, distributed
from torch.nn import functional

from guardrails.classifier.labels import OUTPUTS
from guardrails.classifier.training.data import UNKNOWN, Group, Taught, shuffled
from guardrails.classifier.training.encoder import Encoder, seed

TOGETHER_EVERY = 40
"""Processes that share the work take the mean of their weights after so many steps each."""
TOKEN_SHARE = 0.5
"""How much the token head counts beside the sentence head."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to fit: passes over the data, the highest learning rate, in which `order` the data come, `tokens` a step."""

    epochs: int = 5
    rate: float = 3e-4
    order: int = 0
    tokens: int = 1024
    drop_complaint: float = 0.25


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


def fit(groups: list[Group], encoder: Encoder, plan: Plan, after: Callable[[Encoder, str], None]) -> Encoder:
    """Return the encoder fitted to the groups.

    `after` is called with it and a line of progress after every epoch. Where a torch process group runs, each process
    takes its share of every epoch, and their weights are averaged again and again (local SGD, Stich 2019).
    """
    torch.set_flush_denormal(True)  # moments of rare words decay into numbers that cost a hundredfold
    mine, hands = _place()
    chance = Random(plan.order)  # noqa: S311 - order of the data, no secret
    seed(plan.order * 97 + mine)
    optimiser, schedule = _optimiser(encoder, plan, groups, hands)
    for epoch in range(plan.epochs):
        total, count = 0.0, 0
        every = _epoch(groups, plan, chance)
        for batch in every[mine : len(every) - len(every) % hands : hands]:
            total, count = total + _step(encoder.train(), batch, optimiser), count + 1
            schedule.step()
            if count % TOGETHER_EVERY == 0:
                average(encoder)
        average(encoder)
        after(encoder, f"epoch {epoch + 1}/{plan.epochs}: loss {total / count:.4f}")
    return encoder


def _place() -> tuple[int, int]:
    """Return which of how many processes this is."""
    if not distributed.is_initialized():
        return 0, 1
    return distributed.get_rank(), distributed.get_world_size()


def average(encoder: Encoder) -> None:
    """Give the encoder the mean of the weights of all processes; one alone keeps its own."""
    hands = _place()[1]
    if hands > 1:
        for one in encoder.parameters():
            distributed.all_reduce(one.data)
            one.data /= hands


def _epoch(groups: list[Group], plan: Plan, chance: Random) -> list[list[Taught]]:
    return batches(shuffled(groups, chance, drop_complaint=plan.drop_complaint), plan.tokens, chance)


def _optimiser(
    encoder: Encoder, plan: Plan, groups: list[Group], hands: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """Return AdamW with a rate that climbs for a tenth of the steps and then falls to nothing; heads learn faster."""
    heads = [one for name, one in encoder.named_parameters() if name.startswith(("sentence", "token"))]
    body = [one for name, one in encoder.named_parameters() if not name.startswith(("sentence", "token"))]
    rates = [plan.rate, plan.rate * 10]
    parts = [{"params": body, "lr": rates[0]}, {"params": heads, "lr": rates[1]}]
    optimiser = torch.optim.AdamW(parts, weight_decay=0.01, fused=True)
    steps = int(len(_epoch(groups, plan, Random(plan.order))) * plan.epochs / hands * 1.05) + 10  # noqa: S311 - no secret
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
