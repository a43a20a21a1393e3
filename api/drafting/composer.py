"""The composer: the embedded writer. No network, no key, no model; the same brief always gives the same words.

It builds a reply from the practice of good complaint handling (an apology that names the problem, what is on record
and helps, what happens next, a named person), the assessment, the facts and the phrasebook, in the brand's voice.
"""

from __future__ import annotations

from collections.abc import Sequence

from api.drafting.brief import Brief, Composed, Errand
from api.drafting.composing import graves
from api.drafting.composing.grammar import likeness
from api.drafting.composing.ground import Ground, survey
from api.drafting.composing.layout import Fits, Laid, lay_out, tight, tight_care
from api.drafting.composing.parts import ways_into_private
from api.drafting.composing.scene import Scene, scene_for
from api.drafting.composing.told import tells
from api.models import Channel, Message, Purpose
from guardrails.finding import Audience
from guardrails.inbound.assessment import Action, Kind
from guardrails.lengths import length, limit
from prompts.phrasebook import table

MOST_ALIKE = 0.5
"""Share of three-word runs above which a message repeats an earlier reply of the thread."""
_TRIES, _IN_THEIR_WORDS = 24, 6
"""Wordings tried where others were answered already; the first few name the problem in the customer's words."""
_MOST_PUBLIC, _MOST_CHAT = 600, 1200
_REVIEW_SITES = frozenset({Channel.GOOGLE_REVIEW, Channel.TRUSTPILOT, Channel.TRIPADVISOR, Channel.APP_STORE})
_TIGHT = 160
_ERRANDS = {Purpose.WARNING: "warn.asked", Purpose.REMOVAL: "warn.removed", Purpose.FOLLOW_UP: "follow.ask"}
"""The one line that an errand comes down to."""


def compose(brief: Brief, turn: int = 0) -> Composed:
    """Return the reply to `brief`: the public message first where both are due; none where nobody should answer.

    Each `turn` words it differently.
    """
    audiences = _audiences(brief)
    if not audiences:
        return Composed([])
    ground = survey(brief)
    written = [_unlike_earlier(ground, audience, turn) for audience in audiences]
    return Composed([message for message, _ in written], _once([cite for _, cites in written for cite in cites]))


def holding(brief: Brief) -> Composed:
    """Return the reply of last resort: sorry about the topic, received, being handled. It needs no facts."""
    audiences = _audiences(brief)
    if brief.errand:
        return compose(brief)
    ground = survey(brief) if audiences else None
    return Composed([_last_resort(ground, audience) for audience in audiences if ground])


def _once(cites: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(cites))


def _audiences(brief: Brief) -> list[Audience]:
    """Return who is written to, in the order in which it is sent."""
    action = brief.assessment.action
    if brief.errand is not None:
        return [brief.errand.audience]
    if action is Action.DO_NOT_ENGAGE or not brief.brand.channel(brief.complaint.channel).enabled:
        return []
    if action in (Action.HIDE_AND_REACH_OUT, Action.REPLY_PRIVATE) or not brief.complaint.is_public:
        return [Audience.PRIVATE]
    if action is Action.REPLY_PUBLIC:
        return [Audience.PUBLIC]
    return [Audience.PUBLIC, Audience.PRIVATE]


def _channel(brief: Brief, audience: Audience) -> Channel:
    """Return where a message goes: a review site has no private messages, so that one goes by email where we can."""
    here = brief.complaint.channel
    if audience is Audience.PRIVATE and brief.complaint.is_public and here in _REVIEW_SITES:
        by_email = brief.complaint.author.email and brief.brand.channel(Channel.EMAIL).enabled
        return Channel.EMAIL if by_email else here
    return here


def _unlike_earlier(ground: Ground, audience: Audience, first: int) -> tuple[Message, list[str]]:
    """Return the first wording that does not repeat what the brand said in the conversation, else the least alike."""
    brief = ground.brief
    channel, told = _channel(brief, audience), brief.told
    best, least = Laid("", []), 2.0
    for turn in range(first, first + _TRIES):
        laid = _write(_scene(ground, audience, channel, turn, plainly=turn - first >= _IN_THEIR_WORDS))
        alike = likeness(laid.text, told) if told else 0.0
        if alike < least:
            best, least = laid, alike
        if least < MOST_ALIKE:
            break
    return Message(audience=audience, channel=channel, text=best.text), best.cites


def _scene(ground: Ground, audience: Audience, channel: Channel, turn: int = 0, *, plainly: bool = False) -> Scene:
    scene = scene_for(ground, public=audience is Audience.PUBLIC, channel=channel, turn=turn, plainly=plainly)
    return graves.escalated(scene, ground.grave) if ground.grave else scene


