from __future__ import annotations

from collections.abc import Callable

from api.linter.formats import github
from api.linter.results import Result


def test_a_workflow_command_a_finding(result: Callable[..., Result]):
    found = result("Hi\nonly a day.", minimises=("only", None), repeats_itself=("day", None))
    assert github.render([found]).splitlines() == [
        "::error file=reply.txt,line=2,endLine=2,col=1,title=minimises,endColumn=5::This is%0Awhy. Say it so.",
        "::warning file=reply.txt,line=2,endLine=2,col=8,title=repeats-itself,endColumn=11::This is%0Awhy. Say it so.",
    ]


def test_names_are_escaped(result: Callable[..., Result]):
    assert "file=a%3A%2C%25.txt," in github.render([result("only", "a:,%.txt", minimises=("only", None))])


def test_a_span_over_lines_has_no_columns_of_its_end(result: Callable[..., Result]):
    line = github.render([result("one\ntwo", minimises=("ne\nt", None))])
    assert "line=1,endLine=2" in line
    assert "endColumn" not in line
