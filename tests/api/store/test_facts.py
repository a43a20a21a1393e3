from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from api.store.engine import Store, open_store
from api.store.facts import SqlFactRepository
from knowledge.facts import Fact, FactKind
from knowledge.identity import person_of
from knowledge.memory import MemoryRepository
from knowledge.passages import Passage
from knowledge.repository import Changes, FactRepository, Person


@pytest.fixture
def facts(store: Store) -> SqlFactRepository:
    return store.facts


@pytest.fixture(params=["sqlite", "postgresql", "memory"])
def repository(request: pytest.FixtureRequest) -> Iterator[FactRepository]:
    """Yield each implementation in turn: what holds for one must hold for all."""
    if request.param == "memory":
        yield MemoryRepository()
        return
    with ExitStack() as stack:
        if request.param == "sqlite":
            url = request.getfixturevalue("sqlite_url")
        else:
            url = stack.enter_context(request.getfixturevalue("postgres").fresh())
        store = open_store(url)
        stack.callback(store.close)
        yield store.facts


def policy(name: str, text: str = "Refunds take five days.", **more: object) -> Fact:
    return Fact(id=name, kind=FactKind.POLICY, text=text, **more)


def order(number: str, **data: object) -> Fact:
    return Fact(id=number, kind=FactKind.ORDER, data={"order_id": number} | data)


def cut(fact: Fact, *texts: str, **more: object) -> list[Passage]:
    return [
        Passage(f"{fact.id}#{n}", fact.id, fact.kind, fact.title or "", "", text, n, n + len(text), **more)
        for n, text in enumerate(texts or (fact.text,), 1)
    ]


def follow(repository: FactRepository, index: dict[str, Passage], since: int, limit: int = 5000) -> int:
    """Bring `index` up to date as an index does, and return the revision reached."""
    while True:
        page = repository.changes(since, limit=limit)
        assert len(page.added) + len(page.removed) <= limit
        for key in page.removed:
            index.pop(key, None)
        index.update({passage.key: passage for passage in page.added})
        since = page.revision
        if page.complete:
            return since


def test_upsert_tells_what_was_new_changed_and_there(repository: FactRepository):
    assert repository.upsert([policy("a"), policy("b")], []).created == ["a", "b"]
    done = repository.upsert([policy("a"), policy("b", "Other words."), policy("c")], [])
    assert (done.created, done.updated, done.unchanged) == (["c"], ["b"], ["a"])
    assert [fact.text for fact in repository.get(FactKind.POLICY, ["b"])] == ["Other words."]


def test_the_same_content_leaves_the_revision_alone(repository: FactRepository):
    fact = policy("a", data={"x": 1, "y": [1, {"b": 2, "a": 1}]})
    repository.upsert([fact], cut(fact))
    before = repository.revision()
    again = policy("a", data={"y": [1, {"a": 1, "b": 2}], "x": 1})
    assert repository.upsert([again], cut(fact)).unchanged == ["a"]
    assert repository.revision() == before


def test_every_change_grows_the_revision(repository: FactRepository):
    revisions = [repository.revision()]
    steps = [
        lambda: repository.upsert([policy("a")], []),
        lambda: repository.upsert([policy("a")], cut(policy("a"))),
        lambda: repository.upsert([policy("a", "New.")], []),
        lambda: repository.delete(FactKind.POLICY, ["a"]),
    ]
    for step in steps:
        step()
        revisions.append(repository.revision())
    assert all(earlier < later for earlier, later in pairwise(revisions))


def test_an_empty_upsert_does_nothing(repository: FactRepository):
    assert repository.upsert([], []) == repository.upsert([], cut(policy("a")))
    assert repository.revision() == 0


def test_the_last_of_several_facts_with_one_id_wins(repository: FactRepository):
    assert repository.upsert([policy("a", "One."), policy("a", "Two.")], []).created == ["a"]
    assert [fact.text for fact in repository.get(FactKind.POLICY, ["a"])] == ["Two."]


def test_get_keeps_the_order_asked_and_passes_over_the_unknown(repository: FactRepository):
    repository.upsert([policy(name) for name in "abc"], [])
    assert [fact.id for fact in repository.get(FactKind.POLICY, ["c", "x", "a", "c"])] == ["c", "a"]
    assert repository.get(FactKind.NOTE, ["a"]) == []
    assert repository.get(FactKind.POLICY, []) == []


def test_a_fact_comes_back_as_it_was_stored(repository: FactRepository):
    fact = Fact(
        id="ordre n° 5'; DROP TABLE facts;--",
        kind=FactKind.ORDER,
        title="Ordre 📦",
        text="Ein Päckchen\u2028für Łukasz\r\n\t“so”",
        data={"order_id": "5", "extra": {"deep": [1, 2.5, None, True, "ü"]}, "total": "49.00"},
        source="https://shop.example/5",
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
    )
    repository.upsert([fact], [])
    assert repository.get(FactKind.ORDER, [fact.id]) == [fact]


