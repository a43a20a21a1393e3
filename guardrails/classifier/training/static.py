"""The rival without a transformer: static embeddings and word pairs under a small head. Measured, not shipped."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from guardrails.classifier.labels import JUDGED
from guardrails.classifier.training.data import Group, Line

BUCKETS = 1 << 16
_WORDS = re.compile(r"[a-z0-9']+|[!?]")


class Static(nn.Module):
    """A hidden layer over the embeddings of sentence and complaint, and a weight for every word and pair of words."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.hidden, self.out = nn.Linear(2 * width + 1, 256), nn.Linear(256, len(JUDGED))
        self.pairs = nn.EmbeddingBag(BUCKETS, len(JUDGED), mode="sum")
        nn.init.zeros_(self.pairs.weight)

    def forward(self, dense: Tensor, pairs: Tensor, offsets: Tensor) -> Tensor:
        """Return a logit a rule for each sentence."""
        hidden = functional.dropout(functional.relu(self.hidden(dense)), 0.3, self.training)
        logits: Tensor = self.out(hidden) + self.pairs(pairs, offsets)
        return logits


def _pairs(text: str) -> list[int]:
    words = _WORDS.findall(text.lower())
    grams = [*words, *(" ".join(pair) for pair in pairwise(words))]
    return [zlib.crc32(gram.encode()) % BUCKETS for gram in grams] or [0]


def told(groups: Sequence[Group]) -> list[tuple[Line, str, str]]:
    """Return every sentence that is labelled, with its complaint and audience."""
    return [
        (line, group.complaint, group.audience)
        for group in groups
        for lines in group.lines
        for line in lines
        if line.known
    ]


def features(rows: Sequence[tuple[Line, str, str]]) -> Tensor:
    """Return the dense features: sentence and complaint as wordllama embeds them, and whether everybody reads it."""
    import wordllama  # noqa: PLC0415 - only this rival needs it

    model = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
    sentence, complaint = (
        model.embed(list(texts), norm=True) for texts in list(zip(*rows_as_text(rows), strict=True))[:2]
    )
    public = np.array([[float(audience == "public")] for _, _, audience in rows])
    return torch.tensor(np.concatenate([sentence, complaint, public], 1), dtype=torch.float32)


def rows_as_text(rows: Sequence[tuple[Line, str, str]]) -> list[tuple[str, str]]:
    """Return the sentence and the complaint of each row."""
    return [(line.text, complaint[:600] or "-") for line, complaint, _ in rows]


def _bags(rows: Sequence[tuple[Line, str, str]]) -> tuple[Tensor, Tensor]:
    bags = [_pairs(line.text) for line, _, _ in rows]
    offsets = np.cumsum([0, *(len(bag) for bag in bags)])[:-1]
    return torch.tensor([gram for bag in bags for gram in bag]), torch.tensor(offsets)


def fit_static(train: Sequence[Group], tune: Sequence[Group], epochs: int = 12) -> tuple[np.ndarray, np.ndarray]:
    """Return logits and targets on the tune split of a static model fitted to the train split."""
    torch.manual_seed(0)
    rows, others = told(train), told(tune)
    dense, targets = features(rows), torch.tensor([line.targets for line, _, _ in rows])
    model = Static((dense.shape[1] - 1) // 2)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-3)
    for _ in range(epochs):
        for chosen in torch.randperm(len(rows)).split(128):
            logits = model(dense[chosen], *_bags([rows[int(one)] for one in chosen]))
            known = (targets[chosen] >= 0).float()
            each = functional.binary_cross_entropy_with_logits(logits, targets[chosen].clamp(min=0), reduction="none")
            loss = (each * known).sum() / known.sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    model.eval()
    with torch.no_grad():
        logits = model(features(others), *_bags(others)).numpy()
    return logits, np.array([line.targets for line, _, _ in others])
