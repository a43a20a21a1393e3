"""Whether a reply apologises for, or owns up to, the problem that the customer told of."""

from __future__ import annotations

import re

from guardrails.document import Document, Sentence, read
from guardrails.phrases import phrases

_APOLOGY = re.compile(
    r"\b(?:sorry|apolog(?:y|ies|i[sz]e[sd]?|i[sz]ing)|forgive (?:us|me)|(?:we|i) (?:deeply |sincerely |truly |"
    r"very much )?regret|"
    r"(?:our|my) regrets?|pardon|"
    r"disculp\w+|perd[óo]n\w*|lo siento|lo sentimos|sentimos (?:mucho|que|lo|de)|lamentamos|lamento|"
    r"désolée?s?|excus\w+|navrée?s?|regrettons|regrette|"
    r"entschuldig\w*|tut (?:uns|mir|es uns|es mir) (?:\w+ ){0,3}leid|(?:uns|mir) (?:\w+ ){0,2}leid|bedauer\w+|"
    r"verzeih\w*|"
    r"desculp\w+|lamentável|sinto muito|sentimos muito|pedimos perdão|"
    r"scus\w+|dispiace|spiace|rammaric\w+|rincresce|"
    r"spijt\w*|excuses|excuseer|verontschuldig\w*)\b"
)
_TAKEN_BACK = re.compile(
    r"\b(?:not|never|nothing|no need|n't|without|refuse|nichts|pas|nada|niente|niet|niets)\b[^.!?]{0,25}$"
)
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
    (our|my) (own)? (mistake|fault|error|failure|responsibility)
    (we|i) (failed|made a mistake|messed up|dropped the ball|own|take full responsibility|take responsibility)
    (you're|you are|you|you have|you've) .. (right|every right) to (be|feel|expect|complain|ask)
    (you're|you are) (absolutely|completely|quite|entirely|so)? right
    (no wonder|not surprised|quite right|rightly) .. (upset|angry|annoyed|frustrated|disappointed|furious|worried|
        tired)
    """
)
_HEARD = phrases(
    """
    understand|understands|understandable|understandably|realise|realize|appreciate|imagine
    (hear|see|know|read|note|get) .. (how|why|that|you|what|your|this|from)
    (thank you|thanks) .. (for|that) .. (telling|letting|raising|flagging|sharing|writing|bringing|reporting|pointing|
        taking|reaching|getting|your|the|you)
    (must|can|would) (have)? (be|been) .. (frustrating|upsetting|disappointing|annoying|stressful|worrying|hard|
        difficult|awful|infuriating|tiring|frightening|a shock)
    frustrating|upsetting|disappointing|annoying|stressful|worrying|distressing|infuriating|frustration|
        disappointment|worry|anger|upset
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


def apologises(document: Document) -> bool:
    """Return whether some sentence apologises, in one of the languages known."""
    return any(_apologises(sentence) for sentence in document.sentences)


def _apologises(sentence: Sentence) -> bool:
    return any(not _TAKEN_BACK.search(sentence.lower, 0, match.start()) for match in _APOLOGY.finditer(sentence.lower))


def acknowledges(document: Document, complaint: str) -> bool:
    """Return whether some sentence owns up to the problem, or shows that the complaint's own matter was understood."""
    if any(sentence in _OWNED for sentence in document.sentences):
        return True
    told = _matter(read(complaint[:4000]).text)
    return any(sentence in _HEARD and _matter(sentence.lower) & told for sentence in document.sentences)


def _matter(text: str) -> set[str]:
    """Return the stems of the words that carry meaning: their first five letters."""
    return {word[:5] for word in _LETTERS.findall(text.lower()) if word not in _EMPTY}
