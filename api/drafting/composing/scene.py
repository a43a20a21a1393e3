"""The scene of one message: all that its wording depends on, worked out once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from api.drafting.brief import Brief
from api.drafting.composing.choice import Choice
from api.drafting.composing.grammar import spelt_out
from api.drafting.composing.people import full_name, given_name, handle_of, speaks_as_one, titled_name
from api.drafting.composing.reading import stake
from api.drafting.composing.record import OnRecord, concerned, orders_on, situation
from api.drafting.composing.record import values as record_values
from api.models import Channel
from guardrails.inbound.assessment import Topic
from guardrails.inbound.problem import Problem, ProblemKind, describe_problem
from knowledge.brand import Voice
from knowledge.contacts import details, route
from knowledge.facts import ContactData, Fact, OrderData
from prompts.phrasebook import Phrase, Phrasebook, phrasebook

_MESSENGERS = frozenset({Channel.X, Channel.FACEBOOK, Channel.INSTAGRAM, Channel.TIKTOK, Channel.LINKEDIN})
_AS_ONE = {"i": "I", "im": "I'm", "ive": "I've", "id": "I'd", "ill": "I'll", "me": "me"}
_AS_MANY = {"i": "we", "im": "we're", "ive": "we've", "id": "we'd", "ill": "we'll", "me": "us"}
_PRONOUNS = frozenset(_AS_ONE)
_VOICE = re.compile(r"\b(formal|plain|warm)\w*\b", re.IGNORECASE)
_BRIEFER = re.compile(r"\b(?:short|shorter|brief|briefer|concise|keep it short)\b", re.IGNORECASE)
_VAGUE = frozenset({Topic.DELIVERY, Topic.SERVICE, Topic.OTHER})
_LONG = re.compile(r"\b(?:weeks?|months?|years?)\b", re.IGNORECASE)
"""Waits that may be called long."""
_NAMED = ("opening.", "praise.open", "question.open")
"""Where the customer is called by name if the name is known."""
_NO_PROBLEM = Problem(ProblemKind.OTHER, None, "")
_THING_MOST, _CLAUSE_MOST = 40, 160


@dataclass(frozen=True, slots=True)
class Line:
    """One part of a message in words, and the facts it rests on."""

    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """What one message is written from."""

    brief: Brief
    public: bool
    channel: Channel
    problem: Problem
    book: Phrasebook
    voice: str
    choice: Choice
    known: dict[str, str]
    record: OnRecord | None = None
    situation: str | None = None
    contact: Fact | None = None
    several_orders: bool = False
    grave: str | None = None
    briefly: bool = False
    said: list[str] = field(default_factory=list)

    @property
    def kind(self) -> ProblemKind:
        """Return the kind of problem."""
        return self.problem.kind

    @property
    def has_messenger(self) -> bool:
        """Return whether people can send a direct message where they wrote."""
        return self.channel in _MESSENGERS

    def options(self, key: str) -> Sequence[Phrase]:
        """Return the wordings of `key` whose values are all known."""
        options = self.book.options(key, self.voice, self.known.__contains__)
        if key.startswith(_NAMED) and "name" in self.known:
            return [phrase for phrase in options if "name" in phrase.fields] or options
        return options

    def wordings(self, key: str) -> list[str]:
        """Return the wordings of `key`, rendered, the picked one first."""
        return [phrase.render(self.known) for phrase in self.choice.order(key, self.options(key))]

    def say(self, key: str) -> str | None:
        """Return the picked wording of `key`, or None when there is none."""
        phrase = self.choice.pick(key, self.options(key))
        return phrase.render(self.known) if phrase else None

    def tell(self, key: str) -> str | None:
        """Return a wording of `key` among those that use most of what is known."""
        options = self.options(key)
        most = max((len(phrase.fields - _PRONOUNS) for phrase in options), default=0)
        richest = [phrase for phrase in options if len(phrase.fields - _PRONOUNS) == most]
        phrase = self.choice.pick(key, richest)
        return phrase.render(self.known) if phrase else None

    def escalated(self, reason: str) -> Scene:
        """Return the same scene where a person has to take over, for `reason`."""
        return replace(self, grave=reason)

    def turned(self, turn: int) -> Scene:
        """Return the same scene with every choice moved on by `turn`."""
        return replace(self, choice=Choice(self.choice.seed, self.choice.turn + turn), known=dict(self.known), said=[])


def scene_for(brief: Brief, *, public: bool, channel: Channel) -> Scene:
    """Return the scene of a message to `channel`; a public one knows nothing from the orders."""
    problem = describe_problem(brief.complaint.text, brief.orders) or _NO_PROBLEM
    voice = _voice(brief)
    scene = Scene(
        brief=brief,
        public=public,
        channel=channel,
        problem=problem,
        book=phrasebook("en"),
        voice=voice,
        choice=Choice(f"{brief.seed}/{'public' if public else 'private'}", brief.variant),
        known=dict(_AS_ONE if speaks_as_one(brief.brand, voice) else _AS_MANY),
        contact=_contact_for(brief, channel),
        briefly=bool(brief.instructions and _BRIEFER.search(brief.instructions)),
    )
    if not public:
        scene = _with_record(scene)
    scene.known.update(_people(scene) | _problem(scene) | _contact(scene))
    return scene


def _contact_for(brief: Brief, channel: Channel) -> Fact | None:
    """Return whom to send people to: a team's own address before that of one person in it."""
    shared = [fact for fact in brief.contacts if not _is_personal(details(fact))]
    return route(shared, brief.assessment.topic, channel) or route(brief.contacts, brief.assessment.topic, channel)


