from __future__ import annotations

import json
from time import perf_counter

import pytest
from sqlalchemy import create_engine, insert, text

from api.cases.case import Outcome
from api.errors import Conflict, InvalidInput, NotFound
from api.models import DraftStatus
from api.store import migrating, tables
from api.store.database import Database, database_url
from api.store.engine import Store, open_store
from api.store.migrating import migrate
from tests.api.store.conftest import NOW, draft_of, request_of


@pytest.fixture
def opened(store: Store, accept):
    def made(text: str = "Late!", status: str = "pending_review", **more):
        accepted = accept(request_of(text, **more))
        store.drafts.finish(draft_of(accepted.draft_id, accepted.case_id, status=status), "me")
        return accepted

    return made


class TestReading:
    def test_a_case_tells_where_it_stands(self, store, opened):
        made = opened(channel="x", author={"handle": "@Ana", "name": "Ana Ruiz"}, external_id="m-1", url="https://x/1")
        case = store.cases.get(made.case_id, NOW)
        assert (case.channel, case.external_id, case.url, case.author.handle) == ("x", "m-1", "https://x/1", "ana")
        assert (case.status, case.topic, case.severity, case.live_draft) == ("open", "delivery", "low", made.draft_id)
        assert case.seconds_left == 3600
        assert [(one.id, one.version, one.status, one.turn) for one in case.drafts] == [
            (made.draft_id, 1, "pending_review", 1)
        ]

    def test_a_case_nobody_opened_is_not_there(self, store):
        assert store.cases.get("cas_none", NOW) is None
        with pytest.raises(NotFound, match="cas_none"):
            store.cases.close("cas_none", Outcome.SOLVED, None, actor="a", now=NOW)

    def test_pages_and_conditions_lead_through_all_of_them(self, store, opened):
        made = [opened(f"Late {n}").case_id for n in range(5)]
        seen, cursor = [], None
        while True:
            page = store.cases.list(topic="delivery", severity="low", status="open", cursor=cursor, limit=2, now=NOW)
            seen += [case.id for case in page.cases]
            if (cursor := page.next_cursor) is None:
                break
        assert seen == sorted(made, reverse=True)
        assert store.cases.list(topic="billing", now=NOW).cases == []
        assert store.cases.list(status="closed", now=NOW).cases == []
        with pytest.raises(InvalidInput, match="cursor"):
            store.cases.list(cursor="bm9uc2Vuc2U", now=NOW)


class TestClosing:
    def test_what_waits_is_decided_first(self, store, opened):
        made = opened()
        with pytest.raises(Conflict, match="awaits review") as caught:
            store.cases.close(made.case_id, Outcome.SOLVED, None, actor="a", now=NOW)
        assert caught.value.extra["live_draft"] == made.draft_id

    def test_a_case_is_closed_and_opened_again(self, store, opened):
        made = opened(status="rejected")
        store.cases.close(made.case_id, Outcome.UNSOLVED, "they hung up", actor="ana", now=NOW)
        case = store.cases.get(made.case_id, NOW)
        assert (case.status, case.outcome, case.note, case.closed_at) == ("closed", "unsolved", "they hung up", NOW)
        assert case.seconds_left is None
        with pytest.raises(Conflict, match="closed already"):
            store.cases.close(made.case_id, Outcome.SOLVED, None, actor="ana", now=NOW)
        store.cases.reopen(made.case_id, actor="ana", now=NOW)
        assert store.cases.get(made.case_id, NOW).outcome is None
        with pytest.raises(Conflict, match="not closed"):
            store.cases.reopen(made.case_id, actor="ana", now=NOW)
        told = [(one.kind, one.actor) for one in store.drafts.events.of_case(made.case_id)][-2:]
        assert told == [("closed", "ana"), ("reopened", "ana")]

    def test_the_next_message_opens_it_again(self, store, opened, accept):
        made = opened(status="rejected", external_id="m-1")
        store.cases.close(made.case_id, Outcome.SOLVED, None, actor="ana", now=NOW)
        accept(request_of("It broke again.", external_id="m-1"))
        assert store.cases.get(made.case_id, NOW).status == "open"


