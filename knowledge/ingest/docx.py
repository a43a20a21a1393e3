"""Word documents."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from knowledge.ingest.reading import Document, Reading, Unreadable, limited, title_from

MAX_UNPACKED_BYTES = 20_000_000
"""Most bytes a document may unpack to: a small archive can hold gigabytes of zeros."""
MAX_PARTS = 5_000
_OLE = b"\xd0\xcf\x11\xe0"
_LEVEL = re.compile(r"heading (\d)")


def read_docx(name: str, content: bytes) -> Reading:
    """Return the document in reading order, with headings, list items and table rows marked as in Markdown.

    Raises:
        Unreadable: it is protected, broken, unpacks to too much, or says nothing.
    """
    if content.startswith(_OLE):
        raise Unreadable("it is protected by a password or in the old .doc format; save it as an open .docx")
    _check_archive(content)
    import docx  # noqa: PLC0415 - costs 0.2 s

    try:
        document = docx.Document(io.BytesIO(content))
        title, blocks = _blocks(document)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"it is not a Word document that can be read ({type(error).__name__}: {error})") from error
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(blocks)).strip()
    if not text:
        raise Unreadable("it contains no text")
    return Reading(documents=[Document(title or title_from(name), limited(text), {})])


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(f"it is not a .docx file ({error})") from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise Unreadable(f"it unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB; it is not read")


def _blocks(document: Any) -> tuple[str, list[str]]:
    from docx.table import Table  # noqa: PLC0415 - as above

    title = str(document.core_properties.title or "").strip()
    blocks: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            blocks += ["", *_rows(block), ""]
            continue
        text = block.text.strip()
        style = (block.style.name or "").lower() if block.style is not None else ""
        level = _LEVEL.match(style)
        if not text:
            blocks.append("")
        elif style == "title" or (level and level[1] == "1" and not blocks and not title):
            title = text
        elif level:
            blocks += ["", f"{'#' * int(level[1])} {text}", ""]
        elif style.startswith("list") or _is_numbered(block):
            blocks.append(f"- {text}")
        else:
            blocks += ["", text]
    return title, blocks


def _is_numbered(paragraph: Any) -> bool:
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx has no public way to tell a list item
    return properties is not None and properties.numPr is not None


def _rows(table: Any) -> list[str]:
    rows = []
    for row in table.rows:
        cells = list(dict.fromkeys(cell._tc for cell in row.cells))  # noqa: SLF001 - merged cells repeat their element
        texts = ["".join(part.text or "" for part in cell.iter() if part.tag.endswith("}t")) for cell in cells]
        if any(text.strip() for text in texts):
            rows.append("| " + " | ".join(" ".join(text.split()) for text in texts) + " |")
    return rows
