"""Lanes from end to end: whoever is not answered, what is hidden, what went wrong, and how it went afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import orjson
import pytest

from api.settings import Settings
from tests.api.conftest import ADMIN, COMPLAINT, Service, load_facts, start

TROLL = "lol you absolute clowns, cry more losers"
BRAND = """
house_rules:
  - {id: respect, title: Be kind to people, text: We remove posts that insult anybody.}
teams:
  delivery: {team: Customer care, department: Logistics, contact: care}
causes: {courier-lost: Logistics, wrong-price: Trading}
follow_up: {enabled: true, after_days: 3}
"""
_N = count()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("lanes")
    (folder / "brand.yaml").write_text(BRAND, encoding="utf-8")
    for running in start(Settings(data_dir=folder, admin_key=ADMIN, undo_seconds=0)):  # type: ignore[arg-type]
        load_facts(running)
        yield running


def post(house: Service, text: str, handle: str | None = None, **more: Any) -> dict[str, Any]:
    author = {"handle": handle or f"@user{next(_N)}", "name": "Ana Ruiz"}
    place = {"url": f"https://x.example/lanes/{next(_N)}"}
    body = {"complaint": {**COMPLAINT, "text": text, "author": author, **place, **more}}
    answer = house.post("/v1/drafts", body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def act(house: Service, draft: dict[str, Any], what: str, **body: Any) -> Any:
    return house.post(f"/v1/drafts/{draft['id']}/{what}", {"version": draft["version"], **body})


def store_of(house: Service) -> Any:
    return house.client.app.state.services.store  # type: ignore[attr-defined]


def release(house: Service, draft: dict[str, Any]) -> dict[str, Any]:
    answer = act(house, draft, "approve")
    assert answer.status_code == 200, answer.text
    services = house.client.app.state.services  # type: ignore[attr-defined]
    services.loops.releasing._work()
    found = house.get(f"/v1/drafts/{draft['id']}").json()
    assert found["status"] == "released"
    return dict(found)


def case_of(house: Service, draft: dict[str, Any]) -> dict[str, Any]:
    return dict(house.get(f"/v1/cases/{draft['case_id']}").json())


def fall_due(house: Service, after: timedelta = timedelta(days=8)) -> list[str]:
    services = house.client.app.state.services  # type: ignore[attr-defined]
    begun = services.store.follow_ups.begin_due(datetime.now(UTC) + after)
    for draft_id in begun:
        services.desk.finish(draft_id)
    return list(begun)


def test_evidence_is_kept_of_whoever_is_not_answered(house: Service) -> None:
    first = post(house, TROLL, "@trollface", thread=[{"role": "other", "author": "@x", "text": "stop it"}])
    assert (first["status"], first["assessment"]["action"]) == ("no_reply", "do_not_engage")
    found = house.get(f"/v1/cases/{first['case_id']}/evidence").json()
    [kept] = found["evidence"]
    assert kept["snapshot"]["text"] == TROLL
    assert kept["snapshot"]["author"]["handle"] == "@trollface"
    assert kept["snapshot"]["thread"][0]["text"] == "stop it"
    assert kept["sha256"] == sha256(orjson.dumps(kept["snapshot"])).hexdigest()
    events = house.get(f"/v1/cases/{first['case_id']}/events").json()["events"]
    assert any((one["data"] or {}).get("evidence_sha256") == kept["sha256"] for one in events)
    post(house, TROLL + " again", "@trollface")
    assert case_of(house, first)["author_count"] == found["author_count"] + 1 == 2
    assert house.get("/v1/cases/cas_nobody/evidence").status_code == 404


def test_whoever_breaks_a_rule_is_warned_once_and_then_told_of_the_removal(house: Service) -> None:
    first = post(house, TROLL, "@rulebreaker")
    unknown = act(house, first, "warn", house_rule="nope")
    assert unknown.status_code == 422
    assert "respect" in unknown.json()["remedy"]
    warned = act(house, first, "warn", house_rule="respect").json()
    assert (warned["status"], warned["purpose"], warned["house_rule"]) == ("pending_review", "warning", "respect")
    [message] = warned["messages"]
    assert "Be kind to people" in message["text"]
    assert message["audience"] == "public"
    assert warned["verdict"] == "pass", warned["findings"]
    assert act(house, first, "warn", house_rule="respect").status_code == 409
    again = act(house, warned, "regenerate").json()
    assert (again["purpose"], len(again["messages"])) == ("warning", 1)
    release(house, again)
    second = post(house, TROLL + " and again", "@rulebreaker")
    removal = act(house, second, "warn", house_rule="respect").json()
    assert (removal["purpose"], removal["verdict"]) == ("removal", "pass"), removal["findings"]
    assert "Be kind to people" in removal["messages"][0]["text"]
    release(house, removal)
    assert case_of(house, second)["follow_up"] is None


def test_only_whoever_is_not_answered_can_be_warned(house: Service) -> None:
    assert act(house, post(house, COMPLAINT["text"]), "warn", house_rule="respect").status_code == 409


def test_hiding_is_proposed_and_a_person_decides(house: Service) -> None:
    before = house.get("/v1/figures/moderation").json()
    draft = post(house, "My lamp never arrived, and my card is 4242 4242 4242 4242, refund it!")
    assert draft["assessment"]["action"] == "hide_and_reach_out"
    assert draft["moderation"]["propose"] == "hide"
    assert [one["audience"] for one in draft["messages"]] == ["private"]
    decided = act(house, draft, "moderation", decision="hidden").json()
    assert decided["moderation"]["decision"] == "hidden"
    assert decided["version"] == draft["version"]
    plain = post(house, COMPLAINT["text"])
    assert plain["moderation"]["propose"] == "none"
    assert act(house, plain, "moderation", decision="kept").status_code == 200
    figures = house.get("/v1/figures/moderation").json()
    assert figures["hidden_genuine"] == before["hidden_genuine"] + 1
    assert figures["decided"] == before["decided"] + 2
    assert figures["share_hidden"] == pytest.approx(figures["hidden_genuine"] / figures["genuine_complaints"])
    private = post(house, COMPLAINT["text"], channel="email")
    assert act(house, private, "moderation", decision="hidden").status_code == 409


def test_a_case_tells_what_went_wrong_and_who_mends_it(house: Service) -> None:
    draft = post(house, COMPLAINT["text"])
    assert (draft["assessment"]["team"], draft["assessment"]["department"]) == ("Customer care", "Logistics")
    case = case_of(house, draft)
    assert (case["root_cause"], case["department"]) == (draft["assessment"]["root_cause"], "Logistics")
    path = f"/v1/cases/{case['id']}"
    change = {"json": {"root_cause": "wrong-price"}, "headers": house.headers()}
    told = house.client.patch(path, **change).json()
    assert (told["root_cause"], told["department"]) == ("wrong-price", "Trading")
    act(house, draft, "regenerate")
    assert case_of(house, draft)["root_cause"] == "wrong-price"
    refused = house.client.patch(path, json={"root_cause": "gremlins"}, headers=house.headers())
    assert refused.status_code == 422
    assert "courier-lost" in refused.json()["remedy"]
    figures = house.get("/v1/figures/causes", department="Trading").json()["departments"]
    assert figures[0]["causes"] == [{"root_cause": "wrong-price", "count": 1}]
    assert figures[0]["median_severity"] in {"low", "medium", "high", "critical"}


def test_a_follow_up_is_put_down_with_the_release_and_asks_in_private(house: Service) -> None:
    note = "We now send a second parcel as soon as the first one is late."
    other = post(house, COMPLAINT["text"])
    cause = case_of(house, other)["root_cause"]
    path = f"/v1/cases/{other['case_id']}"
    assert house.post(f"{path}/improvement", {"verified": True}).status_code == 409
    house.client.patch(path, json={"improvement_note": note}, headers=house.headers())
    verified = house.post(f"{path}/improvement", {"verified": True}).json()
    assert verified["improvement"]["verified_by"]
    draft = release(house, post(house, COMPLAINT["text"]))
    case = case_of(house, draft)
    assert case["root_cause"] == cause
    assert case["follow_up"]["status"] == "scheduled"
    assert fall_due(house, timedelta(days=1)) == []
    begun = fall_due(house)
    case = case_of(house, draft)
    assert case["follow_up"]["status"] == "drafted"
    assert case["live_draft"] in begun
    asked = house.get(f"/v1/drafts/{case['live_draft']}").json()
    assert (asked["purpose"], asked["status"]) == ("follow_up", "pending_review")
    assert asked["verdict"] == "pass", asked["findings"]
    [message] = asked["messages"]
    assert message["audience"] == "private"
    assert "?" in message["text"] or "ask" in message["text"]
    assert note in message["text"]
    assert "tell others" not in message["text"]
    again = act(house, asked, "regenerate").json()
    assert again["purpose"] == "follow_up"
    release(house, again)
    assert case_of(house, draft)["follow_up"]["status"] == "done"


def test_a_new_message_ends_it_and_the_case_goes_on(house: Service) -> None:
    place = {"url": f"https://x.example/lanes/{next(_N)}"}
    draft = release(house, post(house, COMPLAINT["text"], "@again", **place))
    fall_due(house)
    asked = case_of(house, draft)["live_draft"]
    assert house.get(f"/v1/drafts/{asked}").json()["purpose"] == "follow_up"
    newer = post(house, "And still no lamp, two weeks on.", "@again", **place)
    assert newer["case_id"] == draft["case_id"]
    assert newer["complaint"]["text"] == "And still no lamp, two weeks on."
    assert house.get(f"/v1/drafts/{asked}").json()["status"] == "superseded"
    case = case_of(house, draft)
    assert (case["live_draft"], case["follow_up"]["status"]) == (newer["id"], "cancelled")


def test_the_good_outcome_may_be_told_only_once_it_is_solved(house: Service) -> None:
    draft = release(house, post(house, COMPLAINT["text"]))
    house.post(f"/v1/cases/{draft['case_id']}/close", {"outcome": "solved"})
    fall_due(house)
    asked = house.get(f"/v1/drafts/{case_of(house, draft)['live_draft']}").json()
    assert "tell others" in asked["messages"][0]["text"]
    assert asked["verdict"] == "pass", asked["findings"]
    assert act(house, asked, "approve").status_code == 200


def test_a_case_that_was_not_solved_is_not_followed_up(house: Service) -> None:
    draft = release(house, post(house, COMPLAINT["text"]))
    house.post(f"/v1/cases/{draft['case_id']}/close", {"outcome": "unsolved"})
    assert case_of(house, draft)["follow_up"]["status"] == "cancelled"


def test_it_can_be_moved_and_cancelled(house: Service) -> None:
    draft = release(house, post(house, COMPLAINT["text"]))
    path = f"/v1/cases/{draft['case_id']}/followup"
    later = (datetime.now(UTC) + timedelta(days=40)).isoformat()
    assert house.post(path, {"due_at": later}).json()["follow_up"]["due_at"][:16] == later[:16]
    assert house.post(path, {"due_at": "2020-01-01T00:00:00Z"}).status_code == 422
    assert house.post(path, {}).status_code == 422
    assert house.post(path, {"cancel": True}).json()["follow_up"]["status"] == "cancelled"
    assert house.post(path, {"cancel": True}).status_code == 409
    assert house.post("/v1/cases/cas_nobody/followup", {"cancel": True}).status_code == 404
    waiting = post(house, COMPLAINT["text"])
    assert house.post(f"/v1/cases/{waiting['case_id']}/followup", {"due_at": later}).status_code == 409


@pytest.mark.parametrize(
    "text",
    ["Your heater burned my hand, I am in hospital", "My solicitor will write to you about my lamp that never arrived"],
)
def test_what_is_grave_is_a_persons_to_ask_about(house: Service, text: str) -> None:
    draft = post(house, text)
    assert draft["assessment"]["grave"], draft["assessment"]
    assert case_of(house, release(house, draft))["follow_up"] is None
