"""Sightings and incidents, on both databases."""

from __future__ import annotations

import random
import threading
from datetime import timedelta
from time import perf_counter

import pytest
from sqlalchemy import insert, select

from api.cases.incidents import IncidentStatus, Key, Sighting
from api.drafting.grouping import Groups
from api.errors import Conflict, NotFound
from api.models import Complaint
from api.store import tables
from api.store.incidents import IncidentStore, Opening
from api.store.moments import to_micros
from guardrails.inbound.assessment import Assessment
from knowledge.brand import Brand
from knowledge.embeddings import WordLlamaEmbedder
from tests.api.store.conftest import NOW, draft_of

KEY = Key("delivery", cause="late")
WINDOW = timedelta(hours=2)
OPENING = Opening(KEY, "You're not the only one.", "en")


@pytest.fixture
def sighted(store, accept):
    """Write a case's draft, with what its complaint is about."""

    def made(*, minutes: float = 0, incident_id: str | None = None, finished: bool = True, **about) -> str:
        accepted = accept()
        at = NOW + timedelta(minutes=minutes)
        draft = draft_of(accepted.draft_id, accepted.case_id, incident_id=incident_id)
        sighting = Sighting(accepted.case_id, at, **({"topic": "delivery", "cause": "late"} | about))
        if finished:
            assert store.drafts.settle(draft, "me", sighting)
        return accepted.case_id

    return made


def everything(found: list[Sighting]) -> list[Sighting]:
    return found


def told(store, case_id: str) -> tuple[bool, str | None]:
    around = store.sightings.around(Sighting(case_id, NOW, "delivery"), 3)
    return around.known, around.incident_id


def recent(store, most: int, **about: str) -> int:
    return store.sightings.around(Sighting("cas_x", NOW, "delivery", **about), most).recent


class TestSightings:
    def test_a_case_is_sighted_once(self, store, sighted):
        case_id = sighted()
        assert told(store, case_id) == (True, None)
        assert told(store, "cas_none") == (False, None)
        assert [one.case_id for one in store.sightings.window(KEY, NOW, WINDOW)] == [case_id]

    def test_the_window_ends_and_begins(self, store, sighted):
        old, new, late = (sighted(minutes=minutes) for minutes in (-121, -60, 5))
        assert [one.case_id for one in store.sightings.window(KEY, NOW, WINDOW)] == [new]
        assert {old, late}.isdisjoint([one.case_id for one in store.sightings.window(Key("delivery"), NOW, WINDOW)])

    def test_history_counts_before_the_window_and_in_the_same_hour_of_other_weeks(self, store, sighted):
        for days in (27, 21, 14, 7, 3):
            sighted(minutes=-days * 1440)
        sighted(minutes=-10)
        sighted(minutes=-14 * 1440, cause="damaged")
        history = store.sightings.history(KEY, NOW, WINDOW)
        assert (history.count, history.weekly) == (5, 3)
        assert history.windows == pytest.approx(27 * 12 - 1)
        assert history.weekly_windows == 8

    def test_others_like_it_are_counted_no_further_than_asked(self, store, sighted):
        for n in range(5):
            sighted(minutes=-n * 60)
        sighted(minutes=-8 * 1440)
        sighted(cause="damaged", about="lamp")
        assert recent(store, 3, cause="late") == 3
        assert recent(store, 9, cause="late") == 5
        assert recent(store, 9, cause="late", about="lamp") == 6
        assert recent(store, 9) == 0

    def test_erasing_takes_the_words_and_leaves_the_rest(self, store, sighted):
        from api.audit.erasure import Wish, erase

        case_id = sighted(about="lamp", vector=b"1234")
        erase(store, Wish(case_ids=[case_id]), actor="a")
        row = store.sightings.window(KEY, NOW, WINDOW)[0]
        assert (row.case_id, row.cause, row.about, row.vector) == (case_id, "late", None, None)


