from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from knowledge.chunking import passages_of
from knowledge.facts import Fact, FactKind, OrderData
from knowledge.identity import person_of
from knowledge.memory import MemoryRepository
from knowledge.orders import fact_from_order
from knowledge.repository import Changes, FactRepository, Upserted


def policy(fact_id: str, text: str = "Send it back within 30 days.") -> Fact:
    return Fact(id=fact_id, kind=FactKind.POLICY, title="Returns", text=text)


def put(repo: FactRepository, *facts: Fact, group: str | None = None) -> Upserted:
    return repo.upsert(facts, [passage for fact in facts for passage in passages_of(fact)], group=group)


def follow(repo: FactRepository, since: int, limit: int = 2) -> tuple[set[str], set[str], int]:
    added: set[str] = set()
    removed: set[str] = set()
    changes = Changes(since, [], [], complete=False)
    while not changes.complete:
        changes = repo.changes(changes.revision, limit=limit)
        added |= {passage.key for passage in changes.added}
        removed |= set(changes.removed)
    return added, removed, changes.revision


def test_upsert_tells_what_it_did() -> None:
    repo = MemoryRepository()
    assert put(repo, policy("a"), policy("b")) == Upserted(["a", "b"], [], [])
    assert put(repo, policy("a"), policy("b", "Now 60 days."), policy("c")) == Upserted(["c"], ["b"], ["a"])


def test_same_content_is_no_change() -> None:
    repo = MemoryRepository()
    put(repo, policy("a"))
    before = repo.revision()
    put(repo, policy("a"))
    assert repo.revision() == before


def test_changes_follow_every_step_in_pages() -> None:
    repo = MemoryRepository()
    put(repo, *(policy(f"p{number}", f"Rule {number} holds.") for number in range(7)))
    added, removed, revision = follow(repo, 0)
    assert (len(added), removed, revision) == (7, set(), repo.revision())
    put(repo, policy("p1", "Rule 1 is new."))
    repo.delete(FactKind.POLICY, ["p2", "nobody"])
    added, removed, revision = follow(repo, revision)
    assert len(added) == 1
    assert len(removed) == 2
    assert repo.changes(revision) == Changes(revision, [], [])


def test_a_policy_and_a_contact_of_one_id_and_text_are_two() -> None:
    repo = MemoryRepository()
    put(repo, policy("help"), Fact(id="help", kind=FactKind.CONTACT, title="Returns", text=policy("x").text))
    keys = follow(repo, 0)[0]
    assert len(keys) == 2
    repo.delete(FactKind.CONTACT, ["help"])
    assert [passage.kind for passage in repo.passages(keys).values()] == [FactKind.POLICY]


def test_what_is_given_out_cannot_change_what_is_kept() -> None:
    repo = MemoryRepository()
    put(repo, fact_from_order(OrderData(order_id="1", status="shipped")))
    taken = repo.get(FactKind.ORDER, ["order-1"])[0]
    assert taken.data is not None
    taken.data["status"] = "lost"
    kept = repo.get(FactKind.ORDER, ["order-1"])[0].order()
    assert kept is not None
    assert kept.status == "shipped"


def test_prune_removes_only_what_the_group_no_longer_has() -> None:
    repo = MemoryRepository()
    put(repo, policy("a"), policy("b"), group="one")
    put(repo, policy("c"), group="two")
    repo.mark_group("one", "digest")
    assert repo.prune("one", ["a"]) == ["b"]
    assert repo.groups() == {"one": "digest"}
    assert [fact.id for fact in repo.list(FactKind.POLICY)] == ["a", "c"]
    repo.mark_group("one", None)
    assert repo.groups() == {}


def test_list_pages_in_order_of_id() -> None:
    repo = MemoryRepository()
    put(repo, *(policy(fact_id) for fact_id in "dbca"))
    assert [fact.id for fact in repo.list(FactKind.POLICY, limit=2)] == ["a", "b"]
    assert [fact.id for fact in repo.list(FactKind.POLICY, limit=2, after="b")] == ["c", "d"]
    assert repo.count(FactKind.POLICY) == 4


def test_orders_of_a_person_newest_first_and_by_any_identity() -> None:
    repo = MemoryRepository()
    marta = {"handle": "@Marta", "email": "marta@mail.example", "name": "Marta Klein"}
    put(
        repo,
        fact_from_order(OrderData.model_validate({"order_id": "1", "placed_on": "2026-01-01", "customer": marta})),
        fact_from_order(OrderData.model_validate({"order_id": "2", "placed_on": "2026-03-01", "customer": marta})),
        fact_from_order(OrderData.model_validate({"order_id": "3", "customer": {"name": "Marta Klein"}})),
    )
    for person in (person_of(handle="marta"), person_of(email="MARTA@mail.example")):
        assert [fact.id for fact in repo.orders_of(person)] == ["order-2", "order-1"]
    assert repo.orders_of(person_of(name="Marta Klein")) == []
    assert [fact.id for fact in repo.orders_of(person_of(handle="marta"), limit=1)] == ["order-2"]


def test_threads_may_write_and_read_together() -> None:
    repo = MemoryRepository()

    def work(number: int) -> None:
        for turn in range(20):
            put(repo, policy(f"p{number}", f"Turn {turn} of {number}."))
            follow(repo, 0, limit=7)
            if turn % 5 == 4:
                repo.delete(FactKind.POLICY, [f"p{number}"])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert repo.count(FactKind.POLICY) == 0
    assert repo.passages(follow(repo, 0)[0] | follow(repo, 0)[1]) == {}
