"""Gathering: what is on record about this person and this problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from api.models import Complaint
from guardrails.inbound.private_data import without_private_data
from knowledge.brand import Team
from knowledge.contacts import desk_for, route
from knowledge.embeddings import Embedder
from knowledge.facts import Customer, Fact, FactKind
from knowledge.identity import Match, compare, person_of
from knowledge.orders import Withheld, find_orders, mentioned_ids, order_fact_id
from knowledge.repository import FactRepository, Person
from knowledge.retrieval import Retriever

PASSAGES = 7
_SEARCHED = {FactKind.POLICY: 5, FactKind.NOTE: 2}
"""How many passages of each kind a draft is given."""
MOST_CONTACTS = 12
IMPROVEMENT = "improvement-"
"""How the ids of notes begin that tell what was improved; the id of the case follows."""
_MOST_IMPROVEMENTS = 1000


@dataclass(frozen=True, slots=True)
class OrdersFound:
    """The orders a draft may speak of, and why others may not be spoken of.

    `match` is `matched` when the record and the person agree, `withheld` when an order was named that cannot be shown
    to this person, `missing` when one was named that is not on record, else `none`.
    """

    orders: list[Fact] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def match(self) -> str:
        """Return how the person and the record agree, in one word."""
        if self.orders:
            return "matched"
        if self.withheld:
            return "withheld"
        return "missing" if self.missing else "none"

    @property
    def reasons(self) -> list[str]:
        """Return why orders that were named are not spoken of, for the reviewer."""
        reasons = [f"Order {one.order_id} was withheld: {one.reason}" for one in self.withheld]
        return reasons + [f"Order {order_id} is not on record" for order_id in self.missing]


class Gatherer:
    """Finds facts for a draft. What the caller gives of a kind stands for all that is known of that kind."""

    def __init__(self, repository: FactRepository, retriever: Retriever, embedder: Embedder) -> None:
        """Keep the parts; nothing is read yet."""
        self._repository = repository
        self._retriever = retriever
        self._embedder = embedder
        self._contacts: tuple[int, list[Fact]] = (-1, [])

    def orders(self, complaint: Complaint, given: Sequence[Fact]) -> OrdersFound:
        """Return the customer's own orders that the complaint is about; never another customer's."""
        person = author_of(complaint)
        own = [fact for fact in given if fact.kind is FactKind.ORDER]
        if own:
            return OrdersFound(
                orders=[fact for fact in own if not is_anothers(fact, person)],
                withheld=[
                    Withheld(_order_id(fact), "the order given belongs to another customer than the author")
                    for fact in own
                    if is_anothers(fact, person)
                ],
            )
        found = find_orders(
            self._repository,
            person=person,
            order_ids=complaint.order_ids,
            text=complaint.text,
            about=without_private_data(complaint.text),
            embedder=self._embedder,
        )
        return OrdersFound(found.orders, found.withheld, found.missing)

    def passages(self, query: str, given: Sequence[Fact], today: date) -> tuple[list[Fact], list[Fact]]:
        """Return the policy passages and the verified notes nearest to `query`, best first, that hold on `today`.

        What is private in `query` is not searched for: the embedding model may be somebody else's.
        """
        own = {kind: [f for f in given if f.kind is kind and f.valid_on(today)] for kind in _SEARCHED}
        kinds = [kind for kind in _SEARCHED if not any(fact.kind is kind for fact in given)]
        hits = (
            self._retriever.search(without_private_data(query), k=PASSAGES, kinds=kinds, today=today) if kinds else []
        )
        for hit in hits:
            if len(own[hit.passage.kind]) < _SEARCHED[hit.passage.kind]:
                own[hit.passage.kind].append(hit.passage.as_fact())
        return own[FactKind.POLICY], own[FactKind.NOTE]

    def contacts(  # noqa: PLR0913, PLR0917 - what decides who is named
        self,
        topic: str,
        channel: str,
        given: Sequence[Fact],
        today: date,
        team: Team | None = None,
        matters: Sequence[str] = (),
    ) -> list[Fact]:
        """Return the ways to reach us that hold on `today`: first the `team` of the topic, else the best for it.

        Those that look after grave `matters` come next.
        """
        own = [fact for fact in given if fact.kind is FactKind.CONTACT]
        known = own or self._known_contacts(team)
        valid = [fact for fact in known if fact.valid_on(today)]
        best = (team and contact_of(team, valid)) or route(valid, topic, channel)
        desks = [desk_for(valid, matter) for matter in matters]
        first = {fact.id: fact for fact in (best, *desks) if fact is not None}
        return [*first.values(), *(fact for fact in valid if fact.id not in first)][:MOST_CONTACTS]

    def improvements(self, root_cause: str | None, today: date) -> list[Fact]:
        """Return the verified notes on what was improved about a root cause, the latest case's first."""
        if root_cause is None:
            return []
        known = self._repository.list(FactKind.NOTE, limit=_MOST_IMPROVEMENTS, after=IMPROVEMENT)
        ours = [fact for fact in known if fact.id.startswith(IMPROVEMENT) and fact.valid_on(today)]
        about = [fact.id for fact in reversed(ours) if (fact.data or {}).get("root_cause") == root_cause]
        # A note is cited by its passages, as everywhere.
        passages = self._repository.passages_under(FactKind.NOTE, about[:MOST_CONTACTS])
        first = {passage.fact_id: passage.as_fact() for passage in reversed(passages)}
        return [first[one] for one in about if one in first]

    def by_order_id(self, order_ids: Sequence[str]) -> list[Fact]:
        """Return orders by exact id, for a caller who may see any order."""
        wanted = [order_fact_id(order_id) for order_id in order_ids]
        return self._repository.get(FactKind.ORDER, wanted)

    def _known_contacts(self, team: Team | None) -> list[Fact]:
        """Return the contacts on record, the one that the brand names for the topic among them."""
        known = self._all_contacts()
        named = team.contact if team else None
        if named is None or any(fact.id == named for fact in known):
            return known
        return [*self._repository.get(FactKind.CONTACT, [named]), *known]

    def _all_contacts(self) -> list[Fact]:
        revision = self._repository.revision()
        if self._contacts[0] != revision:
            self._contacts = (revision, self._repository.list(FactKind.CONTACT, limit=200))
        return self._contacts[1]


