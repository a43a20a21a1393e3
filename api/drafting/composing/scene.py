"""The scene of one message: all that its wording depends on, worked out once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from api.drafting.brief import Brief
from api.drafting.composing.choice import Choice
from api.drafting.composing.grammar import spelt_out
from api.drafting.composing.ground import Ground
from api.drafting.composing.people import full_name, given_name, speaks_as_one, titled_name
from api.drafting.composing.plight import Plight
from api.drafting.composing.quoting import stems
from api.drafting.composing.record import OnRecord
from api.drafting.composing.record import values as record_values
from api.models import Channel
from guardrails.inbound.assessment import Topic
from guardrails.inbound.problem import Problem, ProblemKind, item_words
from guardrails.inbound.restating.restate import restate
from guardrails.inbound.restating.salient import About, salient
from guardrails.inbound.restating.words import THINGS
from knowledge.brand import Voice
from knowledge.facts import Fact
from prompts.phrasebook import Phrase, Phrasebook, phrasebook

_MESSENGERS = frozenset({Channel.X, Channel.FACEBOOK, Channel.INSTAGRAM, Channel.TIKTOK, Channel.LINKEDIN})
_AS_ONE = {"i": "I", "im": "I'm", "ive": "I've", "id": "I'd", "ill": "I'll", "me": "me"}
_AS_MANY = {"i": "we", "im": "we're", "ive": "we've", "id": "we'd", "ill": "we'll", "me": "us"}
_PRONOUNS = frozenset(_AS_ONE)
_VOICE = re.compile(r"\b(formal|plain|warm)\w*\b", re.IGNORECASE)
_BRIEFER = re.compile(r"\b(?:short|shorter|brief|briefer|concise|keep it short)\b", re.IGNORECASE)
_CLEAR_SECOND = frozenset({ProblemKind.NO_ANSWER, ProblemKind.RUDE_STAFF, ProblemKind.LONG_WAIT})
"""Kinds that can be named in passing without being mistaken."""
_THING = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '&/-](?=[^\W\d_]))*")
"""Words and nothing else: a date or a loose quotation mark is no thing."""
_GUESSED = frozenset(
    {
        *(ProblemKind.FAULTY, ProblemKind.WRONG_ITEM, ProblemKind.REFUND_MISSING, ProblemKind.QUALITY),
        *(ProblemKind.MISLEADING, ProblemKind.NO_STOCK, ProblemKind.PRICE_RISE, ProblemKind.BOOKING_LOST),
        ProblemKind.CANNOT_CANCEL,
    }
)
"""Kinds that a word in passing is easily taken for: named by their thing or not at all."""
_BEFALLEN = frozenset({ProblemKind.LATE, ProblemKind.DAMAGED, ProblemKind.NOT_ARRIVED})
"""Kinds that tell well what befell a thing."""
_VAGUELY_NAMED = _GUESSED | {ProblemKind.OTHER, ProblemKind.LATE, ProblemKind.DAMAGED, ProblemKind.OVERCHARGED}
"""Kinds whose noun says less than the thing that the customer named."""
_WAITING = re.compile(r"\b(?:wait\w*|still|since|chas\w+|no (?:reply|answer|word|news)|nothing)\b", re.IGNORECASE)
_WAITED_FOR = frozenset(
    {
        *(ProblemKind.NOT_ARRIVED, ProblemKind.LATE, ProblemKind.REFUND_MISSING, ProblemKind.NO_ANSWER),
        *(ProblemKind.LONG_WAIT, ProblemKind.OUTAGE, ProblemKind.LOCKED_OUT, ProblemKind.NO_SHOW),
    }
)
_MONEY = re.compile(r"[£$€]|\b\d+(?:\.\d+)? ?(?:pounds|quid|euros|dollars)\b", re.IGNORECASE)
_LONG = re.compile(r"\b(?:weeks?|months?|years?)\b", re.IGNORECASE)
"""Waits that may be called long."""
_NAMED = ("opening.", "praise.open", "praise.told", "question.open", "follow.", "warn.")
"""Where the customer is called by name if the name is known."""
_THING_MOST, _CLAUSE_MOST = 40, 160
_TOLD_MOST = {Channel.X: 75, Channel.TIKTOK: 75}
"""The longest problem, in the customer's own words, that is said back in the open where room is short."""


@dataclass(frozen=True, slots=True)
class Line:
    """One part of a message in words, and the facts it rests on."""

    text: str
    cites: tuple[str, ...] = ()
    shorter: tuple[str, ...] = ()
    """The same in fewer words, each shorter than the one before."""


