"""The parts a message is made of: each says one thing, or nothing where there is nothing true and useful to say."""

from __future__ import annotations

import re
from collections.abc import Mapping

from api.drafting.composing import graves
from api.drafting.composing.beyond import beyond
from api.drafting.composing.grammar import sentence
from api.drafting.composing.notes import admits_fault, tellable_note
from api.drafting.composing.openings import is_cheerful, opening_key
from api.drafting.composing.people import signature
from api.drafting.composing.quoting import within
from api.drafting.composing.reading import is_raw, shows_photo, wants_person
from api.drafting.composing.record import GOODS, KNOWN_PLACE, MISSED
from api.drafting.composing.rules import Ruling, answering, helpful
from api.drafting.composing.scene import Line, Part, Scene
from api.drafting.composing.told import TOLD
from api.models import Channel
from guardrails.inbound.assessment import Gravity, Kind, Topic
from guardrails.inbound.language import detect_language
from guardrails.inbound.problem import ProblemKind
from knowledge.facts import Fact
from prompts.phrasebook import table
from prompts.values import join_names

OWN_INCIDENT = "incident-inc_"
"""How the ids of facts begin that hold the approved line of the very incident that a case belongs to."""
_VAGUE = 60
"""A complaint no longer than this that names nothing has not told what happened."""
_TELLING = 80
"""A complaint longer than this has told what happened."""
_AT_STAKE = frozenset({Topic.BILLING, Topic.BOOKING, Topic.ACCOUNT})
_BOUGHT = re.compile(
    r"\b(?:order\w*|bought|buy|purchas\w*|parcel\w*|packages?|deliver\w*|arriv\w*|ship\w*|"
    r"dispatch\w*|items?|refund\w*|return\w*|"
    r"book\w*|reserv\w*|tickets?|paid|charged?|sent)\b",
    re.IGNORECASE,
)
"""Words of somebody who has ordered or booked something, so that its number helps."""
_MOST_WANTED = {Channel.SMS: 1}


def _line(text: str | None, *cites: str | None) -> Line | None:
    return Line(text, tuple(one for one in cites if one)) if text else None


def _told(texts: list[str], *cites: str) -> Line | None:
    return Line(texts[0], cites, tuple(texts[1:])) if texts else None


def _opening(scene: Scene) -> Line | None:
    return _line(scene.say(opening_key(scene)))


def _greeting(scene: Scene) -> Line | None:
    return _line(scene.say("greeting.letter" if "name" in scene.known else "greeting.unnamed"))


def _empathy(scene: Scene) -> Line | None:
    if scene.choice.chance("without empathy", 4) and not scene.public:
        return None
    family = table("families").get(scene.kind, "other")
    if scene.in_english and scene.ground.impact and not scene.grave:
        return _line(scene.say(f"empathy.impact_{scene.ground.impact}"))
    told = " ".join(scene.said).lower()
    if scene.in_english and scene.known.get("waited", "").lower() in told:
        return None
    return _line(scene.say(f"empathy.{family}"))


def _stake(scene: Scene) -> Line | None:
    return _line(scene.say("empathy.stake")) if "stake" in scene.known else None


def _second(scene: Scene) -> Line | None:
    return _line(scene.say("opening.second")) if "second" in scene.known else None


def _detail(scene: Scene) -> Line | None:
    return _line(scene.say("opening.detail")) if "detail" in scene.known else None


def _record(scene: Scene) -> Line | None:
    if scene.record is None or scene.situation is None or ("note" in scene.known and scene.situation == "charged"):
        return None
    twice = scene.in_english and scene.situation == "charged" and scene.kind is ProblemKind.DOUBLE_CHARGED
    return _told(scene.tell("record.charged_twice" if twice else f"record.{scene.situation}"), scene.record.fact.id)


def _fault(scene: Scene) -> Line | None:
    if scene.situation not in MISSED or scene.record is None:
        return None
    return _line(scene.say("record.missed_date"), scene.record.fact.id)


