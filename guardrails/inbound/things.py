"""Which noun phrase is the thing that a problem befell, and how to name it back to the customer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from guardrails.inbound import nouns
from guardrails.inbound.phrases import Phrase

_LONGEST: Final = 6
_SENTENCE_END = re.compile(r"[.!?;\n]+(?=\s|$)|\n")
_GAP = re.compile(
    r"[\s,'\"]*(?:(?:is|are|was|were|has|have|had|still|never|just|only|even|that|which|it|they|also|actually|"
    r"i ordered|we ordered|i bought|simply|now|not|a|an|my|the|for|on|of|to|did|does|got|being|been|and|has "
    r"been|finally|then|completely|totally|absolutely|ever|in)[\s,]*){0,4}$"
)
_RELATIVE = re.compile(r" (?:i|we|you|that|which|my \w+|from you|for my \w+)\b[^.!?]{0,80}$")
_WANTED = re.compile(r"\b(?:ordered|wanted|bought|paid for|asked for|booked|instead of|chose|picked) $")
_OF: Final = frozenset({"on", "in", "of", "at", "from", "for"})
_SIZE = re.compile(
    r"(?:\d{1,3}|\d{1,2}\.\d|\d{1,3}(?:gb|tb|kg|g|ml|l|cm|mm|inch|in|w|k|th|nd|st|rd)|[a-z]{1,3}\d{1,2}|\d[a-z])$"
)
_CODE = re.compile(r"\d{4,}|\d.*\d.*\d.*\d|[@*#]|^\d+$")
_ACRONYMS: Final = {
    "tv": "TV",
    "dvd": "DVD",
    "cd": "CD",
    "usb": "USB",
    "iphone": "iPhone",
    "ipad": "iPad",
    "imac": "iMac",
    "macbook": "MacBook",
    "airpods": "AirPods",
    "ps4": "PS4",
    "ps5": "PS5",
    "xbox": "Xbox",
    "hdmi": "HDMI",
    "led": "LED",
    "sim": "SIM",
    "esim": "eSIM",
    "pc": "PC",
    "bbq": "BBQ",
    "gps": "GPS",
    "atm": "ATM",
    "hdtv": "HDTV",
    "lego": "Lego",
    "kindle": "Kindle",
    "playstation": "PlayStation",
    "nintendo": "Nintendo",
    "samsung": "Samsung",
    "bosch": "Bosch",
    "dyson": "Dyson",
    "id": "ID",
    "iban": "IBAN",
    "gp": "GP",
    "mri": "MRI",
    "mot": "MOT",
    "suv": "SUV",
    "uk": "UK",
    "usa": "USA",
    "english": "English",
    "nhs": "NHS",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrasing stands in the plain text."""

    start: int
    end: int
    slot: str
    heads: frozenset[str] | None
    shun: frozenset[str] = frozenset()


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
        if place.slot == "wanted":
            return self._wanted(place)
        start, end = self.sentence(place.start)
        near = [phrase for phrase in self._phrases if phrase.start >= start - 1 and phrase.end <= end + 1]
        found = self._best(place, near)
        if found is None and (place.slot in {"before", "any", "whole"} or place.heads is not None):
            earlier = [phrase for phrase in self._phrases if phrase.end <= start]
            found = self._best(place, earlier[-6:], far=True)
        return self._owner_of(place, found) if found and found.head in nouns.PARTS else found

    def _owner_of(self, place: Place, part: Phrase) -> Phrase:
        """Return the jacket in "the zip broke on my jacket"; the part itself when nothing of the sort follows."""
        for phrase in self._phrases:
            link = self._plain[place.end : phrase.start].strip()
            if phrase.start >= place.end and link in _OF and phrase.head in nouns.GOODS:
                return phrase
        return part

    def _wanted(self, place: Place) -> Phrase | None:
        """Return what the customer says they ordered or asked for."""
        asked = (
            phrase for phrase in self._phrases if _WANTED.search(self._plain[max(0, phrase.start - 24) : phrase.start])
        )
        return next((phrase for phrase in asked if self._fit(place, phrase)), None)

    def _best(self, place: Place, phrases: Sequence[Phrase], *, far: bool = False) -> Phrase | None:
        cut = [self._before(place, phrase) for phrase in phrases]
        scored = [(self._score(place, phrase, far=far), -index, phrase) for index, phrase in enumerate(cut)]
        good = [entry for entry in scored if entry[0] >= (1.9 if far else 2.0)]
        if not good:
            return None
        best = max(good, key=lambda entry: entry[:2])[2]
        return self._whole_of(place, best, cut)

    def _before(self, place: Place, phrase: Phrase) -> Phrase:
        """Return the phrase without the words that belong to the phrasing: "the jumper | shrank"."""
        if not phrase.start < place.start < phrase.end:
            return phrase
        if self._plain[place.start : phrase.end].split(None, 1)[0] in nouns.KNOWN:
            return phrase
        kept = tuple(word for word in self._plain[phrase.start : place.start].split() if word != phrase.determiner)
        if not kept or kept != phrase.words[: len(kept)]:
            return phrase
        return Phrase(kept, phrase.determiner, phrase.start, place.start - 1)

    def _whole_of(self, place: Place, best: Phrase, phrases: Sequence[Phrase]) -> Phrase:
        """Return what is meant in "the zip on my jacket" (the jacket) and "the toilets on the train" (the toilets)."""
        for first, second in pairwise(phrases):
            link = self._plain[first.end : second.start].strip()
            if (
                link not in _OF
                or best not in (first, second)
                or not (self._fit(place, first) and self._fit(place, second))
            ):
                continue
            return second if first.head in nouns.PARTS and second.head not in nouns.BOXES else first
        return best

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
        if phrase.head in place.shun or (place.slot == "whole" and _is_part(phrase)):
            return 0.0
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
        if phrase.start < place.end and phrase.end > place.start:
            return 1.6
        if phrase.end <= place.start and slot in {"before", "any", "around", "self", "whole"}:
            gap = self._plain[phrase.end : place.start]
            bonus = 0.0 if slot == "self" else -0.6 if slot == "around" else 0.0
        elif phrase.start >= place.start and slot in {"after", "any", "around", "self", "whole"}:
            gap = self._plain[place.end : phrase.start]
            bonus = 0.4 if slot in {"around", "self", "after", "whole"} else 0.0
        else:
            return None
        if _GAP.match(gap):
            return bonus + 1.5
        if slot != "after" and phrase.end <= place.start and _RELATIVE.match(gap):
            return bonus + 1.3
        return bonus + 0.6 - min(len(gap), 120) / 100


