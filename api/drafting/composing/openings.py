"""Which first words a message begins with: an apology, thanks, or an answer to what was asked for."""

from __future__ import annotations

from api.drafting.composing import graves
from api.drafting.composing.scene import Scene
from guardrails.inbound.assessment import Action, Gravity, Kind
from guardrails.inbound.kind_words import finds_fault, has_kind_words, is_fond
from guardrails.inbound.wishes import meets_a_hitch, wishes

_CALM = frozenset({Gravity.LOW, Gravity.MEDIUM})


def opening_key(scene: Scene) -> str:
    """Return the key of the first words."""
    letter = "greeting" in scene.said
    if scene.grave:
        return graves.opening_key(scene)
    if not is_holding(scene):
        if scene.ground.kind is Kind.PRAISE:
            return "praise.open" if is_cheerful(scene) else "praise.told"
        if scene.ground.kind is Kind.QUESTION:
            return "question.letter" if letter else "question.open"
        if softer := _softer(scene):
            return softer
    key = "opening.letter" if letter else "opening.line" if "name" in scene.known else "opening.unnamed"
    light = scene.brief.assessment.severity is Gravity.LOW and f"{key}_light" in scene.book
    return f"{key}_light" if light else key


def _softer(scene: Scene) -> str | None:
    """Return the key for somebody who has a kind word too, or who only wants something arranged; else None."""
    said, assessment = scene.brief.complaint.text, scene.brief.assessment
    if not scene.in_english or assessment.language != "en" or assessment.severity not in _CALM:
        return None
    if wishes(said):
        return "opening.wish_hitch" if meets_a_hitch(said) else "opening.wish"
    if "clause" not in scene.known and scene.known.get("noun") == "this":
        return "praise.told" if assessment.kind is Kind.PRAISE else None
    meant = finds_fault(said) if assessment.kind is Kind.PRAISE else is_fond(said)
    return "opening.fond" if meant else None


def is_cheerful(scene: Scene) -> bool:
    """Return whether praise has a kind word in it: dry words may be anything, and get no beaming thanks."""
    return scene.brief.assessment.language != "en" or has_kind_words(scene.brief.complaint.text)


def is_holding(scene: Scene) -> bool:
    """Return whether the message only holds or warns, until somebody can answer."""
    return scene.brief.assessment.action in (Action.ACKNOWLEDGE_AND_HOLD, Action.HIDE_AND_REACH_OUT)
