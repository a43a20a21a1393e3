"""Retrieval: the passages that bear on a complaint, found by meaning and by word, checked against the repository."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Protocol

from knowledge.embeddings import Embedder, EmbeddingUnavailable, Vectors
from knowledge.facts import FactKind
from knowledge.index import IndexUnavailable
from knowledge.lexical import LexicalIndex, words_of
from knowledge.passages import Hit, Passage
from knowledge.repository import FactRepository
from knowledge.vocabulary import policy_words

log = logging.getLogger(__name__)

DENSE_WEIGHT = 0.5
NEAR_IDENTICAL = 0.9
_RETRY_SECONDS = 5.0
_SYNC_WAIT_SECONDS = 2.0
_PAGE = 2_000
_OVERFETCH = 8
_MIN_FETCH = 40
_MAX_FETCH = 1_000
_LOOKUP = 12


class Vectorised(Protocol):
    """What retrieval asks of the vector index; `knowledge.index.VectorIndex` is one, and its docstrings tell more."""

    @property
    def count(self) -> int:
        """Return how many vectors there are."""
        ...

    @property
    def revision(self) -> int:
        """Return the repository's revision up to which the index is complete."""
        ...

    def upsert(self, keys: Sequence[str], vectors: Vectors) -> None:
        """Store one vector per key."""
        ...

    def delete(self, keys: Sequence[str]) -> None:
        """Forget the keys."""
        ...

    def query(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Return up to `k` keys with their similarity, best first."""
        ...

    def missing(self, keys: Sequence[str]) -> list[str]:
        """Return the keys that have no vector."""
        ...

    def all_keys(self) -> Iterable[list[str]]:
        """Yield every key, in pages."""
        ...

    def mark(self, revision: int) -> None:
        """Remember that every change up to `revision` is in."""
        ...


@dataclass(frozen=True, slots=True)
class _Found:
    """Keys with their fused scores, best first, and the scores they were fused from."""

    scores: list[tuple[str, float]]
    dense: Mapping[str, float]
    lexical: Mapping[str, float]
    exhausted: bool


class Retriever:
    """Finds passages. It follows the repository by itself; when the vectors fail, words alone must do.

    Safe to use from any thread. Nothing is returned that the repository does not hold at that moment.
    """

    def __init__(
        self,
        repo: FactRepository,
        embedder: Embedder,
        vectors: Vectorised,
        lexical: LexicalIndex | None = None,
    ) -> None:
        self._repo = repo
        self._embedder = embedder
        self._vectors = vectors
        self._lexical = lexical or LexicalIndex()
        self._lock = threading.Lock()
        self._lexical_at = 0
        self._dense_at: int | None = None
        self._reconciled = False
        self._retry_at = 0.0
        self._problem: str | None = None
        policy_words("")

    @property
    def degraded(self) -> str | None:
        """Return why only words are searched just now; None when all is well."""
        return self._problem

    def sync(self) -> int:
        """Bring both indexes up to the repository's revision; return how many passages came or went.

        Cheap when nothing changed. Progress is kept page by page, so that a killed process goes on where it stopped.
        """
        if self._is_current():
            return 0
        with self._lock:
            return self._follow()

    def search(
        self,
        query: str,
        *,
        k: int = 5,
        kinds: Collection[FactKind] = (FactKind.POLICY,),
        today: date | None = None,
    ) -> list[Hit]:
        """Return up to `k` passages of `kinds`, best first; with `today`, only those valid on that day.

        Near-identical passages count once. A search does not wait longer than two seconds for a large ingest that
        another thread is indexing.
        """
        self._sync_for_search()
        if k < 1 or not query.strip():
            return []
        fetch = max(_MIN_FETCH, _OVERFETCH * k)
        while True:
            found = self._found(query, fetch)
            hits = _distinct(
                hit for hit in self._live(found) if hit.passage.kind in kinds and _holds(hit.passage, today)
            )
            wanted = list(islice(hits, k))
            if len(wanted) == k or found.exhausted or fetch >= _MAX_FETCH:
                return wanted
            fetch *= 5

    def _is_current(self) -> bool:
        revision = self._repo.revision()
        dense_done = self._dense_at == revision or (self._problem is not None and time.monotonic() < self._retry_at)
        return self._lexical_at == revision and dense_done

    def _sync_for_search(self) -> None:
        if self._is_current() or not self._lock.acquire(timeout=_SYNC_WAIT_SECONDS):
            return
        try:
            self._follow()
        finally:
            self._lock.release()

    def _follow(self) -> int:
        done = self._follow_words()
        try:
            self._follow_vectors()
        except (IndexUnavailable, EmbeddingUnavailable) as error:
            self._fall_back(error)
        else:
            self._problem = None
        return done

    def _follow_words(self) -> int:
        if self._lexical_at > self._repo.revision():
            self._lexical, self._lexical_at = LexicalIndex(), 0
        done, complete = 0, False
        while not complete:
            changes = self._repo.changes(self._lexical_at, limit=_PAGE)
            if changes.added or changes.removed:
                self._lexical.update(changes.added, changes.removed)
            self._lexical_at, complete = changes.revision, changes.complete
            done += len(changes.added) + len(changes.removed)
        return done

    def _follow_vectors(self) -> None:
        if self._problem is not None and time.monotonic() < self._retry_at:
            return
        if self._dense_at is None:
            self._dense_at = self._vectors.revision
        if self._dense_at > self._repo.revision():
            self._dense_at, self._reconciled = 0, False
        self._dense_at = self._index_since(self._dense_at)
        if not self._reconciled and self._vectors.count != self._lexical.count:
            self._dense_at = self._index_since(0)
            self._drop_strays()
        self._reconciled = True

    def _index_since(self, revision: int) -> int:
        """Index every change after `revision`; return the revision reached."""
        complete = False
        while not complete:
            changes = self._repo.changes(revision, limit=_PAGE)
            self._index(changes.added, changes.removed)
            if changes.revision != revision:
                self._vectors.mark(changes.revision)
            revision, complete = changes.revision, changes.complete
        return revision

    def _index(self, added: Sequence[Passage], removed: Sequence[str]) -> None:
        by_key = {passage.key: passage for passage in added}
        new = self._vectors.missing(list(by_key)) if by_key else []
        if new:
            self._vectors.upsert(new, self._embedder.embed([embedded_text(by_key[key]) for key in new]))
        if removed:
            self._vectors.delete(list(removed))

    def _drop_strays(self) -> None:
        """Forget vectors of passages that the repository does not know, such as those of an earlier database."""
        strays = [key for page in self._vectors.all_keys() for key in _absent(self._repo, page)]
        if strays:
            self._vectors.delete(strays)

    def _fall_back(self, error: Exception) -> None:
        if self._problem is None:
            log.warning("Searching by word only: %s", error)
        self._problem = str(error)
        self._retry_at = time.monotonic() + _RETRY_SECONDS
        self._dense_at, self._reconciled = None, False

    def _found(self, query: str, fetch: int) -> _Found:
        dense = self._dense(query, fetch)
        lexical = dict(self._lexical.query(query, fetch, also=policy_words(query)))
        scores = sorted(fused(dense, lexical).items(), key=lambda entry: (-entry[1], entry[0]))
        return _Found(scores, dense, lexical, exhausted=len(dense) < fetch and len(lexical) < fetch)

    def _live(self, found: _Found) -> Iterator[Hit]:
        """Yield what the repository holds of what was found, best first; it is asked for a few at a time."""
        for start in range(0, len(found.scores), _LOOKUP):
            batch = found.scores[start : start + _LOOKUP]
            live = self._repo.passages([key for key, _ in batch])
            for key, score in batch:
                if key in live:
                    yield Hit(live[key], score, found.dense.get(key), found.lexical.get(key))

    def _dense(self, query: str, fetch: int) -> dict[str, float]:
        if self._problem is not None and time.monotonic() < self._retry_at:
            return {}
        try:
            return dict(self._vectors.query(self._embedder.embed([query])[0], fetch))
        except (IndexUnavailable, EmbeddingUnavailable) as error:
            self._fall_back(error)
            return {}


def embedded_text(passage: Passage) -> str:
    """Return the words of a passage that are embedded: its title and heading say what its sentences are about."""
    return ". ".join(part for part in (passage.title, passage.heading, passage.text) if part)


def fused(dense: Mapping[str, float], lexical: Mapping[str, float]) -> dict[str, float]:
    """Return one score in [0, 1] per key: the mean of both scores, each as a share of its best.

    A key that only the words found is taken to be as near in meaning as the farthest one fetched.
    """
    one, two = _shares(dense), _shares(lexical)
    weight = (DENSE_WEIGHT if two else 1.0) if one else 0.0
    farthest = min(one.values(), default=0.0)
    return {key: weight * one.get(key, farthest) + (1 - weight) * two.get(key, 0.0) for key in {**one, **two}}


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    best = max(scores.values(), default=0.0)
    return {key: max(score, 0.0) / best for key, score in scores.items()} if best > 0 else {}


def _holds(passage: Passage, day: date | None) -> bool:
    """Tell whether the passage is valid on a day; on no day in particular every passage is."""
    if day is None:
        return True
    return (passage.valid_from or day) <= day <= (passage.valid_until or day)


def _distinct(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits without those whose words another, better one already says."""
    kept: list[frozenset[str]] = []
    for hit in hits:
        words = _words(hit.passage.text)
        if not any(_near_identical(words, other) for other in kept):
            kept.append(words)
            yield hit


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(words_of(text))


def _near_identical(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two texts share nearly all of their words; two of unlike size cannot, and need no comparison."""
    fewer, more = sorted((len(one), len(other)))
    if not more or fewer / more < NEAR_IDENTICAL:
        return False
    shared = len(one & other)
    return shared / (fewer + more - shared) >= NEAR_IDENTICAL


def _absent(repo: FactRepository, keys: Sequence[str]) -> list[str]:
    live = repo.passages(keys)
    return [key for key in keys if key not in live]
