"""The parts of a message on a grave matter: what to do first, sorry, what will happen, who looks after it, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from api.drafting.composing.pledges import emergency_line, line_for, pledges
from api.drafting.composing.plight import is_told_of_self_harm
from api.drafting.composing.scene import Line, Part, Scene
from guardrails.inbound.assessment import Topic
from guardrails.inbound.hazards import HazardKind as K

_OPENINGS: Final = {
    "self_harm": "opening.self_harm",
    "bereavement": "grave.condolence",
    **dict.fromkeys(("legal", "press", "threat"), "opening.measured"),
}
"""First words where the usual ones would be wrong: about a bill to somebody in despair, or too humble to a lawyer."""
_OF_THINGS: Final = frozenset({Topic.PRODUCT, Topic.SAFETY, Topic.DELIVERY})
_HURT: Final = frozenset({"injury", "illness", "hazard"})
_URGENT: Final = _HURT | {"crime", "fraud"}
_EATEN: Final = frozenset({K.FOREIGN_BODY, K.ALLERGY, K.FOOD_POISONING})
_NOT_KEPT: Final = frozenset(
    {K.CARBON_MONOXIDE, K.GAS, K.BATTERY, K.TRAPPED, K.CHEMICAL, K.CHOKING, K.SWALLOWED, K.FIRE, K.MEDICINE}
)
"""Dangers of which nothing is to be kept, or of which what to do first says so itself."""
_AT_A_PLACE: Final = re.compile(
    r"\b(?:gym|hotel|restaurant|caf[eé]|pub|stairs?|centre|pool|climbing|bus|coach|train|theatre|cinema|car park|lift|"
    r"treadmill|class|salon|clinic|surgery|playground|branch|station|airport|ferry|ride|spa|driver|engineer)\b",
    re.IGNORECASE,
)
"""Where people are hurt by nothing that they could keep."""


def escalated(scene: Scene, reason: str) -> Scene:
    """Return the scene where a person has to take over, for `reason`; what happened has a name of its own."""
    grave = scene.escalated(reason)
    for key in _about(grave):
        noun = grave.say(f"grave.about_{key}")
        if noun:
            grave.known["noun"] = noun
            break
    raised = grave.say(f"grave.raised_{reason}")
    if raised:
        grave.known["subject"] = raised
    return grave


def _about(scene: Scene) -> Iterator[str]:
    if scene.plight and scene.plight.hazard:
        yield scene.plight.hazard.value
    if scene.grave:
        yield "hurt" if scene.grave in _HURT else scene.grave


def opening_key(scene: Scene) -> str:
    """Return the key of the first words."""
    return _OPENINGS.get(scene.grave or "", "opening.grave")


def topic_of(scene: Scene) -> str:
    """Return the sort of message: while danger lasts, what to do comes first; of those who mourn nothing is asked."""
    if scene.grave == "bereavement":
        return "mourning"
    return "urgent" if _goes_on(scene) and scene.grave != "self_harm" else "grave"


def _goes_on(scene: Scene) -> bool:
    """Return whether the danger lasts, and there are words for what to do."""
    plight = scene.plight
    return bool(plight and plight.now and plight.hazard and f"grave.{plight.hazard}_now" in scene.book)


def must_care(scene: Scene) -> bool:
    """Return whether somebody may be hurt or robbed, so that what to do first is never left out for its length."""
    return bool(scene.grave) and any(key in scene.book for key in _short_keys(scene))


def _care_key(scene: Scene) -> str:
    plight = scene.plight
    if scene.grave == "self_harm" and not (plight and plight.hazard) and _is_hinted(scene):
        return "grave.self_harm_hinted"
    if plight and plight.hazard and scene.grave == plight.reason:
        key = f"grave.{plight.hazard}_{'now' if plight.now else 'over'}"
        if key in scene.book:
            return key
    return f"grave.{scene.grave}"


def _is_hinted(scene: Scene) -> bool:
    """Return whether nothing in the words themselves speaks of self-harm."""
    known = "grave.self_harm_hinted" in scene.book
    return known and not is_told_of_self_harm(scene.brief.complaint.text, scene.brief.assessment)


def _short_keys(scene: Scene) -> Iterator[str]:
    plight = scene.plight
    if plight and plight.hazard:
        if not plight.now:
            yield f"grave.{plight.hazard}_over_short"
        yield f"grave.{plight.hazard}_short"
    yield f"grave.{scene.grave}_short"


def _shortest(scene: Scene) -> list[str]:
    return next((found for key in _short_keys(scene) if (found := [*scene.tell(key), *scene.wordings(key)])), [])


def _line(text: str | None, *cites: str) -> Line | None:
    return Line(text, cites) if text else None


def _told(texts: list[str], *cites: str) -> Line | None:
    return Line(texts[0], cites, tuple(texts[1:])) if texts else None


def _care(scene: Scene) -> Line | None:
    texts = [*scene.tell(_care_key(scene)), *_shortest(scene)]
    if scene.public and _goes_on(scene):
        texts = _shortest(scene) or texts
    if topic_of(scene) == "urgent":
        texts = [_addressed(scene, text) for text in texts]
    return _told(texts, *_lines_cited(scene, " ".join(texts)))


def _addressed(scene: Scene, text: str) -> str:
    """Return what to do at once, said to the customer by name where the name is known and not said before."""
    name = scene.known.get("name")
    return f"{name}, {text[0].lower()}{text[1:]}" if name and text.startswith("Please ") else text


def _lines_cited(scene: Scene, text: str) -> list[str]:
    """Return the facts that give the numbers in `text`."""
    number, source = emergency_line(scene.brief.facts)
    outside = _outside(scene)
    cites = [source] if source and number in text else []
    return cites + ([outside[1]] if outside and outside[0] in text else [])


def _outside(scene: Scene) -> tuple[str, str] | None:
    plight = scene.plight
    return line_for(scene.brief.facts, (plight.hazard if plight else None) or scene.grave)


def _helpline(scene: Scene) -> Line | None:
    outside = _outside(scene)
    cites = [outside[1]] if outside else []
    return _line(scene.say("grave.helpline"), *cites) if scene.grave == "self_harm" else None


def _sorry(scene: Scene) -> Line | None:
    return _line(scene.say("grave.sorry_now"))


def _pledge(scene: Scene) -> Line | None:
    """Return what the record bids them do and says will happen; what to do at once is said in our own words."""
    if scene.public or not scene.in_english or scene.grave is None:
        return None
    hazard = scene.plight.hazard if scene.plight else None
    given = [fact for fact in scene.brief.policies if fact.id in scene.brief.given]
    found = pledges(given, scene.grave, hazard)
    if _goes_on(scene) or scene.grave == "fraud":
        found = [one for one in found if not one.text.startswith("Please ")]
    if not found:
        return None
    shorter = [" ".join(one.text for one in found[:most]) for most in range(len(found) - 1, 0, -1)]
    return Line(" ".join(one.text for one in found), (found[0].fact_id,), tuple(shorter))


def _keep(scene: Scene) -> Line | None:
    said = " ".join(scene.said).casefold()
    if scene.grave not in _HURT or "keep" in said or _goes_on(scene):
        return None
    hazard = scene.plight.hazard if scene.plight else None
    if hazard in _EATEN:
        return _line(scene.say("grave.keep_food"))
    goods = scene.brief.assessment.topic in _OF_THINGS and hazard not in _NOT_KEPT
    goods = goods and not _AT_A_PLACE.search(scene.brief.complaint.text)
    return _line(scene.say("grave.keep")) if goods else None


def _takeover(scene: Scene) -> Line | None:
    if scene.ground.desk and scene.contact and scene.in_english:
        told = scene.tell(_desk_key(scene))
        if told:
            return _told(told, scene.contact.id)
    if topic_of(scene) == "urgent" and (told := scene.wordings("grave.takeover_now")):
        return _line(told[0])
    cites = [scene.contact.id] if "owner" in scene.known and scene.contact else []
    return _told(scene.tell("grave.takeover"), *cites)


def _desk_key(scene: Scene) -> str:
    if scene.public and scene.grave != "press":
        return "grave.takeover"
    if scene.grave in {"legal", "press"}:
        return f"grave.desk_{scene.grave}"
    return "grave.desk_call" if _goes_on(scene) and "phone" in scene.known and "office" in scene.known else "grave.desk"


def _meanwhile(scene: Scene) -> Line | None:
    if scene.grave == "bereavement" or (scene.grave == "legal" and "desk" in scene.known and scene.in_english):
        return None
    key = "grave.private_reach"
    if scene.plight and scene.plight.hazard is K.DOMESTIC:
        key = "grave.reach_safely"
    elif scene.grave == "press":
        key = "grave.reach_press"
    elif scene.grave in _HURT and (_goes_on(scene) or scene.ground.desk):
        key = "grave.reach_urgent"
    return _line(scene.say(key) or scene.say("grave.private_reach"))


def private_reach(scene: Scene) -> Line | None:
    """Return what they can do now, in private; nothing where they are owed rest or a letter."""
    return _meanwhile(scene)


def route(scene: Scene) -> Line | None:
    """Return, in the open, how the desk that looks after an urgent matter is called, and the way into private."""
    if not (scene.ground.desk and scene.contact and scene.grave in _URGENT):
        person = scene.say("grave.public_person_dm") if scene.has_messenger and topic_of(scene) == "urgent" else None
        return _line(person)
    key = "grave.public_desk_dm" if scene.has_messenger else "grave.public_desk"
    return _told(scene.tell(key), scene.contact.id)


def caring_words(scene: Scene) -> list[str]:
    """Return the wordings of sorry, what to do first, and who takes over, then those without the last; often none."""
    care = _shortest(scene) or scene.wordings(_care_key(scene))
    if topic_of(scene) == "urgent":
        starts = [
            f"{_addressed(scene, first)} {sorry}" for first in care for sorry in scene.wordings("grave.sorry_now")
        ]
    else:
        opening = scene.wordings(f"opening.{scene.grave}_short") or scene.wordings(opening_key(scene))
        starts = [f"{start} {first}" for start in opening for first in care]
    ends = scene.wordings("grave.takeover")
    if scene.public and scene.has_messenger:
        called = route(scene)
        ends = ([called.text, *called.shorter] if called else []) + scene.wordings("route.short") + ends
    if not scene.public and scene.grave != "bereavement":
        ends = [f"{end} {ask}" for end in ends for ask in scene.wordings("grave.private_reach")] + ends
    return [f"{start} {end}" for end in ends for start in starts] + starts


PARTS: Mapping[str, Part] = {
    "care": _care,
    "sorry": _sorry,
    "helpline": _helpline,
    "pledge": _pledge,
    "keep": _keep,
    "takeover": _takeover,
}
"""Every part by the name that plans.yaml calls it."""
