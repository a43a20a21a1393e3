"""Hostile text, other scripts, small screens, the dark."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.api.console.conftest import Desk, come_in

EVIL = (
    "<img src=x onerror=\"document.title='owned'\">\"'><script>document.title='owned'</script>{{7*7}}"
    "</textarea><b id=evil>"
)


def hostile(desk: Desk) -> dict[str, Any]:
    author = {"name": EVIL[:300], "handle": EVIL[:200]}
    desk.api.put(
        "/v1/policies", json={"policies": [{"id": "evil", "title": EVIL, "text": f"Late lamps are refunded. {EVIL}"}]}
    )
    thread = [{"role": "customer", "author": EVIL, "text": EVIL}, {"role": "brand", "text": EVIL}]
    facts = [
        {
            "id": "note-evil",
            "kind": "note",
            "title": EVIL,
            "text": f"The lamp is late. {EVIL}",
            "source": EVIL,
            "data": {EVIL: EVIL},
        }
    ]
    complaint = {
        "text": f"The condor lamp is late! {EVIL}",
        "channel": "x",
        "author": author,
        "thread": thread,
        "url": "javascript:document.title='owned'",
    }
    answer = desk.api.post("/v1/drafts", json={"complaint": complaint, "facts": facts, "instructions": EVIL})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_hostile_text_stays_text_in_every_field(visitor: Any, desk: Desk) -> None:
    from playwright.sync_api import expect

    page = come_in(visitor, desk, "reviewer", EVIL)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    made = hostile(desk)
    note = {"version": 1, "note": EVIL}
    assert desk.api.post(f"/v1/drafts/{made['id']}/escalate", json=note).status_code == 200
    page.goto("/?q=condor")
    expect(page.locator(".entry")).to_have_count(1)
    untouched = (
        "() => document.title !== 'owned' && !document.querySelector('#evil, main img, main script:not([type])')"
    )
    assert page.evaluate(untouched)
    page.locator(".entry > a").click()
    page.wait_for_url("**/drafts/*")
    expect(page.locator("blockquote")).to_contain_text("onerror")
    page.locator("#text-public, textarea").first.fill(f"{EVIL} You should have read our terms.")
    expect(page.locator(".findings").first).to_contain_text("blames-customer")
    page.wait_for_timeout(600)
    assert page.evaluate(untouched)
    assert page.locator("a[href^='javascript']").count() == 0
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.keyboard.type(EVIL)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#toast")).to_contain_text("Rejected")
    page.wait_for_function("id => !location.pathname.endsWith(id)", arg=made["id"])
    page.goto(f"/drafts/{made['id']}")
    expect(page.get_by_text("Reason:")).to_be_visible()
    assert page.evaluate(untouched)
    assert json.loads(page.locator("#data").text_content())["me"]
    assert dialogs == []


@pytest.mark.parametrize("path", ["/", "/drafts/", "/playground"])
def test_a_phone_need_not_scroll_sideways(reviewer: Any, desk: Desk, path: str) -> None:
    made = desk.draft("W" * 400 + " never arrived, " + "https://lamps.example/" + "x" * 300, author={"name": "N" * 200})
    reviewer.set_viewport_size({"width": 360, "height": 740})
    reviewer.goto(path + made["id"] if path == "/drafts/" else path)
    assert reviewer.evaluate("document.documentElement.scrollWidth") <= 360


def test_arabic_reads_from_the_right_and_is_marked_in_place(reviewer: Any, desk: Desk) -> None:
    made = desk.draft("طلبت مصباحا أزرق ولم يصل بعد!", author={"name": "ليلى"})
    reviewer.goto(f"/drafts/{made['id']}")
    assert reviewer.locator("blockquote").evaluate("one => getComputedStyle(one).direction") == "rtl"
    area = reviewer.locator(".message textarea").first
    area.fill("نأسف جدا. order 99999 was refunded")
    direction = "one => [...one.parentElement.children].map(each => getComputedStyle(each).direction)"
    assert area.evaluate(direction) == ["rtl", "rtl"]


CONTRAST = """() => {
  const parse = (colour) => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number); return [r, g, b, a]; };
  const linear = (one) => one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const node of document.querySelectorAll('body *')) {
    const text = [...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim());
    if (!text || !node.checkVisibility() || node.closest('.mirror, :disabled, script, .hidden, .skip')) continue;
    const [front, back] = [light(parse(getComputedStyle(node).color)), light(ground(node))];
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    if (ratio < 4.5) poor.push([node.tagName, node.className, node.textContent.trim().slice(0, 30), ratio.toFixed(2)]);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_by_day_and_by_night(reviewer: Any, desk: Desk, scheme: str) -> None:
    from playwright.sync_api import expect

    made = desk.draft("My blue lamp never arrived, order 58213, and nobody answers!", order_ids=["58213"])
    reviewer.emulate_media(color_scheme=scheme)
    reviewer.goto("/")
    assert reviewer.evaluate(CONTRAST) == []
    reviewer.goto(f"/drafts/{made['id']}")
    reviewer.get_by_role("textbox", name="Public message").fill("You should have read our terms. We refunded £75.")
    expect(reviewer.locator(".findings").first).to_contain_text("blames-customer")
    assert reviewer.evaluate(CONTRAST) == []
    reviewer.keyboard.press("Escape")
    reviewer.keyboard.press("?")
    assert reviewer.evaluate(CONTRAST) == []
