"""Sources: which files there are, which reader takes which, and what facts one holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from knowledge.facts import Fact, FactKind
from knowledge.ingest.docx import read_docx
from knowledge.ingest.html import read_html
from knowledge.ingest.jsonlines import read_json, read_jsonl
from knowledge.ingest.markdown import read_markdown, read_text
from knowledge.ingest.pdf import read_pdf
from knowledge.ingest.reading import MAX_SOURCE_BYTES, Failure, Reading, Unreadable
from knowledge.ingest.records import BadRow, fact_from_row, facts_from_document, kind_of, merged, slug
from knowledge.ingest.table import read_csv

READERS: dict[str, Callable[[str, bytes], Reading]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
}
"""Readers by the ending of a file's name."""
MAX_FILES = 100_000
_FOLDERS = {
    **dict.fromkeys(("policy", "policies"), FactKind.POLICY),
    **dict.fromkeys(("order", "orders"), FactKind.ORDER),
    **dict.fromkeys(("contact", "contacts"), FactKind.CONTACT),
    **dict.fromkeys(("note", "notes"), FactKind.NOTE),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file: `path` to read it, `name` relative to the ingested root, with `/` between folders."""

    path: Path
    name: str

    @property
    def group(self) -> str:
        """Return the name under which the repository remembers it."""
        return group_of(self.path)


@dataclass(slots=True)
class Read:
    """The facts of one source, its failures, and the ids of facts whose rows failed and which are kept as they were."""

    facts: list[Fact] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def group_of(path: Path) -> str:
    """Return the group of a file or the prefix of a folder's groups."""
    return "file:" + os.fsencode(path.resolve()).decode("utf-8", "replace")


def sources_under(root: Path) -> Iterator[Source]:
    """Yield the files under a folder that some reader takes, in order of name; hidden ones and linked folders are left.

    Raises:
        OSError: the folder cannot be listed.
    """

    def stop(error: OSError) -> None:
        raise error

    for folder, folders, files in os.walk(root, onerror=stop):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder) / name
            if not name.startswith((".", "~$")) and path.suffix.lower() in READERS and path.is_file():
                yield Source(path, path.relative_to(root).as_posix())


def content_of(path: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        Unreadable: it cannot be read, is no plain file, or is larger than 100 MB.
    """
    try:
        if not path.is_file():
            raise Unreadable("it is not a file")
        if path.stat().st_size > MAX_SOURCE_BYTES:
            raise Unreadable(f"it is larger than {MAX_SOURCE_BYTES // 1_000_000} MB; split it")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"it cannot be opened: {error.strerror or error}") from error


def digest_of(content: bytes, kind: FactKind | None) -> str:
    """Return the digest of a source's content as it was read, the kind it was taken for included."""
    return blake2b(content, digest_size=16, person=(kind or "").encode()[:16]).hexdigest()


def base_id(name: str) -> str:
    """Return the id of the document in a file: `policies/Returns.md` is `returns`, `uk/returns.md` is `uk/returns`."""
    path = PurePosixPath(name)
    parts = [slug(part) for part in path.parts[:-1] if part.lower() not in _FOLDERS]
    return "/".join([*parts, slug(path.stem)])[:150]


def read_bytes(name: str, content: bytes, *, kind: FactKind | str | None = None, id_prefix: str | None = None) -> Read:
    """Return the facts in a file's content; `name` tells its format and its facts' ids.

    `kind` is what rows and documents are that do not say it themselves. Nothing is raised for bad content: it is told
    in `failures`.

    Raises:
        ValueError: `kind` is no kind of fact.
    """
    default = FactKind(kind) if kind is not None else None
    result = Read()
    try:
        reading = _reader(name)(name, _bounded(content))
    except Unreadable as error:
        result.failures.append(Failure(name, None, str(error)))
        return result
    result.failures += [Failure(name, line, reason) for line, reason in reading.problems]
    _take_documents(result, reading, name, default, id_prefix or base_id(name))
    _take_rows(result, reading, name, default, id_prefix or base_id(name))
    return result


def _reader(name: str) -> Callable[[str, bytes], Reading]:
    suffix = PurePosixPath(name.lower()).suffix
    if suffix not in READERS:
        raise Unreadable(f"files ending in {suffix or 'nothing'!r} are not read; known are {', '.join(READERS)}")
    return READERS[suffix]


def _bounded(content: bytes) -> bytes:
    if len(content) > MAX_SOURCE_BYTES:
        raise Unreadable(f"it is larger than {MAX_SOURCE_BYTES // 1_000_000} MB; split it")
    if not content.strip():
        raise Unreadable("it is empty")
    return content


def _take_documents(result: Read, reading: Reading, name: str, default: FactKind | None, fact_id: str) -> None:
    for document in reading.documents:
        try:
            kind = kind_of({"kind": document.meta.get("kind")}, default or _kind_by_place(name) or FactKind.POLICY)
            result.facts += facts_from_document(document, kind, source=name, fact_id=fact_id)
        except BadRow as error:
            result.failures.append(Failure(name, None, str(error)))


def _take_rows(result: Read, reading: Reading, name: str, default: FactKind | None, fact_id: str) -> None:
    facts: dict[tuple[FactKind, str], Fact] = {}
    expected = default or _kind_by_place(name)
    for row in reading.rows:
        try:
            fact = fact_from_row(row.values, kind_of(row.values, expected), source=name, fallback_id=fact_id)
        except BadRow as error:
            result.failures.append(Failure(name, row.line, str(error)))
            result.kept += [error.fact] if error.fact else []
            continue
        key = (fact.kind, fact.id)
        facts[key] = merged(facts[key], fact) if key in facts and _is_line_item(row.values) else fact
    result.facts += facts.values()


def _is_line_item(values: object) -> bool:
    """Tell whether a row holds one item of an order, which other rows may continue."""
    names = {str(name).strip().lower().replace(" ", "_") for name in values} if isinstance(values, dict) else set()
    return bool(names & {"item", "product", "item_name", "product_name", "lineitem_name"})


def _kind_by_place(name: str) -> FactKind | None:
    path = PurePosixPath(name.lower())
    places = [path.stem, *reversed(path.parts[:-1])]
    return next((_FOLDERS[place] for place in places if place in _FOLDERS), None)
