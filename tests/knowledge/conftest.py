from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from knowledge.embeddings import Embedder, load_embedder
from knowledge.index import VectorIndex


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return load_embedder("wordllama")


class ChromaServer:
    """A Chroma server of this test run, on a free port of the loopback interface."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(self.folder)]
        self.process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.url}/api/v2/heartbeat", timeout=1).close()  # noqa: S310 - loopback
            except OSError:
                time.sleep(0.1)
            else:
                return
        pytest.fail("the Chroma server did not start")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None


@pytest.fixture(scope="session")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    server = ChromaServer(tmp_path_factory.mktemp("chroma"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["embedded", "server"])
def vectors(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    """Yield an empty index of each kind in turn, for the embedder `model`."""
    if request.param == "embedded":
        index = VectorIndex.embedded(tmp_path / "index", embedder="model")
    else:
        server = request.getfixturevalue("chroma")
        index = VectorIndex.server(server.url, embedder="model", collection=f"test-{uuid4().hex[:8]}")
    yield index
    index.close()
