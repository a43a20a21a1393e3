"""What a reader makes of a source: documents and rows, and what it could not read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_SOURCE_BYTES = 100_000_000
"""Largest file read."""
MAX_TEXT = 5_000_000
"""Most text taken from one document, in code points."""
MAX_ROWS = 1_000_000
_MAX_FRONT_MATTER = 20_000
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


class Unreadable(Exception):
    """A source cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was not taken: the source, its line (None for the whole source) and the reason with the value."""

    source: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Document:
    """A text with a title; headings are Markdown's, `meta` is its front matter."""

    title: str
    text: str
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table or a list, with the line on which it ends."""

    line: int
    values: Mapping[str, Any]


@dataclass(slots=True)
class Reading:
    """What a reader found in one source."""

    documents: list[Document] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    problems: list[tuple[int | None, str]] = field(default_factory=list)


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8 (with or without mark), UTF-16 with a mark, or else Windows-1252.

    Raises:
        Unreadable: the bytes are no text.
    """
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if wide else ("utf-8-sig", "cp1252")
    if not wide and content[:4096].count(b"\x00") > len(content[:4096]) // 100:
        raise Unreadable("it is not a text file (it contains NUL bytes)")
    for encoding in encodings:
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise Unreadable("its encoding is neither UTF-8, UTF-16 nor Windows-1252; save it as UTF-8")


def with_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the YAML front matter of a text and the text after it; an empty dict when there is none.

    Raises:
        Unreadable: the front matter is not a YAML mapping.
    """
    match = _FRONT_MATTER.match(text[: _MAX_FRONT_MATTER + 10])
    if not match:
        return {}, text
    try:
        meta = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Unreadable(f"its front matter is not valid YAML: {error}") from error
    if meta is None:
        return {}, text[match.end() :]
    if not isinstance(meta, dict):
        return {}, text
    return {str(name).strip().lower().replace("-", "_"): value for name, value in meta.items()}, text[match.end() :]


def title_from(name: str) -> str:
    """Return a title made from a file's name: `returns-policy.md` is `Returns policy`."""
    stem = name.rsplit("/", 1)[-1]
    stem = stem.rsplit(".", 1)[0] if "." in stem[1:] else stem
    words = re.sub(r"[-_\s]+", " ", stem).strip()
    return words[:1].upper() + words[1:] if words else "Untitled"


def limited(text: str) -> str:
    """Return `text` when it is not too long.

    Raises:
        Unreadable: it is.
    """
    if len(text) > MAX_TEXT:
        raise Unreadable(f"it holds {len(text):,} characters of text, more than {MAX_TEXT:,}; split it")
    return text
