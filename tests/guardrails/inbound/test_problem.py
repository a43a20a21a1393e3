from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.inbound.problem import ProblemKind, describe_problem
from knowledge.facts import Fact, FactKind

_LINES = [
    [part.strip() for part in line.split(" | ")]
    for line in (Path(__file__).parent / "problem_table.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "kind", "thing"), _LINES, ids=[line[0][:50] for line in _LINES])
def test_names_the_problem(text, kind, thing):
    problem = describe_problem(text)
    assert problem is not None
    assert (problem.kind.value, problem.thing) == (kind, None if thing == "-" else thing)
