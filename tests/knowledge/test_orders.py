from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.embeddings import Embedder
from knowledge.facts import Customer, Fact, FactKind, OrderData
from knowledge.identity import Match, compare, person_of, same_full_name
from knowledge.memory import MemoryRepository
from knowledge.orders import OrderSearch, fact_from_order, find_orders, mentioned_ids, order_fact_id
from knowledge.repository import Person

MARTA = {"name": "Marta Klein", "handle": "@Marta_K", "email": "marta@mail.example", "address": "1 Elm Road, Leeds"}


def order(order_id: str, *items: str, customer: dict[str, str] | None = None, **more: object) -> Fact:
    values = {"order_id": order_id, "items": [{"name": item} for item in items], "customer": customer, **more}
    return fact_from_order(OrderData.model_validate(values))


def repo_of(*facts: Fact) -> MemoryRepository:
    repo = MemoryRepository()
    repo.upsert(facts, [])
    return repo


def ids(found: OrderSearch) -> list[str]:
    return [fact.id.removeprefix("order-") for fact in found.orders]


FULL = OrderData.model_validate(
    {
        "order_id": "58213",
        "status": "shipped",
        "placed_on": "2026-11-03",
        "shipped_on": "2026-11-09",
        "promised_by": "2026-11-10",
        "carrier": "Parcelpath",
        "tracking_number": "PP123456789",
        "items": [{"name": "Lunde lamp", "quantity": 2, "price": "44.50"}],
        "total": "89.00",
        "currency": "GBP",
        "refund": {"status": "approved", "amount": "10", "on": "2026-11-12"},
        "customer": MARTA,
        "warehouse": "Rugby",
    }
)


class TestFact:
    def test_says_every_typed_value(self) -> None:
        assert fact_from_order(FULL).text == (
            "Order 58213: status shipped. Placed on 3 November 2026. Shipped on 9 November 2026. Delivery promised by "
            "10 November 2026. Carrier: Parcelpath. Tracking number: PP123456789. Items: 2 × Lunde lamp at 44.50 GBP "
            "each. Total: 89.00 GBP. Refund: status approved, amount 10 GBP, on 12 November 2026."
        )

    def test_says_nothing_of_the_customer(self) -> None:
        said = fact_from_order(FULL).text + str(fact_from_order(FULL).title)
        assert not any(value in said for value in MARTA.values())

    def test_data_is_json_with_exact_amounts_and_comes_back(self) -> None:
        fact = fact_from_order(FULL)
        assert json.loads(json.dumps(fact.data)) == fact.data
        assert fact.data is not None
        assert fact.data["total"] == "89.00"
        assert fact.data["placed_on"] == "2026-11-03"
        assert fact.data["warehouse"] == "Rugby"
        assert fact.order() == FULL

    def test_only_an_id_is_needed(self) -> None:
        assert fact_from_order(OrderData(order_id="1")).text == "Order 1."

    def test_overlong_ids_stay_apart(self) -> None:
        one, two = "x" * 200, "x" * 199 + "y"
        assert order_fact_id(one) != order_fact_id(two)
        assert fact_from_order(OrderData(order_id=one)).order() == OrderData(order_id=one)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("order 58213 is late", ["58213"]),
        ("ORDER#58213!", ["58213"]),
        ("my order number is: AB-12345.", ["AB-12345"]),
        ("Bestellung 58213 fehlt, Bestellnummer lautet 4711-22", ["58213", "4711-22"]),
        ("commande n° 5521, réservation XK9-22", ["5521", "XK9-22"]),
        ("Order no. 114-3941689-8772232 and #77001", ["114-3941689-8772232", "77001"]),
        ("(58213)", ["58213"]),
        ("AB 12345 where are you", ["AB 12345"]),
        ("#fail #2 order of 3 lamps on 2026-11-02, 02/11/2026", []),
        ("my order is late", []),
        ("", []),
    ],
)
def test_mentioned_ids(text: str, expected: list[str]) -> None:
    assert mentioned_ids(text) == expected