def name(phrase: Phrase, cases: dict[str, str]) -> str | None:
    """Return the thing's name without qualifiers that a reply does not repeat; None when nothing fit is left.

    `cases` gives the customer's own spelling of words they capitalised within a sentence.
    """
    words = [word for word in phrase.words if not _CODE.search(word) or _SIZE.match(word)]
    words = [_owner(word) if index + 1 < len(words) else word for index, word in enumerate(words)]
    while len(words) > 1 and (
        words[0] in nouns.LOOSE or words[0] in nouns.STOP or words[0] in _CHOICES or words[0].isdigit()
    ):
        words = words[1:]
    if words and words[-1] in _GENERIC:
        return None
    if words and (words[0] in nouns.LOOSE or words[0] in nouns.STOP):
        return None
    words = [word for word in words if "fuck" not in word and "shit" not in word and word not in {"bloody", "damn"}]
    words = _short(words)
    if not words or words[-1].isdigit() or len("".join(words)) < 2:
        return None
    return " ".join(_ACRONYMS.get(word) or cases.get(word, word) for word in words)


_GENERIC: Final = frozenset({"item", "items", "product", "products", "goods", "thing", "things", "stuff"})
_CHOICES: Final = frozenset({"size", "colour", "color", "half", "amount", "order"})


def _owner(word: str) -> str:
    """Return "daughter's" for "daughters": whose it is, when a noun follows."""
    return (
        f"{word[:-1]}'s"
        if word.endswith("s") and word[:-1] in nouns.RELATIVES and word not in {"kids", "parents"}
        else word
    )


def _is_part(phrase: Phrase) -> bool:
    return phrase.head in nouns.PARTS or (phrase.head in nouns.BOXES and len(phrase.words) == 1)


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
