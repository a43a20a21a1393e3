from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from knowledge.chunking import passages_of
from knowledge.embeddings import Embedder, Vectors
from knowledge.facts import Fact, FactKind
from knowledge.index import IndexUnavailable, VectorIndex
from knowledge.lexical import LexicalIndex
from knowledge.memory import MemoryRepository
from knowledge.retrieval import Retriever, fused

TEXTS = {
    "returns": "You may send back most items within 45 days of delivery. Mattresses are excluded once opened.",
    "lost": "A parcel is treated as lost when the carrier cannot trace it. You choose a replacement or a full refund.",
    "faulty": "Things that stop working within 30 days are replaced. Send two photographs of the damage.",
    "billing": "A duplicate charge is refunded to the card within one working day of our finding it.",
    "privacy": "We delete personal data within 30 days of your request.",
}


def policy(fact_id: str, text: str, **more: object) -> Fact:
    return Fact.model_validate({"id": fact_id, "kind": FactKind.POLICY, "title": fact_id.title(), "text": text, **more})


def put(repo: MemoryRepository, *facts: Fact) -> None:
    repo.upsert(facts, [passage for fact in facts for passage in passages_of(fact)])


@pytest.fixture
def repo() -> MemoryRepository:
    made = MemoryRepository()
    put(made, *(policy(fact_id, text) for fact_id, text in TEXTS.items()))
    return made


@pytest.fixture
def retriever(repo: MemoryRepository, embedder: Embedder, vectors: VectorIndex) -> Retriever:
    return Retriever(repo, embedder, vectors)


def ids(retriever: Retriever, query: str, **more: object) -> list[str]:
    return [hit.passage.fact_id for hit in retriever.search(query, **more)]  # type: ignore[arg-type]


class TestWithChroma:
    """The whole of retrieval, on embedded Chroma and on a server."""

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("my parcel never showed up and nobody can find it", "lost"),
            ("I opened the matress, can it go back?", "returns"),
            ("the toaster packed up after a week", "faulty"),
            ("you took the money twice!!", "billing"),
            ("wipe everything you know about me", "privacy"),
        ],
    )
    def test_finds_what_bears_on_a_complaint(self, retriever: Retriever, query: str, expected: str) -> None:
        assert expected in ids(retriever, query, k=2)

    def test_follows_the_repository(self, retriever: Retriever, repo: MemoryRepository) -> None:
        assert ids(retriever, "duplicate charge", k=1) == ["billing"]
        put(repo, policy("billing", "Invoices are sent by e-mail."), policy("double", "A duplicate charge is repaid."))
        assert ids(retriever, "duplicate charge", k=1) == ["double"]
        repo.delete(FactKind.POLICY, ["double", "billing"])
        assert {"double", "billing"}.isdisjoint(ids(retriever, "duplicate charge", k=5))

    def test_sync_is_idle_when_nothing_changed(self, retriever: Retriever, repo: MemoryRepository) -> None:
        assert retriever.sync() == len(TEXTS)
        assert retriever.sync() == 0
        repo.delete(FactKind.POLICY, ["lost"])
        assert retriever.sync() == 1

    def test_a_second_process_finds_a_finished_index(
        self, retriever: Retriever, repo: MemoryRepository, embedder: Embedder, vectors: VectorIndex
    ) -> None:
        retriever.sync()
        counting = Counting(embedder)
        again = Retriever(repo, counting, vectors)
        again.sync()
        assert counting.texts == 0
        assert ids(again, "duplicate charge", k=1) == ["billing"]

    def test_an_index_of_another_database_is_put_right(
        self, retriever: Retriever, embedder: Embedder, vectors: VectorIndex
    ) -> None:
        retriever.sync()
        other = MemoryRepository()
        put(other, policy("hours", "Our shops open at nine."))
        fresh = Retriever(other, embedder, vectors)
        assert ids(fresh, "when do shops open") == ["hours"]
        assert vectors.count == 1

    def test_a_lost_index_is_filled_again(
        self, retriever: Retriever, repo: MemoryRepository, embedder: Embedder, vectors: VectorIndex
    ) -> None:
        retriever.sync()
        vectors.delete([key for page in vectors.all_keys() for key in page])
        assert Retriever(repo, embedder, vectors).search("duplicate charge")[0].dense is not None
        assert vectors.count == len(TEXTS)