@given(st.text(max_size=500))
def test_mentioned_ids_of_any_text_stand_in_it(text: str) -> None:
    found = mentioned_ids(text)
    assert all(order_id in text for order_id in found)
    assert len(found) <= 20


@pytest.mark.parametrize(
    "text", ["order : " * 1250, "#" * 10_000, "order no " * 1100, "1-" * 5000, "A1_" * 3300, "9" * 10_000]
)
def test_hostile_texts_are_read(text: str) -> None:
    assert len(mentioned_ids(text)) <= 20


class TestById:
    """The number is given by the caller."""

    repo = repo_of(
        order("1", customer=MARTA),
        order("2", customer={"email": "marta@mail.example"}),
        order("3"),
        order("4", customer={"name": "Marta Klein"}),
        order("AB-5", customer=MARTA),
    )

    @pytest.mark.parametrize(
        ("person", "order_id", "used"),
        [
            ({"handle": "marta_k"}, "1", True),
            ({"handle": "marta_k", "email": "other@mail.example"}, "1", True),
            ({"handle": "someone"}, "1", False),
            ({"handle": "someone", "name": "Marta Klein"}, "1", False),
            ({"handle": "marta_k"}, "2", False),
            ({"handle": "marta_k", "name": "MARTA KLEIN"}, "2", False),
            ({"handle": "marta_k", "name": "marta klein"}, "4", True),
            ({"name": "Marta Klein"}, "1", True),
            ({"name": "Marta"}, "1", False),
            ({"name": "Anna Lee"}, "4", False),
            ({"handle": "someone"}, "3", True),
            ({}, "1", True),
            ({}, "3", True),
        ],
    )
    def test_rule(self, person: dict[str, str], order_id: str, used: bool) -> None:
        found = find_orders(self.repo, person=person_of(**person), order_ids=[order_id])
        assert ids(found) == ([order_id] if used else [])
        assert [entry.order_id for entry in found.withheld] == ([] if used else [order_id])

    def test_the_reason_tells_what_to_pass(self) -> None:
        found = find_orders(self.repo, person=person_of(handle="marta_k"), order_ids=["2"])
        assert "known by handle" in found.withheld[0].reason
        assert "Pass the author's email" in found.withheld[0].reason
        other = find_orders(self.repo, person=person_of(handle="someone"), order_ids=["1"])
        assert "somebody else" in other.withheld[0].reason

    def test_no_reason_gives_the_customer_away(self) -> None:
        for person in (person_of(handle="x"), person_of(phone="+447700900123"), person_of(name="X Y")):
            found = find_orders(self.repo, person=person, order_ids=["1", "2", "4"])
            assert not any(value in entry.reason for entry in found.withheld for value in MARTA.values())

    @pytest.mark.parametrize("spelling", ["ab-5", "#AB-5", " AB-5 ", "AB 5"])
    def test_spelling_is_forgiven(self, spelling: str) -> None:
        assert ids(find_orders(self.repo, person=Person(), order_ids=[spelling])) == ["AB-5"]

    def test_missing_and_doubled(self) -> None:
        found = find_orders(self.repo, person=Person(), order_ids=["1", "1", "#1", "999", " "])
        assert ids(found) == ["1"]
        assert found.missing == ["999"]


