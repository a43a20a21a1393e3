"""What is decided of a message and its case: warning, hiding, the end, the follow-up, sharing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from tests.api.console.conftest import Desk, running

BRAND = """
house_rules:
  - {id: respect, title: "Be kind <b>to</b> people", text: We remove posts that insult anybody.}
  - {id: adverts, title: No adverts, text: We remove adverts.}
follow_up: {enabled: false}
"""
TROLL = "lol you absolute clowns, cry more losers"
_N = count()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("matters")
    (folder / "brand.yaml").write_text(BRAND)
    with running(folder, undo_seconds=0) as started:
        yield started


def of_case(desk: Desk, draft: dict[str, Any]) -> dict[str, Any]:
    return dict(desk.api.get(f"/v1/cases/{draft['case_id']}").json())


def kinds(desk: Desk, draft: dict[str, Any]) -> list[str]:
    return [one["kind"] for one in desk.api.get(f"/v1/cases/{draft['case_id']}/events").json()["events"]]


def troll(desk: Desk, handle: str) -> dict[str, Any]:
    author = {"handle": handle, "name": "G. Rudge"}
    made = desk.draft(TROLL, author=author, url=f"https://x.example/{next(_N)}")
    assert made["status"] == "no_reply"
    return made


def released(desk: Desk) -> dict[str, Any]:
    number = next(_N)
    made = desk.draft(f"The finch lamp {number} never arrived!", author={"handle": f"@finch{number}", "name": "Ana"})
    assert desk.api.post(f"/v1/drafts/{made['id']}/approve", json={"version": 1}).status_code == 200
    await_release(desk, made)
    return made


def await_release(desk: Desk, made: dict[str, Any]) -> None:
    last = time.monotonic() + 20
    while desk.api.get(f"/v1/drafts/{made['id']}").json()["status"] != "released":
        assert time.monotonic() < last
        time.sleep(0.1)


def submit(page: Any) -> None:
    page.keyboard.press("Control+Enter")


def until(page: Any, said: str) -> None:
    choices = page.get_by_label("When should a draft ask")
    choices.select_option(choices.locator("option", has_text=said).get_attribute("value"))


def test_whoever_is_not_answered_is_warned_by_keyboard_and_the_evidence_lies_beside(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = troll(desk, "@grudge")
    kept = desk.api.get(f"/v1/cases/{made['case_id']}/evidence").json()["evidence"][0]
    reviewer.goto(f"/drafts/{made['id']}")
    beside = reviewer.locator("section", has=reviewer.get_by_role("heading", name="Evidence kept"))
    expect(beside).to_contain_text("1 message of this author that nobody answers")
    expect(beside.locator("blockquote")).to_have_text(TROLL)
    expect(beside).to_contain_text(kept["sha256"])
    reviewer.keyboard.press("w")
    expect(reviewer.get_by_label("The house rule that was broken").locator("option")).to_have_text(
        ["Be kind <b>to</b> people", "No adverts"]
    )
    submit(reviewer)
    expect(reviewer.locator("#status")).to_have_text("pending review")
    expect(reviewer.locator(".purpose")).to_have_text("warning")
    assert "Be kind" in reviewer.locator("textarea").input_value()
    expect(reviewer.locator("#approve")).to_be_enabled()
    reviewer.keyboard.press("a")
    expect(reviewer.locator("#state")).to_have_text("Approved. Nothing else waits")
    await_release(desk, made)
    assert "warning drafted" in kinds(desk, made)
    # Who was warned before is told of the removal.
    again = troll(desk, "@grudge")
    reviewer.goto(f"/drafts/{again['id']}")
    expect(reviewer.get_by_text("nobody answers; they were warned before")).to_be_visible()
    reviewer.get_by_role("button", name="Tell of the removal").click()
    submit(reviewer)
    expect(reviewer.locator(".purpose")).to_have_text("removal notice")


def test_hiding_is_a_persons_decision_and_can_be_decided_again(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = desk.draft("Where is my lamp? Call me on 07700 900123!", channel="facebook", author={"name": "Bea Rook"})
    assert made["moderation"]["propose"] == "hide"
    page = reviewer
    page.goto(f"/drafts/{made['id']}")
    expect(page.get_by_role("heading", name="Hiding is proposed")).to_be_visible()
    page.keyboard.press("m")
    expect(page.locator("#ask select")).to_have_value("hidden")
    submit(page)
    expect(page.get_by_role("heading", name="The message is hidden")).to_be_visible()
    now = desk.api.get(f"/v1/drafts/{made['id']}").json()
    assert (now["moderation"]["decision"], now["moderation"]["decided_by"]) == ("hidden", "Rea Viewer")
    page.get_by_role("button", name="It stays").click()
    expect(page.get_by_role("heading", name="The message stays")).to_be_visible()
    assert kinds(desk, made).count("moderated") == 2
    assert desk.api.get(f"/v1/drafts/{made['id']}").json()["status"] == "pending_review"
    private = desk.draft("My lamp is late.", channel="email", author={"name": "Ida"})
    page.goto(f"/drafts/{private['id']}")
    page.keyboard.press("m")
    expect(page.locator("#state")).to_contain_text("nothing to hide")


def test_words_stay_while_the_message_is_hidden(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = desk.draft("Where is my lamp? Call me on 07700 900123!", channel="facebook", author={"name": "Cara Rook"})
    reviewer.goto(f"/drafts/{made['id']}")
    field = reviewer.locator("textarea").first
    typed = field.input_value() + " Thank you for telling us."
    field.fill(typed)
    reviewer.get_by_role("button", name="It was hidden").click()
    expect(reviewer.get_by_role("heading", name="The message is hidden")).to_be_visible()
    expect(reviewer.locator("textarea").first).to_have_value(typed)


def test_a_case_is_solved_taken_back_and_only_then_may_sharing_be_asked_for(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    page, made = reviewer, released(desk)
    page.goto(f"/drafts/{made['id']}")
    page.keyboard.press("y")
    expect(page.locator("#state")).to_contain_text("Mark the case as solved first")
    assert page.get_by_role("button", name="Ask to share").count() == 0
    page.keyboard.press("s")
    page.get_by_label("Note").fill("Lamp was sent again")
    submit(page)
    expect(page.locator("#case-status")).to_have_text("closed: solved")
    assert (of_case(desk, made)["outcome"], of_case(desk, made)["note"]) == ("solved", "Lamp was sent again")
    page.keyboard.press("u")
    expect(page.locator("#case-status")).to_have_text("open")
    page.keyboard.press("s")
    submit(page)
    expect(page.locator("#case-status")).to_have_text("closed: solved")
    page.keyboard.press("y")
    expect(page.locator("#ask")).to_contain_text("says once that they are welcome to tell others")
    submit(page)
    expect(page.locator("#follow-up")).to_contain_text("A follow-up is drafted on")
    assert of_case(desk, made)["follow_up"]["status"] == "scheduled"
    page.get_by_role("button", name="Open it again").click()
    expect(page.locator("#case-status")).to_have_text("open")
    assert {"closed", "reopened", "follow-up moved"} <= set(kinds(desk, made))


def test_a_follow_up_is_put_down_moved_and_cancelled(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    page, made = reviewer, released(desk)
    page.goto(f"/drafts/{made['id']}")
    expect(page.locator("#follow-up")).to_have_text("No follow-up is put down.")
    page.keyboard.press("p")
    until(page, "in 7 days")
    submit(page)
    expect(page.locator("#follow-up")).to_contain_text("A follow-up is drafted on")
    first = datetime.fromisoformat(of_case(desk, made)["follow_up"]["due_at"])
    assert timedelta(days=6) < first - datetime.now(UTC) < timedelta(days=8)
    page.keyboard.press("p")
    until(page, "in 14 days")
    submit(page)
    expect(page.locator("#toast")).to_contain_text("The follow-up is put down")
    page.wait_for_function("() => document.querySelector('#state').textContent.includes('put down')")
    assert datetime.fromisoformat(of_case(desk, made)["follow_up"]["due_at"]) > first
    page.keyboard.press("u")
    page.wait_for_function("() => document.querySelector('#state').textContent === 'Taken back'")
    assert datetime.fromisoformat(of_case(desk, made)["follow_up"]["due_at"]) == first
    page.keyboard.press("p")
    until(page, "not at all")
    submit(page)
    expect(page.locator("#follow-up")).to_contain_text("was cancelled")
    assert of_case(desk, made)["follow_up"]["status"] == "cancelled"


def test_a_case_with_a_draft_that_waits_is_not_closed(reviewer: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    made = desk.draft("The wren lamp never arrived!", author={"name": "Wim"})
    reviewer.goto(f"/drafts/{made['id']}")
    reviewer.keyboard.press("s")
    submit(reviewer)
    expect(reviewer.locator("#state")).to_contain_text("draft")
    assert of_case(desk, made)["status"] == "open"
    reviewer.keyboard.press("p")
    submit(reviewer)
    expect(reviewer.locator("#state")).to_contain_text("nothing was released")


def test_the_sheet_of_keys_names_every_key_of_the_pages(reviewer: Any, desk: Desk) -> None:
    made = troll(desk, "@sheet")
    waits = desk.draft("The dove lamp never arrived!", author={"name": "Dov"})
    shown: set[str] = set()
    for path in (f"/drafts/{made['id']}", f"/drafts/{waits['id']}", "/"):
        reviewer.goto(path)
        shown |= set(reviewer.locator("main kbd, main ~ #toast kbd").all_text_contents())
    told = set(reviewer.locator("#help kbd").all_text_contents())
    assert shown <= told, shown - told
    assert {"w", "m", "s", "p", "y", "i"} <= told
