"""Figures of a small history made by hand, each of which is told here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, text, update

from api.models import Attempt, Complaint, DraftStatus, MessageEdit, MessageFinding, Moderation, PromptRef, Usage
from api.overview.building import overview_of
from api.overview.counts import Asked
from api.overview.model import Overview
from api.store import tables
from api.store.engine import Store
from guardrails.finding import Verdict
from guardrails.inbound.assessment import Assessment
from knowledge.facts import Fact
from tests.api.store.conftest import NOW, draft_of, request_of

LONDON = ZoneInfo("Europe/London")
MONTH = Asked(datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC))
PROMPT = PromptRef(name="write", version="v2", sha256="0" * 64)
MODEL = {"model": "openai:m", "prompt": PROMPT}


def spent(given: int, written: int, cost: float | None = None) -> Usage:
    return Usage(
        input_tokens=given, output_tokens=written, calls=1, cost=cost, currency=None if cost is None else "EUR"
    )


def finding(rule: str, severity: str = "review") -> MessageFinding:
    return MessageFinding(
        rule=rule, family="form", severity=severity, message="m", start=0, end=1, quote="S", suggestion="s"
    )


def assessed(**more: Any) -> Assessment:
    given = {"kind": "complaint", "legitimacy": "genuine", "severity": "low", "topic": "delivery"}
    return Assessment(**{**given, "action": "reply_public", "respond_by": NOW, **more})


class History:
    """Puts cases and drafts on record, each on a day of May."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def written(
        self, day: int, channel: str = "x", status: str = "pending_review", verdict: str = "pass", **more: Any
    ) -> Any:
        at = datetime(2026, 5, day, 12, tzinfo=UTC)
        accepted = self.store.drafts.accept(
            request_of(channel=channel), caller="k", idempotency=None, lease=10.0, owner="me", now=at
        )
        told = {"created_at": at, "updated_at": at, "complaint": Complaint(text="Late!", channel=channel)}
        draft = draft_of(accepted.draft_id, accepted.case_id, status=status, **(told | more))
        draft = draft.model_copy(update={"verdict": Verdict(verdict)})
        assert self.store.drafts.finish(draft, "me")
        return draft

    def set(self, draft: Any, **told: Any) -> None:
        told |= {"status": DraftStatus(told["status"])} if "status" in told else {}
        version = self.store.drafts.get(draft.id).draft.version
        self.store.drafts.change(draft.id, version, lambda one: one.model_copy(update=told))

    def approved(self, draft: Any, distance: int, length: int = 200) -> None:
        edit = MessageEdit(audience="public", distance=distance, length=length)
        self.set(draft, status="approved", edits=[edit], verdict=Verdict.PASS, findings=[])

    def case(self, draft: Any, **told: Any) -> None:
        with self.store._database.write() as connection:
            connection.execute(update(tables.cases).where(tables.cases.c.id == draft.case_id).values(**told))

    def answered(self, draft: Any, minutes: float, *, in_time: bool, **more: Any) -> None:
        received = int(draft.created_at.timestamp() * 1_000_000)
        at = received + int(minutes * 60_000_000)
        self.case(draft, answered_at=at, in_time=in_time, status="answered", **more)


