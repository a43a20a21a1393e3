"""Which noun phrase is the thing that a problem befell, and how to name it back to the customer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.inbound import nouns
from guardrails.inbound.phrases import Phrase

_LONGEST: Final = 6
_SENTENCE_END = re.compile(r"[.!?;\n]+(?=\s|$)|\n")
_GAP = re.compile(r"[\s,'\"]*(?:(?:is|are|was|were|has|have|had|still|never|just|only|even|that|which|it|they|also|actually|i ordered|we ordered|i bought|simply|now|not|a|an|my|the|for|on|of|to|did|does|got|being|been|and|has been|finally|then|completely|totally|absolutely|ever|in)[\s,]*){0,4}$")  # fmt: skip
_SIZE = re.compile(
    r"(?:\d{1,3}|\d{1,2}\.\d|\d{1,3}(?:gb|tb|kg|g|ml|l|cm|mm|inch|in|w|k|th|nd|st|rd)|[a-z]{1,3}\d{1,2}|\d[a-z])$"
)
_CODE = re.compile(r"\d{4,}|\d.*\d.*\d.*\d|[@*#]|^\d+$")
_ACRONYMS: Final = {
    "tv": "TV", "dvd": "DVD", "cd": "CD", "usb": "USB", "iphone": "iPhone", "ipad": "iPad", "imac": "iMac", "macbook": "MacBook",
    "airpods": "AirPods", "ps4": "PS4", "ps5": "PS5", "xbox": "Xbox", "hdmi": "HDMI", "led": "LED", "sim": "SIM",
    "esim": "eSIM", "pc": "PC", "bbq": "BBQ", "gps": "GPS", "atm": "ATM", "hdtv": "HDTV", "lego": "Lego", "kindle": "Kindle",
    "playstation": "PlayStation", "nintendo": "Nintendo", "samsung": "Samsung", "bosch": "Bosch", "dyson": "Dyson", "id": "ID",
    "iban": "IBAN", "gp": "GP", "mri": "MRI", "mot": "MOT", "suv": "SUV", "uk": "UK", "usa": "USA", "english": "English", "nhs": "NHS",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrasing stands in the plain text."""

    start: int
    end: int
    slot: str
    heads: frozenset[str] | None


class Surroundings:
    """The phrases and sentences of one message, asked for the thing that stands at a place."""

    def __init__(self, plain: str, phrases: Sequence[Phrase], items: frozenset[str]) -> None:
        self._plain = plain
        self._phrases = phrases
        self._items = items
        self._bounds = [0, *(m.end() for m in _SENTENCE_END.finditer(plain)), len(plain)]

    def sentence(self, position: int) -> tuple[int, int]:
        """Return the bounds of the sentence at `position`."""
        start = max((bound for bound in self._bounds if bound <= position), default=0)
        end = min((bound for bound in self._bounds if bound > position), default=len(self._plain))
        return start, end

    def thing(self, place: Place) -> Phrase | None:
        """Return the phrase that fits the place best, or None when none fits well enough."""
        start, end = self.sentence(place.start)
        near = [phrase for phrase in self._phrases if phrase.start >= start - 1 and phrase.end <= end + 1]
        found = self._best(place, near)
        if found is None and (place.slot in {"before", "any"} or place.heads is not None):
            earlier = [phrase for phrase in self._phrases if phrase.end <= start]
            found = self._best(place, earlier[-6:], far=True)
        return found

    def _best(self, place: Place, phrases: Sequence[Phrase], *, far: bool = False) -> Phrase | None:
        scored = [(self._score(place, phrase, far=far), -index, phrase) for index, phrase in enumerate(phrases)]
        good = [entry for entry in scored if entry[0] >= 2.0]
        return max(good, key=lambda entry: entry[:2])[2] if good else None

    def _score(self, place: Place, phrase: Phrase, *, far: bool) -> float:
        fit = self._fit(place, phrase)
        if fit == 0:
            return 0.0
        if far:
            return fit + (0.6 if phrase.owned else 0.0)
        distance = self._distance(place, phrase)
        if distance is None:
            return 0.0
        return fit + distance + (0.8 if phrase.owned else 0.0)

    def _fit(self, place: Place, phrase: Phrase) -> float:
        head = next((word for word in reversed(phrase.words) if word in nouns.KNOWN), phrase.head)
        if place.heads is not None:
            return 3.0 if phrase.head in place.heads or head in place.heads else 0.0
        if phrase.head in nouns.NO_THING or phrase.head in nouns.RELATIVES or phrase.head in nouns.PEOPLE:
            return 0.0
        if not self._items.isdisjoint(phrase.words):
            return 2.6
        if phrase.head in nouns.KNOWN:
            return 1.9
        return 0.9 if phrase.determiner in {"my", "our"} else 0.4 if phrase.determiner else 0.0

    def _distance(self, place: Place, phrase: Phrase) -> float | None:
        slot = place.slot
        if phrase.end <= place.start and slot in {"before", "any", "around", "self"}:
            gap = self._plain[phrase.end : place.start]
            bonus = 0.0 if slot == "self" else -0.6 if slot == "around" else 0.0
        elif phrase.start >= place.start and slot in {"after", "any", "around", "self"}:
            gap = self._plain[place.end : phrase.start]
            bonus = 0.4 if slot in {"around", "self", "after"} else 0.0
        else:
            return None
        touching = _GAP.match(gap) is not None or phrase.start < place.end < phrase.end
        return bonus + (1.5 if touching else 0.6 - min(len(gap), 120) / 100)


def name(phrase: Phrase, cases: dict[str, str]) -> str | None:
    """Return the thing's name without qualifiers that a reply does not repeat; None when nothing fit is left.

    `cases` gives the customer's own spelling of words they capitalised within a sentence.
    """
    words = [word for word in phrase.words if not _CODE.search(word) or _SIZE.match(word)]
    while words and (words[0] in nouns.LOOSE or words[0] in nouns.STOP):
        words = words[1:]
    words = [word for word in words if "fuck" not in word and "shit" not in word and word not in {"bloody", "damn"}]
    words = _short(words)
    if not words or words[-1].isdigit() or len("".join(words)) < 2:
        return None
    return " ".join(_ACRONYMS.get(word) or cases.get(word, word) for word in words)


def _short(words: list[str]) -> list[str]:
    if len(words) <= _LONGEST:
        return words
    return words[-_LONGEST:]


def is_plural(thing: str) -> bool:
    """Return whether the thing takes a plural verb."""
    words = thing.lower().split()
    head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    if head in nouns.PLURALS:
        return True
    return head.endswith("s") and not head.endswith(("ss", "us", "is", "'s")) and head not in nouns.MASS
