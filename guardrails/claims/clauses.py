"""Clauses: the stretches of a sentence that each say one thing, and in what spirit they say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from guardrails.claims.lexicon import words
from guardrails.claims.words import Token, lowered, tokens


class Mood(StrEnum):
    """What a clause does. Only `STATES`, `REPORTS` and `ECHOES` assert something about the world.

    `ECHOES` repeats the customer's own account; `REPORTS` tells what the record shows.
    """

    STATES = "states"
    REPORTS = "reports"
    ECHOES = "echoes"
    FEELS = "feels"
    ASKS = "asks"
    REQUESTS = "requests"
    INTENDS = "intends"
    SUPPOSES = "supposes"
    GREETS = "greets"


@dataclass(slots=True)
class Reading:
    """A sentence at `start:end` of `text` (`low` in lower case), with its words read once for all who ask."""

    text: str
    low: str
    start: int
    end: int
    words: list[Token] = field(default_factory=list)
    lows: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str, low: str, start: int, end: int) -> Reading:
        """Return the reading of `text[start:end]`."""
        words = tokens(low, start, end)
        concepts = frozenset(word.stem for word in words if word.stem)
        return cls(text, low, start, end, words, frozenset(word.low for word in words), concepts)


@dataclass(slots=True)
class Clause:
    """One clause at `start:end` of the text, with its sentence's number and the mood it stands in."""

    text: str
    low: str
    start: int
    end: int
    sentence: int
    mood: Mood = Mood.STATES
    words: list[Token] = field(default_factory=list)
    lows: frozenset[str] = frozenset()
    attributed: bool = False
    subject: str = ""


_SUBJECT = (
    r"(?:I|we|you|it|they|he|she|this|that|there|your|our|my|the|these|those|I'\w+|we'\w+|you'\w+|it's|they'\w+"
    r"|that's|there's)"
)
_VERBISH = (
    r"(?:is|was|are|were|has|have|had|will|would|can|cannot|could|should|did|do|does|isn't|wasn't|hasn't|haven't"
    r"|didn't|won't|don't|\w{3,}ed|left|sent|went|spoke|took|gave|made|got|put|found|told|apologi[sz]e|am)"
)
_CUT = lowered(
    rf"(?:;|:(?=\s)|\s-{{1,3}}(?=\s)|\n+|[()]|,(?=\s+(?:and |but |so |then )?(?:{_SUBJECT}|please|which|who|while"
    rf"|as|because|although|though|once|if|when|where|unless|due|let|thanks|thank|sorry|not|{_VERBISH})\b))"
    rf"|\s(?=(?:and|but|so|or|then)\s+(?:(?:please|then|now|also|just|already|therefore)\s+)?(?:{_SUBJECT}"
    rf"|{_VERBISH}|please|let|thank|sorry)\b)"
    r"|\s(?=(?:because|while|although|though|whereas|unless|which|who)\s)"
    r"|\s(?=(?:if|once|when|after|before|until|till|whether|as soon as|since)\s+(?:I|we|you|it|they|he|she|this"
    r"|that|your|our|the|there|you're|we're|we've|you've|it's)\b)"
    r"|\s(?=(?:as)\s+(?:I|we|you|it|they|he|she|your|our|the)\s)"
)