def _write(scene: Scene) -> Laid:
    most = _most(scene)

    def fits(text: str) -> bool:
        # No channel but X counts a character as more than one, and counting exactly is slow.
        return (len(text) <= most and scene.channel is not Channel.X) or length(text, scene.channel) <= most

    if scene.brief.errand:
        return _on_errand(scene, scene.brief.errand, fits)
    topic, opening, ending = _subject(scene)
    if graves.must_care(scene):
        plan = _plan(topic, _shape(scene))
        return (lay_out(plan, scene, fits) if most > _TIGHT else None) or tight_care(scene, fits)
    if most <= _TIGHT and topic in ("complaint", "told", "hold", "grave", "mourning"):
        return tight(scene, opening, ending, fits)
    return lay_out(_plan(topic, _shape(scene)), scene, fits) or tight(scene, opening, ending, fits)


def _on_errand(scene: Scene, errand: Errand, fits: Fits) -> Laid:
    """Return what an errand says, without what has no room; its one line says all that matters."""
    name = errand.purpose.value
    return lay_out(_plan(name, _shape(scene)), scene, fits) or Laid(scene.say(_ERRANDS[errand.purpose]) or "", [])


def _plan(topic: str, shape: str) -> str:
    """Return the plan for a sort of message in a shape; a chat's where the shape has none of its own."""
    name = f"{topic}_{shape}"
    return name if name in table("plans") else f"{topic}_chat"


def _most(scene: Scene) -> int:
    """Return the longest the message may be: the channel's limit, and no more than people read there."""
    hard = limit(scene.channel, Audience.PUBLIC if scene.public else Audience.PRIVATE)
    if scene.public:
        return min(hard, _MOST_PUBLIC)
    return min(hard, _MOST_CHAT) if _shape(scene) == "chat" else hard


def _shape(scene: Scene) -> str:
    """Return how the message is laid out: in the open, as a letter, a chat or a text message."""
    if scene.public:
        return "public"
    if scene.channel is Channel.SMS:
        return "text"
    return "chat" if scene.has_messenger or scene.channel is Channel.CHAT else "letter"


def _subject(scene: Scene) -> tuple[str, str, str]:
    """Return what sort of message it is, and the keys of its shortest form: its opening and its end."""
    assessment = scene.brief.assessment
    short = ("route.short" if scene.has_messenger else "hold.received_short") if scene.public else "ask.short"
    if scene.grave:
        return graves.topic_of(scene), "opening.short", "grave.takeover_short"
    if assessment.action is Action.HIDE_AND_REACH_OUT:
        return "hide", "opening.short", "hide.data" if assessment.contains_private_data else "hide.anger"
    if assessment.action is Action.ACKNOWLEDGE_AND_HOLD:
        return "hold", "opening.short", "hold.received_short"
    if scene.ground.kind is Kind.PRAISE:
        return "praise", "praise.open", "praise.more"
    if scene.ground.kind is Kind.QUESTION:
        return "told" if tells(scene) and not scene.public else "question", "question.open", short
    return _complaint(scene), "opening.short", short


def _complaint(scene: Scene) -> str:
    """Return how a complaint is answered: with what the record tells, in the open alone, or by asking."""
    if tells(scene):
        return "told"
    return "open" if scene.public and scene.brief.assessment.action is Action.REPLY_PUBLIC else "complaint"


def _caring(scene: Scene, most: int) -> list[str]:
    """Return the wordings of last resort; where somebody may be hurt, with what they should do first."""
    caring = [text for text in graves.caring_words(scene) if length(text, scene.channel) <= most]
    return caring or scene.wordings("hold.last")


def _last_resort(ground: Ground, audience: Audience) -> Message:
    brief = ground.brief
    channel = _channel(brief, audience)
    scene = _scene(ground, audience, channel)
    most = limit(channel, audience)
    words = _caring(scene, most)
    ways = ways_into_private(scene) if scene.public else []
    if scene.public and scene.has_messenger:
        ways = [*ways, *scene.wordings("route.short")]
    shortest = scene.wordings("opening.short") if ways else []
    candidates = [f"{said} {way}" for said in (*words, *shortest) for way in ways] + words
    fitting = [text for text in candidates if length(text, channel) <= most]
    fresh = [text for text in fitting if likeness(text, brief.told) < MOST_ALIKE]
    return Message(audience=audience, channel=channel, text=(fresh or fitting or candidates)[0])
