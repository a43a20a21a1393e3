from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.bootstrap import build
from api.models import Complaint, Draft, DraftRequest, Reviewed
from api.services import Services
from api.settings import Settings
from evals.harvest import harvest_from_store
from evals.harvest.pseudonyms import pseudonyms_for, same_shape
from evals.suites import cases_of, load
from knowledge.facts import Fact, FactKind, OrderData
from knowledge.orders import fact_from_order

ORDER = {
    "order_id": "58213",
    "status": "shipped",
    "shipped_on": "2026-05-06",
    "carrier": "Swiftline",
    "tracking_number": "SW987654321",
    "customer": {"name": "Ana Ruiz", "email": "ana.ruiz@post.example", "handle": "@anaruiz", "phone": "07700 900123"},
}
SAID = "I'm Ana Ruiz (@anaruiz), order 58213, ana.ruiz@post.example, ring 07700 900123. My lamp never arrived!"
PERSONAL = ("Ana", "Ruiz", "anaruiz", "58213", "ana.ruiz@post.example", "900123", "SW987654321")


@pytest.fixture
def services(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setenv("AMENDS_DATA_DIR", str(data_dir))
    built = build(Settings(data_dir=data_dir), deferred=False)
    yield built
    built.close()


def drafted(services: Services) -> Draft:
    request = DraftRequest(
        complaint=Complaint.model_validate(
            {"text": SAID, "channel": "x", "author": {"name": "Ana Ruiz", "handle": "@anaruiz"}, "order_ids": ["58213"]}
        ),
        facts=[fact_from_order(OrderData.model_validate(ORDER))],
    )
    return services.desk.complete(services.desk.accept(request, caller="test"), request)


def harvested(tmp_path: Path) -> tuple[str, int]:
    out = tmp_path / "cases.yaml"
    count = harvest_from_store(out, 100)
    assert cases_of(load(out), out) == []
    return " ".join(out.read_text(encoding="utf-8").split()), count  # long lines are folded where it happens


def test_a_rejected_draft_becomes_candidates_without_personal_data(services: Services, tmp_path: Path):
    draft = drafted(services)
    services.decisions.reject(draft.id, draft.version, "Ana Ruiz asked for order 58213 by name", actor="maya")
    text, count = harvested(tmp_path)
    assert count == len(draft.messages)
    assert "status: candidate" in text
    assert "rejected: " in text
    assert not [value for value in (*PERSONAL, "maya") if value.casefold() in text.casefold()]


def test_an_edited_draft_is_told_before_and_after(services: Services, tmp_path: Path):
    draft = drafted(services)
    messages = [Reviewed(audience=one.audience, text=one.text) for one in draft.messages]
    edited = messages[0].text.replace("Hi Ana", "Hello Ana") + " We are so sorry."
    messages[0] = Reviewed(audience=messages[0].audience, text=edited)
    services.decisions.approve(draft.id, draft.version, messages, actor="maya")
    text, count = harvested(tmp_path)
    assert count == 2
    assert "a reviewer put this into other words" in text
    assert "We are so sorry." in text
    assert not [value for value in PERSONAL if value.casefold() in text.casefold()]


def test_a_draft_approved_as_it_was_teaches_nothing(services: Services, tmp_path: Path):
    draft = drafted(services)
    services.decisions.approve(draft.id, draft.version, None, actor="maya")
    assert harvested(tmp_path)[1] == 0


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Dear ANA, order #58213 and SW987654321.", "Dear Sam, order #12345 and XX123456789."),
        ("Banana Ruizling", "Banana Ruizling"),
        ("Write to bob@home.example or ring 07700 900999.", "Write to someone@mail.example or ring 07700 900000."),
        ("Ask @bob_k about case TX-4711-22.", "Ask @someone about case XX-1234-56."),
        ("It cost £1,234.50 on 6 May 2026.", "It cost £1,234.50 on 6 May 2026."),
        ("Mail care@lumen.example.", "Mail care@lumen.example."),
    ],
)
def test_stand_ins_keep_the_look_of_what_they_replace(said: str, left: str):
    contact = Fact(id="care", kind=FactKind.CONTACT, text="Write to us.", data={"email": "care@lumen.example"})
    order = fact_from_order(OrderData.model_validate(ORDER))
    people = pseudonyms_for(
        Complaint.model_validate({"text": "x", "author": {"name": "Ms Ana Ruiz"}}), [order, contact]
    )
    assert people.applied(said) == left


def test_a_number_keeps_its_shape():
    assert same_shape("SW-58213/x") == "XX-12345/X"
