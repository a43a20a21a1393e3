"""Small grammar: contractions spelt out, lines joined, likeness of two texts."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CONTRACTED = re.compile(r"\b(\w+?)(n't|'m|'re|'ve|'ll|'d|'s)\b", re.IGNORECASE)
_IRREGULAR = {"won't": "will not", "can't": "cannot", "shan't": "shall not", "let's": "let us"}
_TAILS = {"n't": " not", "'m": " am", "'re": " are", "'ve": " have", "'ll": " will"}
_IS = frozenset(
    ["it", "that", "there", "what", "here", "he", "she", "who", "everything", "nothing", "nobody", "someone"]
)
_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"[ \t]{2,}")
_DOUBLED = re.compile(r"([.!?])\.+(?=\s|$)")


def spelt_out(text: str) -> str:
    """Return English text without contractions, for a formal voice; "'d" is left where it may mean two things."""
    return _CONTRACTED.sub(_spelt, text.replace("’", "'"))


def _spelt(match: re.Match[str]) -> str:
    whole, tail = match[0].lower(), match[2].lower()
    if whole in _IRREGULAR:
        words = _IRREGULAR[whole]
        return words.capitalize() if match[0][0].isupper() else words
    if tail == "'s":
        return f"{match[1]} is" if match[1].lower() in _IS else match[0]
    if tail == "'d":
        return match[0]
    return match[1] + _TAILS[tail]


def tidy(text: str) -> str:
    """Return `text` without doubled spaces or full stops."""
    return _DOUBLED.sub(r"\1", _SPACES.sub(" ", text)).strip()


def sentence(text: str) -> str:
    """Return `text` with a capital and an end."""
    text = text.strip()
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def _trigrams(text: str) -> set[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}


def likeness(text: str, others: Iterable[str]) -> float:
    """Return the largest share of the three-word runs of `text` that stand in one of `others`; 0 to 1."""
    own = _trigrams(text)
    return max((len(own & _trigrams(other)) / len(own) for other in others if other.strip()), default=0.0)
