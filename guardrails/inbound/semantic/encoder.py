"""The sentence encoder of the learned part: published MiniLM weights in eight bits, the mean of its tokens.

It reads with the classifier's tokenizer, whose words of six other languages stand beside their English glosses.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from guardrails.classifier.model import opened
from guardrails.classifier.windows import CLS, SEP, tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS: Final = Path(__file__).parent / "weights" / "encoder.onnx"
WIDTH: Final = 384
HEAD, TAIL = 96, 32
"""How many tokens of a message are read: how it opens and how it ends."""
_LONE: Final = re.compile(r"[\ud800-\udfff]")
_MOST_READ: Final = 4000


@cache
def _session() -> InferenceSession:
    return opened(WEIGHTS)


def embed(text: str) -> NDArray[np.float32]:
    """Return the row of a text, `WIDTH` numbers of length one."""
    shown = _LONE.sub("\ufffd", text[:_MOST_READ])
    ids = tokenizer().encode(shown, add_special_tokens=False).ids
    if len(ids) > HEAD + TAIL:
        ids = ids[:HEAD] + ids[-TAIL:]
    row = _session().run(None, {"ids": np.array([[CLS, *ids, SEP]], dtype=np.int64)})[0]
    found: NDArray[np.float32] = row[0].astype(np.float32)
    return found
