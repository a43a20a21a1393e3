"""What a machine can tell of a page's accessibility: WCAG 2.2 A and AA, in light and in dark, wide and on a phone."""

from __future__ import annotations

from typing import Any

import pytest

PHONE = {"width": 360, "height": 780}
_RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def assert_accessible(page: Any) -> None:
    """Fail with what axe finds wrong with the page as it stands, in either scheme of colours, named with its place."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the checker is not installed").Axe()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = axe.run(page, options=_RULES).response["violations"]
        told = [
            f"{one['id']}: {one['help']}: {node['html'][:200]} {node['failureSummary']}"
            for one in found
            for node in one["nodes"]
        ]
        assert not told, f"{page.url} in {scheme}:\n" + "\n".join(told)
    page.emulate_media(color_scheme="light")


def assert_fits_a_phone(page: Any) -> None:
    """Fail when the page is wider than a phone of 360 px, so that one would have to scroll it sideways."""
    before = page.viewport_size
    page.set_viewport_size(PHONE)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"], f"{page.url} is {width} px wide"
    page.set_viewport_size(before)