def test_ten_thousand_cases_are_read_along_indexes(store: Store):
    topics, ends = ("delivery", "billing", "product", "staff"), ("open", "answered", "closed")
    rows = [
        {
            "id": f"cas_{n:06}",
            "channel": "x",
            "received_at": n,
            "opened_at": n,
            "complaint": json.dumps({"text": "x" * 3000}),
            "topic": topics[n % 4],
            "severity": "low" if n % 97 else "critical",
            "status": ends[n % 3],
            "author": "{}",
        }
        for n in range(10_000)
    ]
    database = store.drafts._database
    with database.write() as connection:
        connection.execute(insert(tables.cases), rows)
        database.expect_growth(connection, tables.cases, len(rows))
    spent = []
    for wanted in ({}, {"status": "open"}, {"topic": "staff", "status": "closed"}, {"severity": "critical"}):
        for _ in range(3):
            begun = perf_counter()
            page = store.cases.list(**wanted, now=NOW)
            spent.append(perf_counter() - begun)
        assert len(page.cases) == 50
        assert page.cases[0].id > page.cases[-1].id > "cas_000000"
    # Reading all rows, with the complaints in them, takes longer by far.
    assert min(spent) < 0.05
    if database.is_sqlite:
        assert _plans(database) == []


def _plans(database: Database) -> list[str]:
    """Return the steps of a list's plan that read or sort the whole table."""
    end = "ORDER BY opened_at DESC, id DESC LIMIT 51"
    steps: list[str] = []
    for where in ("1", "status = 'open'", "topic = 'staff' AND status = 'closed'", "severity = 'critical'"):
        query = f"EXPLAIN QUERY PLAN SELECT id FROM cases WHERE opened_at IS NOT NULL AND {where} {end}"  # noqa: S608 - ours
        with database.read() as connection:
            steps += [row[3] for row in connection.execute(text(query))]
    return [step for step in steps if "INDEX" not in step]


_OLD_DRAFT = (
    "INSERT INTO drafts (id, case_id, request, accepted_at, lease_until, tries, exhausted, body, version, status, "
    "severity, respond_by, created_at, updated_at) "
    "VALUES (:id, 'cas_1', :request, :at, :lease, 1, false, :body, :version, :status, 'low', 5, :at, :at)"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def older_url(request, data_dir, monkeypatch):
    """Yield a database of the first revision with one case: approved, two waiting, one being written."""
    sqlite = request.param == "sqlite"
    url = f"sqlite:///{data_dir / 'old.db'}" if sqlite else request.getfixturevalue("postgres").empty()
    monkeypatch.setattr(migrating, "_upgrade", _first_only)
    monkeypatch.setattr(migrating, "REVISIONS", ("0001",))
    migrate(url)
    monkeypatch.undo()
    engine = create_engine(database_url(url))
    complaint = request_of("Late!", channel="x", author={"handle": "@ana"}, external_id="m-1").complaint
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO cases VALUES ('cas_1', 'm-1', 'x', 1, 1, :complaint)"),
            {"complaint": complaint.model_dump_json()},
        )
        for n, status in enumerate(["approved", "pending_review", "pending_review", None], 1):
            draft = draft_of(f"drf_{n}", "cas_1", status=status) if status else None
            row = {
                "id": f"drf_{n}",
                "request": request_of().model_dump_json(),
                "at": n,
                "lease": None if draft else 1,
                "body": draft.model_dump_json() if draft else None,
                "version": 1 if draft else 0,
                "status": status,
            }
            connection.execute(text(_OLD_DRAFT), row)
    engine.dispose()
    return url


def _first_only(connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(tables.__file__).replace("tables.py", "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")


def test_a_database_from_before_keeps_its_cases_with_one_live_draft(older_url: str):
    store = open_store(older_url)
    case = store.cases.get("cas_1", NOW)
    assert [(one.id, one.status, one.turn) for one in case.drafts] == [
        ("drf_1", "approved", 1),
        ("drf_2", "superseded", 2),
        ("drf_3", "pending_review", 3),
        ("drf_4", None, 4),
    ]
    assert (case.status, case.topic, case.author.handle, case.live_draft) == ("open", "delivery", "ana", "drf_3")
    old = store.drafts.get("drf_2").draft
    assert (old.status, old.superseded_by, old.version) == (DraftStatus.SUPERSEDED, "drf_3", 2)
    again = store.drafts.accept(
        request_of("Still late!", channel="x", external_id="m-1"),
        caller="k",
        idempotency=None,
        lease=1,
        owner="o",
        now=NOW,
    )
    assert (again.case_id, again.turn) == ("cas_1", 5)
    store.close()
