"""Small changes to a reply: one stretch replaced, a sentence dropped, a clause cut off where the rest stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guardrails.document import Document


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` in place of `start:end` of a reply; offsets count its code points."""

    start: int
    end: int
    text: str

    def applied(self, to: str) -> str:
        """Return the reply with the change made."""
        return to[: self.start] + self.text + to[self.end :]


def between(old: str, new: str) -> Edit:
    """Return the smallest single change that makes `new` of `old`."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    most = shorter - head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return Edit(head, len(old) - tail, new[head : len(new) - tail])


def distance(old: str, new: str) -> int:
    """Return how many code points are put in, taken out or replaced at least to make `new` of `old` (Levenshtein).

    All cells of a column are one number's bits (Hyyrö 2003): a millisecond for a reply, a fifth of a second for the
    longest two.
    """
    edit = between(old, new)
    there, here = old[edit.start : edit.end], edit.text
    if not there or not here:
        return len(there) + len(here)
    places: dict[str, int] = {}
    for at, letter in enumerate(there):
        places[letter] = places.get(letter, 0) | 1 << at
    mask, last = (1 << len(there)) - 1, 1 << (len(there) - 1)
    more, less, score = mask, 0, len(there)
    for letter in here:
        equal = places.get(letter, 0)
        across = (((equal & more) + more) ^ more) | equal
        up, down = less | ~(across | more) & mask, more & across
        score += bool(up & last) - bool(down & last)
        up, down = up << 1 | 1, down << 1
        more, less = (down | ~((equal | less) | up)) & mask, up & (equal | less) & mask
    return score


def sentences_around(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return the stretch of the original that the sentences which touch `start:end` take; itself where none does."""
    spans = [document.span(sentence.start, sentence.end) for sentence in document.sentences]
    touched = [(first, last) for first, last in spans if first < max(end, start + 1) and start < last]
    if not touched:
        return start, end
    return min(first for first, _ in touched), max(last for _, last in touched)


def dropped(text: str, start: int, end: int) -> Edit:
    """Return the change that takes `start:end` away with the blanks, and the empty line, that it would leave."""
    while end < len(text) and text[end] in " \t":
        end += 1
    if end == len(text) or text[end] == "\n":
        while start and text[start - 1] in " \t":
            start -= 1
        if not start or text[start - 1] == "\n":
            while end < len(text) and text[end] == "\n":
                end += 1
        if end == len(text):
            while start and text[start - 1].isspace():
                start -= 1
    return Edit(start, end, "")


_CONNECTED = re.compile(
    r"(?:\s*[,;:]|\s+[-–—])\s+(?P<word>(?:and|but|so|because|as|since|although|though|while|however|yet|or|und|aber|"
    r"weil|da|denn|doch|mais|et|car|parce que|pero|y|porque|ma|e|perché|poiché|mas|maar|en|omdat|want)\b,?\s*)?|"
    r"\s+(?P<bare>but|because|although|though|however)\s+",
    re.IGNORECASE,
)
"""What may join two clauses of a sentence."""
_JOINS_EQUALS = frozenset({"", "and", "but", "however", "yet"})
_SUBORDINATE = re.compile(
    r"\W*(?:if|when|while|although|though|as|since|because|unless|until|once|after|before|whether|given|despite|"
    r"wenn|falls|weil|obwohl|da|als|si|quand|comme|bien que|aunque|cuando|porque|se|quando|embora|sebbene|als|toen)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?:we|i|you|it|this|that|these|they|he|she|there|please|thank|thanks|sorry|apolog\w+|"
    r"(?:we|i|you|it|that|they|there)['’]\w+|(?:our|your|the|my) \w+ (?:is|are|was|were|has|have|will|can))\b",
    re.IGNORECASE,
)
_SUBJECT_FIRST = re.compile(r"\W*(?:we|i|you|it|this|that|there|please|thank|thanks|our|your|the)\b", re.IGNORECASE)
_HANGS = re.compile(
    r"(?:[,;:(]|\b(?:a|an|the|our|your|my|to|of|for|with|and|or|but|so|that|which|who|if|because|as|very|is|are|was|"
    r"were|be|not))\s*$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?…]+[\"'”’)]*\s*$")
_FEWEST_WORDS = 3


def tails_cut(text: str, sentence: tuple[int, int], guilty: tuple[int, int]) -> Iterator[Edit]:
    """Yield the changes that leave the beginning of a sentence, the longest first, without all of the guilty stretch.

    Only what can stand alone is left: with a subject, and neither beginning nor ending as half a sentence.
    """
    start, end = sentence
    said, last = _body(text, sentence)
    for joint in reversed(list(_CONNECTED.finditer(said, 0, last))):
        if start + joint.start() < guilty[1] and _stands(said[: joint.start()]) and "?" not in said[last:]:
            yield Edit(start + joint.start(), end, said[last:].replace("!", ".").rstrip() or ".")


def heads_cut(text: str, sentence: tuple[int, int], guilty: tuple[int, int]) -> Iterator[Edit]:
    """Yield the changes that leave the end of a sentence, the longest first, if it is a main clause."""
    said, last = _body(text, sentence)
    for joint in _CONNECTED.finditer(said, 0, last):
        at, rest = sentence[0] + joint.end(), said[joint.end() : last]
        word = (joint["word"] or joint["bare"] or "").strip(" ,").casefold()
        if at > guilty[0] and word in _JOINS_EQUALS and _SUBJECT_FIRST.match(rest) and _stands(rest):
            yield Edit(sentence[0], at + 1, rest[0].upper())


def _body(text: str, sentence: tuple[int, int]) -> tuple[str, int]:
    """Return the words of a sentence and where its closing marks begin."""
    said = text[slice(*sentence)]
    stop = _END.search(said)
    return said, stop.start() if stop else len(said)


def _stands(part: str) -> bool:
    """Return whether a part of a sentence can be a sentence: it has a subject and is no half of another one."""
    whole = part.count("(") == part.count(")") and part.count('"') % 2 == 0
    long = len(part.split()) >= _FEWEST_WORDS
    return whole and long and not _SUBORDINATE.match(part) and not _HANGS.search(part) and bool(_SUBJECT.search(part))
