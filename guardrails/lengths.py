"""How long a message is, as its channel counts, and how long it may be."""

from __future__ import annotations

import unicodedata

import regex

LIMITS = {
    "x": 280,  # weighted characters
    "facebook": 8000,  # comments
    "instagram": 2200,
    "tiktok": 150,  # comments
    "linkedin": 1250,  # comments
    "google_review": 4096,  # owner's replies
    "trustpilot": 4000,
    "tripadvisor": 4000,
    "app_store": 5970,  # developer responses
    "sms": 459,  # three segments
    "chat": 4000,
    "email": 20_000,
    "other": 10_000,
}
_GRAPHEME = regex.compile(r"\X")
_URL = regex.compile(r"(?<![\w@.])(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,24}(?:/[^\s]*)?(?![\w@])", regex.I)
_EMOJI = regex.compile(r"\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3")
_URL_WEIGHT = 23


def limit(channel: str) -> int:
    """Return how long a message on `channel` may be, in that channel's own count."""
    return LIMITS.get(channel, LIMITS["other"])


def length(text: str, channel: str) -> int:
    """Return the length of `text` as `channel` counts: weighted characters on X, graphemes elsewhere."""
    return _weighted(text) if channel == "x" else len(_GRAPHEME.findall(text))


def _weighted(text: str) -> int:
    """Return X's count: most Latin-like characters 1, others 2, a URL 23, an emoji sequence 2."""
    text = unicodedata.normalize("NFC", text)
    links = _URL.findall(text)
    rest = _URL.sub("", text) if links else text
    if rest.isascii():
        return len(rest) + _URL_WEIGHT * len(links)
    return sum(_weight(grapheme) for grapheme in _GRAPHEME.findall(rest)) + _URL_WEIGHT * len(links)


def _weight(grapheme: str) -> int:
    if _EMOJI.match(grapheme):
        return 2
    return sum(1 if _is_light(ord(character)) else 2 for character in grapheme)


def _is_light(code: int) -> bool:
    return code <= 4351 or 8192 <= code <= 8205 or 8208 <= code <= 8223 or 8242 <= code <= 8247
