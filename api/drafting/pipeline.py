"""The whole flow of a draft: assess, gather, write, check, revise, settle.

A draft is written by the model where one is configured, else by the composer. Whatever fails, the next safer writer
takes over: model, model with feedback (twice), the model's text without its guilty sentences, the composer, and last the
holding line. Nothing the guardrails block is ever the result while any of these passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from time import monotonic
from typing import Protocol

from api.drafting.brief import Brief, Composed
from api.drafting.checking import Checked, check_messages, feedback
from api.drafting.composer import compose, holding
from api.drafting.gathering import Gatherer, OrdersFound
from api.drafting.repair import drop_guilty_sentences
from api.drafting.trace import Trace
from api.llm.writer import Written
from api.models import Attempt, Complaint, Draft, DraftRequest, DraftStatus, Message, PromptRef, Usage
from guardrails.engine import Guard
from guardrails.finding import Severity, Verdict
from guardrails.inbound.assess import assess
from guardrails.inbound.assessment import Action, Assessment, Inbound, ThreadLine
from knowledge.brand import Brand
from knowledge.facts import Fact

REVISIONS = 2
"""How often findings are fed back to the model before its text is cut or given up."""

MODEL_WRITES = frozenset(
    {Action.REPLY_AND_TAKE_OFFLINE, Action.REPLY_PUBLIC, Action.REPLY_PRIVATE, Action.HIDE_AND_REACH_OUT}
)
"""Holding and escalation lines are fixed words on purpose; a model does not write them."""


class Writer(Protocol):
    """Whoever can write a reply from a brief; see `api.llm.writer`."""

    @property
    def name(self) -> str:
        """Return the model's name."""
        ...

    def write(
        self,
        brief: Brief,
        *,
        feedback: list[str],
        previous: Composed | None,
        deadline: float,
    ) -> Written:
        """Return what was written, or why nothing was; never raises."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of the pipeline: a request with the ids and the moment that identify it."""

    request: DraftRequest
    draft_id: str
    case_id: str
    now: datetime
    version: int = 1
    created_at: datetime | None = None
    use_model: bool = True

    @property
    def today(self) -> date:
        """Return the day on which the reply is read."""
        return self.request.as_of or self.now.date()


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome of one writer: its messages with the reports, and the attempts it took."""

    checked: Checked
    cited: list[str]
    writer: str


class Pipeline:
    """Writes drafts. It holds no state between them and may be called from many threads."""

    def __init__(
        self,
        *,
        gatherer: Gatherer,
        guard: Guard,
        brand: Brand,
        writer: Writer | None = None,
        model_seconds: float = 20.0,
    ) -> None:
        """Keep the parts."""
        self._gatherer = gatherer
        self._guard = guard
        self._brand = brand
        self._writer = writer
        self._model_seconds = model_seconds

    def run(self, order: Order, trace: Trace | None = None) -> Draft:
        """Return the finished draft of an order."""
        trace = trace or Trace()
        with trace.step("assess"):
            brief, found = self._assess(order)
        with trace.step("gather"):
            brief = self._gather(order, brief)
        attempts: list[Attempt] = []
        spent = Spent()
        settled = self._settle(brief, trace, attempts, spent, use_model=order.use_model)
        for message in settled.checked.messages:
            trace.tell("text", {"audience": message.audience, "text": message.text})
        return _draft(order, _with_reasons(brief, found), settled, attempts, spent, trace)

    def assess(self, complaint: Complaint, now: datetime, facts: list[Fact] | None = None) -> Assessment:
        """Return the assessment of a complaint, cross-checked with the orders on record."""
        found = self._gatherer.orders(complaint, facts or [])
        return assess(
            inbound_of(complaint, now),
            orders=found.orders,
            order_match=found.match,
            now=now,
            prefer_offline=self._brand.prefer_offline,
        )

    def _assess(self, order: Order) -> tuple[Brief, OrdersFound]:
        complaint = order.request.complaint
        found = self._gatherer.orders(complaint, order.request.facts or [])
        assessment = assess(
            inbound_of(complaint, order.now),
            orders=found.orders,
            order_match=found.match,
            now=order.now,
            prefer_offline=self._brand.prefer_offline,
        )
        return Brief(
            complaint=complaint,
            assessment=assessment,
            brand=self._brand,
            today=order.today,
            seed=order.draft_id,
            orders=found.orders,
            instructions=order.request.instructions,
            variant=order.version - 1,
        ), found

    def _gather(self, order: Order, brief: Brief) -> Brief:
        given, complaint = order.request.facts or [], brief.complaint
        return replace(
            brief,
            policies=self._gatherer.policies(complaint.text, given, order.today),
            contacts=self._gatherer.contacts(brief.assessment.topic, complaint.channel, given, order.today),
            notes=self._gatherer.notes(complaint.text, given, order.today),
        )

    def _settle(self, brief: Brief, trace: Trace, attempts: list[Attempt], spent: Spent, *, use_model: bool) -> Settled:
        composed = compose(brief)
        if not composed.messages:
            return Settled(Checked([], []), [], "composer")
        if self._writer and use_model and brief.assessment.action in MODEL_WRITES:
            for settled in self._by_model(self._writer, brief, composed, trace, attempts, spent):
                return settled
        return self._by_composer(brief, composed, trace, attempts)

    def _by_model(  # noqa: PLR0913 - the parts of one conversation with the model
        self,
        writer: Writer,
        brief: Brief,
        shape: Composed,
        trace: Trace,
        attempts: list[Attempt],
        spent: Spent,
    ) -> Iterator[Settled]:
        """Yield the first text of the model that may go out, if any; every try is added to `attempts`."""
        deadline = monotonic() + self._model_seconds
        remarks: list[str] = []
        previous: Composed | None = None
        for _ in range(1 + REVISIONS):
            with trace.step("write"):
                written = writer.write(brief, feedback=remarks, previous=previous, deadline=deadline)
            spent.add(written)
            if written.composed is None:
                attempts.append(written.attempt)
                break
            previous = _in_shape(written.composed, shape)
            with trace.step("check"):
                checked = check_messages(self._guard, brief, previous.messages)
            attempts.append(_judged(written.attempt, checked))
            if checked.verdict is not Verdict.BLOCK:
                yield Settled(checked, previous.cited, writer.name)
                return
            remarks = feedback(checked.findings)
        if previous is not None and (settled := self._repaired(brief, previous, writer.name, attempts)):
            yield settled

    def _repaired(self, brief: Brief, composed: Composed, writer: str, attempts: list[Attempt]) -> Settled | None:
        messages = list(composed.messages)
        for _ in range(2):
            checked = check_messages(self._guard, brief, messages)
            if checked.verdict is not Verdict.BLOCK:
                break
            for place, report in enumerate(checked.reports):
                kept = drop_guilty_sentences(messages[place].text, report.findings)
                if kept is None and report.verdict is Verdict.BLOCK:
                    return None
                if kept is not None:
                    messages[place] = messages[place].model_copy(update={"text": kept})
        checked = check_messages(self._guard, brief, messages)
        if checked.verdict is Verdict.BLOCK:
            return None
        attempts.append(Attempt(writer=writer, outcome="used", detail="guilty sentences dropped", messages=messages))
        return Settled(checked, composed.cited, writer)

    def _by_composer(self, brief: Brief, composed: Composed, trace: Trace, attempts: list[Attempt]) -> Settled:
        """Return the composer's reply; if that is blocked, without the guilty sentences; last the holding line."""
        with trace.step("check"):
            checked = check_messages(self._guard, brief, composed.messages)
        attempts.append(_judged(Attempt(writer="composer", outcome="used", cited=composed.cited), checked))
        if checked.verdict is not Verdict.BLOCK:
            return Settled(checked, composed.cited, "composer")
        if settled := self._repaired(brief, composed, "composer", attempts):
            return settled
        last = holding(brief)
        checked = check_messages(self._guard, brief, last.messages)
        attempts.append(_judged(Attempt(writer="holding", outcome="used"), checked))
        return Settled(checked, last.cited, "holding")


