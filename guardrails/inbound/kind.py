"""What sort of message it is. A negative message is a complaint unless it plainly sells, taunts or abuses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guardrails.inbound.assessment import Kind
from guardrails.inbound.cues import faint_grievance
from guardrails.inbound.lexicon import Score
from guardrails.inbound.offence import Offence
from guardrails.inbound.problem import Problem
from guardrails.inbound.problem_kinds import ProblemKind
from guardrails.inbound.reading import Reading
from guardrails.inbound.tone import TONE

_NO_GRIEVANCE: Final = re.compile(
    r"\b(?:no|not a single|never (?:had )?(?:any|an|a)|not had (?:any|an|a)|without (?:a|any)|zero|"
    r"nothing) (?:single |real |major )?(?:problems?|issues?|complaints?|delays?|hitch(?:es)?|trouble|"
    r"hassle|fault|fuss|quibble|bother|drama|worries|wrong|bad to say)\b"
    r"|\bno problem\b|\b(?:cannot|could not|can not) (?:fault|complain)|\bnothing (?:was )?(?:damaged|"
    r"broken|missing|too much trouble)|\bnever (?:once )?(?:late|let (?:me|us) down|disappoint\w*)|\bnot "
    r"(?:late|damaged|broken|disappointed|expensive|bad|bad at all|rude)\b|\b(?:never|not once) been "
    r"(?:let down|disappointed|late)"
    r"|\bnothing but (?:praise|good)|\bno quibbles?\b|\bcould not (?:have )?(?:be|been|ask\w*|do|done|"
    r"wish\w*|recommend)(?: \w+){0,3} (?:kinder|better|nicer|more|enough|happier|lovelier|friendlier|"
    r"easier|quicker|for (?:more|better))|\bnot only\b|\bwhy not\b|\bno (?:wonder|doubt)\b|\bthat is how "
    r"(?:it is|you|to)\b|\bno (?:\w+ )?(?:needed|required|necessary)\b|\bnever (?:\w+ ){0,2}(?:better|"
    r"nicer|kinder|happier|tasted (?:anything )?(?:so|better)|had (?:a )?(?:better|nicer))|\bdo not "
    r"(?:worry|avoid)|\bin no time\b|\bmade up for\b|\bworth the wait\b|\bkill(?:ing|ed) it\b|"
    r"\b(?:insanely|wicked|sick|stupidly|disgustingly|ridiculously|terribly|awfully) (?:good|cute|nice|"
    r"tasty|kind|comfy|cool|delicious|easy|pretty)\b|\bto die for\b"
)
_RESOLVED: Final = re.compile(
    r"\b(?:all (?:is )?(?:sorted|resolved|fixed|good)|(?:is |was |been |got |it |now |quickly |problem |"
    r"issue |this )(?:all )?(?:sorted|resolved|fixed|solved|rectified|put right)|sorted (?:it|everything|"
    r"me|us|my|this|out (?:straight|quickly|within|in))|replaced it|(?:sent|got) (?:me |us )?(?:a "
    r")?(?:replacement|new one) (?:straight|the next|next|within|immediately|no questions|free)|refunded "
    r"(?:me |us )?(?:straight|immediately|within|in full|the same|no questions|quickly)|put (?:it|things|"
    r"everything) right|went out of (?:his|her|their|your) way|turned it (?:a)?round|(?:fixed|solved|"
    r"resolved) (?:it|my|the|everything|this))\b"
)
_UNRESOLVED: Final = re.compile(
    r"\b(?:still|not|never|yet to|hoping|want|need|please|get|has to be|should be|must be|to be|until|can "
    r"you|when will|would like|will not|refuse\w*)\b(?: \w+){0,5} (?:sorted|resolved|fixed|solved|"
    r"rectified|put right|replaced|sort|resolve|fix)"
)
_ASKS: Final = re.compile(
    r"^(?:(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|morning|dear|quick question|question|"
    r"just wondering|just checking|sorry|excuse me|please|so|and|also|ok|all|team|guys|there|folks|both|"
    r"hola|bonjour|hallo|ol[áa]|ciao|buongiorno|buenos d[ií]as|guten tag|bom dia)\b[ ,.!:-]*)*"
    r"(?:how|what|when|where|which|who|whose|why|do|does|did|is|are|was|will|would|can|could|should|may|"
    r"have|has|any|anyone|anybody|wondering|i was wondering|i am wondering|i wanted to (?:ask|know|check)|"
    r"i would like to (?:know|ask)|could you tell|can you tell|please can you tell|just wanted to (?:ask|"
    r"check|know)|qué|que|cómo|como|cuándo|cuando|dónde|donde|cuál|cuánto|puedo|pueden|tienen|hay|comment|"
    r"quand|où|ou|quel\w*|combien|est-ce|peut-on|puis-je|avez-vous|pouvez-vous|wie|wann|wo|welche\w*|was|"
    r"kann|können|gibt|habt|haben|ist|sind|quando|onde|qual|quanto|posso|podem|vocês|come|dove|quale|avete|"
    r"potete|c'è|hoe|wanneer|waar|welke|kan|kunnen|hebben|is|zijn|wat)\b"
)
_HYPOTHETICAL: Final = re.compile(
    r"\b(?:how (?:do|can|would|should|long (?:does|do|will|is)|much|many|far|often|early|late)|do you|does "
    r"(?:the|your|it|this|anyone)|did you|can (?:i|you|we|anyone)|could (?:i|you|we)|is (?:there|it|the|"
    r"this|your)|are (?:you|there|the|your|these)|will (?:you|there|the|this|it)|would (?:you|it|the|this)|"
    r"what (?:is|are|time|happens|if|do|does|size|would)|when (?:do|does|is|are|will|can)|where (?:can|do|"
    r"are you|is your|is the nearest)|which|who (?:do|can|should)|any (?:chance|idea|plans|update on when)|"
    r"have you (?:got|any)|may i|should i)\b"
)
_WHERE_MINE: Final = re.compile(
    r"\bwhat the (?:hell|fuck|heck|actual)|\bwhat is (?:going on|happening|the (?:hold ?up|delay|matter|point))\b|"
    r"\bwhere (?:is|are|the|on earth)\b(?: \w+){0,3} (?:my|our)\b|\bwhy\b(?: \w+){0,6} (?:not|still|never|"
    r"charged|cancelled|keep|taking|so (?:long|hard|slow|rude|bad))\b|\bwhen (?:will|are|is|am|do|"
    r"can)\b(?: \w+){0,3} (?:my|our|i|you) (?:\w+ ){0,6}?(?:arriving|arrive|get my|fixed|fix|refund\w*|"
    r"money|back|sort|answer|reply|respond|delivered|receive|sorted)"
)
_SARCASM: Final = re.compile(
    r"\b(?:thanks|thank you|cheers|ta|well done|congratulations|congrats|bravo|great job|good job|nice one|"
    r"nice work|love (?:how|that|it when|being|paying|waiting|spending|standing|queuing)|loving (?:the|how|"
    r"that)|brilliant|fantastic|lovely|great|wonderful|superb|excellent|top marks|kudos|hats off|round of "
    r"applause|slow clap|nothing says|so glad|so happy|delighted|thrilled|perfect|amazing|awesome|bliss|"
    r"joy)\b(?: [\w']+){0,3}?[,.!:]? ?(?:for (?:nothing|the (?:lies|wait|nothing|empty|cold|wrong|broken|"
    r"surprise|memories|heads up|warning)|ruining|wasting|ignoring|losing|making|leaving|cancelling|"
    r"sending me|charging|letting|another|taking|keeping|hanging|nowt)|another|yet another|only|just the|"
    r"now (?:i|my|we)|how you|that you|when you|once again|except)\b"
    r"|\b(?:sleeping|living|feeling|eating|travelling|dining|shower\w*) like (?:a )?(?:king|queen|royalty|"
    r"kings|dream|pro)\b|\bnew record\b|\bwhat a (?:treat|surprise|joy|start|service|bargain|way to|lovely "
    r"way)\b|\bas (?:usual|always|ever|per usual|per)\b|\bmust be nice\b|\bslow clap\b|\bgold medal\b|"
    r"\bworld[- ]class\b|\bno rush\b|\btake your time\b|\bpriceless\b|\bcouldn't be happier\b|\bexactly "
    r"what i (?:needed|wanted)\b|\bjust what i (?:needed|wanted|ordered)\b|\bliving the dream\b|\bonly "
    r"(?:took|waited|been|\d+)\b|\bwho needs\b|\bapparently\b|\byeah right\b|\bsure,? (?:that|because)\b|"
    r"\bi (?:just )?(?:love|adore|enjoy) (?:being|waiting|paying|spending|sitting|listening|standing|"
    r"queuing|getting|having to)\b"
)
_TURNED: Final = re.compile(
    r"^(?:oh|well|ah|wow),? (?:fantastic|great|brilliant|lovely|good|joy|wonderful|perfect|how (?:nice|"
    r"lovely))\b|[,.!?] ?(?:cheers|thanks|ta|brilliant|lovely|great|nice|nice one|fantastic|wonderful|"
    r"superb|bravo|well done|luxury|lucky me|how nice|love that|classy|perfect|great stuff|good job)[ .!]*$"
)
_SARCASTIC_MARKS: Final = re.compile(
    "[🙄👏🙃🤡😒😑💀🥱🤦]|/s\\b|#(?:fail|not|sarcasm|joke|thanksfornothing|neveragain|shambles|disgrace|poorservice|badservice)",
    re.IGNORECASE,
)
_ANGRY_MARKS: Final = re.compile("[😡🤬😤👎💩😠🤮😭😢😞😩🤢💔]")
_HAPPY_MARKS: Final = re.compile("[❤😍👍🙏🎉💯😊😁🥰😃🤩💕⭐🌟🙌💖]")
_LINKS: Final = re.compile(
    r"https?://|www\.|\b(?:bit\.ly|t\.me|wa\.me|tinyurl|goo\.gl)/|\b[\w-]{3,30}\.(?:xyz|top|club|shop|win|"
    r"vip|online|site|click|biz|ru|icu)\b"
)
_OWN_CASE: Final = re.compile(
    r"\b(?:my|mine|our|i|we|me|us|mi|mis|mon|ma|mes|je|j'ai|mein\w*|ich|wir|meu|minha|eu|mio|mia|ho|mijn|ik|wij)\b"
)
_VOWEL: Final = re.compile(r"[aeiouyáéíóúàèìòùäöüâêîôûãõæøå]")
_SELLS_ELSEWHERE: Final = re.compile(
    r"\b(?:come (?:to|over to|and try)|try us at|switch to us|we (?:at|offer|sell|do it|can do|deliver)|"
    r"our (?:prices|shop|store|site|company) (?:is|are|has|have)|better prices at|visit us|check us out|"
    r"order from us|join us at|shop with us)\b"
)


@dataclass(frozen=True, slots=True)
class KindFound:
    """The kind, why, and how much speaks for a grievance."""

    kind: Kind
    reason: str
    grievance: float = 0.0


@dataclass(frozen=True, slots=True)
class Told:
    """What the other detectors found: the named problem, the offence, grave factors, and whether a topic shows."""

    problem: Problem | None
    offence: Offence
    factors: frozenset[str] = frozenset()
    about: bool = False


_FACTOR_WEIGHTS: Final = {
    "self_harm": 3.0,
    "discrimination": 3.5,
    "fraud": 3.0,
    "legal": 3.0,
    "press": 2.0,
    "crime": 3.5,
    "regulator": 2.5,
    "accusation": 2.0,
    "essential": 2.0,
    "leaving": 1.5,
    "repeat": 1.0,
    "vulnerable": 0.7,
    "event": 0.3,
    "money": 0.5,
}
"""What a grave factor adds to a grievance: nobody speaks of a solicitor for pleasure."""


def kind_of(reading: Reading, told: Told) -> KindFound:
    """Return the kind of a message, with the reason in a short sentence."""
    if not reading.words:
        return KindFound(Kind.OTHER, "There are no words to judge")
    tone = TONE.scores(reading.words)
    grievance, praise = _grievance(reading, told, tone), _praise(reading, tone)
    return (
        _selling(reading, tone, grievance, told.problem)
        or _hostile(reading, tone, told, grievance)
        or _ordinary(reading, told.problem, grievance, praise)
    )


def _weight(tone: dict[str, Score], label: str) -> float:
    return tone[label].weight if label in tone else 0.0


_SURE: Final = 3.5
"""What a named problem adds: it alone makes a complaint."""


def _grievance(reading: Reading, told: Told, tone: dict[str, Score]) -> float:
    bare = _NO_GRIEVANCE.sub(" ", reading.plain)
    weight = _weight(tone, "grievance") + sum(_FACTOR_WEIGHTS.get(name, 0.0) for name in told.factors)
    faint = faint_grievance(bare)
    weight += faint if told.problem is None else 0.4 * faint
    weight += 1.5 * bool(_ANGRY_MARKS.search(reading.text[:2000]))
    weight -= 2.5 * min(3, len(_NO_GRIEVANCE.findall(reading.plain)))
    if told.problem is not None:
        weight += _SURE
    if _RESOLVED.search(reading.plain) and not _UNRESOLVED.search(reading.plain):
        weight -= 4.0
    return weight


def _praise(reading: Reading, tone: dict[str, Score]) -> float:
    weight = _weight(tone, "praise") + 1.0 * bool(_HAPPY_MARKS.search(reading.text[:2000]))
    weight += 1.5 * bool(_NO_GRIEVANCE.search(reading.plain))
    if _RESOLVED.search(reading.plain) and not _UNRESOLVED.search(reading.plain):
        weight += 2.0
    return weight


def _selling(reading: Reading, tone: dict[str, Score], grievance: float, problem: Problem | None) -> KindFound | None:
    weight = _weight(tone, "spam")
    weight += 2.0 * bool(_LINKS.search(reading.text[:4000])) if weight else 0.0
    weight += 2.0 * bool(_SELLS_ELSEWHERE.search(reading.plain))
    weight += 1.0 * (reading.text[:2000].count("#") >= 5)
    if _is_gibberish(reading):
        return KindFound(Kind.SPAM, "It is not made of words")
    theirs = problem is not None and _OWN_CASE.search(reading.plain) is not None
    if weight >= 4.0 and weight > grievance + (2.0 if theirs else 0.0):
        terms = ", ".join(f"'{term}'" for term in tone["spam"].terms[:2]) if "spam" in tone else "an offer"
        return KindFound(Kind.SPAM, f"It sells or lures: {terms}")
    return None


def _is_gibberish(reading: Reading) -> bool:
    words = [word for word in reading.words if word.isalpha() and word.isascii()]
    if not words or len(words) != len(reading.words):
        return False
    odd = [word for word in words if (len(word) >= 5 and not _VOWEL.search(word)) or len(word) > 25 or _mashed(word)]
    return len(odd) >= max(1, 0.6 * len(words))


_ROWS: Final = ("asdf", "sdfg", "dfgh", "fghj", "ghjk", "hjkl", "qwert", "werty", "zxcv", "xcvb", "cvbn")


def _mashed(word: str) -> bool:
    return sum(row in word for row in _ROWS) >= 1 and word != "qwerty"


def _hostile(reading: Reading, tone: dict[str, Score], told: Told, grievance: float) -> KindFound | None:
    offence = told.offence
    mine = _OWN_CASE.search(reading.plain) is not None
    if told.problem is not None or (told.about and grievance >= 2.0) or (grievance >= 5.0 and mine):
        return None
    if offence.slur or offence.threat or offence.sexual or (offence.aimed and offence.harsh):
        return KindFound(Kind.ABUSE, f"Abuse without a complaint: '{offence.quote}'")
    taunts = _weight(tone, "taunt")
    if taunts >= 3.0 and taunts > grievance - 3.0 and not (mine and grievance >= 3.0):
        return KindFound(Kind.TROLL, f"Taunts and names no problem: '{tone['taunt'].terms[0]}'")
    return None


def _ordinary(  # noqa: PLR0911 - one line a kind, read from top to bottom
    reading: Reading, problem: Problem | None, grievance: float, praise: float
) -> KindFound:
    asks = _asks(reading)
    if asks and _only_asks(reading, problem, grievance):
        return KindFound(Kind.QUESTION, "Asks something and complains of nothing", grievance)
    sarcastic = praise > 0 and (grievance > 0 or problem is not None) and _is_sarcastic(reading)
    if sarcastic:
        return KindFound(Kind.COMPLAINT, "Praise that is meant the other way", grievance)
    if grievance >= 2.0 and grievance >= praise - (2.5 if problem is not None else 0.0):
        return KindFound(Kind.COMPLAINT, _why(problem, reading), grievance)
    if praise >= 2.0 and praise > grievance:
        return KindFound(Kind.PRAISE, "Thanks or praises", grievance)
    if asks:
        return KindFound(Kind.QUESTION, "Asks something", grievance)
    if grievance >= 1.5 and len(reading.words) >= 4:
        return KindFound(Kind.COMPLAINT, "Sounds dissatisfied", grievance)
    if praise >= 1.0:
        return KindFound(Kind.PRAISE, "Thanks or praises", grievance)
    return KindFound(Kind.OTHER, "Neither complains, asks nor praises", grievance)


def _why(problem: Problem | None, reading: Reading) -> str:
    if problem is not None and problem.kind is not ProblemKind.OTHER:
        return f"Tells of a problem: {problem.clause or problem.kind.value.replace('_', ' ')}"
    terms = TONE.scores(reading.words).get("grievance")
    return f"Words of grievance: '{terms.terms[0].rstrip('*')}'" if terms else "Sounds dissatisfied"


def _is_sarcastic(reading: Reading) -> bool:
    return bool(
        _SARCASM.search(reading.plain) or _TURNED.search(reading.plain) or _SARCASTIC_MARKS.search(reading.text[:4000])
    )


def _asks(reading: Reading) -> bool:
    return "?" in reading.plain or _ASKS.match(reading.plain) is not None


_TELLS_OF_HARM: Final = frozenset(
    {
        ProblemKind.INJURY,
        ProblemKind.HAZARD,
        ProblemKind.DATA_LEAK,
        ProblemKind.RUDE_STAFF,
        ProblemKind.DOUBLE_CHARGED,
        ProblemKind.NO_ANSWER,
        ProblemKind.LOST_LUGGAGE,
        ProblemKind.DIRTY,
    }
)


def _only_asks(reading: Reading, problem: Problem | None, grievance: float) -> bool:
    """Return whether each sentence that could complain only asks how things are done."""
    if problem is not None and problem.kind in _TELLS_OF_HARM:
        return False
    if _WHERE_MINE.search(reading.plain) or reading.shouting:
        return False
    asked = _HYPOTHETICAL.search(reading.plain) is not None or _ASKS.match(reading.plain) is not None
    return asked and grievance - faint_grievance(reading.plain) * (problem is None) <= (
        _SURE + 2.0 if problem is not None and _about_rules(reading) else 1.9
    )


_RULES: Final = re.compile(
    r"\b(?:how (?:do|can|would|should) (?:i|we|you)|can (?:i|we|you)|could (?:i|we)|what happens if|do you "
    r"(?:have|offer|do|ship|deliver|accept|sell|take|refund|cover|charge)|is it possible|am i able|what is "
    r"your|is (?:the|this) (?:\w+ ){1,4}(?:back in stock|in stock|available|open|included|free)|are (?:the|"
    r"these|there) (?:\w+ ){1,4}(?:in stock|available|open)|back in stock|when (?:is|are|will) (?:the "
    r")?(?:\w+ ){1,4}(?:back|available|in stock|open)|if (?:my|the|it|i|something|an)|what is the "
    r"(?:policy|process|best way))\b"
)


def _about_rules(reading: Reading) -> bool:
    asking = _RULES.search(reading.plain)
    return asking is not None and len(reading.words) <= 30
