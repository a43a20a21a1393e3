"""PDF files: the text with its headings, which PDF knows only as larger or bolder letters."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from knowledge.ingest.reading import MAX_TEXT, Document, Reading, Unreadable, title_from

MAX_PAGES = 2_000
MAX_SECONDS = 60.0
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])-\n(?=[a-zà-ÿ])")
_PAGE_NUMBER = re.compile(r"(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von)\s*\d{1,4})?", re.IGNORECASE)
_EDGE_NUMBER = re.compile(r"^\d{1,4}\b|\b\d{1,4}$")
_LIST = re.compile(r"(?:[-*•–·‣▪]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    bold: bool
    page: int


def read_pdf(name: str, content: bytes) -> Reading:
    """Return the text of a PDF; running heads and page numbers are left out.

    Raises:
        Unreadable: it is encrypted, broken, too long, takes longer than a minute, or holds no text (a scan).
    """
    from pypdf import PdfReader  # noqa: PLC0415 - costs 0.25 s

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(content))
        _unlock(reader)
        lines = _lines(reader)
        title = str((reader.metadata.title if reader.metadata else None) or "").strip()
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"it is not a PDF that can be read ({type(error).__name__}: {error})") from error
    if not any(line.text for line in lines):
        raise Unreadable("it holds no text; it may be a scan: run text recognition (OCR) on it first")
    return Reading(documents=[_document(name, title, lines)])


def _unlock(reader: Any) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("it is protected by a password; save it without one")


def _lines(reader: Any) -> list[_Line]:
    if len(reader.pages) > MAX_PAGES:
        raise Unreadable(f"it has {len(reader.pages):,} pages, more than {MAX_PAGES:,}; split it")
    deadline = time.monotonic() + MAX_SECONDS
    lines: list[_Line] = []
    length = 0
    for number, page in enumerate(reader.pages):
        for line in _page_lines(page, number):
            lines.append(line)
            length += len(line.text)
        if length > MAX_TEXT:
            raise Unreadable(f"it holds more than {MAX_TEXT:,} characters of text; split it")
        if time.monotonic() > deadline:
            raise Unreadable(f"reading it took longer than {MAX_SECONDS:.0f} seconds (at page {number + 1})")
    return _without_running_heads(lines, len(reader.pages))


def _page_lines(page: Any, number: int) -> list[_Line]:
    sizes: list[tuple[str, float, bool]] = []

    def visit(text: str, _cm: Any, matrix: Any, font: Any, size: float | None) -> None:
        if text.strip():
            scale = max(abs(float(matrix[0])), abs(float(matrix[3]))) or 1.0
            name = str((font or {}).get("/BaseFont", "")).lower()
            sizes.extend(
                (part.strip(), float(size or 0) * scale, "bold" in name or "black" in name)
                for part in text.split("\n")
                if part.strip()
            )

    whole = page.extract_text(visitor_text=visit)
    look = {text: (size, bold) for text, size, bold in sizes}
    lines = []
    for raw in whole.split("\n"):
        text = raw.strip()
        size, bold = look.get(text) or _look_of_parts(text, sizes)
        lines.append(_Line(text, round(size, 1), bold, number))
    return lines


def _look_of_parts(text: str, sizes: list[tuple[str, float, bool]]) -> tuple[float, bool]:
    """Return size and weight of a line that was drawn in parts: those of its longest part."""
    parts = [part for part in sizes if part[0] in text] if text else []
    longest = max(parts, key=lambda part: len(part[0]), default=("", 0.0, False))
    return longest[1], longest[2] and all(part[2] for part in parts)


def _without_running_heads(lines: list[_Line], pages: int) -> list[_Line]:
    """Return the lines without page numbers, and without what stands first or last on most pages."""
    edges = _edges(lines)
    seen = Counter(
        text for text, _ in {(_EDGE_NUMBER.sub("", lines[index].text), lines[index].page) for index in edges}
    )
    running = {text for text, count in seen.items() if count >= max(3, 0.6 * pages)}
    return [
        line
        for index, line in enumerate(lines)
        if not _PAGE_NUMBER.fullmatch(line.text) and not (index in edges and _EDGE_NUMBER.sub("", line.text) in running)
    ]


def _edges(lines: list[_Line]) -> set[int]:
    """Return the places of the first two and last two lines of each page."""
    by_page: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.text:
            by_page.setdefault(line.page, []).append(index)
    return {index for places in by_page.values() for index in (*places[:2], *places[-2:])}


def _document(name: str, title: str, lines: list[_Line]) -> Document:
    body = _body_size(lines)
    largest = max((line.size for line in lines), default=body)
    parts: list[str] = []
    for number, line in enumerate(lines):
        if not line.text:
            parts.append("")
        elif _is_heading(line, body, lines[number + 1] if number + 1 < len(lines) else None):
            if number < 5 and line.size == largest and (not title or title == line.text):
                title = line.text
                continue
            parts.extend(("", f"{'##' if line.size > body * 1.35 else '###'} {line.text}", ""))
        else:
            parts.extend(("", line.text) if _LIST.match(line.text) else (line.text,))
    text = _HYPHEN.sub("", re.sub(r"\n{3,}", "\n\n", "\n".join(parts))).strip()
    return Document(title or title_from(name), text, {})


def _body_size(lines: list[_Line]) -> float:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 0.0


def _is_heading(line: _Line, body: float, following: _Line | None) -> bool:
    if len(line.text) > 100 or line.text[-1] in ".,;:" or not any(char.isalpha() for char in line.text):
        return False
    return line.size > body * 1.1 or (
        line.bold and following is not None and not following.bold and not _LIST.match(line.text)
    )
