from __future__ import annotations

import re
from collections.abc import Callable

from api.linter.formats import compact
from api.linter.results import Result


def test_a_line_a_finding_as_editors_read_it(result: Callable[..., Result]):
    found = result("Hi 😀,\nonly a day late.", minimises=("only a day", None), repeats_itself=("late", None))
    assert compact.render([found]).splitlines() == [
        "reply.txt:2:1: block minimises: This is why.",
        "reply.txt:2:12: review repeats-itself: This is why.",
    ]


def test_nothing_in_it_steers_a_terminal(result: Callable[..., Result]):
    found = result("ok \x1b[31m", "a\u202eb.txt", minimises=("ok", None))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202a-\u202e]", compact.render([found]))
