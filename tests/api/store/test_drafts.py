from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest

from api.errors import Conflict, IdempotencyClash, InvalidInput, NotFound
from api.models import Draft, DraftStatus, Message
from api.store.engine import Store
from api.store.leases import MAX_TRIES
from tests.api.store.conftest import NOW, draft_of, request_of


def kinds(store: Store, case_id: str) -> list[tuple[str, str]]:
    return [(event.kind, event.actor) for event in store.drafts.events.of_case(case_id)]


class TestAccepting:
    def test_what_is_accepted_is_on_record(self, store, accept):
        request = request_of(channel="x", author={"handle": "@ana"}, order_ids=["1"])
        accepted = accept(request)
        stored = store.drafts.get(accepted.draft_id)
        assert (stored.request, stored.case_id, stored.accepted_at) == (request, accepted.case_id, NOW)
        assert (stored.draft, stored.tries, stored.exhausted) == (None, 1, False)
        assert accepted.fresh
        assert kinds(store, accepted.case_id) == [("accepted", "key_a")]

    def test_ids_sort_by_time_and_are_long(self, accept):
        ids = [accept().draft_id for _ in range(5)]
        times = [draft_id[: len("drf_") + 12] for draft_id in ids]
        assert times == sorted(times)
        assert len(set(ids)) == 5
        assert all(draft_id.startswith("drf_") and len(draft_id) == 36 for draft_id in ids)

    def test_the_same_key_and_body_is_the_same_draft(self, store, accept):
        first = accept(idempotency=("k", "a" * 64))
        again = accept(idempotency=("k", "a" * 64))
        assert (again.draft_id, again.case_id, again.fresh) == (first.draft_id, first.case_id, False)
        assert store.drafts.counts() == {"writing": 1}
        assert len(kinds(store, first.case_id)) == 1

    def test_the_same_key_with_another_body_is_refused_by_name(self, store, accept):
        accept(idempotency=("order-77", "a" * 64))
        with pytest.raises(IdempotencyClash, match="'order-77'"):
            accept(idempotency=("order-77", "b" * 64))
        assert store.drafts.counts() == {"writing": 1}

    def test_keys_belong_to_their_caller(self, accept):
        first = accept(idempotency=("k", "a" * 64), caller="one")
        assert accept(idempotency=("k", "b" * 64), caller="two").draft_id != first.draft_id

    def test_of_many_at_once_exactly_one_wins(self, store, accept):
        barrier = threading.Barrier(12)

        def post(_: int):
            barrier.wait()
            return accept(request_of(external_id="t-1"), idempotency=("k", "a" * 64))

        with ThreadPoolExecutor(12) as pool:
            answers = list(pool.map(post, range(12)))
        assert sum(answer.fresh for answer in answers) == 1
        assert len({(answer.draft_id, answer.case_id) for answer in answers}) == 1
        assert store.drafts.counts() == {"writing": 1}

    def test_the_same_external_id_joins_the_case(self, store, accept):
        first = accept(request_of(external_id="t-1", channel="x"))
        second = accept(request_of("Still waiting!", external_id="t-1", channel="x"))
        elsewhere = accept(request_of(external_id="t-1", channel="email"))
        assert second.case_id == first.case_id != elsewhere.case_id
        assert second.draft_id != first.draft_id
        assert [event.draft_id for event in store.drafts.events.of_case(first.case_id)] == [
            first.draft_id,
            second.draft_id,
        ]

    def test_many_at_once_join_one_case(self, accept):
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda n: accept(request_of(f"Late! {n}", external_id="t-2")), range(24)))
        assert len({answer.case_id for answer in answers}) == 1
        assert len({answer.draft_id for answer in answers}) == 24
        assert sorted(answer.turn for answer in answers) == list(range(1, 25))

    def test_the_very_same_message_is_one_draft(self, accept):
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: accept(request_of(external_id="t-3")), range(24)))
        assert len({(answer.case_id, answer.draft_id) for answer in answers}) == 1
        assert sum(answer.fresh for answer in answers) == 1
        keyed = accept(request_of(external_id="t-3"), idempotency=("k", "a" * 64))
        assert keyed.draft_id == answers[0].draft_id
        assert accept(request_of(external_id="t-3"), idempotency=("k", "a" * 64)).draft_id == keyed.draft_id

    def test_an_empty_external_id_joins_nothing(self, accept):
        assert accept(request_of(external_id="")).case_id != accept(request_of(external_id="")).case_id

    @pytest.mark.parametrize("odd", ["\x00", "\ud800", "ключ 🗝", "k" * 5000, "'; --"])
    def test_odd_keys_and_callers_are_taken(self, accept, odd):
        first = accept(idempotency=(odd, "a" * 64), caller=odd, owner=odd)
        assert accept(idempotency=(odd, "a" * 64), caller=odd).draft_id == first.draft_id
        with pytest.raises(IdempotencyClash):
            accept(idempotency=(odd, "b" * 64), caller=odd)

    def test_long_keys_that_begin_alike_are_told_apart(self, accept):
        first = accept(idempotency=("k" * 300 + "1", "a" * 64))
        assert accept(idempotency=("k" * 300 + "2", "b" * 64)).draft_id != first.draft_id


