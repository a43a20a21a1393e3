"""Charts as inline SVG: they take their colours from the page, and say in words what they show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from evals.scorers.confusion import CLEAN, NOTHING

_WIDTH = 640
_LABEL = 190
_ROW = 24


def _svg(height: float, told: str, body: Sequence[str], width: float = _WIDTH) -> Markup:
    head = f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(told)}">'
    return Markup(head + "".join(body) + "</svg>")  # noqa: S704 - every text in it was escaped


def _text(x: float, y: float, words: object, css: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{css}">{escape(words)}</text>'


def bars(rows: Sequence[tuple[str, Mapping[str, Any]]], told: str) -> Markup:
    """Return one bar a row, from 0 to 1, with its 95% interval as a whisker."""
    body = [_grid(len(rows) * _ROW)]
    for number, (label, share) in enumerate(rows):
        body.append(_bar(number * _ROW, label, share))
    return _svg(len(rows) * _ROW + 18, told, body)


def _across(value: float) -> float:
    return _LABEL + value * (_WIDTH - _LABEL - 90)


def _grid(height: float) -> str:
    lines = []
    for mark in (0, 0.25, 0.5, 0.75, 1):
        x = _across(mark)
        lines.append(f'<line x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{height}" class="grid"/>')
        lines.append(_text(x, height + 14, f"{mark:g}", "axis middle"))
    return "".join(lines)


def _bar(top: float, label: str, share: Mapping[str, Any]) -> str:
    middle, end = top + _ROW / 2, _across(share["value"])
    low, high = _across(share["low"]), _across(share["high"])
    told = f"{share['value']:.2f}  n={share['cases']}" if share["cases"] else "no cases"
    return (
        _text(_LABEL - 8, middle + 4, label, "end")
        + f'<rect x="{_LABEL}" y="{top + 5}" width="{max(0.0, end - _LABEL):.1f}" height="{_ROW - 10}" class="bar"/>'
        + f'<path d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {middle - 4}v8M{high:.1f} {middle - 4}v8" '
        + 'class="whisker"/>'
        + _text(_across(1) + 10, middle + 4, told, "value")
    )


def heat(counts: Mapping[str, Mapping[str, int]], columns: Sequence[str], told: str) -> Markup:
    """Return a confusion matrix: broken rules down, found rules across, each row shaded by its own share."""
    cell, top, rows = 34, 118, list(counts)
    body = [
        f'<text transform="translate({_LABEL + number * cell + 21} {top - 8}) rotate(-55)">{escape(name)}</text>'
        for number, name in enumerate(columns)
    ]
    for number, row in enumerate(rows):
        y = top + number * cell
        body.append(_text(_LABEL - 8, y + 21, row, "end"))
        body += [_cell((_LABEL + place * cell, y), counts[row], row, name) for place, name in enumerate(columns)]
    width = max(_WIDTH, _LABEL + len(columns) * cell + 80)
    return _svg(top + len(rows) * cell + 6, told, body, width)


def _cell(place: tuple[int, int], counts: Mapping[str, int], row: str, column: str) -> str:
    (x, y), count, total = place, counts.get(column, 0), sum(counts.values())
    strength = count / total if total else 0
    right = row == column or (row, column) == (CLEAN, NOTHING)
    kind = "right" if right else "quiet" if column == NOTHING else "wrong"
    shown = _text(x + 16, y + 21, count, "middle count") if count else ""
    title = f"<title>{escape(row)} taken for {escape(column)}: {count} of {total}</title>"
    rect = f'<rect x="{x}" y="{y}" width="32" height="32" class="empty"/>'
    shade = f'<rect x="{x}" y="{y}" width="32" height="32" class="{kind}" fill-opacity="{strength:.2f}"/>'
    return f"<g>{title}{rect}{shade}{shown}</g>"


def histogram(latency: Mapping[str, Any], told: str) -> Markup:
    """Return how many cases took how long."""
    counts, width = latency["counts"], latency["width"]
    height, most = 120, max(latency["counts"]) or 1
    step = _WIDTH / len(counts)
    body = []
    for number, count in enumerate(counts):
        tall = count / most * height
        title = f"<title>from {number * width:.1f} ms: {count} cases</title>"
        place = f'x="{number * step + 1:.1f}" y="{height - tall:.1f}" width="{step - 2:.1f}" height="{tall:.1f}"'
        body.append(f'<g>{title}<rect {place} class="bar"/></g>')
        if number % 4 == 0:
            body.append(_text(number * step, height + 14, f"{number * width:.1f} ms", "axis"))
    return _svg(height + 20, told, body)


def curve(points: Sequence[Mapping[str, float]], measure: str, told: str) -> Markup:
    """Return a measure against how many records were learnt from, with its interval where the points have one."""
    height, most = 220.0, max((one["records"] for one in points), default=1) or 1
    placed = [(40 + one["records"] / most * (_WIDTH - 60), one) for one in points]

    def down(value: float) -> float:
        return (1 - value) * (height - 20) + 10

    body = []
    for mark in (0, 0.25, 0.5, 0.75, 1):
        body.append(f'<line x1="40" y1="{down(mark):.1f}" x2="{_WIDTH - 20}" y2="{down(mark):.1f}" class="grid"/>')
        body.append(_text(32, down(mark) + 4, f"{mark:g}", "axis end"))
    body.append(
        f'<polyline class="line" points="{" ".join(f"{x:.1f},{down(one[measure]):.1f}" for x, one in placed)}"/>'
    )
    for x, one in placed:
        if "low" in one and "high" in one:
            body.append(f'<path d="M{x:.1f} {down(one["low"]):.1f}V{down(one["high"]):.1f}" class="whisker"/>')
        body.append(f'<circle cx="{x:.1f}" cy="{down(one[measure]):.1f}" r="4" class="dot"/>')
        body.append(_text(x, height + 12, f"{one['records']:g}", "axis middle"))
    return _svg(height + 18, told, body)
