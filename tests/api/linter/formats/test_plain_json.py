from __future__ import annotations

import json
from collections.abc import Callable

from api.linter.formats import plain_json
from api.linter.results import Result


def test_a_list_of_replies_with_their_findings_and_places(result: Callable[..., Result]):
    (told,) = json.loads(plain_json.render([result("---\n---\nHi\nonly a day", minimises=("only", "x"))]))
    assert (told["file"], told["reply"], told["line"], told["verdict"]) == ("reply.txt", 1, 3, "block")
    (finding,) = told["findings"]
    assert (finding["start"], finding["end"], finding["quote"]) == (3, 7, "only")
    assert [finding[name] for name in ("line", "column", "end_line", "end_column")] == [4, 1, 4, 5]