class Spent:
    """Tokens, money and the prompt of the model calls of one draft."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.usage = Usage()
        self.prompt: PromptRef | None = None

    def add(self, written: Written) -> None:
        """Add one call."""
        self.prompt = written.prompt or self.prompt
        more = written.usage
        costs = [cost for cost in (self.usage.cost, more.cost) if cost is not None]
        self.usage = Usage(
            input_tokens=self.usage.input_tokens + more.input_tokens,
            output_tokens=self.usage.output_tokens + more.output_tokens,
            calls=self.usage.calls + more.calls,
            cost=sum(costs) if costs else None,
            currency=more.currency or self.usage.currency,
        )


def inbound_of(complaint: Complaint, now: datetime) -> Inbound:
    """Return a complaint in the plain terms of the assessment."""
    author = complaint.author
    return Inbound(
        text=complaint.text,
        channel=complaint.channel,
        public=complaint.is_public,
        handle=author.handle,
        name=author.name,
        email=author.email,
        phone=author.phone,
        followers=author.followers,
        thread=[ThreadLine(line.role, line.text, line.author, line.at) for line in complaint.thread],
        language=complaint.language,
        received_at=complaint.received_at or now,
    )


def _in_shape(written: Composed, shape: Composed) -> Composed:
    """Return what the model wrote for the messages that are wanted; what it left out is the composer's."""
    by_audience = {message.audience: message for message in written.messages if message.text.strip()}
    messages = [
        Message(audience=wanted.audience, channel=wanted.channel, text=by_audience[wanted.audience].text)
        if wanted.audience in by_audience
        else wanted
        for wanted in shape.messages
    ]
    return Composed(messages, written.cited)


