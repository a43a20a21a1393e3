"""The parts that tell what is on record: the notes, what the policy gives, what is left to choose or to ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from api.drafting.composing.reading import shows_photo
from api.drafting.composing.scene import Line, Scene
from api.drafting.composing.telling.signers import Role
from api.drafting.composing.telling.telling import Noted, named
from api.models import Channel
from guardrails.finding import Audience
from guardrails.inbound.assessment import Action, Kind
from knowledge.contacts import details

_RECORDED = frozenset(
    {"overdue", "overdue_unsent", "delivered_late", "refund_done", "refund_open", "moving", "waiting"}
)
"""Situations of an order that say something the customer does not know."""
_MOST_OPENLY = 230
_MOST_NOTED = {Channel.SMS: 1, Channel.CHAT: 4}
_HOLDING = frozenset({Action.ACKNOWLEDGE_AND_HOLD, Action.HIDE_AND_REACH_OUT, Action.ESCALATE_TO_HUMAN})


def tells(scene: Scene) -> bool:
    """Return whether the record has something to tell in this message."""
    if not scene.in_english or scene.brief.assessment.action in _HOLDING or scene.ground.kind is Kind.PRAISE:
        return False
    return scene.ground.telling.told_openly if scene.public else bool(scene.ground.telling)


def _line(text: str | None, *cites: str | None) -> Line | None:
    return Line(text, tuple(one for one in cites if one)) if text else None


def _noted(scene: Scene) -> Line | None:
    """Return the notes retold, with shorter forms of it that leave out the last sentences."""
    noted = scene.ground.telling.noted
    sentences = [one for each in noted for one in _with_admission(scene, each)][: _MOST_NOTED.get(scene.channel, 7)]
    if not sentences:
        return None
    texts = []
    for count in range(len(sentences), 0, -1):
        told, used = named(sentences[:count], scene.ground.telling.roles)
        scene.known["told"] = told
        texts.append(scene.say("told.noted") or told)
    scene.known["note"] = texts[0]
    return Line(texts[0], (*(each.fact_id for each in noted), *(role.fact.id for role in used)), tuple(texts[1:]))


def _is_said(scene: Scene, sentence: str) -> bool:
    """Return whether the conversation has the sentence already."""
    return any(sentence.rstrip(".") in said for said in scene.brief.told)


def _with_admission(scene: Scene, noted: Noted) -> list[str]:
    """Return the sentences of a note, our fault owned behind what it was."""
    owned = scene.say("told.admission") if noted.admits else None
    told = [owned] if owned and not noted.before else []
    for sentence in noted.sentences:
        if _is_said(scene, sentence):
            continue
        told.append(_regretted(scene, sentence))
        if owned and sentence == noted.before:
            told.append(owned)
    return told


def _regretted(scene: Scene, sentence: str) -> str:
    """Return a sentence that was taken for an excuse, told with regret; any other as it is."""
    softened = {text[:_ENOUGH] for to, text in scene.brief.softened if to is Audience.PRIVATE}
    if sentence[:_ENOUGH] not in softened:
        return sentence
    first, _, rest = sentence.partition(" ")
    scene.known["told"] = f"{first.lower()} {rest}" if first.lower() in _SMALL else sentence
    return scene.say("told.regretted") or sentence


_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "it",
        "no",
        "there",
        "nobody",
        "nothing",
        "your",
        "you",
        "we",
        "our",
        "on",
        "in",
        "at",
        "this",
        "that",
        "they",
        "these",
        "those",
        "both",
    ]
)
_ENOUGH = 18
"""Characters by which a sentence is known again."""


def _known_record(scene: Scene) -> Line | None:
    """Return what the order shows, where no note has told better."""
    if scene.record is None or scene.situation not in _RECORDED or scene.ground.telling.noted:
        return None
    texts = scene.tell(f"record.{scene.situation}")
    return Line(texts[0], (scene.record.fact.id,), tuple(texts[1:])) if texts else None


def _remedy(scene: Scene) -> Line | None:
    remedy = scene.ground.telling.remedy
    if remedy is None or not remedy.sentences:
        return None
    texts = []
    cites: list[str] = [remedy.fact_id]
    for count in range(len(remedy.sentences), 0, -1):
        told, used = named(remedy.sentences[:count], scene.ground.telling.roles)
        if count == len(remedy.sentences):
            cites += [role.fact.id for role in used]
            _keep_person(scene, used)
        scene.known["grants"] = told
        texts.append(scene.say("told.remedy") or told)
    figures = [scene.record.fact.id] if scene.record and remedy.sentences != remedy.general else []
    return Line(texts[0], (*cites, *figures), tuple(texts[1:]))


def _keep_person(scene: Scene, used: Sequence[Role]) -> None:
    if used:
        contact = details(used[0].fact)
        found = {"person": used[0].person, "email": contact.email, "phone": contact.phone}
        for name, value in found.items():
            scene.known.pop(name, None)
            if value:
                scene.known[name] = value
        scene.known["desk"] = used[0].fact.id


def _desk(scene: Scene) -> Line | None:
    """Return how to reach whoever the policy names as answering for it."""
    return _line(scene.say("told.desk"), scene.known["desk"]) if "desk" in scene.known else None


def _option(scene: Scene) -> Line | None:
    return _line(scene.say("told.option")) if scene.ground.telling.chooses else None


def _following(scene: Scene) -> Line | None:
    """Return what we still need, or that they can come back, where there is nothing to choose."""
    remedy = scene.ground.telling.remedy
    if remedy and remedy.photo and not shows_photo(scene.brief.complaint.text):
        return _line(scene.say("told.photo"))
    telling = scene.ground.telling
    return None if telling.chooses or telling.asks else _line(scene.say("told.more"))


def _openly(scene: Scene) -> Line | None:
    """Return what anybody may read: a note about everybody, else what the policy gives anybody."""
    telling = scene.ground.telling
    sentences = [(one, each.fact_id) for each in telling.noted for one in each.general]
    if telling.remedy:
        sentences += [(one, telling.remedy.fact_id) for one in telling.remedy.general[:2]]
    texts: list[str] = []
    cites: list[str] = []
    for text, fact_id in [one for one in sentences if not _is_said(scene, one[0])]:
        if sum(map(len, texts)) + len(text) <= _MOST_OPENLY:
            texts.append(text)
            cites.append(fact_id)
    if not texts:
        return None
    return Line(" ".join(texts), tuple(dict.fromkeys(cites)), tuple(texts[:1]) if len(texts) > 1 else ())


TOLD: Mapping[str, Callable[[Scene], Line | None]] = {
    "noted": _noted,
    "known_record": _known_record,
    "remedy": _remedy,
    "option": _option,
    "following": _following,
    "desk": _desk,
    "openly": _openly,
}
"""The parts by the names that plans.yaml calls them."""
