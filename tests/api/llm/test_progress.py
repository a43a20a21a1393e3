from __future__ import annotations

import json
from itertools import pairwise

from api.llm.progress import readable, telling

ANSWER = json.dumps({"public": "We're so “sorry” about this.", "private": "Please tell\nus more.", "facts": ["a"]})


def test_only_the_messages_words_are_read_from_a_partial_answer():
    assert readable('{"public": "We\'re so') == "We're so"
    assert readable(ANSWER) == "We're so “sorry” about this.\n\nPlease tell\nus more."
    assert readable("We're so sorry") == "We're so sorry"
    assert readable('{"pub') == ""
    assert readable("{]") == ""


def test_the_text_told_grows_and_ends_whole():
    told: list[str] = []
    tell = telling(told.append)
    for end in range(1, len(ANSWER) + 1):
        tell(ANSWER[:end])
    assert told[-1] == readable(ANSWER)
    assert all(later.startswith(earlier.rstrip("\n")) for earlier, later in pairwise(told))
    assert len(told) < len(ANSWER) / 10


def test_nobody_listening_is_told_nothing():
    assert telling(None) is None
