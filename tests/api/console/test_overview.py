from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from tests.api.console.accessible import assert_accessible, assert_fits_a_phone
from tests.api.console.conftest import Desk
from tests.api.console.test_looks import CONTRAST


@pytest.fixture(scope="module")
def decided(desk: Desk) -> dict[str, Any]:
    """Let a reviewer decide on some drafts; return the one that was edited."""

    def act(draft: dict[str, Any], what: str, **body: Any) -> Any:
        answer = desk.api.post(f"/v1/drafts/{draft['id']}/{what}", json={"version": draft["version"], **body})
        assert answer.status_code in {200, 422}, answer.text
        return answer

    def drafted(n: int, **more: Any) -> dict[str, Any]:
        return desk.draft(
            f"My lamp number {n} never arrived and nobody answers!", author={"handle": f"@one{n}"}, **more
        )

    act(drafted(1), "approve")
    edited = drafted(2)
    said = [{"audience": one["audience"], "text": f"{one['text']} Kind regards."} for one in edited["messages"]]
    blamed = [{**one, "text": f"{one['text']} You should have read our terms."} for one in said]
    assert act(edited, "approve", messages=blamed).status_code == 422
    act(edited, "approve", messages=said)
    act(drafted(3, channel="email"), "reject", reason="too stiff")
    drafted(4, channel="facebook")
    return edited


@pytest.fixture
def overview(reviewer: Any, decided: dict[str, Any]) -> Any:
    reviewer.get_by_role("navigation", name="Pages").get_by_role("link", name="Overview").click()
    reviewer.wait_for_url("**/overview")
    assert decided["id"] in reviewer.content()
    return reviewer


def test_a_reviewer_sees_how_it_goes(overview: Any, decided: dict[str, Any]) -> None:
    from playwright.sync_api import expect

    expect(overview.get_by_role("heading", name="Overview")).to_be_visible()
    tiles = overview.locator("dl.figures > div")
    expect(tiles.filter(has_text="approved as drafted")).to_contain_text("50 %")
    expect(tiles.filter(has_text="rejected")).to_contain_text("1")
    expect(tiles.filter(has_text="tokens per draft")).to_contain_text("0 drafts by a model")
    expect(overview.get_by_role("img", name="What became of the drafts")).to_be_visible()
    expect(overview.locator("#findings")).to_contain_text("blames-customer")
    expect(overview.get_by_role("link", name=decided["id"])).to_have_attribute("href", f"/drafts/{decided['id']}")
    assert_accessible(overview)
    assert_fits_a_phone(overview)


def test_every_drawing_has_its_table_within_reach_of_the_keyboard(overview: Any) -> None:
    drawings = overview.locator("section svg[role=img]")
    assert drawings.count() > 6
    for section in overview.locator("section.card").all():
        if section.locator("svg[role=img]").count():
            assert section.locator("details summary").count() == 1
    summary = overview.locator("#outcomes summary")
    summary.focus()
    overview.keyboard.press("Enter")
    row = overview.locator("#outcomes tbody tr", has_text="edited and approved")
    assert row.locator("td").inner_text() == "1"
    overview.keyboard.press("Tab")
    assert overview.evaluate("document.activeElement.getAttribute('aria-label')") == "Table: What became of the drafts"


def test_all_tables_open_is_accessible_and_fits_a_phone(overview: Any) -> None:
    overview.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert_accessible(overview)
    overview.set_viewport_size({"width": 375, "height": 780})
    assert overview.evaluate("document.documentElement.scrollWidth") <= 375
    assert_accessible(overview)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_by_day_and_by_night(overview: Any, scheme: str) -> None:
    overview.emulate_media(color_scheme=scheme)
    assert overview.evaluate(CONTRAST) == []
    # Words in a drawing take their colour from its own fill; bars need 3 to 1.
    fills = overview.evaluate(
        """() => [...document.querySelectorAll('svg[role=img] :is(rect, text)')]
          .map((one) => [one.getAttribute('class'), getComputedStyle(one).fill])"""
    )
    assert {name for name, fill in fills if name == "words"} == {"words"}
    assert len({fill for name, fill in fills if name == "words"}) == 1


def test_period_and_channel_are_chosen(overview: Any) -> None:
    from playwright.sync_api import expect

    tiles = overview.locator("dl.figures > div")
    expect(tiles.first).to_contain_text("4")
    overview.get_by_label("Channel").select_option("facebook")
    overview.get_by_role("button", name="Show").click()
    expect(tiles.first).to_contain_text("1 drafts written")
    expect(overview.get_by_text("facebook only")).to_be_visible()
    overview.get_by_role("link", name="7 days").click()
    expect(overview.get_by_role("link", name="7 days")).to_have_attribute("aria-current", "true")
    expect(tiles.first).to_contain_text("1 drafts written")
    overview.get_by_label("Channel").select_option("")
    overview.get_by_label("From", exact=True).fill("2026-01-01")
    overview.get_by_label("To", exact=True).fill("2026-01-31")
    overview.get_by_role("button", name="Show").click()
    expect(tiles.first).to_contain_text("0 drafts written")
    expect(overview.get_by_text("1 Jan 2026 to 31 Jan 2026")).to_be_visible()
    expect(overview.locator("#volume")).to_contain_text("Nothing to show in this time.")
    assert_accessible(overview)


@pytest.mark.parametrize(
    "query", ["?days=999&channel=pigeon", "?since=never&until=9999-12-31", "?since=2026-05-02&until=2020-01-01"]
)
def test_a_filter_that_is_none_filters_nothing(overview: Any, query: str) -> None:
    assert overview.goto(f"/overview{query}").status == 200


def test_charts_are_saved_as_csv_svg_and_picture(overview: Any, tmp_path: Path) -> None:
    def saved(click: Any) -> Path:
        with overview.expect_download() as download:
            click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        return path

    table = saved(overview.get_by_role("link", name="What became of the drafts as CSV").click)
    assert table.name == "outcomes.csv"
    assert ["edited and approved", "1"] in list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    drawn = saved(overview.get_by_role("link", name="What became of the drafts as SVG").click)
    assert re.match(r"<svg xmlns=[^>]*width=\"800\"", drawn.read_text(encoding="utf-8"))
    picture = saved(overview.get_by_role("button", name="What became of the drafts as PNG").click)
    assert picture.name == "outcomes.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    every = saved(overview.get_by_role("link", name="All figures as CSV").click)
    assert every.read_text(encoding="utf-8").startswith("chart,name,figure,value")
    each = saved(overview.get_by_role("link", name="Each draft’s figures as CSV").click)
    assert each.read_text(encoding="utf-8").count("drf_") >= 4
    overview.goto(drawn.as_uri())
    assert overview.evaluate("document.documentElement.tagName") == "svg"
