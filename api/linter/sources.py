"""The files to lint: found by name or glob, read whole, written back as they were but for what was mended."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from api.errors import InvalidInput

STDIN = "-"
_MARK = b"\xef\xbb\xbf"
"""What some editors put before UTF-8 text."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: line and column count from 1, columns in code points."""

    line: int
    column: int


class Source:
    """A file that was read. `text` keeps its line ends."""

    def __init__(self, name: str, text: str, *, marked: bool = False) -> None:
        self.name = name
        self.text = text
        self._marked = marked
        self._lines = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]

    def place(self, offset: int) -> Place:
        """Return where the code point at `offset` stands."""
        line = bisect_right(self._lines, offset)
        return Place(line, offset - self._lines[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return the line with this number, without its end."""
        end = self._lines[number] - 1 if number < len(self._lines) else len(self.text)
        return self.text[self._lines[number - 1] : end].removesuffix("\r")

    def write(self, text: str) -> None:
        """Put `text` into the file, encoded as it was."""
        Path(self.name).write_bytes((_MARK if self._marked else b"") + text.encode())


def sources(names: Sequence[str]) -> list[Source]:
    """Return the files that the names and globs stand for, each once, in the order given.

    Raises:
        InvalidInput: a file is missing, is a folder, or is not UTF-8 text; a glob matches nothing.
    """
    return [_read(name) for name in dict.fromkeys(path for name in names for path in _expanded(name))]


def _expanded(name: str) -> Iterator[str]:
    if name == STDIN or not has_magic(name) or Path(name).exists():
        yield name
        return
    found = sorted(path for path in glob(name, recursive=True) if Path(path).is_file())  # noqa: PTH207 - any glob, absolute too
    if not found:
        raise InvalidInput(f"{name} matches no file", remedy="name a file that exists")
    yield from found


def _read(name: str) -> Source:
    try:
        content = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except IsADirectoryError:
        raise InvalidInput(f"{name} is a folder", remedy=f"name the files in it, such as '{name}/**/*.txt'") from None
    except OSError as error:
        raise InvalidInput(f"{name} cannot be read: {error.strerror}", remedy="name a file that exists") from error
    marked = content.startswith(_MARK)
    try:
        return Source(name, content.removeprefix(_MARK).decode(), marked=marked)
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{name} is not UTF-8 text (byte {error.start})", remedy="save it as UTF-8") from None
