from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import orjson

from api.models import Draft, DraftStatus
from api.store.engine import Store
from api.store.webhooks import Event
from tests.api.store.conftest import NOW

Write = Callable[..., Draft]
UNDO = timedelta(seconds=8)


def approve(store: Store, draft: Draft) -> Draft:
    told = {"status": DraftStatus.APPROVED, "release_at": NOW + UNDO, "approved_by": "Ana"}
    return store.drafts.change(draft.id, draft.version, lambda one: one.model_copy(update=told))


def test_an_approved_draft_is_let_out_when_its_time_has_come(store: Store, write: Write):
    draft = approve(store, write())
    assert store.releases.release_due(NOW + UNDO - timedelta(seconds=1)) == []
    [released] = store.releases.release_due(NOW + UNDO)
    assert (released.id, released.status, released.release_at) == (draft.id, "released", None)
    assert store.releases.release_due(NOW + timedelta(days=1)) == []
    assert [one.kind for one in store.drafts.events.of_case(draft.case_id)][-1] == "released"


def test_its_way_is_told_to_webhooks(store: Store, write: Write):
    hook, _ = store.webhooks.add("https://desk.example/in", [Event.PENDING, Event.RELEASED], NOW)
    draft = approve(store, write())
    store.releases.release_due(NOW + UNDO)
    told = [orjson.loads(one.payload) for one in store.webhooks.deliveries(hook.id, None, None, 10)]
    assert [one["type"] for one in told] == ["draft.released", "draft.pending_review"]
    released = told[0]["data"]
    assert released["messages"] == [{"audience": "public", "channel": "x", "text": "Sorry about the wait."}]
    assert (released["case_id"], released["approved_by"]) == (draft.case_id, "Ana")


def test_of_several_at_once_one_lets_it_out(store: Store, write: Write):
    made = [approve(store, write()) for _ in range(10)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: store.releases.release_due(NOW + UNDO), range(4)))
    assert sorted(one.id for part in found for one in part) == sorted(draft.id for draft in made)


def test_what_was_taken_back_is_not_let_out(store: Store, write: Write):
    draft = approve(store, write())
    told = {"status": DraftStatus.PENDING_REVIEW, "release_at": None}
    store.drafts.change(draft.id, draft.version, lambda one: one.model_copy(update=told))
    assert store.releases.release_due(NOW + timedelta(days=1)) == []