@pytest.fixture
def told(store: Store) -> Overview:
    """Return the overview of seven cases in May, and one in April."""
    make = History(store)
    late = {"root_cause": "late", "department": "Logistics"}
    as_drafted = make.written(
        4, **MODEL, usage=spent(1000, 200, 0.002), findings=[finding("too-long")], verdict="review"
    )
    make.approved(as_drafted, 0)
    make.answered(as_drafted, 10, in_time=True, **late)
    edited = make.written(
        4,
        **MODEL,
        usage=spent(2000, 300, 0.004),
        attempts=[
            Attempt(
                writer="openai:m", outcome="blocked", findings=[finding("defensive", "block"), finding("too-long")]
            ),
            Attempt(writer="openai:m", outcome="used"),
        ],
    )
    make.approved(edited, 50)
    make.answered(edited, 50, in_time=True, **late)
    rewritten = make.written(5, "email", attempts=[Attempt(writer="composer", outcome="used")])
    make.approved(rewritten, 160)
    make.answered(rewritten, 180, in_time=False, root_cause="damaged", department="Warehouse")
    rejected = make.written(
        20,
        usage=spent(500, 100),
        **MODEL,
        assessment=assessed(legitimacy="needs_check"),
        moderation=Moderation(propose="hide"),
    )
    make.set(rejected, status="rejected")
    make.set(rejected, moderation=Moderation(propose="hide", decision="hidden"))
    make.case(rejected, breaches=1, **late)
    waiting = make.written(
        20,
        facts=[Fact(id="incident-inc_1", kind="note", text="We know.")],
        cited=["incident-inc_1"],
        incident_id="inc_1",
        moderation=Moderation(propose="hide"),
    )
    make.case(waiting, root_cause=None, department=None)
    make.written(31, status="no_reply", assessment=assessed(legitimacy="not_genuine"), verdict="block")
    store.drafts.refused(
        store.drafts.get(waiting.id), "approval refused", actor="a", now=NOW, data={}, rules=["defensive", "too-long"]
    )
    before = make.written(1, created_at=datetime(2026, 4, 30, 12, tzinfo=UTC))
    make.case(before, opened_at=0)
    incident = {"status": "open", "topic": "delivery", "opened_by": "a", "proposed": "p", "language": "en"}
    with store._database.write() as connection:
        for n, day in enumerate((4, 8, 40)):
            at = int((datetime(2026, 5, 1, tzinfo=UTC) + timedelta(days=day)).timestamp() * 1_000_000)
            row = {**incident, "id": f"inc_{n}", "opened_at": at}
            connection.execute(insert(tables.incidents), row | ({"status": "closed"} if n == 0 else {}))
        row = {"case_id": waiting.case_id, "at": 1, "topic": "delivery", "incident_id": "inc_1"}
        connection.execute(insert(tables.sightings), row)
    return overview_of(store.overviews.counts, MONTH, LONDON)


def test_volumes_by_day(told: Overview) -> None:
    assert (told.step, told.time_zone, len(told.over_time)) == ("day", "Europe/London", 32)
    assert told.over_time[0].begins.isoformat() == "2026-05-01"
    busy = {one.begins.day: (one.cases, one.drafts) for one in told.over_time if one.drafts}
    assert busy == {4: (2, 2), 5: (1, 1), 20: (2, 2), 31: (1, 1)}
    assert (told.cases, told.spent.drafts) == (6, 6)


def test_first_replies_against_the_deadline(told: Overview) -> None:
    first = told.first_replies
    assert (first.owed, first.answered, first.in_time, first.in_time_share, first.missed) == (5, 3, 2, 0.6667, 1)
    assert (first.median_seconds, first.p90_seconds) == (3000, 3000 + 0.8 * (10_800 - 3000))
    assert [(one.up_to_seconds, one.in_time, one.late) for one in first.within if one.in_time or one.late] == [
        (900, 1, 0),
        (3600, 1, 0),
        (14_400, 0, 1),
    ]


def test_verdicts_are_those_of_the_drafts_not_of_the_approvals(told: Overview) -> None:
    assert told.verdicts.model_dump() == {"passed": 4, "review": 1, "blocked": 0}


def test_outcomes(told: Overview) -> None:
    assert told.outcomes.model_dump() == {
        "as_drafted": 1,
        "edited": 2,
        "approved": 0,
        "rejected": 1,
        "waiting": 1,
        "superseded": 0,
        "no_reply": 1,
    }


def test_findings_by_stage(told: Overview) -> None:
    assert [tuple(one.model_dump().values()) for one in told.findings] == [
        ("too-long", 1, 1, 1),
        ("defensive", 0, 1, 1),
    ]


def test_causes_and_departments(told: Overview) -> None:
    assert [(one.name, one.cases, one.open) for one in told.causes] == [("late", 3, 1), (None, 2, 2), ("damaged", 1, 0)]
    assert [(one.name, one.cases) for one in told.departments] == [("Logistics", 3), (None, 2), ("Warehouse", 1)]


def test_incidents(told: Overview) -> None:
    assert told.incidents.model_dump() == {"opened": 2, "still_open": 1, "cases": 1, "drafts_with_line": 1}


