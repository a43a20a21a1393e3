from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from api.models import Channel, Complaint
from guardrails.inbound.assessment import Topic
from knowledge import samples
from knowledge.brand import Brand, Voice, load_brand
from knowledge.facts import Fact, FactKind, OrderData
from knowledge.ingest import ingest
from knowledge.memory import MemoryRepository
from knowledge.samples import make_orders

FOLDER = samples.sample_dir()
STATUSES = {
    *("placed", "processing", "shipped", "out for delivery", "delivered", "delayed", "lost in transit", "returned"),
    *("partially refunded", "refunded", "refund pending", "cancelled", "on hold", "back-ordered", "ready to collect"),
    "exchanged",
}
DELIVERED = {"delivered", "returned", "partially refunded", "refund pending", "exchanged"}
NOT_SENT = {"placed", "processing", "cancelled", "on hold", "back-ordered", "ready to collect"}
ON_THE_ROAD = {"shipped", "out for delivery", "lost in transit"}
DRAMA = re.compile(r"020 7946 0\d{3}|0161 496 0\d{3}|07700 900\d{3}")
PHONE = re.compile(r"(?<![\d-])\+?\d[\d ]{8,14}\d(?![\d-])")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


ORDERS = rows(samples.ORDERS)
BY_ID = {row["order_id"]: row for row in ORDERS}
CONTACTS = rows(samples.CONTACTS)
COMPLAINTS = rows(samples.COMPLAINTS)
POLICIES = {path.stem: path.read_text(encoding="utf-8") for path in (FOLDER / samples.POLICIES).glob("*.md")}
ALL_TEXT = {
    path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
    for path in FOLDER.rglob("*")
    if path.suffix in {".md", ".jsonl", ".yaml"}
}


def test_the_generator_writes_the_very_file(tmp_path):
    make_orders.main(tmp_path)
    assert (tmp_path / samples.ORDERS).read_bytes() == (FOLDER / samples.ORDERS).read_bytes()


def test_another_seed_gives_other_orders(monkeypatch):
    monkeypatch.setattr(make_orders, "SEED", make_orders.SEED + 1)
    assert make_orders.render() != (FOLDER / samples.ORDERS).read_text(encoding="utf-8")


def test_there_are_enough_orders_of_every_status():
    assert len(ORDERS) >= 320
    assert {row["status"] for row in ORDERS} == STATUSES


def test_order_and_tracking_numbers_are_unique():
    assert len(BY_ID) == len(ORDERS)
    numbers = [row["tracking_number"] for row in ORDERS if "tracking_number" in row]
    assert len(numbers) == len(set(numbers))


def test_an_order_fits_the_contract_and_adds_up():
    for row in ORDERS:
        order = OrderData.model_validate(row)
        paid = sum((item.price * item.quantity for item in order.items), Decimal(row.get("delivery_charge", "0")))
        assert paid == order.total, row["order_id"]
        assert order.items, row["order_id"]
        assert order.currency == "GBP", row["order_id"]
        assert not set(row) - set(OrderData.model_fields) - {"delivery_charge"}, row["order_id"]
        assert row["order_id"].isdecimal(), row["order_id"]


def test_dates_run_forwards_and_stay_in_the_period():
    for row in ORDERS:
        order = OrderData.model_validate(row)
        known = [day for day in (order.placed_on, order.shipped_on, order.delivered_on) if day]
        assert known == sorted(known), row["order_id"]
        assert make_orders.FIRST_DAY <= order.placed_on <= known[-1] <= samples.SNAPSHOT, row["order_id"]
        assert order.promised_by >= order.placed_on, row["order_id"]
        assert (order.carrier is None) == (order.shipped_on is None) == (order.tracking_number is None), row["order_id"]


def test_the_status_agrees_with_the_dates():
    for row in ORDERS:
        order = OrderData.model_validate(row)
        if order.status in DELIVERED:
            assert order.delivered_on, row["order_id"]
        if order.status in NOT_SENT:
            assert not order.shipped_on, row["order_id"]
        if order.status in ON_THE_ROAD:
            assert order.shipped_on, row["order_id"]
            assert not order.delivered_on, row["order_id"]
        if order.status == "delayed":
            assert order.promised_by < samples.SNAPSHOT, row["order_id"]
            assert not order.delivered_on, row["order_id"]
        if order.delivered_on:
            assert order.shipped_on, row["order_id"]


def test_a_refund_is_no_more_than_was_paid_and_came_after_it():
    for row in ORDERS:
        order = OrderData.model_validate(row)
        expected = {"refunded": "issued", "partially refunded": "issued", "refund pending": "approved"}.get(
            order.status
        )
        if expected is None and order.status != "cancelled":
            assert order.refund is None, row["order_id"]
        if order.refund is None:
            assert expected is None, row["order_id"]
            continue
        assert order.refund.status == (expected or "issued"), row["order_id"]
        assert 0 < order.refund.amount <= order.total, row["order_id"]
        assert (order.delivered_on or order.shipped_on or order.placed_on) <= order.refund.on <= samples.SNAPSHOT, row[
            "order_id"
        ]
        if order.status == "partially refunded":
            assert order.refund.amount < order.total, row["order_id"]


def test_nothing_was_sold_after_it_was_withdrawn():
    late = [
        row["order_id"]
        for row in ORDERS
        for item in row["items"]
        if ("Vesla bedside lamp" in item["name"] and row["placed_on"] > "2026-08-14")
        or ("Brisa folding" in item["name"] and row["placed_on"] > "2026-06-30")
    ]
    assert not late


def test_a_contact_detail_belongs_to_one_customer_only():
    for field in ("email", "phone", "handle"):
        owners = {(row["customer"][field], row["customer"]["name"]) for row in ORDERS if field in row["customer"]}
        assert max(Counter(detail for detail, _ in owners).values()) == 1


