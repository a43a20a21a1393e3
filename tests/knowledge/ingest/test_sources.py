from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts import FactKind
from knowledge.ingest import READERS, read_bytes

ORDERS = b"""order_id,status,date,total,items,customer.name,customer_email,handle,colour
58213,shipped,2026-11-03,"\xc2\xa389.00",Lunde lamp x2 @ 44.50; Cable,Ana Ruiz,ana@mail.example,@anaruiz,blue
58214,late,03/04/2026,5,Lamp,,,,
58215,sent,2026-11-03,lots,Lamp,,,,
,sent,2026-11-03,5,Lamp,,,,
58216,sent,2026-11-04,12,"[{""name"": ""Sofa"", ""price"": 12}]",,,,
"""


def test_orders_from_a_table() -> None:
    read = read_bytes("orders.csv", ORDERS)
    first, second = (fact.order() for fact in read.facts)
    assert first is not None
    assert second is not None
    assert (first.order_id, str(first.total), first.currency) == ("58213", "89.00", "GBP")
    assert [(item.name, item.quantity) for item in first.items] == [("Lunde lamp", 2), ("Cable", 1)]
    assert first.customer is not None
    assert (first.customer.name, first.customer.email, first.customer.handle) == (
        "Ana Ruiz",
        "ana@mail.example",
        "@anaruiz",
    )
    assert first.model_extra == {"colour": "blue"}
    assert second.items[0].name == "Sofa"


def test_bad_rows_are_told_with_line_value_and_reason_and_keep_their_place() -> None:
    read = read_bytes("orders.csv", ORDERS)
    assert [str(failure) for failure in read.failures] == [
        "orders.csv:3: placed_on: '03/04/2026' could be two days; write it as 2026-MM-DD",
        "orders.csv:4: total: 'lots' is not an amount",
        "orders.csv:5: order_id: missing; every order needs one",
    ]
    assert read.kept == ["order-58214", "order-58215"]


def test_one_row_an_item() -> None:
    content = b"order_id,item,quantity,price,email\n1,Lamp,2,5.00,a@b.example\n1,Sofa,1,900,\n2,Cable,,,\n"
    read = read_bytes("orders.csv", content)
    one, two = (fact.order() for fact in read.facts)
    assert one is not None
    assert two is not None
    assert [(item.name, item.quantity, str(item.price)) for item in one.items] == [
        ("Lamp", 2, "5.00"),
        ("Sofa", 1, "900"),
    ]
    assert one.customer is not None
    assert len(two.items) == 1
    assert "Sofa" in read.facts[0].text


@pytest.mark.parametrize(
    ("name", "content", "kind", "ids"),
    [
        ("x.jsonl", b'{"order_id": 5}', FactKind.ORDER, ["order-5"]),
        ("x.jsonl", b'{"id": "p", "text": "We refund."}', FactKind.POLICY, ["p"]),
        ("x.jsonl", b'{"title": "Refunds", "text": "We refund."}', FactKind.POLICY, ["x-refunds"]),
        ("x.jsonl", b'{"id": "c", "text": "Ring us", "data": {"phone": "020 7946 0110"}}', FactKind.CONTACT, ["c"]),
        ("x.jsonl", b'{"team": "Delivery Desk", "email": "d@shop.example"}', FactKind.CONTACT, ["x-delivery-desk"]),
        ("x.jsonl", b'{"kind": "note", "id": "n", "text": "Verified."}', FactKind.NOTE, ["n"]),
        ("contacts.jsonl", b'{"id": "c", "text": "Write to a@b.example"}', FactKind.CONTACT, ["c"]),
        ("notes/x.csv", b"id,text\nn,Verified.", FactKind.NOTE, ["n"]),
        ("policies/returns.md", b"# Returns\n\nSend it back.", FactKind.POLICY, ["returns"]),
        ("uk/Returns Policy.txt", b"Send it back.", FactKind.POLICY, ["uk/returns-policy"]),
        ("a.md", b"---\nid: my-id\nkind: note\n---\nVerified.", FactKind.NOTE, ["my-id"]),
        (
            "contacts.md",
            b"# Contacts\n\n## Care\n\na@b.example\n\n## Desk\n\n020 7946 0110",
            FactKind.CONTACT,
            ["contacts-care", "contacts-desk"],
        ),
    ],
)
def test_kinds_and_ids(name: str, content: bytes, kind: FactKind, ids: list[str]) -> None:
    read = read_bytes(name, content)
    assert read.failures == []
    assert [(fact.kind, fact.id) for fact in read.facts] == [(kind, fact_id) for fact_id in ids]


def test_the_caller_may_say_the_kind_and_the_row_knows_better() -> None:
    content = b'{"id": "a", "text": "One."}\n{"kind": "policy", "id": "b", "text": "Two."}'
    read = read_bytes("x.jsonl", content, kind="note")
    assert [fact.kind for fact in read.facts] == [FactKind.NOTE, FactKind.POLICY]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (
            "x.jsonl",
            b'{"text": "where is it", "author": {"handle": "a"}, "channel": "x", "url": "u"}',
            "neither an order",
        ),
        ("x.jsonl", b'{"kind": "weather", "text": "x"}', "'weather' is none of"),
        ("x.jsonl", b'{"id": "p", "text": "x", "valid_from": "soon"}', "valid_from: 'soon' is not a date"),
        ("x.jsonl", b'{"order_id": "5", "items": [{"quantity": 2}]}', "items.0.name"),
        ("x.jsonl", b'{"order_id": "5", "total": -1}', "total: '-1'"),
        ("x.jsonl", b'{"kind": "policy", "id": "p"}', "text: missing"),
        ("x.exe", b"MZ", "'.exe' are not read"),
        ("x", b"text", "'nothing' are not read"),
        ("x.md", b"  ", "it is empty"),
        ("x.md", b"# Title only", "contains no text"),
    ],
)
def test_what_cannot_be_taken_is_told(name: str, content: bytes, reason: str) -> None:
    read = read_bytes(name, content)
    assert read.facts == []
    assert reason in read.failures[0].reason


def test_validity_and_source_of_a_document() -> None:
    read = read_bytes("returns.md", b"---\nvalid_from: 2026-06-01\nvalid_until: 1 July 2026\n---\nSend it.")
    fact = read.facts[0]
    assert (str(fact.valid_from), str(fact.valid_until), fact.source) == ("2026-06-01", "2026-07-01", "returns.md")


def test_a_long_document_becomes_several_facts() -> None:
    text = "\n\n".join(f"Paragraph {number} says something." for number in range(20_000))
    read = read_bytes("long.txt", text.encode())
    assert [fact.id for fact in read.facts] == [f"long-{number}" for number in range(1, len(read.facts) + 1)]
    assert len(read.facts) > 1
    assert "".join(fact.text for fact in read.facts).count("Paragraph") == 20_000


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="weather"):
        read_bytes("x.md", b"x", kind="weather")


@given(st.sampled_from(sorted(READERS)), st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_give_facts_or_failures(suffix: str, content: bytes) -> None:
    read = read_bytes(f"file{suffix}", content)
    assert all(failure.reason for failure in read.failures)
    assert all(fact.text or fact.data for fact in read.facts)
