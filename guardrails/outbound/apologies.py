"""Whether a reply apologises for, or owns up to, the problem that the customer told of."""

from __future__ import annotations

import re

from guardrails.document import Document, Sentence, read
from guardrails.phrases import phrases

_APOLOGY = re.compile(
    r"\b(?:so+r+y+|apolog(?:y|ies|i[sz]e[sd]?|i[sz]ing)|forgive (?:us|me)|"
    r"(?:we|i) (?:deeply |sincerely |truly |very much )?regret|(?:our|my) regrets?|pardon|(?:our|my) bad|"
    r"disculp\w+|perd[óo]n\w*|lo siento|lo sentimos|(?:sentimos|siento) (?:mucho|que|lo|de|el|la)|lamentamos|lamento|"
    r"désolée?s?|excus\w+|navrée?s?|regrettons|regrette|"
    r"entschuldig\w*|tut (?:uns|mir|es uns|es mir) (?:\w+ ){0,6}leid|(?:uns|mir) (?:\w+ ){0,6}leid|bedauer\w+|"
    r"verzeih\w*|desculp\w+|lamentável|sinto muito|sentimos muito|"
    r"scus\w+|dispiace|spiace|spiacent\w+|rammaric\w+|rincresce|"
    r"spijt\w*|excuses|excuseer|verontschuldig\w*)\b"
)
_REFUSED = re.compile(
    r"(?:\b(?:nothing|no (?:need|reason|cause|intention)|refuse|why should|won't|(?:do|does|did|will|would|are|"
    r"am|is|going)"
    r"(?: not|n't)|(?:we|i)'(?:re|m) not|nichts|kein\w*|nada|niente|niets|geen|sans|sin|senza|sem|zonder|ne|non?|não)"
    r"\s(?:(?!how |only |just |cuánto |quanto |combien )[\w']+\s){0,5}|\bn')$"
)
"""What stands right before an apology that is not made. 'Could not be more sorry' is one that is made."""
_OWNED = phrases(
    """
    (let|letting) you (badly|so badly|really)? down
    (you|your family|anyone|nobody|customer|no one) .. (deserve|deserved|expect|should have to|should ever have to|
        should|shouldn't) .. (better|better from us|go through|wait|have to|be left|live with|find|see)
    (fell|fall|falls|fallen|falling) (far|well|so|a long way)? short
    (isn't|is not|wasn't|was not|not|far from|nowhere near|simply not|never) .. (good enough|acceptable|okay|ok|right|
        fair|how it should|what you should|what we want|the experience|what we stand for|the standard|how we want|
        up to standard|up to scratch|what you paid for|what you expected|the way|the service|the welcome)
    (isn't|is not|wasn't|was not|not|never) ... (you|we|you've) (paid|hoped|planned|wanted|want|expected|booked|
        ordered|bargained) (for)?
    (should|ought) (not|never) .. (happen|have happened|be like this|have been|have had|have to|happen to)
    shouldn't .. (happen|have happened|be like this|have been|have had|have to)
    (unacceptable|inexcusable|not on|awful|dreadful|terrible|horrible) .. (for you|experience|wait|way|for us|thing|
        that|to|service|start|end)
    (we|i) (got|get) (this|that|it) (badly|so|very|completely|quite)? wrong
    (we|we're|we are|i|i'm|i am) .. (gutted|mortified|ashamed|embarrassed|devastated|heartbroken|appalled)
    (you|your family) .. (deserve|deserved) .. (answer|apology|care|attention|kindness|warmth|respect|explanation)
    (isn't|is not|wasn't|was not|not|nowhere near) ... (you paid for|you deserve|you deserved|you expect|you expected|
        you hoped for|you booked|you ordered)
    (you're|you are|you|you have|you've) .. (right|every right) to (be|feel|expect|complain|ask)
    (you're|you are) (absolutely|completely|quite|entirely|so)? right
    (no wonder|not surprised|quite right|rightly) .. (upset|angry|annoyed|frustrated|disappointed|furious|worried|
        tired)
    """
)
_FAULT = phrases(
    """
    (our|my) (own)? (mistake|fault|error|failure|responsibility)
    (we|i) (failed|made a mistake|messed up|dropped the ball|own|take full responsibility|take responsibility)
    """
)
_NEGATED = re.compile(r"(?:\b(?:not|never|no|neither|hardly)|n't)\b(?:\s[\w']+){0,3}\s*$")
_HEARD = phrases(
    """
    understand|understands|understandable|understandably|realise|realize|imagine
    appreciate (how|why|that|what)
    (we|i|we've|i've) (can|do|also|fully|really|have|completely)? (hear|heard|see|know|read|note|noted|get) .. (how|why|
        that|you|what|your|this|from)
    (sad|upsetting|disappointing|hard|disappointed|saddened) to (hear|read|see|learn)
    (thank you|thanks) .. (for|that) .. (telling|letting|raising|flagging|sharing|writing|bringing|reporting|pointing|
        taking|reaching|getting|your|the|you)
    (must|can|would) (have)? (be|been) .. (frustrating|upsetting|disappointing|annoying|stressful|worrying|hard|
        difficult|awful|infuriating|tiring|frightening|a shock)
    frustrating|upsetting|disappointing|annoying|stressful|worrying|distressing|infuriating|frustration|
        disappointment|anger|upset|unpleasant|unsettling
    (the|your|this|such|that) worry
    verständlich|nachvollziehen|ärgerlich|verstehen|danke
    comprenons|comprends|merci|frustrant
    entendemos|entiendo|gracias|comprendemos|compreendemos|obrigado|obrigada
    capiamo|comprendiamo|grazie|begrijpen|begrijp|bedankt|vervelend
    (concerned|worried|shocked|dismayed|saddened|troubled|appalled) (to|by|that|about)
    """
)
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """
    have that with this your from they been were what when will would could should about there their which because
    just very still again never after before please thank thanks hello more than then them into only some even
    also customer service want need know like make time people really every since these those anything something
    nothing being much
        """,
    )
)


