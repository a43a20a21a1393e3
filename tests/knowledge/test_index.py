from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import chromadb
import httpx
import numpy as np
import pytest

from knowledge.embeddings import Vectors, normalised
from knowledge.index import IndexUnavailable, VectorIndex
from tests.knowledge.conftest import ChromaServer


def some_vectors(count: int, seed: int = 0) -> Vectors:
    return normalised(np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32))


class TestEmbeddedAndServer:
    """What holds for Chroma in a folder holds for a Chroma server."""

    def test_finds_the_nearest_first(self, vectors: VectorIndex) -> None:
        rows = some_vectors(50)
        vectors.upsert([f"k{n}" for n in range(50)], rows)
        found = vectors.query(rows[7], 3)
        assert found[0][0] == "k7"
        assert found[0][1] == pytest.approx(1.0, abs=1e-5)
        assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
        assert found[1][1] == pytest.approx(float(np.sort(rows @ rows[7])[-2]), abs=1e-4)

    def test_upsert_replaces(self, vectors: VectorIndex) -> None:
        rows = some_vectors(2)
        vectors.upsert(["a"], rows[:1])
        vectors.upsert(["a"], rows[1:])
        assert vectors.count == 1
        assert vectors.query(rows[1], 1)[0][1] == pytest.approx(1.0, abs=1e-5)

    def test_deletes_and_ignores_unknown_keys(self, vectors: VectorIndex) -> None:
        vectors.upsert(["a", "b"], some_vectors(2))
        vectors.delete(["a", "nobody"])
        assert vectors.missing(["b", "a"]) == ["a"]
        assert [key for page in vectors.all_keys() for key in page] == ["b"]

    def test_a_zero_vector_is_neither_stored_nor_searched(self, vectors: VectorIndex) -> None:
        rows = some_vectors(2)
        rows[1] = 0
        vectors.upsert(["a", "zero"], rows)
        assert vectors.count == 1
        assert vectors.query(rows[1], 5) == []

    def test_an_empty_index_answers(self, vectors: VectorIndex) -> None:
        assert vectors.count == 0
        assert vectors.revision == 0
        assert vectors.query(some_vectors(1)[0], 5) == []
        assert vectors.missing([]) == []
        vectors.ping()

    def test_remembers_its_revision(self, vectors: VectorIndex) -> None:
        vectors.upsert(["a"], some_vectors(1))
        vectors.mark(42)
        assert vectors.revision == 42
        assert vectors.count == 1


def test_embedded_survives_a_restart(tmp_path: Path) -> None:
    rows = some_vectors(3)
    first = VectorIndex.embedded(tmp_path, embedder="model")
    first.upsert(["a", "b", "c"], rows)
    first.mark(9)
    first.close()
    again = VectorIndex.embedded(tmp_path, embedder="model")
    assert (again.count, again.revision) == (3, 9)
    again.close()


def test_each_holder_has_a_slot_of_its_own(tmp_path: Path) -> None:
    one = VectorIndex.embedded(tmp_path, embedder="model")
    two = VectorIndex.embedded(tmp_path, embedder="model")
    one.upsert(["a"], some_vectors(1))
    assert two.count == 0
    one.close()
    three = VectorIndex.embedded(tmp_path, embedder="model")
    assert three.count == 1
    two.close()
    three.close()


def test_the_slot_of_a_killed_process_is_free(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from knowledge.index import VectorIndex;"
        "VectorIndex.embedded(Path(sys.argv[1]), embedder='model'); print('held', flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "held"
    index = VectorIndex.embedded(tmp_path, embedder="model")
    index.upsert(["a"], some_vectors(1))
    assert (tmp_path / "0").is_dir()
    assert not (tmp_path / "1").exists()
    index.close()


def test_another_embedder_starts_afresh(tmp_path: Path) -> None:
    old = VectorIndex.embedded(tmp_path, embedder="model")
    old.upsert(["a"], some_vectors(1))
    old.mark(5)
    old.close()
    new = VectorIndex.embedded(tmp_path, embedder="another")
    assert (new.count, new.revision) == (0, 0)
    new.upsert(["b"], normalised(np.ones((1, 8), dtype=np.float32)))
    new.close()


@pytest.mark.parametrize("junk", [b"", b"junk" * 200])
def test_broken_files_are_moved_aside_and_rebuilt(tmp_path: Path, junk: bytes) -> None:
    make = (
        "import sys; from pathlib import Path; import numpy as np; from knowledge.index import VectorIndex;"
        "index = VectorIndex.embedded(Path(sys.argv[1]), embedder='model');"
        "index.upsert(['a'], np.ones((1, 4), dtype='f4')); index.mark(3)"
    )
    subprocess.run([sys.executable, "-c", make, str(tmp_path)], check=True)
    (database,) = tmp_path.glob("0/g*/chroma.sqlite3")
    database.write_bytes(junk)
    index = VectorIndex.embedded(tmp_path, embedder="model")
    assert index.revision == 0
    assert index.count == 0
    index.upsert(["b"], normalised(np.ones((1, 4), dtype=np.float32)))
    assert index.query(np.ones(4, dtype=np.float32), 1)[0][0] == "b"
    index.close()


def test_a_server_that_is_away_is_told_and_found_again(tmp_path: Path) -> None:
    server = ChromaServer(tmp_path)
    index = VectorIndex.server(server.url, embedder="model")
    with pytest.raises(IndexUnavailable):
        index.ping()
    server.start()
    index.upsert(["a"], some_vectors(1))
    server.stop()
    with pytest.raises(IndexUnavailable):
        index.query(some_vectors(1)[0], 1)
    server.start()
    assert index.count == 1
    index.close()
    server.stop()


def test_two_clients_of_one_server_see_each_other(chroma: ChromaServer) -> None:
    name = f"test-{uuid4().hex[:8]}"
    one = VectorIndex.server(chroma.url, embedder="model", collection=name)
    two = VectorIndex.server(chroma.url, embedder="model", collection=name)
    other = VectorIndex.server(chroma.url, embedder="another", collection=name)
    assert two.count == other.count == 0
    one.upsert(["a"], some_vectors(1))
    one.mark(4)
    assert two.missing(["a"]) == []
    assert other.count == 0
    one.close()
    assert two.count == 1
    two.close()
    other.close()


def test_a_server_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.index.TIMEOUT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        index = VectorIndex.server(f"http://127.0.0.1:{silent.getsockname()[1]}", embedder="model")
        with pytest.raises(IndexUnavailable, match="ReadTimeout"):
            index.query(some_vectors(1)[0], 1)
        index.close()


@pytest.mark.parametrize("url", ["ftp://host", "localhost:8000", "http://", "https:///path"])
def test_a_wrong_address_is_refused_at_once(url: str) -> None:
    with pytest.raises(ValueError, match="chroma_url"):
        VectorIndex.server(url, embedder="model")


def test_address_parts_reach_the_client(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, object] = {}

    def client(**arguments: object) -> None:
        seen.update(arguments)
        raise OSError

    monkeypatch.setattr(chromadb, "HttpClient", client)
    monkeypatch.setattr(httpx, "get", lambda url, **_: httpx.Response(200, request=httpx.Request("GET", url)))
    index = VectorIndex.server("https://secret%21@chroma.internal/team", embedder="model")
    with pytest.raises(IndexUnavailable):
        index.ping()
    index.close()
    assert seen["host"] == "https://chroma.internal:443/team"
    assert seen["ssl"] is True
    assert seen["headers"] == {"Authorization": "Bearer secret!", "X-Chroma-Token": "secret!"}
