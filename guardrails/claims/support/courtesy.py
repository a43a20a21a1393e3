"""Courtesies that the encoder must not take for a promise or a claim: by definition they commit to nothing.

To come back, to look into something and to say that a message arrived is what every reply does (rule
`unauthorised-promise`, its boundary). They are told by their words, and only where no value stands beside them.
"""

from __future__ import annotations

import re
from typing import Final

from guardrails.claims.ruling import PROMISE, UNVERIFIED

_WHO = r"(?:we|i|someone|somebody|(?:one|a member|a person) (?:of|from) (?:us|our team))"
_WILL = r"(?:'ll| will| shall|'d like to| would like to)"
_BACK = (
    r"(?:come|get|write|report) back|reply|respond|be in touch|take (?:this|it|your message) (?:up|over)"
    r"|deal with (?:this|it)"
)
_REST = r"(?: (?:to|with) you)?(?: (?:personally|here|ourselves))?(?: (?:on|about) (?:it|this|that))?"
_KNOWN = r"(?:that|it|this|those|(?:looked into|checked|read) (?:that|it|this)|looked|checked)"
_WHEN = rf"(?: (?:once|when|as soon as) we(?:'ve| have)? ?{_KNOWN})?"
_ARRIVED = r"(?:your )?(?:message|review|complaint|email|letter|note) (?:has reached us|is with us|has arrived)"
_GOT = rf"{_WHO}(?:'ve| have) (?:received|got|read|seen) your (?:message|review|complaint|email|letter|note)"
_THANKS = r"(?:thanks|thank you) for (?:telling us|your message|writing|letting us know)"
_JOIN = r"[;,]? ?(?:and |so )?"

_COMING_BACK = rf"{_WHO}?{_WILL}(?: then)? (?:{_BACK}){_REST}{_WHEN}"
_PIECES = rf"(?:{_COMING_BACK}|{_ARRIVED}|{_GOT}|{_THANKS}|(?:your )?message|(?:is )?with us|us|member of|a member of)"
_FINE: Final = re.compile(rf"{_JOIN}{_PIECES}(?:{_JOIN}{_PIECES}){{0,2}}[.!]?", re.IGNORECASE)


def is_courtesy(rule: str, words: str) -> bool:
    """Return whether the words that seem to break `rule` are a courtesy, which promises and states nothing."""
    return rule in {PROMISE, UNVERIFIED} and _FINE.fullmatch(words.strip().replace("’", "'")) is not None
