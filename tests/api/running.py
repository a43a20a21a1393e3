"""The service as a process, started as a user starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

KEY = "amk_process_tests_00000000000000000000"


@dataclass
class Process:
    """A started service."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    headers: dict[str, str] = field(default_factory=lambda: {"Authorization": f"Bearer {KEY}"})

    def client(self, timeout: float = 20.0) -> httpx.Client:
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", headers=self.headers, timeout=timeout)

    def kill(self) -> None:
        """End it and its workers at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Ask it to end, and return its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(40)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(
    folder: Path, *args: str, env: Mapping[str, str] | None = None, port: int | None = None
) -> Iterator[Process]:
    port = port or free_port()
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "service.log"
    settings = {
        "AMENDS_PORT": str(port),
        "AMENDS_DATA_DIR": str(folder / "data"),
        "AMENDS_ADMIN_KEY": KEY,
        **(env or {}),
    }
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "serve", *args],
            env={**os.environ, **settings},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    started = Process(process, port, log)
    try:
        await_ready(started)
        yield started
    finally:
        if process.poll() is None:
            started.kill()


def await_ready(started: Process, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if started.process.poll() is not None:
            raise AssertionError(f"the service ended: {started.log.read_text()[-3000:]}")
        try:
            if httpx.get(f"http://127.0.0.1:{started.port}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"the service was not ready: {started.log.read_text()[-3000:]}")