@dataclass(frozen=True)
class Scene:
    """What one message is written from."""

    brief: Brief
    ground: Ground
    public: bool
    channel: Channel
    problem: Problem
    book: Phrasebook
    voice: str
    choice: Choice
    known: dict[str, str]
    record: OnRecord | None = None
    situation: str | None = None
    grave: str | None = None
    briefly: bool = False
    said: list[str] = field(default_factory=list)

    @property
    def kind(self) -> ProblemKind:
        """Return the kind of problem."""
        return self.problem.kind

    @property
    def in_english(self) -> bool:
        """Return whether the message is in English, where all parts have words."""
        return self.book.language == "en"

    @property
    def contact(self) -> Fact | None:
        """Return whom people are sent to."""
        return self.ground.contact

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

    def tell(self, key: str) -> list[str]:
        """Return wordings of `key`: one that uses most of what is known, then shorter ones that use less."""
        options = self.options(key)
        most = max(map(_told_by, options), default=0.0)
        richest = [phrase for phrase in options if _told_by(phrase) == most]
        told = [phrase.render(self.known) for phrase in (self.choice.pick(key, richest),) if phrase]
        others = sorted(
            (phrase.render(self.known) for phrase in options if phrase not in richest), key=len, reverse=True
        )
        return told + [text for text in others if told and len(text) < len(told[0])]

    @property
    def plight(self) -> Plight | None:
        """Return why a person has to take over and from what, where one has."""
        return self.ground.plight

    def escalated(self, reason: str) -> Scene:
        """Return the same scene where a person has to take over, for `reason`: to a lawyer, as a company writes."""
        if reason != "legal" or not self.in_english:
            return replace(self, grave=reason)
        name = full_name(self.brief.complaint.author.name)
        known = self.known | _AS_MANY | ({"name": name} if name and not self.public else {})
        return replace(self, grave=reason, voice=Voice.FORMAL.value, known=known)


Part = Callable[[Scene], Line | None]
"""What says one thing of a message, or nothing where there is nothing true and useful to say."""


def scene_for(ground: Ground, *, public: bool, channel: Channel, turn: int = 0, plainly: bool = False) -> Scene:
    """Return the scene of a message to `channel`; a public one knows nothing from the orders.

    `turn` moves every choice on, so that the next turn reads differently. `plainly` names the problem by its kind and
    not in the customer's words: in a conversation where others were told the same they are half of the reply.
    """
    brief = ground.brief
    voice = _voice(brief)
    scene = Scene(
        brief=brief,
        ground=ground,
        public=public,
        channel=channel,
        problem=ground.problem if public else ground.likely,
        book=phrasebook(brief.language),
        voice=voice,
        choice=Choice(f"{brief.seed}/{'public' if public else 'private'}", brief.variant + turn),
        known={**(_AS_ONE if speaks_as_one(brief.brand, voice, ground.signer) else _AS_MANY), **ground.ways},
        record=None if public else ground.record,
        situation=None if public else ground.situation,
        briefly=bool(brief.instructions and _BRIEFER.search(brief.instructions)),
    )
    if scene.record:
        called = "booking" if brief.assessment.topic is Topic.BOOKING else "order"
        order = scene.record.order
        scene.known.update(record_values(order, called, _locale(brief), brief.today, brief.brand.currency))
    scene.known.update(_people(scene) | _problem(scene, {} if plainly else _told(scene)))
    if plainly and scene.known.get("noun", "this") != "this":
        scene.known.pop("clause", None)  # "your missing lamp", where "that your lamp never came" was said to others
    return scene


def _told_by(phrase: Phrase) -> float:
    """Return how much a wording tells: a bare state says less than the day of it."""
    told = phrase.fields - _PRONOUNS
    return len(told) - 0.5 * ("status" in told)


def _voice(brief: Brief) -> str:
    asked = _VOICE.search(brief.instructions or "")
    return asked[1].lower() if asked else brief.brand.voice.value


def _locale(brief: Brief) -> str:
    """Return the locale of values in an English text."""
    return brief.locale if brief.locale.startswith("en") else "en_GB"


def _people(scene: Scene) -> dict[str, str]:
    brief = scene.brief
    author = brief.complaint.author
    name = full_name(author.name) if scene.voice == Voice.FORMAL and not scene.public else given_name(author.name)
    if name is None and not scene.public:
        name = titled_name(author.name) or _name_on(scene.record)
    agent = brief.brand.agent_name or (scene.ground.signer[0] if scene.ground.signer else None)
    return {key: value for key, value in {"name": name, "agent": agent}.items() if value}


def _name_on(record: OnRecord | None) -> str | None:
    customer = record.order.customer if record else None
    return given_name(customer.name) if customer else None


def _problem(scene: Scene, told: Mapping[str, str | None]) -> dict[str, str]:
    """Return what went wrong, in words; `told` are the customer's own, where they are sure and wanted."""
    problem, formal = scene.problem, scene.voice == Voice.FORMAL and scene.in_english
    plausible = problem.thing is None or bool(_THING.fullmatch(problem.thing))
    said: dict[str, str | None] = {
        "clause": problem.clause if 0 < len(problem.clause) <= _CLAUSE_MOST and plausible else None,
        "second": problem.second_clause if problem.second in _CLEAR_SECOND else None,
        "detail": scene.ground.detail,
        "waited": _waited(scene),
        "thing": problem.thing if plausible and problem.thing and len(problem.thing) <= _THING_MOST else None,
        "stake": scene.ground.stake,
    }
    about = _salient(scene)
    if about and about.urgent:
        return _spelt({**said, "clause": None, "noun": about.noun, "subject": about.noun}, formal=formal)
    if told:
        return _spelt({**said, **told, **_unless_told(said, told)}, formal=formal)
    found = _spelt(said, formal=formal)
    if about and about.thing and problem.kind in _BEFALLEN:
        found.setdefault("thing", about.thing)
    elif about and _says_more(about, problem.kind):
        return _about(about, problem.kind, found, formal=formal)
    if scene.in_english and problem.kind in _GUESSED and not scene.ground.grave:
        found.pop("clause", None)
        if found.get("thing", "").rpartition(" ")[2].lower() not in THINGS:
            return found | {"noun": "this", "subject": "this"}
    return _by_kind(scene, found, formal=formal)


