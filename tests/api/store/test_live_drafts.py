"""Never two live drafts for one case, and never none where one was: whatever the order, whoever dies in between."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from api.errors import Conflict
from api.models import Draft, DraftStatus
from api.store.accepting import Accepted
from api.store.engine import Store
from tests.api.store.conftest import NOW, draft_of, request_of

APPROVED = {"status": DraftStatus.APPROVED}


@pytest.fixture
def say(accept: Callable[..., Accepted]) -> Callable[..., Accepted]:
    """Accept another message of one customer in one conversation."""

    def said(text: str, **more: Any) -> Accepted:
        about = {"channel": "x", "author": {"handle": "@ana"}, "url": "https://x.example/t/1"} | more.pop("about", {})
        return accept(request_of(text, **about), **more)

    return said


def finish(store: Store, accepted: Accepted, status: str = "pending_review") -> Draft | None:
    return store.drafts.settle(draft_of(accepted.draft_id, accepted.case_id, status=status), "me")


def approve(store: Store, draft_id: str) -> Draft:
    version = store.drafts.get(draft_id).draft.version
    return store.drafts.change(draft_id, version, lambda draft: draft.model_copy(update=APPROVED), actor="ana")


def standing(store: Store, case_id: str) -> list[str | None]:
    return [one.status for one in store.cases.get(case_id, NOW).drafts]


class Killed(BaseException):
    """Ends a transaction where no handler expects it, as the death of the process does."""


@contextmanager
def killed_at(store: Store, statement: int) -> Iterator[None]:
    """Fail before the n-th statement that the block sends."""
    engine, seen = store.drafts._database.engine, [0]

    def count(*_: object) -> None:
        seen[0] += 1
        if seen[0] == statement:
            raise Killed

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", count)


def test_the_newer_draft_takes_the_place_of_the_older(store, say):
    first, second = say("It is late!"), say("Hello?")
    assert (second.case_id, second.turn) == (first.case_id, 2)
    finish(store, first)
    finish(store, second)
    assert standing(store, first.case_id) == ["superseded", "pending_review"]
    old = store.drafts.get(first.draft_id).draft
    assert (old.superseded_by, old.version) == (second.draft_id, 2)
    assert store.cases.get(first.case_id, NOW).live_draft == second.draft_id
    assert [draft.id for draft in store.drafts.list(status=DraftStatus.PENDING_REVIEW).drafts] == [second.draft_id]
    told = [(one.kind, one.draft_id) for one in store.drafts.events.of_case(first.case_id)]
    assert ("superseded", first.draft_id) in told


def test_one_that_is_finished_late_is_superseded_at_once(store, say):
    first, second, third = say("It is late!"), say("Hello?"), say("Anybody?")
    finish(store, second)
    late = finish(store, first)
    assert (late.status, late.superseded_by) == ("superseded", second.draft_id)
    finish(store, third)
    assert standing(store, first.case_id) == ["superseded", "superseded", "pending_review"]
    assert store.drafts.newer(first.draft_id) == third.draft_id


def test_what_was_approved_stays_so(store, say):
    first = say("It is late!")
    finish(store, first)
    approve(store, first.draft_id)
    assert store.cases.get(first.case_id, NOW).status == "answered"
    second = say("And now it is broken.")
    assert store.cases.get(first.case_id, NOW).status == "open"
    finish(store, second)
    assert standing(store, first.case_id) == ["approved", "pending_review"]
    released = {"status": DraftStatus.RELEASED}
    third = say("Hello?")
    assert store.drafts.change(first.draft_id, 2, lambda d: d.model_copy(update=released)).status == "released"
    assert store.cases.get(third.case_id, NOW).status == "open"


def test_what_needs_no_reply_takes_nobodys_place(store, say):
    first, second = say("It is late!"), say("lol")
    finish(store, first)
    finish(store, second, "no_reply")
    assert standing(store, first.case_id) == ["pending_review", "no_reply"]
    assert approve(store, first.draft_id).status == "approved"


def test_a_decision_on_what_was_superseded_names_the_newer_draft(store, say):
    first, second = say("It is late!"), say("Hello?")
    finish(store, first)
    finish(store, second)
    third = say("Anybody?")

    def overtaken(draft: Draft) -> Draft:
        finish(store, third)
        return draft

    with pytest.raises(Conflict, match="superseded") as caught:
        store.drafts.change(second.draft_id, 1, overtaken)
    assert caught.value.extra["newer_draft"] == third.draft_id


def test_nothing_is_approved_while_a_newer_message_is_being_answered(store, say):
    first = say("It is late!")
    finish(store, first)
    second = say("Hello?")
    with pytest.raises(Conflict, match="being written") as caught:
        approve(store, first.draft_id)
    assert caught.value.extra["newer_draft"] == second.draft_id
    assert standing(store, first.case_id) == ["pending_review", None]
    rejected = {"status": DraftStatus.REJECTED}
    assert store.drafts.change(first.draft_id, 1, lambda d: d.model_copy(update=rejected)).status == "rejected"


@pytest.mark.parametrize("statement", range(1, 9))
def test_who_is_killed_while_finishing_leaves_the_old_draft_live(store, say, statement):
    first, second = say("It is late!"), say("Hello?")
    finish(store, first)
    with suppress(Killed), killed_at(store, statement):
        finish(store, second)
    case = store.cases.get(first.case_id, NOW)
    assert case.live_draft in {first.draft_id, second.draft_id}
    assert [one.status for one in case.drafts].count("pending_review") == 1
    finish(store, second)
    assert standing(store, first.case_id) == ["superseded", "pending_review"]


@pytest.mark.parametrize("statement", range(1, 9))
def test_who_is_killed_while_accepting_leaves_nothing_or_all(store, say, statement):
    first = say("It is late!")
    finish(store, first)
    with suppress(Killed), killed_at(store, statement):
        say("Hello?", idempotency=("k", "a" * 64))
    again = say("Hello?", idempotency=("k", "a" * 64))
    assert (again.case_id, again.turn) == (first.case_id, 2)
    assert standing(store, first.case_id) == ["pending_review", None]


def test_every_order_of_accepting_finishing_and_approving_keeps_one_live(store, say):
    for seed in range(25):
        chance = random.Random(seed)
        about = {"url": f"https://x.example/t/{seed}"}
        accepted: list[Accepted] = []
        approved: set[str] = set()
        for step in range(12):
            match chance.choice(["accept", "finish", "finish", "approve"]):
                case "accept":
                    accepted.append(say(f"Message {step}", about=about))
                case "finish" if accepted:
                    one = chance.choice(accepted)
                    finish(store, one, chance.choice(["pending_review"] * 4 + ["no_reply"]))
                case "approve" if accepted:
                    one = chance.choice(accepted)
                    with suppress(Conflict, AttributeError):
                        if store.drafts.get(one.draft_id).draft.status is DraftStatus.PENDING_REVIEW:
                            approved.add(approve(store, one.draft_id).id)
            _one_live(store, accepted, approved)
        for one in accepted:
            finish(store, one)
        _one_live(store, accepted, approved)


def _one_live(store: Store, accepted: list[Accepted], approved: set[str]) -> None:
    if not accepted:
        return
    assert len({one.case_id for one in accepted}) == 1
    drafts = store.cases.get(accepted[0].case_id, NOW).drafts
    live = [one for one in drafts if one.status == "pending_review"]
    assert len(live) <= 1
    assert {one.id for one in drafts if one.status == "approved"} == approved
    answers = [one for one in drafts if one.status not in {None, "no_reply"}]
    # The newest of those written is never withdrawn: it waits, or was decided.
    assert not answers or answers[-1].status in {"pending_review", "approved"}
    assert not live or live[0].id == answers[-1].id


def test_many_threads_at_once_leave_one_live(store, say):
    barrier, failures = threading.Barrier(6), []

    def work(n: int) -> None:
        try:
            barrier.wait()
            for turn in range(4):
                one = say(f"Message {n} {turn}")
                finish(store, one)
                with suppress(Conflict):
                    store.drafts.change(one.draft_id, 1, lambda d: d, kind="claimed", new_version=False)
        except Exception as error:  # noqa: BLE001 - told to the test
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    page = store.cases.list(now=NOW)
    assert len(page.cases) == 1
    drafts = page.cases[0].drafts
    assert [one.turn for one in drafts] == list(range(1, 25))
    assert [one.status for one in drafts].count("pending_review") == 1
    assert drafts[-1].status == "pending_review"


def test_a_patient_message_of_a_burst_waits_until_it_is_over(store, say):
    first = say("It is late!", patient=True, burst=45.0)
    assert not first.waits
    second = say("Hello?", patient=True, burst=45.0, now=NOW + timedelta(seconds=30))
    assert second.waits
    assert second.draft_id not in store.drafts.take_unfinished("w", NOW + timedelta(seconds=44), 10, 5)
    assert second.draft_id in store.drafts.take_unfinished("w", NOW + timedelta(seconds=46), 10, 5)
    assert not say("And?", patient=True, burst=45.0, now=NOW + timedelta(seconds=50)).waits
    assert not say("Now!", burst=45.0, now=NOW + timedelta(seconds=51)).waits


def test_whoever_joins_gets_a_case_of_their_own_linked_both_ways(store, say):
    first = say("It is late!")
    other = say("Mine too!", about={"author": {"handle": "@ben"}})
    assert other.case_id != first.case_id
    assert not other.alone
    assert store.cases.get(first.case_id, NOW).linked == [other.case_id]
    assert store.cases.get(other.case_id, NOW).linked == [first.case_id]
    assert say("Still!", about={"author": {"handle": "@ben"}}).case_id == other.case_id
    finish(store, first)
    around = store.cases.conversation(other.case_id, other.turn)
    assert around.elsewhere == ["Sorry about the wait."]
    assert around.linked == [first.case_id]