def _is_personal(contact: ContactData) -> bool:
    words = (contact.name or "").lower().split()
    return bool(contact.email and words and words[-1] in contact.email.partition("@")[0].lower())


def _voice(brief: Brief) -> str:
    asked = _VOICE.search(brief.instructions or "")
    return asked[1].lower() if asked else brief.brand.voice.value


def _with_record(scene: Scene) -> Scene:
    brief, problem = scene.brief, scene.problem
    orders = orders_on(brief.orders)
    one = concerned(orders, brief.complaint.text, brief.complaint.order_ids, problem.thing) if orders else None
    if one is None:
        return replace(scene, several_orders=len(orders) > 1)
    called = "booking" if brief.assessment.topic is Topic.BOOKING else "order"
    scene.known.update(record_values(one.order, called, _locale(brief), brief.today, brief.brand.currency))
    problem = _likely(brief, problem, one.order)
    return replace(scene, record=one, problem=problem, situation=situation(problem, one.order, brief.today))


def _likely(brief: Brief, problem: Problem, order: OrderData) -> Problem:
    """Return the delay that the record shows where a complaint does not say clearly what went wrong."""
    overdue = order.promised_by is not None and order.promised_by < (order.delivered_on or brief.today)
    if problem.kind is ProblemKind.OTHER and brief.assessment.topic in _VAGUE and overdue:
        return replace(problem, kind=ProblemKind.LATE)
    return problem


def _locale(brief: Brief) -> str:
    """Return the locale of values in an English text."""
    return brief.locale if brief.locale.startswith("en") else "en_GB"


def _people(scene: Scene) -> dict[str, str]:
    brief = scene.brief
    author = brief.complaint.author
    name = full_name(author.name) if scene.voice == Voice.FORMAL and not scene.public else given_name(author.name)
    if name is None and scene.public:
        name = handle_of(author, scene.channel)
    if name is None and not scene.public:
        name = titled_name(author.name) or _name_on(scene.record)
    agent = brief.brand.agent_name
    return {key: value for key, value in {"name": name, "agent": agent}.items() if value}


def _name_on(record: OnRecord | None) -> str | None:
    customer = record.order.customer if record else None
    return given_name(customer.name) if customer else None


def _problem(scene: Scene) -> dict[str, str]:
    problem, formal = scene.problem, scene.voice == Voice.FORMAL
    said: dict[str, str | None] = {
        "clause": problem.clause if 0 < len(problem.clause) <= _CLAUSE_MOST else None,
        "second": None if (problem.second_clause or "it ").startswith("it ") else problem.second_clause,
        "detail": next(iter(problem.details), None),
        "waited": problem.waited if problem.waited and _LONG.search(problem.waited) else None,
        "thing": problem.thing if problem.thing and len(problem.thing) <= _THING_MOST else None,
        "stake": stake(scene.brief.complaint.text),
    }
    found = {name: spelt_out(value) if formal else value for name, value in said.items() if value}
    unclear = problem.kind is ProblemKind.OTHER
    topic = f"subject.{scene.brief.assessment.topic}"
    for name, key in (("noun", topic if unclear else f"noun.{problem.kind}"), ("subject", topic)):
        options = scene.book.options(key, scene.voice, found.__contains__)
        phrase = scene.choice.pick(name, options)
        if phrase:
            text = phrase.render(found)
            found[name] = spelt_out(text) if formal else text
    return found


def _contact(scene: Scene) -> dict[str, str]:
    if scene.contact is None:
        return {}
    contact = details(scene.contact)
    found = {
        "email": contact.email,
        "phone": contact.phone,
        "url": contact.url,
        "hours": contact.hours if contact.hours and len(contact.hours) <= 60 else None,
        "person": contact.name,
        "team": _team(contact),
    }
    return {name: value.strip() for name, value in found.items() if value and value.strip()}


def _team(contact: ContactData) -> str | None:
    if not contact.team or len(contact.team) > 40:
        return None
    team = contact.team.strip()
    return team if re.search(r"(?:team|desk|department|office|line)$", team, re.IGNORECASE) else f"{team} team"
