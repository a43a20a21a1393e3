"""Ingest: files and folders into the repository, again and again with the same result."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from knowledge.chunking import passages_of
from knowledge.facts import Fact, FactKind
from knowledge.ingest.reading import Failure, Unreadable
from knowledge.ingest.sources import (
    MAX_FILES,
    Read,
    Source,
    base_id,
    content_of,
    digest_of,
    group_of,
    read_bytes,
    sources_under,
)
from knowledge.repository import FactRepository, Upserted


@dataclass(slots=True)
class IngestReport:
    """What an ingest did: ids of facts created, updated, unchanged and removed, and what could not be taken."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def add(self, done: Upserted) -> None:
        """Count what an upsert did."""
        self.created += done.created
        self.updated += done.updated
        self.unchanged += done.unchanged


def ingest(
    paths: Iterable[Path | str],
    repo: FactRepository,
    *,
    kind: FactKind | str | None = None,
    progress: Callable[[str], None] | None = None,
) -> IngestReport:
    """Bring the facts of files and folders into `repo`; return what changed.

    Each file is taken whole or not at all, but for bad rows, which are reported while the others go in. A file that
    changed replaces its facts, one that vanished from a folder given takes its facts with it, and one that cannot be
    read this time keeps those it had. Other folders' facts are never touched. `progress` is told each file's name.

    Raises:
        ValueError: `kind` is no kind of fact.
    """
    default = FactKind(kind) if kind is not None else None
    report = IngestReport()
    for given in paths:
        path = Path(given)
        if path.is_dir():
            _folder(path, repo, default, report, progress)
        elif path.is_file():
            _take(Source(path, path.name), repo, default, report, progress)
        elif group_of(path) in repo.groups():
            _forget([group_of(path)], repo, report)
        else:
            report.failures.append(Failure(str(given), None, "there is no such file or folder"))
    return report


def ingest_upload(
    name: str, content: bytes, repo: FactRepository, *, kind: FactKind | str | None = None
) -> IngestReport:
    """Bring an uploaded file's facts into `repo`; a later upload of the same name replaces them.

    Raises:
        ValueError: `kind` is no kind of fact.
    """
    report = IngestReport()
    read = read_bytes(name, content, kind=kind)
    _store(read, f"upload:{name}", digest_of(content, FactKind(kind) if kind else None), repo, report)
    return report


def _folder(
    root: Path,
    repo: FactRepository,
    kind: FactKind | None,
    report: IngestReport,
    progress: Callable[[str], None] | None,
) -> None:
    try:
        sources = list(sources_under(root))
    except OSError as error:
        report.failures.append(Failure(str(root), None, f"it cannot be listed: {error.strerror or error}"))
        return
    if len(sources) > MAX_FILES:
        report.failures.append(Failure(str(root), None, f"it holds more than {MAX_FILES:,} files"))
        return
    present = {source.group for source in sources}
    prefix = group_of(root).rstrip("/") + "/"
    _forget([group for group in repo.groups() if group.startswith(prefix) and group not in present], repo, report)
    for source in sources:
        _take(source, repo, kind, report, progress)


def _forget(groups: Iterable[str], repo: FactRepository, report: IngestReport) -> None:
    for group in groups:
        report.removed += repo.prune(group, ())
        repo.mark_group(group, None)


def _take(
    source: Source,
    repo: FactRepository,
    kind: FactKind | None,
    report: IngestReport,
    progress: Callable[[str], None] | None,
) -> None:
    if progress is not None:
        progress(source.name)
    try:
        content = content_of(source.path)
    except Unreadable as error:
        report.failures.append(Failure(source.name, None, str(error)))
        return
    fact_id = _own_id(source, repo)
    read = read_bytes(source.name, content, kind=kind, id_prefix=fact_id)
    _store(read, source.group, digest_of(content, kind) + _id_mark(fact_id), repo, report)


def _own_id(source: Source, repo: FactRepository) -> str:
    """Return the id of a file's document: two folders may each hold a `returns.md`, and the second gets a suffix."""
    plain = base_id(source.name)
    taken = any(mark.endswith(_id_mark(plain)) for group, mark in repo.groups().items() if group != source.group)
    return f"{plain}-{blake2b(source.group.encode(), digest_size=3).hexdigest()}" if taken else plain


def _id_mark(fact_id: str) -> str:
    """Return the end of a group's digest, by which later ingests know the id that its document took."""
    return "." + blake2b(fact_id.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _store(read: Read, group: str, digest: str, repo: FactRepository, report: IngestReport) -> None:
    report.failures += read.failures
    if read.failures and not read.facts:
        return
    passages = [passage for fact in read.facts for passage in passages_of(fact)]
    report.add(repo.upsert(read.facts, passages, group=group))
    report.removed += repo.prune(group, [*(fact.id for fact in read.facts), *read.kept])
    repo.mark_group(group, digest)


def put(facts: Iterable[Fact], repo: FactRepository) -> Upserted:
    """Store facts that came one by one and belong to no file, with the passages they are found by."""
    listed = list(facts)
    return repo.upsert(listed, [passage for fact in listed for passage in passages_of(fact)])