class TestMentioned:
    """The number only stands in the text, where anybody could have put it."""

    repo = repo_of(
        order("58213", customer=MARTA),
        order("58214"),
        order("AB-58215"),
        order("58216", customer={"address": "1 Elm Road"}),
    )

    @pytest.mark.parametrize(
        ("person", "text", "used"),
        [
            ({"handle": "marta_k"}, "order 58213", "58213"),
            ({"name": "Marta Klein"}, "order 58213", "58213"),
            ({"handle": "thief"}, "order 58213", None),
            ({}, "order 58213", None),
            ({"email": "x@mail.example"}, "order 58213", None),
            ({"handle": "anyone"}, "order 58214", "58214"),
            ({"handle": "anyone"}, "order ab-58215", None),
            ({"handle": "anyone"}, "order AB-58215", "AB-58215"),
            ({"handle": "anyone"}, "order 58216", None),
        ],
    )
    def test_rule(self, person: dict[str, str], text: str, used: str | None) -> None:
        found = find_orders(self.repo, person=person_of(**person), text=text)
        assert ids(found) == ([used] if used else [])
        assert len(found.withheld) == (0 if used else 1)

    def test_only_a_number_called_an_order_can_be_missing(self) -> None:
        found = find_orders(self.repo, person=Person(), text="order 99999, ring 07700900123")
        assert found.missing == ["99999"]


class TestByPerson:
    """No number: the words must point to the order."""

    repo = repo_of(
        order(
            "1001",
            "Aurora Desk Lamp",
            "Walnut Side Table",
            customer=MARTA,
            status="shipped",
            placed_on="2026-11-01",
            total="129.90",
        ),
        order(
            "1002",
            "Breeze Tower Fan",
            customer=MARTA,
            status="delivered",
            delivered_on="2026-10-02",
            placed_on="2026-09-28",
        ),
        order(
            "1003",
            "Wool Blanket",
            "Oak Sofa",
            customer=MARTA,
            status="delivered",
            delivered_on="2026-07-02",
            placed_on="2026-06-28",
        ),
        order(
            "1004",
            "Trail Sneakers",
            customer=MARTA,
            status="delivered",
            delivered_on="2026-05-02",
            tracking_number="PP998877",
        ),
        order("2001", "Aurora Desk Lamp", customer={"handle": "@other"}, status="shipped"),
    )
    person = person_of(handle="marta_k")

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("The lamp never came", ["1001"]),
            ("my light is broken", ["1001"]),
            ("the couch is torn", ["1003"]),
            ("your fan stopped working", ["1002"]),
            ("blankett full of holes", ["1003"]),
            ("the side tabel wobbles", ["1001"]),
            ("I paid 129.90 for nothing", ["1001"]),
            ("parcel pp998877 came open", ["1004"]),
            ("where is my stuff??", ["1001"]),
            ("your staff is rude", []),
            ("my laptop died", []),
            ("refund me", []),
        ],
    )
    def test_points_to(self, embedder: Embedder, text: str, expected: list[str]) -> None:
        found = find_orders(self.repo, person=self.person, text=text, embedder=embedder)
        assert ids(found) == expected
        assert found.candidates == (0 if expected else 4)

    def test_spelling_alone_works_without_an_embedder(self) -> None:
        assert ids(find_orders(self.repo, person=self.person, text="the sofas are torn")) == ["1003"]

    def test_a_number_with_two_digits_swapped_is_recognised(self) -> None:
        repo = repo_of(order("58213", "Lamp", customer=MARTA), order("61999", "Sofa", customer=MARTA))
        found = find_orders(repo, person=self.person, text="order 58231 is late")
        assert (ids(found), found.missing) == (["58213"], ["58231"])

    def test_a_number_that_does_not_exist_is_not_replaced_by_a_guess(self, embedder: Embedder) -> None:
        found = find_orders(self.repo, person=self.person, text="where is order 77777", embedder=embedder)
        assert (ids(found), found.missing, found.candidates) == ([], ["77777"], 4)

    def test_an_only_order_is_meant(self) -> None:
        assert ids(find_orders(repo_of(order("1", "Lamp", customer=MARTA)), person=self.person, text="so angry")) == [
            "1"
        ]

    def test_two_of_the_same_are_told_apart_by_their_state(self, embedder: Embedder) -> None:
        repo = repo_of(
            order(
                "1", "Desk Lamp", customer=MARTA, status="delivered", delivered_on="2026-09-01", placed_on="2026-08-20"
            ),
            order("2", "Desk Lamp", customer=MARTA, status="shipped", placed_on="2026-09-20"),
        )
        assert ids(find_orders(repo, person=self.person, text="still waiting for the lamp", embedder=embedder)) == ["2"]
        assert ids(find_orders(repo, person=self.person, text="the lamp arrived cracked", embedder=embedder)) == ["1"]

    def test_at_most_limit(self) -> None:
        repo = repo_of(*(order(str(number), "Lamp", customer=MARTA, placed_on="2026-09-01") for number in range(9)))
        assert len(find_orders(repo, person=self.person, text="lamp", limit=2).orders) == 2

    def test_a_name_alone_finds_nothing(self) -> None:
        found = find_orders(self.repo, person=person_of(name="Marta Klein"), text="the lamp never came")
        assert found == OrderSearch()

    def test_a_repository_that_errs_leaks_nothing(self) -> None:
        class Wrong(MemoryRepository):
            def orders_of(self, person: Person, *, limit: int = 200) -> list[Fact]:
                del person, limit
                return self.get(FactKind.ORDER, ["order-1001", "order-2001"])

        repo = Wrong()
        repo.upsert(self.repo.list(FactKind.ORDER), [])
        found = find_orders(repo, person=person_of(handle="other"), text="the lamp")
        assert ids(found) == ["2001"]


