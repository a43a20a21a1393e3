"""The ground of a reply: what is known of the case, worked out once for all of its messages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from api.drafting.brief import Brief
from api.drafting.composing.desks import desk_of
from api.drafting.composing.pledges import emergency_line, line_for, named_in
from api.drafting.composing.plight import Plight, plight_of
from api.drafting.composing.reading import stake
from api.drafting.composing.record import GOODS, OnRecord, cannot_have_come, concerned, orders_on, situation
from api.drafting.composing.telling.signers import label, signer
from api.drafting.composing.telling.telling import NOTHING, Telling, tell
from guardrails.inbound.assessment import Kind, Topic
from guardrails.inbound.impact import impact
from guardrails.inbound.kind_words import finds_fault
from guardrails.inbound.problem import Problem, ProblemKind, describe_problem
from guardrails.inbound.restating.restate import restate
from knowledge.contacts import desk_for, details, is_outside, route
from knowledge.facts import ContactData, Fact, OrderData

_NO_PROBLEM = Problem(ProblemKind.OTHER, None, "")
_VAGUE = frozenset({Topic.DELIVERY, Topic.SERVICE, Topic.OTHER})
_READ = 3000
"""Code points in which a complaint has told its problem; a longer one says it again."""
_UNCLEAR = 40
"""A message of no clear kind that is longer than this has told us something we should be sorry for."""
_ASKED_ABOUT = frozenset(
    {
        *(ProblemKind.FAULTY, ProblemKind.QUALITY, ProblemKind.MISLEADING),
        *(ProblemKind.OTHER, ProblemKind.PRICE_RISE, ProblemKind.NO_STOCK),
    }
)
_TOUCHED = "this touched "
_HOURS_MOST, _TEAM_MOST, _SHORTEST_TEAM = 45, 40, 5


_AWAITED = re.compile(
    r"\b(?:still|waiting|waited|where(?:'s| is| are)|hasn.?t|haven.?t|never|no sign|nothing|no refund|promised|told me"
    r"|not (?:yet |been )?(?:received|arrived|here|back|come|paid|refunded|in my)|you said|ages|owed?|chas\w+|pending"
    r"|was (?:told|sent|issued|approved)|(?:days?|weeks?|months?) (?:ago|later|on|now)|when (?:will|do|can) i"
    r"|(?:since|for) (?:\w+ ){0,3}(?:days?|weeks?|months?))\b",
    re.IGNORECASE,
)
"""Signs that a refund was due before."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of a case.

    `kind` is what the message is answered as, `problem` is as the customer tells it; `likely` is the same, or the
    delay that the record shows where the complaint is not clear. `record` is the order concerned, `situation` the line
    of the record that helps, `contact` whom to send people to and `ways` its values in words. `plight` is why a person
    has to take over, where one has, and `desk` tells that the contact is the one that looks after such matters.
    """

    brief: Brief
    kind: Kind
    problem: Problem
    likely: Problem
    stake: str | None
    detail: str | None
    record: OnRecord | None
    situation: str | None
    several_orders: bool
    contact: Fact | None
    ways: Mapping[str, str]
    plight: Plight | None = None
    desk: bool = False
    impact: str | None = None
    telling: Telling = NOTHING
    signer: tuple[str, Fact] | None = None

    @property
    def grave(self) -> str | None:
        """Return why a person has to take over, where one has."""
        return self.plight.reason if self.plight else None

    @property
    def signs_for(self) -> str | None:
        """Return the team that whoever signs is on record with."""
        return label(self.signer[1]) if self.signer else None


def survey(brief: Brief) -> Ground:
    """Return the ground of a reply to `brief`."""
    complaint = brief.complaint
    problem = describe_problem(complaint.text[:_READ], brief.orders) or _NO_PROBLEM
    if brief.assessment.language == "en":
        problem = _as_meant(problem, complaint.text)
    orders = orders_on(brief.orders)
    record = concerned(orders, complaint.text, complaint.order_ids, problem.thing) if orders else None
    if record:
        problem = _possible(problem, record.order)
    likely = _likely(brief, problem, record.order) if record else problem
    touched = [one.removeprefix(_TOUCHED) for one in problem.details if one.startswith(_TOUCHED)]
    plight = plight_of(complaint.text, problem, brief.assessment)
    grave = plight.reason if plight else None
    in_english = brief.language.partition("-")[0].lower() == "en"
    desk = _desk(brief, plight) if plight and grave != "self_harm" else None
    contact = desk or _contact_for(brief)
    ways = _ways(details(contact)) if contact else {}
    return Ground(
        brief=brief,
        kind=answered_as(brief, problem),
        problem=problem,
        likely=likely,
        stake=stake(complaint.text) or next(iter(touched), None),
        detail=next((one for one in problem.details if not one.startswith(_TOUCHED)), None),
        record=record,
        situation=situation(likely, record.order, brief.today) if record else None,
        several_orders=record is None and len(orders) > 1,
        contact=contact,
        ways=ways | _taking_over(brief, grave, plight.hazard if plight else None, desk),
        plight=plight,
        desk=desk is not None,
        impact=impact(complaint.text) if brief.assessment.language == "en" else None,
        telling=tell(brief, record, likely.kind) if in_english else NOTHING,
        signer=None if brief.brand.agent_name else signer(brief.contacts),
    )


def _desk(brief: Brief, plight: Plight) -> Fact | None:
    """Return the contact that looks after a grave matter: the one that the policy on it names, else by its own name."""
    told = named_in(brief.policies, plight.reason, plight.hazard)
    known = [(fact, (desk_of(fact).team or "").lower()) for fact in brief.contacts if not is_outside(fact)]
    named = [(told.find(team), fact) for fact, team in known if len(team) > _SHORTEST_TEAM and team in told]
    of_discrimination = told.find("discriminat") if plight.reason == "discrimination" else -1
    after = [one for one in named if one[0] > of_discrimination]
    return min(after or named, key=lambda one: one[0])[1] if named else desk_for(brief.contacts, plight.reason)


def _taking_over(brief: Brief, grave: str | None, hazard: str | None, desk: Fact | None) -> dict[str, str]:
    """Return the team that a grave matter goes to, and the lines that people in need can call, as far as on record."""
    if grave is None:
        return {}
    who = desk_of(desk) if desk else None
    values = {
        "emergency": emergency_line(brief.facts)[0],
        "owner": who.team if who else None,
        "desk": who.named if who else None,
        "office": who.office if who else None,
    }
    found = {name: value for name, value in values.items() if value}
    outside = line_for(brief.facts, hazard or grave)
    if outside:
        return found | {"helpline": outside[0]}
    helpline = desk_for(brief.contacts, "self_harm") if grave == "self_harm" else None
    if helpline:
        line = details(helpline)
        name = line.name or helpline.title or line.team
        if name and line.phone:
            found["helpline"] = f"{name} ({line.phone})"
    return found


def answered_as(brief: Brief, problem: Problem) -> Kind:
    """Return what the message is answered as: one that tells of a problem is a complaint, however it is put."""
    kind, said = brief.assessment.kind, brief.complaint.text
    told = brief.assessment.language == "en" and restate(said).clause is not None
    # A question names a thing and a state of it without complaining of it: "is the light meant to be red?"
    asks_only = problem is _NO_PROBLEM or (brief.assessment.language == "en" and problem.kind in _ASKED_ABOUT)
    if kind is Kind.PRAISE and brief.assessment.language == "en" and finds_fault(said):
        return Kind.COMPLAINT
    if not told and ((kind is Kind.PRAISE and problem is _NO_PROBLEM) or (kind is Kind.QUESTION and asks_only)):
        return kind
    if kind is Kind.OTHER and problem is _NO_PROBLEM and len(said) <= _UNCLEAR:
        return Kind.QUESTION
    return Kind.COMPLAINT


def _as_meant(problem: Problem, said: str) -> Problem:
    """Return the problem, or an unnamed one where a refund is asked for the first time: nobody waits for it yet."""
    if problem.kind is ProblemKind.REFUND_MISSING and not _AWAITED.search(said):
        return replace(problem, kind=ProblemKind.OTHER, clause="")
    return problem


def _possible(problem: Problem, order: OrderData) -> Problem:
    """Return the problem, or an unnamed one where the record rules it out: what never left us cannot be broken."""
    if problem.kind in GOODS and cannot_have_come(order):
        return replace(problem, kind=ProblemKind.OTHER, clause="")
    return problem


def _likely(brief: Brief, problem: Problem, order: OrderData) -> Problem:
    overdue = order.promised_by is not None and order.promised_by < (order.delivered_on or brief.today)
    if problem.kind is ProblemKind.OTHER and brief.assessment.topic in _VAGUE and overdue:
        return replace(problem, kind=ProblemKind.LATE)
    return problem


def _contact_for(brief: Brief) -> Fact | None:
    """Return whom to send people to: the first that serves them, a team's own address before one person's in it."""
    topic, channel = brief.assessment.topic, brief.complaint.channel
    first = next((fact for fact in brief.contacts if route([fact], topic, channel)), None)
    team = brief.brand.team(topic)
    if first is None or (team and team.contact == first.id) or not _is_personal(details(first)):
        return first
    return route([fact for fact in brief.contacts if not _is_personal(details(fact))], topic, channel) or first


def _is_personal(contact: ContactData) -> bool:
    words = (contact.name or "").lower().split()
    return bool(contact.email and words and words[-1] in contact.email.partition("@")[0].lower())


def _ways(contact: ContactData) -> dict[str, str]:
    found = {
        "email": contact.email,
        "phone": contact.phone,
        "url": contact.url,
        "hours": contact.hours if contact.hours and len(contact.hours) <= _HOURS_MOST else None,
        "person": contact.name,
        "team": _team(contact.team),
    }
    return {name: value.strip() for name, value in found.items() if value and value.strip()}


@lru_cache(maxsize=256)
def _team(name: str | None) -> str | None:
    if not name or len(name) > _TEAM_MOST:
        return None
    team = name.strip()
    return team if re.search(r"(?:team|desk|department|office|line)$", team, re.IGNORECASE) else f"{team} team"