def test_hidden_genuine_complaints(told: Overview) -> None:
    assert told.hidden.model_dump() == {
        "genuine": 4,
        "proposed": 2,
        "hidden": 1,
        "hidden_as_proposed": 1,
        "share_hidden": 0.25,
        "share_of_proposals": 0.5,
    }


def test_tokens_and_money(told: Overview) -> None:
    spent = told.spent
    assert (spent.by_model, spent.input_tokens, spent.output_tokens) == (3, 3500, 600)
    assert spent.tokens_per_draft == 1366.7
    assert [one.model_dump() for one in spent.money] == [
        {"currency": "EUR", "total": 0.006, "drafts": 2, "per_draft": 0.003}
    ]
    assert [(one.priced, one.by_model, one.cost) for one in told.over_time if one.tokens] == [(2, 2, 0.006), (0, 1, 0)]


def test_edit_distances(told: Overview) -> None:
    edits = told.edits
    assert (edits.approved, edits.measured, edits.as_drafted_share) == (3, 3, 0.3333)
    assert (edits.median_share, edits.p90_share) == (0.25, 0.69)
    assert [(one.up_to_share, one.drafts) for one in edits.bands if one.drafts] == [(0, 1), (0.3, 1), (1, 1)]
    assert [(one.writer, one.prompt, one.drafts, one.approved, one.median_share) for one in edits.by_writer] == [
        ("openai:m", "write v2", 3, 2, 0.125),
        (None, None, 1, 0, None),
        ("composer", None, 1, 1, 0.8),
    ]
    assert [(one.share, one.writer) for one in edits.most_edited] == [(0.8, "composer"), (0.25, "openai:m")]


@pytest.mark.usefixtures("told")
def test_one_channel_alone(store: Store) -> None:
    asked = Asked(MONTH.since, MONTH.until, "email")
    mail = overview_of(store.overviews.counts, asked, LONDON)
    assert (mail.channel, mail.cases, mail.outcomes.edited, mail.first_replies.median_seconds) == (
        "email",
        1,
        1,
        10_800,
    )
    assert (mail.verdicts.passed, mail.hidden.genuine, mail.incidents.opened) == (1, 0, 0)
    assert overview_of(store.overviews.counts, Asked(MONTH.since, MONTH.until, "x"), LONDON).incidents.opened == 1


def test_nothing_is_told_as_nothing(store: Store) -> None:
    empty = overview_of(store.overviews.counts, MONTH, LONDON)
    assert (empty.cases, empty.first_replies.median_seconds, empty.edits.median_share) == (0, None, None)
    assert (empty.hidden.share_hidden, empty.spent.money, empty.findings) == (None, [], [])
    assert len(empty.over_time) == 32


def test_a_long_stretch_is_told_by_weeks(store: Store) -> None:
    History(store).written(20)
    year = overview_of(store.overviews.counts, Asked(datetime(2026, 1, 1, tzinfo=UTC), MONTH.until), LONDON)
    assert year.step == "week"
    assert [(one.begins.isoformat(), one.cases) for one in year.over_time if one.cases] == [("2026-05-14", 1)]


def test_days_are_those_of_the_brands_time_zone(store: Store) -> None:
    make = History(store)
    draft = make.written(4)
    late = int(datetime(2026, 5, 4, 23, 30, tzinfo=UTC).timestamp() * 1_000_000)
    make.case(draft, opened_at=late)
    begins = datetime(2026, 5, 1, tzinfo=LONDON)
    told = overview_of(store.overviews.counts, Asked(begins, begins + timedelta(days=7)), LONDON)
    assert [(one.begins.day, one.cases) for one in told.over_time if one.cases] == [(5, 1)]


def test_each_drafts_figures(store: Store) -> None:
    make = History(store)
    draft = make.written(4, **MODEL, usage=spent(1000, 200, 0.002))
    make.approved(draft, 1, 5000)
    [one] = store.overviews.measured(MONTH)
    assert {name: one[name] for name in ("draft_id", "status", "edited", "edit_share", "cost", "prompt", "at")} == {
        "draft_id": draft.id,
        "status": "approved",
        "edited": True,
        "edit_share": 0.001,
        "cost": 0.002,
        "prompt": "write v2",
        "at": draft.created_at,
    }


