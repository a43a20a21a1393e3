from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api.errors import InvalidInput
from api.linter.sources import Place, sources

Write = Callable[[str, str], str]


def test_names_and_globs_are_read_once_each_in_order(write: Write):
    for name in ("b.txt", "a.txt", "deep/er/c.txt", "deep/d.md"):
        write(name, name)
    assert [one.name for one in sources(["b.txt", "*.txt"])] == ["b.txt", "a.txt"]
    assert [one.text for one in sources(["deep/**/*.txt"])] == ["deep/er/c.txt"]


def test_a_name_that_looks_like_a_glob_is_a_name_first(write: Write):
    write("reply[1].txt", "one")
    write("reply1.txt", "other")
    assert [one.text for one in sources(["reply[1].txt"])] == ["one"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("none.txt", "none.txt cannot be read"), ("*.none", "matches no file"), (".", "is a folder")],
)
def test_says_what_cannot_be_read(write: Write, name: str, told: str):
    write("a.txt", "a")
    with pytest.raises(InvalidInput, match=told.replace("*", r"\*")) as raised:
        sources([name])
    assert raised.value.remedy


def test_says_that_a_file_is_no_text(write: Write, tmp_path: Path):
    write("a.txt", "")
    (tmp_path / "a.txt").write_bytes(b"abc\xff")
    with pytest.raises(InvalidInput, match=r"a\.txt is not UTF-8 text \(byte 3\)"):
        sources(["a.txt"])


def test_standard_input_is_utf_8_whatever_the_terminal_is(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Grüße".encode()), encoding="latin-1"))
    assert sources(["-"])[0].text == "Grüße"


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, Place(1, 1)), (1, Place(1, 2)), (2, Place(1, 3)), (4, Place(2, 1)), (5, Place(2, 2)), (7, Place(3, 1))],
)
def test_places_count_code_points_from_one(write: Write, offset: int, place: Place):
    (source,) = sources([write("a.txt", "😀é\r\nab\n")])
    assert source.place(offset) == place
    assert [source.line(number) for number in (1, 2, 3)] == ["😀é", "ab", ""]


def test_what_is_written_back_keeps_its_mark_and_its_line_ends(write: Write, tmp_path: Path):
    write("a.txt", "\ufeffone\r\ntwo\r\n")
    (source,) = sources(["a.txt"])
    assert source.text == "one\r\ntwo\r\n"
    source.write(source.text.replace("two", "three"))
    assert (tmp_path / "a.txt").read_bytes() == b"\xef\xbb\xbfone\r\nthree\r\n"
