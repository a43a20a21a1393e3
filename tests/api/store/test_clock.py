"""Deadlines that pass unanswered, and when people were answered, on both databases."""

from __future__ import annotations

import threading
from datetime import timedelta
from time import perf_counter

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import insert, text

from api.cases.response_times import response_times
from api.jobs.overdue import Overdue
from api.metrics import OVERDUE
from api.models import DraftStatus
from api.store import migrating, tables
from api.store.database import Database
from api.store.engine import open_store
from api.store.moments import from_micros, to_micros
from api.store.webhooks import Event
from guardrails.inbound.assessment import Legitimacy
from knowledge.brand import Brand
from tests.api.store.conftest import NOW, draft_of, request_of

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def opened(store, accept):
    def made(status: str = "pending_review", text: str = "Late!", **more):
        accepted = accept(request_of(text, **more))
        assert store.drafts.finish(draft_of(accepted.draft_id, accepted.case_id, status=status), "me")
        return accepted

    return made


def kinds(store, case_id: str) -> list[str]:
    return [one.kind for one in store.drafts.events.of_case(case_id)]


def set_status(store, draft_id: str, status: DraftStatus, version: int = 1, **more) -> None:
    store.drafts.change(draft_id, version, lambda old: old.model_copy(update={"status": status, **more}), kind="done")


