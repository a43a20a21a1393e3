"""The cases of incidents as lines and figures, on both databases."""

from __future__ import annotations

from datetime import timedelta

from api.cases.incidents import Key, Sighting
from api.models import Author, Complaint
from api.store.incident_cases import Counted
from api.store.incidents import Opening
from tests.api.store.conftest import NOW, draft_of

OPENING = Opening(Key("delivery", cause="late"), "You're not the only one.", "en")


def sighted(store, accept, minutes: float, name: str, *, written: bool = True) -> str:
    accepted = accept()
    sighting = Sighting(accepted.case_id, NOW + timedelta(minutes=minutes), "delivery", "late")
    complaint = Complaint(text=f"{name}'s parcel is late!", author=Author(name=name, handle=f"@{name}"))
    draft = draft_of(accepted.draft_id, accepted.case_id, complaint=complaint)
    if written:
        assert store.drafts.settle(draft, "me", sighting)
    return accepted.case_id


def test_its_cases_are_lines_the_latest_first(store, accept):
    ids = [sighted(store, accept, minutes, name) for minutes, name in ((0, "Ana"), (20, "Bo"), (10, "Cy"))]
    incident = store.incidents.open(OPENING, ids, actor="lea", now=NOW)
    told = store.incident_cases.of(incident)
    assert [one.name for one in told] == ["Bo", "Cy", "Ana"]
    assert [one.line for one in told] == [f"{name}'s parcel is late!" for name in ("Bo", "Cy", "Ana")]
    assert {one.status for one in told} == {"pending_review"}
    assert (told[0].at, told[0].case_status, told[0].rewriting) == (NOW + timedelta(minutes=20), "open", None)
    assert len(store.incident_cases.of(incident, limit=2)) == 2


def test_a_case_whose_draft_is_being_written_has_no_line_yet(store, accept):
    case_id = sighted(store, accept, 0, "Ana", written=False)
    incident = store.incidents.open(OPENING, [case_id], actor="lea", now=NOW)
    (told,) = store.incident_cases.of(incident)
    assert (told.case_id, told.draft_id, told.status, told.line) == (case_id, None, None, None)


def test_cases_are_counted_within_a_stretch_of_time(store, accept):
    ids = [sighted(store, accept, minutes, f"n{minutes}") for minutes in (-130, -120, -5, 0, 5)]
    incident = store.incidents.open(OPENING, ids, actor="lea", now=NOW)
    counted = store.incident_cases.counted(incident, NOW - timedelta(hours=2), NOW)
    assert counted == Counted(2, NOW + timedelta(minutes=5))
    empty = store.incidents.open(OPENING, [], actor="lea", now=NOW)
    assert store.incident_cases.counted(empty, NOW, NOW) == Counted(0, None)


def test_open_incidents_are_counted(store):
    assert store.incident_cases.open_ones() == 0
    first, _ = (store.incidents.open(OPENING, [], actor="lea", now=NOW) for _ in range(2))
    assert store.incident_cases.open_ones() == 2
    store.incidents.close(first, actor="lea", now=NOW)
    assert store.incident_cases.open_ones() == 1
