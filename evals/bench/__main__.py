"""`amends bench`: print what this machine does, against the figures we hold ourselves to."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table

from evals.bench import guard, retrieval, serving

TARGETS: list[tuple[str, tuple[str, ...], str, float]] = [
    ("draft, one caller, p50 ms", ("draft_composer", "p50_ms"), "<=", 25),
    ("draft, one caller, p99 ms", ("draft_composer", "p99_ms"), "<=", 50),
    ("draft, 16 callers, 2 workers, per second", ("draft_16_callers_2_workers", "per_second"), ">=", 80),
    ("draft by a model, own time, p50 ms", ("draft_model", "own_p50_ms"), "<=", 10),
    ("draft by a model, own time, p99 ms", ("draft_model", "own_p99_ms"), "<=", 50),
    ("check, p50 ms", ("check", "p50_ms"), "<=", 15),
    ("guard on a reply of 60 words, one core, p50 ms", ("guard_60_words", "p50_ms"), "<=", 12),
    ("guard on a reply of 60 words, one core, p99 ms", ("guard_60_words", "p99_ms"), "<=", 30),
    ("guard, batched, replies per second", ("guard_batched", "per_second"), ">=", 150),
    ("start to ready, warm, s", ("startup", "warm_s"), "<=", 5),
    ("resident memory, MiB", ("memory_mib", "after_load"), "<=", 500),
    ("recall@5, sample policies", ("retrieval_sample", "recall_at_5"), ">=", 0.95),
    ("retrieval p50 ms, largest index", ("retrieval_largest", "p50_ms"), "<=", 8),
]


def main() -> None:
    """Run the benchmark and print it as a table, or as JSON."""
    parser = argparse.ArgumentParser(prog="amends bench", description="Measure speed and memory on this machine.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, indexes up to 10k")
    parser.add_argument("--json", action="store_true", help="print JSON; example: amends bench --quick --json")
    options = parser.parse_args()
    rounds, sizes = (200, (1_000, 10_000)) if options.quick else (600, (1_000, 10_000, 100_000))
    steps: list[tuple[str, Callable[[], dict[str, Any]]]] = [
        ("one worker", lambda: serving.measure_service(rounds)),
        ("two workers, sixteen callers", lambda: serving.measure_two_workers(rounds * 5)),
        ("a model that takes 50 ms", lambda: serving.measure_model(rounds)),
        ("the guard by itself", lambda: guard.measure(rounds)),
        ("retrieval", lambda: retrieval.measure(sizes)),
    ]
    result: dict[str, Any] = {"machine": {"cores": os.cpu_count(), "python": platform.python_version()}}
    for name, step in steps:
        sys.stderr.write(f"measuring: {name} ...\n")
        result |= step()
    if options.json:
        sys.stdout.buffer.write(orjson.dumps(result, option=orjson.OPT_INDENT_2) + b"\n")
    else:
        _show(result)


def _show(result: dict[str, Any]) -> None:
    table = Table("what", "measured", "aim", "", box=None)
    for name, path, sign, aim in TARGETS:
        value = result.get(path[0], {}).get(path[1])
        if value is not None:
            good = value <= aim if sign == "<=" else value >= aim
            table.add_row(name, f"{value:g}", f"{sign} {aim:g}", "" if good else "[red]missed[/]")
    console = Console()
    console.print(table)
    console.print_json(orjson.dumps(result).decode())


if __name__ == "__main__":
    main()
