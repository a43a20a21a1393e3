"""Laying a message out: the parts in the plan's order, as many as the channel has room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.drafting.composing.grammar import tidy
from api.drafting.composing.graves import caring_words, must_care
from api.drafting.composing.parts import DROPPED_FIRST, PARTS, know_wanted
from api.drafting.composing.scene import Line, Scene
from prompts.phrasebook import table

Plan = Sequence[Sequence[str]]
Fits = Callable[[str], bool]
_BRIEF_MOST = 4
_ENOUGH = 4
"""Wordings that name the problem itself, from which number on those that only name its topic are not needed."""
_TELLING = frozenset({"clause", "noun"})


@dataclass(frozen=True, slots=True)
class Laid:
    """A message in words, and the ids of the facts it rests on."""

    text: str
    cites: list[str]


def lay_out(name: str, scene: Scene, fits: Fits) -> Laid | None:
    """Return the message that the plan called `name` makes, or None where even its barest form does not fit."""
    plan = scene.choice.pick("plan", table("plans")[name])
    if plan is None:
        return None
    lines = _lines(plan, scene)
    dropped = _least_missed(lines, scene)
    while not fits(text := _joined(plan, lines)):
        if not dropped or (dropped[0] == "care" and must_care(scene) and not lines["care"].shorter):
            return None
        _squeeze(lines, dropped)
    cites = [cite for line in lines.values() for cite in line.cites]
    return Laid(text, list(dict.fromkeys(cites)))


def _squeeze(lines: dict[str, Line], dropped: list[str]) -> None:
    """Shorten the part that is missed least, or leave it out where it cannot be shorter."""
    line = lines[dropped[0]]
    if line.shorter:
        lines[dropped[0]] = Line(line.shorter[0], line.cites, line.shorter[1:])
    else:
        del lines[dropped.pop(0)]


def _lines(plan: Plan, scene: Scene) -> dict[str, Line]:
    """Return what each part of the plan says, in its order; a later part knows what an earlier one said."""
    lines: dict[str, Line] = {}
    for name in (name for paragraph in plan for name in paragraph):
        line = PARTS[name](scene)
        if line is None:
            continue
        lines[name] = line
        if name == "greeting":
            scene.known.pop("name", None)
        scene.said.append(line.text if name != "greeting" else "greeting")
    return lines


def _least_missed(lines: dict[str, Line], scene: Scene) -> list[str]:
    spare = [name for name in DROPPED_FIRST if name in lines]
    if scene.briefly:
        needed = len(lines) - len(spare)
        while spare and needed + len(spare) > _BRIEF_MOST:
            del lines[spare.pop(0)]
    # To somebody whose data stand in the open, the warning matters more than what we would like to know.
    return [*spare, "ask"] if {"warning", "ask"} <= lines.keys() else spare


def _joined(plan: Plan, lines: dict[str, Line]) -> str:
    paragraphs = (" ".join(lines[name].text for name in paragraph if name in lines) for paragraph in plan)
    return "\n\n".join(tidy(paragraph) for paragraph in paragraphs if paragraph.strip())


def tight_care(scene: Scene, fits: Fits) -> Laid:
    """Return what somebody who may be hurt has to know, in the fewest words, and who takes over where there is room."""
    texts = caring_words(scene)
    return Laid(next(filter(fits, texts), min(texts, key=len)), [])


def tight(scene: Scene, opening: str, ending: str, fits: Fits) -> Laid:
    """Return an opening and one more line in the fewest words, the longest pair that fits."""
    if not scene.public:
        know_wanted(scene)
    starts, ends = scene.options(opening), scene.options(ending)
    if "wanted" in scene.known:
        ends = [end for end in ends if "wanted" in end.fields] or ends
    pairs = [
        (start.fields, f"{start.render(scene.known)} {end.render(scene.known)}") for end in ends for start in starts
    ]
    fitting = [(fields, text) for fields, text in pairs if fits(text)]
    telling = [text for fields, text in fitting if fields & _TELLING]
    nameless = scene.known.get("subject") == "this"
    several = telling if len(telling) >= _ENOUGH or (telling and nameless) else [text for _, text in fitting]
    return Laid(scene.choice.pick("tight", several) or min((text for _, text in pairs), key=len), [])
