from __future__ import annotations

import json

import pytest

from evals import private_data
from guardrails.inbound.private_data import find_private_data


def write(path, *texts):
    lines = [
        json.dumps({"id": str(number), "text": text, "language": "en", "spans": spans})
        for number, (text, spans) in enumerate(texts)
    ]
    path.write_text("\n".join(lines))
    return path


def test_a_span_counts_as_found_when_nearly_all_of_it_is(tmp_path):
    text = "card 4111 1111 1111 1111 and order 58213"
    found = private_data.measure(
        write(
            tmp_path / "x.jsonl",
            (text, [{"start": 5, "end": 24, "kind": "card"}]),
            (text, [{"start": 5, "end": 40, "kind": "card"}]),
            (text, [{"start": 5, "end": 24, "kind": "iban"}]),
            ("write to a@b.example", []),
            ("order 58213 is late", []),
        )
    )
    assert (found.recall.hits, found.recall.cases) == (2, 3)
    assert (found.exact_kind.hits, found.exact_kind.cases) == (1, 2)
    assert (found.precision.hits, found.precision.cases) == (3, 4)
    assert (found.false_alarms.hits, found.false_alarms.cases) == (1, 2)
    assert found.ms > 0


def test_the_development_set_is_sound():
    texts = private_data.load(private_data.TUNE)
    assert len(texts) >= 250
    assert len({one.id for one in texts}) == len(texts)
    for one in texts:
        assert all(0 <= span.start < span.end <= len(one.text) for span in one.spans)


def test_the_development_set_is_found():
    found = private_data.measure()
    assert found.recall.value >= 0.97
    assert found.precision.value >= 0.97
    assert found.false_alarms.value <= 0.03
    assert found.ms < 20


@pytest.mark.parametrize("shown", [True, False])
def test_the_sealed_set_keeps_its_misses(tmp_path, capsys, shown):
    path = write(tmp_path / ("x.jsonl" if shown else "sealed.jsonl"), ("zzz", [{"start": 0, "end": 3, "kind": "card"}]))
    assert private_data.main([str(path), "--misses"]) == 0
    assert ("zzz" in capsys.readouterr().out) is shown


def test_the_detector_is_linear_in_long_texts():
    for piece in ("4 ", "a.", "my password is ", "12 High ", "calle de la ", "\n", "[card", "Flat 1, "):
        find_private_data(piece * 4000)
