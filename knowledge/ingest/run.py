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
from knowledge.passages import Passage
from knowledge.repository import FactRepository, Upserted

Inspect = Callable[[Fact], str | None]
"""Returns what is wrong with a fact, or None."""


@dataclass(slots=True)
class IngestReport:
    """What an ingest did: ids of facts created, updated, unchanged and removed, and what could not be taken.

    `warnings` are about facts that were taken, but that whoever inspects them finds unfit to be used.
    """

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    warnings: list[Failure] = field(default_factory=list)

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
    inspect: Inspect | None = None,
) -> IngestReport:
    """Bring the facts of files and folders into `repo`; return what changed.

    Each file is taken whole or not at all, but for bad rows, which are reported while the others go in. A file that
    changed replaces its facts, one that vanished from a folder given takes its facts with it, and one that cannot be
    read this time keeps those it had. Other folders' facts are never touched. `progress` is told each file's name;
    `inspect` returns what is wrong with a passage, for the report's warnings.

    Raises:
        ValueError: `kind` is no kind of fact.
    """
    run = _Run(repo, FactKind(kind) if kind is not None else None, progress, inspect)
    for given in paths:
        path = Path(given)
        if path.is_dir():
            run.folder(path)
        elif path.is_file():
            run.take(Source(path, path.name))
        elif group_of(path) in run.marks:
            run.forget([group_of(path)])
        else:
            run.report.failures.append(Failure(str(given), None, "there is no such file or folder"))
    return run.report


def ingest_upload(
    name: str,
    content: bytes,
    repo: FactRepository,
    *,
    kind: FactKind | str | None = None,
    inspect: Inspect | None = None,
) -> IngestReport:
    """Bring an uploaded file's facts into `repo`; a later upload of the same name replaces them.

    Raises:
        ValueError: `kind` is no kind of fact.
    """
    run = _Run(repo, FactKind(kind) if kind is not None else None, None, inspect)
    run.store(read_bytes(name, content, kind=kind), f"upload:{name}", digest_of(content, run.kind))
    return run.report


class _Run:
    """One ingest: what it does to the repository, and what it has to tell."""

    def __init__(
        self,
        repo: FactRepository,
        kind: FactKind | None,
        progress: Callable[[str], None] | None,
        inspect: Inspect | None,
    ) -> None:
        self.kind = kind
        self.report = IngestReport()
        self.marks = repo.groups()
        self._repo = repo
        self._progress = progress
        self._inspect = inspect

    def folder(self, root: Path) -> None:
        """Take every file under a folder, and forget those that were there and are no more."""
        try:
            sources = list(sources_under(root))
        except OSError as error:
            self._fail(str(root), f"it cannot be listed: {error.strerror or error}")
            return
        if len(sources) > MAX_FILES:
            self._fail(str(root), f"it holds more than {MAX_FILES:,} files")
            return
        present = {source.group for source in sources}
        prefix = group_of(root).rstrip("/") + "/"
        self.forget([group for group in self.marks if group.startswith(prefix) and group not in present])
        for source in sources:
            self.take(source)

    def take(self, source: Source) -> None:
        """Read one file and store its facts."""
        if self._progress is not None:
            self._progress(source.name)
        try:
            content = content_of(source.path)
        except Unreadable as error:
            self._fail(source.name, str(error))
            return
        fact_id = self._own_id(source)
        read = read_bytes(source.name, content, kind=self.kind, id_prefix=fact_id)
        self.store(read, source.group, digest_of(content, self.kind) + _id_mark(fact_id))

    def store(self, read: Read, group: str, mark: str) -> None:
        """Store the facts of one source in place of those it had."""
        self.report.failures += read.failures
        if read.failures and not read.facts:
            return
        passages = [passage for fact in read.facts for passage in passages_of(fact)]
        self.report.add(self._repo.upsert(read.facts, passages, group=group))
        self.report.warnings += _warnings(read.facts, passages, self._inspect)
        self.report.removed += self._repo.prune(group, [*(fact.id for fact in read.facts), *read.kept])
        self._repo.mark_group(group, mark)
        self.marks[group] = mark

    def forget(self, groups: Iterable[str]) -> None:
        """Remove the facts of sources that are no more."""
        for group in list(groups):
            self.report.removed += self._repo.prune(group, ())
            self._repo.mark_group(group, None)
            self.marks.pop(group, None)

    def _own_id(self, source: Source) -> str:
        """Return the id of a file's document: two folders may each hold a `returns.md`; the second gets a suffix."""
        plain = base_id(source.name)
        mark = _id_mark(plain)
        taken = any(other.endswith(mark) for group, other in self.marks.items() if group != source.group)
        return f"{plain}-{blake2b(source.group.encode(), digest_size=3).hexdigest()}" if taken else plain

    def _fail(self, source: str, reason: str) -> None:
        self.report.failures.append(Failure(source, None, reason))


def _warnings(facts: Iterable[Fact], passages: Iterable[Passage], inspect: Inspect | None) -> list[Failure]:
    """Return what is wrong with passages, as they would be used, and with the values of facts that have any."""
    if inspect is None:
        return []
    looked_at = [*(passage.as_fact() for passage in passages), *(fact for fact in facts if fact.data)]
    said = ((fact, inspect(fact)) for fact in looked_at)
    return [Failure(fact.source or fact.id, None, wrong) for fact, wrong in said if wrong]


def _id_mark(fact_id: str) -> str:
    """Return the end of a group's digest, by which later ingests know the id that its document took."""
    return "." + blake2b(fact_id.encode("utf-8", "replace"), digest_size=8).hexdigest()


def put(facts: Iterable[Fact], repo: FactRepository) -> Upserted:
    """Store facts that came one by one and belong to no file, with the passages they are found by."""
    listed = list(facts)
    return repo.upsert(listed, [passage for fact in listed for passage in passages_of(fact)])