class TestFinishing:
    def test_the_whole_draft_comes_back(self, store, write):
        draft = write(messages=[Message(audience="private", channel="email", text="Entschuldigung 🙏\n\u2028")])
        assert store.drafts.get(draft.id).draft == draft
        assert kinds(store, draft.case_id) == [("accepted", "key_a"), ("drafted", "me")]

    def test_the_first_to_finish_wins(self, store, write):
        draft = write()
        late = draft.model_copy(update={"messages": []})
        assert store.drafts.finish(late, "another") is False
        assert store.drafts.get(draft.id).draft == draft
        assert len(kinds(store, draft.case_id)) == 2

    def test_of_many_at_once_one_is_kept(self, store, accept):
        accepted = accept()

        def finish(n: int) -> bool:
            message = Message(audience="public", channel="x", text=str(n))
            return store.drafts.finish(draft_of(accepted.draft_id, accepted.case_id, messages=[message]), str(n))

        with ThreadPoolExecutor(8) as pool:
            won = [n for n, first in enumerate(pool.map(finish, range(8))) if first]
        assert [message.text for message in store.drafts.get(accepted.draft_id).draft.messages] == list(map(str, won))

    def test_a_draft_nobody_accepted_cannot_be_finished(self, store):
        with pytest.raises(NotFound, match="drf_none"):
            store.drafts.finish(draft_of("drf_none", "cas_none"), "me")

    @pytest.mark.parametrize("odd", ["\x00", "a\ud800b"])
    def test_odd_text_from_a_model_is_kept_readable(self, store, accept, odd):
        accepted = accept()
        draft = draft_of(accepted.draft_id, accepted.case_id)
        draft.messages[0] = draft.messages[0].model_copy(update={"text": odd})
        assert store.drafts.finish(draft, odd)
        assert store.drafts.get(accepted.draft_id).draft.messages[0].text in {odd, odd.replace("\ud800", "\ufffd")}

    @pytest.mark.parametrize("odd", ["", "\x00", "\ud800", "drf_" + "0" * 10_000])
    def test_odd_ids_are_unknown(self, store, odd):
        assert store.drafts.get(odd) is None
        with pytest.raises(NotFound):
            store.drafts.change(odd, 1, lambda draft: draft)
        assert store.drafts.events.of_case(odd) == []
        assert store.drafts.newer(odd) is None