LONGEST = 400
"""Code points of the longest clause that is read as one."""


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the `start, end` of the clauses of the sentence `text[start:end]`, trimmed."""
    pieces: list[tuple[int, int]] = []
    position = start
    for match in _CUT.finditer(text, start, end):
        pieces.append((position, match.start()))
        position = match.end()
    pieces.append((position, end))
    pieces = [part for piece in pieces for part in _portions(text, *piece)]
    return [trimmed for piece in pieces if (trimmed := _trim(text, *piece))]


def _portions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a clause whole, or in portions of `LONGEST`: nobody writes longer ones, and no pattern has to face them."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and not text[start].isalnum() and text[start] not in "£$€@#+":
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:!?-\"'*_("):
        end -= 1
    return (start, end) if end > start else None


_LEAD = (
    r"^(?:(?:and|but|so(?! that\b| (?:we|i|you|they) can\b| as\b)|or|then|also|again|however|meanwhile"
    r"|in the meantime|for now|first of all|firstly|finally"
    r"|once again|as such|naturally|of course|honestly|frankly|clearly|obviously|understandably|(?:hi|hello|hey"
    r"|dear)(?: there)?(?: (?!i\b|we\b|you|it\b|our\b|this\b|that\b|thank|sorry\b|i'|we')[a-z]+)?)\b,? *){0,4}+"
)
_ADVERB = (
    r"(?:(?:really|truly|fully|completely|totally|absolutely|just|also|so|very|do|deeply|sincerely|genuinely"
    r"|certainly|can|can't|cannot|could|couldn't|would|wouldn't|might|must|may|always|all|both|only|am|are|was"
    r"|were|been|'m|'re|'ve|have|had|personally|entirely|well|quite|even|not|don't|didn't|hope|never|now|too"
    r"|fully) ){0,6}"
)

_FEELS = lowered(
    _LEAD
    + rf"(?:(?:I|we|I'm|we're|I'd|we'd|I've|we've|all of us|everyone here|the (?:whole )?team)(?: here)? ?{_ADVERB}"
    r"(?:understand|appreciate|imagine|hear(?: you)?\b|sympathi[sz]e|recogni[sz]e|realise|realize|accept that"
    r"|be \w+|feel \w+|regret|hate|love|value"
    r"|care|hope|wish|want|would like|'d like|would love|like to|apologi[sz]e|thank"
    r"|welcome|take (?:this|that|it|your|what|all|every|each|complaints|feedback|matters|such)|sorry|grateful"
    r"|thankful|glad|pleased|happy|keen|eager|thrilled|committed|devastated|saddened|sad|disappointed|concerned"
    r"|upset|mortified|ashamed|embarrassed|horrified|gutted|get how|get why|get that|feel|share your|know how"
    r"|know (?:that )?(?:this|it|waiting|that)|know what|see how|see why|aim|strive|try to|pride ourselves"
    r"|expect better|hold ourselves|need|owe you|respect|listen|trust|look forward)"
    r"|(?:(?:so |very |truly |really |deeply |sincerely |terribly |awfully )*(?:sorry|apologies|thanks|thank you"
    r"|many thanks|my apologies|our (?:sincere )?apologies|please accept))|it(?:'s| is| was|'d be| would be"
    r"| must (?:be|have been)| sounds| can be) (?:\w+ly |so |really |very |clearly |never |not "
    r"|been )*(?:frustrating|disappointing|upsetting|worrying|stressful|awful|horrible|hard|difficult|annoying"
    r"|understandable|unacceptable|unfair|important|good|great|right|fair|natural|infuriating|exhausting"
    r"|distressing|a pity|a shame|heartbreaking|sad|terrible|our (?:goal|aim|priority)))"
)
_EVALUATES = lowered(
    _LEAD + r"(?:this|that|it|what(?: \w+){1,6}|waiting(?: \w+){0,5}|your (?:\w+ )?(?:frustration|disappointment|anger"
    r"|concern|worry|feedback|patience|experience|time|upset|feelings|message|trust|satisfaction|comments"
    r"|custom|safety|comfort))\s*(?:'s|is|was|isn't|wasn't|are|were|must be|must have been|sounds|should"
    r"|has been|can be|feels|clearly|really|certainly|falls?|fell|does|do|doesn't|did|didn't|matters?|means?"
    r"|helps?|deserves?|sounds|must)\b"
    r"(?: (?:\w+ly|so|not|never|a|an|the|too|very|any|far|been|be|just|more|all|no|have|what|how|something"
    r"|anything|at|from|of|to|that|than|you|we|I|our|us|your|for|in|kind|sort|level|good|enough|it|things?|will)){0,8}"
    r" ?(?:frustrat\w+|disappoint\w+|upset\w*|worr\w+|stress\w*|awful|horrible|hard|difficult|annoy\w+"
    r"|understand\w*|(?:un)?accept\w*|(?:un)?fair|important|ordinary|right|wrong|good|great|enough|infuriat\w+"
    r"|exhaust\w+|distress\w+|long|standards?|service|experience|expect\w*|want\w*|aim\w*|deserv\w+|hope\w*|hear"
    r"|read|feel|like|matter\w*|lot|okay|ok|better|short|sense|true|valid|justified|welcome|worst|shame|sad|tough"
    r"|rough|no way|priority|intend\w*|stand for|strive|help\w*|improve|learn|much|thing|care|promise|be)\b"
)
_REQUESTS = lowered(
    _LEAD + r"(?:(?:please|kindly|do|don't|do not|just|simply|remove|stop|switch|turn|unplug|try|go|look|remember|make"
    r"|wait|check|choose|pick|avoid|click|scan|call|tap|open|sign|log|enter|pop|reply with|answer|hold|put|say"
    r"|give|ignore|forgive|accept|let us know|let me know|feel free|bear with|send|dm|message|email|e-mail|call"
    r"|ring|text|reply|share|give us|drop|get in touch|contact|tell us|tell me|use|visit|check|head|reach out"
    r"|reach us|reach me|click|follow|ask for|quote|include|attach|pop|take care|rest assured|note|see|keep"
    r"|hang|stay|write|leave it|have a|speak|help us|allow us|allow me|thank|look out|feel)\b"
    r"|(?:could|can|would|will|may|might) (?:you|I|we)\b(?!.*\b(?:confirm that|have already)\b)|(?:I|we)(?:'d"
    r"| would) (?:ask|need|like you)|you(?:'re| are)? (?:(?:can|could|may|might)(?: \w+ly| also| always| still"
    r"| just)* (?:be reached|reach|contact|call|email|e-mail|write|message|dm|send|reply|respond|find|use|visit"
    r"|speak|talk|ask|let|tell|share|get|read|see|phone|ring|text|drop|give|pop|count|rely|expect to hear)"
    r"|welcome to|are welcome|'re welcome|are able|don't (?:have|need) to|needn't|will find|'ll find)\b"
    r"|would it\b|is there\b|all (?:we|I) need|if you(?:'d| would)? like)"
)
_INTENDS = lowered(
    _LEAD + r"(?:(?:I|we|my colleague\w*|our (?:\w+ ){0,2}team|the (?:\w+ ){0,2}team|someone|somebody|one of (?:us"
    r"|our team|the team|my colleagues)|(?:a|another|our|my|the) (?:\w+ ){0,2}(?:colleagues?|managers?"
    r"|members? of (?:the|our|my) (?:\w+ )?team|specialists?|supervisors?|advis[oe]rs?|agents?|experts?|leads?"
    r"|departments?|desk|people|person)|they)(?: here| and I)?(?:'ll| will| shall|'d like| would like|'d love"
    r"| would love| want| can| could| may|'re going to| are going to|'m going to| am going to| aim| hope| plan"
    r"| intend| need|'re here| are here|'m here| am here|'re looking| are looking|'m looking| am looking"
    r"|'re working| are working|'re ready| are ready|'re keen|'m keen|'re happy| are happy|'m happy| am happy"
    r"|'d be (?:happy|glad)| would be (?:happy|glad)|'re still looking|'re on it|'d rather| cannot| can't"
    r"| won't|'d welcome|'re always)\b"
    r"|let(?:'s| us| me)\b|to (?:help|put|make|get|look|look into|find|sort|do|start|begin|move|see|check|keep"
    r"|protect|discuss|talk|avoid|resolve|investigate|understand|confirm|speed|trace|assist)\b|that way\b"
    r"|from there\b|then (?:I|we)\b|you(?:'ll| will) (?:hear|get an? (?:answer|update|reply|response))|(?:our"
    r"|my) (?:inbox|door|dms?|lines?|team|messages)\b(?: \w+){0,3} (?:is|are)\b)"
)
_SUPPOSES = lowered(
    _LEAD + r"(?:if|once|when|whenever|as soon as|until|till|unless|whether|in case|should you|should it|had|were"
    r"|before you|after you|after we|before we|while (?:we|I)|so that|so (?:we|I|you) can|in order|where (?:we"
    r"|you)|as long as|provided|wherever|what(?:ever)? happens|depending)\b"
)
_REPORTS = lowered(
    _LEAD + r"(?:(?:I|we) (?:can |do |also |now )?(?:see|show|note) (?:from|on|in|that|your|the|it|you)|(?:our|the"
    r"|your) (?:\w+ )?(?:records?|systems?|notes|order history|tracking|account)(?: \w+)? (?:show|say|indicate"
    r"|suggest|confirm|tell|has|have)\w*|according to|on (?:our|the) records?|(?:it )?(?:looks like|seems"
    r"|appears|turns out)|for (?:your )?(?:reference|information)|I can confirm|we can confirm|I know|we know"
    r"|I believe|we believe|as far as (?:we|I) (?:know|can see)|I see|we see)\b"
)
_TELLS = lowered(
    _LEAD + r"(?:(?:I'm|I am|we're|we are) )?(?:\w+ )?(?:pleased|happy|glad|sorry|delighted"
    r"|relieved) (?:\w+ )?to (?:say|tell|confirm|report|inform|announce|advise|let you know|see that (?:our"
    r"|the))\b"
)
_ATTRIBUTED = lowered(
    r"\b(?:you(?:'ve| have)?(?: also| already| just)? (?:said|say|told|tell|mention(?:ed)?|report(?:ed)?"
    r"|describe[ds]?|wrote|write|explain(?:ed)?|note[ds]?|raise[ds]?|point(?:ed)? out|feel|felt|shared"
    r"|let us know|were expecting|expected|asked)|your (?:post|review|message|comment|email|complaint|words"
    r"|account of)|as you (?:say|said|describe|point out|put it)|hear(?:ing)? (?:that |about |of )?(?:your|you"
    r"|the|this|how)|read(?:ing)? (?:that|about)|tell(?:ing)? us)"
)
_APOLOGY = lowered(
    r"\b(?:sorry|apologi[sz]\w*|apolog(?:y|ies)|regret|hear(?:ing)?|understand|appreciate|imagine|frustrat\w+"
    r"|disappoint\w+|upset\w*|know how|know what|thank\w*|concern\w*)\b"
)
_GREETS = lowered(
    r"^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hiya|greetings|best(?: wishes| regards)?"
    r"|(?:kind|warm|many)(?:est)? (?:regards|wishes|thanks)|with (?:best|kind|warm)[\w ]{0,20}|regards"
    r"|yours(?: (?:sincerely|faithfully|truly))?|sincerely|cheers|take care|all the best|many thanks|thanks"
    r"|thank you|speak soon|talk soon|p\.?s)\b[^.]{0,60}$"
)
_CUSTOMER = lowered(
    _LEAD + r"(?:that |how |why |what |the fact that |because |as |after |when |since |which )*(?:you|your|you've"
    r"|you're|you'd|yours|waiting|being|having|getting|receiving|opening|finding|losing|missing|dealing with"
    r"|chasing|paying|hearing)\b"
)
_FIRST = lowered(_LEAD + r"(?:that |because |as |since |which )*(?:I|we|our|my|I've|we've|we're|I'm|we'll|I'll)\b")


def read_clauses(sentence: Reading, number: int) -> list[Clause]:
    """Return the clauses of one sentence with their moods; a feeling carries over what it is felt about."""
    text, low = sentence.text, sentence.low
    asks = text[sentence.start : sentence.end].rstrip().endswith("?")
    found: list[Clause] = []
    position = 0
    for start, end in split(low, sentence.start, sentence.end):
        clause = Clause(text[start:end], low[start:end], start, end, number)
        first = position
        while position < len(sentence.words) and sentence.words[position].start < end:
            position += 1
        clause.words = sentence.words[first:position]
        clause.lows = frozenset(word.low for word in clause.words)
        clause.attributed = not _SAYING.isdisjoint(clause.lows) and _ATTRIBUTED.search(clause.low) is not None
        clause.subject = "you" if _CUSTOMER.match(clause.low) else "we" if _FIRST.match(clause.low) else ""
        clause.mood = Mood.ASKS if asks else _mood(clause, found[-1] if found else None)
        found.append(clause)
    return found


_SAYING = words("""
    you said say told tell mention mentioned report reported describe described wrote write explain explained
    note noted raise raised point feel felt shared let expecting expected asked post review message comment
    email complaint words account hear hearing read reading telling you've
