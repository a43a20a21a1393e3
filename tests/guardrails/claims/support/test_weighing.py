from __future__ import annotations

import json

import numpy as np
import pytest

from guardrails.claims.ruling import CONTRADICTS, RULES
from guardrails.claims.support import weighing as module
from guardrails.claims.support.marks import Mark
from guardrails.claims.support.weighing import SIGNS, Seen, Weighing, signs, weighing


def test_every_sign_has_its_place() -> None:
    logits = np.array([-9.0, 2.0, 0.0, -1.0, 1.0], np.float32)
    seen = Seen(frozenset({CONTRADICTS}), claimed=True, kinds=(0.5, 0.999999, 0.0))
    told = dict(zip(SIGNS, signs(logits, {Mark.STRANGE}, seen), strict=True))
    assert told[f"encoder {RULES[0]}"] == -8
    assert told["encoder at most"] == 2
    assert told[f"ledger {CONTRADICTS}"] == told["a value is strange"] == told["the ledger has a claim"] == 1
    assert told["a value is loose"] == told["the tone encoder reads a claim"] == 0
    assert told["the tone encoder reads a promise"] == pytest.approx(-told["the tone encoder reads a fault"], abs=0.01)


def test_the_sum_is_the_offset_and_the_weighed_signs() -> None:
    rule = Weighing((1.0, 2.0), -1.0, 0.0, -1.0, 0.5, "v")
    assert rule.of([3.0, 0.5]) == pytest.approx(3.0)


def test_what_ships_speaks_of_every_sign() -> None:
    assert len(weighing().weights) == len(SIGNS)
    assert weighing().look <= weighing().block


def test_a_file_without_a_sign_says_which(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "weighing.json"
    file.write_text(json.dumps({"weights": dict.fromkeys(SIGNS[1:], 0.0)}))
    monkeypatch.setattr(module, "FILE", file)
    weighing.cache_clear()
    try:
        with pytest.raises(ValueError, match=f"lacks {SIGNS[0]}"):
            weighing()
    finally:
        weighing.cache_clear()
