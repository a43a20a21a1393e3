"""The encoder in torch, for training only: a BERT-shaped transformer with one head over sentences, one over tokens."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from guardrails.classifier.training.vocabulary import Vocabulary

WIDTH, HEADS, INNER, POSITIONS, DEPTH = 384, 12, 1536, 512, 6
JUDGED = 10
"""The first outputs are rules, whose guilty tokens are taught; see `guardrails.classifier.labels`."""
RARE = -2.5
"""Where the heads begin: most sentences break nothing."""


_chance = np.random.Generator(np.random.SFC64(0))


def seed(number: int) -> None:
    """Begin the chances of dropout anew."""
    global _chance  # noqa: PLW0603 - one stream of chances, as torch's own is
    _chance = np.random.Generator(np.random.SFC64(number))


def thinned(states: Tensor, rate: float, training: bool) -> Tensor:  # noqa: FBT001 - as torch has it
    """Return the states with a share of them zeroed: dropout, its chances drawn eight to a number, which is faster."""
    if not training or rate <= 0:
        return states
    least, size = round(256 * rate), states.numel()
    drawn = _chance.integers(0, 2**64, size=(size + 7) // 8, dtype=np.uint64).view(np.uint8)[:size]
    kept = torch.from_numpy(drawn).view(states.shape) >= least
    return states * kept * (256 / (256 - least))


class Layer(nn.Module):
    """One transformer layer, normalised after each part, as BERT does it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.asked = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.fed = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Return the states after the layer; `bias` is 0 where a token may look, very negative where it may not."""
        batch, length, _ = states.shape

        parts = self.asked(states).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = parts[0] @ parts[1].transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias
        mixed = (scores.softmax(-1) @ parts[2]).transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.attended(states + thinned(self.out(mixed), self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(states)))
        return self.fed(states + thinned(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """Reads windows; returns logits per sentence and per token."""

    def __init__(self, labels: int, words: int, depth: int = DEPTH, dropout: float = 0.1, segments: int = 2) -> None:
        super().__init__()
        self.words = nn.Embedding(words, WIDTH, padding_idx=0)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.segments = nn.Embedding(segments, WIDTH)
        self.embedded = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(depth))
        self.sentence = nn.Linear(2 * WIDTH, labels)
        self.token = nn.Linear(WIDTH, labels)
        for head in (self.sentence, self.token):
            nn.init.constant_(head.bias, RARE)
        self.dropout = dropout

    def forward(self, ids: Tensor, segments: Tensor, places: Tensor) -> tuple[Tensor, Tensor]:
        """Return sentence logits (batch, sentences, labels) and token logits (batch, tokens, labels).

        `places` (batch, sentences, tokens) holds, for each sentence, 1/n at its n tokens and 0 elsewhere.
        """
        bias = ((ids == 0).to(torch.float32) * -1e4)[:, None, None, :]
        positions = torch.arange(ids.shape[1], device=ids.device)[None]
        states = self.embedded(self.words(ids) + self.positions(positions) + self.segments(segments))
        states = thinned(states, self.dropout, self.training)
        for layer in self.layers:
            states = layer(states, bias)
        mean = places.to(states.dtype) @ states
        token = self.token(states)
        guilty = token[..., :JUDGED].amax(-1)[:, None, :].float()
        focus = torch.softmax(guilty + (places == 0) * -1e4, -1).to(states.dtype)
        keen = focus @ states
        pooled = thinned(torch.cat([mean, keen], -1), self.dropout, self.training)
        return self.sentence(pooled), token


_NAMES = {
    "words": "embeddings.word_embeddings",
    "positions": "embeddings.position_embeddings",
    "segments": "embeddings.token_type_embeddings",
    "embedded": "embeddings.LayerNorm",
}
_ASKED = ("query", "key", "value")
_LAYER_NAMES = {
    "out": "attention.output.dense",
    "attended": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "fed": "output.LayerNorm",
}


def begin(labels: int, weights: Path, vocabulary: Vocabulary, depth: int = DEPTH) -> Encoder:
    """Return an encoder that starts from the published MiniLM weights; with less depth, from every other layer."""
    from safetensors.torch import load_file  # noqa: PLC0415 - only who trains from the published weights needs it

    published, encoder = load_file(weights), Encoder(labels, len(vocabulary.pieces), depth)
    own = encoder.state_dict()
    chosen = [round(number * (DEPTH - 1) / max(1, depth - 1)) for number in range(depth)]
    for name in own:
        first, _, rest = name.partition(".")
        if first == "words":
            own[name] = torch.from_numpy(vocabulary.embeddings(published[f"{_NAMES[first]}.{rest}"].numpy()))
        elif first in _NAMES:
            own[name] = published[f"{_NAMES[first]}.{rest}"]
        elif first == "layers":
            number, part, kind = rest.split(".")
            layer = f"encoder.layer.{chosen[int(number)]}"
            if part == "asked":
                own[name] = torch.cat([published[f"{layer}.attention.self.{one}.{kind}"] for one in _ASKED])
            else:
                own[name] = published[f"{layer}.{_LAYER_NAMES[part]}.{kind}"]
    encoder.load_state_dict(own)
    return encoder
