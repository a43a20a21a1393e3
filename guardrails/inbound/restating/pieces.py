"""A message in pieces: the clauses that may each tell of the problem."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guardrails.inbound.reading import visible
from guardrails.inbound.restating.slips import SLIPS
from guardrails.inbound.word_sets import word_set

MOST_READ: Final = 1500
MOST_PIECES: Final = 60

_LINK = re.compile(r"(?:https?://|www\.)\S{1,400}|\S{1,100}@\S{1,100}|(?<![\w.])[@#]\w{1,50}")
_ODD = re.compile(r"[^\w\s.,!?;:'\"()/&%£$€+\-]+")
_ASIDE = re.compile(r"\([^()]{0,200}\)")
_SPACES = re.compile(r"[^\S\n]+")
_STRETCHED = re.compile(r"([A-Za-z])\1{2,}")
_ENDS = re.compile(
    r"(?<=[!?])|(?<=[^\d\s][.])(?=\s)|(?<=\d\.)(?=\s)|(?<=\.)(?=\s*\.)|(?<=\.)(?=[A-Z][a-z])|\n|;|\s-+\s|:(?=\s)"
)
_ABBREVIATED = re.compile(r"\b(mr|mrs|ms|dr|st|no|vs|approx|e\.g|i\.e)\.", re.IGNORECASE)
_COMMA = re.compile(r",(?!\d)")
_JOINED = re.compile(
    r"\s(?=(?:and|but|so|then|yet|because|cos|cause|as|which|while|whilst|when|until|till|although|though|tho|"
    r"unless|if|after|"
    r"before|since|where)\s+"
    r"(?:then\s+|now\s+)?(?:i|i'm|i've|i'd|we|we're|we've|it|it's|its|he|she|they|they're|you|you've|you're|u|nobody|"
    r"no-one|no one|nothing|my|our|your|ur|the|this|that's|there|there's|when|if|is|was|has|still|got|yet|then)\b)",
    re.IGNORECASE,
)
_RUN_ON = re.compile(
    r"(?:(?<=day)|(?<=now)|(?<=yet)|(?<=again)|(?<=weeks)|(?<=hours)|(?<=times))\s"
    r"(?=(?:i|we|it|they|nobody)(?:'ve|'re|'m|'s| have| am| are| was| were| had| is)\b)",
    re.IGNORECASE,
)
_LEFT_ME = re.compile(
    r"\s(?=(?:and|then|but) (?:then )?(?:left|charged|told|billed|sent|gave|made|kept|hung|promised|refused|"
    r"asked) (?:me|us|up)\b)",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^(?:(?:and|but|so|then|yet|oh|well|hi|hello|hey|ok|okay|also|plus|now|however|honestly|seriously|basically|"
    r"apparently|sadly|unfortunately|literally|actually|wow|lol|erm|um|er|again|anyway|first|firstly|secondly|finally|"
    r"eventually|meanwhile|suddenly|instead|yes|no joke|fyi|guys|please note|update)\b[\s,]*){1,4}",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"^(?:(?:today|yesterday|tonight|this (?:morning|afternoon|evening|week|month)|last (?:night|week|month|year|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|time)|(?:just|only) now|every (?:time|day|night|"
    r"morning|evening|"
    r"week|month|single time)|each time|(?:on|since|by|in|from) (?:monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)|"
    r"for the (?:second|third|fourth|fifth|sixth|umpteenth|\d\w\w) (?:time|day|night|evening|week|month)(?: "
    r"running| in a row)?)[\s,]+)",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"^(?:the )?(?:second|third|fourth|fifth|sixth|2nd|3rd|4th|5th|6th) (?:time|day|night|evening|week|month|"
    r"year)(?: running| in a row| now)?[\s,]+",
    re.IGNORECASE,
)
_FEW = 5
_PRICED = re.compile(r"(?<=\w)\s+[£$€]\d[\d.,]*$")
_ASKS = re.compile(
    r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|any|anyone|who|what|"
    r"where|when|why|how|which|isn't|don't|am)\b",
    re.IGNORECASE,
)
_SUBORDINATE: Final = word_set(
    "because cos cause as which while whilst when until till although though tho unless if after before since where "
    "who whose whom how why what whatever whether than"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One clause as written: its words, without stops; whether it was asked, and the mark that went before it."""

    words: tuple[str, ...]
    asked: bool
    begins: bool
    """Whether a sentence begins with it."""
    subordinate: bool
    before: str = ""

    @property
    def low(self) -> tuple[str, ...]:
        """Return the words in lower case."""
        return tuple(word.lower() for word in self.words)


def pieces(text: str) -> list[Piece]:
    """Return the clauses of a message in order; of a long one those of its beginning."""
    shown = _LINK.sub(" ", visible(text[:MOST_READ]))
    shown = shown.replace(" & ", " and ")
    shown = _ABBREVIATED.sub(r"\1", _ODD.sub("\n", _ASIDE.sub(" ", shown)))
    shown = _SPACES.sub(" ", _STRETCHED.sub(r"\1\1", shown))
    found: list[Piece] = []
    for sentence in _ENDS.split(shown):
        if len(found) >= MOST_PIECES:
            break
        if sentence and sentence.strip(" .!?"):
            found += _clauses(sentence.strip())
    return found[:MOST_PIECES]


def _clauses(sentence: str) -> list[Piece]:
    asked = sentence.endswith("?") and not _is_statement(sentence)
    parts = [
        clause
        for part in _COMMA.split(sentence.rstrip(" .!?"))
        for joined in _JOINED.split(part)
        for whole in _RUN_ON.split(joined)
        for clause in _LEFT_ME.split(whole)
    ]
    found = []
    for number, part in enumerate(parts):
        piece = _piece(part.strip(), asked=asked, begins=number == 0)
        if piece.words:
            found.append(piece)
    return found


def _is_statement(sentence: str) -> bool:
    """Return whether a sentence only wonders at what it states: "you charged me twice??"."""
    words = sentence.lower().split()
    return not _ASKS.match(_HEAD.sub("", sentence)) and any(word in _TOLD for word in words[:4]) and len(words) > 4


_TOLD: Final = word_set(
    "charged sent told gave cancelled billed delivered ordered booked paid got arrived came never took lost"
)


def _piece(part: str, *, asked: bool, begins: bool) -> Piece:
    before = part.split(" ", 1)[0].lower()
    bare = _HEAD.sub("", part)
    bare = _HEAD.sub("", _RUNNING.sub("", _WHEN.sub("", bare))).strip(" ,.-")
    bare = _PRICED.sub("", bare) if bare.count(" ") > _FEW else bare
    first = bare.split(" ", 1)[0].lower()
    words = tuple(mended for word in bare.split() for mended in _mended(word).split())
    return Piece(words[:60], asked, begins, first in _SUBORDINATE, before)


def _mended(word: str) -> str:
    bare = word.strip(".!?,-")
    return SLIPS.get(bare.lower(), bare)
