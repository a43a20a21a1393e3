"""Charts as SVG: one drawing for the page, which colours it by its own style, and for a file, which brings its own.

Widths are shares of the whole and heights are pixels, so that words keep their size on a phone. What is told by colour
is told by hatching, too, and by the words beside each bar.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import accumulate
from math import floor, log10
from typing import Final

from api.overview.charts import Chart, Draw, Unit

_INK: Final = {
    "plain": "#1f5f5b",
    "good": "#1f6b3a",
    "look": "#8a5a00",
    "bad": "#a4231c",
    "quiet": "#6b7672",
    "words": "#1c2422",
    "dim": "#55615d",
    "rule": "#d9d6cc",
    "track": "#efede6",
    "ground": "#ffffff",
}
_FILE_WIDTH: Final = 760
_EDGE: Final = 20
_BAR, _ROW, _TOP = 14, 42, 4
_PLOT: Final = 190
"""Height of what is drawn over time, in pixels."""
_HATCHED: Final = 1
_LABELS: Final = 4
_LEAST: Final = 0.4
"""Width of what is hardly anything, in per cent, so that it is seen."""


def drawing(chart: Chart, *, file: bool = False) -> str:
    """Return the chart as an SVG element; as a `file` it carries its title, legend, ground and width."""
    top = 34 + 20 * (chart.series > 1) if file else 0
    body, height = _columns(chart, top) if chart.draw is Draw.COLUMNS else _bars(chart, top)
    drawn = "".join([_hatching(chart), *(_file_head(chart) if file else []), *body])
    if file:
        drawn = (
            f'<rect width="100%" height="100%" fill="{_INK["ground"]}"/>'
            f'<svg x="{_EDGE}" y="{_EDGE}" width="{_FILE_WIDTH}" height="{height}">{drawn}</svg>'
        )
    width, height = (_FILE_WIDTH + 2 * _EDGE, height + 2 * _EDGE) if file else ("100%", height)
    name = f"chart-{chart.id}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="{name}-name {name}-summary" font-family="system-ui, sans-serif" font-size="13">'
        f'<title id="{name}-name">{escape(chart.title)}</title>'
        f'<desc id="{name}-summary">{escape(chart.summary)}</desc>{drawn}</svg>'
    )


def _hatching(chart: Chart) -> str:
    """Return the patterns of the series after the first: lines one way, lines the other way."""
    made = []
    for n, tone in enumerate(chart.tones[: chart.series]):
        if n:
            turn = 45 if n == _HATCHED else -45
            made.append(
                f'<pattern id="{_pattern(chart, n)}" width="6" height="6" patternUnits="userSpaceOnUse" '
                f'patternTransform="rotate({turn})"><rect width="6" height="6" class="ground" fill="{_INK["ground"]}"/>'
                f'<rect width="3.6" height="6" class="{tone}" fill="{_INK[tone]}"/></pattern>'
            )
    return f"<defs>{''.join(made)}</defs>" if made else ""


def _pattern(chart: Chart, n: int) -> str:
    return f"hatch-{chart.id}-{n}"


def _file_head(chart: Chart) -> list[str]:
    head = [
        f'<text x="0" y="18" font-size="16" font-weight="600" fill="{_INK["words"]}">{escape(chart.title)}</text>',
    ]
    if chart.series == 1:
        return head
    for n, name in enumerate(chart.columns[: chart.series]):
        left = n * 220
        head += [
            f'<rect x="{left}" y="30" width="14" height="12" {_filled(chart, n, 0)}/>',
            f'<text x="{left + 20}" y="41" fill="{_INK["words"]}">{escape(name)}</text>',
        ]
    return head


def _filled(chart: Chart, n: int, row: int) -> str:
    """Return the attributes that fill a piece of a bar: series `n` of a row."""
    if n:
        return f'fill="url(#{_pattern(chart, n)})"'
    tone = chart.tones[min(row, len(chart.tones) - 1)] if chart.series == 1 else chart.tones[0]
    return f'class="{tone}" fill="{_INK[tone]}"'


def _values(chart: Chart, row: int) -> list[float]:
    cells = chart.rows[row][1][: chart.series]
    return [cell if isinstance(cell, int | float) else 0.0 for cell in cells]


def _bars(chart: Chart, top: int) -> tuple[list[str], int]:
    """Return bars below one another, each with its name and its figures above it."""
    most = max((sum(_values(chart, row)) for row in range(len(chart.rows))), default=0) or 1
    body: list[str] = []
    for row, (name, cells) in enumerate(chart.rows):
        y = top + _TOP + row * _ROW
        said = " + ".join(chart.said(cell) for cell in cells[: chart.series])
        body += [
            _words(name, y, 'x="0"'),
            _words(said, y, 'x="100%" text-anchor="end" font-weight="600"'),
            f'<rect x="0" y="{y + 19}" width="100%" height="{_BAR}" class="track" fill="{_INK["track"]}"/>',
            *_pieces(chart, row, most, y + 19),
        ]
    return body, top + _TOP + len(chart.rows) * _ROW


def _words(text: str, y: int, place: str) -> str:
    return f'<text {place} y="{y + 13}" class="words" fill="{_INK["words"]}">{escape(text)}</text>'


def _pieces(chart: Chart, row: int, most: float, y: int) -> Iterator[str]:
    values = _values(chart, row)
    for n, (value, end) in enumerate(zip(values, accumulate(values), strict=True)):
        if value:
            width = max(100 * value / most, _LEAST)
            x = min(100 * (end - value) / most, 100 - width)
            told = f"{chart.named(row)}, {chart.columns[n]}: {chart.said(chart.rows[row][1][n])}"
            place = f'x="{x:.2f}%" y="{y}" width="{width:.2f}%" height="{_BAR}" rx="2"'
            yield f"<rect {place} {_filled(chart, n, row)}><title>{escape(told)}</title></rect>"


def _columns(chart: Chart, top: int) -> tuple[list[str], int]:
    """Return columns side by side, over time, with the scale above and a few days below."""
    values = [sum(_values(chart, row)) for row in range(len(chart.rows))]
    scale = _scale(chart, max(values, default=0))
    base, slot = top + 18 + _PLOT, 100 / max(len(values), 1)
    lines = [base - part * _PLOT for part in (0.0, 0.5, 1.0)]
    body = [f'<line x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}" class="rule" stroke="{_INK["rule"]}"/>' for y in lines]
    for row, value in enumerate(values):
        height = _PLOT * value / scale
        told = f"{chart.named(row)}: {chart.said(chart.rows[row][1][0])}"
        place = f'x="{(row + 0.14) * slot:.3f}%" width="{0.72 * slot:.3f}%"'
        body.append(
            f'<rect {place} y="{base - height:.1f}" height="{height:.1f}" rx="1.5" {_filled(chart, 0, 0)}>'
            f"<title>{escape(told)}</title></rect>"
        )
    body.append(_dim(chart.said(scale), f'x="0" y="{base - _PLOT - 4}"'))
    return [*body, *_days(chart, base + 18, slot)], base + 26


def _dim(text: str, place: str) -> str:
    return f'<text {place} class="dim" font-size="12" fill="{_INK["dim"]}">{escape(text)}</text>'


def _days(chart: Chart, y: int, slot: float) -> Iterator[str]:
    """Yield the names of a few columns, the first and the last among them."""
    last = len(chart.rows) - 1
    shown = sorted({round(last * n / (_LABELS - 1)) for n in range(_LABELS)}) if last >= 0 else []
    for row in shown:
        x, anchor = (row + 0.5) * slot, "middle"
        if last and row in {0, last}:
            x, anchor = (0.0, "start") if row == 0 else (100.0, "end")
        name = " ".join(chart.named(row).split()[:2])
        yield _dim(name, f'x="{x:.2f}%" y="{y}" text-anchor="{anchor}"')


def _scale(chart: Chart, most: float) -> float:
    """Return the least round number at or above the highest column: 1, 2 or 5 and noughts; 1 for shares."""
    if most <= 0 or chart.unit is Unit.SHARE:
        return 1.0
    power: float = 10.0 ** floor(log10(most))
    return next((step * power for step in (1, 2, 3, 4, 5, 6, 8) if most <= step * power), 10 * power)
