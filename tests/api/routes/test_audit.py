from __future__ import annotations

import csv
import io
from typing import Any
from uuid import uuid4

import pytest

from tests.api.conftest import COMPLAINT, Service


def drafted(service: Service, **more: Any) -> Any:
    answer = service.post("/v1/drafts", {"complaint": COMPLAINT | {"external_id": uuid4().hex} | more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def steps(service: Service, draft: Any) -> list[Any]:
    answer = service.get(f"/v1/cases/{draft['case_id']}/events")
    assert answer.status_code == 200
    return answer.json()["events"]


def test_a_case_tells_every_step(service: Service) -> None:
    draft = drafted(service)
    path = f"/v1/drafts/{draft['id']}"
    insult = [{"audience": draft["messages"][0]["audience"], "text": "You are an idiot, and sorry you feel that way."}]
    assert service.post(f"{path}/claim", {}).status_code == 200
    assert service.post(f"{path}/approve", {"version": 1, "messages": insult}).status_code == 422
    assert service.post(f"{path}/approve", {"version": 9}).status_code == 409
    assert service.post(f"{path}/regenerate", {"version": 9}).status_code == 409
    assert service.post(f"{path}/regenerate", {"version": 1}).status_code == 200
    assert service.post(f"{path}/reject", {"version": 1, "reason": "x"}).status_code == 409
    assert service.post(f"{path}/approve", {"version": 2}).status_code == 200
    told = steps(service, draft)
    assert [one["kind"] for one in told] == [
        "accepted",
        "drafted",
        "claimed",
        "approval refused",
        "approval refused",
        "regeneration refused",
        "regenerated",
        "rejection refused",
        "approved",
    ]
    accepted, written, _, blocked, stale, *_, approved = told
    assert len(accepted["data"]["text_sha256"]) == 64
    assert accepted["data"]["channel"] == "x"
    assert written["data"]["assessed"]["action"] == draft["assessment"]["action"]
    assert written["data"]["writer"] == "composer"
    assert (blocked["data"]["problem"], "hollow-apology" in blocked["data"]["rules"]) == ("blocked", True)
    assert "idiot" not in str(told)
    assert (stale["data"]["problem"], stale["data"]["current_version"]) == ("conflict", 1)
    assert approved["data"]["text_sha256"].keys() == {one["audience"] for one in draft["messages"]}
    assert {one["draft_id"] for one in told} == {draft["id"]}


def test_an_edit_tells_how_far_it_went(service: Service) -> None:
    draft = drafted(service)
    message = draft["messages"][0]
    words = [{"audience": message["audience"], "text": message["text"] + "\n"}]
    answer = service.post(f"/v1/drafts/{draft['id']}/approve", {"version": 1, "messages": words})
    assert answer.status_code == 200, answer.text
    last = steps(service, draft)[-1]
    assert last["kind"] == "edited and approved"
    [edit] = [one for one in last["data"]["edits"] if one["audience"] == message["audience"]]
    assert edit["distance"] == 1
    assert edit["before"] != edit["after"] == last["data"]["text_sha256"][message["audience"]]


def test_events_come_in_pages(service: Service) -> None:
    draft = drafted(service)
    first = service.get(f"/v1/cases/{draft['case_id']}/events", limit=1).json()
    rest = service.get(f"/v1/cases/{draft['case_id']}/events", after=first["next_after"]).json()
    assert [one["kind"] for page in (first, rest) for one in page["events"]] == ["accepted", "drafted"]
    assert rest["next_after"] is None
    assert service.get("/v1/cases/cas_none/events").status_code == 404


def test_the_trail_is_verified_and_held_to_a_head(service: Service) -> None:
    drafted(service)
    head = service.get("/v1/audit/head").json()
    found = service.get("/v1/audit/verify", against=head["digest"]).json()
    assert (found["intact"], found["broken"], found["head"]) == (True, None, head)
    other = service.get("/v1/audit/verify", against="ab" * 32).json()
    assert (other["intact"], other["broken"]["id"]) == (False, head["count"])
    assert service.get("/v1/audit/verify", against="nonsense").status_code == 422


def test_the_trail_is_exported(service: Service) -> None:
    draft = drafted(service)
    whole = service.get("/v1/audit/export").json()
    assert len(whole) == service.get("/v1/audit/head").json()["count"]
    answer = service.get("/v1/audit/export", format="csv", case_id=draft["case_id"])
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [row["kind"] for row in rows] == ["accepted", "drafted"]
    assert service.get("/v1/audit/export", since="2100-01-01T00:00:00Z").json() == []


def test_a_person_is_erased(service: Service) -> None:
    author = {"handle": "@grizelda", "name": "Grizelda Vex"}
    draft = drafted(service, author=author, text="Grizelda's lamp never arrived!")
    body = {"authors": ["@Grizelda"], "reference": "DSR-9"}
    planned = service.post("/v1/erasures", body | {"dry_run": True}).json()
    assert (planned["dry_run"], planned["cases"]) == (True, [draft["case_id"]])
    assert "Grizelda" in service.get(f"/v1/drafts/{draft['id']}").text
    done = service.post("/v1/erasures", body).json()
    assert (done["counts"], done["compacted"]) == (planned["counts"], True)
    assert "grizelda" not in service.get(f"/v1/drafts/{draft['id']}").text.casefold()
    assert "grizelda" not in service.get("/v1/audit/export").text.casefold()
    told = steps(service, draft)
    assert [one["data"] for one in told[:2]] == [None, None]
    assert (told[-1]["kind"], told[-1]["data"]["reference"]) == ("erased", "DSR-9")
    assert service.get("/v1/audit/verify").json()["intact"]


def test_an_erasure_must_name_somebody(service: Service) -> None:
    answer = service.post("/v1/erasures", {})
    assert (answer.status_code, "remedy" in answer.json()) == (422, True)
    assert service.post("/v1/erasures", {"case_ids": ["cas_none"]}).status_code == 404


@pytest.mark.parametrize("path", ["/v1/audit/head", "/v1/audit/verify", "/v1/audit/export", "/v1/erasures"])
def test_only_an_admin_sees_all_of_it(service: Service, path: str) -> None:
    headers = service.headers(service.key("review", "draft", "knowledge"))
    call = service.client.post if path.endswith("erasures") else service.client.get
    assert call(path, headers=headers).status_code == 403