def contact_of(team: Team, contacts: Sequence[Fact]) -> Fact | None:
    """Return the contact that the brand names for a team, else the first that bears the team's name."""
    if team.contact is not None:
        return next((fact for fact in contacts if fact.id == team.contact), None)
    name = team.team.casefold()
    return next((fact for fact in contacts if name in {_team_of(fact), (fact.title or "").casefold()}), None)


def _team_of(fact: Fact) -> str:
    contact = fact.contact()
    return ((contact and contact.team) or "").casefold()


def author_of(complaint: Complaint) -> Person:
    """Return how the author of a complaint can be recognised."""
    author = complaint.author
    return person_of(
        handle=author.handle, email=author.email, phone=author.phone, name=author.name, channel=complaint.channel
    )


def _order_id(fact: Fact) -> str:
    order = fact.order()
    return order.order_id if order else fact.id


def is_anothers(fact: Fact, person: Person) -> bool:
    """Return whether an order's customer is known to be somebody else than `person`."""
    order = fact.order()
    return compare(person, (order and order.customer) or Customer()) is Match.DIFFERENT


def is_about_another(note: Fact, orders: Sequence[Fact]) -> bool:
    """Return whether a note speaks of an order that is not among `orders`: another customer's business."""
    named = set(mentioned_ids(f"{note.title or ''}\n{note.text}"))
    own = {_order_id(order) for order in orders}
    return bool(named) and not named & own


def is_free_to_tell(note: Fact, given: Sequence[Fact], orders: Sequence[Fact]) -> bool:
    """Return whether a note may be told to the owner of these orders."""
    return given_note(note, given) or not is_about_another(note, orders)


def given_note(note: Fact, given: Sequence[Fact]) -> bool:
    """Return whether the caller gave the note for this very draft."""
    return any(fact.id == note.id for fact in given)
