"""`amends eval`: measure the guard, or another one; compare, report, harvest, score predictions."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from api.errors import Problem
from evals import measuring, suites
from evals.benchmark import BenchmarkError, score_predictions
from evals.cache import Cache, default_folder
from evals.comparison import compare
from evals.corpus.records import SPLITS, CorpusError
from evals.measuring import SEALED, Chosen
from evals.report import page, result, table
from evals.report.result import Result, ResultError
from evals.running import BrokenRun, Target
from evals.suites import SuiteError
from evals.targets.engine import Engine
from evals.targets.service import Service, TargetError

_FORESEEN = (CorpusError, SuiteError, ResultError, TargetError, BrokenRun, BenchmarkError)
_PIPE_WIDTH = 140
_Baseline = Annotated[Path | None, typer.Option(help="A stored result to compare with.")]
_Out = Annotated[Path | None, typer.Option(help="Folder for result.json (and report.html).")]


def run(  # noqa: PLR0913, PLR0917 - one parameter per option
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SUITE]...",
            help="assessment, retrieval, drafts, private-data, checks (those in evals/cases/checks), or a YAML file of "
            "your own. Without any, and without --corpus: all five.",
            show_default=False,
        ),
    ] = None,
    corpus: Annotated[
        list[str] | None,
        typer.Option(help="train, tune, sealed, or a file or folder of records; may be given several times."),
    ] = None,
    target: Annotated[str, typer.Option(help="'engine', or the URL of a running service.")] = "engine",
    key: Annotated[str | None, typer.Option(help="API key for the service.", envvar="AMENDS_KEY")] = None,
    jobs: Annotated[int | None, typer.Option(help="How many cases at once. [the number of cores]", min=1)] = None,
    out: _Out = None,
    baseline: _Baseline = None,
    html: Annotated[bool, typer.Option("--html", help="Also write report.html, with every miss readable.")] = False,  # noqa: FBT002
    curve: Annotated[Path | None, typer.Option(help="JSON of a learning curve to draw in the report.")] = None,
    most: Annotated[int | None, typer.Option(help="Judge at most so many of a split, always the same ones.")] = None,
    fresh: Annotated[bool, typer.Option("--no-cache", help="Judge every case anew.")] = False,  # noqa: FBT002
    open_sealed: Annotated[bool, typer.Option("--open-sealed", help="Show the sealed split's misses.")] = False,  # noqa: FBT002
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON instead of tables.")] = False,  # noqa: FBT002
) -> None:
    """Measure how good the guard is: on the published corpus, on suites, on cases of your own.

    `amends eval harvest --help` turns reviewers' decisions into cases; `amends eval benchmark --help` scores the
    predictions of any other guard.

    Example: [bold]amends eval --corpus tune --out report --html[/]
    """
    if open_sealed:
        sys.stderr.write(
            "The sealed split is opened. A guard that is changed after its misses were read can no longer be measured\n"
            "on it; say so beside the figures.\n"
        )
    chosen, builtins = _chosen(names or [], corpus or [], most)
    judge: Target = Engine(jobs or os.cpu_count() or 1)
    if target != "engine":
        judge = Service(target, key, jobs or os.cpu_count() or 1)
    mark = judge.fingerprint()
    cache = Cache(default_folder(), mark) if mark and not fresh else None
    found = _with_progress(judge, chosen, builtins, cache, open_sealed=open_sealed)
    _tell(found, out, baseline, curve, html=html, as_json=as_json)


def _chosen(names: list[str], splits: list[str], most: int | None) -> tuple[list[Chosen], list[str]]:
    if not names and not splits:
        names = [*measuring.BUILT_IN, "checks"]
    paths = [path for name in names if name not in measuring.BUILT_IN for path in _paths(name)]
    chosen = [measuring.corpus(split, most=most) for split in splits]
    return [*chosen, *map(measuring.suite, paths)], [name for name in names if name in measuring.BUILT_IN]


def _paths(name: str) -> list[Path]:
    if name == "checks":
        return sorted(suites.FOLDER.glob("*.yaml"))
    if name in SPLITS:
        raise SuiteError(f"{name} is a split of the corpus; ask for it by --corpus {name}")
    return [Path(name)]


def _with_progress(
    judge: Target, chosen: list[Chosen], builtins: list[str], cache: Cache | None, *, open_sealed: bool
) -> Result:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks = {one.name: bar.add_task(one.name, total=len(one.cases)) for one in chosen}
        tasks |= {name: bar.add_task(name, total=None) for name in builtins}

        def advance(name: str, more: int, total: int) -> None:
            bar.update(tasks[name], advance=more, total=total)

        return measuring.measure(judge, chosen, builtins, cache=cache, open_sealed=open_sealed, advance=advance)


def _tell(  # noqa: PLR0913 - what was asked for
    found: Result, out: Path | None, baseline: Path | None, curve: Path | None, *, html: bool, as_json: bool
) -> None:
    plain = result.plain(found)
    changes = compare(plain, result.load(baseline)) if baseline else []
    if as_json:
        sys.stdout.buffer.write(result.dump(found) + b"\n")
    else:
        table.show(plain, changes, Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH))
    if out or html:
        folder = out or Path("eval-report")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "result.json").write_bytes(result.dump(found))
        sys.stderr.write(f"written: {folder / 'result.json'}\n")
        if html:
            drawn = page.curve_of(curve) if curve else None
            (folder / "report.html").write_text(page.render(plain, changes, drawn), encoding="utf-8")
            sys.stderr.write(f"written: {folder / 'report.html'}\n")


def benchmark(
    predictions: Annotated[Path, typer.Argument(help="JSON lines: what a guard says of each record.")],
    corpus: Annotated[str, typer.Option(help="train, tune or sealed.")] = SEALED,
    out: _Out = None,
    html: Annotated[bool, typer.Option("--html", help="Also write report.html.")] = False,  # noqa: FBT002
) -> None:
    """Score the predictions of any guard on the corpus, as ours is scored.

    A line is {"id": "elm-0001", "verdict": "block", "findings": [{"rule": "defensive", "start": 0, "end": 12}]};
    offsets count code points of the record's text. docs/evals.md tells more.

    Example: [bold]amends eval benchmark predictions.jsonl --corpus tune --out report --html[/]
    """
    _tell(score_predictions(predictions, corpus), out, None, None, html=html, as_json=False)


def harvest(
    out: Annotated[Path, typer.Option(help="The YAML file to write.")],
    most: Annotated[int, typer.Option(help="How many drafts to look at, newest first.", min=1)] = 1000,
) -> None:
    """Turn what reviewers rejected or rewrote into candidate cases, without personal data, for a person to label.

    Example: [bold]amends eval harvest --out cases.yaml[/]
    """
    from evals.harvest import harvest_from_store  # noqa: PLC0415 - the store is loaded only where it is read

    count = harvest_from_store(out, most)
    sys.stderr.write(f"{count} candidate cases written to {out}; read each one, mark its words, set its status\n")


def _app() -> typer.Typer:
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    commands: dict[str, Callable[..., None]] = {"harvest": harvest, "benchmark": benchmark}
    made = typer.Typer(add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)
    made.command()(commands.get(wanted, run))
    if wanted in commands:
        del sys.argv[1]
    return made


def main() -> None:
    """Run the command; a foreseen error is told in a line or two, with exit code 3."""
    name = "amends eval"
    try:
        if len(sys.argv) > 1 and sys.argv[1] in {"harvest", "benchmark"}:
            name = f"{name} {sys.argv[1]}"
        _app()(prog_name=name)
    except _FORESEEN as error:
        sys.stderr.write(f"amends eval: {error}\n")
        raise SystemExit(3) from None
    except Problem as problem:
        sys.stderr.write(f"amends eval: {problem.detail}\n        {problem.remedy or ''}\n")
        raise SystemExit(3) from None


if __name__ == "__main__":
    main()
