"""Whether what a model wrote is a reply at all: no refusal, no echo of its prompt, in the right language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

_DECLINED = r"(?:assist|help|comply|fulfil+|generate|provide|create|write|continue|engage)"
_WHAT = r"[^.!?\n]{0,30}\b(?:that|this|request|content)\b"
_REFUSAL = re.compile(
    rf"\b(?:i['’]?m|i am) (?:very |really )?(?:sorry|unable|afraid|not able)\b[^.!?\n]{{0,60}}\b{_DECLINED}\b{_WHAT}"
    rf"|\bi (?:can['’]?t|cannot|can not|won['’]?t|will not|must decline to)\b[^.!?\n]{{0,30}}\b{_DECLINED}\b{_WHAT}"
    r"|\bas an? (?:ai|artificial intelligence|(?:large )?language model)\b"
    r"|\blo siento, (?:pero )?no puedo (?:ayudar|asistir|cumplir)"
    r"|\bje (?:suis désolée?|regrette), (?:mais )?je ne peux pas (?:vous )?(?:aider|répondre)"
    r"|\bes tut mir leid, (?:aber )?(?:ich kann|dabei kann ich|das kann ich)"
    r"|\bmi dispiace, (?:ma )?non posso (?:aiutar|assister)",
    re.IGNORECASE,
)
_REFUSAL_REACH = 160
"""A refusal opens the text; deeper inside, the same words belong to a reply."""
_WORDS = re.compile(r"\w+")
_SHINGLE = 6
_ECHO_SHARE = 0.6
_NO_WORDS = re.compile(r"\{[^{}]*\}|https?://\S+|\S+@\S+|[\d\W_]+")
_SURE = 0.7
_DOUBT = 0.05
_FEWEST_LETTERS = 30


def is_refusal(text: str) -> bool:
    """Return whether `text` is a model declining its task, not a reply to a customer."""
    found = _REFUSAL.search(text[:_REFUSAL_REACH])
    return found is not None and len(text) < 600


def _shingles(text: str) -> list[tuple[str, ...]]:
    words = _WORDS.findall(text.casefold())
    return [tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]


def is_echo(text: str, prompt: Iterable[str], fence: str = "") -> bool:
    """Return whether `text` mostly repeats the `prompt`, or carries its `fence`."""
    if fence and fence in text:
        return True
    written = _shingles(text)
    if not written:
        return False
    known = {shingle for piece in prompt for shingle in _shingles(piece)}
    return sum(shingle in known for shingle in written) >= _ECHO_SHARE * len(written)


@cache
def _identifier() -> Any:
    from py3langid.langid import (  # type: ignore[import-untyped]  # noqa: PLC0415 - its model takes a second to load
        MODEL_FILE,
        LanguageIdentifier,
    )

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def warm() -> None:
    """Load the language model, which takes a second."""
    _identifier()


def other_language(text: str, wanted: str) -> str | None:
    """Return the language that `text` surely has instead of `wanted`, or None when it may well be the one wanted."""
    words = " ".join(_NO_WORDS.sub(" ", text).split())
    if len(words) < (_FEWEST_LETTERS if words.isascii() else _FEWEST_LETTERS // 3):
        return None
    asked = wanted.replace("_", "-").partition("-")[0].casefold()
    language, sure = _identifier().classify(words)
    if language == asked or sure < _SURE or dict(_identifier().rank(words)).get(asked, 0.0) > _DOUBT:
        return None
    return str(language)
