"""Words that are fine by definition: the plainest apology, and the guard's own remedies.

The catalogue lets "sorry for the inconvenience" and "sorry to hear this" pass. Standing alone they are too short for
the encoder to tell from a hollow one; so a sentence that is nothing but such an apology is not its business, nor is one
that the guard itself puts in place of another.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from guardrails.phrasebook import languages

_VERY: Final = r"(?:so |very |really |truly |deeply |terribly |extremely |sincerely )*"
_THING: Final = (
    r"(?:(?:(?:the|this|that|all the|these|those) )?"
    r"(?:(?:long|late|poor|bad|terrible|great|serious|huge|further|added) )?"
    r"(?:delay|wait|inconvenience|trouble|disruption|mix-up|mistake|error|confusion|problem|issue|hassle|stress|upset|"
    r"bother|mess|late delivery|late reply|cancellation|service|experience)s?"
    r"|your (?:long )?(?:wait|trouble|delay)|this|that|it)"
)
_PLAIN: Final = re.compile(
    rf"(?:(?:hi|hello|dear|hey)(?: [a-z'@._-]+)?,? )?"
    rf"(?:(?:we're|we are|i'm|i am) {_VERY}sorry|{_VERY}sorry|(?:we|i) {_VERY}apologi[sz]e|"
    rf"(?:please accept )?(?:our|my) (?:sincere |deepest |full )?apologies|entschuldigung)"
    rf"(?: (?:for|about) {_THING}| to hear (?:this|that|about (?:this|it|that))"
    r"| (?:that )?this (?:has )?happened(?: to you)?)"
    r"(?: (?:you have had|you've had|this has caused(?: you)?|this caused(?: you)?))?[.!]?"
)


def is_plain_apology(sentence: str) -> bool:
    """Return whether a sentence is an apology for something that happened, and nothing else."""
    return len(sentence) < 120 and _PLAIN.fullmatch(sentence.lower().replace("’", "'").strip()) is not None


@cache
def _remedies() -> re.Pattern[str]:
    words = [
        sentence
        for phrases in languages().values()
        for sentence in (*phrases.apology, phrases.next, phrases.message, phrases.email, phrases.phone, phrases.ask)
    ]
    return re.compile("|".join(re.escape(word).replace(r"\{contact\}", r"[^,;!?]{3,80}") for word in words))


def is_fine(sentence: str) -> bool:
    """Return whether a sentence is a plain apology or one of the guard's own."""
    shown = sentence.strip()
    return is_plain_apology(shown) or (len(shown) < 200 and _remedies().fullmatch(shown) is not None)
