"""The parts that tell what is on record: the notes, what the policy gives, what is left to choose or to ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from api.drafting.composing.reading import asks_for_money, shows_photo
from api.drafting.composing.record import GOODS
from api.drafting.composing.scene import Line, Scene
from api.drafting.composing.telling.granting import offers_choice
from api.drafting.composing.telling.remedies import Remedy
from api.drafting.composing.telling.signers import Role, label
from api.drafting.composing.telling.telling import Noted, named
from api.models import Channel
from guardrails.finding import Audience
from guardrails.inbound.assessment import Action, Kind
from guardrails.inbound.problem import ProblemKind
from knowledge.contacts import details

_RECORDED = frozenset(
    {"overdue", "overdue_unsent", "delivered_late", "refund_done", "refund_open", "moving", "waiting"}
)
"""Situations of an order that say something the customer does not know."""
_MOST_OPENLY = 230
_MOST_NOTED = {Channel.SMS: 1, Channel.CHAT: 4}
_CHARGES = frozenset({ProblemKind.OVERCHARGED, ProblemKind.DOUBLE_CHARGED})
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
    scene.known["told"] = sentence.rstrip(".")
    again = "regretted" in scene.known
    scene.known["regretted"] = "yes"
    return scene.say("told.regretted_again" if again else "told.regretted") or sentence


_ENOUGH = 18
"""Characters by which a sentence is known again."""


def _known_record(scene: Scene) -> Line | None:
    """Return what the order shows, where no note on this very matter has told better."""
    told = any(noted.fact_id in scene.brief.given for noted in scene.ground.telling.noted)
    if scene.record is None or scene.situation not in _RECORDED or told:
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
    if "desk" not in scene.known:
        _keep_desk(scene, texts[0])
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


def _keep_desk(scene: Scene, told: str) -> None:
    """Keep how to reach a desk that is told of by its name, where the record has no person for it."""
    for fact in scene.brief.contacts:
        name, contact = label(fact), details(fact)
        named = name and " " in name and re.search(rf"\b(?:the|our) {re.escape(name)}\b", told, re.IGNORECASE)
        if not (named and name and (contact.phone or contact.email)):
            continue
        for key, value in (("email", contact.email), ("phone", contact.phone)):
            scene.known.pop(key, None)
            if value:
                scene.known[key] = value
        scene.known.update(person=f"our {name[0].lower()}{name[1:]}", desk=fact.id)
        return


def _desk(scene: Scene) -> Line | None:
    """Return how to reach whoever the policy names as answering for it."""
    texts = scene.tell("told.desk") if "desk" in scene.known else []
    return Line(texts[0], (scene.known["desk"],), tuple(texts[1:])) if texts else None


def _option(scene: Scene) -> Line | None:
    if not scene.ground.telling.chooses:
        return None
    remedy = scene.ground.telling.remedy
    if remedy and remedy.chooses and asks_for_money(scene.brief.complaint.text) and _REFUNDED.search(_told_by(remedy)):
        return _line(scene.say("told.option_refund"))
    return _line(scene.say("told.option"))


def _following(scene: Scene) -> Line | None:
    """Return what we still need, or what comes next, where there is nothing to choose."""
    remedy, telling = scene.ground.telling.remedy, scene.ground.telling
    said = scene.brief.complaint.text
    if remedy and remedy.photo and scene.kind in GOODS and not shows_photo(said):
        return _line(scene.say("told.photo"))
    if telling.chooses or telling.asks:
        return None
    noted = " ".join(one for each in telling.noted for one in each.sentences)
    if _SLOTS.search(noted):
        return _line(scene.say("told.slot"))
    return _line(scene.say(_next_step(scene, _told_by(remedy) if remedy else "", noted)))


def _next_step(scene: Scene, granted: str, noted: str) -> str:  # noqa: PLR0911 - one reason each
    """Return the key of what comes next: what we still need, what we can start on, or what they would like first."""
    needed = _NEEDED.search(granted)
    if needed and "attach" not in scene.brief.complaint.text and "card number" not in needed[0]:
        scene.known["thing"] = _named(next(filter(None, needed.groups())))
        return "told.need"
    if _CALLS.search(granted) and not _NO_PHONE.search(scene.brief.complaint.text):
        return "told.call"
    if _OFFERED.search(noted):
        return "told.start"
    if _SETTLED.search(noted) or _BY_ITSELF.search(granted):
        return "told.more"
    if _GRANTED.search(granted):
        return "told.start"
    if _PROCESS.search(granted):
        return "told.pass"
    if scene.kind in _CHARGES:
        return "told.charge"
    return "told.more" if granted.startswith("Please") or _INSTRUCTS.search(noted) else "told.wish"


def _told_by(remedy: Remedy) -> str:
    return " ".join(remedy.sentences)


def _named(thing: str) -> str:
    """Return what is needed as the customer has it: "your card number"."""
    yours = re.search(r"\b(?:number|receipt)\b", thing)
    return re.sub(r"^(?:the |a |an |your )", "your ", thing) if yours else re.sub(r"^(?:the |your )", "", thing)


_LEANING = re.compile(
    r"^(?:without it|with it|it|they|we \w+ it)\b|\boutside it\b|\bafter that\b|\ba second time\b", re.IGNORECASE
)
"""What says nothing where the sentence before it is missing."""
_REFUNDED = re.compile(r"\brefund", re.IGNORECASE)
_SLOTS = re.compile(
    r"\b(?:slots?|appointments?|dates?|times?) [^.]{0,30}\b(?:is|are)\b[^.]*(?:, | or )|\bcan be booked\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"\bonce (?:we have|you (?:send|give|confirm)(?: us)?) ((?:the |a |your )?[a-z ]{3,30}?)(?=[,.]| up| and)"
    r"|\b(?:on|against|with) (?:a |the )?(proof of value|receipt)\b|\bafter (a meter reading)\b",
    re.IGNORECASE,
)
"""What a remedy waits for, and the customer has."""
_CALLS = re.compile(r"\b(?:phones|rings|calls)(?: (?:you|back|within)\b|\.)", re.IGNORECASE)
_NO_PHONE = re.compile(
    r"\b(?:no phone|don't (?:ring|call|phone)|do not (?:ring|call|phone)|deaf|(?:0|\+)\d[\d ]{8,})", re.IGNORECASE
)
_SETTLED = re.compile(
    r"\b(?:refund|payment|release|credit|bill|charge)(?:[^.]|\.\d){0,60}\b(?:was|been|is|"
    r"were) (?:\w+ )?(?:approved|sent|issued|made|"
    r"cancelled|withdrawn|written off|paid|released|returned)\b|\bis now (?:booked|expected|on)\b|\bare back with you\b"
    r"|\bready by\b|\bFix is\b",
    re.IGNORECASE,
)
_BY_ITSELF = re.compile(r"\bwithout being asked\b|\bautomatically\b", re.IGNORECASE)
_GRANTED = re.compile(
    r"\b(?:refund\w*|replac\w*|repair it|credit\b(?! above)|we (?:pay|lend|send|collect|move)|"
    r"courier|taken off|paid for|"
    r"unlock|taken down|price back|sent to your address)\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(r"\b(?:happy to|we can|anyone who|is free now|ready to go)\b", re.IGNORECASE)
_PROCESS = re.compile(r"\b(?:looks? (?:into|at)|replies|writes?|inspects?|investigates?|goes to)\b", re.IGNORECASE)
_INSTRUCTS = re.compile(r"(?:^|\. )Please\b")


def _openly(scene: Scene) -> Line | None:
    """Return what anybody may read: a note about everybody, else what the policy gives anybody."""
    telling = scene.ground.telling
    sentences = [(one, each.fact_id) for each in telling.noted for one in each.general]
    if telling.remedy:
        sentences += [(one, telling.remedy.fact_id) for one in telling.remedy.general]
    fitting = [one for one in sentences if not _is_said(scene, one[0]) and len(one[0]) <= _MOST_OPENLY]
    fitting = [one for one in fitting if not _LEANING.search(one[0])]
    helping = [one for one in fitting if _GRANTED.search(one[0]) or offers_choice(one[0])] or fitting
    return _line(*helping[0]) if helping else None


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
