from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from tests.api.console.accessible import assert_accessible, assert_fits_a_phone
from tests.api.console.conftest import Desk, come_in
from tests.api.console.test_looks import EVIL

LINE = "You're not the only one telling us about orders that haven't arrived. We're looking into it now."
_N = count()


@pytest.fixture
def lead(visitor: Any, desk: Desk) -> Any:
    return come_in(visitor, desk, "lead", "Lea Dahl")


@pytest.fixture
def incident(desk: Desk) -> Iterator[dict[str, Any]]:
    cases = [
        desk.draft(f"My parcel number {next(_N)} never arrived.", author={"name": name, "handle": f"@p{next(_N)}"})
        for name in ("Tom Lee", "Ivy Wu", EVIL[:200])
    ]
    body = {"topic": "delivery", "cause": "not_arrived", "case_ids": [one["case_id"] for one in cases]}
    made = desk.api.post("/v1/incidents", json=body)
    assert made.status_code == 201, made.text
    yield made.json() | {"drafts": cases}
    desk.api.post(f"/v1/incidents/{made.json()['id']}/close", json={})


def read(desk: Desk, incident: dict[str, Any]) -> dict[str, Any]:
    return dict(desk.api.get(f"/v1/incidents/{incident['id']}").json())


def test_from_the_queue_to_an_incident_its_figures_and_cases(lead: Any, incident: dict[str, Any]) -> None:
    from playwright.sync_api import expect

    lead.goto("/")
    expect(lead.locator("#incidents b")).to_have_text("1")
    lead.keyboard.press("i")
    lead.wait_for_url("**/incidents")
    card = lead.locator(".incident")
    expect(card).to_contain_text("no line approved yet")
    expect(card.locator(".figures div", has_text="Cases")).to_contain_text("3")
    expect(card.locator(".figures div", has_text="2 hours before")).to_contain_text("3")
    expect(card.locator(".figures div", has_text="Usual")).to_contain_text("not known yet")
    card.get_by_role("link").click()
    lead.wait_for_url(f"**/incidents/{incident['id']}")
    rows = lead.locator(".of-incident")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("onerror")
    rows.first.get_by_role("link").click()
    lead.wait_for_url(f"**/drafts/{incident['drafts'][2]['id']}")


def test_its_line_is_edited_checked_and_approved_and_drafts_say_it(
    lead: Any, desk: Desk, incident: dict[str, Any]
) -> None:
    from playwright.sync_api import expect

    lead.goto(f"/incidents/{incident['id']}")
    line = lead.get_by_label("Proposed; edit it")
    line.fill("You should have read our terms before you complained.")
    lead.get_by_role("button", name="Approve the line").click()
    expect(lead.locator("#line-findings")).to_contain_text("blames-customer")
    assert read(desk, incident)["line"] is None
    line.fill(LINE)
    lead.get_by_role("button", name="Approve the line").click()
    expect(lead.locator("#state")).to_contain_text("The line is approved")
    assert (read(desk, incident)["line"], read(desk, incident)["approved_by"]) == (LINE, "Lea Dahl")
    until = time.monotonic() + 20
    while read(desk, incident)["rewriting"]["rewritten"] < 3:
        assert time.monotonic() < until
        time.sleep(0.1)
    lead.reload()
    expect(lead.locator(".of-incident").first).to_contain_text("says the line")


def test_cases_are_taken_out_and_in_and_it_is_closed(lead: Any, desk: Desk, incident: dict[str, Any]) -> None:
    from playwright.sync_api import expect

    lead.goto(f"/incidents/{incident['id']}")
    lead.get_by_role("button", name="Take out the case of Tom Lee").click()
    expect(lead.locator("#state")).to_have_text("The case is taken out")
    assert read(desk, incident)["cases"] == 2
    lead.get_by_label("Take a case in").fill(incident["drafts"][0]["case_id"])
    lead.get_by_role("button", name="Take it in").click()
    expect(lead.locator("#state")).to_have_text("The case is taken in")
    assert read(desk, incident)["cases"] == 3
    lead.get_by_role("button", name="Close the incident").click()
    lead.get_by_role("button", name="Cancel").click()
    assert read(desk, incident)["status"] == "open"
    lead.get_by_role("button", name="Close the incident").click()
    lead.get_by_role("button", name="Close it").click()
    expect(lead.locator("#state")).to_have_text("The incident is closed")
    assert read(desk, incident)["closed_by"] == "Lea Dahl"
    assert lead.locator("#line-form").count() == 0
    lead.goto("/incidents?status=closed")
    expect(lead.locator(".incident").first).to_contain_text("closed")


def test_a_reviewer_sees_it_and_leaves_the_line_to_leads(reviewer: Any, incident: dict[str, Any]) -> None:
    from playwright.sync_api import expect

    reviewer.goto(f"/incidents/{incident['id']}")
    expect(reviewer.get_by_text("A lead approves, changes and closes it.")).to_be_visible()
    assert reviewer.locator("#line-form").count() == 0
    answer = reviewer.request.get("/incidents/inc_none")
    assert (answer.status, "There is no incident" in answer.text()) == (404, True)
    reviewer.goto("/incidents?status=none&cursor=none")
    expect(reviewer.locator(".incident")).to_have_count(1)


def test_nobody_sees_it_who_is_not_signed_in(visitor: Any, incident: dict[str, Any]) -> None:
    visitor.goto(f"/incidents/{incident['id']}")
    visitor.wait_for_url("**/sign-in?next=*")


def test_the_pages_are_accessible_and_fit_a_phone(lead: Any, incident: dict[str, Any]) -> None:
    for path in ("/incidents", f"/incidents/{incident['id']}"):
        lead.goto(path)
        assert_accessible(lead)
        assert_fits_a_phone(lead)
    assert lead.evaluate("() => document.title !== 'owned' && !document.querySelector('#evil, main img')")
