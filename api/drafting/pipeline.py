"""The whole flow of a draft: assess, gather, write, check, revise, settle.

A draft is written by the model where one is configured, else by the composer. Whatever fails, the next safer writer
takes over: model, model with feedback (twice), the model's best text with its guilty sentences mended, the composer,
and last the holding line. Nothing the guardrails block is ever the result while any of these passes. Where they were
unsure of a sentence, a judge looks twice at it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from api.drafting.brief import Brief
from api.drafting.composing.reading import matters_of
from api.drafting.gathering import Gatherer, OrdersFound, contact_of, given_note, is_about_another
from api.drafting.trace import Trace
from api.drafting.vetting import vet, vet_complaint
from api.drafting.writing import Judge, Settled, Writer, Writing
from api.models import Author, Channel, Complaint, Draft, DraftRequest, DraftStatus
from guardrails.engine import Guard
from guardrails.finding import Verdict
from guardrails.inbound.assess import assess, warm_up
from guardrails.inbound.assessment import (
    Action,
    Assessment,
    Gravity,
    Inbound,
    Kind,
    Legitimacy,
    ThreadLine,
    Topic,
)
from guardrails.inbound.deadline import Deadlines
from knowledge.brand import Brand, Team
from knowledge.facts import Fact, FactKind

_WARMING = (
    "My blue lamp never arrived and I want my £20 back!",
    "Nobody answers your phone, +44 20 7946 0000, and I was charged twice on 3 May.",
    "Die Lieferung kam kaputt an und niemand antwortet auf meine E-Mails.",
)
_SEARCHES = 16
_LAST_RESORT_TIME = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of the pipeline: a request with the ids and the moment that identify it.

    `reasons` tell how the request came to be what it is, `elsewhere` what others were told in the same conversation.
    """

    request: DraftRequest
    draft_id: str
    case_id: str
    now: datetime
    version: int = 1
    created_at: datetime | None = None
    use_model: bool = True
    reasons: Sequence[str] = ()
    elsewhere: Sequence[str] = ()

    @property
    def today(self) -> date:
        """Return the day on which the reply is read."""
        return self.request.as_of or self.now.date()


class Pipeline:
    """Writes drafts. It holds no state between them and may be called from many threads."""

    def __init__(  # noqa: PLR0913 - the composition root passes each part by name
        self,
        *,
        gatherer: Gatherer,
        guard: Guard,
        brand: Callable[[], Brand],
        writer: Writer | None = None,
        judge: Judge | None = None,
        model_seconds: float = 20.0,
    ) -> None:
        """Keep the parts; `brand` is asked with every draft, which keeps to what it was told first."""
        self._gatherer = gatherer
        self._guard = guard
        self._brand = brand
        self._writer = writer
        self._second_look = judge
        self._model_seconds = model_seconds
        self._searches = ThreadPoolExecutor(_SEARCHES, thread_name_prefix="amends-search")

    def run(self, order: Order, trace: Trace | None = None) -> Draft:
        """Return the finished draft of an order."""
        trace = trace or Trace()
        # The search needs only the complaint and runs mostly outside Python: it goes on during the assessment.
        searching = self._searches.submit(self._search, order)
        with trace.step("assess"):
            brief = self._assess(order)
        with trace.step("gather"):
            brief = self._gather(order, brief, *searching.result())
        writing = Writing(self._guard, brief, trace)
        writer, judge = (self._writer, self._second_look) if order.use_model else (None, None)
        settled = writing.settle(writer, self._model_seconds, judge)
        for message in settled.checked.messages:
            trace.tell("text", {"audience": message.audience, "text": message.text})
        return _draft(order, brief, settled, writing, trace)

    def warm(self) -> None:
        """Write drafts that nobody sees, so that the first real ones do not pay for what is loaded at first use."""
        warm_up()
        for number, text in enumerate(_WARMING):
            complaint = Complaint(text=text, channel=Channel.X, author=Author(handle="warm-up", name="Warm Up"))
            facts = [Fact(id="order-0", kind=FactKind.ORDER, data={"order_id": "0", "status": "shipped"})]
            request = DraftRequest(complaint=complaint, facts=facts)
            self.run(Order(request, f"drf_warm_{number}", "cas_warm", datetime.now(UTC), use_model=False))

    def last_resort(self, order: Order, error: Exception) -> Draft:
        """Return a draft for a person to answer, when an unforeseen error kept one from being written."""
        assessment = Assessment(
            kind=Kind.OTHER,
            legitimacy=Legitimacy.NEEDS_CHECK,
            severity=Gravity.MEDIUM,
            topic=Topic.OTHER,
            action=Action.ESCALATE_TO_HUMAN,
            respond_by=order.now + _LAST_RESORT_TIME,
            reasons=[f"No reply could be written ({type(error).__name__}): a person must answer"],
        )
        brief = Brief(
            complaint=order.request.complaint,
            assessment=assessment,
            brand=self._brand(),
            today=order.today,
            seed=order.draft_id,
        )
        trace = Trace()
        writing = Writing(self._guard, brief, trace)
        return _draft(order, brief, writing.hold(), writing, trace)

    def overtaken(self, order: Order, newer: str) -> Draft:
        """Return a draft without messages for what draft `newer` answers together with what came after it."""
        assessment = self.assess(order.request.complaint, order.now)
        return Draft(
            id=order.draft_id,
            case_id=order.case_id,
            version=order.version,
            status=DraftStatus.SUPERSEDED,
            superseded_by=newer,
            assessment=_told(assessment, [f"A newer message came before this was written: draft {newer} answers both"]),
            verdict=Verdict.PASS,
            respond_by=assessment.respond_by,
            complaint=order.request.complaint,
            created_at=order.now,
            updated_at=order.now,
            as_of=order.request.as_of,
        )

    def assess(self, complaint: Complaint, now: datetime) -> Assessment:
        """Return the assessment of a complaint, cross-checked with the orders on record."""
        return _judged(complaint, self._gatherer.orders(complaint, []), now, self._brand())

    def _assess(self, order: Order) -> Brief:
        complaint, brand = order.request.complaint, self._brand()
        found = self._gatherer.orders(complaint, order.request.facts or [])
        vetted = vet(found.orders)
        assessment = _judged(complaint, found, order.now, brand)
        return Brief(
            complaint=vet_complaint(complaint) if assessment.prompt_injection else complaint,
            assessment=_told(assessment, [*order.reasons, *vetted.reasons]),
            brand=brand,
            today=order.today,
            seed=order.draft_id,
            orders=vetted.facts,
            elsewhere=order.elsewhere,
            instructions=order.request.instructions,
            variant=order.version - 1,
        )

    def _search(self, order: Order) -> tuple[list[Fact], list[Fact]]:
        return self._gatherer.passages(order.request.complaint.text, order.request.facts or [], order.today)

    def _gather(self, order: Order, brief: Brief, policies: list[Fact], notes: list[Fact]) -> Brief:
        given, complaint = order.request.facts or [], brief.complaint
        own = vet([note for note in notes if given_note(note, given) or not is_about_another(note, brief.orders)])
        topic = brief.assessment.topic
        team = brief.brand.team(topic)
        matters = matters_of(brief.assessment.grave)
        contacts = vet(self._gatherer.contacts(topic, complaint.channel, given, order.today, team, matters))
        rules = vet(policies)
        reasons = [*rules.reasons, *contacts.reasons, *own.reasons, *_handed_to(team, contacts.facts)]
        return replace(
            brief,
            assessment=_told(brief.assessment, reasons),
            policies=rules.facts,
            contacts=contacts.facts,
            notes=own.facts,
        )


