"""Fences around words from outside: what a customer or a document says is data, and must look like nothing else.

A fence is `<<token>>…<</token>>` with a token that is drawn per request, so that nobody can write the closing one.
`defuse` takes from a text whatever could pass for a fence, a slot, or a chat template's control token.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from hashlib import blake2b

_KEPT = "\n\t"
_CONTROLS = re.compile(r"<+\|>*|\|>+|<<+|>>+|\{\{+|\}\}+|\[(?=/?INST\])|<(?=/?s>)", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")
_NEWLINES = re.compile(r"\s*\n\s*\n\s*")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


def token(seed: str | None = None) -> str:
    """Return a fence's token of 8 hexadecimal digits: random, or always the same for the same `seed`."""
    return secrets.token_hex(4) if seed is None else blake2b(seed.encode(), digest_size=4).hexdigest()


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character for character in text if character in _KEPT or unicodedata.category(character) not in _HIDDEN
    )


def _apart(match: re.Match[str]) -> str:
    return " ".join(match[0]) if len(match[0]) > 1 else f"{match[0]} "


def defuse(text: str, fence: str = "") -> str:
    """Return `text` without hidden characters and `fence` tokens, control marks pulled apart, blanks tidied."""
    seen = _visible(text)
    if fence:
        seen = re.sub(re.escape(fence), " ", seen, flags=re.IGNORECASE)
    return _NEWLINES.sub("\n", _BLANKS.sub(" ", _CONTROLS.sub(_apart, seen))).strip()