def _note(scene: Scene) -> Line | None:
    order_id = scene.record.order.order_id if scene.record else None
    for fact in scene.brief.notes:
        # In English, notes are retold clause by clause: see telling.
        if (scene.public or scene.in_english) and not is_incident(fact.id):
            continue
        words = _incident_line(scene, fact) or tellable_note(fact.text, order_id, scene.brief.complaint.text)
        if words:
            scene.known.update(note=words, note_within=within(words))
            return _line(scene.say("record.fault" if admits_fault(words) else "record.note"), fact.id)
    return None


def _incident_line(scene: Scene, fact: Fact) -> str | None:
    """Return the approved line on the incident that the case belongs to, in a reply in its language."""
    own = fact.id.startswith(OWN_INCIDENT) and isinstance(fact.data, dict)
    return fact.text if own and (fact.data or {}).get("language") == scene.book.language else None


def is_incident(fact_id: str) -> bool:
    """Return whether a note is the approved line on an incident, which may be told in public."""
    return fact_id.startswith("incident")


def _only_vents(scene: Scene) -> bool:
    """Return whether they surely want no answer: they ask nothing, and nothing is told that anybody could put right."""
    assessment = scene.brief.assessment
    if assessment.wants_resolution or scene.record is not None or "?" in scene.brief.complaint.text:
        return False
    solvable = scene.kind is not ProblemKind.OTHER or scene.known.get("noun") != "this" or assessment.topic in _AT_STAKE
    return assessment.severity is Gravity.LOW and not solvable


def _rule(scene: Scene) -> Line | None:
    ruling = helpful(scene.brief.policies, scene.kind, scene.brief.complaint.text)
    return _quoted(scene, ruling, "policy.rule")


def _quoted(scene: Scene, ruling: Ruling | None, key: str) -> Line | None:
    if ruling is None or (scene.channel is Channel.SMS and len(ruling.text) > 150):
        return None
    scene.known.update(rule=ruling.text, rule_within=within(ruling.text))
    if ruling.source:
        scene.known["source"] = ruling.source
    if ruling.choice:
        scene.known["choice"] = ruling.choice
    return _line(scene.say(key), ruling.fact_id)


def _choice(scene: Scene) -> Line | None:
    return _line(scene.say("ask.choice")) if "choice" in scene.known else None


def know_wanted(scene: Scene) -> bool:
    """Put what is asked for among the values that wordings know; return whether anything is."""
    lacking = wanted(scene) if scene.brief.assessment.wants_resolution else []
    if lacking:
        scene.known["wanted"] = join_names(lacking, scene.book.language)
    return bool(lacking)


def wanted(scene: Scene) -> list[str]:
    """Return what the facts lack and a private message asks for, in words."""
    brief, found = scene.brief, []
    if scene.in_english and wants_person(brief.complaint.text) and not brief.orders:
        return []
    unclear = scene.kind is ProblemKind.OTHER and brief.assessment.topic in table("wants")
    for key in table("wants")[brief.assessment.topic if unclear else scene.kind]:
        asked = _lacking(scene, key)
        words = scene.say(f"wanted.{asked}") if asked else None
        if words:
            found.append(words)
    return found[: _MOST_WANTED.get(brief.complaint.channel, 2)]


def _lacking(scene: Scene, key: str) -> str | None:  # noqa: PLR0911 - one reason each
    """Return what to ask for where `key` is wanted; None where it is known already."""
    complaint = scene.brief.complaint
    if key in ("order", "booking"):
        bought = not scene.in_english or scene.ground.several_orders or _BOUGHT.search(complaint.text)
        return _reference(scene, key) if bought else None
    odd = scene.in_english and _is_odd(scene, key)
    if odd or (key in ("photo", "damage_photo", "received") and shows_photo(complaint.text)):
        return None
    if key == "account_email" and complaint.author.email:
        return None
    if key == "charge" and "note" in scene.known:
        return None
    if key == "when_where" and scene.in_english:
        return _when_where(complaint.text)
    if key == "more" and len(complaint.text) > _TELLING:
        return None
    return key


