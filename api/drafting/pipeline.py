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

from api.drafting.brief import Brief, Errand
from api.drafting.composing.beyond import beyond
from api.drafting.composing.reading import matters_of
from api.drafting.errands import rule_fact
from api.drafting.gathering import Gatherer, OrdersFound, contact_of, is_free_to_tell
from api.drafting.grouping import Groups, Placed
from api.drafting.privacy import private_stretches
from api.drafting.trace import Trace
from api.drafting.vetting import vet, vet_complaint
from api.drafting.writing import Judge, Settled, Writer, Writing
from api.errors import InvalidInput
from api.models import Author, Channel, Complaint, Draft, DraftRequest, DraftStatus, Moderation, Purpose
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
from knowledge.brand import Brand, HouseRule, Team
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
    errand: Errand | None = None

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
        groups: Groups | None = None,
    ) -> None:
        """Keep the parts; `brand` is asked with every draft, which keeps to what it was told first."""
        self._gatherer = gatherer
        self._guard = guard
        self._brand = brand
        self._writer = writer
        self._second_look = judge
        self._model_seconds = model_seconds
        self._groups = groups
        self._searches = ThreadPoolExecutor(_SEARCHES, thread_name_prefix="amends-search")

    def run(self, order: Order, trace: Trace | None = None) -> Draft:
        """Return the finished draft of an order."""
        trace = trace or Trace()
        if order.errand is not None:
            return self._on_errand(order, order.errand, trace)
        # The search needs only the complaint and runs mostly outside Python: it goes on during the assessment.
        searching = self._searches.submit(self._search, order)
        with trace.step("assess"):
            brief = self._assess(order)
        with trace.step("gather"):
            placed = self._placed(order, brief)
            policies, notes = searching.result()
            brief = self._gather(order, replace(brief, assessment=placed.assessment), policies, [*placed.lines, *notes])
        writing = Writing(self._guard, brief, trace)
        writer, judge = (self._writer, self._second_look) if order.use_model else (None, None)
        settled = writing.settle(writer, self._model_seconds, judge)
        for message in settled.checked.messages:
            trace.tell("text", {"audience": message.audience, "text": message.text})
        return _draft(order, brief, settled, writing, trace).model_copy(update={"incident_id": placed.incident_id})

    def _on_errand(self, order: Order, errand: Errand, trace: Trace) -> Draft:
        """Return a draft that is no reply: a warning or a notice on a house rule, a follow-up."""
        complaint = order.request.complaint
        with trace.step("gather"):
            rule = errand.house_rule
            notes = [rule_fact(rule)] if rule else self._gatherer.improvements(errand.root_cause, order.today)
        brief = Brief(
            complaint=vet_complaint(complaint),
            assessment=errand.assessment,
            brand=self._brand(),
            today=order.today,
            seed=order.draft_id,
            notes=vet(notes).facts,
            elsewhere=order.elsewhere,
            instructions=order.request.instructions,
            variant=order.version - 1,
            errand=errand,
        )
        writing = Writing(self._guard, brief, trace)
        return _draft(order, brief, writing.settle(None, self._model_seconds), writing, trace)

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
            errand=order.errand,
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
            purpose=order.errand.purpose if order.errand else Purpose.REPLY,
            assessment=_told(assessment, [f"A newer message came before this was written: draft {newer} answers both"]),
            verdict=Verdict.PASS,
            respond_by=assessment.respond_by,
            complaint=order.request.complaint,
            created_at=order.now,
            updated_at=order.now,
            as_of=order.request.as_of,
        )

    def house_rule(self, rule_id: str) -> HouseRule:
        """Return a house rule of the brand.

        Raises:
            InvalidInput: it has no such rule.
        """
        rules = {rule.id: rule for rule in self._brand().house_rules}
        if rule_id not in rules:
            known = ", ".join(rules) or "none; add them to the brand's settings, under house_rules"
            raise InvalidInput(f"the brand has no house rule {rule_id!r}", remedy=f"there are: {known}")
        return rules[rule_id]

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
            assessment=_told(assessment, [*order.reasons, *vetted.reasons, *_above(complaint, vetted.facts, brand)]),
            brand=brand,
            today=order.today,
            seed=order.draft_id,
            orders=vetted.facts,
            elsewhere=order.elsewhere,
            instructions=order.request.instructions,
            variant=order.version - 1,
        )

    def _placed(self, order: Order, brief: Brief) -> Placed:
        """Return where the complaint stands among others."""
        if self._groups is None:
            return Placed(brief.assessment)
        return self._groups.placed(order.case_id, brief.assessment, brief.complaint, order.now)

    def _search(self, order: Order) -> tuple[list[Fact], list[Fact]]:
        return self._gatherer.passages(order.request.complaint.text, order.request.facts or [], order.today)

    def _gather(self, order: Order, brief: Brief, policies: list[Fact], notes: list[Fact]) -> Brief:
        given, complaint = order.request.facts or [], brief.complaint
        own = vet([note for note in notes if is_free_to_tell(note, given, brief.orders)])
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
            given=frozenset(fact.id for fact in given),
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
    assessment = _owned(assessment, brand)
    if brand.channel(channel).enabled or assessment.action is Action.DO_NOT_ENGAGE:
        return assessment
    reason = f"Nothing is drafted on {channel}, as the brand's settings say: a person must answer"
    return _told(assessment.model_copy(update={"action": Action.ESCALATE_TO_HUMAN}), [reason])


