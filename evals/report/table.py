"""The result on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console, RenderableType
from rich.table import Table

from evals.comparison import Change
from evals.scorers.rules import ALL


def show(result: Mapping[str, Any], changes: Sequence[Change], console: Console) -> None:
    """Print the figures of every suite, and what changed significantly."""
    for suite in result["suites"]:
        console.print(f"\n[bold]{suite['name']}[/]  {suite['cases']} cases")
        for part in _parts(suite):
            console.print(part)
    if changes:
        _show_changes(changes, console)


def _parts(suite: Mapping[str, Any]) -> Iterator[RenderableType]:
    figures = suite["figures"]
    if suite["measured"]:
        yield _measured(suite["measured"])
    if figures.get("rules"):
        yield _rules(figures["rules"][ALL])
    yield from _verdict_parts(figures.get("verdict", {}))
    if "spans" in figures:
        spans = figures["spans"]
        yield (
            f"right rule {_told(spans['right_rule'])}; touches the guilty words {_told(spans['touching'])}; "
            f"mean overlap {spans['overlap']:.3f}"
        )
    if "claims" in figures:
        yield f"claims as expected {_told(figures['claims']['right'])}"
    if "injection" in figures:
        found = figures["injection"]
        yield f"injections noticed {_told(found['noticed'])}; honest left alone {_told(found['left_alone'])}"
    if "latency" in figures:
        yield f"time per case p50 {figures['latency']['p50']} ms, p99 {figures['latency']['p99']} ms"


def _verdict_parts(verdict: Mapping[str, Any]) -> Iterator[RenderableType]:
    for unit in ("sentence", "reply"):
        if unit in verdict:
            yield _verdicts(unit, verdict[unit])
            blocked_by = verdict[unit]["clean_blocked_by"]
            if blocked_by:
                yield "clean replies blocked by " + ", ".join(f"{rule} {count}" for rule, count in blocked_by.items())
    if "expected" in verdict:
        yield f"verdict as expected {_told(verdict['expected'])}"


def _measured(measured: Sequence[Mapping[str, Any]]) -> Table:
    table = Table("figure", "share", box=None)
    for one in measured:
        table.add_row(one["name"], _told(one["share"]))
    return table


def _rules(rules: Mapping[str, Any]) -> Table:
    table = Table("rule", "precision", "recall", "F1", "near misses flagged", box=None)
    for rule, one in rules.items():
        table.add_row(rule, *(_told(one[name]) for name in ("precision", "recall", "f1", "near")))
    return table


def _verdicts(unit: str, figures: Mapping[str, Any]) -> Table:
    table = Table(unit, "flagged", "blocked", "review", "blocked by the whole guard", box=None)
    rows = {"violating": figures["violating"], "clean": figures["clean"]} | figures["by_style"]
    for name, one in rows.items():
        table.add_row(name, *(_told(one[part]) for part in ("flagged", "blocked", "review", "overall_blocked")))
    return table


def _show_changes(changes: Sequence[Change], console: Console) -> None:
    moved = [change for change in changes if change.significant()]
    console.print(f"\n[bold]Against the baseline[/]: {len(moved)} of {len(changes)} figures changed beyond chance")
    table = Table("suite", "figure", "before", "now", "p", "", box=None)
    for one in moved:
        word = "[red]worse[/]" if one.worse else "[green]better[/]"
        table.add_row(one.suite, one.figure, f"{one.before.value:.3f}", f"{one.now.value:.3f}", f"{one.p:.4f}", word)
    if moved:
        console.print(table)


def _told(share: Mapping[str, Any] | None) -> str:
    if not share or not share["cases"]:
        return "–"
    return f"{share['value']:.3f} \\[{share['low']:.2f}, {share['high']:.2f}] n={share['cases']}"
