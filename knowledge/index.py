"""The vector index, on Chroma: embedded in a folder of this process, or on a server that all processes share.

The index is derived from the repository and can be thrown away. Embedded Chroma cannot be shared (one process does not
see what another writes), so each process claims a slot, a folder of its own, for as long as it lives.
"""

from __future__ import annotations

import logging
import os
import shutil
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from knowledge.embeddings import Vectors

log = logging.getLogger(__name__)

MAX_SLOTS = 256
TIMEOUT_SECONDS = 10.0
"""Longest wait for a server's answer."""
_BATCH = 2_000
_PAGE = 20_000
_BROKEN = ".broken-"


class IndexUnavailable(Exception):
    """The vector index cannot be used just now: its server does not answer, or its files were broken."""


class _Backend(Protocol):
    """Where a Chroma client comes from."""

    embedded: bool

    def connect(self) -> Any: ...

    def reset(self) -> bool: ...

    def close(self) -> None: ...


class _Folder:
    """Embedded Chroma in the first free slot of `folder`; the lock falls with the process, however it ends."""

    embedded = True

    def __init__(self, folder: Path) -> None:
        self._slot, self._lock = _claim(folder)

    def connect(self) -> Any:
        import chromadb  # noqa: PLC0415 - costs 1.5 s
        from chromadb.config import Settings  # noqa: PLC0415 - as above

        return chromadb.PersistentClient(path=str(self._generation()), settings=Settings(anonymized_telemetry=False))

    def reset(self) -> bool:
        """Move the files aside, so that the next `connect` starts afresh in a folder of another name."""
        for old in self._slot.glob(f"g*{_BROKEN}*"):
            shutil.rmtree(old, ignore_errors=True)
        generation = self._generation()
        aside = generation.with_name(f"{generation.name}{_BROKEN}{time.time_ns()}")
        generation.rename(aside)
        log.error("The vector index in %s cannot be read; it was moved to %s and is rebuilt", generation, aside.name)
        return True

    def close(self) -> None:
        os.close(self._lock)

    def _generation(self) -> Path:
        """Return the folder in use. Chroma caches clients by path, so that a broken one must not be used again."""
        folders = sorted(self._slot.glob("g*"), key=lambda path: path.name)
        live = [path for path in folders if _BROKEN not in path.name]
        path = live[-1] if live else self._slot / f"g{time.time_ns():020d}"
        path.mkdir(parents=True, exist_ok=True)
        return path