def _owned(assessment: Assessment, brand: Brand) -> Assessment:
    """Return an assessment with the team that looks after it and the department that mends its cause."""
    team = brand.team(assessment.topic)
    told = {"team": team.team if team else None, "department": department_of(brand, assessment)}
    return assessment.model_copy(update=told) if any(told.values()) else assessment


def department_of(brand: Brand, assessment: Assessment) -> str | None:
    """Return the department that has to mend the cause: the cause's own, else that of the team of the topic."""
    cause = assessment.root_cause or ""
    named = brand.causes.get(cause) or brand.causes.get(cause.replace("_", "-"))
    team = brand.team(assessment.topic)
    return named or (team.department if team else None)


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


def _above(complaint: Complaint, orders: Sequence[Fact], brand: Brand) -> list[str]:
    """Return who has to be asked, for the reviewer, where more is asked for than an agent may give."""
    found = beyond(complaint.text, orders, brand)
    return [found.told] if found else []


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
    errand = order.errand
    is_left_alone = brief.assessment.action is Action.DO_NOT_ENGAGE and errand is None
    return Draft(
        id=order.draft_id,
        case_id=order.case_id,
        version=order.version,
        status=DraftStatus.NO_REPLY if is_left_alone else DraftStatus.PENDING_REVIEW,
        assessment=brief.assessment,
        messages=checked.messages,
        facts=brief.facts,
        given=_given(order),
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
        private_data=private_stretches(order.request.complaint),
        created_at=order.created_at or order.now,
        updated_at=order.now,
        as_of=order.request.as_of,
        purpose=errand.purpose if errand else Purpose.REPLY,
        house_rule=errand.house_rule.id if errand and errand.house_rule else None,
        moderation=proposed(brief.assessment, order.request.complaint),
    )


def _given(order: Order) -> list[FactKind]:
    """Return the kinds of facts that are not looked up again: the caller's, and the house rule of the brand's file."""
    rule = {FactKind.NOTE} if order.errand and order.errand.house_rule else set()
    return sorted({fact.kind for fact in order.request.facts or []} | rule)


def proposed(assessment: Assessment, complaint: Complaint) -> Moderation:
    """Return what is proposed about hiding a message; a genuine complaint is never hidden for being negative."""
    if not complaint.is_public:
        return Moderation(why="Nobody but the brand can read it")
    if assessment.action is Action.HIDE_AND_REACH_OUT:
        shown = "It shows private data" if assessment.contains_private_data else "It offends others"
        return Moderation(propose="hide", why=f"{shown}; the person is answered in private first")
    if assessment.kind is Kind.SPAM:
        return Moderation(propose="hide", why="It is spam")
    return Moderation(why="Nothing in it calls for hiding")