_NO_THING = re.compile(
    r"\b(?:websites?|sites?|apps?|pages?|buttons?|log(?:s|ged)? ?(?:in|out)|sign(?:ed)? ?in|load|"
    r"error|qr code|screen says|"
    r"went wrong|stop my|skip|pause)\b",
    re.IGNORECASE,
)
"""What no photo shows: a site that fails, a wish."""
_TAKEN = re.compile(r"\b(?:charg(?:e|ed|ing)|taken|took|debited|bill(?:ed)?|statement|paid)\b", re.IGNORECASE)
_SUM = re.compile(r"[£€$]\s?\d|\d\s?(?:quid|pounds|euros?|p\b)", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:jan|feb|"
    r"mar|apr|may|jun|jul|aug|sep|oct|"
    r"nov|dec)|\b(?:today|yesterday|this morning|last night|tonight|bin day)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:shop|store|branch|bakery|caf[eé]|centre|center|gym|restaurant|hotel|station|clinic|"
    r"surgery|pharmacy|salon|depot|"
    r"theatre|pool|garage|office|counter|desk)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\b(?:in|at|from|your|the) [A-Z][a-z]+\b")


def _is_odd(scene: Scene, key: str) -> bool:
    """Return whether asking for something fits nothing that was said."""
    text = scene.brief.complaint.text
    if key == "photo":
        return scene.kind not in GOODS or bool(_NO_THING.search(text))
    if key == "charge":
        return not _TAKEN.search(text) or bool(_SUM.search(text))
    return key in ("order", "booking") and scene.kind in GOODS and bool(_NO_THING.search(text))


def _when_where(text: str) -> str | None:
    """Return what to ask about something that happened at a place: which, when, or neither."""
    dated, placed = bool(_DAY.search(text)), bool(_PLACED.search(text))
    if dated or not _PLACE.search(text):
        return None if placed or dated else "when_where"
    return "when" if placed else "which_place"


def _reference(scene: Scene, key: str) -> str | None:
    if scene.record is not None:
        return None
    if scene.ground.several_orders:
        return "which_order"
    if scene.brief.complaint.order_ids:
        return None if scene.brief.complaint.author.email else "order_email"
    booked = scene.brief.assessment.topic is Topic.BOOKING
    return "booking" if booked else key


def _ask(scene: Scene) -> Line | None:
    if _only_vents(scene):
        return _line(scene.say("ask.open_door"))
    if know_wanted(scene):
        return _line(scene.say("ask.message"))
    return _line(scene.say(_next_key(scene)) or scene.say("ask.next"))


def _next_key(scene: Scene) -> str:  # noqa: PLR0911 - one reason each
    if scene.in_english and wants_person(scene.brief.complaint.text) and not scene.brief.orders:
        return "ask.next_person"
    if scene.situation == "refund_done":
        return "ask.next_refund"
    if scene.situation == "delivered_unseen":
        return "ask.next_unseen"
    if scene.kind is ProblemKind.NOT_ARRIVED and scene.situation not in KNOWN_PLACE:
        return "ask.next_delivery"
    vague = scene.kind is ProblemKind.OTHER and scene.record is None and len(scene.brief.complaint.text) < _VAGUE
    if scene.in_english and vague and "?" not in scene.brief.complaint.text and scene.known.get("noun") == "this":
        return "ask.next_vague"
    if scene.in_english and scene.situation == "charged":
        return "ask.next_charge"
    return "ask.next_concern" if scene.in_english and scene.kind in _CONCERNS else "ask.next"


