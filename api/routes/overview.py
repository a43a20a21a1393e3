"""`/v1/figures/overview`, `/v1/figures/drafts`: how it goes, in figures that can be drawn and exported."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Annotated, Literal

import orjson
from fastapi import APIRouter, Depends
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from api.models import Channel
from api.overview.building import overview_of
from api.overview.charts import Chart, ChartId, Draw, chart_of, charts_of
from api.overview.counts import Asked
from api.overview.exporting import chart_csv, charts_csv, drafts_csv
from api.overview.model import Overview
from api.overview.svg import drawing
from api.routes.access import MayReview, ServicesOf
from api.routes.answers import json_answer
from api.routes.spans import Begins, Ends, span_asked
from api.services import Services
from api.store.overview import MEASURED

router = APIRouter(prefix="/v1/figures", tags=["figures"])
_CSV = "text/csv; charset=utf-8"
_SVG = "image/svg+xml"
_COLUMNS = ("at", *MEASURED, "cost")


class ChartRow(BaseModel):
    """A row of a chart: its name (over time, its first day) and its figures."""

    name: str
    cells: list[float | str | None]


class ChartBody(BaseModel):
    """A chart as a table; the first `series` columns are what is drawn."""

    id: str
    title: str
    summary: str
    columns: list[str]
    series: int
    rows: list[ChartRow]


def asked(since: Begins = None, until: Ends = None, channel: Channel | None = None) -> Asked:
    """Return which cases and drafts are asked for."""
    return Asked(*span_asked(since, until, datetime.now(UTC)), channel.value if channel else None)


AskedFor = Annotated[Asked, Depends(asked)]


@router.get(
    "/overview",
    response_model=Overview,
    responses={200: {"content": {"text/csv": {}}, "description": "The figures"}},
)
def overview(
    services: ServicesOf,
    _: MayReview,
    about: AskedFor,
    format: Literal["json", "csv"] = "json",  # noqa: A002 - the name in the contract
) -> Response:
    """Return how it goes: of the cases opened and the drafts written in a stretch of at most 366 days."""
    told = overview_in(services, about)
    return json_answer(told) if format == "json" else _file(charts_csv(charts_of(told)), _CSV, "overview.csv")


@router.get(
    "/overview/{chart}",
    response_model=ChartBody,
    responses={200: {"content": {"text/csv": {}, _SVG: {}}, "description": "The chart"}},
)
def chart(
    chart: ChartId,
    services: ServicesOf,
    _: MayReview,
    about: AskedFor,
    format: Literal["json", "csv", "svg"] = "json",  # noqa: A002 - as above
) -> Response:
    """Return one chart of the overview: as a table, as CSV, or drawn."""
    found = chart_of(overview_in(services, about), chart)
    if format == "csv":
        return _file(chart_csv(found), _CSV, f"{chart}.csv")
    if format == "svg":
        return _file(drawing(found, file=True), _SVG, f"{chart}.svg")
    return json_answer(_body(found))


@router.get(
    "/drafts",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/json": {}, "text/csv": {}}, "description": "A draft a line"}},
)
def measured(
    services: ServicesOf,
    _: MayReview,
    about: AskedFor,
    format: Literal["json", "csv"] = "json",  # noqa: A002 - as above
) -> Response:
    """Return what is counted of each draft written in that time, none of it anybody's words.

    `edit_share` is how far its approved messages are from what was drafted, 0 to 1; null where it was not approved, or
    before distances were kept.
    """
    if format == "json":
        rows = services.store.overviews.measured(about)
        return StreamingResponse(_json_lines(rows), media_type="application/json")
    pieces = drafts_csv(services.store.overviews.measured(about), _COLUMNS)
    return StreamingResponse(pieces, media_type=_CSV, headers=_attached("drafts.csv"))


def overview_in(services: Services, about: Asked) -> Overview:
    """Return the overview, by the days of the brand's time zone."""
    return overview_of(services.store.overviews.counts, about, services.brand().hours.zone)


def _body(found: Chart) -> ChartBody:
    return ChartBody(
        id=found.id,
        title=found.title,
        summary=found.summary,
        columns=list(found.columns),
        series=0 if found.draw is Draw.TABLE else found.series,
        rows=[ChartRow(name=name, cells=list(cells)) for name, cells in found.rows],
    )


def _json_lines(rows: Iterator[dict[str, object]]) -> Iterator[bytes]:
    opening = b"[\n"
    while some := list(islice(rows, 500)):
        yield opening + b",\n".join(map(orjson.dumps, some))
        opening = b",\n"
    yield b"\n]\n" if opening != b"[\n" else b"[]\n"


def _file(content: str, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers=_attached(name))


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