def _unless_told(said: Mapping[str, str | None], told: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return the second problem as none where the customer's own words tell of it already."""
    second, clause = stems(said["second"] or ""), stems(f"{told.get('clause') or ''} {told.get('noun') or ''}")
    return {"second": None} if len(second & clause) * 2 >= len(second) else {}


def _by_kind(scene: Scene, found: dict[str, str], *, formal: bool) -> dict[str, str]:
    """Return what is known with the noun that the kind of problem has, or the topic."""
    problem = scene.problem
    unclear = problem.kind is ProblemKind.OTHER
    if unclear and scene.in_english and not scene.ground.grave:
        # A topic that was only guessed is worse than none: "the worry over your bill" to somebody whose curtains faded.
        return found | {"noun": "this", "subject": "this"}
    topic = f"subject.{scene.brief.assessment.topic}"
    for name, key in (("noun", topic if unclear else f"noun.{problem.kind}"), ("subject", topic)):
        options = scene.book.options(key, scene.voice, found.__contains__)
        # What the customer named is called by its name: "your blue lamp", never just "your delivery".
        named = [phrase for phrase in options if "thing" in phrase.fields]
        phrase = scene.choice.pick(name, named or options)
        if phrase:
            text = phrase.render(found)
            found[name] = spelt_out(text) if formal else text
    return found


def _says_more(about: About, kind: ProblemKind) -> bool:
    """Return whether what stands out tells more than the kind of problem does."""
    return kind in _VAGUELY_NAMED or (kind in _CLEAR_SECOND and about.thing is None)


def _about(about: About, kind: ProblemKind, found: dict[str, str], *, formal: bool) -> dict[str, str]:
    """Return what is known with the noun for what stands out, without a clause that is less sure."""
    noun = spelt_out(about.noun) if formal else about.noun
    sure = about.thing is not None and kind not in _GUESSED | {ProblemKind.OTHER}
    return {name: value for name, value in found.items() if sure or name != "clause"} | {"noun": noun, "subject": noun}


def _salient(scene: Scene) -> About | None:
    """Return what stands out in an English complaint, to be named where no clause is sure; nothing of a grave one."""
    if not scene.in_english or scene.brief.assessment.language != "en" or scene.ground.grave:
        return None
    about = salient(scene.brief.complaint.text, item_words(scene.brief.orders))
    return about if about and len(about.noun) <= _TOLD_MOST.get(scene.channel, _CLAUSE_MOST) else None


def _waited(scene: Scene) -> str | None:
    """Return how long the customer has waited where that is sure to be a wait and long; a child's age is none."""
    waited = scene.problem.waited
    if not waited or not _LONG.search(waited):
        return None
    if scene.in_english and ("year" in waited or not _WAITING.search(scene.brief.complaint.text)):
        return None
    return None if scene.in_english and scene.problem.kind not in _WAITED_FOR else waited


def _told(scene: Scene) -> dict[str, str | None]:
    """Return the problem in the customer's own words, turned round, where that is sure; nothing of a grave one."""
    if not scene.in_english or scene.brief.assessment.language != "en" or scene.ground.grave:
        return {}
    restated = restate(scene.brief.complaint.text)
    most = _TOLD_MOST.get(scene.channel, _CLAUSE_MOST) if scene.public else _CLAUSE_MOST
    # An amount that is on record too would tell in the open what only the record should know.
    open_books = scene.public and bool(scene.brief.orders)
    told = _without_amount(restated.clause) if open_books and restated.clause else restated.clause
    spoken = [said for said in (told, restated.noun) if said and not (open_books and _MONEY.search(said))]
    fitting = [said for said in spoken if len(said) <= most]
    if not fitting:
        return {}
    clause = told if told in fitting else None
    noun = restated.noun if restated.noun in fitting else None
    return {"trouble": noun, "clause": clause, "noun": noun, "subject": noun or "this"}


def _without_amount(clause: str) -> str:
    """Return a clause without its amount where it reads as well: "a payment was taken", "the change fee"."""
    taken = re.sub(r"^[£$€][\d.,]+ was (taken|charged)\b", "a payment was taken", clause)
    return re.sub(r"\bthe [£$€][\d.,]+ (?=[a-z])", "the ", taken)


def _spelt(said: Mapping[str, str | None], *, formal: bool) -> dict[str, str]:
    """Return what is known, without contractions for a formal voice."""
    return {name: spelt_out(value) if formal else value for name, value in said.items() if value}
