from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from api.overview.building import overview_of
from api.overview.charts import ChartId, Draw, chart_of, charts_of, duration, money, percent
from api.overview.counts import (
    AnswerGroup,
    Asked,
    CaseTime,
    CauseGroup,
    Counts,
    DraftGroup,
    DraftTime,
    EditedDraft,
    Quantiles,
    RuleGroup,
    ShareGroup,
)
from api.overview.exporting import chart_csv, charts_csv
from api.overview.model import Overview
from api.overview.svg import drawing
from knowledge.brand import Hours

WEEK = Asked(datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 5, 11, tzinfo=UTC))
EVIL = "=HYPERLINK(1)<script>&\"'"
SVG = "{http://www.w3.org/2000/svg}"


def overview(**more: Any) -> Overview:
    group = DraftGroup(
        "released", "pass", False, True, True, "hidden", True, EVIL, "write v1", "EUR", True, 4, 800, 200, 10**9
    )
    counts = {
        "drafts": [group, group._replace(status="rejected", verdict="block", edited=None, drafts=1)],
        "draft_times": [DraftTime(1, False, "EUR", True, 4, 1000, 10**9), DraftTime(2, True, None, False, 1, 0, None)],
        "case_times": [CaseTime(1, 30), CaseTime(6, 5)],
        "answers": [AnswerGroup(0, True, False, 20), AnswerGroup(7, False, True, 10), AnswerGroup(None, None, True, 5)],
        "waits": Quantiles(720.0, 100_000.0),
        "shares": [
            ShareGroup(EVIL, "write v1", 0, 3),
            ShareGroup(EVIL, "write v1", 400, 1),
            ShareGroup(None, None, None, 2),
        ],
        "rules": [RuleGroup("draft", "too-long", 3), RuleGroup("review", "defensive", 1)],
        "causes": [CauseGroup(EVIL, "Logistics", "open", 30), CauseGroup(None, None, "closed", 5)],
        "incidents": (2, 1, 9),
        "most_edited": [EditedDraft("drf_1", 0, EVIL, 400)],
    }
    return overview_of(lambda *_: Counts(**{**counts, **more}), WEEK, Hours().zone)


def empty() -> Overview:
    names = ("drafts", "draft_times", "case_times", "answers", "shares", "rules", "causes")
    nothing: dict[str, Any] = {name: [] for name in names}
    return overview(**nothing, waits=Quantiles(None, None), incidents=(0, 0, 0), most_edited=[])


def test_every_chart_is_a_table_of_as_many_cells_as_columns() -> None:
    charts = charts_of(overview())
    assert [one.id for one in charts] == list(ChartId)
    for one in charts:
        assert all(len(cells) == len(one.columns) for _, cells in one.rows), one.id
        assert one.title
        assert one.summary
        assert len(one.tones) in {1, len(one.rows)} or len(one.tones) == one.series, one.id


@pytest.mark.parametrize("file", [False, True])
@pytest.mark.parametrize("told", [overview(), empty()], ids=["full", "empty"])
def test_every_drawing_is_well_formed_and_needs_no_style(told: Overview, file: bool) -> None:
    for one in charts_of(told):
        drawn = drawing(one, file=file)
        root = ET.fromstring(drawn)  # noqa: S314 - our own
        assert "style" not in drawn.replace("style-src", "")
        assert "<script" not in drawn
        assert root.find(f"{SVG}title").text == one.title  # type: ignore[union-attr]
        ids = [node.get("id") for node in root.iter() if node.get("id")]
        assert len(ids) == len(set(ids))
        used = {node.get("fill", "")[5:-1] for node in root.iter() if node.get("fill", "").startswith("url(")}
        assert used <= set(ids)
        assert (root.get("width") == "800") == file


def widths(drawn: str) -> list[float]:
    bars = [node for node in ET.fromstring(drawn).iter(f"{SVG}rect") if node.find(f"{SVG}title") is not None]  # noqa: S314 - our own
    return [float((bar.get("width") or "").removesuffix("%")) for bar in bars]


def test_bars_are_as_long_as_their_figures() -> None:
    assert widths(drawing(chart_of(overview(), ChartId.FIRST_REPLIES))) == [100.0, 50.0]
    assert widths(drawing(chart_of(overview(), ChartId.FINDINGS))) == [100.0, 33.33]


