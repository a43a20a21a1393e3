"""The parts of a message on a grave matter: what to do first, who can be called, what to keep, who takes over."""

from __future__ import annotations

from collections.abc import Mapping

from api.drafting.composing.scene import Line, Part, Scene
from guardrails.inbound.assessment import Topic

_OPENINGS = {
    "self_harm": "opening.self_harm",
    **dict.fromkeys(("legal", "press", "threat"), "opening.measured"),
}
"""First words where the usual ones would be wrong: about a bill to somebody in despair, or too humble to a lawyer."""
_OF_THINGS = frozenset({Topic.PRODUCT, Topic.SAFETY, Topic.DELIVERY})
_TO_KEEP = frozenset({"injury", "illness", "hazard"})


def opening_key(scene: Scene) -> str:
    """Return the key of the first words."""
    return _OPENINGS.get(scene.grave or "", "opening.grave")


def private_reach(scene: Scene) -> Line | None:
    """Return what they can do now, in private."""
    return _line(scene.say("grave.private_reach"))


def _line(text: str | None, *cites: str) -> Line | None:
    return Line(text, cites) if text else None


def _told(texts: list[str], *cites: str) -> Line | None:
    return Line(texts[0], cites, tuple(texts[1:])) if texts else None


def _care(scene: Scene) -> Line | None:
    return _told([*scene.tell(f"grave.{scene.grave}"), *scene.wordings(f"grave.{scene.grave}_short")])


def _helpline(scene: Scene) -> Line | None:
    return _line(scene.say("grave.helpline")) if scene.grave == "self_harm" else None


def _keep(scene: Scene) -> Line | None:
    goods = scene.grave in _TO_KEEP and scene.brief.assessment.topic in _OF_THINGS
    return _line(scene.say("grave.keep")) if goods else None


def _takeover(scene: Scene) -> Line | None:
    cites = [scene.contact.id] if "owner" in scene.known and scene.contact else []
    return _told(scene.tell("grave.takeover"), *cites)


PARTS: Mapping[str, Part] = {"care": _care, "helpline": _helpline, "keep": _keep, "takeover": _takeover}
"""Every part by the name that plans.yaml calls it."""
