"""Charts and measured drafts as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from api.audit.exporting import cell
from api.overview.charts import Chart

_AT_ONCE = 500


def chart_csv(chart: Chart) -> str:
    """Return a chart as a table with a head line; shares are 0 to 1, and what is not known is empty."""
    return _lines([("", *chart.columns), *((name, *cells) for name, cells in chart.rows)])


def charts_csv(charts: Sequence[Chart]) -> str:
    """Return the figures of all charts, one a line, under the name of chart, row and column."""
    head = ("chart", "name", "figure", "value")
    return _lines(
        [
            head,
            *(
                (chart.id, name, column, value)
                for chart in charts
                for name, cells in chart.rows
                for column, value in zip(chart.columns, cells, strict=True)
            ),
        ]
    )


def drafts_csv(drafts: Iterable[dict[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """Yield what is counted of each draft, a draft a line, in pieces of a few hundred."""
    yield _lines([columns])
    rows = iter(drafts)
    while some := list(islice(rows, _AT_ONCE)):
        yield _lines([[row[name] for name in columns] for row in some])


def _lines(rows: Iterable[Sequence[Any]]) -> str:
    page = io.StringIO()
    csv.writer(page).writerows([[_said(value) for value in row] for row in rows])
    return page.getvalue()


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return cell(value.isoformat() if isinstance(value, datetime) else value)
