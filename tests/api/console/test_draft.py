from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.api.console.conftest import Desk, come_in

LATE = "My blue lamp never arrived, order 58213, and nobody answers!"


@pytest.fixture
def colleague(chromium: Any, desk: Desk) -> Iterator[Any]:
    context = chromium.new_context(base_url=desk.url)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield come_in(page, desk, "reviewer", "Bo")
    context.close()


def status(desk: Desk, draft: dict[str, Any]) -> str:
    return str(desk.api.get(f"/v1/drafts/{draft['id']}").json()["status"])


def opened(page: Any, draft: dict[str, Any]) -> Any:
    page.goto(f"/drafts/{draft['id']}")
    return page.get_by_role("textbox", name="Public message")


def test_a_breach_is_underlined_explained_and_stops_approval(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = desk.draft(LATE)
    public = opened(reviewer, made)
    good = public.input_value()
    approve = reviewer.locator("#approve")
    public.fill(good + " You should have read our terms.")
    expect(reviewer.get_by_text("blames-customer", exact=True)).to_be_visible()
    expect(reviewer.locator("[data-audience=public] mark.block")).to_have_text("You should have read")
    expect(approve).to_be_disabled()
    expect(approve).to_have_accessible_description(re.compile("Blocked: blames-customer in the public message"))
    expect(reviewer.locator("#override")).to_be_hidden()
    expect(approve).to_contain_text("Approve as edited")
    public.fill(good)
    expect(approve).to_be_enabled()
    approve.click()
    expect(reviewer.locator("#toast")).to_contain_text("Approved")
    assert status(desk, made) in {"approved", "released"}


def test_the_fix_of_a_finding_is_one_key(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    public = opened(reviewer, desk.draft(LATE))
    good = public.input_value()
    public.fill(good + " You should have read our terms.")
    expect(reviewer.locator(".findings button")).to_be_visible()
    public.press("Escape")
    reviewer.keyboard.press("]")
    expect(reviewer.locator(".findings > li")).to_be_focused()
    reviewer.keyboard.press("f")
    expect(public).not_to_have_value(re.compile("You should have read"))
    expect(reviewer.locator("#approve")).to_be_enabled()
    expect(public).not_to_be_focused()


def test_a_span_shows_the_fact_it_rests_on(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = desk.draft(LATE, order_ids=["58213"])
    opened(reviewer, made)
    mark = reviewer.locator("[data-audience=private] mark.supported", has_text="Swiftline").first
    box = mark.bounding_box()
    reviewer.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    expect(reviewer.locator("#card")).to_contain_text("Carrier: Swiftline")
    expect(reviewer.locator(".lit")).to_contain_text("order-58213")
    reviewer.mouse.move(2, 2)
    expect(reviewer.locator("#card")).to_be_hidden()
    # And back: from a fact to the words that rest on it.
    reviewer.locator("[data-fact=order-58213]").focus()
    assert reviewer.locator("mark.here").count() > 1


def test_marks_lie_under_their_words(reviewer: Any, desk: Desk) -> None:
    opened(reviewer, desk.draft(LATE, order_ids=["58213"]))
    metrics = """name => [...document.querySelectorAll('.field')].map(field => {
        const [mirror, area] = [field.children[0], field.children[1]].map(one => getComputedStyle(one));
        const fits = field.children[1].scrollHeight <= field.children[1].clientHeight + 1;
        return fits && name.every(one => mirror[one] === area[one]);
    })"""
    same = [
        "fontSize",
        "fontFamily",
        "lineHeight",
        "paddingLeft",
        "paddingTop",
        "borderLeftWidth",
        "width",
        "wordSpacing",
    ]
    assert reviewer.evaluate(metrics, same) == [True, True]


def test_several_in_a_row_by_keyboard_alone_and_the_last_taken_back(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = [desk.draft(f"The falcon lamp {number} never arrived, and nobody answers!") for number in range(4)]
    page = reviewer
    page.goto("/?q=falcon")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/drafts/*")
    first = page.url.rsplit("/", 1)[1]

    def next_one(before: str) -> str:
        page.wait_for_function(
            "before => !location.pathname.endsWith(before) && document.querySelector('#approve:enabled')", arg=before
        )
        return str(page.url.rsplit("/", 1)[1])

    expect(page.locator("#approve")).to_be_enabled()
    page.keyboard.press("a")
    second = next_one(first)
    page.keyboard.press("r")
    page.keyboard.type("A duplicate")
    page.keyboard.press("Control+Enter")
    third = next_one(second)
    page.keyboard.press("1")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Thank you for telling us.")
    expect(page.locator("#approve")).to_contain_text("as edited")
    page.keyboard.press("Control+Enter")
    fourth = next_one(third)
    assert {first, second, third, fourth} == {one["id"] for one in made}
    page.keyboard.press("u")
    page.wait_for_url(f"**/drafts/{third}")
    expect(page.locator("#status")).to_have_text("pending review")
    page.keyboard.press("n")
    page.keyboard.type("No such customer")
    page.keyboard.press("Control+Enter")
    next_one(third)
    kinds = {one: desk.api.get(f"/v1/drafts/{one}").json() for one in (first, second, third)}
    assert kinds[first]["status"] in {"approved", "released"}
    assert (kinds[second]["status"], kinds[second]["reason"]) == ("rejected", "A duplicate")
    assert kinds[third]["reason"] == "Not genuine: No such customer"


def test_aside_escalated_handed_over_and_written_anew(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    page = reviewer
    made = desk.draft("The puffin lamp never arrived, and nobody answers!")
    before = opened(page, made).input_value()
    page.get_by_role("button", name="Write anew").click()
    page.get_by_label("What should be different?").fill("Shorter, please")
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.locator("#version")).to_have_text("2")
    assert before
    page.keyboard.press("e")
    page.get_by_label("What should they know?").fill("A reporter asks")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("id => !location.pathname.endsWith(id)", arg=made["id"])
    now = desk.api.get(f"/v1/drafts/{made['id']}").json()
    assert now["assessment"]["action"] == "escalate_to_human"
    opened(page, made)
    page.keyboard.press("h")
    page.get_by_label("Until").select_option(index=1)
    page.get_by_role("button", name="Set aside", exact=True).last.click()
    page.wait_for_function("id => !location.pathname.endsWith(id)", arg=made["id"])
    assert desk.api.get("/v1/queue", params={"stage": "held", "q": "puffin"}).json()["counts"]["held"] == 1


ANEW = """async ([id, asked]) => (await fetch(`/v1/drafts/${id}/regenerate`, {
    method: "POST", body: JSON.stringify(asked), headers: {
        "Content-Type": "application/json", "X-CSRF-Token": document.querySelector("meta[name=csrf]").content,
    },
})).status"""
"""Asks for other words as the page does."""


def test_two_at_one_draft(reviewer: Any, colleague: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = desk.draft("The stork lamp never arrived, and nobody answers!")
    mine = opened(reviewer, made)
    expect(reviewer.locator("#approve")).to_be_enabled()
    reviewer.keyboard.press("1")
    mine.press("Control+End")
    mine.type(" Thank you for writing.")
    expect(reviewer.locator("#presence")).to_contain_text("You hold this")
    theirs = opened(colleague, made)
    expect(colleague.locator("#presence")).to_contain_text("Rea Viewer is looking at this. Rea Viewer holds this")
    expect(colleague.locator("#approve")).to_be_disabled()
    expect(colleague.locator("#why")).to_contain_text("Rea Viewer holds this")
    assert theirs.get_attribute("readonly") is not None
    # Whoever does not hold it may not have it written anew; who does, may, in another tab: what was typed here stays,
    # and the new words stand below.
    typed = mine.input_value()
    asked = {"version": 1, "instructions": "Shorter"}
    assert desk.api.post(f"/v1/drafts/{made['id']}/regenerate", json=asked).status_code == 409
    assert reviewer.evaluate(ANEW, [made["id"], asked]) == 200
    reviewer.locator("#approve").click()
    expect(reviewer.locator("#notice")).to_contain_text("changed meanwhile")
    expect(mine).to_have_value(typed)
    expect(reviewer.locator("[data-audience=public] .newer")).to_contain_text("Version 2")
    expect(reviewer.locator("#approve")).to_be_enabled()
    reviewer.locator("#approve").click()
    expect(reviewer.locator("#toast")).to_contain_text("Approved")
    sent = desk.api.get(f"/v1/drafts/{made['id']}").json()
    assert next(one["text"] for one in sent["messages"] if one["audience"] == "public") == typed


def test_decided_while_open(reviewer: Any, colleague: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = desk.draft("The crane lamp never arrived, and nobody answers!")
    opened(reviewer, made)
    opened(colleague, made)
    expect(reviewer.locator("#approve")).to_be_enabled()
    expect(colleague.locator("#approve")).to_be_enabled()
    reviewer.keyboard.press("a")
    expect(reviewer.locator("#toast")).to_contain_text("Approved")
    colleague.keyboard.press("a")
    expect(colleague.locator("#notice")).to_contain_text("approved meanwhile by Rea Viewer")
    expect(colleague.locator("#approve")).to_be_disabled()


def test_a_changed_fact_is_told_and_stops_approval(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    order = {
        "order_id": "71717",
        "status": "shipped",
        "carrier": "Slowline",
        "customer": {"name": "Ana Ruiz", "handle": "@anaruiz"},
    }
    desk.api.put("/v1/orders", json={"orders": [order]})
    made = desk.draft("Order 71717 never arrived, and nobody answers!", order_ids=["71717"])
    delivered = order | {"status": "delivered", "delivered_on": str(date.today() - timedelta(days=1))}  # noqa: DTZ011
    desk.api.put("/v1/orders", json={"orders": [delivered]})
    opened(reviewer, made)
    expect(reviewer.locator("#changed")).to_contain_text("order order-71717 has changed")
    expect(reviewer.locator("#changed")).to_contain_text("delivered")
    expect(reviewer.locator("#approve")).to_be_disabled()
    expect(reviewer.locator("#why")).to_contain_text("Facts behind these words changed")


def test_what_was_approved_can_be_copied(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = desk.draft("The egret lamp never arrived, and nobody answers!")
    assert desk.api.post(f"/v1/drafts/{made['id']}/approve", json={"version": 1}).status_code == 200
    reviewer.context.grant_permissions(["clipboard-read", "clipboard-write"])
    public = opened(reviewer, made)
    reviewer.get_by_role("button", name="Copy").first.click()
    expect(reviewer.locator("#state")).to_have_text("Copied")
    assert reviewer.evaluate("navigator.clipboard.readText()") == public.input_value()
    assert reviewer.locator("#approve").count() == 0


def test_the_playground_drafts_and_checks(reviewer: Any) -> None:
    from playwright.sync_api import expect

    reviewer.goto("/playground")
    reviewer.get_by_label("What they wrote").fill("The ibis lamp never arrived, and nobody answers!")
    reviewer.get_by_role("button", name="Draft a reply").click()
    expect(reviewer.locator("#made")).to_contain_text("kind: complaint")
    expect(reviewer.get_by_role("link", name="Open it in the queue")).to_be_visible()
    reviewer.get_by_label("The reply; it is checked").fill("You should have read our terms.")
    reviewer.get_by_role("button", name="Check it").click()
    expect(reviewer.locator("#checked")).to_contain_text("It is blocked.")
    expect(reviewer.locator("#checked")).to_contain_text("blames-customer")


def test_what_was_typed_is_there_again(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = desk.draft("The avocet lamp never arrived, and nobody answers!")
    public = opened(reviewer, made)
    typed = public.input_value() + " Thank you for telling us."
    public.fill(typed)
    reviewer.keyboard.press("Escape")
    reviewer.keyboard.press("Escape")
    reviewer.wait_for_url("**/?*")
    expect(opened(reviewer, made)).to_have_value(typed)
    expect(reviewer.locator("#approve")).to_contain_text("as edited")
    reviewer.locator("#approve").click()
    expect(reviewer.locator("#toast")).to_contain_text("Approved")
    assert typed in [one["text"] for one in desk.api.get(f"/v1/drafts/{made['id']}").json()["messages"]]
