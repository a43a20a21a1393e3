from __future__ import annotations

import json

import pytest

from evals import messages
from evals.messages import CASES, measure
from guardrails.inbound.assessment import Action, Gravity, Kind, Topic


@pytest.mark.parametrize("split", ["tune", "sealed"])
def test_every_label_is_one_there_is(split):
    seen = set()
    for line in (CASES / f"{split}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        wanted = case["expect"]
        assert wanted["kind"] in set(Kind)
        for name, values in (("topic", Topic), ("severity", Gravity), ("action", Action)):
            assert set(wanted[name]) <= set(values), case["id"]
            assert wanted[name], case["id"]
        assert case["id"] not in seen
        seen.add(case["id"])
    assert len(seen) == 240


def test_what_is_counted(tmp_path, monkeypatch):
    wanted = {"topic": ["product"], "severity": ["medium", "high"], "action": ["reply_and_take_offline"]}
    plain = {"kind": "complaint", **wanted, "critical": "none", "wants_resolution": True}
    praise = {**plain, "kind": "praise", "severity": ["low"], "action": ["reply_public"]}
    lines = [
        {"id": "a", "text": "My new kettle arrived broken, please replace it", "channel": "x", "expect": plain},
        {"id": "b", "text": "My new kettle arrived broken, please replace it", "channel": "x", "expect": praise},
    ]
    (tmp_path / "own.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    monkeypatch.setattr(messages, "CASES", tmp_path)
    counts = measure("own")
    assert counts.hits["kind"] == [1, 2]
    assert counts.hits["action"] == [1, 2]
    assert (counts.found, counts.false, counts.missed) == (1, 1, 0)
    assert counts.hits["others escalated"] == [0, 2]
    assert counts.ignored == []
