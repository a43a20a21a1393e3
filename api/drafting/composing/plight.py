"""The plight of whoever wrote: why a person has to take over, what endangers or hurt them, and whether it goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.drafting.composing.reading import grave_reason, names_reason
from guardrails.inbound.assessment import Action, Assessment, Topic
from guardrails.inbound.hazards import Hazard, HazardKind, hazards_in
from guardrails.inbound.problem import Problem

_HURT = frozenset({"injury", "illness", "hazard"})
_REASONS = {
    HazardKind.SELF_HARM: "self_harm",
    HazardKind.FOOD_POISONING: "illness",
    HazardKind.BEREAVEMENT: "bereavement",
    **dict.fromkeys((HazardKind.INTRUDER, HazardKind.DOMESTIC), "crime"),
    **dict.fromkeys(
        (HazardKind.ALLERGY, HazardKind.CHOKING, HazardKind.SWALLOWED, HazardKind.CHEMICAL, HazardKind.INJURY),
        "injury",
    ),
}
_FOR_A_CLIENT = re.compile(
    r"\b(?:our client|(?:we|i) act for|acting (?:for|on behalf of)|instructed by|letter before (?:claim|action)|"
    r"without prejudice|pre-action|particulars of claim)\b",
    re.IGNORECASE,
)
_FOR_READERS = re.compile(
    r"\bi(?:'m| am) (?:a |an |the )?(?:\w+ ){0,3}(?:journalist|reporter|producer)\b|\bi (?:write|report) for\b|"
    r"\b(?:we|i) (?:will |are |am |plan to )?(?:run|publish|broadcast|go to print|running|publishing)\b|"
    r"\b(?:request|invite you|like|opportunity) (?:for |to )?(?:a )?comment\b|\bright of reply\b",
    re.IGNORECASE,
)
_OF_THEFT = re.compile(
    r"\b(?:transactions?|hacked|scam\w*|fraud\w*|identity|phishing|stole\w*|cloned|withdr\w+|impersonat\w+|sim swap|"
    r"never (?:opened|ordered|authori[sz]ed)|did ?n.?t (?:order|make|authori[sz]e|open))\b",
    re.IGNORECASE,
)
_AFFAIRS = re.compile(
    r"\b(?:accounts?|contracts?|letters?|certificate|estate|direct debit|polic(?:y|ies)|clos(?:e|ing|ed)|subscription|"
    r"addressed|membership|probate|executor|(?:bill|charg|chas|writ|phon|call|ring)ing (?:him|her|them))\b",
    re.IGNORECASE,
)
"""What there is to be settled for somebody who died."""
_ALIKE = "Reads as critical"
_LEAVES_TO_OTHERS = frozenset({Action.DO_NOT_ENGAGE, Action.HIDE_AND_REACH_OUT})


@dataclass(frozen=True, slots=True)
class Plight:
    """Why a person has to take over (`reason`), what the danger is, where one is known, and whether it goes on."""

    reason: str
    hazard: HazardKind | None = None
    now: bool = False


def plight_of(text: str, problem: Problem, assessment: Assessment) -> Plight | None:
    """Return the plight that `text` tells of; None where the matter is not grave."""
    hazards = hazards_in(text)
    if assessment.action is not Action.ESCALATE_TO_HUMAN:
        mourns = _mourns(text, hazards)
        answered = assessment.action not in _LEAVES_TO_OTHERS
        return Plight("bereavement", HazardKind.BEREAVEMENT) if mourns and answered else None
    reason = _reason(text, problem, assessment, hazards)
    hazard = _chief(hazards, reason)
    if hazard is None:
        return Plight(reason)
    return Plight(_reason_of(hazard), hazard.kind, hazard.now)


def _reason(text: str, problem: Problem, assessment: Assessment, hazards: Sequence[Hazard]) -> str:
    reason = grave_reason(text, problem, assessment.topic, assessment.grave)
    if reason == "self_harm":
        mourns = _mourns(text, hazards)
        return "bereavement" if mourns and not is_told_of_self_harm(text, assessment) else reason
    if _FOR_A_CLIENT.search(text):
        return "legal"
    if "press" in assessment.grave and _FOR_READERS.search(text):
        return "press"
    if _is_guessed(text, reason, assessment):
        reason = "hazard" if assessment.topic is Topic.SAFETY else "distress"
    if reason == "distress":
        dangers = [one for one in hazards if one.kind is not HazardKind.BEREAVEMENT or _mourns(text, hazards)]
        return _reason_of(dangers[0]) if dangers else reason
    return reason


def _is_guessed(text: str, reason: str, assessment: Assessment) -> bool:
    """Return whether only the likeness to others speaks for a fraud or a threat, and nothing that is said."""
    if names_reason(text, reason) or not any(one.startswith(_ALIKE) for one in assessment.reasons):
        return False
    return reason == "threat" or (reason == "fraud" and not _OF_THEFT.search(text))


def _mourns(text: str, hazards: Sequence[Hazard]) -> bool:
    """Return whether it is about what somebody who died has left to be settled."""
    return any(one.kind is HazardKind.BEREAVEMENT for one in hazards) and bool(_AFFAIRS.search(text))


def is_told_of_self_harm(text: str, assessment: Assessment) -> bool:
    """Return whether the words themselves speak of self-harm, and not only the likeness to others that do."""
    told = any(one.startswith("Speaks of self-harm") for one in assessment.reasons)
    return told or names_reason(text, "self_harm")


def _chief(hazards: Sequence[Hazard], reason: str) -> Hazard | None:
    """Return the danger that is answered: one that goes on, else the one that was the reason, else the gravest."""
    fitting = [one for one in hazards if _fits(_reason_of(one), reason)]
    going_on = (one for one in fitting if one.now)
    meant = (one for one in fitting if _reason_of(one) == reason)
    return next(going_on, None) or next(meant, None) or next(iter(fitting), None)


def _reason_of(hazard: Hazard) -> str:
    return _REASONS.get(hazard.kind, "hazard")


def _fits(told: str, reason: str) -> bool:
    return told == reason or {told, reason} <= _HURT
