"""The overview over the API, of drafts that a reviewer decided on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from api.settings import Settings
from tests.api.conftest import ADMIN, COMPLAINT, Service, load_facts, start

_N = count()
BLAME = "You should have read our terms."


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("overview")
    for running in start(Settings(data_dir=folder, admin_key=ADMIN, undo_seconds=60)):  # type: ignore[arg-type]
        load_facts(running)
        yield running


def post(house: Service, channel: str = "x") -> dict[str, Any]:
    author = {"handle": f"@somebody{next(_N)}", "name": "Ana Ruiz"}
    answer = house.post("/v1/drafts", {"complaint": {**COMPLAINT, "author": author, "channel": channel}})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def act(house: Service, draft: dict[str, Any], what: str, **body: Any) -> Any:
    return house.post(f"/v1/drafts/{draft['id']}/{what}", {"version": draft["version"], **body})


def with_words(draft: dict[str, Any], words: str) -> list[dict[str, str]]:
    return [
        {"audience": one["audience"], "text": f"{one['text']} {words}" if one["audience"] == "private" else one["text"]}
        for one in draft["messages"]
    ]


def test_what_reviewers_do_is_told(house: Service) -> None:
    assert act(house, post(house), "approve").status_code == 200
    edited = post(house)
    said = with_words(edited, "Kind regards, and thank you for telling us.")
    assert act(house, edited, "approve", messages=with_words(edited, BLAME)).status_code == 422
    approved = act(house, edited, "approve", messages=said).json()
    assert act(house, post(house, "email"), "reject", reason="too stiff").status_code == 200
    post(house, "facebook")
    told = house.get("/v1/figures/overview").json()
    assert (told["cases"], told["first_replies"]["answered"], told["first_replies"]["in_time"]) == (4, 2, 2)
    outcomes = {name: number for name, number in told["outcomes"].items() if number}
    assert outcomes == {"as_drafted": 1, "edited": 1, "rejected": 1, "waiting": 1}
    refused = {one["rule"]: one["refused"] for one in told["findings"] if one["refused"]}
    assert refused["blames-customer"] == 1
    assert (told["edits"]["measured"], told["edits"]["as_drafted_share"]) == (2, 0.5)
    [most] = told["edits"]["most_edited"]
    assert (most["draft_id"], most["writer"]) == (edited["id"], "composer")
    assert 0 < most["share"] < 0.5
    assert (told["spent"]["by_model"], told["spent"]["money"]) == (0, [])
    one_channel = house.get("/v1/figures/overview", channel="email").json()
    assert (one_channel["cases"], one_channel["outcomes"]["rejected"]) == (1, 1)
    changed = {edit["audience"]: edit for edit in approved["edits"]}
    assert (changed["public"]["distance"], changed["private"]["distance"]) == (
        0,
        len(said[1]["text"]) - len(edited["messages"][1]["text"]),
    )
    assert [one["text"] for one in approved["drafted"]] == [one["text"] for one in edited["messages"]]


def test_an_edit_is_measured_from_what_was_drafted_though_an_approval_was_taken_back(house: Service) -> None:
    draft = post(house)
    approved = act(house, draft, "approve", messages=with_words(draft, "Kind regards from all of us.")).json()
    undone = act(house, approved, "undo").json()
    assert house.get("/v1/figures/overview").json()["edits"]["measured"] == 0
    again = act(house, undone, "approve").json()
    assert sum(edit["distance"] for edit in again["edits"]) == len(" Kind regards from all of us.")
    undone = act(house, again, "undo").json()
    back = [{"audience": one["audience"], "text": one["text"]} for one in draft["messages"]]
    original = act(house, undone, "approve", messages=back).json()
    assert (sum(edit["distance"] for edit in original["edits"]), original["drafted"]) == (0, [])
    assert house.get("/v1/figures/overview").json()["outcomes"]["as_drafted"] == 1


def test_a_message_that_is_left_out_is_as_far_as_it_is_long(house: Service) -> None:
    draft = post(house)
    public = next(one for one in draft["messages"] if one["audience"] == "public")
    kept = [{"audience": "public", "text": public["text"]}]
    answer = act(house, draft, "approve", messages=kept)
    assert answer.status_code == 200, answer.text
    private = next(edit for edit in answer.json()["edits"] if edit["audience"] == "private")
    assert private["distance"] == private["length"] > 0


def test_charts_and_exports(house: Service) -> None:
    post(house)
    chart = house.get("/v1/figures/overview/volume", since="2026-01-01").json()
    assert chart["id"] == "volume"
    assert sum(row["cells"][0] for row in house.get("/v1/figures/overview/volume").json()["rows"]) == 1
    drawn = house.get("/v1/figures/overview/outcomes", format="svg")
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert drawn.headers["content-disposition"] == 'attachment; filename="outcomes.svg"'
    assert drawn.text.startswith("<svg xmlns=")
    table = house.get("/v1/figures/overview/outcomes", format="csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert ["waiting", "1"] in list(csv.reader(io.StringIO(table.text)))
    every = list(csv.reader(io.StringIO(house.get("/v1/figures/overview", format="csv").text)))
    assert ["outcomes", "waiting", "drafts", "1"] in every


def test_each_draft_is_told_without_anybodys_words(house: Service) -> None:
    draft = post(house)
    [one] = house.get("/v1/figures/drafts").json()
    assert (one["draft_id"], one["status"], one["writer"], one["edit_share"]) == (
        draft["id"],
        "pending_review",
        "composer",
        None,
    )
    table = house.get("/v1/figures/drafts", format="csv")
    [row] = list(csv.DictReader(io.StringIO(table.text)))
    assert (row["draft_id"], row["genuine"], row["edited"]) == (draft["id"], "true", "")
    assert "Ana" not in table.text
    assert "somebody" not in table.text
    assert house.get("/v1/figures/drafts", since="2000-01-01", until="2000-02-01").json() == []


@pytest.mark.parametrize("path", ["/v1/figures/overview", "/v1/figures/overview/volume", "/v1/figures/drafts"])
def test_reviewers_may_read_it_and_helpdesks_may_not(house: Service, path: str) -> None:
    assert house.client.get(path).status_code == 401
    for scope, status in (("review", 200), ("draft", 403), ("knowledge", 403)):
        assert house.client.get(path, headers=house.headers(house.key(scope))).status_code == status


@pytest.mark.parametrize(
    ("params", "says"),
    [
        ({"since": "2024-01-01", "until": "2026-01-01"}, "366 days"),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "cannot be told"),
        ({"channel": "pigeon"}, "channel"),
        ({"since": "yesterday"}, "since"),
        ({"format": "pdf"}, "format"),
    ],
)
def test_what_cannot_be_told_is_refused_with_the_value(house: Service, params: dict[str, str], says: str) -> None:
    answer = house.get("/v1/figures/overview", **params)
    assert answer.status_code == 422
    assert says in answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_unknown_chart_is_refused(house: Service) -> None:
    assert house.get("/v1/figures/overview/pie").status_code == 422
