"""Uncovering what a message hides: invisible and encoded text, look-alikes of words, markup that nobody sees.

Everything is bounded: a message is searched a fixed number of times, and of what is found only the beginning counts.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

_MOST = 12
"""Finds of one kind that are looked at."""
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text that a message hides at `start:end`; `how` reads after "part of it"."""

    how: str
    text: str
    start: int
    end: int
    sure: bool = False
    """Whether hiding it is reason enough, whatever it says."""


_GLUED_WORDS = """
    instructions instruction guidelines disregard assistant previous approved approve developer customer prompts
    promise prompt override reviewer refund system ignore forget policy answer reveal manager message secret bypass
    voucher credit please reply rules write print never above about money offer agree admit grant issue tell full
    your that this them with from have must they what mode drop now pay the and you all any for not say are our let
    is me my to do it as of in on no yes us we be so an a i
"""
_ELLED_WORDS = """
    all rules rule reply replies tell policy full please will model let limit limits hello help also only deal clear
    developer supplied filter filters guideline guidelines cancel until level admin_only voucher_only
"""
_TELLING_WORDS = """
    the and you your all that this with for not are now say tell write reply answer ignore forget disregard rules
    instructions previous system prompt refund approve approved promise customer manager please full pay money give
    que del por para tus sus reglas promete reembolso cliente ignora escribe und der die das ist dein deine regeln
    vous les des une ton tes consignes promets oublie dans est
"""
_MORSE_SIGNS = """
    .- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..
"""
_INVISIBLE = "hides text in invisible characters"
_ENCODED = "hides encoded text"
_MARKUP = "hides text in its markup"

_TAGS: Final = re.compile(r"[\U000e0020-\U000e007e]{3,}")
_FLAG: Final = re.compile(r"[a-z]{2}[a-z0-9]{1,4}")
"""What the flags of England, Scotland and Wales spell in such characters."""
_UNSEEN_RUN: Final = re.compile(r"[\u200b\u200c\u2060-\u2064\ufeff\u202d\u202e]{6,}")
_SELECTORS: Final = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]{4,}")
_TURNED: Final = re.compile(r"[\u202d\u202e]([^\u202c\n]{4,})")
_BASE64: Final = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{16,2000}={0,2}(?![\w+/=])")
_BASE32: Final = re.compile(r"(?<!\w)[A-Z2-7]{24,2000}={0,6}(?![\w=])")
_HEX: Final = re.compile(r"(?<!\w)(?:0x)?(?:[0-9a-fA-F]{2}[ :,]?){8,1000}(?!\w)")
_BINARY: Final = re.compile(r"(?<!\w)(?:[01]{8}[ ,]?){4,400}(?!\w)")
_DECIMAL: Final = re.compile(
    r"(?<!\w)(?:(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])[ ,;]{1,2}){7,400}(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])(?!\w)"
)
_PERCENT: Final = re.compile(r"(?:%[0-9a-fA-F]{2}[\w+.-]{0,40}){3,300}")
_ESCAPES: Final = re.compile(r"(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|&#x?[0-9a-fA-F]{2,6};|&[a-z]{2,8};){6,600}")
_MORSE: Final = re.compile(r"(?<!\S)[.\-·−–_]{1,5}(?:[ /|]{1,3}[.\-·−–_]{1,5}){5,400}(?!\S)")
_SYMBOL = r"[\U0001f1e6-\U0001f1ff\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]"
_LETTER: Final = re.compile(_SYMBOL)
_LETTERED: Final = re.compile(rf"{_SYMBOL}(?:\s{{0,3}}{_SYMBOL}){{3,300}}")
_SPACED: Final = re.compile(r"(?<![^\W_])[^\W\d_](?:(?:[ .\-_*·•|/,~]|\n){1,3}[^\W\d_]){5,400}(?![^\W_])")

