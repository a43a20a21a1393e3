"""Follow-ups and evidence on record, on both databases: one worker wins, nothing is lost, nothing is altered."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from api.cases.case import Outcome
from api.models import Author, Complaint, Draft, DraftStatus, Purpose
from api.store.database import Database
from api.store.engine import Store, open_store
from api.store.migrating import migrate
from guardrails.inbound.assessment import Action
from tests.api.store.conftest import NOW, Accept, draft_of, request_of

Write = Callable[..., Draft]
DUE = NOW + timedelta(days=3)


def released(store: Store, draft: Draft) -> Draft:
    told = {"status": DraftStatus.APPROVED, "release_at": NOW, "approved_by": "Ana"}
    store.drafts.change(draft.id, draft.version, lambda one: one.model_copy(update=told))
    [found] = store.releases.release_due(NOW, follow_up=lambda *_: DUE)
    return found


def test_it_is_put_down_with_the_release(store: Store, write: Write) -> None:
    draft = released(store, write())
    follow_up = store.cases.get(draft.case_id, NOW).follow_up
    assert (follow_up.status, follow_up.due_at) == ("scheduled", DUE)
    assert store.follow_ups.begin_due(DUE - timedelta(seconds=1)) == []
    [told] = [one for one in store.drafts.events.of_case(draft.case_id) if one.kind == "released"]
    assert told.data["follow_up_at"] == DUE.isoformat()


def test_of_several_workers_one_begins_it_and_any_can_write_it(store: Store, write: Write) -> None:
    made = [released(store, write()) for _ in range(6)]
    with ThreadPoolExecutor(4) as pool:
        begun = [one for part in pool.map(lambda _: store.follow_ups.begin_due(DUE), range(4)) for one in part]
    assert len(set(begun)) == len(begun) == len(made)
    # Whoever began them may be gone by now: they are taken up like any draft that was left.
    taken = store.drafts.take_unfinished("other", DUE, 10.0, 100)
    assert sorted(taken) == sorted(begun)
    asked = store.follow_ups.asked(begun[0])
    assert asked.after.status == "released"
    assert store.drafts.get(begun[0]).purpose is Purpose.FOLLOW_UP
    assert store.audit.verify().broken is None


def write_follow_up(store: Store, draft_id: str, case_id: str) -> Draft:
    draft = draft_of(draft_id, case_id, minutes=5000, purpose=Purpose.FOLLOW_UP)
    assert store.drafts.finish(draft, "me")
    return draft


def test_its_draft_is_the_live_one_and_ends_with_its_decision(store: Store, write: Write) -> None:
    draft = released(store, write())
    [asked] = store.follow_ups.begin_due(DUE)
    follow_up = write_follow_up(store, asked, draft.case_id)
    case = store.cases.get(draft.case_id, NOW)
    assert (case.live_draft, case.status, case.follow_up.status) == (asked, "answered", "drafted")
    rejected = {"status": DraftStatus.REJECTED, "reason": "no"}
    new = store.drafts.change(asked, 1, lambda one: one.model_copy(update=rejected))
    assert store.cases.get(draft.case_id, NOW).follow_up.status == "cancelled"
    again = {"status": DraftStatus.PENDING_REVIEW, "reason": None}
    store.drafts.change(asked, new.version, lambda one: one.model_copy(update=again))
    assert store.cases.get(draft.case_id, NOW).follow_up.status == "drafted"
    assert follow_up.id == asked


@pytest.mark.parametrize("written", [False, True])
def test_the_customers_next_message_goes_before_it(store: Store, accept: Accept, *, written: bool) -> None:
    mine = Author(handle="@ana")
    place = {"author": mine, "url": "https://x.example/1"}
    first = accept(request_of(channel="x", **place))
    draft = draft_of(first.draft_id, first.case_id)
    store.drafts.finish(draft, "me")
    released(store, draft)
    [asked] = store.follow_ups.begin_due(DUE)
    if written:
        write_follow_up(store, asked, first.case_id)
    second = accept(request_of("Still nothing!", channel="x", **place))
    assert second.case_id == first.case_id
    assert store.cases.get(first.case_id, NOW).follow_up.status == "cancelled"
    earlier = store.cases.conversation(second.case_id, second.turn).earlier
    assert [one.draft_id for one in earlier] == [first.draft_id]
    store.drafts.finish(draft_of(second.draft_id, second.case_id, minutes=9000), "me")
    if not written:
        write_follow_up(store, asked, first.case_id)
    case = store.cases.get(first.case_id, NOW)
    assert case.live_draft == second.draft_id
    assert store.drafts.get(asked).draft.status == "superseded"
    assert case.follow_up.status == "cancelled"


def test_a_case_closed_unsolved_ends_it(store: Store, write: Write) -> None:
    draft = released(store, write())
    store.cases.close(draft.case_id, Outcome.UNSOLVED, None, actor="Ana", now=NOW)
    assert store.follow_ups.begin_due(DUE) == []
    assert store.cases.get(draft.case_id, NOW).follow_up.status == "cancelled"
    solved = released(store, write())
    store.cases.close(solved.case_id, Outcome.SOLVED, None, actor="Ana", now=NOW)
    [asked] = store.follow_ups.begin_due(DUE)
    assert store.follow_ups.asked(asked).solved


def test_it_waits_for_a_draft_that_waits(store: Store, write: Write) -> None:
    draft = released(store, write())
    with store._database.write() as connection:
        connection.execute(text("UPDATE drafts SET status = 'pending_review' WHERE id = :id"), {"id": draft.id})
    assert store.follow_ups.begin_due(DUE) == []
    assert store.cases.get(draft.case_id, NOW).follow_up.status == "scheduled"
    with store._database.write() as connection:
        connection.execute(text("UPDATE drafts SET status = 'released' WHERE id = :id"), {"id": draft.id})
    assert len(store.follow_ups.begin_due(DUE + timedelta(hours=2))) == 1


def left_alone(store: Store, accept: Accept, handle: str = "@troll") -> Draft:
    complaint = Complaint(text="cry more", channel="x", author=Author(handle=handle))
    accepted = accept(request_of("cry more", channel="x", author=Author(handle=handle), url=f"https://x/{handle}"))
    draft = draft_of(accepted.draft_id, accepted.case_id, status="no_reply", complaint=complaint, messages=[])
    assessment = draft.assessment.model_copy(update={"action": Action.DO_NOT_ENGAGE})
    draft = draft.model_copy(update={"assessment": assessment})
    store.drafts.finish(draft, "me")
    return draft


def test_evidence_cannot_be_altered(store: Store, accept: Accept) -> None:
    draft = left_alone(store, accept)
    assert store.evidence.of_case(draft.case_id).author_count == 1
    with pytest.raises(DBAPIError, match="never changed"), store._database.write() as connection:
        connection.execute(text("UPDATE evidence SET snapshot = '{}'"))


def test_a_warning_leads_its_case(store: Store, accept: Accept) -> None:
    draft = left_alone(store, accept)
    assert not store.evidence.was_warned(draft)
    told = {"status": DraftStatus.PENDING_REVIEW, "purpose": Purpose.WARNING, "messages": draft_of("d", "c").messages}
    warned = store.drafts.change(draft.id, 1, lambda one: one.model_copy(update=told))
    assert store.cases.get(draft.case_id, NOW).live_draft == draft.id
    approved = {"status": DraftStatus.APPROVED, "release_at": NOW}
    store.drafts.change(draft.id, warned.version, lambda one: one.model_copy(update=approved))
    assert not store.evidence.was_warned(draft)
    store.releases.release_due(NOW)
    assert store.evidence.was_warned(draft)
    assert not store.evidence.was_warned(left_alone(store, accept, "@other"))


def test_a_database_with_drafts_migrates(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command

    upgrade = command.upgrade
    with monkeypatch.context() as patched:
        patched.setattr(command, "upgrade", lambda config, _: upgrade(config, "0005"))
        migrate(empty_url)
    database = Database(empty_url)
    with database.write() as connection:
        connection.execute(
            text("INSERT INTO cases (id, channel, received_at, opened_at, complaint) VALUES ('cas_1', 'x', 1, 1, '{}')")
        )
        for number, public in enumerate((True, False)):
            draft = draft_of(f"drf_{number}", "cas_1", status="rejected")
            told = draft.model_copy(update={"complaint": Complaint(text="late", channel="x", public=public)})
            connection.execute(
                text(
                    "INSERT INTO drafts (id, case_id, request, accepted_at, tries, exhausted, body, version, status, "
                    "created_at) VALUES (:id, 'cas_1', '{}', 1, 0, :no, :body, 1, 'rejected', 1)"
                ),
                {"id": draft.id, "no": False, "body": told.model_dump_json()},
            )
    database.close()
    store = open_store(empty_url)
    assert store.figures.moderation(None).genuine_complaints == 1
    assert store.cases.get("cas_1", NOW).follow_up is None
    store.close()