class Counting:
    """Counts what the embedder is asked for."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name = embedder.name
        self.dimensions = embedder.dimensions
        self.texts = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts += len(texts)
        return self._embedder.embed(texts)


@pytest.fixture
def embedded(repo: MemoryRepository, embedder: Embedder, tmp_path: Path) -> Retriever:
    return Retriever(repo, embedder, VectorIndex.embedded(tmp_path, embedder=embedder.name))


def test_only_facts_of_the_kinds_asked(embedded: Retriever, repo: MemoryRepository) -> None:
    note = Fact(id="note", kind=FactKind.NOTE, text="Verified: a duplicate charge hit all orders of 3 May.")
    put(repo, note)
    assert "note" not in ids(embedded, "duplicate charge")
    assert ids(embedded, "duplicate charge", kinds=(FactKind.NOTE,)) == ["note"]


def test_kinds_that_are_rare_are_found_among_many(embedded: Retriever, repo: MemoryRepository) -> None:
    put(repo, *(policy(f"p{number}", f"A duplicate charge of type {number} is refunded.") for number in range(150)))
    put(repo, Fact(id="note", kind=FactKind.NOTE, text="The charge was made in error."))
    assert ids(embedded, "duplicate charge refunded", kinds=(FactKind.NOTE,)) == ["note"]


def test_honours_validity(embedded: Retriever, repo: MemoryRepository) -> None:
    put(
        repo,
        policy("old", "Lost vouchers are renewed for 30 days.", valid_until=date(2026, 5, 31)),
        policy("new", "Lost vouchers are renewed for 90 days.", valid_from=date(2026, 6, 1)),
    )
    assert ids(embedded, "voucher renewed", k=1, today=date(2026, 5, 31)) == ["old"]
    assert ids(embedded, "voucher renewed", k=1, today=date(2026, 6, 1)) == ["new"]
    assert set(ids(embedded, "voucher renewed", k=2)) == {"old", "new"}


def test_near_identical_passages_count_once(embedded: Retriever, repo: MemoryRepository) -> None:
    put(repo, *(policy(f"copy{number}", TEXTS["billing"]) for number in range(3)))
    found = ids(embedded, "duplicate charge", k=5)
    assert sum(fact_id.startswith(("copy", "billing")) for fact_id in found) == 1


@pytest.mark.parametrize("query", ["", "   ", "\x00", "🙂🙂", "the of and", "x" * 20_000, '"AND) OR (' * 500])
def test_odd_queries_are_answered(embedded: Retriever, query: str) -> None:
    assert len(embedded.search(query, k=3)) <= 3


def test_no_more_than_asked(embedded: Retriever) -> None:
    assert embedded.search("refund", k=0) == []
    assert len(embedded.search("refund", k=100)) <= len(TEXTS)


def test_scores_fall_and_stay_within_bounds(embedded: Retriever) -> None:
    scores = [hit.score for hit in embedded.search("refund for a lost parcel", k=5)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


class Failing:
    """A vector index whose server is away while `broken`."""

    def __init__(self, inner: VectorIndex) -> None:
        self._inner = inner
        self.broken = True

    def __getattr__(self, name: str) -> object:
        if self.broken:
            raise IndexUnavailable("the server is away")
        return getattr(self._inner, name)


def test_without_vectors_words_must_do_and_it_is_said(
    repo: MemoryRepository, embedder: Embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = Failing(VectorIndex.embedded(tmp_path, embedder=embedder.name))
    retriever = Retriever(repo, embedder, failing)  # type: ignore[arg-type]
    hits = retriever.search("duplicate charge", k=1)
    assert hits[0].passage.fact_id == "billing"
    assert hits[0].dense is None
    assert retriever.degraded == "the server is away"
    put(repo, policy("new", "Meanwhile a duplicate charge is repaid."))
    assert "new" in ids(retriever, "duplicate charge")
    failing.broken = False
    monkeypatch.setattr("knowledge.retrieval.time.monotonic", lambda: 10.0**9)
    assert retriever.search("duplicate charge")[0].dense is not None
    assert retriever.degraded is None


def test_a_stale_index_entry_never_surfaces(repo: MemoryRepository, embedder: Embedder, tmp_path: Path) -> None:
    vectors = VectorIndex.embedded(tmp_path, embedder=embedder.name)
    lexical = LexicalIndex()
    retriever = Retriever(repo, embedder, vectors, lexical)
    retriever.sync()
    repo.delete(FactKind.POLICY, ["billing"])
    retriever._lexical_at = retriever._dense_at = repo.revision()  # as if the indexes had missed it
    assert lexical.count == vectors.count == len(TEXTS)
    assert "billing" not in ids(retriever, "duplicate charge")


def test_a_sync_that_is_cut_off_goes_on_where_it_stopped(
    repo: MemoryRepository, embedder: Embedder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.retrieval._PAGE", 2)
    vectors = VectorIndex.embedded(tmp_path, embedder=embedder.name)

    class Dying(Counting):
        def embed(self, texts: Sequence[str]) -> Vectors:
            if self.texts >= 2:
                raise KeyboardInterrupt
            return super().embed(texts)

    with pytest.raises(KeyboardInterrupt):
        Retriever(repo, Dying(embedder), vectors).sync()
    assert vectors.count == 2
    counting = Counting(embedder)
    Retriever(repo, counting, vectors).sync()
    assert vectors.count == len(TEXTS)
    assert counting.texts == len(TEXTS) - 2


def test_threads_may_search_while_others_write(embedded: Retriever, repo: MemoryRepository) -> None:
    def work(number: int) -> None:
        if number % 3 == 0:
            put(repo, policy(f"p{number}", f"Rule {number} about parcels."))
            assert f"p{number}" in ids(embedded, f"rule {number} parcels", k=50)
        else:
            assert embedded.search("lost parcel", k=3)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(30)))
    assert embedded.sync() == 0


def test_a_search_does_not_wait_for_a_long_ingest(
    embedded: Retriever, repo: MemoryRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.retrieval._SYNC_WAIT_SECONDS", 0.05)
    embedded.sync()
    put(repo, policy("new", "A new rule on umbrellas."))
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with embedded._lock:
            held.set()
            release.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    assert ids(embedded, "duplicate charge", k=1) == ["billing"]
    release.set()
    thread.join()
    assert ids(embedded, "umbrellas", k=1) == ["new"]


def test_fusion_of_one_side_only() -> None:
    assert fused({}, {"a": 4.0, "b": 2.0}) == {"a": 1.0, "b": 0.5}
    assert fused({"a": 0.8, "b": 0.4}, {}) == {"a": 1.0, "b": 0.5}
    assert fused({}, {}) == {}
    both = fused({"a": 0.8, "b": 0.4}, {"b": 3.0, "c": 1.0})
    assert both["b"] > both["c"]
    assert max(both.values()) <= 1.0
