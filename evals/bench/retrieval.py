"""Retrieval: time and recall as the number of passages and orders grows."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from time import perf_counter
from typing import Any

from api.store.engine import open_store
from evals.bench.serving import data_folder
from evals.retrieval import PLAIN, load_suite
from evals.retrieval import measure as measure_recall
from knowledge.chunking import passages_of
from knowledge.embeddings import load_embedder
from knowledge.facts import Customer, Fact, FactKind, Item, OrderData
from knowledge.index import VectorIndex
from knowledge.ingest import ingest
from knowledge.lexical import LexicalIndex
from knowledge.orders import fact_from_order, find_orders
from knowledge.repository import FactRepository, Person
from knowledge.retrieval import Retriever
from knowledge.samples import sample_dir

_TRADES = ["hotel", "airline", "broadband", "clinic", "gym", "grocer", "bank", "cinema", "garage", "railway", "theatre"]
_THINGS = ["room", "ticket", "router", "appointment", "pass", "basket", "account", "seat", "tyre", "parcel", "voucher"]
_ACTS = ["cancel", "change", "return", "transfer", "renew", "upgrade", "collect", "repair", "dispute", "postpone"]
_WHENS = ["before noon", "within ten days", "on the day", "after the second notice", "during a public holiday"]
_MUSTS = ["is refunded in part", "carries a fee", "needs a form", "is decided by the duty manager", "is free of charge"]
_ITEMS = ["lamp", "chair", "kettle", "duvet", "desk", "rug", "mirror", "shelf", "teapot", "blanket", "stool", "vase"]
_COLOURS = ["blue", "green", "oak", "brass", "grey", "linen", "walnut", "white", "coral", "black"]


def measure(sizes: Sequence[int]) -> dict[str, Any]:
    """Return recall@5 and times in milliseconds on the sample policies alone and among ever more other passages."""
    result: dict[str, Any] = {}
    with data_folder() as folder, closing(open_store(f"sqlite:///{folder / 'bench.db'}")) as store:
        embedder = load_embedder("wordllama")
        vectors = VectorIndex.embedded(folder / "index", embedder=embedder.name)
        retriever = Retriever(store.facts, embedder, vectors, LexicalIndex())
        ingest([sample_dir() / "policies"], store.facts)
        retriever.sync()
        result["retrieval_sample"] = _round(retriever)
        for size in sizes:
            result[f"retrieval_{size}"] = _grown(store.facts, retriever, size)
            result["retrieval_largest"] = result[f"retrieval_{size}"]
            result[f"orders_{size}"] = _orders(store.facts, embedder, size)
        vectors.close()
    return result


def _grown(repository: FactRepository, retriever: Retriever, size: int) -> dict[str, Any]:
    sys.stderr.write(f"  {size:,} passages ...\n")
    started = perf_counter()
    known = repository.count(FactKind.POLICY)
    for batch in _batches(known, size):
        repository.upsert(batch, [passage for fact in batch for passage in passages_of(fact)])
    retriever.sync()
    return {"passages": size, "built_s": round(perf_counter() - started, 1)} | _round(retriever)


def _round(retriever: Retriever) -> dict[str, Any]:
    recall = measure_recall(retriever, load_suite(PLAIN).cases)
    return {
        "recall_at_5": round(recall.share, 4),
        "p50_ms": round(recall.time(0.5), 2),
        "p99_ms": round(recall.time(0.99), 2),
    }


def _batches(known: int, size: int) -> Iterator[list[Fact]]:
    numbers = range(known, size)
    for start in range(0, len(numbers), 5000):
        yield [_policy(number) for number in numbers[start : start + 5000]]


def _policy(number: int) -> Fact:
    draw = random.Random(number)  # noqa: S311 - reproducible filler, no secret
    sentences = [
        f"To {draw.choice(_ACTS)} a {draw.choice(_TRADES)} {draw.choice(_THINGS)} {draw.choice(_WHENS)}, "
        f"quote rule {number}-{place}; the {draw.choice(_THINGS)} {draw.choice(_MUSTS)} up to {draw.randint(2, 400)}."
        for place in range(4)
    ]
    title = f"{draw.choice(_TRADES)} {draw.choice(_THINGS)} terms {number}"
    return Fact(id=f"filler-{number}", kind=FactKind.POLICY, title=title, text=" ".join(sentences))


def _orders(repository: FactRepository, embedder: Any, size: int) -> dict[str, Any]:
    """Return the time to find the order meant among a customer's ten, with `size` orders on record, and how often."""
    known = repository.count(FactKind.ORDER)
    for start in range(known, size, 5000):
        repository.upsert([_order(number) for number in range(start, min(start + 5000, size))], [])
    times, right = [], 0
    draw = random.Random(size)  # noqa: S311 - reproducible sample
    for _ in range(200):
        wanted = draw.randrange(size // 10) * 10 + draw.randrange(10)
        order = _order(wanted).order()
        person = Person(handle=f"customer{wanted // 10}")
        text = f"the {order.items[0].name if order else ''} that I ordered never came, what is going on?"
        started = perf_counter()
        found = find_orders(repository, person=person, order_ids=[], text=text, embedder=embedder)
        times.append((perf_counter() - started) * 1000)
        right += bool(found.orders) and found.orders[0].id == f"order-{wanted + 100_000}"
    times.sort()
    return {"orders": size, "p50_ms": round(times[100], 2), "p99_ms": round(times[197], 2), "right": right / 200}


def _order(number: int) -> Fact:
    place = number % 10
    item = f"{_COLOURS[(number // 10 + place) % 10]} {_ITEMS[(number // 7 + place) % 12]}"
    return fact_from_order(
        OrderData(
            order_id=str(number + 100_000),
            status="shipped",
            placed_on=date(2026, 5, 1) + timedelta(days=place),
            items=[Item(name=item, price=None)],
            customer=Customer(handle=f"customer{number // 10}", name=f"Customer {number // 10}"),
        )
    )