_CONCERNS = frozenset(
    {
        ProblemKind.OTHER,
        ProblemKind.RUDE_STAFF,
        ProblemKind.LONG_WAIT,
        ProblemKind.DIRTY,
        ProblemKind.QUALITY,
        ProblemKind.COLD_FOOD,
        ProblemKind.MISLEADING,
        ProblemKind.PRICE_RISE,
    }
)
"""What somebody has told in full, so that it is for those whose work it is rather than to be looked into."""


def _approver(scene: Scene) -> Line | None:
    brief = scene.brief
    above = None if scene.public else beyond(brief.complaint.text, brief.orders, brief.brand)
    if above is None or "approver" not in above.offer.model_fields_set:
        return None
    scene.known["approver"] = above.offer.approver
    return _line(scene.say("ask.approver"))


def _suits(scene: Scene) -> Line | None:
    if "approver" in scene.known:
        return None
    if not scene.brief.assessment.wants_resolution or "choice" in scene.known:
        return None
    if "wanted" in scene.known:
        return None if "phone" in scene.known else _line(scene.say("ask.instead"))
    if scene.in_english:
        return None
    alone = scene.contact is None and scene.choice.chance("offer a call", 2)
    return _line(scene.say("ask.suits_or_call" if alone else "ask.suits"))


def _reach(scene: Scene) -> Line | None:
    if scene.contact is None or (scene.grave and scene.ground.desk):
        return None
    return _told(scene.tell("contact.reach"), scene.contact.id)


def _route(scene: Scene) -> Line | None:
    if scene.grave and (called := graves.route(scene)):
        return called
    key = _route_key(scene)
    cites = scene.contact.id if scene.contact and not key.endswith((".dm", "_dm", "nowhere")) else None
    return _line(next(iter(ways_into_private(scene)), None), cites)


def ways_into_private(scene: Scene) -> list[str]:
    """Return how a public reply can lead into private, the picked wording first."""
    key = _route_key(scene)
    plain = "route.dm" if scene.has_messenger else f"route.{key.rpartition('_')[2]}"
    return scene.wordings(key) or scene.wordings(plain)


def _route_key(scene: Scene) -> str:
    """Return the key of the way into private."""
    known = scene.known
    if _only_vents(scene) and scene.grave is None:
        prefix = "route.open_door_"
    else:
        prefix = "grave.reach_" if scene.grave else "route."
    if scene.has_messenger and not (scene.grave == "press" and known.keys() & {"email", "phone", "url"}):
        both = prefix == "route." and "email" in known and scene.choice.chance("dm or email", 2)
        return "route.dm_or_email" if both else f"{prefix}dm"
    if "email" in known and "phone" in known and not prefix.endswith("door_"):
        return f"{prefix}both"
    return prefix + next((way for way in ("email", "phone", "url") if way in known), "nowhere")


def _meanwhile(scene: Scene) -> Line | None:
    return graves.private_reach(scene) if scene.grave else _line(scene.say("hold.meanwhile"))


def _answer(scene: Scene) -> Line | None:
    brief = scene.brief
    if brief.assessment.kind is Kind.OTHER:
        return _line(scene.say("question.tell"))
    recorded = _record(scene)
    if recorded:
        return recorded
    answered = _quoted(scene, answering(brief.policies, brief.complaint.text), "policy.answer")
    return answered or _line(scene.say("question.unknown"))


def _thanks(scene: Scene) -> Line | None:
    spoken = " ".join(scene.said).casefold()
    return (
        None
        if "thank" in spoken or scene.in_english or is_raw(scene.brief.assessment.severity, scene.brief.complaint.text)
        else _line(scene.say("closing.thanks"))
    )


def _feedback(scene: Scene) -> Line | None:
    assessment = scene.brief.assessment
    if is_raw(assessment.severity, scene.brief.complaint.text) or not assessment.wants_resolution or scene.grave:
        return None
    light = assessment.severity is Gravity.LOW
    if scene.known.keys() & {"stake", "second", "detail"} or (scene.in_english and not light):
        return None
    return _line(scene.say("closing.feedback")) if scene.choice.chance("feedback", 2) else None


