from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import Any

import pytest

from api.models import Reviewed
from api.routes.rehearsals import _hung_up
from tests.api.conftest import COMPLAINT, Service

RUDE = " You should have read our terms."


@pytest.fixture
def made(service: Service) -> dict[str, Any]:
    return dict(service.post("/v1/drafts", {"complaint": COMPLAINT}).json())


@pytest.fixture
def lenient(service: Service) -> Iterator[None]:
    """Let reviewers overrule one rule."""
    guard = service.client.app.state.services.severities.guard  # type: ignore[attr-defined]
    before = guard.policy
    guard.policy = replace(before, overridable=frozenset({"blames-customer"}))
    yield
    guard.policy = before


def words(draft: dict[str, Any], more: str = "") -> list[dict[str, str]]:
    return [{"audience": one["audience"], "text": one["text"] + more} for one in draft["messages"]]


def test_an_unchanged_queue_is_not_sent_again(service: Service, made: dict[str, Any]) -> None:
    headers = service.headers()
    first = service.client.get("/v1/queue", headers=headers)
    assert made["id"] in [entry["id"] for entry in first.json()["entries"]]
    again = {**headers, "If-None-Match": first.headers["ETag"]}
    assert service.client.get("/v1/queue", headers=again).status_code == 304
    service.post(f"/v1/drafts/{made['id']}/claim", {})
    assert service.client.get("/v1/queue", headers=again).status_code == 200
    mine = service.get("/v1/queue", mine=True).json()["entries"]
    assert made["id"] in [entry["id"] for entry in mine]


def test_the_queue_is_for_reviewers(service: Service) -> None:
    headers = service.headers(service.key("draft"))
    assert service.client.get("/v1/queue", headers=headers).status_code == 403


@pytest.mark.parametrize("query", [{"stage": "asleep"}, {"severity": "dire"}, {"cursor": "%%%"}, {"limit": 0}])
def test_what_is_no_filter_is_refused(service: Service, query: dict[str, Any]) -> None:
    answer = service.get("/v1/queue", **query)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_who_looks_is_told(service: Service, made: dict[str, Any]) -> None:
    other = service.headers(service.key("review"))
    path = f"/v1/drafts/{made['id']}/presence"
    assert service.client.post(path, json={}, headers=other).json()["others"] == []
    told = service.post(path, {}).json()
    assert (told["others"], told["version"], told["status"]) == (["tester"], 1, "pending_review")
    service.client.post(path, json={"leaving": True}, headers=other)
    assert service.post(path, {}).json()["others"] == []
    assert service.post("/v1/drafts/drf_none/presence", {}).status_code == 404


def test_a_check_says_what_approving_would(service: Service, made: dict[str, Any]) -> None:
    path, typed = f"/v1/drafts/{made['id']}/check", words(made, RUDE)
    told = service.post(path, {"messages": typed, "audiences": ["public"], "replacements": True}).json()
    (report,) = told["reports"]
    assert (report["audience"], report["verdict"], report["overridable"]) == ("public", "block", False)
    assert report["length"] == len(typed[0]["text"])
    assert report["limit"] == 280
    assert "blames-customer" in [finding["rule"] for finding in report["findings"]]
    assert report["findings"][0]["replacement"] is not None
    assert told["unseen"] == []
    refused = service.post(f"/v1/drafts/{made['id']}/approve", {"version": 1, "messages": typed})
    assert refused.status_code == 422
    good = service.post(path, {"messages": words(made)}).json()
    assert [report["verdict"] for report in good["reports"]] == ["pass", "pass"]


def test_a_check_that_nobody_waits_for_is_given_up(service: Service, made: dict[str, Any]) -> None:
    decisions = service.client.app.state.services.decisions  # type: ignore[attr-defined]
    typed = [Reviewed(**one) for one in words(made, RUDE)]
    told = decisions.rehearse(made["id"], typed, replacements=True, given_up=lambda: True)
    assert all("guard-failure" in [one.rule for one in report.findings] for report in told.checked.reports)
    assert not any(report.claims for report in told.checked.reports)

    class Leaving:
        said = iter(("http.request", "http.disconnect"))

        async def receive(self) -> dict[str, str]:
            return {"type": next(self.said)}

    gone = Event()
    # In a thread of its own: a browser test before it may have left a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(_hung_up(Leaving(), gone))).result()  # type: ignore[arg-type]
    assert gone.is_set()


def test_nothing_is_overruled_unless_the_policy_says_so(service: Service, made: dict[str, Any]) -> None:
    body = {"version": 1, "messages": words(made, RUDE), "override": {"reason": "They know us"}}
    refused = service.post(f"/v1/drafts/{made['id']}/approve", body)
    assert refused.status_code == 422
    assert "does not let these rules be overruled" in refused.json()["remedy"]


@pytest.mark.usefixtures("lenient")
def test_what_is_overruled_is_kept_with_its_reason(service: Service, made: dict[str, Any]) -> None:
    typed = words(made, RUDE)
    told = service.post(f"/v1/drafts/{made['id']}/check", {"messages": typed}).json()
    assert all(report["overridable"] for report in told["reports"])
    path = f"/v1/drafts/{made['id']}/approve"
    assert service.post(path, {"version": 1, "messages": typed}).status_code == 422
    mixed = [{**one, "text": one["text"] + " Your password, please?"} for one in typed]
    reason = {"override": {"reason": "They know us"}}
    assert service.post(path, {"version": 1, "messages": mixed, **reason}).status_code == 422
    assert service.post(path, {"version": 1, "messages": typed, **reason}).json()["status"] == "approved"
    store = service.client.app.state.services.store  # type: ignore[attr-defined]
    last = store.drafts.events.of_case(made["case_id"])[-1]
    assert last.data["override"] == {"reason": "They know us", "rules": ["blames-customer"]}


def test_what_passes_is_approved_without_a_word_of_overruling(service: Service, made: dict[str, Any]) -> None:
    body = {"version": 1, "override": {"reason": "Just in case"}}
    assert service.post(f"/v1/drafts/{made['id']}/approve", body).status_code == 200
    store = service.client.app.state.services.store  # type: ignore[attr-defined]
    assert store.drafts.events.of_case(made["case_id"])[-1].data.keys().isdisjoint({"override"})
