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