def _judged(attempt: Attempt, checked: Checked) -> Attempt:
    blocked = checked.verdict is Verdict.BLOCK
    serious = [finding for finding in checked.findings if finding.severity is Severity.BLOCK]
    return attempt.model_copy(
        update={
            "outcome": "blocked" if blocked else "used",
            "messages": checked.messages,
            "findings": serious if blocked else [],
        }
    )


def _with_reasons(brief: Brief, found: OrdersFound) -> Brief:
    """Return the brief with the reasons why orders that were named are not spoken of."""
    reasons = [f"Order {one.order_id} was withheld: {one.reason}" for one in found.withheld]
    reasons += [f"Order {order_id} is not on record" for order_id in found.missing]
    new = [reason for reason in reasons if reason not in brief.assessment.reasons]
    if not new:
        return brief
    told = brief.assessment.model_copy(update={"reasons": [*brief.assessment.reasons, *new]})
    return replace(brief, assessment=told)


def _draft(  # noqa: PLR0913 - the parts of one record
    order: Order, brief: Brief, settled: Settled, attempts: list[Attempt], spent: Spent, trace: Trace
) -> Draft:
    by_model = settled.writer not in ("composer", "holding")
    silent = not settled.checked.messages
    return Draft(
        id=order.draft_id,
        case_id=order.case_id,
        version=order.version,
        status=DraftStatus.NO_REPLY if silent else DraftStatus.PENDING_REVIEW,
        assessment=brief.assessment,
        messages=settled.checked.messages,
        facts=brief.facts,
        claims=settled.checked.claims,
        findings=settled.checked.findings,
        verdict=settled.checked.verdict,
        attempts=attempts,
        respond_by=brief.assessment.respond_by,
        model=settled.writer if by_model else None,
        prompt=spent.prompt,
        usage=spent.usage,
        timings=trace.timings,
        complaint=brief.complaint,
        created_at=order.created_at or order.now,
        updated_at=order.now,
        as_of=order.request.as_of,
    )