handles = st.sampled_from(["ana", "bea", "@Ana", None])
emails = st.sampled_from(["ana@mail.example", "bea@mail.example", None])
phones = st.sampled_from(["+447700900123", "07700900123", "+447700900124", None])
names = st.sampled_from(["Ana Ruiz", "ana ruiz", "Bea Stone", "Ana", None])
people = st.fixed_dictionaries({"handle": handles, "email": emails, "phone": phones, "name": names})


@given(
    people,
    st.lists(people, min_size=1, max_size=6),
    st.booleans(),
    st.sampled_from(["", "the lamp is late", "where is it"]),
)
def test_no_order_of_somebody_else_ever_surfaces(
    author: dict[str, str | None],
    owners: list[dict[str, str | None]],
    by_id: bool,
    words: str,
) -> None:
    """Whoever asks and however: an order given out is the author's, nobody's, or vouched for by the caller."""
    facts = [
        order(f"9000{number}", "Desk lamp", customer={key: value for key, value in owner.items() if value})
        for number, owner in enumerate(owners)
    ]
    numbers = [f"9000{number}" for number in range(len(owners))]
    person = person_of(**author)
    nobody = not any(author.values())
    text = words if by_id else f"{words} {' '.join(f'order {number}' for number in numbers)}"
    for explicit in ([], numbers if by_id else []):
        found = find_orders(repo_of(*facts), person=person, order_ids=explicit, text=text)
        for fact in found.orders:
            typed = fact.order()
            assert typed is not None
            customer = typed.customer or Customer()
            match = compare(person, customer)
            anonymous = not any((customer.handle, customer.email, customer.phone, customer.name))
            vouched = bool(explicit) and nobody
            by_name = match is Match.UNKNOWN and same_full_name(person.name, customer.name)
            assert match is Match.SAME or anonymous or vouched or by_name


def test_many_orders_are_ranked_with_the_vectors_kept(embedder: Embedder) -> None:
    class Counting:
        name, dimensions = embedder.name + ":counted", embedder.dimensions
        texts = 0

        def embed(self, texts: list[str]) -> object:
            Counting.texts += len(texts)
            return embedder.embed(texts)

    facts = [
        order(str(number), f"Gadget{number} holder", customer=MARTA, placed_on=date(2026, 1, 1), total=Decimal(number))
        for number in range(200)
    ]
    repo = repo_of(*facts, order("9001", "Desk lamp", customer=MARTA, placed_on=date(2026, 2, 1)))
    person = person_of(handle="marta_k")
    counts = []
    for _ in range(2):
        found = find_orders(repo, person=person, text="my light is broken", embedder=Counting())  # type: ignore[arg-type]
        assert ids(found) == ["9001"]
        counts.append(Counting.texts)
    assert counts[0] == counts[1] > 200
