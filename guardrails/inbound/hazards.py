"""What endangers somebody in a message, by its kind, and whether it goes on while they write.

English only: in other languages the grave factors alone tell. What is meant as a figure of speech is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from guardrails.inbound.reading import Reading, read


class HazardKind(StrEnum):
    """What sort of danger or hurt it is, the gravest first: the order in which one of several is answered."""

    SELF_HARM = "self_harm"
    CARBON_MONOXIDE = "carbon_monoxide"
    GAS = "gas"
    CHOKING = "choking"
    SWALLOWED = "swallowed"
    ALLERGY = "allergy"
    CHEMICAL = "chemical"
    MEDICINE = "medicine"
    FIRE = "fire"
    TRAPPED = "trapped"
    INTRUDER = "intruder"
    DOMESTIC = "domestic"
    INJURY = "injury"
    ELECTRIC = "electric"
    BATTERY = "battery"
    SMOKE = "smoke"
    FOREIGN_BODY = "foreign_body"
    FOOD_POISONING = "food_poisoning"
    VEHICLE = "vehicle"
    BEREAVEMENT = "bereavement"


_FACTORS: Final = {
    HazardKind.SELF_HARM: "self_harm",
    HazardKind.INTRUDER: "crime",
    HazardKind.DOMESTIC: "crime",
    HazardKind.BEREAVEMENT: None,
    **dict.fromkeys(
        (
            HazardKind.ALLERGY,
            HazardKind.CHOKING,
            HazardKind.SWALLOWED,
            HazardKind.CHEMICAL,
            HazardKind.INJURY,
            HazardKind.FOOD_POISONING,
        ),
        "injury",
    ),
}
_AT_ONCE: Final = frozenset(
    {
        HazardKind.SELF_HARM,
        HazardKind.CARBON_MONOXIDE,
        HazardKind.GAS,
        HazardKind.CHOKING,
        HazardKind.SWALLOWED,
        HazardKind.MEDICINE,
        HazardKind.TRAPPED,
        HazardKind.BATTERY,
        HazardKind.VEHICLE,
        HazardKind.SMOKE,
    }
)
"""Dangers that last until somebody says that they are over."""
_NOW: Final = re.compile(
    r"\b(?:(?<!all )right now|(?:man|someone|somebody|stranger|guy|bloke) (?:\w+ ){0,3}(?:banging|trying|following|"
    r"shouting|prowling)|as (?:i|we) (?:type|write|speak)|at the moment|currently|this minute|what (?:do|should|shall) "
    r"(?:i|we) do|should (?:i|we)|do i (?:wait|call|need|have)|is it safe|are we safe|(?:is|are|keeps?) "
    r"(?:still )?(?:going off|beeping|sounding|smoking|burning|sparking|leaking|hissing|swelling|bleeding|choking|"
    r"following|banging|glowing|stuck|trapped|locked|dizzy|wheezing|unconscious|drowsy|confused)|"
    r"(?:feel|feels|feeling|am|is|are) (?:\w+ )?(?:dizzy|faint|light-?headed|drowsy|sick|unwell|unsafe)|can smell|"
    r"cannot (?:breathe|get out)|(?:just|has just|have just) (?:swallowed|drank|drunk|eaten|taken|took|started|"
    r"went off|noticed|got|splashed|squirted|caught)|still (?:smell\w*|smok\w*|burn\w*|dizzy|there|outside|going|"
    r"stinging|bleeding|swollen|stuck|trapped)|help me|please help|(?:is|am|are) (?:outside|inside|in (?:the|a|your) "
    r"lift) (?:now|and)|stuck in|trapped in|(?:has|have) been (?:going off|beeping|sounding))\b"
)
_OVER: Final = re.compile(
    r"\b(?:yesterday|the other (?:day|night)|last (?:night|week|month|year|weekend|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday)|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|ago|back in|"
    r"(?:at|around|about) \d{1,2}(?:[:.]\d\d)? ?[ap]\.?m|at \d{1,2} in the|fire (?:brigade|engines?|service|crew|"
    r"fighters?)"
    r"|firefighters?|firemen|gas (?:board|man|engineer|network|emergency)|engineer (?:came|shut|turned|found|has been)|"
    r"paramedics?|ambulance (?:came|took)|hospital|a&e|a and e|discharged|stitches|recover\w+|all (?:safe|fine|ok|okay|"
    r"right) (?:now)?|was put out|put it out|got out|luckily|fortunately|thank god|have (?:since|now) "
    r"(?:switched|turned|stopped|thrown|left|moved)|(?:was|were) (?:sick|ill|stuck|trapped|locked)|ended up|"
    r"in (?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:this|that|one) "
    r"(?:morning|evening|afternoon|night))\b"
)


@dataclass(frozen=True, slots=True)
class HazardSign:
    """Phrasings of a hazard; `needs` are words of which one must occur, `unless` tells what is none."""

    kind: HazardKind
    needs: frozenset[str]
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    beside: re.Pattern[str] | None = None
    """What must stand somewhere in the message, too."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """What endangers or hurt somebody: `quote` is how they say it, `now` that it goes on while they write."""

    kind: HazardKind
    quote: str
    now: bool

    @property
    def factor(self) -> str | None:
        """Return the name of the factor of severity that it makes; None where it makes none."""
        return _FACTORS.get(self.kind, "safety")


def hazards_in(text: str) -> tuple[Hazard, ...]:
    """Return what endangers or hurt somebody as `text` tells it, the gravest first."""
    return hazards_of(read(text))


@lru_cache(maxsize=16)  # who assesses a message and who answers it ask the same, one after the other
def hazards_of(reading: Reading) -> tuple[Hazard, ...]:
    """Return what `hazards_in` returns, for a message already read; one of each kind."""
    found = dict(_signs(reading))
    return tuple(Hazard(kind, found[kind], _is_now(kind, reading.whole)) for kind in HazardKind if kind in found)


def _signs(reading: Reading) -> Iterator[tuple[HazardKind, str]]:
    from guardrails.inbound.hazard_signs import HAZARD_SIGNS  # noqa: PLC0415 - the signs are made of what is told here

    words = frozenset(reading.words)
    for sign in HAZARD_SIGNS:
        if sign.needs.isdisjoint(words) and len(reading.whole) == len(reading.plain):
            continue
        match = _meant(sign, reading.whole)
        if match:
            yield sign.kind, match[0][:60]


def _meant(sign: HazardSign, said: str) -> re.Match[str] | None:
    """Return the first phrasing that is no figure of speech."""
    if sign.beside and not sign.beside.search(said):
        return None
    for match in sign.pattern.finditer(said):
        around = said[max(0, match.start() - 40) : match.end() + 40]
        if sign.unless is None or not sign.unless.search(around):
            return match
    return None


def _is_now(kind: HazardKind, said: str) -> bool:
    if _NOW.search(said):
        return True
    return kind in _AT_ONCE and not _OVER.search(said)
