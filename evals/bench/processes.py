"""Starting the service and the model stand-in as a user would, and weighing them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

KEY = "amk_bench_only_on_loopback_000000000000"


@dataclass(frozen=True, slots=True)
class Running:
    """A started process: where it answers, and how many seconds it took to be ready."""

    port: int
    seconds: float
    pid: int

    def resident_mib(self) -> float:
        """Return the resident memory of the process and its children, in MiB."""
        return sum(_resident(pid) for pid in _family(self.pid)) / 2**20


@contextmanager
def service(folder: Path, *, workers: int = 1, env: Mapping[str, str] | None = None) -> Iterator[Running]:
    """Run `amends serve --sample` on the data folder until the block ends.

    Raises:
        RuntimeError: it was not ready within two minutes.
    """
    port = free_port()
    extra = {
        "AMENDS_PORT": str(port),
        "AMENDS_DATA_DIR": str(folder),
        "AMENDS_WORKERS": str(workers),
        "AMENDS_ADMIN_KEY": KEY,
        **(env or {}),
    }
    command = [sys.executable, "-m", "api.cli", "serve", "--sample"]
    with _process(command, extra, f"http://127.0.0.1:{port}/readyz", workers) as running:
        yield Running(port, running.seconds, running.pid)


@contextmanager
def standin(delay_ms: int) -> Iterator[Running]:
    """Run the OpenAI-compatible stand-in with a set delay until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "api.llm.standin", "--port", str(port), "--delay-ms", str(delay_ms)]
    with _process(command, {}, f"http://127.0.0.1:{port}/v1/models", 1) as running:
        yield Running(port, running.seconds, running.pid)


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _process(command: list[str], env: Mapping[str, str], url: str, workers: int) -> Iterator[Running]:
    started = perf_counter()
    log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True
    )
    try:
        _await_ready(process, log, url, workers)
        yield Running(0, perf_counter() - started, process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        log.close()


def _await_ready(process: subprocess.Popen[bytes], log: IO[bytes], url: str, workers: int) -> None:
    good = 0
    for _ in range(12_000):
        if process.poll() is not None:
            log.seek(0)
            raise RuntimeError(f"it ended at once: {log.read().decode(errors='replace')[-2000:]}")
        try:
            with urlopen(url, timeout=5):  # noqa: S310 - loopback
                good += 1
        except (URLError, OSError):
            good = 0
        if good >= (1 if workers == 1 else 8):
            return
        sleep(0.01)
    raise RuntimeError("it was not ready within two minutes")


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = [pid]
    if children.exists():
        for child in children.read_text().split():
            found += _family(int(child))
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