def test_what_was_taken_back_is_not_edited_any_more(store: Store) -> None:
    make = History(store)
    draft = make.written(4, findings=[finding("too-long")], verdict="review")
    make.approved(draft, 100)
    make.set(draft, status="pending_review")
    [one] = store.overviews.measured(MONTH)
    assert (one["status"], one["edited"], one["edit_share"], one["verdict"]) == ("pending_review", None, None, "review")
    told = overview_of(store.overviews.counts, MONTH, LONDON)
    assert [one.rule for one in told.findings] == ["too-long"]


def test_what_is_written_anew_is_measured_anew(store: Store) -> None:
    make = History(store)
    draft = make.written(4, findings=[finding("too-long")], verdict="review")
    make.set(
        draft,
        findings=[finding("defensive")],
        verdict=Verdict.BLOCK,
        attempts=[Attempt(writer="composer", outcome="used")],
    )
    told = overview_of(store.overviews.counts, MONTH, LONDON)
    assert [one.rule for one in told.findings] == ["defensive"]
    assert (told.verdicts.blocked, told.edits.by_writer[0].writer) == (1, "composer")


def test_a_database_from_before_is_measured_as_far_as_it_tells(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command

    from api.store.engine import open_store
    from api.store.migrating import migrate

    upgrade = command.upgrade
    with monkeypatch.context() as patched:
        patched.setattr(command, "upgrade", lambda config, _: upgrade(config, "0010"))
        patched.setattr("api.store.migrating.REVISIONS", ("0010",))
        migrate(empty_url)
    from api.store.database import Database

    database = Database(empty_url)
    drafts = {
        "drf_1": draft_of("drf_1", "cas_1", status="released", **MODEL, usage=spent(10, 5, 0.5)),
        "drf_2": draft_of("drf_2", "cas_1", status="approved"),
        "drf_3": draft_of("drf_3", "cas_1", findings=[finding("too-long")]),
    }
    told = [
        ("drf_1", "drafted", '{"verdict":"review"}'),
        ("drf_1", "approval refused", '{"rules":["defensive"]}'),
        ("drf_1", "edited and approved", "{}"),
        ("drf_2", "approved", "{}"),
        ("drf_3", "drafted", None),
    ]
    with database.write() as connection:
        connection.execute(
            text("INSERT INTO cases (id, channel, received_at, opened_at, complaint) VALUES ('cas_1', 'x', 1, 1, '{}')")
        )
        for one in drafts.values():
            row = {"id": one.id, "body": one.model_dump_json(), "status": one.status.value}
            connection.execute(text(_OLD_DRAFT), row)
        for n, (draft_id, kind, data) in enumerate(told, 1):
            connection.execute(text(_OLD_EVENT), {"id": n, "draft_id": draft_id, "kind": kind, "data": data})
    database.close()
    store = open_store(empty_url)
    rows = {one["draft_id"]: one for one in store.overviews.measured(MONTH)}
    assert [(one["edited"], one["edit_share"], one["verdict"]) for one in rows.values()] == [
        (True, None, "review"),
        (False, None, "pass"),
        (None, None, "pass"),
    ]
    assert (rows["drf_1"]["writer"], rows["drf_1"]["cost"], rows["drf_1"]["currency"]) == ("openai:m", 0.5, "EUR")
    overview = overview_of(store.overviews.counts, MONTH, LONDON)
    assert (overview.outcomes.edited, overview.outcomes.as_drafted, overview.edits.measured) == (1, 1, 0)
    assert {one.rule: (one.drafts, one.refused) for one in overview.findings} == {
        "too-long": (1, 0),
        "defensive": (0, 1),
    }
    store.close()


_OLD_DRAFT = (
    "INSERT INTO drafts (id, case_id, request, accepted_at, tries, exhausted, body, version, status) "
    "VALUES (:id, 'cas_1', '{}', 1, 1, false, :body, 1, :status)"
)
_OLD_EVENT = (
    "INSERT INTO events (id, case_id, draft_id, at, actor, kind, data, salt, commitment, digest) "
    "VALUES (:id, 'cas_1', :draft_id, 1, 'ana', :kind, :data, '', '', '')"
)
