"""The service under load: drafts by the composer and by a model, checks, start-up, memory."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from evals.bench.client import Load, drive
from evals.bench.processes import KEY, Running, service, standin
from knowledge.samples import sample_dir

DELAY_MS = 50
"""How long the model stand-in takes to answer; the service's own time is what is on top."""

_CHECKED = (
    "Hi Ana, I'm really sorry your lamp is still not with you. Waiting without news is frustrating. "
    "Your order left us on 6 May with Swiftline. Please send us a direct message so that I can look into it with you "
    "and find the quickest way to put this right. I'd like to hear whether that would suit you."
)


@contextmanager
def data_folder() -> Iterator[Path]:
    """Give an empty data folder for one measurement."""
    with TemporaryDirectory(prefix="amends-bench-") as name:
        yield Path(name)


def complaints() -> list[dict[str, Any]]:
    """Return the sample complaints."""
    lines = (sample_dir() / "complaints.jsonl").read_bytes().splitlines()
    return [orjson.loads(line) for line in lines if line.strip()]


def draft_requests(number: int) -> list[tuple[str, str, bytes]]:
    """Return `number` draft requests over the sample complaints."""
    bodies = [orjson.dumps({"complaint": complaint}) for complaint in complaints()]
    return [("POST", "/v1/drafts", body) for body in itertools.islice(itertools.cycle(bodies), number)]


def check_requests(number: int) -> list[tuple[str, str, bytes]]:
    """Return `number` checks of a sixty-word reply with two facts."""
    facts = [
        {
            "id": "order-58213",
            "kind": "order",
            "data": {"order_id": "58213", "status": "shipped", "shipped_on": "2026-05-06", "carrier": "Swiftline"},
        },
        {"id": "care", "kind": "contact", "text": "Write to care@example.example or send a direct message."},
    ]
    body = orjson.dumps(
        {
            "reply": _CHECKED,
            "audience": "private",
            "channel": "x",
            "complaint": {"text": "My lamp never arrived!", "channel": "x"},
            "facts": facts,
        }
    )
    return [("POST", "/v1/checks", body)] * number


def measure_service(rounds: int) -> dict[str, Any]:
    """Return start-up, memory and single-caller figures of one worker; times in milliseconds, memory in MiB."""
    with data_folder() as folder:
        with service(folder) as first:
            cold = first.seconds
        with service(folder) as running:
            warm = running.seconds
            idle = running.resident_mib()
            drive(running.port, KEY, draft_requests(60), 1)
            bare = drive(running.port, KEY, [("GET", "/healthz", b"")] * rounds, 1)
            drafts = drive(running.port, KEY, draft_requests(rounds), 1)
            checks = drive(running.port, KEY, check_requests(rounds), 1)
            many = drive(running.port, KEY, check_requests(rounds * 3), 16)
            return {
                "startup": {"first_s": round(cold, 2), "warm_s": round(warm, 2)},
                "memory_mib": {"idle": round(idle), "after_load": round(running.resident_mib())},
                "bare_request": _times(bare),
                "draft_composer": _times(drafts) | {"ratio_to_bare": _ratio(drafts, bare)},
                "check": _times(checks) | {"ratio_to_bare": _ratio(checks, bare)},
                "check_16_callers": _times(many) | {"per_second": round(many.rate, 1)},
            }


def measure_two_workers(rounds: int) -> dict[str, Any]:
    """Return drafts per second of two workers with sixteen callers."""
    with data_folder() as folder, service(folder, workers=2) as running:
        drive(running.port, KEY, draft_requests(200), 16)
        load = drive(running.port, KEY, draft_requests(rounds), 16)
        return {
            "draft_16_callers_2_workers": _times(load) | {"per_second": round(load.rate, 1)},
            "memory_mib_2_workers": round(running.resident_mib()),
        }


def measure_model(rounds: int) -> dict[str, Any]:
    """Return the service's own time per draft when a model writes: what is on top of the model's delay."""
    with standin(DELAY_MS) as model, data_folder() as folder, _with_model(folder, model) as running:
        drive(running.port, KEY, draft_requests(30), 1)
        load = drive(running.port, KEY, draft_requests(rounds), 1)
        return {
            "draft_model": {
                "model_delay_ms": DELAY_MS,
                "own_p50_ms": round(load.milliseconds(0.5) - DELAY_MS, 2),
                "own_p99_ms": round(load.milliseconds(0.99) - DELAY_MS, 2),
                "failed": load.failed,
            }
        }


@contextmanager
def _with_model(folder: Path, model: Running) -> Iterator[Running]:
    env = {
        "AMENDS_MODEL": "openai:ok",
        "OPENAI_API_KEY": "none-needed",
        "OPENAI_BASE_URL": f"http://127.0.0.1:{model.port}/v1",
    }
    with service(folder, env=env) as running:
        yield running


def _times(load: Load) -> dict[str, Any]:
    return {
        "p50_ms": round(load.milliseconds(0.5), 2),
        "p99_ms": round(load.milliseconds(0.99), 2),
        "requests": len(load.seconds),
        "failed": load.failed,
    }


def _ratio(load: Load, bare: Load) -> float:
    return round(load.milliseconds(0.5) / bare.milliseconds(0.5), 1)