def test_list_pages_in_the_order_of_code_points(repository: FactRepository):
    names = ["a", "B", "b", "_", "ä", "Z", "10", "9", "a b", "😀", "\uffee"]
    repository.upsert([policy(name) for name in names], [])
    repository.upsert([order("a")], [])
    seen: list[str] = []
    while page := repository.list(FactKind.POLICY, limit=2, after=seen[-1] if seen else None):
        seen += [fact.id for fact in page]
    assert seen == sorted(names)
    assert repository.count(FactKind.POLICY) == len(names)


def test_delete_counts_what_was_there(repository: FactRepository):
    repository.upsert([policy("a"), policy("b")], cut(policy("a")))
    assert repository.delete(FactKind.POLICY, ["a", "a", "x"]) == 1
    assert repository.delete(FactKind.POLICY, []) == 0
    assert repository.count(FactKind.POLICY) == 1
    assert repository.passages([cut(policy("a"))[0].key]) == {}


def test_prune_removes_what_a_source_no_longer_holds(repository: FactRepository):
    repository.upsert([policy("a"), policy("b")], [], group="file")
    repository.upsert([policy("c")], [], group="other")
    repository.upsert([policy("d")], [])
    assert repository.prune("file", ["b", "c"]) == ["a"]
    assert [fact.id for fact in repository.list(FactKind.POLICY)] == ["b", "c", "d"]


def test_a_fact_belongs_to_the_source_that_gave_it_last(repository: FactRepository):
    repository.upsert([policy("a")], [], group="old")
    assert repository.upsert([policy("a")], [], group="new").unchanged == ["a"]
    assert repository.prune("old", []) == []
    assert repository.prune("new", []) == ["a"]


def test_groups_remember_their_digest(repository: FactRepository):
    repository.mark_group("a", "1")
    repository.mark_group("b", "2")
    repository.mark_group("a", "3")
    repository.mark_group("b", None)
    repository.mark_group("never", None)
    assert repository.groups() == {"a": "3"}


def test_orders_are_found_by_any_spelling_of_the_person(repository: FactRepository):
    repository.upsert(
        [
            order("1", placed_on="2026-01-01", customer={"handle": "@Marta_K"}),
            order("2", placed_on="2026-03-01", customer={"email": "Marta@Post.Example", "name": "Marta Klein"}),
            order("3", placed_on="2026-02-01", customer={"phone": "+44 7700 900123"}),
            order("4", customer={"name": "Marta Klein"}),
            order("5", customer={"handle": "someone"}),
            order("6", customer={"handle": "marta_k"}),
        ],
        [],
    )
    marta = person_of(
        handle="https://x.com/marta_k", email="marta@post.example", phone="0044 7700 900 123", name="Marta Klein"
    )
    assert [fact.id for fact in repository.orders_of(marta)] == ["2", "3", "1", "6"]
    assert [fact.id for fact in repository.orders_of(marta, limit=2)] == ["2", "3"]
    assert repository.orders_of(Person(name="Marta Klein")) == []
    assert repository.orders_of(Person()) == []


def test_an_order_follows_its_customer(repository: FactRepository):
    repository.upsert([order("1", customer={"handle": "a"})], [])
    repository.upsert([order("1", customer={"handle": "b"})], [])
    assert repository.orders_of(Person(handle="a")) == []
    assert [fact.id for fact in repository.orders_of(Person(handle="b"))] == ["1"]


def test_passages_follow_their_fact(repository: FactRepository):
    fact = policy("a", "One. Two.")
    first, second = cut(fact, "One.", "Two.")
    repository.upsert([fact], [first, second])
    assert repository.passages([first.key, second.key, "none"]) == {first.key: first, second.key: second}
    assert repository.upsert([fact], [first]).updated == ["a"]
    assert repository.passages([first.key, second.key]) == {first.key: first}


def test_the_passages_of_a_fact_come_in_the_order_of_its_text(repository: FactRepository):
    one, two, contact = policy("a"), policy("b"), Fact(id="a", kind=FactKind.CONTACT, text="Write to us.")
    passages = cut(one, "First.", "Second.", "Third.", valid_until=date(2026, 5, 1))
    repository.upsert([one, two, contact], [*passages[::-1], *cut(two), *cut(contact)])
    assert repository.passages_under(FactKind.POLICY, ["b", "a", "nobody", "b"]) == [*cut(two), *passages]
    assert repository.passages_under(FactKind.CONTACT, ["a", "b"]) == cut(contact)
    assert repository.passages_under(FactKind.NOTE, ["a"]) == []
    assert repository.passages_under(FactKind.POLICY, []) == []
    many = [f"nobody-{number}" for number in range(700)]
    assert repository.passages_under(FactKind.POLICY, [*many, "a"]) == passages