class TestOpening:
    def test_of_several_at_once_one_opens_it(self, store, sighted):
        cases = {sighted() for _ in range(6)}
        opened: list[str | None] = []

        def look() -> None:
            opened.append(
                store.incidents.open_spike(
                    OPENING, NOW, WINDOW, lambda found: found if len(found) >= 5 else [], now=NOW
                )
            )

        threads = [threading.Thread(target=look) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (incident_id,) = [one for one in opened if one]
        incident = store.incidents.get(incident_id)
        assert set(incident.case_ids) == cases
        assert (incident.cases, incident.opened_by, incident.status) == (6, "service", "open")
        for case_id in cases:
            told = [(one.kind, one.data) for one in store.drafts.events.of_case(case_id)]
            assert told[-1] == ("incident joined", {"incident": incident_id})
        assert store.audit.verify().broken is None

    def test_a_new_case_joins_while_it_is_open(self, store, sighted):
        incident_id = store.incidents.open(OPENING, [], actor="lead", now=NOW)
        inside = sighted(incident_id=incident_id)
        assert store.incidents.get(incident_id).case_ids == [inside]
        assert [one.kind for one in store.drafts.events.of_case(inside)][-1] == "incident joined"
        store.incidents.close(incident_id, actor="lead", now=NOW)
        assert told(store, sighted(incident_id=incident_id)) == (True, None)

    def test_cases_that_nobody_knows_are_named(self, store):
        with pytest.raises(NotFound, match="cas_none"):
            store.incidents.open(OPENING, ["cas_none"], actor="lead", now=NOW)
        assert store.incidents.list(None, None, 10).incidents == []
        with pytest.raises(NotFound, match="inc_none"):
            store.incidents.get("inc_none")

    def test_pages_lead_through_all_of_them(self, store):
        made = [store.incidents.open(OPENING, [], actor="lead", now=NOW + timedelta(minutes=n)) for n in range(5)]
        store.incidents.close(made[0], actor="lead", now=NOW)
        seen, cursor = [], None
        while True:
            page = store.incidents.list(None, cursor, 2)
            seen += [one.id for one in page.incidents]
            if (cursor := page.next_cursor) is None:
                break
        assert seen == made[::-1]
        assert [one.id for one in store.incidents.list(IncidentStatus.CLOSED, None, 10).incidents] == [made[0]]


class TestTheLine:
    def test_waiting_drafts_are_taken_by_one_and_settled_once(self, store, sighted):
        incident_id = store.incidents.open(OPENING, [sighted(), sighted()], actor="lead", now=NOW)
        assert store.incidents.open_line(incident_id).fact is None
        store.incidents.approve(incident_id, "A line.", "en", actor="lead", now=NOW)
        assert store.incidents.open_line(incident_id).fact.text == "A line."
        assert store.incidents.get(incident_id).rewriting.waiting == 2
        lease = timedelta(seconds=60)
        taken = store.incidents.take_rewriting(NOW, lease, 10)
        assert len(taken) == 2
        assert store.incidents.take_rewriting(NOW, lease, 10) == []
        assert len(store.incidents.take_rewriting(NOW + lease, lease, 10)) == 2  # whoever took them died
        store.incidents.settle_rewriting(taken[0], "done", None, now=NOW)
        store.incidents.settle_rewriting(taken[1], "left", "ana holds it", now=NOW)
        store.incidents.settle_rewriting(taken[1], "left", "ana holds it", now=NOW)
        told = store.incidents.get(incident_id).rewriting
        assert (told.waiting, told.rewritten, told.left) == (0, 1, 1)
        kinds = [one.kind for one in store.drafts.events.of_case(taken[1].case_id)]
        assert kinds.count("incident line left out") == 1

    def test_a_draft_that_was_being_written_when_the_line_came_is_written_again(self, store, accept):
        incident_id = store.incidents.open(OPENING, [], actor="lead", now=NOW)
        accepted = accept()
        draft = draft_of(accepted.draft_id, accepted.case_id, incident_id=incident_id)
        store.incidents.approve(incident_id, "A line.", "en", actor="lead", now=NOW)
        store.drafts.settle(draft, "me", Sighting(accepted.case_id, NOW, "delivery", "late"))
        assert [one.draft_id for one in store.incidents.take_rewriting(NOW, WINDOW, 9)] == [accepted.draft_id]
        line = store.incidents.open_line(incident_id).fact
        again = accept()
        given = draft_of(again.draft_id, again.case_id, incident_id=incident_id, facts=[line])
        store.drafts.settle(given, "me", Sighting(again.case_id, NOW, "delivery", "late"))
        assert store.incidents.take_rewriting(NOW, WINDOW, 9) == []

    def test_a_closed_incident_gives_nothing_and_changes_no_more(self, store, sighted):
        incident_id = store.incidents.open(OPENING, [sighted()], actor="lead", now=NOW)
        store.incidents.approve(incident_id, "A line.", "en", actor="lead", now=NOW)
        store.incidents.close(incident_id, actor="lead", now=NOW)
        assert store.incidents.open_line(incident_id) is None
        assert store.incidents.lines([f"incident-{incident_id}"]) == {}
        assert store.incidents.take_rewriting(NOW + WINDOW, WINDOW, 9) == []
        for change in (
            lambda: store.incidents.close(incident_id, actor="lead", now=NOW),
            lambda: store.incidents.approve(incident_id, "Another.", "en", actor="lead", now=NOW),
            lambda: store.incidents.move(incident_id, [], [], actor="lead", now=NOW),
        ):
            with pytest.raises(Conflict, match="closed"):
                change()


def test_ten_thousand_open_cases_cost_a_draft_little(store) -> None:
    rng = random.Random(3)
    embedder = WordLlamaEmbedder()
    vector = embedder.embed(["my lamp never arrived"])[0].astype("float16").tobytes()
    causes, things = ("late", "not_arrived", "damaged", None), ("lamp", "sofa", "table", None)
    cases, sightings = [], []
    for n in range(10_000):
        case_id, at = f"cas_{n:06}", to_micros(NOW - timedelta(minutes=rng.uniform(0, 28 * 1440)))
        cases.append(
            {"id": case_id, "channel": "x", "received_at": at, "opened_at": at, "complaint": "{}", "status": "open"}
        )
        topic = rng.choice(("delivery", "delivery", "product"))
        about = {"cause": rng.choice(causes), "about": rng.choice(things), "vector": vector}
        sightings.append({"case_id": case_id, "at": at, "topic": topic, "incident_id": None} | about)
    database = store.drafts._database
    with database.write() as connection:
        connection.execute(insert(tables.cases), cases)
        connection.execute(insert(tables.sightings), sightings)
        database.expect_growth(connection, tables.sightings, len(sightings))
    groups = Groups(store.sightings, store.incidents, embedder, Brand)
    told = {"kind": "complaint", "legitimacy": "genuine", "severity": "low", "topic": "delivery"}
    assessment = Assessment(**told, action="reply_public", respond_by=NOW, cause="late", about="lamp")
    complaint = Complaint(text="My lamp is late.")
    spent = []
    for n in range(60):
        begun = perf_counter()
        placed = groups.placed(f"cas_new{n}", assessment, complaint, NOW)
        sighting = groups._sighting(f"cas_new{n}", assessment, complaint, NOW)
        groups.look(sighting, NOW)
        spent.append(perf_counter() - begun)
        assert placed.assessment.scope == "recurring"
    assert min(spent) < 0.01, spent  # 1 to 2 ms on a quiet machine
    with database.read() as connection:
        assert connection.execute(select(tables.incidents)).all() == []


def test_a_large_incident_is_closed_in_a_moment(store) -> None:
    cases = [
        {"id": f"cas_{n:06}", "channel": "x", "received_at": 1, "opened_at": 1, "complaint": "{}"} for n in range(500)
    ]
    with store.drafts._database.write() as connection:
        connection.execute(insert(tables.cases), cases)
    begun = perf_counter()
    incident_id = store.incidents.open(OPENING, [one["id"] for one in cases], actor="lead", now=NOW)
    store.incidents.close(incident_id, actor="lead", now=NOW)
    assert perf_counter() - begun < 8
    assert IncidentStore(store.drafts._database).get(incident_id).cases == 500
