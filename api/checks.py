"""Checks: the guardrails over a reply that somebody wrote, with the facts they name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from api.drafting.gathering import Gatherer, author_of
from api.drafting.pipeline import inbound_of
from api.drafting.vetting import vet, vet_complaint
from api.models import CheckRequest
from guardrails.engine import Guard
from guardrails.finding import Report
from guardrails.inbound.assess import assess
from guardrails.inbound.assessment import Kind
from guardrails.reply import Reply
from knowledge.brand import Brand
from knowledge.facts import Customer, Fact
from knowledge.identity import Match, compare


class Checks:
    """Checks replies. The facts given are all that is known, unless the request asks for more."""

    def __init__(
        self,
        gatherer: Gatherer,
        guard: Guard,
        brand: Brand,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Keep the parts."""
        self._gatherer = gatherer
        self._guard = guard
        self._brand = brand
        self._clock = clock

    def check(self, request: CheckRequest) -> Report:
        """Return the report on one reply."""
        return self._guard.check(self._reply(request))

    def _reply(self, request: CheckRequest) -> Reply:
        now = self._clock()
        today = request.as_of or now.date()
        complaint = request.complaint
        if complaint is None:
            return self._bare(request, today)
        facts = self._facts(request, today)
        assessment = assess(inbound_of(complaint, now), now=now, prefer_offline=self._brand.prefer_offline)
        earlier = [line.text for line in complaint.thread if line.role == "brand"]
        return Reply(
            text=request.reply,
            audience=request.audience,
            today=today,
            channel=request.channel or complaint.channel,
            complaint=vet_complaint(complaint).text,
            facts=facts,
            earlier=earlier,
            first=assessment.kind is Kind.COMPLAINT and not earlier,
            language=assessment.language,
            locale=self._brand.locale,
            needs_private_route=self._brand.prefer_offline and assessment.kind is Kind.COMPLAINT and not earlier,
        )

    def _bare(self, request: CheckRequest, today: date) -> Reply:
        return Reply(
            text=request.reply,
            audience=request.audience,
            today=today,
            channel=request.channel,
            facts=self._facts(request, today),
            first=False,
            locale=self._brand.locale,
            needs_private_route=False,
        )

    def _facts(self, request: CheckRequest, today: date) -> list[Fact]:
        given = list(request.facts or [])
        facts = list(given)
        if request.order_ids:
            facts += self._orders(request)
        if request.retrieve:
            complaint = request.complaint
            query = f"{complaint.text}\n{request.reply}" if complaint else request.reply
            channel = request.channel or (complaint.channel if complaint else "other")
            policies, notes = self._gatherer.passages(query, given, today)
            facts += [*policies, *notes, *self._gatherer.contacts("other", channel, given, today)]
            if complaint:
                facts += self._gatherer.orders(complaint, given).orders
        return vet(list({fact.id: fact for fact in facts}.values())).facts

    def _orders(self, request: CheckRequest) -> list[Fact]:
        """Return the orders asked for by id, without those that belong to another than the complaint's author."""
        found = self._gatherer.by_order_id(request.order_ids or [])
        if request.complaint is None:
            return found
        person = author_of(request.complaint)
        customers = [((order := fact.order()) and order.customer) or Customer() for fact in found]
        return [
            fact
            for fact, customer in zip(found, customers, strict=True)
            if compare(person, customer) is not Match.DIFFERENT
        ]
