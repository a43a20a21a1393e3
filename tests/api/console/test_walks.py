"""Whole walks over the desk: twenty drafts by keyboard, a race for one, a hostile complaint, a slow model, a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.llm.standin import StandIn
from tests.api.console.accessible import PHONE, assert_accessible, assert_fits_a_phone
from tests.api.console.conftest import Desk, come_in, running
from tests.api.console.test_looks import EVIL

CLEAN = "() => document.title !== 'owned' && !document.querySelector('#evil, main img, main script:not([type])')"


@pytest.fixture
def colleague(chromium: Any, desk: Desk) -> Iterator[Any]:
    context = chromium.new_context(base_url=desk.url)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield come_in(page, desk, "reviewer", "Bo")
    context.close()


def read(desk: Desk, draft: dict[str, Any]) -> dict[str, Any]:
    return dict(desk.api.get(f"/v1/drafts/{draft['id']}").json())


def test_twenty_drafts_in_a_row_by_keyboard_alone(reviewer: Any, desk: Desk) -> None:
    made = {
        one["id"]: one
        for number in range(20)
        for one in [desk.draft(f"The plover lamp {number} never arrived!", author={"handle": f"@plover{number}"})]
    }
    page, decided, edited = reviewer, [], []
    page.goto("/?q=plover")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    for number in range(20):
        page.wait_for_function(
            "seen => document.querySelector('#approve:enabled') && !seen.some(one => location.pathname.endsWith(one))",
            arg=decided,
        )
        here = page.url.rsplit("/", 1)[1]
        decided.append(here)
        if number % 5 == 4:
            page.keyboard.press("r")
            page.keyboard.type("A duplicate")
            page.keyboard.press("Control+Enter")
        elif number % 5 == 2:
            edited.append(here)
            page.keyboard.press("1")
            page.keyboard.press("Control+End")
            page.keyboard.type(" Thank you for telling us.")
            page.wait_for_function(
                "() => document.querySelector('#approve:enabled span').textContent.includes('edited')"
            )
            page.keyboard.press("Control+Enter")
        else:
            page.keyboard.press("a")
    page.wait_for_function("seen => !seen.some(one => location.pathname.endsWith(one))", arg=decided)
    assert set(decided) == set(made)
    now = {one: read(desk, made[one]) for one in decided}
    assert [now[one]["status"] == "rejected" for one in decided] == [number % 5 == 4 for number in range(20)]
    assert all("Thank you for telling us." in str(now[one]["messages"]) for one in edited)
    assert all(one["status"] in {"approved", "released", "rejected"} for one in now.values())


def test_two_race_for_one_draft_and_one_of_them_wins(reviewer: Any, colleague: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = desk.draft("The ruff lamp never arrived, and nobody answers!")
    for page in (reviewer, colleague):
        page.goto(f"/drafts/{made['id']}")
        expect(page.locator("#approve")).to_be_enabled()
    # Both press at the same moment: neither has heard of the other yet.
    press = "setTimeout(() => document.dispatchEvent(new KeyboardEvent('keydown', {key: 'a', bubbles: true})), %d)"
    reviewer.evaluate(press % 200)
    colleague.evaluate(press % 200)
    expect(reviewer.locator("#state")).not_to_be_empty()
    expect(colleague.locator("#state")).not_to_be_empty()
    won = read(desk, made)["approved_by"]
    lost = colleague if won == "Rea Viewer" else reviewer
    expect(lost.locator("#notice")).to_contain_text(f"by {won}")
    expect(lost.locator("#approve")).to_be_disabled()
    kinds = [one["kind"] for one in desk.api.get(f"/v1/cases/{made['case_id']}/events").json()["events"]]
    assert kinds.count("approved") == 1


def test_a_hostile_complaint_is_harmless_on_every_page(visitor: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    page = come_in(visitor, desk, "lead", EVIL)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    who = {"name": EVIL[:300], "handle": EVIL[:200], "email": "<b>@x.example", "phone": EVIL[:60]}
    hostile = {"author": who, "external_id": EVIL[:300], "url": "javascript:document.title='owned'"}
    thread = [{"role": "other", "author": EVIL, "text": EVIL}]
    waits = desk.draft(f"The bustard lamp never arrived! {EVIL}", **hostile, thread=thread, order_ids=["<b>1"])
    incident = desk.api.post(
        "/v1/incidents", json={"topic": "delivery", "about": EVIL[:80], "case_ids": [waits["case_id"]]}
    ).json()
    elsewhere = {**hostile, "external_id": "t-1", "author": {"handle": "<i>troll"}}
    troll = desk.draft(f"lol you absolute clowns, cry more losers {EVIL}", **elsewhere)
    for path in (
        "/?q=bustard",
        "/?stage=no_reply",
        f"/?q={EVIL[:60]}",
        f"/drafts/{waits['id']}",
        f"/drafts/{troll['id']}",
        "/incidents",
        f"/incidents/{incident['id']}",
        "/incidents/<img src=x>",
    ):
        page.goto(path)
        page.wait_for_timeout(200)
        assert page.evaluate(CLEAN), path
        assert page.locator("a[href^='javascript']").count() == 0
    page.goto(f"/drafts/{waits['id']}")
    for key, words in (("e", EVIL), ("h", EVIL), ("n", EVIL)):
        page.keyboard.press(key)
        page.locator("#ask textarea").fill(words)
        page.keyboard.press("Control+Enter")
        page.wait_for_function("id => !location.pathname.endsWith(id)", arg=waits["id"])
        page.goto(f"/drafts/{waits['id']}")
        assert page.evaluate(CLEAN), key
    page.keyboard.press("s")
    page.get_by_label("Note").fill(EVIL)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#case-status")).to_have_text("closed: solved")
    expect(page.get_by_role("region", name="The case")).to_contain_text("onerror")
    assert page.evaluate(CLEAN)
    assert dialogs == []


def test_a_slow_model_is_waited_for_in_sight(chromium: Any, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    with (
        StandIn(delay=1.5) as model,
        running(
            tmp_path, model="openai:standin", openai_base_url=model.url, openai_api_key="sk-none", model_timeout=20
        ) as desk,
    ):
        context = chromium.new_context(base_url=desk.url)
        page = come_in(context.new_page(), desk, "reviewer", "Rea Viewer")
        body = {"complaint": {"text": "The snipe lamp never arrived!", "channel": "x", "author": {"handle": "@s"}}}
        later = desk.api.post("/v1/drafts", json=body, headers={"Prefer": "respond-async"})
        assert later.status_code == 202
        made = later.json()
        page.goto(f"/drafts/{made['id']}")
        expect(page.get_by_role("heading", name="This draft is being written")).to_be_visible()
        expect(page.locator("#approve")).to_be_enabled(timeout=20_000)
        page.keyboard.press("g")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#state")).to_have_text("Writing …")
        page.keyboard.press("a")
        expect(page.locator("#state")).to_contain_text("One moment")
        expect(page.locator("#version")).to_have_text("2", timeout=20_000)
        assert read(desk, made)["status"] == "pending_review"
        assert len(model.requests) >= 2
        context.close()


def test_a_draft_is_decided_on_a_phone(chromium: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = desk.draft("The godwit lamp never arrived, and nobody answers!")
    context = chromium.new_context(base_url=desk.url, viewport=PHONE, has_touch=True, is_mobile=True)
    page = come_in(context.new_page(), desk, "reviewer", "Rea Viewer")
    page.goto("/?q=godwit")
    page.locator(".entry > a").tap()
    page.wait_for_url("**/drafts/*")
    field = page.get_by_role("textbox", name="Public message")
    field.tap()
    field.fill(field.input_value() + " You should have read our terms.")
    expect(page.locator("#approve")).to_be_disabled()
    page.locator(".findings button").first.tap()
    expect(page.locator("#approve")).to_be_enabled()
    page.locator("#approve").tap()
    expect(page.locator("#toast")).to_contain_text("Approved")
    page.locator("#toast button").tap()
    page.wait_for_url(f"**/drafts/{made['id']}")
    page.get_by_role("button", name="Reject").tap()
    page.get_by_label("Why?").fill("A duplicate")
    page.locator("#ask-go").tap()
    expect(page.locator("#toast")).to_contain_text("Rejected")
    assert read(desk, made)["reason"] == "A duplicate"
    context.close()


def test_the_desk_is_accessible_and_fits_a_phone(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    waits = desk.draft("The knot lamp never arrived, order 58213! Call me on 07700 900123.", order_ids=["58213"])
    rtl = desk.draft("طلبت مصباحا أزرق ولم يصل بعد!", author={"name": "ليلى"})
    troll = desk.draft("lol you absolute clowns, cry more losers", author={"handle": "@axe"})
    for path in ("/", "/?stage=no_reply", f"/drafts/{rtl['id']}", f"/drafts/{troll['id']}", "/playground"):
        reviewer.goto(path)
        assert_accessible(reviewer)
        assert_fits_a_phone(reviewer)
    reviewer.goto(f"/drafts/{waits['id']}")
    reviewer.get_by_role("textbox").first.fill("You should have read our terms. We refunded £75.")
    expect(reviewer.locator(".findings").first).to_contain_text("blames-customer")
    assert_accessible(reviewer)
    reviewer.set_viewport_size(PHONE)
    assert_accessible(reviewer)
    reviewer.keyboard.press("Escape")
    for key in ("?", "r", "s"):
        reviewer.keyboard.press(key)
        assert_accessible(reviewer)
        reviewer.keyboard.press("Escape")


def test_a_message_keeps_its_direction_after_a_name_of_another_script(reviewer: Any, desk: Desk) -> None:
    made = desk.draft("طلبت مصباحا أزرق ولم يصل بعد!", author={"name": "ليلى"})
    reviewer.goto(f"/drafts/{made['id']}")
    area = reviewer.locator(".message textarea").first
    turned = "one => [...one.parentElement.children].map(each => getComputedStyle(each).direction)"
    area.fill("ليلى, I'm sorry that your lamp is late.")
    assert area.evaluate(turned) == ["ltr", "ltr"]
    area.fill("ليلى، نأسف جدا. order 99999 was refunded")
    assert area.evaluate(turned) == ["rtl", "rtl"]