class TestOverdue:
    def test_a_missed_deadline_is_told_once(self, store, opened):
        hook, _ = store.webhooks.add("https://desk.example/", [Event.OVERDUE], NOW)
        made = opened(external_id="m-1")
        assert store.clock.tell_overdue(NOW + timedelta(minutes=59)) == 0
        assert [store.clock.tell_overdue(LATER) for _ in range(3)] == [1, 0, 0]
        assert kinds(store, made.case_id).count("overdue") == 1
        case = store.cases.get(made.case_id, LATER)
        assert (case.overdue_since, case.seconds_left) == (NOW + timedelta(hours=1), -3600)
        (told,) = store.webhooks.deliveries(hook.id, None, None, 9)
        assert (told.event, told.case_id, "m-1" in told.payload) == (Event.OVERDUE, made.case_id, True)
        assert store.audit.verify().broken is None

    def test_of_several_workers_one_tells(self, store, opened):
        cases = [opened(text=f"Late {n}").case_id for n in range(8)]
        told: list[int] = []
        threads = [threading.Thread(target=lambda: told.append(store.clock.tell_overdue(LATER))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sum(told) == 8
        assert [kinds(store, one).count("overdue") for one in cases] == [1] * 8

    def test_nothing_is_told_when_the_transaction_dies(self, store, opened, monkeypatch):
        made = opened()
        monkeypatch.setattr("api.store.clock.add_event", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            store.clock.tell_overdue(LATER)
        monkeypatch.undo()
        assert store.cases.get(made.case_id, LATER).overdue_since is None
        assert store.clock.tell_overdue(LATER) == 1

    @pytest.mark.parametrize("status", ["no_reply", "approved", "superseded"])
    def test_where_no_reply_is_owed_none_is_overdue(self, store, opened, status):
        opened(status)
        assert store.clock.tell_overdue(LATER) == 0

    def test_a_rejected_draft_still_leaves_the_customer_waiting(self, store, opened):
        made = opened()
        set_status(store, made.draft_id, DraftStatus.REJECTED)
        assert store.clock.tell_overdue(LATER) == 1

    def test_a_complaint_that_is_not_genuine_is_owed_nothing(self, store, opened):
        made = opened()
        old = store.drafts.get(made.draft_id).draft
        doubted = old.assessment.model_copy(update={"legitimacy": Legitimacy.NOT_GENUINE})
        set_status(store, made.draft_id, DraftStatus.REJECTED, assessment=doubted)
        assert store.clock.tell_overdue(LATER) == 0

    def test_an_approval_ends_it_and_the_next_deadline_is_another(self, store, opened, accept):
        made = opened(external_id="m-1")
        assert store.clock.tell_overdue(LATER) == 1
        set_status(store, made.draft_id, DraftStatus.APPROVED)
        assert store.cases.get(made.case_id, LATER).overdue_since is None
        second = accept(request_of("And again?", external_id="m-1"), now=LATER)
        assert second.case_id == made.case_id
        assert store.clock.tell_overdue(LATER) == 0  # its draft, and with it its deadline, is not written yet
        store.drafts.finish(draft_of(second.draft_id, made.case_id, minutes=120), "me")
        assert store.clock.tell_overdue(LATER) == 0
        assert store.clock.tell_overdue(LATER + timedelta(hours=2)) == 1
        assert kinds(store, made.case_id).count("overdue") == 2

    def test_the_gauge_counts_open_cases_that_are_overdue(self, store, opened):
        made = [opened(text=f"Late {n}") for n in range(3)]
        Overdue(store.clock, lambda: LATER).look()
        assert OVERDUE._value.get() == 3
        set_status(store, made[0].draft_id, DraftStatus.APPROVED)
        Overdue(store.clock, lambda: LATER).look()
        assert OVERDUE._value.get() == 2


class TestAnswers:
    def test_the_first_approval_counts_until_it_is_taken_back(self, store, opened):
        made = opened()

        def fared():
            return next(iter(store.clock.answered(NOW, LATER)))

        assert (fared().answered_at, fared().in_time) == (None, None)
        set_status(store, made.draft_id, DraftStatus.APPROVED)
        assert fared().answered_at is not None
        assert fared().in_time is (store.drafts.get(made.draft_id).draft.updated_at <= NOW + timedelta(hours=1))
        set_status(store, made.draft_id, DraftStatus.PENDING_REVIEW, version=2)
        assert (fared().answered_at, fared().in_time) == (None, None)

    def test_what_needs_no_reply_is_not_counted(self, store, opened):
        opened("no_reply")
        assert list(store.clock.answered(NOW, LATER)) == []

    def test_ten_thousand_cases_are_figured_in_a_moment(self, store):
        rows = [
            {
                "id": f"cas_{n:06}",
                "channel": ("x", "email")[n % 2],
                "received_at": to_micros(NOW) + n,
                "opened_at": to_micros(NOW) + n,
                "complaint": "x" * 2000,
                "topic": "delivery",
                "severity": "low",
                "status": "answered",
                "lead_turn": 1,
                "answered_at": to_micros(NOW) + n + 60_000_000 * (1 + n % 100),
                "in_time": n % 100 < 60,
                "author": "{}",
            }
            for n in range(10_000)
        ]
        with store.drafts._database.write() as connection:
            connection.execute(insert(tables.cases), rows)
        brand = Brand.model_validate({"hours": {"open": {"monday": "09:00-17:30"}}})
        begun = perf_counter()
        told = response_times(store.clock.answered(NOW, LATER), brand, NOW, LATER, to_micros(LATER))
        spent = perf_counter() - begun
        assert spent < 3
        assert (told.all.cases, told.all.answered, told.all.in_time_share) == (10_000, 10_000, 0.6)
        assert [(one.name, one.cases) for one in told.by_channel] == [("email", 5000), ("x", 5000)]
        assert told.all.median_seconds == 50.5 * 60
        assert told.all.median_working_seconds == 50.5 * 60


def _up_to_0005(connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(tables.__file__).replace("tables.py", "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "0005")


def test_a_database_from_before_learns_when_its_cases_were_answered(empty_url: str, monkeypatch) -> None:
    monkeypatch.setattr(migrating, "_upgrade", _up_to_0005)
    monkeypatch.setattr(migrating, "REVISIONS", ("0005",))
    database = Database(empty_url)
    migrating.migrate_database(database)
    monkeypatch.undo()
    told = [
        ("cas_1", "drf_1", 10, "approved"),
        ("cas_1", "drf_1", 12, "undone"),
        ("cas_1", "drf_1", 60, "edited and approved"),
        ("cas_2", "drf_2", 40, "approved"),
        ("cas_3", "drf_3", 90, "rejected"),
    ]
    with database.write() as connection:
        for case_id in ("cas_1", "cas_2", "cas_3"):
            row = {"id": case_id, "status": "open" if case_id == "cas_3" else "answered"}
            connection.execute(text(_OLD_CASE), row)
        for n, (case_id, draft_id, at, kind) in enumerate(told, 1):
            row = {"id": n, "case_id": case_id, "draft_id": draft_id, "at": at, "kind": kind}
            connection.execute(text(_OLD_EVENT), row)
    database.close()
    store = open_store(empty_url)
    fared = sorted(store.clock.answered(from_micros(0), NOW), key=lambda one: one.answered_at or 0)
    assert [(one.answered_at, one.in_time, one.breaches) for one in fared] == [
        (None, None, 0),
        (40, True, 0),
        (60, False, 0),
    ]
    assert store.clock.tell_overdue(NOW) == 0  # missed before there was a clock: not told now
    store.close()


_OLD_CASE = (
    "INSERT INTO cases (id, channel, received_at, opened_at, complaint, status, lead_turn, respond_by) "
    "VALUES (:id, 'x', 1, 1, '{}', :status, 1, 50)"
)
_OLD_EVENT = (
    "INSERT INTO events (id, case_id, draft_id, at, actor, kind, data, salt, commitment, digest) "
    "VALUES (:id, :case_id, :draft_id, :at, 'ana', :kind, '{}', '', '', '')"
)
