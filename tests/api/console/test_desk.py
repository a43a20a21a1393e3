from __future__ import annotations

from typing import Any

from tests.api.console.conftest import Desk


def test_a_draft_is_opened_edited_refused_mended_and_approved(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = desk.draft("My blue lamp never arrived, order 58213, and nobody answers!")
    reviewer.goto("/")
    reviewer.get_by_role("button", name="My blue lamp never arrived, order 58213").click()
    public = reviewer.get_by_label("public message")
    good = public.input_value()
    public.fill(good + " You should have read our terms.")
    expect(reviewer.get_by_text("blames-customer")).to_be_visible()
    expect(reviewer.get_by_role("button", name="Approve")).to_be_disabled()
    public.fill(good)
    expect(reviewer.get_by_role("button", name="Approve")).to_be_enabled()
    reviewer.get_by_role("button", name="Approve").click()
    expect(reviewer.get_by_role("status")).to_contain_text("approved")
    assert desk.api.get(f"/v1/drafts/{made['id']}").json()["status"] == "approved"


def test_private_data_is_veiled_until_somebody_asks_to_see_it(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    desk.draft("\U0001f4a5 My green lamp never arrived, write to ana@post.example or ring 07911 123456!")
    reviewer.goto("/")
    reviewer.get_by_role("button", name="My green lamp never arrived").click()
    said = reviewer.locator("#said")
    expect(said).to_contain_text("write to •••• email or ring •••• phone!")
    expect(reviewer.locator("body")).not_to_contain_text("ana@post.example")
    said.get_by_role("button", name="Show private data").click()
    expect(said).to_contain_text("write to ana@post.example or ring 07911 123456!")
    said.get_by_role("button", name="Hide private data").click()
    expect(said).not_to_contain_text("07911")
