from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from api.errors import InvalidInput
from api.models import DraftStatus
from api.store.database import database_url
from api.store.engine import Store, open_store
from api.store.erasing import Found
from api.store.migrating import migrate
from knowledge.facts import Fact, FactKind
from tests.api.store.conftest import NOW, draft_of, request_of

PIECE = Fact(id="returns#2", kind=FactKind.POLICY, text="Thirty days.")
ORDER = Fact(id="order:1", kind=FactKind.ORDER, text="Order 1", data={"order_id": "1"})
UNUSED = Fact(id="hours", kind=FactKind.CONTACT, text="Nine to five.")
BEHIND = {"facts": [PIECE, ORDER, UNUSED], "cited": ["returns#2", "order:1"]}


def ids(store: Store, kind: FactKind, fact_id: str) -> list[str]:
    return [one.id for one in store.citations.of(kind, fact_id).drafts]


def test_a_draft_is_found_from_the_records_it_rests_on(store: Store, write):
    draft = write(**BEHIND)
    assert ids(store, FactKind.POLICY, "returns") == [draft.id]
    assert ids(store, FactKind.ORDER, "order:1") == [draft.id]
    assert ids(store, FactKind.CONTACT, "hours") == []
    assert ids(store, FactKind.NOTE, "returns") == []


def test_what_came_with_a_request_is_no_record(store: Store, write):
    write(**BEHIND, given=[FactKind.POLICY])
    assert ids(store, FactKind.POLICY, "returns") == []


def test_a_draft_that_is_written_anew_rests_on_other_records(store: Store, write):
    draft = write(**BEHIND)
    store.drafts.change(draft.id, 1, lambda one: one.model_copy(update={"facts": [UNUSED], "cited": ["hours"]}))
    assert ids(store, FactKind.POLICY, "returns") == []
    assert ids(store, FactKind.CONTACT, "hours") == [draft.id]


def test_those_that_wait_come_first_then_the_newest_page_by_page(store: Store, write):
    drafts = [write(minutes=n, **BEHIND) for n in range(7)]
    for draft in drafts[3:]:
        store.drafts.change(draft.id, 1, lambda one: one.model_copy(update={"status": DraftStatus.REJECTED}))
    seen, cursor = [], None
    while True:
        page = store.citations.of(FactKind.ORDER, "order:1", cursor, 2)
        assert page.waiting == 3
        seen += [one.id for one in page.drafts]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == [drafts[n].id for n in (2, 1, 0, 6, 5, 4, 3)]
    with pytest.raises(InvalidInput):
        store.citations.of(FactKind.ORDER, "order:1", "nonsense")


def test_an_erased_draft_rests_on_nothing(store: Store, write):
    draft = write(**BEHIND)
    store.eraser.erase(Found(cases=[draft.case_id]), [], {}, actor="me", now=NOW + timedelta(hours=1))
    assert ids(store, FactKind.ORDER, "order:1") == []


def test_a_database_from_before_is_described_and_cited(empty_url: str, monkeypatch: pytest.MonkeyPatch):
    from alembic import command

    upgrade = command.upgrade
    with monkeypatch.context() as patched:
        patched.setattr(command, "upgrade", lambda config, _: upgrade(config, "0005"))
        migrate(empty_url)
    policy = Fact(
        id="returns", kind="policy", title="Returns – Ü", text="Thirty days.", valid_until="2026-01-31", source="r.md"
    )
    draft = draft_of("drf_1", "cas_1", **BEHIND)
    engine = create_engine(database_url(empty_url))
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO facts (kind, id, body, digest, placed_on) VALUES (:kind, :id, :body, 'd', '')"),
            [{"kind": policy.kind.value, "id": policy.id, "body": policy.model_dump_json()}],
        )
        connection.execute(
            text("INSERT INTO cases (id, channel, received_at, opened_at, complaint) VALUES ('cas_1', 'x', 1, 1, '{}')")
        )
        connection.execute(
            text(
                "INSERT INTO drafts (id, case_id, request, accepted_at, tries, exhausted, body, version, status, "
                "verdict, severity, respond_by, created_at, updated_at) VALUES ('drf_1', 'cas_1', :request, 1, 1, "
                "false, :body, 1, 'pending_review', 'pass', 'low', 1, 1, 1)"
            ),
            {"request": request_of().model_dump_json(), "body": draft.model_dump_json()},
        )
    engine.dispose()
    store = open_store(empty_url)
    assert ids(store, FactKind.POLICY, "returns") == ["drf_1"]
    assert ids(store, FactKind.ORDER, "order:1") == ["drf_1"]
    with store._database.read() as connection:
        row = connection.execute(text("SELECT title, source, words, loaded_at FROM facts")).one()
    assert tuple(row) == ("Returns – Ü", "r.md", "returns\nreturns – ü\nthirty days.\nr.md", None)
    listed = store.fact_lists.get(FactKind.POLICY, "returns")
    assert (listed.fact, listed.loaded_at, listed.origin) == (policy, None, "r.md")
    store.close()