def test_an_index_follows_every_change(repository: FactRepository):
    index: dict[str, Passage] = {}
    a, b = policy("a", "One. Two."), policy("b")
    repository.upsert([a, b], [*cut(a, "One.", "Two."), *cut(b)])
    at = follow(repository, index, 0)
    assert sorted(passage.text for passage in index.values()) == ["One.", "Refunds take five days.", "Two."]
    repository.upsert([policy("a", "One. Three.")], cut(a, "One.", "Three."))
    repository.delete(FactKind.POLICY, ["b"])
    at = follow(repository, index, at)
    assert sorted(passage.text for passage in index.values()) == ["One.", "Three."]
    repository.upsert([b], cut(b))
    assert follow(repository, index, at) == repository.revision()
    assert len(index) == 3
    assert repository.changes(repository.revision()) == Changes(repository.revision(), [], [])


def test_new_validity_of_the_same_words_reaches_the_index(repository: FactRepository):
    fact = policy("a")
    repository.upsert([fact], cut(fact))
    index: dict[str, Passage] = {}
    at = follow(repository, index, 0)
    ended = policy("a", valid_until=date(2026, 1, 1))
    repository.upsert([ended], cut(ended, valid_until=date(2026, 1, 1)))
    follow(repository, index, at)
    assert [passage.valid_until for passage in index.values()] == [date(2026, 1, 1)]


@pytest.mark.parametrize("limit", [1, 2, 7])
def test_pages_of_changes_lose_nothing(repository: FactRepository, limit: int):
    generator = random.Random(limit)
    index: dict[str, Passage] = {}
    at = 0
    for _ in range(15):
        names = generator.sample("abcdefgh", 3)
        chosen = [policy(name, f"{generator.randrange(4)}") for name in names]
        repository.upsert(chosen, [p for fact in chosen for p in cut(fact, fact.text, "shared")])
        repository.delete(FactKind.POLICY, generator.sample("abcdefgh", 1))
        if generator.random() < 0.5:
            at = follow(repository, index, at, limit)
    follow(repository, index, at, limit)
    expected = {p.key: p for f in repository.list(FactKind.POLICY) for p in cut(f, f.text, "shared")}
    assert index == expected


def test_two_facts_may_make_one_passage(facts: SqlFactRepository):
    piece = cut(policy("a"))[0]
    same = replace(piece, fact_id="a#1")
    assert piece.key == same.key
    facts.upsert([policy("a"), policy("a#1")], [piece, same])
    facts.delete(FactKind.POLICY, ["a#1"])
    assert facts.passages([piece.key]) == {piece.key: piece}
    assert facts.changes(0).removed == []
    facts.delete(FactKind.POLICY, ["a"])
    assert facts.changes(0).removed == [piece.key]


def test_odd_text_is_stored_not_refused(facts: SqlFactRepository):
    fact = Fact(id="a", kind=FactKind.ORDER, data={"order_id": "a", "k\ud800": ["\x00", "\udfff", 10**30, 1e308]})
    assert facts.upsert([fact], []).created == ["a"]
    assert facts.upsert([fact], []).unchanged == ["a"]
    assert facts.get(FactKind.ORDER, ["a"])[0].id == "a"
    assert facts.get(FactKind.ORDER, ["\x00", "\ud800"]) == []
    assert facts.list(FactKind.ORDER, after="\x00\ud800") == []
    assert facts.orders_of(Person(handle="\x00\ud800")) == []


def test_an_order_no_validator_would_take_is_kept(facts: SqlFactRepository):
    fact = Fact(id="a", kind=FactKind.ORDER, data={"order_id": "a", "total": "a lot"})
    facts.upsert([fact], [])
    assert facts.get(FactKind.ORDER, ["a"]) == [fact]


def test_thousands_of_orders_in_one_upsert(facts: SqlFactRepository):
    orders = [order(f"{n:05}", placed_on="2026-01-01", customer={"handle": f"h{n % 500}"}) for n in range(4000)]
    assert len(facts.upsert(orders, []).created) == 4000
    assert facts.upsert(orders, []).unchanged[-1] == "03999"
    assert len(facts.get(FactKind.ORDER, [fact.id for fact in orders])) == 4000
    assert len(facts.orders_of(Person(handle="h7"))) == 8
    assert facts.delete(FactKind.ORDER, [fact.id for fact in orders]) == 4000


def test_writers_at_once_never_show_an_index_a_gap(facts: SqlFactRepository):
    index: dict[str, Passage] = {}
    done = threading.Event()

    def write(writer: int) -> None:
        for n in range(15):
            fact = policy(f"{writer}-{n}", f"Words {writer} {n}.")
            facts.upsert([fact], cut(fact))
            if n % 3 == 0:
                facts.delete(FactKind.POLICY, [fact.id])

    def read() -> None:
        at = 0
        while not done.is_set():
            at = follow(facts, index, at, limit=5)
        follow(facts, index, at, limit=5)

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=(writer,)) for writer in range(6)]
    for thread in [reader, *writers]:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    expected = {p.key for fact in facts.list(FactKind.POLICY) for p in cut(fact)}
    assert set(index) == expected
    assert len(expected) == 60