_GAP: Final = re.compile(r"[^\w]+|_+")
_COMMENT: Final = re.compile(
    r"<!--(.{1,2000}?)(?:-->|\Z)|/\*(.{1,500}?)\*/|^\[//\]: ?#? ?\(?(.{1,500}?)\)?$", re.DOTALL | re.MULTILINE
)
_UNSEEN: Final = re.compile(
    r"<(\w{1,12})\b[^<>]{0,300}(?:display ?: ?none|visibility ?: ?hidden|font-size ?: ?0|opacity ?: ?0|color ?: ?"
    r"(?:white|transparent|#fff\w*)|\bhidden\b)[^<>]{0,300}>(.{1,2000}?)(?:</\1|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(
    r"<\w{1,12}\b[^<>]{0,300}?\b(?:alt|title|aria-label|content|data-\w+)\s?=\s?[\"']([^\"'<>]{8,600})", re.IGNORECASE
)
_LINK: Final = re.compile(r"!?\[([^\]\n]{0,300})\]\([^()\s]{0,500}(?:\s+[\"']([^\"'\n]{4,500})[\"'])?\)")

_CODE: Final = dict(
    zip(
        _MORSE_SIGNS.split(),
        "abcdefghijklmnopqrstuvwxyz",
        strict=True,
    )
)
_ROT13: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "nopqrstuvwxyzabcdefghijklmNOPQRSTUVWXYZABCDEFGHIJKLM"
)
_TELLING: Final = _TELLING_WORDS.split()
_WORD: Final = re.compile(r"[^\W\d_]+")
_TURNED_WORDS: Final = frozenset(word[::-1] for word in _TELLING if len(word) > 3) | {"eht", "dna", "uoy", "lla"}
_ROTATED_WORDS: Final = frozenset(word.translate(_ROT13) for word in _TELLING)
_LEET: Final = str.maketrans("0134578@$!|", "oieastbasil")
_LEET_L: Final = str.maketrans("0134578@$!|", "oleastbasil")
_LEETED: Final = re.compile(r"(?<!\S)(?=[\w@$!|]*[^\W\d_])(?=[\w@$!|]*[0134578@$|])[\w@$!|]{2,30}(?![\w@$])")
_ELLED: Final = frozenset(_ELLED_WORDS.split())
_GLUED: Final = re.compile(
    "|".join(
        sorted(
            _GLUED_WORDS.split(),
            key=len,
            reverse=True,
        )
    )
)


def unveil(text: str) -> Iterator[Hidden]:
    """Yield what `text` hides, kind by kind."""
    if not text.isascii():
        yield from _invisible(text)
    for pattern, decode in _ENCODINGS:
        for match in _some(pattern, text):
            decoded = decode(match[0])
            if decoded and readable(decoded):
                yield Hidden(_ENCODED, decoded[:_LONGEST], *match.span())
    if "<" in text or "](" in text or "[/" in text or "/*" in text:
        yield from _markup(text)
    yield from _spaced(text)


def disguised(text: str) -> str | None:
    """Return a sentence as it reads once turned round, rotated or freed of digits; None when it is not disguised."""
    words = _WORD.findall(text)
    if sum(word in _ROTATED_WORDS for word in words) >= 2:
        return text.translate(_ROT13)
    if sum(word in _TURNED_WORDS for word in words) >= 2:
        return f"{text[::-1]} . {' '.join(word[::-1] for word in words)}"
    if sum(1 for _ in _some(_LEETED, text)) >= 2:
        return _LEETED.sub(_unleet, text)
    return None


def readable(text: str) -> bool:
    """Return whether decoded bytes are words rather than chance."""
    if len(text) < 4 or not text.replace("\n", " ").isprintable():
        return False
    letters = sum(one.isalpha() or one == " " for one in text)
    return letters >= 0.7 * len(text) and bool(re.search(r"[^\W\d_]{2}", text))


