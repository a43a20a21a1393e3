from __future__ import annotations

from datetime import date

import pytest

from knowledge.chunking import passages_of
from knowledge.facts import Fact, FactKind, OrderData
from knowledge.memory import MemoryRepository
from knowledge.orders import fact_from_order
from knowledge.standing import key_of, on_record, same, successor

LONG = "# Returns\n\n{first}\n\n# Refunds\n\n{second}\n"
FIRST = "Send it back within 30 days. " + "We pay for the parcel of every return that you send us. " * 10
SECOND = "Refunds take five days. " + "We pay to the card that you have used when you bought. " * 10


def policy(fact_id: str = "terms", text: str = "Send it back within 30 days.", **more: object) -> Fact:
    return Fact(id=fact_id, kind=FactKind.POLICY, title="Terms", text=text, **more)


def order(**data: object) -> Fact:
    return fact_from_order(OrderData.model_validate({"order_id": "58213"} | data))


def holding(*facts: Fact) -> MemoryRepository:
    repo = MemoryRepository()
    repo.upsert(facts, [passage for fact in facts for passage in passages_of(fact)])
    return repo


def read(fact: Fact) -> list[Fact]:
    return [passage.as_fact() for passage in passages_of(fact)]


@pytest.mark.parametrize(
    ("more", "still"),
    [
        ({"source": "elsewhere.md"}, True),
        ({"title": "Conditions"}, False),
        ({"text": "Send it back within 60 days."}, False),
        ({"data": {"days": 60}}, False),
        ({"valid_from": date(2026, 1, 1)}, False),
        ({"valid_until": date(2026, 1, 1)}, False),
    ],
)
def test_what_a_fact_says_counts_and_not_where_it_was_read(more: dict[str, object], still: bool) -> None:
    assert same(policy(), policy().model_copy(update=more)) is still


def test_each_kind_is_found_on_its_record() -> None:
    contact = Fact(id="care", kind=FactKind.CONTACT, text="Write to us.", data={"email": "care@lumen.example"})
    note = Fact(id="care", kind=FactKind.NOTE, text="The belt failed.", data={"by": "Jo"})
    facts = [order(status="shipped"), policy(), contact, note]
    found = on_record(holding(*facts), [*facts, policy("gone")])
    assert [found[key_of(fact)] for fact in facts] == [[facts[0]], read(policy()), [contact], read(note)]
    assert found[FactKind.POLICY, "gone"] == []


def test_a_passage_is_found_under_its_record_whatever_its_number() -> None:
    before = read(policy(text=LONG.format(first=FIRST, second=SECOND)))
    assert [fact.id for fact in before] == ["terms#1", "terms#2"]
    welcome = "# Welcome\n\n" + "We are glad to have you here with us today. " * 12 + "\n\n"
    repo = holding(policy(text=welcome + LONG.format(first=FIRST, second=SECOND.replace("five", "nine"))))
    found = on_record(repo, before)
    after = [successor(fact, found[key_of(fact)]) for fact in before]
    assert [fact.id for fact in after] == ["terms#2", "terms#3"]
    assert [same(*pair) for pair in zip(before, after, strict=True)] == [True, False]
    assert "nine days" in after[1].text


def test_a_record_that_became_short_stands_for_its_pieces() -> None:
    piece = read(policy(text=LONG.format(first=FIRST, second=SECOND)))[1]
    found = on_record(holding(policy(text="Refunds take nine days.")), [piece])
    assert [fact.id for fact in found[key_of(piece)]] == ["terms"]


def test_a_record_may_be_named_as_a_piece_is() -> None:
    named = policy("terms#2", "Lamps come with two bulbs.")
    found = on_record(holding(named, policy()), [named])
    assert successor(named, found[key_of(named)]) == named


def test_nothing_is_asked_for_nothing() -> None:
    assert on_record(MemoryRepository(), []) == {}