def _more(scene: Scene) -> Line | None:
    if scene.ground.kind is Kind.PRAISE:
        return _line(scene.say("praise.more")) if is_cheerful(scene) else None
    return _line(scene.say("question.more"))


def _sign(scene: Scene) -> Line | None:
    brand = scene.brief.brand.on(scene.channel)
    ground = scene.ground
    signer = ground.signer[0] if ground.signer else None
    closing = scene.say("closing.sign") or ""
    return _line(signature(brand, closing, english=scene.in_english, signer=signer, team=ground.signs_for))


def _signature(scene: Scene) -> Line | None:
    return _line(scene.say("closing.signature"))


def _saying(key: str) -> Part:
    return lambda scene: _line(scene.say(key))


def _warning(scene: Scene) -> Line | None:
    return _line(scene.say("hide.data")) if scene.brief.assessment.contains_private_data else None


def _anger(scene: Scene) -> Line | None:
    return None if scene.brief.assessment.contains_private_data else _line(scene.say("hide.anger"))


def _asks_again(scene: Scene) -> Line | None:
    errand = scene.brief.errand
    return _line(scene.say("follow.solved" if errand and errand.solved else "follow.ask"))


def _improved(scene: Scene) -> Line | None:
    spoken = scene.book.language
    for fact in [one for one in scene.brief.notes if detect_language(one.text, None) == spoken][:1]:
        scene.known["improved"] = sentence(fact.text.strip())
        return _line(scene.say("follow.improved"), fact.id)
    return None


def _share(scene: Scene) -> Line | None:
    errand = scene.brief.errand
    return _line(scene.say("follow.share")) if errand and errand.solved else None


def _house_rule(key: str) -> Part:
    def said(scene: Scene) -> Line | None:
        rule = scene.brief.errand.house_rule if scene.brief.errand else None
        if rule is None:
            return None
        scene.known["house_rule"] = rule.title.strip()
        return _line(scene.say(key), *(fact.id for fact in scene.brief.notes))

    return said


PARTS: Mapping[str, Part] = {
    **TOLD,
    "opening": _opening,
    "greeting": _greeting,
    "empathy": _empathy,
    "stake": _stake,
    "second": _second,
    "detail": _detail,
    "record": _record,
    "fault": _fault,
    "note": _note,
    "rule": _rule,
    "choice": _choice,
    "ask": _ask,
    "approver": _approver,
    "suits": _suits,
    "reach": _reach,
    "route": _route,
    **graves.PARTS,
    "meanwhile": _meanwhile,
    "answer": _answer,
    "thanks": _thanks,
    "feedback": _feedback,
    "sign": _sign,
    "signature": _signature,
    "received": _saying("hold.received"),
    "received_short": _saying("hold.received_short"),
    "warning": _warning,
    "anger": _anger,
    "here": _saying("hide.here"),
    "more": _more,
    "end": _saying("praise.end"),
    "asked": _house_rule("warn.asked"),
    "removed": _house_rule("warn.removed"),
    "asks_again": _asks_again,
    "improved": _improved,
    "share": _share,
}
"""Every part by the name that plans.yaml calls it."""

DROPPED_FIRST = [
    "signature",
    "share",
    "improved",
    "feedback",
    "thanks",
    "end",
    "suits",
    "approver",
    "detail",
    "stake",
    "here",
    "empathy",
    "anger",
    "meanwhile",
    "keep",
    "second",
    "more",
    "reach",
    "choice",
    "rule",
    "fault",
    "record",
    "known_record",
    "note",
    "desk",
    "following",
    "openly",
    "remedy",
    "noted",
    "helpline",
    "pledge",
    "sorry",
    "care",
]
"""The parts that a message can do without, those it misses least first."""
