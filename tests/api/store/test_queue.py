from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

import api.store
from api.errors import InvalidInput
from api.models import Author, Complaint, Draft, DraftStatus
from api.store.database import database_url
from api.store.engine import Store
from api.store.migrating import migrate
from api.store.queue import Stage, Wanted
from guardrails.inbound.assessment import Gravity, Topic
from tests.api.store.conftest import NOW, draft_of

Write = Callable[..., Draft]


def ids(store: Store, wanted: Wanted | None = None, **more: object) -> list[str]:
    return [entry.id for entry in store.queue.page(wanted or Wanted(), NOW, **more).entries]


def grave(write: Write, severity: str, minutes: int, **more: object) -> Draft:
    draft = draft_of("x", "y", minutes=minutes)
    return write(
        minutes=minutes, assessment=draft.assessment.model_copy(update={"severity": Gravity(severity)}), **more
    )


def test_least_time_left_first_and_the_graver_within_a_quarter_of_an_hour(store: Store, write: Write):
    later = grave(write, "critical", 60)
    low = grave(write, "low", 1)
    high = grave(write, "high", 2)
    assert ids(store) == [high.id, low.id, later.id]


def test_pages_follow_each_other(store: Store, write: Write):
    made = [write(minutes=20 * number).id for number in range(5)]
    first = store.queue.page(Wanted(), NOW, limit=2)
    second = store.queue.page(Wanted(), NOW, limit=2, cursor=first.next_cursor)
    third = store.queue.page(Wanted(), NOW, limit=2, cursor=second.next_cursor)
    assert [entry.id for page in (first, second, third) for entry in page.entries] == made
    assert third.next_cursor is None
    with pytest.raises(InvalidInput, match="does not continue the stage approved"):
        store.queue.page(Wanted(stage=Stage.APPROVED), NOW, cursor=first.next_cursor)


def test_what_is_known_of_a_draft_finds_it(store: Store, write: Write):
    author = Author(name="Zoë Ångström", handle="@zoe", email="zoe@post.example")
    said = Complaint(text="\n  Broken:\tthe 100% LAMP_\nand more", author=author, order_ids=["B-7"], external_id="t/1")
    wanted, other = write(complaint=said), write()
    for words in ("zoë", "ÅNGSTRÖM lamp_", "100%", "b-7", "t/1", "@zoe", "post.example", wanted.id, wanted.case_id):
        assert ids(store, Wanted(search=words)) == [wanted.id], words
    assert ids(store, Wanted(search="l_mp")) == []
    assert set(ids(store, Wanted(search="  "))) == {wanted.id, other.id}
    assert store.queue.page(Wanted(search="zoë"), NOW).entries[0].line == "Broken: the 100% LAMP_"
    assert store.queue.page(Wanted(search="zoë"), NOW).counts[Stage.OPEN] == 1


def test_filters_join(store: Store, write: Write):
    one = grave(write, "high", 1)
    grave(write, "low", 2)
    assert ids(store, Wanted(severity=frozenset({Gravity.HIGH}))) == [one.id]
    assert ids(store, Wanted(severity=frozenset({Gravity.HIGH}), topic=frozenset({Topic.STAFF}))) == []


def test_a_change_moves_the_row_with_the_draft(store: Store, write: Write):
    draft = write()
    held = {"held_until": NOW + timedelta(hours=1), "claimed_by": "Bo", "claimed_until": NOW + timedelta(minutes=5)}
    store.drafts.change(draft.id, 1, lambda old: old.model_copy(update=held))
    assert ids(store) == []
    page = store.queue.page(Wanted(stage=Stage.HELD, mine="Bo"), NOW)
    assert [(entry.id, entry.version, entry.claimed_by) for entry in page.entries] == [(draft.id, 2, "Bo")]
    assert (page.counts[Stage.OPEN], page.counts[Stage.HELD]) == (0, 1)
    later = NOW + timedelta(hours=2)
    assert store.queue.page(Wanted(), later).entries[0].claimed_by is None
    store.drafts.change(draft.id, 2, lambda old: old.model_copy(update={"status": DraftStatus.REJECTED}))
    assert ids(store, Wanted(stage=Stage.REJECTED)) == [draft.id]


