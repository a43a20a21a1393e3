"""Embeddings: text as vectors. The weights of the default ship inside its wheel; any provider's can replace it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
MAX_EMBEDDED = 20_000
"""Longest text embedded, in code points; what follows is ignored."""


class EmbeddingUnavailable(Exception):
    """The embedding model could not be loaded, or its provider did not answer."""


class Embedder(Protocol):
    """Turns texts into vectors of unit length; a text without any known word becomes a zero vector."""

    @property
    def name(self) -> str:
        """Return what identifies the model: vectors of different names must not be mixed."""
        ...

    @property
    def dimensions(self) -> int:
        """Return the length of each vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text, float32, each of length one or zero.

        Raises:
            EmbeddingUnavailable: the model's provider did not answer.
        """
        ...


def normalised(rows: Vectors) -> Vectors:
    """Return `rows` scaled to unit length; zero and non-finite rows become zero."""
    rows = np.nan_to_num(np.asarray(rows, dtype=np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-9)
    return unit


class WordLlamaEmbedder:
    """Static token embeddings, averaged: 0.1 ms a text, no network, no accelerator."""

    name = "wordllama:l2_supercat_256"
    dimensions = 256

    def __init__(self) -> None:
        with _root_logger_kept():
            import wordllama  # noqa: PLC0415 - costs 0.5 s, may not be needed

            folder = Path(wordllama.__file__).parent
            model = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
        self._table = model.embedding
        self._tokenizer = model.tokenizer
        self._tokenizer.no_padding()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text, float32, each of length one or zero."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        clean = [_encodable(text[:MAX_EMBEDDED]) for text in texts]
        encode = self._tokenizer.encode_batch_fast  # without the places of tokens in the text, which nobody asks for
        for row, encoded in enumerate(encode(clean, add_special_tokens=False)):
            if encoded.ids:
                rows[row] = self._table[encoded.ids].mean(axis=0)
        return normalised(rows)


def _encodable(text: str) -> str:
    """Return `text` without lone surrogates, which the tokenizer cannot take."""
    return text.encode("utf-8", "ignore").decode("utf-8")


@contextmanager
def _root_logger_kept() -> Iterator[None]:
    """Keep a library's import from configuring everybody's logging."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


class LangChainEmbedder:
    """A provider's embedding model, through LangChain."""

    def __init__(self, spec: str, model: Any) -> None:
        self.name = spec
        self._model = model
        self._dimensions = 0

    @property
    def dimensions(self) -> int:
        """Return the length of each vector; asks the provider once."""
        if not self._dimensions:
            self._dimensions = int(self.embed(["length"]).shape[1])
        return self._dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text. A blank text is a zero row and is not sent.

        Raises:
            EmbeddingUnavailable: the provider did not answer, or not with as many vectors as texts.
        """
        filled = [(row, text[:MAX_EMBEDDED]) for row, text in enumerate(texts) if text.strip()]
        if not filled:
            return np.zeros((len(texts), self._dimensions or 1), dtype=np.float32)
        try:
            vectors = np.asarray(self._model.embed_documents([text for _, text in filled]), dtype=np.float32)
        except Exception as error:
            raise EmbeddingUnavailable(f"{self.name} did not embed {len(filled)} texts: {error}") from error
        if vectors.ndim != 2 or len(vectors) != len(filled):
            raise EmbeddingUnavailable(f"{self.name} returned {vectors.shape} vectors for {len(filled)} texts")
        self._dimensions = vectors.shape[1]
        rows = np.zeros((len(texts), vectors.shape[1]), dtype=np.float32)
        rows[[row for row, _ in filled]] = vectors
        return normalised(rows)


_loaded: dict[str, Embedder] = {}
_loading = threading.Lock()


def load_embedder(spec: str = "wordllama") -> Embedder:
    """Return the embedder named `spec`: `wordllama`, or `provider:model` as LangChain names it. Loaded once.

    Raises:
        ValueError: `spec` is neither.
        EmbeddingUnavailable: the weights or the provider's package are missing.
    """
    with _loading:
        if spec not in _loaded:
            _loaded[spec] = _load(spec)
        return _loaded[spec]


def _load(spec: str) -> Embedder:
    if spec == "wordllama":
        try:
            return WordLlamaEmbedder()
        except (ImportError, FileNotFoundError) as error:
            raise EmbeddingUnavailable(f"The weights of wordllama are missing: {error}") from error
    if ":" not in spec:
        raise ValueError(f"embeddings must be 'wordllama' or 'provider:model', but it is {spec!r}")
    from langchain.embeddings import init_embeddings  # noqa: PLC0415 - heavy, and only needed for providers

    try:
        return LangChainEmbedder(spec, init_embeddings(spec))
    except Exception as error:
        raise EmbeddingUnavailable(f"The embedding model {spec!r} could not be set up: {error}") from error
