from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.errors import InvalidInput
from api.linter.replies import Written, replies
from api.linter.sources import Source

Write = Callable[[str, str], str]


def read(text: str) -> list[Written]:
    return replies(Source("a.txt", text))


def test_a_plain_file_is_one_reply():
    (one,) = read("\n\nSorry, Ana.\nBest, Sam\n\n")
    assert (one.text, one.offset, one.front) == ("Sorry, Ana.\nBest, Sam", 2, {})


def test_a_line_of_three_parts_replies():
    found = read("One.\n===\nTwo ===.\n=== \r\n\r\nThree.\n===\n")
    assert [(one.number, one.text) for one in found] == [(1, "One."), (2, "Two ===."), (3, "Three.")]


def test_more_or_fewer_marks_are_text():
    assert len(read("Title\n====\n\nText\n==\nmore")) == 1


def test_front_matter_tells_the_situation_and_is_not_checked():
    (one,) = read("---\naudience: private\nas-of: 2026-05-04\ncomplaint: |\n  Late!\n  Again.\n---\n\nSorry, Ana.")
    assert one.front == {"audience": "private", "as_of": "2026-05-04", "complaint": "Late!\nAgain.\n"}
    assert one.text == "Sorry, Ana."


def test_front_matter_holds_until_the_next():
    text = "---\naudience: private\nchannel: email\n---\nOne.\n===\nTwo.\n===\n---\naudience: public\n---\nThree."
    assert [one.front for one in read(text)] == [
        {"audience": "private", "channel": "email"},
        {"audience": "private", "channel": "email"},
        {"audience": "public", "channel": "email"},
    ]


def test_a_rule_in_a_reply_is_no_front_matter():
    (one,) = read("Sorry, Ana.\n---\nSam\n---\n")
    assert one.text == "Sorry, Ana.\n---\nSam\n---"
    assert read("---\nonly one line of dashes")[0].text.startswith("---")


def test_an_empty_file_is_an_empty_reply():
    assert [(one.text, one.number) for one in read("")] == [("", 1)]
    assert [one.text for one in read(" \n===\n \n")] == [""]


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("audiense: public", "a.txt:2: front matter knows no 'audiense'"),
        ("audience: public\nchannel: [x]", "a.txt:3: channel is a list or mapping"),
        ("- audience", "a.txt:2: front matter is no 'name: value' lines"),
        ("audience: public\n\tchannel: x", "a.txt:3: front matter"),
        ("? [a]\n: b", "a.txt:2: front matter knows no"),
    ],
)
def test_says_where_front_matter_is_wrong(front: str, told: str):
    with pytest.raises(InvalidInput) as raised:
        read(f"---\n{front}\n---\nSorry.")
    assert told in raised.value.detail
    assert raised.value.remedy


@given(st.lists(st.sampled_from(["===", "---", "", "a: b", "Sorry.", "audience: x", "\r", " é"]), max_size=12))
def test_what_is_found_stands_where_it_is_said_to(lines: list[str]):
    text = "\n".join(lines)
    try:
        found = read(text)
    except InvalidInput:
        return
    assert all(text[one.offset : one.offset + len(one.text)] == one.text for one in found)
    assert [one.number for one in found] == list(range(1, len(found) + 1))
