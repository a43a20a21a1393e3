"""Contact details, in one canonical form each, so that a single wrong character shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from guardrails.claims.lexicon import STOP
from guardrails.claims.numbers import UNITS
from guardrails.claims.values import Kind, Mention, Token

_ENGLISH_TLDS: Final = "it is me my so to in at be am us no as do by ai"
_TLD = (
    r"(?:com|org|net|edu|gov|info|biz|io|co|dev|app|shop|store|online|site|help|support|cloud|live|chat|email"
    r"|link|page|travel|example|test|"
    r"invalid|local|uk|eu|de|fr|es|nl|pt|ie|ca|au|nz|ch|se|dk|fi|pl|cz|br|mx|jp|cn|kr|gr|hu|ro|tv|ly|gl|gg|xyz|me|us)"
)
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}"
_PATH = r"(?:[/?#][^\s<>\"')\]}]*)?"
_CONTACT = re.compile(
    r"(?P<email>(?:mailto:)?[A-Za-z0-9_%+-](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_%+-])?\s?(?:@|\((?:at|@)\)"
    r"|\[at\])\s?(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24})"
    rf"|(?P<url>(?:[a-z]{{2,10}}://|www\.)[^\s<>\"')\]"
    rf"}}]+|(?<![\w@.-]){_HOST}(?:{_TLD}\b{_PATH}|[a-z]{{2}}/[^\s<>\"')\]}}]*))"
    r"|(?P<handle>(?<![\w@./])@[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,48}[A-Za-z0-9_])?)",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'*_~)]}"
_DOT = r"(?: ?[\[({] ?(?:\.|dot) ?[\])}] ?| dot |[-_*]dot[-_*]|[。｡])"
_SURE = r"(?:com|org|net|info|co|io|example)"
"""Endings that follow a "point" only in an address."""
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_VEILED = re.compile(
    rf"(?:(?P<user>[A-Za-z0-9._%+-]{{1,64}})(?: ?(?:@|\((?:at|@)\)|\[(?:at|@)\]) ?| at ))?"
    rf"(?P<host>(?<![\w-]){_LABEL}(?:(?:{_DOT}|\.){_LABEL}){{0,4}}(?:{_DOT}(?:{_TLD}|[a-z]{{2}}(?=/))| point {_SURE}\b)"
    rf"|(?<![\w-])[a-z0-9-]{{3,40}}dot{_SURE}\b)(?P<path>\b{_PATH})",
    re.IGNORECASE,
)
_SAID_DOT = re.compile(rf"{_DOT}| point |dot(?={_SURE}$)", re.IGNORECASE)
_SCATTERED = re.compile(rf"(?<![\w.-]){_LABEL} \. ?(?:com|org|net)\b{_PATH}")
_IP = re.compile(
    r"(?<![\w.:/-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d]|\.\d)"
    rf"(?::\d{{2,5}})?{_PATH}"
)
_VERSION = re.compile(r"(?:version|firmware|build|release|software|app|v)\.? $", re.IGNORECASE)
"""Addresses with their dots in words or brackets: "lumen dot com", "help at lumen[.]example"."""


def contacts(text: str, start: int, end: int) -> Iterator[Mention]:
    """Yield every e-mail address, link and handle in `text[start:end]`; a bare domain is a link."""
    for match in _CONTACT.finditer(text, start, end):
        raw = match.group()
        if match.lastgroup == "url":
            shown = raw.rstrip(_TRAILING)
            if not _is_link(shown):
                continue
            yield Mention(Kind.LINK, match.start(), match.start() + len(shown), Token(canonical_link(shown)))
        elif match.lastgroup == "email":
            yield Mention(Kind.EMAIL, match.start(), match.end(), Token(canonical_email(raw)))
        else:
            yield Mention(Kind.HANDLE, match.start(), match.end(), Token(raw.lower()))


def veiled(text: str, start: int, end: int) -> Iterator[Mention]:
    """Yield every e-mail address and link whose dots stand in words or brackets, as what it would be without them."""
    for match in _VEILED.finditer(text, start, end):
        host = _SAID_DOT.sub(".", match["host"])
        if match["user"] and match["user"].lower() not in STOP:
            yield Mention(Kind.EMAIL, match.start(), match.end(), Token(canonical_email(f"{match['user']}@{host}")))
        else:
            path = match["path"].rstrip(_TRAILING)
            stop = match.end("host") + len(path)
            yield Mention(Kind.LINK, match.start("host"), stop, Token(canonical_link(host + path)))


def bare_hosts(text: str, start: int, end: int) -> Iterator[Mention]:
    """Yield every internet address in figures, as a link; a version in four parts is none."""
    for match in _IP.finditer(text, start, end):
        if not _VERSION.search(text, max(start, match.start() - 12), match.start()):
            shown = match.group().rstrip(_TRAILING)
            yield Mention(Kind.LINK, match.start(), match.start() + len(shown), Token(canonical_link(shown)))


def scattered(text: str) -> Iterator[Mention]:
    """Yield every link of the whole `text` whose dot stands apart ("lumen . com"), like the end of a sentence."""
    for match in _SCATTERED.finditer(text) if " ." in text else ():
        shown = match.group().rstrip(_TRAILING)
        value = Token(canonical_link(re.sub(r" \. ?", ".", shown, count=1)))
        yield Mention(Kind.LINK, match.start(), match.start() + len(shown), value)


_SENTENCE_JOINT = re.compile(r"^[A-Za-z]+\.[A-Z][a-z]*$")


def _is_link(shown: str) -> bool:
    """Return whether a dotted word is a link, and not two sentences without a space between ("sorry.We")."""
    return not _SENTENCE_JOINT.match(shown) and "." in shown


def canonical_email(text: str) -> str:
    """Return an e-mail address in lower case, without scheme and disguise."""
    low = re.sub(r"\s?(?:\(at\)|\[at\]|\(@\))\s?", "@", text.strip().lower()).replace(" ", "")
    return low.removeprefix("mailto:").partition("?")[0]


def canonical_link(text: str) -> str:
    """Return a link as host and path: without scheme, "www." and trailing marks, the host in lower case."""
    bare = re.sub(r"^[a-z][a-z0-9+.-]{1,20}:(?://)?", "", text.strip().rstrip(_TRAILING), flags=re.IGNORECASE)
    cut = min((i for i in (bare.find(mark) for mark in "/?#") if i >= 0), default=len(bare))
    host, path = bare[:cut].lower().removeprefix("www."), unquote(bare[cut:]).rstrip("/")
    return host.removesuffix(":443").removesuffix(":80") + path


_PHONE = re.compile(
    r"(?<![\w£$€#.,/-])(?P<full>(?:\+|00)?\(?\d[\d ().\u00a0/-]{5,22}\d)(?![\w-])"
    r"|\b(?P<intro>call|text|ring|dial|phone|freephone|on|hotline|number is)(?: us| me)?(?: on"
    r"| at)? (?P<short>\d{3,6})(?![\w.,:/%-]|[ -]?\d)"
    r"|\b(?P<vanity>1?[- ]?8\d\d[- ][A-Z\d]{3}-?[A-Z\d]{3,7})\b"
)


_DIGITS: Final = {word: str(number) for number, word in enumerate(UNITS[:10])} | {"oh": "0", "o": "0", "nought": "0"}
_TIMES: Final = {"double": 2, "triple": 3}
DIGIT_WORDS: Final = frozenset(_DIGITS) | frozenset(_TIMES)
_DIGIT_WORD = rf"(?:(?:{'|'.join(_TIMES)})[ -])?(?:{'|'.join(_DIGITS)})"
_NEXT_DIGIT = rf"(?:,? ?[ -] ?{_DIGIT_WORD})"
_SPELT = re.compile(
    rf"\b(?:(?:call|ring|dial|text|phone|telephone)(?: us| me| them)?(?: on| at)?"
    rf" (?P<short>{_DIGIT_WORD}{_NEXT_DIGIT}{{2,19}})"
    rf"|(?P<long>{_DIGIT_WORD}{_NEXT_DIGIT}{{5,19}}))\b(?! (?:times|days|hours|people))",
    re.IGNORECASE,
)


_SHORT: Final = 6
"""A number of so few digits is a short code, and has no region."""


def spelt_phones(text: str, start: int, end: int, region: str = "GB") -> Iterator[Mention]:
    """Yield every phone number that is told digit by digit in words ("oh two oh, seven nine four six …")."""
    for match in _SPELT.finditer(text, start, end):
        name = match.lastgroup or ""
        digits, times = "", 1
        for word in re.findall(r"[a-z]+", match[name].lower()):
            digits += _DIGITS.get(word, "") * times
            times = _TIMES.get(word, 1)
        value = canonical_phone(digits, region) if len(digits) > _SHORT else digits
        yield Mention(Kind.PHONE, match.start(name), match.end(name), Token(value))


def phones(text: str, start: int, end: int, region: str = "GB") -> Iterator[Mention]:
    """Yield every phone number in `text[start:end]`, read as in `region` (ISO 3166) where it has no country code."""
    for match in _PHONE.finditer(text, start, end):
        if match["full"]:
            start, end = _trimmed(match)
            digits = re.sub(r"\D", "", text[start:end])
            if 7 <= len(digits) <= 15:
                yield Mention(Kind.PHONE, start, end, Token(canonical_phone(text[start:end], region)))
        elif match["short"]:
            yield Mention(Kind.PHONE, match.start("short"), match.end("short"), Token(match["short"]))
        else:
            yield Mention(Kind.PHONE, match.start(), match.end(), Token(re.sub(r"[- ]", "", match["vanity"])))


_HOURS_BEFORE: Final = re.compile(r"24/7 ")


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """Return where a number stands without the hours around it: "24/7 01298 555 050 (8 to 20)"."""
    shown = match["full"]
    before = _HOURS_BEFORE.match(shown)
    opened = shown.rfind("(")
    length = opened if opened > 0 and ")" not in shown[opened:] else len(shown)
    start = match.start("full")
    return start + (before.end() if before else 0), start + len(shown[:length].rstrip())


@lru_cache(maxsize=4096)
def canonical_phone(text: str, region: str = "GB") -> str:
    """Return a phone number in E.164 form where it can be read as one in `region`, else its digits."""
    import phonenumbers  # noqa: PLC0415 - costs 40 ms at start-up, and only numbers need it

    digits = re.sub(r"[^\d+]", "", text)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    digits = re.sub(r"^(\+44)0", r"\1", digits)
    try:
        parsed = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return digits.lstrip("+")
    return f"+{parsed.country_code}{parsed.national_number}"
