"""Knowledge: everything that can be asked or told about what is true, behind one door."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

from knowledge.chunking import passages_of
from knowledge.contacts import fact_from_contact, route
from knowledge.embeddings import Embedder
from knowledge.facts import Fact, FactKind, OrderData
from knowledge.ingest import IngestReport, ingest, ingest_upload
from knowledge.orders import OrderSearch, fact_from_order, find_orders, order_fact_id
from knowledge.passages import Hit
from knowledge.repository import FactRepository, Person, Upserted
from knowledge.retrieval import Retriever

_BATCH = 1_000


class Knowledge:
    """Facts told, found and forgotten. What was told is found by the next search, in every thread of this process.

    `region` is the ISO 3166 code of the country of phone numbers written without one.
    """

    def __init__(
        self, repo: FactRepository, retriever: Retriever, embedder: Embedder, *, region: str | None = None
    ) -> None:
        self.repo = repo
        self.retriever = retriever
        self._embedder = embedder
        self._region = region

    def put(self, facts: Iterable[Fact]) -> Upserted:
        """Store facts of any kind, a thousand a transaction; return which were new, changed and unchanged."""
        done = Upserted()
        listed = list(facts)
        for start in range(0, len(listed), _BATCH):
            batch = listed[start : start + _BATCH]
            part = self.repo.upsert(batch, [passage for fact in batch for passage in passages_of(fact)])
            done.created.extend(part.created)
            done.updated.extend(part.updated)
            done.unchanged.extend(part.unchanged)
        self.retriever.sync()
        return done

    def put_policies(self, policies: Iterable[Fact]) -> Upserted:
        """Store policies, whatever kind the facts say they are."""
        return self.put(fact.model_copy(update={"kind": FactKind.POLICY}) for fact in policies)

    def put_orders(self, orders: Iterable[OrderData]) -> Upserted:
        """Store orders; the ids returned are those of their facts."""
        return self.put(fact_from_order(order) for order in orders)

    def put_contacts(self, contacts: Iterable[Fact]) -> Upserted:
        """Store contacts; one without a text gets one from its data."""
        return self.put(
            fact_from_contact(fact.id, fact.text, title=fact.title, data=fact.data, source=fact.source).model_copy(
                update={"valid_from": fact.valid_from, "valid_until": fact.valid_until}
            )
            for fact in contacts
        )

    def delete(self, kind: FactKind, ids: Iterable[str]) -> int:
        """Forget facts; orders may be named by their order id. Return how many there were."""
        names = list(ids)
        if kind is FactKind.ORDER:
            names = [name for order_id in names for name in (order_id, order_fact_id(order_id))]
        removed = self.repo.delete(kind, names)
        self.retriever.sync()
        return removed

    def ingest(
        self,
        paths: Iterable[Path | str],
        *,
        kind: FactKind | str | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> IngestReport:
        """Bring files and folders in and index them; see `knowledge.ingest.ingest`."""
        report = ingest(paths, self.repo, kind=kind, progress=progress)
        self.retriever.sync()
        return report

    def upload(self, name: str, content: bytes, *, kind: FactKind | str | None = None) -> IngestReport:
        """Bring one uploaded file in and index it; see `knowledge.ingest.ingest_upload`."""
        report = ingest_upload(name, content, self.repo, kind=kind)
        self.retriever.sync()
        return report

    def search(
        self,
        query: str,
        *,
        k: int = 5,
        kinds: Collection[FactKind] = (FactKind.POLICY,),
        today: date | None = None,
    ) -> list[Hit]:
        """Return the passages that bear on a text; see `Retriever.search`."""
        return self.retriever.search(query, k=k, kinds=kinds, today=today)

    def orders(self, person: Person, *, order_ids: Sequence[str] = (), text: str = "", limit: int = 3) -> OrderSearch:
        """Return the orders a complaint is about and its author may hear of; see `find_orders`."""
        return find_orders(
            self.repo,
            person=person,
            order_ids=order_ids,
            text=text,
            embedder=self._embedder,
            limit=limit,
            region=self._region,
        )

    def contacts(self, *, today: date | None = None) -> list[Fact]:
        """Return the contacts valid on `today` (all, when no day is given), at most a thousand."""
        facts = self.repo.list(FactKind.CONTACT)
        return [fact for fact in facts if today is None or fact.valid_on(today)]

    def contact_for(self, topic: str, channel: str = "other", *, today: date | None = None) -> Fact | None:
        """Return the contact that best serves a topic; see `knowledge.contacts.route`."""
        return route(self.contacts(today=today), topic, channel)
