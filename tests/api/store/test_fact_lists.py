from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from api.errors import InvalidInput
from api.store.engine import Store
from api.store.fact_lists import FactState, Wanted
from knowledge.facts import Fact, FactKind
from knowledge.ingest.run import put

TODAY = date(2026, 5, 4)


def policy(name: str, text: str = "Refunds take five days.", **more: object) -> Fact:
    return Fact(id=name, kind=FactKind.POLICY, text=text, **more)


def names(store: Store, **wanted: object) -> list[str]:
    return [one.fact.id for one in store.fact_lists.page(TODAY, Wanted(**wanted)).facts]


def test_a_fact_is_loaded_once_and_changed_when_it_says_something_else(store: Store):
    before = datetime.now(UTC)
    put([policy("p")], store.facts)
    first = store.fact_lists.get(FactKind.POLICY, "p")
    assert before <= first.loaded_at == first.changed_at <= datetime.now(UTC)
    put([policy("p")], store.facts)
    assert store.fact_lists.get(FactKind.POLICY, "p") == first
    put([policy("p", "Refunds take six days.")], store.facts)
    second = store.fact_lists.get(FactKind.POLICY, "p")
    assert (second.loaded_at, second.changed_at > first.changed_at) == (first.loaded_at, True)
    assert store.fact_lists.get(FactKind.NOTE, "p") is None


def test_pages_hold_every_fact_once(store: Store):
    facts = [Fact(id=f"{kind}-{n:02}", kind=kind, text="x") for kind in FactKind for n in range(9)]
    put(facts, store.facts)
    seen: list[str] = []
    cursor = None
    while True:
        page = store.fact_lists.page(TODAY, Wanted(), cursor, 5)
        seen += [one.fact.id for one in page.facts]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == sorted(fact.id for fact in facts)


def test_words_are_looked_for_whatever_their_case_and_taken_as_they_are(store: Store):
    put(
        [policy("a", "Rückgabe in 14 TAGEN", title="ÜBER Rückgaben"), policy("b", "100 % wool", source="a_b.md")],
        store.facts,
    )
    assert names(store, words="über tagen") == ["a"]
    assert names(store, words="RÜCKGABE") == ["a"]
    assert names(store, words="über wool") == []
    assert names(store, words="%") == ["b"]
    assert names(store, words="a_b") == ["b"]
    assert names(store, words="_") == ["b"]
    assert names(store, words="' OR 1=1 --\x00") == []


def test_facts_are_told_by_the_days_on_which_they_hold(store: Store):
    put(
        [
            policy("old", valid_until=TODAY - timedelta(days=1)),
            policy("last-day", valid_from=TODAY, valid_until=TODAY),
            policy("always"),
            policy("soon", valid_from=TODAY + timedelta(days=1)),
        ],
        store.facts,
    )
    assert names(store, state=FactState.CURRENT) == ["always", "last-day"]
    assert names(store, state=FactState.EXPIRED) == ["old"]
    assert names(store, state=FactState.UPCOMING) == ["soon"]
    for one in store.fact_lists.page(TODAY, Wanted()).facts:
        assert one.fact.id in names(store, state=one.state(TODAY))
    loaded = {one.kind: one for one in store.fact_lists.loaded(TODAY)}
    assert set(loaded) == set(FactKind)
    policies = loaded[FactKind.POLICY]
    assert (policies.facts, policies.expired, policies.upcoming) == (4, 1, 1)
    assert (loaded[FactKind.ORDER].facts, loaded[FactKind.ORDER].changed_at) == (0, None)


def test_origins_are_files_or_what_callers_told(store: Store):
    store.facts.upsert([policy("f", source="returns.md")], [], group="upload:returns.md")
    store.facts.mark_group("upload:returns.md", "d")
    put([policy("g", source="https://shop.example/terms"), policy("h")], store.facts)
    origins, number = store.fact_lists.origins()
    found = {one.name: one for one in origins}
    assert set(found) == {"upload:returns.md", "https://shop.example/terms", None}
    assert number == 3
    assert found["upload:returns.md"].read_at is not None
    assert found["https://shop.example/terms"].read_at is None
    assert names(store, source="upload:returns.md") == ["f"]
    assert names(store, source="https://shop.example/terms") == ["g"]
    assert store.fact_lists.origins(1)[1] == 3


@pytest.mark.parametrize("cursor", ["nonsense", "é", "WyJmYWN0cyIsIDEsIDJd"])
def test_a_cursor_that_is_none_is_refused(store: Store, cursor: str):
    with pytest.raises(InvalidInput):
        store.fact_lists.page(TODAY, Wanted(), cursor)


def test_ten_thousand_facts_are_looked_through_quickly(store: Store):
    facts = [
        policy(f"p-{n:05}", f"Rule {n}: " + "a returned lamp is refunded within days. " * 10) for n in range(10_000)
    ]
    store.facts.upsert(facts, [])
    slowest = 0.0
    for look in (
        lambda: store.fact_lists.page(TODAY, Wanted()),
        lambda: store.fact_lists.page(TODAY, Wanted(words="rule 9999:")),
        lambda: store.fact_lists.page(TODAY, Wanted(words="nowhere")),
        lambda: store.fact_lists.loaded(TODAY),
        store.fact_lists.origins,
    ):
        look()
        begun = time.perf_counter()
        look()
        slowest = max(slowest, time.perf_counter() - begun)
    assert slowest < 1.0