def _some(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for number, match in enumerate(pattern.finditer(text)):
        if number >= _MOST:
            return
        yield match


def _invisible(text: str) -> Iterator[Hidden]:
    for match in _some(_TAGS, text):
        told = "".join(chr(ord(one) - 0xE0000) for one in match[0])
        if not _FLAG.fullmatch(told):
            yield Hidden(_INVISIBLE, told[:_LONGEST], *match.span(), sure=True)
    for match in _some(_UNSEEN_RUN, text):
        yield Hidden(_INVISIBLE, "", *match.span(), sure=True)
    for match in _some(_SELECTORS, text):
        codes = (ord(one) - 0xFE00 if ord(one) < 0xFE10 else ord(one) - 0xE0100 + 16 for one in match[0])
        yield Hidden(_INVISIBLE, bytes(codes).decode("utf-8", "replace")[:_LONGEST], *match.span())
    for match in _some(_TURNED, text):
        yield Hidden(_INVISIBLE, match[1][::-1][:_LONGEST], *match.span())
    for match in _some(_LETTERED, text):
        yield Hidden("spells words in symbols", _respelt(_LETTER.sub(_letter, match[0])), *match.span())


def _letter(match: re.Match[str]) -> str:
    code = ord(match[0])
    first = next(base for base in (0x1F1E6, 0x1F170, 0x1F150, 0x1F130) if code >= base)
    return chr(ord("a") + code - first)


def _base64(found: str) -> str | None:
    padded = found.rstrip("=")
    return _utf8(
        lambda: base64.b64decode(
            padded + "=" * (-len(padded) % 4), altchars=b"-_" if "-" in found or "_" in found else None, validate=True
        )
    )


def _utf8(decode: Callable[[], bytes]) -> str | None:
    try:
        return decode().decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None


def _base32(found: str) -> str | None:
    padded = found.rstrip("=")
    return _utf8(lambda: base64.b32decode(padded + "=" * (-len(padded) % 8)))


def _hex(found: str) -> str | None:
    return _utf8(lambda: bytes.fromhex(re.sub(r"^0x|[ :,]", "", found)))


def _binary(found: str) -> str | None:
    return _utf8(lambda: bytes(int(byte, 2) for byte in re.findall(r"[01]{8}", found)))


def _decimal(found: str) -> str | None:
    return "".join(chr(int(code)) for code in re.findall(r"\d+", found))


def _percent(found: str) -> str | None:
    return _utf8(lambda: re.sub(rb"%([0-9a-fA-F]{2})", lambda m: bytes.fromhex(m[1].decode()), found.encode()))


def _escapes(found: str) -> str | None:
    plain = re.sub(r"\\[ux]([0-9a-fA-F]{2,4})", lambda match: chr(int(match[1], 16)), found)
    return html.unescape(plain)


def _morse(found: str) -> str | None:
    signs = found.replace("·", ".").replace("−", "-").replace("–", "-").replace("_", "-")
    words = re.split(r"[/|]|\s{3,}", signs)
    return " ".join("".join(_CODE.get(sign, "") for sign in word.split()) for word in words)


_ENCODINGS: Final[tuple[tuple[re.Pattern[str], Callable[[str], str | None]], ...]] = (
    (_BASE64, _base64),
    (_BASE32, _base32),
    (_HEX, _hex),
    (_BINARY, _binary),
    (_DECIMAL, _decimal),
    (_PERCENT, _percent),
    (_ESCAPES, _escapes),
    (_MORSE, _morse),
)


def _markup(text: str) -> Iterator[Hidden]:
    for pattern in (_COMMENT, _UNSEEN, _ATTRIBUTE, _LINK):
        for match in _some(pattern, text):
            inner = next((group for group in reversed(match.groups()) if group), "")
            if inner.strip():
                yield Hidden(_MARKUP, inner[:_LONGEST], *match.span())


def _spaced(text: str) -> Iterator[Hidden]:
    for match in _some(_SPACED, text):
        yield Hidden("spells words letter by letter", _respelt(match[0]), *match.span())


def _respelt(text: str) -> str:
    """Return the words of letters set apart: what stands between most of them is no gap between words."""
    gaps = _GAP.findall(text)
    usual = max(set(gaps), key=gaps.count) if gaps else ""
    joined = "".join(part for part in re.split(f"({_GAP.pattern})", text) if part != usual)
    return _unglued(_GAP.sub(" ", joined).lower())


def _unglued(text: str) -> str:
    """Return `text` with words that were run together apart, where it is made of words that steer."""
    if " " in text.strip() or len(text) < 10:
        return text
    words = _GLUED.findall(text)
    return " ".join(words) if sum(map(len, words)) >= 0.85 * len(text) else text


def _unleet(match: re.Match[str]) -> str:
    el = match[0].translate(_LEET_L)
    return el if el in _ELLED else match[0].translate(_LEET)