_PRAISED = re.compile(r"\b(?:compliments?|kind words|lovely words|praise|glad you|delighted that you)\b")
_REFERENCE = re.compile(r"\b(?:order|booking|tracking|reference|account) (?:number|reference|id|no|details|code)\b")


def apologises(document: Document) -> bool:
    """Return whether some sentence apologises, in one of the languages known."""
    return any(apologises_in(sentence) for sentence in document.sentences)


def apologises_in(sentence: Sentence) -> bool:
    """Return whether the sentence apologises."""
    text = sentence.lower
    return any(
        not _REFUSED.search(text, max(0, match.start() - 80), match.start()) for match in _APOLOGY.finditer(text)
    )


def acknowledges(document: Document, complaint: str) -> bool:
    """Return whether some sentence owns up to the problem, or shows that the complaint's own matter was understood."""
    if any(sentence in _OWNED or _admits(sentence) for sentence in document.sentences):
        return True
    told = _matter(read(complaint[:4000]).text)
    return any(_hears(sentence, told) for sentence in document.sentences)


def _admits(sentence: Sentence) -> bool:
    found = _FAULT.find(sentence)
    return any(not _NEGATED.search(sentence.lower, max(0, start - 40), start) for start, _ in found)


def _hears(sentence: Sentence, told: set[str]) -> bool:
    """Return whether the sentence shows that it was understood what the customer told."""
    if sentence not in _HEARD or _PRAISED.search(sentence.lower):
        return False
    return bool(_matter(_REFERENCE.sub(" ", sentence.lower)) & told)


def _matter(text: str) -> set[str]:
    """Return the stems of the words that carry meaning: their first five letters."""
    return {word[:5] for word in _LETTERS.findall(text.lower()) if word not in _EMPTY}