class TestChanging:
    def test_a_change_is_the_next_version_and_told(self, store, write):
        draft = write()
        changed = store.drafts.change(
            draft.id,
            1,
            lambda d: d.model_copy(update={"status": DraftStatus.APPROVED}),
            actor="ana",
            data={"why": "ok"},
        )
        assert (changed.version, changed.status) == (2, "approved")
        assert changed.updated_at > draft.updated_at
        assert store.drafts.get(draft.id).draft == changed
        last = store.drafts.events.of_case(draft.case_id)[-1]
        assert (last.kind, last.actor, last.draft_id) == ("approved", "ana", draft.id)
        told = {name: last.data[name] for name in ("version", "status", "verdict", "why")}
        assert told == {"version": 2, "status": "approved", "verdict": "pass", "why": "ok"}

    def test_a_stale_version_is_told_the_current_one(self, store, write):
        draft = write()
        store.drafts.change(draft.id, 1, lambda d: d)
        with pytest.raises(Conflict, match="at version 2, not 1") as caught:
            store.drafts.change(draft.id, 1, lambda d: d)
        assert caught.value.extra == {"current_version": 2}

    def test_of_many_reviewers_one_decides(self, store, write):
        draft = write()
        barrier = threading.Barrier(8)

        def approve(n: int) -> str:
            def slowly(d: Draft) -> Draft:
                barrier.wait()
                return d.model_copy(update={"reason": str(n)})

            try:
                return store.drafts.change(draft.id, 1, slowly, actor=str(n)).reason
            except Conflict:
                return ""

        with ThreadPoolExecutor(8) as pool:
            won = [answer for answer in pool.map(approve, range(8)) if answer]
        assert won == [store.drafts.get(draft.id).draft.reason]
        assert len(store.drafts.events.of_case(draft.case_id)) == 3

    @pytest.mark.parametrize("new_version", [True, False])
    def test_a_change_during_a_change_is_a_conflict(self, store, write, new_version):
        draft = write()

        def overtaken(d: Draft) -> Draft:
            store.drafts.change(draft.id, 1, lambda other: other, new_version=new_version)
            return d

        with pytest.raises(Conflict):
            store.drafts.change(draft.id, 1, overtaken, new_version=new_version)

    def test_a_mutation_cannot_move_a_draft(self, store, write):
        draft = write()
        moved = {"id": "drf_other", "case_id": "cas_other", "version": 9}
        changed = store.drafts.change(draft.id, 1, lambda d: d.model_copy(update=moved))
        assert (changed.id, changed.case_id, changed.version) == (draft.id, draft.case_id, 2)

    def test_what_a_mutation_raises_changes_nothing(self, store, write):
        draft = write()

        def spoil(d: Draft) -> Draft:
            d.messages.clear()
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            store.drafts.change(draft.id, 1, spoil)
        assert store.drafts.get(draft.id).draft == draft

    def test_what_is_being_written_cannot_be_changed(self, store, accept):
        with pytest.raises(Conflict, match="still being written"):
            store.drafts.change(accept().draft_id, 1, lambda d: d)


class TestListing:
    @pytest.mark.parametrize(("sort", "order"), [("created", [4, 3, 2, 1, 0]), ("respond_by", [0, 1, 2, 3, 4])])
    def test_pages_join_without_gap_or_repeat(self, store, write, sort, order):
        minutes = [2, 0, 1, 0, 2]
        ids = [draft.id for draft in sorted((write(minutes=m) for m in minutes), key=lambda d: (d.created_at, d.id))]
        seen, cursor = [], None
        while True:
            page = store.drafts.list(limit=2, cursor=cursor, sort=sort)
            seen += [draft.id for draft in page.drafts]
            if (cursor := page.next_cursor) is None:
                break
        assert seen == [ids[n] for n in order]

    def test_a_draft_that_arrives_meanwhile_shifts_nothing(self, store, write):
        old = [write(minutes=n).id for n in range(4)]
        page = store.drafts.list(limit=2)
        write(minutes=9)
        rest = store.drafts.list(limit=2, cursor=page.next_cursor)
        assert [draft.id for draft in [*page.drafts, *rest.drafts]] == old[::-1]
        assert rest.next_cursor is None

    def test_by_status(self, store, write, accept):
        accept()
        approved = write(status="approved")
        write()
        assert [draft.id for draft in store.drafts.list(DraftStatus.APPROVED).drafts] == [approved.id]
        assert store.drafts.list(DraftStatus.REJECTED).drafts == []
        assert len(store.drafts.list().drafts) == 2
        assert store.drafts.counts() == {"writing": 1, "approved": 1, "pending_review": 1}

    @pytest.mark.parametrize(
        "cursor", ["", "x", "ü", "\ud800", "bm90IGpzb24", "WyJjcmVhdGVkIiwxXQ", "WyJjcmVhdGVkIiwiMSIsMV0", "W10" * 5000]
    )
    def test_a_cursor_that_is_none_of_ours_is_refused(self, store, cursor):
        with pytest.raises(InvalidInput, match="does not continue"):
            store.drafts.list(cursor=cursor)

    def test_a_cursor_of_another_sort_is_refused(self, store, write):
        write()
        write()
        cursor = store.drafts.list(limit=1).next_cursor
        with pytest.raises(InvalidInput, match="sorted by respond_by"):
            store.drafts.list(limit=1, cursor=cursor, sort="respond_by")

    @pytest.mark.parametrize("limit", [-1, 0, 10**9])
    def test_a_limit_beyond_reason_is_bounded(self, store, write, limit):
        write()
        assert len(store.drafts.list(limit=limit).drafts) == 1


