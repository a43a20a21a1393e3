from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.api.console.conftest import Desk, come_in


def test_the_most_urgent_stands_first_and_is_found_by_what_is_known_of_it(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    desk.draft("The zebra lamp came in the wrong blue.", author={"handle": "@zed", "name": "Zed Quill"})
    desk.draft("My kid was burnt by your zebra lamp, it caught fire!", author={"name": "Una Grave"}, order_ids=["Q-77"])
    reviewer.goto("/?q=zebra")
    names = reviewer.locator("#rows .name")
    expect(names).to_have_count(2)
    expect(names.first).to_have_text("Una Grave")
    expect(reviewer.locator("#rows .severity").first).to_have_text("critical")
    expect(reviewer.locator("#rows time").first).to_have_text(re.compile(r"min|h "))
    for words, found in (("q-77", "Una Grave"), ("ZED quill", "Zed Quill"), ("@zed", "Zed Quill")):
        reviewer.get_by_label("Search").fill(words)
        reviewer.get_by_role("button", name="Filter").click()
        expect(names).to_have_text([found])
    reviewer.goto("/?q=zebra")
    reviewer.get_by_label("Severity").select_option("critical")
    reviewer.wait_for_url("**severity=critical**")
    expect(names).to_have_text(["Una Grave"])
    expect(reviewer.locator("[data-stage=open]")).to_contain_text("1")


def test_views_are_saved_by_name(reviewer: Any) -> None:
    from playwright.sync_api import expect

    reviewer.goto("/?severity=critical&channel=x")
    reviewer.get_by_role("button", name="Save this view").click()
    reviewer.get_by_label("Its name").fill("Burning on X")
    reviewer.get_by_role("button", name="Save", exact=True).click()
    reviewer.goto("/")
    reviewer.get_by_role("link", name="Burning on X").click()
    expect(reviewer.get_by_label("Severity")).to_have_value("critical")
    reviewer.get_by_role("button", name="Forget the view Burning on X").click()
    expect(reviewer.get_by_role("link", name="Burning on X")).to_have_count(0)


def test_what_is_new_is_told_and_shifts_nothing(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    desk.draft("A walrus is on my order, not a lamp.")
    reviewer.goto("/?q=walrus")
    reviewer.keyboard.press("j")
    expect(reviewer.locator(".entry > a").first).to_be_focused()
    desk.draft("Another walrus was delivered to me and it bit my child!")
    expect(reviewer.locator("#news")).to_contain_text("1 new", timeout=15_000)
    expect(reviewer.locator(".entry")).to_have_count(1)
    reviewer.locator("#news button").click()
    expect(reviewer.locator(".entry")).to_have_count(2)


def test_held_ones_are_told_and_set_apart(reviewer: Any, desk: Desk, chromium: Any) -> None:
    from playwright.sync_api import expect

    mine, held = desk.draft("An otter ate my parcel."), desk.draft("An otter ate my second parcel.")
    until = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    answer = desk.api.post(f"/v1/drafts/{held['id']}/hold", json={"version": 1, "until": until})
    assert answer.status_code == 200
    context = chromium.new_context(base_url=desk.url)
    other = come_in(context.new_page(), desk, "reviewer", "Bo")
    other.goto("/?q=otter")
    other.keyboard.press("j")
    other.keyboard.press("c")
    expect(other.locator(".holder")).to_have_text("yours")
    reviewer.goto("/?q=otter")
    expect(reviewer.locator(".entry")).to_have_count(1)
    expect(reviewer.locator(f"[data-id={mine['id']}] .holder")).to_contain_text("Bo has it")
    reviewer.get_by_role("link", name="Set aside").click()
    expect(reviewer.locator(f"[data-id={held['id']}] .holder")).to_contain_text("until")
    context.close()


def test_a_long_queue_goes_on_after_more(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    for number in range(52):
        author = {"handle": f"@heron{number}", "name": "Ana Ruiz"}
        desk.draft(f"The heron lamp number {number} is late.", channel="email", author=author)
    reviewer.goto("/?q=heron")
    expect(reviewer.locator(".entry")).to_have_count(50)
    reviewer.get_by_role("link", name="More").click()
    expect(reviewer.locator(".entry")).to_have_count(52)
    expect(reviewer.locator(".entry > a").nth(50)).to_be_focused()
    ids = reviewer.locator(".entry").evaluate_all("all => all.map(one => one.dataset.id)")
    assert len(set(ids)) == 52