def test_columns_are_as_high_as_their_figures() -> None:
    root = ET.fromstring(drawing(chart_of(overview(), ChartId.VOLUME)))  # noqa: S314 - our own
    bars = [node for node in root.iter(f"{SVG}rect") if node.find(f"{SVG}title") is not None]
    assert [float(bar.get("height") or 0) for bar in bars] == [0, 190, 0, 0, 0, 0, pytest.approx(190 / 6, abs=0.1)]
    assert bars[1].find(f"{SVG}title").text == "5 May 2026: 30"  # type: ignore[union-attr]


def test_money_is_told_only_where_there_is_a_price() -> None:
    priced = chart_of(overview(), ChartId.COST)
    assert (priced.title, priced.columns[0]) == ("Cost per draft", "EUR per draft")
    assert priced.rows[1] == ("2026-05-05", (0.25, 250.0, 4))
    free = chart_of(empty(), ChartId.COST)
    assert (free.title, "EUR" in free.summary) == ("Tokens per draft", False)


def test_several_currencies_are_not_added_up() -> None:
    groups = overview().spent
    assert len(groups.money) == 1
    base = DraftGroup("released", "pass", False, True, False, None, False, "m", None, "EUR", True, 1, 10, 10, 10**9)
    times = [DraftTime(0, False, "EUR", True, 1, 20, 10**9), DraftTime(0, False, "USD", True, 1, 20, 10**9)]
    mixed = overview(drafts=[base, base._replace(currency="USD")], draft_times=times)
    assert {one.currency: one.total for one in mixed.spent.money} == {"EUR": 1.0, "USD": 1.0}
    assert mixed.over_time[0].cost is None
    assert chart_of(mixed, ChartId.COST).title == "Tokens per draft"


def test_a_chart_as_csv_can_be_read_and_runs_nothing() -> None:
    rows = list(csv.reader(io.StringIO(chart_csv(chart_of(overview(), ChartId.CAUSES)))))
    assert rows[0] == ["", "cases", "of them open"]
    assert rows[1] == [f"'{EVIL}", "30", "30"]
    every = list(csv.reader(io.StringIO(charts_csv(charts_of(overview())))))
    assert every[0] == ["chart", "name", "figure", "value"]
    assert ["volume", "2026-05-05", "cases opened", "30"] in every
    assert {row[0] for row in every[1:]} == set(ChartId)


def test_what_is_not_known_is_an_empty_cell() -> None:
    rows = list(csv.reader(io.StringIO(chart_csv(chart_of(overview(), ChartId.AS_DRAFTED)))))
    assert rows[1] == ["2026-05-04", "", "0", "0"]
    assert rows[2] == ["2026-05-05", "1.0", "4", "0"]


def test_summaries_tell_the_figures() -> None:
    told = overview()
    assert chart_of(told, ChartId.FIRST_REPLIES).summary == (
        "30 of 35 cases were answered, 67 % of them in time; half of them within 12 min, nine in ten within 1 d 3 h. "
        "5 unanswered cases are past their deadline."
    )
    assert "75 % went out as drafted" in chart_of(told, ChartId.EDITS).summary
    assert chart_of(empty(), ChartId.HIDDEN).summary == "No genuine complaint that others can read came in."
    assert all(one.empty for one in charts_of(empty()))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, "–"),
        (0, "0 s"),
        (59.4, "59 s"),
        (60, "1 min"),
        (3600, "1 h"),
        (5400, "1 h 30 min"),
        (86_400, "1 d"),
        (97_200, "1 d 3 h"),
    ],
)
def test_durations_in_two_units(seconds: float | None, said: str) -> None:
    assert duration(seconds) == said


@pytest.mark.parametrize(
    ("share", "said"), [(None, "–"), (0, "0 %"), (0.004, "0.4 %"), (0.05, "5 %"), (0.123, "12 %"), (1, "100 %")]
)
def test_shares_as_per_cent(share: float | None, said: str) -> None:
    assert percent(share) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [(None, "–"), (0, "0.00 EUR"), (12.345, "12.35 EUR"), (0.0123, "0.0123 EUR"), (0.00056, "0.000560 EUR")],
)
def test_amounts_with_enough_digits(amount: float | None, said: str) -> None:
    assert money(amount, "EUR") == said


def test_days_are_named_for_people_and_dated_for_machines() -> None:
    chart = chart_of(overview(), ChartId.VOLUME)
    assert (chart.draw, chart.rows[0][0], chart.named(0)) == (Draw.COLUMNS, "2026-05-04", "4 May 2026")
    assert date.fromisoformat(chart.rows[-1][0]) == date(2026, 5, 10)
