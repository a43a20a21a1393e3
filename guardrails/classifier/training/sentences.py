"""The published sentence encoder as the assessment of complaints reads with it: nothing is trained, only written down.

    python -m guardrails.classifier.training.sentences

Its words are those of the classifier's tokenizer, so that both read alike. It needs the packages in
`guardrails/classifier/training/requirements.txt`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from guardrails.classifier.training.encoder import Encoder, begin
from guardrails.classifier.training.train import published_weights, words_of
from guardrails.inbound.semantic.encoder import WEIGHTS


class Sentence(nn.Module):
    """Reads the tokens of one text and returns their mean, of length one."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        """Return the row of a text; `ids` (1, tokens) hold no padding."""
        parts = self.encoder
        positions = torch.arange(ids.shape[1], device=ids.device)[None]
        states = parts.embedded(parts.words(ids) + parts.positions(positions) + parts.segments(torch.zeros_like(ids)))
        for layer in parts.layers:
            states = layer(states, torch.zeros(1, 1, 1, 1))
        mean = states.mean(1)
        return mean / mean.norm(dim=-1, keepdim=True)


def write(reader: Sentence, path: Path) -> None:
    """Write the encoder to `path`, in eight bits."""
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                reader.eval(),
                (torch.randint(1000, 20000, (1, 40)),),
                str(plain),
                input_names=["ids"],
                output_names=["row"],
                dynamic_axes={"ids": {0: "batch", 1: "tokens"}},
                opset_version=20,
                dynamo=False,
            )
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(ready, path, weight_type=QuantType.QInt8, per_channel=True)
    model = onnx.load(path)
    model.producer_name, model.doc_string = "amends", "MiniLM, 6 layers of 384, mean of the tokens, length one"
    onnx.save(model, path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the encoder beside the code that reads with it; return 0."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, default=Path("evals/corpus"))
    options.add_argument("--out", type=Path, default=WEIGHTS)
    told = options.parse_args(arguments)
    words = words_of(sorted(told.corpus.glob("train/*.jsonl")))
    write(Sentence(begin(1, published_weights(), words)), told.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