def test_some_customers_return_and_some_details_are_missing():
    assert max(Counter(row["customer"]["name"] for row in ORDERS).values()) >= 3
    for field in ("email", "phone", "handle", "address"):
        assert 0 < sum(field in row["customer"] for row in ORDERS) < len(ORDERS)


def test_the_order_of_the_documentation_is_there():
    order = BY_ID["58213"]
    assert order["customer"]["handle"] == "@anaruiz"
    assert order["items"][0]["name"] == "Lunde ceramic table lamp, blue"
    assert order["shipped_on"] > order["promised_by"]


def test_there_are_policies_of_realistic_length():
    assert len(POLICIES) >= 14
    for name, text in POLICIES.items():
        assert 400 <= len(text.split()) <= 1100, name


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_a_policy_is_well_formed_markdown(name):
    lines = POLICIES[name].splitlines()
    assert lines[0].startswith("# ")
    assert sum(line.startswith("# ") for line in lines) == 1
    assert sum(line.startswith("## ") for line in lines) >= 4
    tables = re.findall(r"(?:^\|.*\n)+", POLICIES[name], re.MULTILINE)
    for table in tables:
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_every_topic_has_a_contact():
    assert len(CONTACTS) >= 12
    covered = {topic for row in CONTACTS for topic in row["data"]["topics"]}
    assert covered == {topic.value for topic in Topic}


@pytest.mark.parametrize("row", CONTACTS, ids=lambda row: row["id"])
def test_a_contact_says_the_same_in_its_text_and_its_data(row):
    contact = Fact(kind=FactKind.CONTACT, **row).contact()
    assert contact
    given = {contact.name, contact.email, contact.phone, contact.handle} - {None}
    assert all(value in row["text"] for value in given)
    shown = re.findall(r"[\w.]+@[\w.]+\.example", row["text"]) + DRAMA.findall(row["text"])
    assert set(shown) <= given
    assert set(re.findall(r"https://[\w./-]*\w", row["text"])) <= {contact.url}


def test_names_in_the_policies_are_named_contacts():
    known = {row["data"]["name"] for row in CONTACTS if "name" in row["data"]}
    titles = r"([A-Z][a-z]+ [A-Z][a-z]+), (?:Customer Care|Payments|Product Quality|Home Delivery Planning) Manager"
    named = {name for text in POLICIES.values() for name in re.findall(titles, text)}
    assert named
    assert named <= known


def test_ids_are_unique_across_contacts_notes_and_policies():
    ids = [row["id"] for row in CONTACTS] + [row["id"] for row in rows(samples.NOTES)] + list(POLICIES)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("row", rows(samples.NOTES), ids=lambda row: row["id"])
def test_a_note_is_a_fact_that_holds_on_the_day(row):
    note = Fact.model_validate(row)
    assert note.kind is FactKind.NOTE
    assert note.source
    assert note.valid_on(samples.SNAPSHOT)
    assert all(number in BY_ID for number in re.findall(r"\border (\d{5})\b", note.text))


@pytest.mark.parametrize("row", COMPLAINTS, ids=lambda row: row["external_id"])
def test_a_complaint_fits_the_contract_and_its_orders_exist(row):
    complaint = Complaint.model_validate(row)
    assert all(number in BY_ID for number in complaint.order_ids)
    for number in complaint.order_ids:
        assert complaint.received_at.date().isoformat() >= BY_ID[number]["placed_on"]
    assert complaint.received_at.date() <= samples.SNAPSHOT


def test_complaints_cover_every_channel():
    assert len(COMPLAINTS) == 40
    assert {row["channel"] for row in COMPLAINTS} == set(Channel)
    assert len({row["text"] for row in COMPLAINTS}) == 40


def test_most_authors_can_be_found_in_the_orders_they_name():
    known = 0
    naming = [row for row in COMPLAINTS if row.get("order_ids")]
    for row in naming:
        customer = BY_ID[row["order_ids"][0]]["customer"]
        known += any(row["author"].get(field) == value for field, value in customer.items())
    assert len(naming) - 4 <= known < len(naming)


def test_the_brand_file_is_read_and_explains_every_field():
    brand = load_brand(FOLDER / samples.BRAND)
    assert brand.name == "Sedge & Lantern"
    assert brand.voice is Voice.WARM
    lines = (FOLDER / samples.BRAND).read_text(encoding="utf-8").splitlines()
    for field in Brand.model_fields:
        at = next(n for n, line in enumerate(lines) if line.startswith(f"{field}:"))
        assert lines[at - 1].startswith("# ")


@pytest.mark.parametrize("name", sorted(ALL_TEXT))
def test_no_address_or_phone_could_reach_anybody(name):
    text = ALL_TEXT[name]
    hosts = re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", text) + re.findall(r"https?://([^/\s\"]+)", text)
    assert [host for host in hosts if not host.rstrip(".").endswith(".example")] == []
    assert re.findall(r"\bwww\.(?!sedgeandlantern\.example)\S+", text) == []
    numbers = [number for number in PHONE.findall(text) if number.startswith("0") and " " in number]
    assert [number for number in numbers if not DRAMA.fullmatch(number)] == []


def test_all_of_it_is_ingested_without_a_failure():
    repo = MemoryRepository()
    report = ingest(samples.knowledge_paths(), repo)
    assert report.failures == []
    counts = {kind: repo.count(kind) for kind in FactKind}
    assert counts[FactKind.ORDER] == len(ORDERS)
    assert counts[FactKind.CONTACT] == len(CONTACTS)
    assert counts[FactKind.NOTE] == len(rows(samples.NOTES))
    assert counts[FactKind.POLICY] == len(POLICIES)