def test_who_looks_is_told_to_the_others_for_a_while(store: Store, write: Write):
    draft = write()
    assert store.presence.beat(draft.id, "acc_a", "Ana", NOW) == []
    assert store.presence.beat(draft.id, "acc_b", "Bo", NOW) == ["Ana"]
    assert store.presence.beat(draft.id, "acc_b", "Bo", NOW + timedelta(seconds=40)) == []
    store.presence.leave(draft.id, "acc_b")
    assert store.presence.beat(draft.id, "acc_a", "Ana", NOW + timedelta(seconds=41)) == []


def test_a_claim_is_prolonged_without_a_trace_and_only_its_own(store: Store, write: Write):
    draft, until = write(), NOW + timedelta(minutes=5)
    claimed = {"claimed_by": "Ana", "claimed_until": until}
    store.drafts.change(draft.id, 1, lambda old: old.model_copy(update=claimed), new_version=False, kind="claimed")
    events = len(store.drafts.events.of_case(draft.case_id))
    later = until + timedelta(minutes=3)
    store.presence.prolong(draft.id, "Bo", NOW, later)
    assert store.drafts.get(draft.id).draft.claimed_until == until
    store.presence.prolong(draft.id, "Ana", NOW, later)
    assert store.drafts.get(draft.id).draft.claimed_until == later
    assert store.queue.entry(draft.id, NOW).claimed_until == later
    assert len(store.drafts.events.of_case(draft.case_id)) == events
    store.presence.prolong(draft.id, "Ana", later + timedelta(minutes=1), later + timedelta(hours=1))
    assert store.drafts.get(draft.id).draft.claimed_until == later


@pytest.fixture(params=["sqlite", "postgresql"])
def older_url(request: pytest.FixtureRequest, data_dir: Path) -> str:
    """Return a database as it was before the queue had rows of its own."""
    url = (
        f"sqlite:///{data_dir / 'old.db'}" if request.param == "sqlite" else request.getfixturevalue("postgres").empty()
    )
    engine = create_engine(database_url(url))
    config = Config()
    config.set_main_option("script_location", str(Path(api.store.__path__[0]) / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        opened = "INSERT INTO cases (id, channel, received_at, opened_at, complaint) VALUES ('cas_0', 'x', 1, 1, '{}')"
        connection.execute(text(opened))
        for number in range(3):
            connection.execute(*_old_draft(number))
        unwritten = (
            "INSERT INTO drafts (id, case_id, request, accepted_at, lease_until, tries, exhausted, version) "
            "VALUES ('drf_w', 'cas_0', '{}', 1, 5, 0, false, 0)"
        )
        connection.execute(text(unwritten))
    engine.dispose()
    return url


def _old_draft(number: int) -> tuple[object, dict[str, object]]:
    said = Complaint(text=f"Late {number}!\nVery.", author=Author(name="Ana"), order_ids=["B-7"])
    draft = draft_of(f"drf_{number}", "cas_0", minutes=number, complaint=said, claimed_by="Bo", claimed_until=NOW)
    body = json.loads(draft.model_dump_json())
    insert = (
        "INSERT INTO drafts (id, case_id, request, accepted_at, tries, exhausted, version, body, status) "
        "VALUES (:id, 'cas_0', '{}', 1, 1, false, 1, :body, 'pending_review')"
    )
    return text(insert), {"id": draft.id, "body": json.dumps(body)}


def test_drafts_written_before_get_the_rows_they_would_get_today(older_url: str):
    migrate(older_url)
    engine = create_engine(database_url(older_url))
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT * FROM queue ORDER BY draft_id")).mappings().all()
        bodies = connection.execute(text("SELECT body FROM drafts WHERE body IS NOT NULL ORDER BY id")).scalars().all()
    engine.dispose()
    from api.store.queue_rows import queue_columns

    expected = [Draft.model_validate_json(body) for body in bodies]
    assert [dict(row) for row in rows] == [queue_columns(draft) | {"draft_id": draft.id} for draft in expected]
