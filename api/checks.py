"""Checks: the guardrails over a reply that somebody wrote, with the facts they name."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from time import monotonic

import structlog

from api.drafting.gathering import Gatherer, author_of
from api.drafting.pipeline import assessed
from api.drafting.vetting import Vetted, vet, vet_complaint
from api.drafting.writing import Judge
from api.llm.judge import Case, Looked
from api.metrics import record_judging
from api.models import CheckReport, CheckRequest
from guardrails.engine import Guard
from guardrails.finding import Report
from guardrails.inbound.assessment import Kind
from guardrails.repair import with_replacements
from guardrails.reply import Reply
from knowledge.brand import Brand
from knowledge.facts import Customer, Fact
from knowledge.identity import Match, compare

log = structlog.get_logger(__name__)

_AT_ONCE = 8
"""Second looks that are under way at the same time for one batch."""


class Checks:
    """Checks replies. The facts given are all that is known, unless the request asks for more."""

    def __init__(  # noqa: PLR0913 - the composition root passes each part by name
        self,
        gatherer: Gatherer,
        guard: Guard,
        brand: Callable[[], Brand],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        judge: Judge | None = None,
        judge_seconds: float = 20.0,
    ) -> None:
        """Keep the parts; `judge_seconds` are for all second looks of one request together."""
        self._gatherer = gatherer
        self._guard = guard
        self._brand = brand
        self._clock = clock
        self._judge = judge
        self._judge_seconds = judge_seconds

    def check(self, request: CheckRequest) -> CheckReport:
        """Return the report on one reply."""
        return self.check_all([request])[0]

    def check_all(self, requests: Sequence[CheckRequest]) -> list[CheckReport]:
        """Return the report on each reply, in order."""
        today = [request.as_of or self._clock().date() for request in requests]
        vetted = [self._facts(*asked) for asked in zip(requests, today, strict=True)]
        replies = [self._reply(*asked) for asked in zip(requests, today, vetted, strict=True)]
        cases = [Case(reply, report) for reply, report in zip(replies, self._checked(replies), strict=True)]
        reports = [
            self._offered(case.reply, report) if request.replacements else report
            for request, case, report in zip(requests, cases, self._looked_at(cases), strict=True)
        ]
        return [
            report.model_copy(update={"facts_left_out": one.reasons}) if one.reasons else report
            for report, one in zip(reports, vetted, strict=True)
        ]

    def on_record(self, text: str) -> list[Fact]:
        """Return the policies, verified notes and contacts that a text can rest on today."""
        today = self._clock().date()
        policies, notes = self._gatherer.passages(text, [], today)
        return [*policies, *notes, *self._gatherer.contacts("other", "other", [], today)]

    def _checked(self, replies: Sequence[Reply]) -> list[Report]:
        """Return the guard's reports; of several replies, as many at once as there are cores."""
        if len(replies) == 1:
            return [self._guard.check(replies[0])]
        with ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="amends-check") as pool:
            return list(pool.map(self._guard.check, replies))

    def _looked_at(self, cases: Sequence[Case]) -> list[CheckReport]:
        judge, deadline = self._judge, monotonic() + self._judge_seconds
        if judge is None:
            return [_told(Looked([case.report])) for case in cases]
        if len(cases) == 1:
            return [_told(judge.look(cases, deadline))]
        with ThreadPoolExecutor(min(_AT_ONCE, len(cases)), thread_name_prefix="amends-judge") as pool:
            return [_told(looked) for looked in pool.map(lambda case: judge.look([case], deadline), cases)]

    def _offered(self, reply: Reply, report: CheckReport) -> CheckReport:
        return with_replacements(self._guard, reply, report) if report.findings else report

    def _reply(self, request: CheckRequest, today: date, vetted: Vetted) -> Reply:
        complaint, channel, brand = request.complaint, request.channel, self._brand()
        if complaint is None:
            return _bare(request, today, vetted.facts, brand.on(channel))
        brand = brand.on(channel or complaint.channel)
        assessment = assessed(complaint, self._clock(), brand)
        earlier = [line.text for line in complaint.thread if line.role == "brand"]
        return Reply(
            text=request.reply,
            audience=request.audience,
            today=today,
            channel=channel or complaint.channel,
            complaint=vet_complaint(complaint).text,
            facts=vetted.facts,
            earlier=earlier,
            first=assessment.kind is Kind.COMPLAINT and not earlier,
            language=brand.answers_in(assessment.language),
            locale=brand.locale,
            currency=brand.currency,
            offers=brand.limits,
            signed=brand.signers,
            needs_private_route=brand.prefer_offline and assessment.kind is Kind.COMPLAINT and not earlier,
        )

    def _facts(self, request: CheckRequest, today: date) -> Vetted:
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
        return vet(list({fact.id: fact for fact in facts}.values()))

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


def _bare(request: CheckRequest, today: date, facts: Sequence[Fact], brand: Brand) -> Reply:
    return Reply(
        text=request.reply,
        audience=request.audience,
        today=today,
        channel=request.channel,
        facts=facts,
        first=False,
        locale=brand.locale,
        currency=brand.currency,
        offers=brand.limits,
        signed=brand.signers,
        needs_private_route=False,
    )


def _told(looked: Looked) -> CheckReport:
    """Return the one report, with what is to be told of the second look."""
    (report,), attempt = looked.reports, looked.attempt
    if attempt is None:
        return CheckReport.model_construct(**dict(report))
    record_judging(attempt)
    log.info("looked twice", outcome=attempt.outcome, detail=attempt.detail, ms=attempt.ms)
    return CheckReport.model_construct(**dict(report), judge=attempt, usage=looked.usage)
