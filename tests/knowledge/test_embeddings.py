from __future__ import annotations

import logging
import subprocess
import sys

import numpy as np
import pytest

from knowledge.embeddings import Embedder, EmbeddingUnavailable, LangChainEmbedder, load_embedder


def test_rows_are_of_unit_length(embedder: Embedder) -> None:
    rows = embedder.embed(["The parcel never came.", "Wo ist mein Paket?", "😀"])
    assert rows.shape == (3, embedder.dimensions)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_a_text_without_words_is_a_zero_row(embedder: Embedder) -> None:
    assert not embedder.embed(["", "lamp"])[0].any()
    assert embedder.embed([]).shape == (0, embedder.dimensions)


def test_a_row_does_not_depend_on_its_neighbours(embedder: Embedder) -> None:
    alone = embedder.embed(["a lamp"])[0]
    among = embedder.embed(["a lamp", "a much longer text about something else entirely, to force padding"])[0]
    assert alone == pytest.approx(among, abs=1e-6)


def test_odd_texts_do_not_raise(embedder: Embedder) -> None:
    rows = embedder.embed(["\ud800", "x" * 100_000, "\x00", "ﷺ" * 50])
    assert np.isfinite(rows).all()


def test_meaning_is_nearer_than_spelling(embedder: Embedder) -> None:
    lamp, light, lamb = embedder.embed(["lamp", "light", "lamb"])
    assert lamp @ light > lamp @ lamb


def test_loading_leaves_logging_alone() -> None:
    code = (
        "import logging; from knowledge.embeddings import load_embedder; load_embedder();"
        "root = logging.getLogger(); print(root.level, len(root.handlers))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(logging.WARNING), "0"]


def test_is_loaded_once() -> None:
    assert load_embedder("wordllama") is load_embedder("wordllama")


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="provider:model"):
        load_embedder("minilm")


def test_a_provider_that_is_not_installed_is_told() -> None:
    with pytest.raises(EmbeddingUnavailable, match="nobody:model"):
        load_embedder("nobody:model")


class Provider:
    """Stands for a LangChain embedding model."""

    def __init__(self, rows: list[list[float]] | Exception) -> None:
        self.rows = rows
        self.asked: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked += texts
        if isinstance(self.rows, Exception):
            raise self.rows
        return self.rows


def test_a_provider_is_not_asked_for_blank_texts() -> None:
    provider = Provider([[3.0, 4.0]])
    rows = LangChainEmbedder("some:model", provider).embed(["", "lamp", " "])
    assert provider.asked == ["lamp"]
    assert rows.tolist() == [[0, 0], [pytest.approx(0.6), pytest.approx(0.8)], [0, 0]]


@pytest.mark.parametrize("answer", [TimeoutError("slow"), [[1.0], [2.0]], [], [[]] * 0])
def test_a_provider_that_fails_is_told(answer: list[list[float]] | Exception) -> None:
    with pytest.raises(EmbeddingUnavailable, match="some:model"):
        LangChainEmbedder("some:model", Provider(answer)).embed(["lamp"])
