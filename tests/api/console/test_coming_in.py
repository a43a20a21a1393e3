from __future__ import annotations

import re
from typing import Any

from tests.api.console.conftest import PASSWORD, Desk, come_in


def test_by_invitation_out_again_and_back(visitor: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    page = come_in(visitor, desk, "reviewer", "Ana")
    expect(page.get_by_role("navigation", name="Pages")).to_contain_text("Queue")
    expect(page.get_by_role("navigation", name="Pages")).not_to_contain_text("People")
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile(r"/sign-in$"))
    page.goto("/people")
    expect(page).to_have_url(re.compile(r"/sign-in\?next=%2Fpeople$"))


def test_a_wrong_password_is_told_without_saying_which_is_wrong(visitor: Any) -> None:
    from playwright.sync_api import expect

    visitor.goto("/sign-in")
    visitor.get_by_label("E-mail address").fill("nobody@example.com")
    visitor.get_by_label("Password").fill(PASSWORD)
    visitor.get_by_role("button", name="Sign in").click()
    expect(visitor.get_by_role("alert")).to_contain_text("The address or the password is wrong")
    expect(visitor.get_by_label("E-mail address")).to_have_value("nobody@example.com")


def test_an_admin_invites_changes_roles_and_makes_keys(visitor: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    page = come_in(visitor, desk, "admin", "Boss")
    page.get_by_role("link", name="People").click()
    page.get_by_label("E-mail address (empty").fill("new@example.com")
    page.get_by_role("button", name="Make the link").click()
    expect(page.locator("#invited")).to_contain_text("/invitation/")
    page.get_by_label("Name", exact=True).fill("helpdesk")
    page.get_by_label("draft", exact=True).check()
    page.get_by_role("button", name="Make a key").click()
    expect(page.locator("#made-key")).to_contain_text("amk_")
    page.reload()
    expect(page.locator("#keys")).to_contain_text("helpdesk")
    expect(page.locator("#invitations")).to_contain_text("new@example.com")
    page.locator("#invitations li", has_text="new@example.com").get_by_role("button", name="Withdraw").click()
    expect(page.locator("#invitations")).not_to_contain_text("new@example.com")