def _judged(complaint: Complaint, found: OrdersFound, now: datetime, brand: Brand) -> Assessment:
    assessment = assessed(complaint, now, brand, orders=found.orders, order_match=found.match)
    return _told(assessment, found.reasons)


def assessed(
    complaint: Complaint, now: datetime, brand: Brand, *, orders: Sequence[Fact] = (), order_match: str = "none"
) -> Assessment:
    """Return the assessment of a complaint by the brand's deadlines and habits; `orders` are those of its author."""
    channel = complaint.channel
    assessment = assess(
        inbound_of(complaint, now),
        orders=orders,
        order_match=order_match,
        now=now,
        prefer_offline=brand.on(channel).prefer_offline,
        deadlines=Deadlines.of(brand),
    )
    if brand.channel(channel).enabled or assessment.action is Action.DO_NOT_ENGAGE:
        return assessment
    reason = f"Nothing is drafted on {channel}, as the brand's settings say: a person must answer"
    return _told(assessment.model_copy(update={"action": Action.ESCALATE_TO_HUMAN}), [reason])


def _told(assessment: Assessment, reasons: Sequence[str]) -> Assessment:
    """Return an assessment that gives these reasons too."""
    return assessment.model_copy(update={"reasons": [*assessment.reasons, *reasons]}) if reasons else assessment


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


def _handed_to(team: Team | None, contacts: Sequence[Fact]) -> list[str]:
    """Return who looks after it, as the brand's settings say, for the reviewer."""
    if team is None:
        return []
    told = f"Looked after by {team.team}" + (f" ({team.department})" if team.department else "")
    if team.contact and contact_of(team, contacts) is None:
        return [told, f"The brand's settings name the contact {team.contact} for it, which is not on record"]
    return [told]


def _draft(order: Order, brief: Brief, settled: Settled, writing: Writing, trace: Trace) -> Draft:
    checked = settled.checked
    is_left_alone = brief.assessment.action is Action.DO_NOT_ENGAGE
    return Draft(
        id=order.draft_id,
        case_id=order.case_id,
        version=order.version,
        status=DraftStatus.NO_REPLY if is_left_alone else DraftStatus.PENDING_REVIEW,
        assessment=brief.assessment,
        messages=checked.messages,
        facts=brief.facts,
        given=sorted({fact.kind for fact in order.request.facts or []}),
        cited=settled.cited,
        claims=checked.claims,
        findings=checked.findings,
        verdict=checked.verdict,
        attempts=writing.attempts,
        respond_by=brief.assessment.respond_by,
        model=settled.writer if settled.by_model else None,
        prompt=writing.prompt,
        usage=writing.usage,
        timings=trace.timings,
        complaint=order.request.complaint,
        created_at=order.created_at or order.now,
        updated_at=order.now,
        as_of=order.request.as_of,
    )
