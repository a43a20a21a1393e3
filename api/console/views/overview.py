"""How it goes: figures and charts of a stretch of time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from markupsafe import Markup

from api.console.pages import Reviewing, page
from api.models import Channel
from api.overview.charts import Chart, Draw, charts_of, duration, money, percent
from api.overview.counts import Asked
from api.overview.model import Overview
from api.overview.svg import drawing
from api.routes.access import ServicesOf
from api.routes.overview import overview_in
from api.routes.spans import LONGEST

router = APIRouter(include_in_schema=False)
PERIODS: Final = (7, 30, 90)
_USUAL: Final = 30
_Day = Annotated[str, Query(max_length=40)]


@router.get("/overview")
def overview(
    request: Request,
    session: Reviewing,
    services: ServicesOf,
    days: str = "",
    since: _Day = "",
    until: _Day = "",
    channel: str = "",
) -> Response:
    """Return the overview; a filter that is none, as of an old link, filters nothing."""
    zone = services.brand().hours.zone
    today = datetime.now(zone).date()
    period = int(days) if days in {str(one) for one in PERIODS} else None
    begins, ends = _days(today, period, since, until)
    about = Asked(_midnight(begins, zone), _midnight(ends + timedelta(days=1), zone), _channel(channel))
    told = overview_in(services, about)
    query = {"since": _moment(about.since), "until": _moment(about.until), "channel": about.channel or ""}
    return page(
        "overview.html",
        request,
        session,
        told=told,
        tiles=_tiles(told),
        charts=[{"chart": one, "drawn": _drawn(one)} for one in charts_of(told)],
        begins=begins,
        ends=ends,
        today=today,
        period=period if period or since or until else _USUAL,
        periods=PERIODS,
        custom=period is None and bool(since or until),
        channels=list(Channel),
        query=urlencode({name: value for name, value in query.items() if value}),
        link=lambda number: f"/overview?{urlencode({'days': number, **({'channel': channel} if channel else {})})}",
        percent=percent,
    )


def _days(today: date, period: int | None, since: str, until: str) -> tuple[date, date]:
    """Return the first and the last day that are shown, no more than a year from each other."""
    if period is not None:
        return today - timedelta(days=period - 1), today
    ends = _day(until) or today
    begins = min(_day(since) or ends - timedelta(days=_USUAL - 1), ends)
    return max(begins, ends - LONGEST + timedelta(days=1)), ends


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1971 <= day.year <= 9000 else None


def _channel(text: str) -> str | None:
    return text if text in set(Channel) else None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _drawn(chart: Chart) -> Markup | None:
    """Return the drawing, every word of which is escaped where it is made; None where there is nothing to draw."""
    return None if chart.empty or chart.draw is Draw.TABLE else Markup(drawing(chart))  # noqa: S704 - as said


def _tiles(told: Overview) -> list[tuple[str, str, str]]:
    """Return the figures on top: what, how much, and what it is of."""
    first, edits, hidden, found = told.first_replies, told.edits, told.hidden, told.outcomes
    approved = found.as_drafted + found.edited + found.approved
    return [
        ("complaints", f"{told.cases:,}", f"{told.spent.drafts:,} drafts written"),
        ("first reply, median", duration(first.median_seconds), f"{percent(first.in_time_share)} by the deadline"),
        ("approved as drafted", percent(edits.as_drafted_share), f"of {edits.measured:,} approved"),
        ("median edit", percent(edits.median_share), "of the letters changed"),
        ("rejected", f"{found.rejected:,}", f"beside {approved:,} approved"),
        ("incidents opened", f"{told.incidents.opened:,}", f"{told.incidents.still_open:,} still open"),
        (
            "genuine complaints hidden",
            percent(hidden.share_hidden),
            f"{hidden.hidden:,} of {hidden.genuine:,} in public",
        ),
        _spent_tile(told),
    ]


def _spent_tile(told: Overview) -> tuple[str, str, str]:
    spent = told.spent
    if spent.money:
        price = spent.money[0]
        return "cost per draft", money(price.per_draft, price.currency), f"{money(price.total, price.currency)} in all"
    tokens = "–" if spent.tokens_per_draft is None else f"{spent.tokens_per_draft:,.0f}"
    return "tokens per draft", tokens, f"{spent.by_model:,} drafts by a model"