""")


_GIVEN = lowered(_LEAD + r"(?:because|as|since|now that|given that|when)\b")


def _mood(clause: Clause, before: Clause | None) -> Mood:
    text = clause.low
    for mood, pattern in _BY_SHAPE:
        if pattern.match(text):
            if mood is Mood.FEELS and _after_that(text):
                return Mood.ECHOES
            return mood
    if _NAMED_ACTS.match(clause.text):
        return Mood.INTENDS
    if clause.attributed or (clause.subject == "you" and _GIVEN.match(text)):
        return Mood.ECHOES
    return _carried(clause, before) if before is not None else Mood.STATES


def _carried(clause: Clause, before: Clause) -> Mood:
    """Return the mood of a clause that has no shape of its own: what is felt or asked goes on over its complement."""
    text = clause.low
    if before.mood in {Mood.FEELS, Mood.ECHOES} and clause.subject != "we" and not _REPORTS.match(text):
        return Mood.ECHOES if not text.startswith(("but", "so ")) else Mood.STATES
    if before.mood in {Mood.REQUESTS, Mood.INTENDS, Mood.SUPPOSES} and _GOES_ON.match(text) and clause.subject != "we":
        return before.mood
    return Mood.STATES


_GOES_ON = lowered(r"(?:and|or|then|which (?:you|would|of|option)|what|whether|how)\b")
_NAMED_ACTS = re.compile(
    r"(?!(?:You|It|This|That|These|Those|There|Nobody|Nothing|None|Each|Who|What|Which|Refund|Delivery|Payment"
    r"|Money)\b)[A-Z][a-z]+(?<!s)(?: [A-Z][a-z]+)?(?: and I)?(?:'ll| will| can| is going to)\b"
)


_GOOD_OR_BAD = (
    r"(?:frustrat\w+|disappoint\w+|upset\w*|worr(?:ying|ied|y)|stress\w*|awful|horribl\w+|hard|difficult|annoy\w+"
    r"|understandabl\w+|understood|(?:un)?acceptabl\w+|(?:un)?fair|important|ordinary|wrong|good|great|enough"
    r"|infuriat\w+|"
    r"exhaust\w+|distress\w+|long|okay|ok|better|valid|justified|welcome|worst|shame|sad|tough|rough|maddening"
    r"|unsettling|tiring|heartbreaking|dreadful|terribl\w+|miserable|rotten|gutting|galling|draining"
    r"|inexcusabl\w+|inconvenien\w+|"
    r"disruptive|concerning|alarming|scary|frightening|painful|unpleasant|unhelpful|confusing|baffling"
    r"|bewildering|trying|nuisance|pain|headache|let-?down|last thing|joy|smile|pleasure|delight\w*|wonderful"
    r"|lovely|brilliant|reasonable|natural|normal to feel|"
    r"the least|a pity|too much|too many|so much|a lot|a great deal|on our minds?|close to our hearts?|fine"
    r"|disheartening|demorali[sz]ing|aggravating|irritating|embarrassing|unfortunate|poor|not on|below par"
    r"|a priority|our (?:top )?priority|first priority|"
    r"unnerving|troubling|tedious|daunting|overwhelming|harrowing|unacceptable|no fun|not (?:how|what|the way"
    r"|good|acceptable|right|ok|okay|fair|easy|small|nothing)|far from)"
)
_OPINES = lowered(
    rf"\b(?:is|are|was|were|be|been|being|feels?|felt|sounds?|seems?|must|makes?|made|means?|isn't|wasn't|aren't"
    rf"|weren't|it's|that's|this's|what's|'s|such)\b(?:[ ,]+[\w'-]+){{0,6}}?[ ,]+{_GOOD_OR_BAD}(?![\w-])"
    r"|\b(?:should|shouldn't|ought|deserves?|deserved|every (?:right|reason)|no need|needn't|don't (?:need"
    r"|have) to|respect|dignity|courtesy)\b"
    r"|\b(?:comes?|come) (?:first|before)\b|\bmatters?\b|\bmean(?:s|t)? (?:a lot|a great deal|so much|the world"
    r"|more than)\b|^(?:what|how) (?:a|an|\w+)\b|\bmade (?:our|my) day\b|\bsmiles?\b|\bbefore anything else\b"
    r"|\bno (?:\w+ )?(?:is|are) (?:needed|required|necessary)\b|\b(?:test|try|stretch)(?:s|ed)? (?:anyone"
    r"|anybody)'s patience\b|\bwould (?:\w+ )?(?:anyone|anybody)\b|\b(?:nobody|no one|no-one|everyone"
    r"|anyone) (?:wants?|likes?|expects?|enjoys?|needs?|deserves?|would|ought)\b"
)
_FINITE = lowered(
    r"\b(?:is|are|was|were|am|has|have|had|will|would|can|could|do|does|did|may|might|must|shall|\w+n't|cannot|I"
    r"|we|they|he|she|[a-z]{2,}ed|[a-z]{3,}(?<!s)s|went|left|sent|took|gave|made|got|put|found|told|said|kept|ran"
    r"|came|fell|broke|lost|met|paid|sold|spoke|wrote|saw|knew|held|began|chose|drove|stole|cut|hit|set|shut"
    r"|let)\b|'(?:ve|re|ll|d|m)\b|\b(?:it|that|he|she|what|who|there|here|this|where)'s\b"
)


_ASIDE = lowered(_LEAD + r"(?:with|without|given|despite|considering|for|in|on|at|by|during|as (?:a|an)|because of)\b")
_VERB = lowered(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|do|does|did|\w+n't|I|we|they|you|it)\b|'(?:ve|re|ll|d|m)\b"
)


def opines(text: str) -> bool:
    """Return whether a clause judges or says what ought to be: an opinion can be unkind, but not untrue."""
    return _OPINES.search(text) is not None


def is_fragment(text: str) -> bool:
    """Return whether words lack a verb, and so say nothing by themselves ("for your own safety")."""
    return _FINITE.search(text) is None or (_ASIDE.match(text) is not None and _VERB.search(text) is None)


_BY_SHAPE = (
    (Mood.GREETS, _GREETS),
    (Mood.SUPPOSES, _SUPPOSES),
    (Mood.REPORTS, _TELLS),
    (Mood.FEELS, _FEELS),
    (Mood.REPORTS, _REPORTS),
    (Mood.REQUESTS, _REQUESTS),
    (Mood.INTENDS, _INTENDS),
    (Mood.FEELS, _EVALUATES),
)


def _after_that(text: str) -> bool:
    """Return whether a feeling goes on to say what it is about ("I'm sorry that your lamp ...")."""
    return _APOLOGY.search(text) is not None and len(text) > 24
