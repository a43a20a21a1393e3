from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests.api.console.accessible import assert_accessible, assert_fits_a_phone
from tests.api.console.conftest import Desk, come_in


@dataclass
class Receiver:
    """Somebody else's address, which answers as it is told to."""

    url: str
    answer: int = 410
    got: list[str] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            here.got.append(self.headers["webhook-id"])
            self.send_response(here.answer)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    here = Receiver(f"http://127.0.0.1:{server.server_port}/it's<b>in</b>")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield here
    server.shutdown()
    thread.join(10)
    server.server_close()


@pytest.fixture
def admin(visitor: Any, desk: Desk) -> Iterator[Any]:
    page = come_in(visitor, desk, "admin", "Ad Min")
    page.goto("/webhooks")
    yield page
    for hook in desk.api.get("/v1/webhooks").json()["webhooks"]:
        desk.api.delete(f"/v1/webhooks/{hook['id']}")


def until_dead(desk: Desk, hook: str, number: int) -> None:
    path = f"/v1/webhooks/{hook}/deliveries"
    deadline = time.monotonic() + 30
    while len(desk.api.get(path, params={"status": "dead"}).json()["deliveries"]) < number:
        assert time.monotonic() < deadline, desk.api.get(path).text
        time.sleep(0.1)


def test_a_webhook_is_added_changed_disabled_renewed_and_removed(admin: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    expect(admin.get_by_text("Nobody is told yet.")).to_be_visible()
    assert_accessible(admin)
    admin.get_by_label("Address").fill("https://desk.example/in")
    admin.get_by_label("draft.released").check()
    admin.get_by_label("case.overdue").check()
    admin.get_by_role("button", name="Add it").click()
    expect(admin.locator("#secret")).to_contain_text("whsec_")
    expect(admin.locator("#secret")).to_be_focused()
    secret = admin.locator("#secret code").inner_text()
    admin.get_by_role("link", name="load the page again").click()
    expect(admin.get_by_text(secret)).to_have_count(0)
    (hook,) = desk.api.get("/v1/webhooks").json()["webhooks"]
    assert hook["events"] == ["case.overdue", "draft.released"]
    card = admin.locator("#hooks > li")
    card.get_by_label("case.overdue").uncheck()
    card.get_by_label("draft.rejected").check()
    card.get_by_role("button", name="Save").click()
    expect(admin.locator("#state")).to_contain_text("Saved")
    assert desk.api.get("/v1/webhooks").json()["webhooks"][0]["events"] == ["draft.rejected", "draft.released"]
    card.get_by_label("draft.rejected").uncheck()
    card.get_by_label("draft.released").uncheck()
    card.get_by_role("button", name="Save").click()
    expect(admin.locator("#state")).to_contain_text("Choose what it is told of")
    admin.get_by_role("button", name="Disable https").click()
    expect(card).to_contain_text("disabled")
    admin.get_by_role("button", name="Enable https").click()
    expect(card).to_contain_text("in use")
    admin.get_by_role("button", name="Renew the secret").click()
    assert_accessible(admin)
    admin.get_by_role("button", name="Renew it").click()
    expect(admin.locator("#secret")).to_contain_text("The new secret")
    assert admin.locator("#secret code").inner_text() != secret
    admin.get_by_role("button", name="Remove https").click()
    admin.get_by_role("button", name="Cancel").click()
    assert len(desk.api.get("/v1/webhooks").json()["webhooks"]) == 1
    admin.get_by_role("button", name="Remove https").click()
    admin.get_by_role("button", name="Remove it").click()
    expect(admin.get_by_text("Nobody is told yet.")).to_be_visible()


def test_an_address_that_is_none_is_refused_with_what_to_give(admin: Any) -> None:
    from playwright.sync_api import expect

    admin.get_by_label("Address").fill("ftp://desk.example/in")
    admin.get_by_role("button", name="Add it").click()
    expect(admin.locator("#state")).to_contain_text("https://helpdesk.example")


def test_dead_messages_are_seen_and_sent_again_one_or_all(admin: Any, desk: Desk, receiver: Receiver) -> None:
    from playwright.sync_api import expect

    hook = desk.api.post("/v1/webhooks", json={"url": receiver.url, "events": ["draft.pending_review"]}).json()["id"]
    for n in range(3):
        desk.draft(f"My lamp number {n} never arrived and nobody answers!", author={"handle": f"@someone{n}"})
    until_dead(desk, hook, 3)
    admin.goto("/webhooks")
    expect(admin.get_by_role("heading", name=receiver.url)).to_be_visible()
    assert_accessible(admin)
    assert_fits_a_phone(admin)
    admin.get_by_role("link", name="3 dead messages").click()
    rows = admin.locator("#messages tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("HTTP 410")
    receiver.answer = 200
    rows.first.get_by_role("button", name="again").click()
    expect(admin.locator("#state")).to_contain_text("sent again")
    expect(rows).to_have_count(2)
    admin.get_by_role("button", name="Send all 2 dead again").click()
    admin.get_by_role("button", name="Send them").click()
    expect(admin.locator("#state")).to_contain_text("2 messages are sent again")
    admin.get_by_label("That are").select_option("delivered")
    deadline = time.monotonic() + 20
    while rows.count() != 3 and time.monotonic() < deadline:
        admin.get_by_role("button", name="Show").click()
        admin.wait_for_timeout(200)
    expect(rows).to_have_count(3)
    expect(admin.get_by_role("button", name="dead again")).to_have_count(0)
    assert len(receiver.got) == 6
    assert len(set(receiver.got)) == 3


def test_only_admins_see_webhooks(reviewer: Any) -> None:
    from playwright.sync_api import expect

    expect(reviewer.get_by_role("navigation", name="Pages")).not_to_contain_text("Webhooks")
    assert reviewer.goto("/webhooks").status == 403