def _claim(folder: Path) -> tuple[Path, int]:
    """Return the first slot that no living process holds, and the descriptor of its lock.

    Raises:
        IndexUnavailable: every slot is taken, or the folder cannot be written.
    """
    import fcntl  # noqa: PLC0415 - POSIX only; a server needs no slot

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(MAX_SLOTS):
            lock = os.open(folder / f"{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                continue
            return folder / str(number), lock
    except OSError as error:
        raise IndexUnavailable(f"The index folder {folder} cannot be used: {error}") from error
    raise IndexUnavailable(f"All {MAX_SLOTS} slots of the index folder {folder} are taken")


class _Server:
    """A Chroma server: `http(s)://[token@]host[:port][/path]`; the token is sent as a bearer token."""

    embedded = False

    def __init__(self, url: str, headers: Mapping[str, str] | None = None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"chroma_url must be http(s)://host[:port][/path], but its scheme is {parts.scheme!r}")
        self._ssl = parts.scheme == "https"
        self._port = parts.port or (443 if self._ssl else 80)
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        path = parts.path.rstrip("/")
        self._base = f"{parts.scheme}://{host}:{self._port}{path}"
        self._host = self._base if path else host
        token = unquote(parts.password or parts.username or "")
        auth = {"Authorization": f"Bearer {token}", "X-Chroma-Token": token} if token else {}
        self._headers = {**auth, **(headers or {})}

    def connect(self) -> Any:
        import chromadb  # noqa: PLC0415 - costs 1.5 s
        import httpx  # noqa: PLC0415 - comes with chromadb
        from chromadb.config import Settings  # noqa: PLC0415 - as above

        httpx.get(f"{self._base}/api/v2/heartbeat", headers=self._headers, timeout=TIMEOUT_SECONDS).raise_for_status()
        client = chromadb.HttpClient(
            host=self._host,
            port=self._port,
            ssl=self._ssl,
            headers=self._headers,
            settings=Settings(anonymized_telemetry=False),
        )
        for session in _sessions(client):
            session.timeout = httpx.Timeout(TIMEOUT_SECONDS)
        return client

    def reset(self) -> bool:
        return False

    def close(self) -> None:
        return


def _sessions(client: Any) -> list[Any]:
    """Return the HTTP sessions within Chroma's client: it gives them no time-out, and forgets to close them."""
    holders = (client, getattr(client, "_admin_client", None))
    sessions = (getattr(getattr(holder, "_server", None), "_session", None) for holder in holders)
    return [session for session in sessions if session is not None]


def _close(client: Any) -> None:
    sessions = _sessions(client)
    with suppress(Exception):
        client.close()
    for session in sessions:
        session.close()


class VectorIndex:
    """Vectors by key, with the repository's revision up to which they are complete.

    Vectors of different embedders never meet: each has a collection of its own. It connects at first use, and again
    after a failure. Safe to use from any thread. Every method but `close` raises `IndexUnavailable` when Chroma fails.
    """

    def __init__(self, backend: _Backend, *, embedder: str, collection: str = "amends") -> None:
        self._backend = backend
        self._embedder = embedder
        self._name = f"{collection}-{blake2b(embedder.encode(), digest_size=5).hexdigest()}"
        self._prefix = f"{collection}-"
        self._lock = threading.RLock()
        self._failures = 0
        self._client: Any = None
        self._collection: Any = None

    @classmethod
    def embedded(cls, folder: Path, *, embedder: str, collection: str = "amends") -> VectorIndex:
        """Return an index in a slot of `folder`, claimed for the life of this process.

        Raises:
            IndexUnavailable: no slot is free, or the folder cannot be written.
        """
        return cls(_Folder(folder), embedder=embedder, collection=collection)

    @classmethod
    def server(
        cls, url: str, *, embedder: str, collection: str = "amends", headers: Mapping[str, str] | None = None
    ) -> VectorIndex:
        """Return an index on the Chroma server at `url`, `http(s)://[token@]host[:port][/path]`; connects later.

        Raises:
            ValueError: `url` is not such an address.
        """
        return cls(_Server(url, headers), embedder=embedder, collection=collection)

    @property
    def shared(self) -> bool:
        """Return whether other processes write to this index too."""
        return not self._backend.embedded

    def upsert(self, keys: Sequence[str], vectors: Vectors) -> None:
        """Store one vector per key; zero vectors, which point nowhere, are left out."""
        rows = [row for row in range(len(keys)) if vectors[row].any()]
        with self._using() as collection:
            for start in range(0, len(rows), _BATCH):
                batch = rows[start : start + _BATCH]
                collection.upsert(ids=[keys[row] for row in batch], embeddings=vectors[batch])

    def delete(self, keys: Sequence[str]) -> None:
        """Forget the keys; unknown ones are ignored."""
        with self._using() as collection:
            for start in range(0, len(keys), _BATCH):
                collection.delete(ids=list(keys[start : start + _BATCH]))

    def query(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Return up to `k` keys with their cosine similarity, best first."""
        if k < 1 or not vector.any():
            return []
        with self._using() as collection:
            found = collection.query(query_embeddings=[vector], n_results=k, include=["distances"])
        return [
            (key, 1.0 - float(distance)) for key, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def missing(self, keys: Sequence[str]) -> list[str]:
        """Return the keys that have no vector here, in the order given."""
        known: set[str] = set()
        with self._using() as collection:
            for start in range(0, len(keys), _BATCH):
                known.update(collection.get(ids=list(keys[start : start + _BATCH]), include=[])["ids"])
        return [key for key in keys if key not in known]

    def all_keys(self) -> Iterator[list[str]]:
        """Yield every key, in pages."""
        offset = 0
        while True:
            with self._using() as collection:
                page = list(collection.get(limit=_PAGE, offset=offset, include=[])["ids"])
            if not page:
                return
            yield page
            offset += len(page)

    @property
    def count(self) -> int:
        """Return how many vectors there are."""
        with self._using() as collection:
            return int(collection.count())

    @property
    def revision(self) -> int:
        """Return the repository's revision up to which every change is in this index; 0 for a new index."""
        with self._using() as collection:
            return int((collection.metadata or {}).get("revision", 0))

    def mark(self, revision: int) -> None:
        """Remember that every change up to `revision` is in."""
        with self._using() as collection:
            collection.modify(metadata={"embedder": self._embedder, "revision": revision})

    def ping(self) -> None:
        """Return when Chroma answers."""
        with self._using():
            self._client.heartbeat()

    def close(self) -> None:
        """Let go of the slot, so that another process may claim it."""
        with self._lock:
            self._drop()
            self._backend.close()

    @contextmanager
    def _using(self) -> Iterator[Any]:
        """Give the collection; a failure drops the connection, and a second one in a row the embedded files."""
        try:
            yield self._collection or self._connect()
            self._failures = 0
        except (KeyboardInterrupt, SystemExit, GeneratorExit, IndexUnavailable):
            raise
        except BaseException as error:  # Chroma's Rust core panics with a BaseException
            self._fail(error)
            raise IndexUnavailable(f"The vector index failed: {type(error).__name__}: {error}") from error

    def _connect(self) -> Any:
        with self._lock:
            if self._collection is not None:
                return self._collection
            try:
                return self._open()
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException:  # as above
                self._drop()
                if not self._backend.reset():
                    raise
                return self._open()

    def _open(self) -> Any:
        self._client = client = self._backend.connect()
        collection = client.get_or_create_collection(
            self._name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"embedder": self._embedder, "revision": 0},
        )
        if self._backend.embedded:
            for other in client.list_collections():
                if other.name != self._name and other.name.startswith(self._prefix):
                    client.delete_collection(other.name)
        self._collection = collection
        return collection

    def _drop(self) -> None:
        client, self._client, self._collection = self._client, None, None
        if client is not None:
            _close(client)

    def _fail(self, error: BaseException) -> None:
        with self._lock:
            self._drop()
            self._failures += 1
            if self._failures > 1 and self._backend.embedded and not isinstance(error, (ValueError, TypeError)):
                with suppress(OSError):
                    self._backend.reset()
                self._failures = 0


__all__ = ["IndexUnavailable", "VectorIndex"]