class TestLeases:
    def test_only_what_nobody_writes_is_taken(self, store, accept):
        dead, alive, later = accept(lease=10), accept(lease=10, owner="you"), accept(lease=0)
        now = NOW + timedelta(seconds=9)
        assert store.drafts.take_unfinished("sweep", now, 10, 10) == [later.draft_id]
        assert store.drafts.renew([alive.draft_id, later.draft_id], "you", 10, now) == {alive.draft_id}
        now = NOW + timedelta(seconds=11)
        assert store.drafts.take_unfinished("sweep", now, 10, 10) == [dead.draft_id]
        assert store.drafts.get(dead.draft_id).tries == 2

    def test_each_goes_to_one_taker(self, store, accept):
        ids = {accept(lease=0).draft_id for _ in range(60)}
        with ThreadPoolExecutor(6) as pool:
            taken = list(pool.map(lambda n: store.drafts.take_unfinished(f"o{n}", NOW, 10, 7), range(18)))
        counted = Counter(draft_id for some in taken for draft_id in some)
        assert set(counted) <= ids
        assert set(counted.values()) == {1}
        taken_later = store.drafts.take_unfinished("last", NOW, 10, 100)
        assert set(taken_later) | set(counted) == ids

    def test_at_most_the_limit_longest_waiting_first(self, store, accept):
        ids = [accept(lease=n).draft_id for n in (3, 1, 2)]
        assert store.drafts.take_unfinished("o", NOW + timedelta(seconds=9), 10, 2) == sorted(ids[1:])

    def test_the_finished_are_never_taken(self, store, write):
        write()
        assert store.drafts.take_unfinished("o", NOW + timedelta(days=1), 10, 10) == []

    def test_after_so_many_tries_it_is_given_up_and_settled(self, store, accept):
        draft_id = accept(lease=0).draft_id
        now = NOW
        for _ in range(MAX_TRIES):
            assert store.drafts.take_unfinished("o", now, 10, 10) == [draft_id]
            assert store.drafts.take_exhausted("o", now, 10, 10) == []
            now += timedelta(seconds=11)
        assert store.drafts.take_unfinished("o", now, 10, 10) == []
        assert store.drafts.get(draft_id).exhausted
        assert not store.drafts.claim(draft_id, "o", 10, now)
        assert store.drafts.take_exhausted("o", now, 10, 10) == [draft_id]
        assert store.drafts.take_exhausted("p", now, 10, 10) == []
        stored = store.drafts.get(draft_id)
        assert store.drafts.finish(draft_of(draft_id, stored.case_id), "o")
        assert store.drafts.take_exhausted("o", now + timedelta(days=1), 10, 10) == []

    def test_a_claim_is_for_whoever_comes_first_or_has_it(self, store, accept):
        draft_id = accept(lease=0).draft_id
        assert store.drafts.claim(draft_id, "a", 10, NOW)
        assert not store.drafts.claim(draft_id, "b", 10, NOW)
        assert store.drafts.claim(draft_id, "a", 10, NOW)
        assert store.drafts.get(draft_id).tries == 1
        assert store.drafts.claim(draft_id, "b", 10, NOW + timedelta(seconds=11))
        assert store.drafts.get(draft_id).tries == 2

    def test_what_is_released_can_be_taken_after_the_delay(self, store, accept):
        draft_id = accept().draft_id
        store.drafts.release([draft_id], "you", NOW)
        assert store.drafts.take_unfinished("o", NOW, 10, 10) == []
        store.drafts.release([draft_id], "me", NOW, delay=3)
        assert store.drafts.take_unfinished("o", NOW + timedelta(seconds=2), 10, 10) == []
        assert store.drafts.take_unfinished("o", NOW + timedelta(seconds=3), 10, 10) == [draft_id]


class TestEvents:
    def test_they_are_numbered_in_order_and_paged(self, store, accept):
        case_id = accept().case_id
        for n in range(3):
            store.drafts.events.add(
                case_id, "note", actor="ana\ud800\x00", now=NOW, data={"n": n, "text": "\x00\udfff"}
            )
        events = store.drafts.events.of_case(case_id)
        assert all(one.id < two.id for one, two in pairwise(events))
        assert [event.data.get("n") for event in events] == [None, 0, 1, 2]
        rest = store.drafts.events.of_case(case_id, after=events[1].id, limit=1)
        assert rest == [events[2]]
