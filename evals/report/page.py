"""The report as one HTML page that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
from jinja2 import ChainableUndefined, Environment, FileSystemLoader, Template
from markupsafe import Markup, escape

from evals.comparison import Change
from evals.report import charts
from evals.report.result import ResultError
from evals.scorers.confusion import NOTHING
from evals.scorers.rules import ALL

_HERE = Path(__file__).parent


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"share": share, "spans": spans}
    return environment.get_template("page.html.j2")


def render(result: Mapping[str, Any], changes: Sequence[Change] = (), curve: Mapping[str, Any] | None = None) -> str:
    """Return the page for a result (as read back from JSON), the changes against a baseline, and a learning curve.

    A curve is `{"measure": "f1", "points": [{"records": 500, "f1": 0.6, "low": 0.55, "high": 0.65}, …]}`.
    """
    return _template().render(
        result=result,
        suites=[{**suite, "charts": _charts(suite)} for suite in result["suites"]],
        changes=changes,
        curve=charts.curve(curve["points"], curve["measure"], f"Learning curve of {curve['measure']}")
        if curve
        else None,
        css=Markup((_HERE / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        script=Markup((_HERE / "page.js").read_text(encoding="utf-8")),  # noqa: S704 - our own file
    )


def _charts(suite: Mapping[str, Any]) -> dict[str, Markup]:
    figures, drawn = suite["figures"], {}
    for name in ("recall", "precision", "f1"):
        rows = [(rule, one[name]) for rule, one in figures.get("rules", {}).get(ALL, {}).items()]
        if rows:
            drawn[name] = charts.bars(rows, f"{name} of each rule with 95% intervals")
    if "confusion" in figures:
        columns = [*suite["rules"], NOTHING]
        drawn["confusion"] = charts.heat(figures["confusion"], columns, "Confusion matrix of the rules")
    if "latency" in figures:
        drawn["latency"] = charts.histogram(figures["latency"], "Histogram of milliseconds per case")
    if suite["measured"]:
        drawn["measured"] = charts.bars([(one["name"], one["share"]) for one in suite["measured"]], "Figures")
    return drawn


def share(value: Mapping[str, Any] | None) -> Markup:
    """Return a share with its interval and cases, as a table cell shows it."""
    if not value or not value["cases"]:
        return Markup('<span class="quiet">–</span>')
    told = '{:.3f} <span class="quiet">[{:.3f}, {:.3f}] n={}</span>'
    return Markup(told).format(value["value"], value["low"], value["high"], value["cases"])  # noqa: S704 - our own words


def spans(miss: Mapping[str, Any]) -> Markup:
    """Return a miss's text with the expected words underlined and the found ones shaded."""
    text = miss["text"]
    marks = [("wanted", one) for one in miss["expected"]] + [("found", one) for one in miss["found"]]
    edges = sorted({0, len(text), *(edge for _, one in marks for edge in (one["start"], one["end"]))})
    pieces = [_piece(text, start, end, marks) for start, end in pairwise(edges)]
    return Markup("").join(pieces)


def _piece(text: str, start: int, end: int, marks: Sequence[tuple[str, Mapping[str, Any]]]) -> Markup:
    here = [(kind, one["rule"]) for kind, one in marks if one["start"] <= start and end <= one["end"]]
    words = escape(text[start:end])
    if not here:
        return words
    kinds = " ".join(sorted({kind for kind, _ in here}))
    title = "; ".join(sorted({f"{'expected' if kind == 'wanted' else 'found'}: {rule}" for kind, rule in here}))
    return Markup('<mark class="{}" title="{}">{}</mark>').format(kinds, title, words)


def curve_of(path: Path) -> dict[str, Any]:
    """Return the learning curve in a JSON file.

    Raises:
        ResultError: the file does not have the form of a curve.
    """
    try:
        found: dict[str, Any] = orjson.loads(path.read_bytes())
        points = [
            {"records": float(one["records"]), found["measure"]: float(one[found["measure"]])}
            for one in found["points"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ResultError(f"{path} is no curve ({error!r}); see docs/evals.md for its form") from error
    if not points:
        raise ResultError(f"{path} holds no points; give at least one")
    return found
