from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from api.linter.formats import human
from api.linter.results import Result

Make = Callable[..., Result]


def test_shows_the_line_the_span_the_reason_and_what_to_write(result: Make):
    found = result("Hi Ana,\nit is only a day late.", minimises=("only a day", "a day"))
    assert human.render([found], coloured=False).splitlines() == [
        "reply.txt:2:7: block minimises: This is why.",
        "  2 | it is only a day late.",
        "    |       ^^^^^^^^^^",
        "      on record: order-1",
        "    = Say it so.",
        "    + a day (--fix puts it in place)",
    ]


@pytest.mark.parametrize(
    ("text", "quote", "underline"),
    [
        ("出路 only a day", "only", "     ^^^^"),
        ("é only", "only", "  ^^^^"),
        ("e\u0301 only", "only", "  ^^^^"),
        ("\t\tonly", "only", "        ^^^^"),
        ("a\tonly", "only", "     ^^^^"),
        ("an 出路", "出路", "   ^^^^"),
    ],
)
def test_the_underline_stands_under_the_span(result: Make, text: str, quote: str, underline: str):
    lines = human.render([result(text, minimises=(quote, None))], coloured=False).splitlines()
    assert lines[2] == f"    | {underline}"


def test_a_long_line_is_cut_around_the_span(result: Make):
    text = "word " * 100 + "only a day late, " + "word " * 100
    _, source, underline, *_ = human.render([result(text, minimises=("only a day", None))], coloured=False).splitlines()
    assert len(source) < 115
    at = underline.index("^")
    assert source[at : at + 10] == "only a day"
    assert source.count("…") == 2


def test_a_span_over_lines_says_where_it_ends(result: Make):
    found = result("one\ntwo\nthree", minimises=("ne\ntwo\nth", None))
    assert "    |  ^^ … to line 3" in human.render([found], coloured=False)


def test_a_long_span_is_cut_too(result: Make):
    found = result("a" * 500, minimises=("a" * 500, None))
    assert max(map(len, human.render([found], coloured=False).splitlines())) < 115


def test_colours_only_when_asked(result: Make):
    found = result("only a day", minimises=("only", None))
    assert "\x1b[" not in human.render([found], coloured=False)
    coloured = human.render([found], coloured=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == human.render([found], coloured=False)


def test_a_reply_cannot_steer_the_terminal(result: Make):
    found = result("only \x1b]0;x\x07 a day\u202e", minimises=("only", None))
    assert not re.search(r"[\x1b\x07\u202e]", human.render([found], coloured=False))


def test_nothing_found_says_nothing(result: Make):
    assert human.render([result("fine")], coloured=True) == ""
