from __future__ import annotations

from typing import Any

from tests.api.console.conftest import Desk


def test_private_data_is_veiled_until_somebody_asks_to_see_it(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = desk.draft("\U0001f4a5 My green lamp never arrived, write to zoe@home.example or ring 07911 123456!")
    reviewer.goto("/")
    expect(reviewer.locator("body")).to_contain_text("write to •••• email or ring •••• phone!")
    expect(reviewer.locator("body")).not_to_contain_text("zoe@home.example")
    reviewer.goto(f"/drafts/{made['id']}")
    said = reviewer.locator(".said blockquote")
    expect(said).to_contain_text("write to •••• email or ring •••• phone!")
    assert "zoe@home.example" not in reviewer.content()
    reviewer.get_by_role("button", name="Show private data").click()
    expect(said).to_contain_text("write to zoe@home.example or ring 07911 123456!")
    reviewer.get_by_role("button", name="Hide private data").click()
    expect(said).not_to_contain_text("07911")
