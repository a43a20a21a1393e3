"""From torch to the file that ships: ONNX, its matrices in eight bits (dynamic quantisation, per channel)."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from guardrails.classifier.training.encoder import WIDTH, Encoder

_NAMES = ("ids", "segments", "places")
_AXES = {
    "ids": {0: "batch", 1: "tokens"},
    "segments": {0: "batch", 1: "tokens"},
    "places": {0: "batch", 1: "sentences", 2: "tokens"},
}


def export(encoder: Encoder, path: Path) -> None:
    """Write the encoder to `path`, quantised."""
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        _write(encoder.eval(), plain)
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(ready, path, weight_type=QuantType.QInt8, per_channel=True)
    model = onnx.load(path)
    model.producer_name, model.doc_string = (
        "amends",
        f"MiniLM, {len(encoder.layers)} layers of {WIDTH}; see MODEL_CARD.md",
    )
    onnx.save(model, path)


def _write(encoder: Encoder, path: Path) -> None:
    ids = torch.randint(1000, 20000, (2, 40))
    places = torch.zeros(2, 3, 40)
    places[:, :, 5:10] = 0.2
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            encoder,
            (ids, torch.zeros_like(ids), places),
            str(path),
            input_names=list(_NAMES),
            output_names=["sentence", "token"],
            dynamic_axes=_AXES,
            opset_version=20,
            dynamo=False,
        )
