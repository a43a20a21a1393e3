"""Who is who: canonical forms of handles, emails and phone numbers, and whether a person is an order's customer."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from urllib.parse import unquote

from knowledge.facts import Customer
from knowledge.repository import Person

_PROFILE_URL = re.compile(
    r"^(?:https?://)?(?P<host>(?:[\w-]{1,63}\.){1,4}[a-z]{2,24})/(?P<path>\S{1,500})$", re.IGNORECASE
)
_PLATFORMS = {
    "x.com": "x",
    "twitter.com": "x",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "instagram.com": "instagram",
    "tiktok.com": "tiktok",
    "linkedin.com": "linkedin",
    "trustpilot.com": "trustpilot",
    "tripadvisor.com": "tripadvisor",
    "threads.net": "threads",
    "threads.com": "threads",
    "youtube.com": "youtube",
    "bsky.app": "bluesky",
    "reddit.com": "reddit",
}
"""The hosts on which a path begins with somebody's handle, and the channel that each is."""
_NO_HANDLES = frozenset({"profile.php", "groups", "pages", "watch", "share", "sharer", "status", "p", "reel", "posts"})
"""Paths that name a post or a page, which anybody can link to."""
_PROFILE_FOLDERS = frozenset({"in", "user", "users", "u", "profile", "people", "company", "channel", "c"})
_NOT_DIGIT = re.compile(r"\D+")
_EXTENSION = re.compile(r"(?:\bext\.?|\bx|;ext=)\s*\d{1,6}\s*$", re.IGNORECASE)
_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "herr", "frau", "mme", "mlle", "sr", "sra"]
)
_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
MIN_PHONE_DIGITS = 6
"""A shorter run of digits is a short code or a slip, and identifies nobody."""
_NATIONAL_DIGITS = 7


class Match(StrEnum):
    """Whether two descriptions are of the same person."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


def canonical_handle(value: str | None) -> str | None:
    """Return a handle without `@`, case and profile address; None when nothing is left.

    `https://x.com/Marta_K?s=20`, `@Marta_K` and `marta_k` are one. An address on another host than a platform's own is
    no profile: its path is whatever its owner likes.
    """
    if not value:
        return None
    text = unicodedata.normalize("NFKC", value).strip()
    url = _PROFILE_URL.match(text)
    if url:
        text = _handle_in_path(url.group("path")) if _platform_of_host(url.group("host")) else ""
    elif "://" in text:
        return None
    return unquote(text).strip().strip("@").strip().casefold() or None


def platform_of(value: str | None) -> str | None:
    """Return the channel on which a profile address is one; None for a bare handle and for any other address."""
    url = _PROFILE_URL.match(unicodedata.normalize("NFKC", value).strip()) if value else None
    return _platform_of_host(url.group("host")) if url else None


def _platform_of_host(host: str) -> str | None:
    low = host.lower()
    return next((name for known, name in _PLATFORMS.items() if low == known or low.endswith(f".{known}")), None)


def _handle_in_path(path: str) -> str:
    segments = [part for part in re.split(r"[?#]", path, maxsplit=1)[0].split("/") if part]
    if len(segments) > 1 and segments[0].casefold() in _PROFILE_FOLDERS:
        return segments[1]
    return segments[0] if segments and segments[0].casefold() not in _NO_HANDLES else ""


def canonical_email(value: str | None) -> str | None:
    """Return an email address trimmed and case-folded; None when it has no `@`. A plus-tag is part of the address."""
    if not value:
        return None
    text = unicodedata.normalize("NFKC", value).strip().removeprefix("mailto:").strip("<> ").casefold()
    local, at, domain = text.rpartition("@")
    return f"{local}@{domain.rstrip('.')}" if at and local and domain else None


@lru_cache(maxsize=4096)
def canonical_phone(value: str | None, region: str | None = None) -> str | None:
    """Return a phone number as E.164 (`+447700900123`) where the country is known, else its bare digits.

    `region` is the ISO 3166 code of the country assumed for numbers written without one. None when there are fewer
    than six digits.
    """
    if not value:
        return None
    text = _EXTENSION.sub("", unicodedata.normalize("NFKC", value)[:60].strip())
    digits = _NOT_DIGIT.sub("", text)
    if len(digits) < MIN_PHONE_DIGITS:
        return None
    if text.startswith("00"):
        text = "+" + digits[2:]
    return _e164(text, region) or digits


def _e164(text: str, region: str | None) -> str | None:
    if not text.startswith("+") and region is None:
        return None
    import phonenumbers  # noqa: PLC0415 - costs 50 ms, and most complaints carry no number

    try:
        number = phonenumbers.parse(text, region.upper() if region else None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) and not text.startswith("+"):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def person_of(  # noqa: PLR0913 - each is a part of the person
    *,
    handle: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    name: str | None = None,
    region: str | None = None,
    channel: str | None = None,
) -> Person:
    """Return the person with every part canonical; parts that identify nobody are None.

    A bare handle is one of the `channel` it came by, where that is a platform.
    """
    return Person(
        platform=platform_of(handle) or (channel if channel in _PLATFORMS.values() else None),
        handle=canonical_handle(handle),
        email=canonical_email(email),
        phone=canonical_phone(phone, region),
        name=name.strip() or None if name else None,
    )


def person_of_customer(customer: Customer, region: str | None = None) -> Person:
    """Return the person an order's customer is."""
    return person_of(
        handle=customer.handle, email=customer.email, phone=customer.phone, name=customer.name, region=region
    )


def is_known(person: Person) -> bool:
    """Return whether anything but a name identifies the person."""
    return bool(person.handle or person.email or person.phone)


def compare(person: Person, customer: Customer, region: str | None = None) -> Match:
    """Return whether `person` is `customer`.

    SAME when any of handle, email and phone is equal; DIFFERENT when some are given on both sides and none is equal;
    UNKNOWN when nothing can be compared. Handles on two platforms cannot: one name may be two people's there. Names are
    not considered, see `same_full_name`.
    """
    other = person_of_customer(customer, region)
    verdicts = {_same_handle(person, other), _same(person.email, other.email)}
    verdicts.add(_same_phone(person.phone, other.phone))
    if Match.SAME in verdicts:
        return Match.SAME
    return Match.DIFFERENT if Match.DIFFERENT in verdicts else Match.UNKNOWN


def _same_handle(person: Person, other: Person) -> Match:
    apart = person.platform and other.platform and person.platform != other.platform
    return Match.UNKNOWN if apart else _same(person.handle, other.handle)


def _same(one: str | None, other: str | None) -> Match:
    if not one or not other:
        return Match.UNKNOWN
    return Match.SAME if one == other else Match.DIFFERENT


def _same_phone(one: str | None, other: str | None) -> Match:
    """Compare numbers; one without a country can be told apart from one with, but never proven the same."""
    verdict = _same(one, other)
    if verdict is not Match.DIFFERENT or not one or not other or one.startswith("+") == other.startswith("+"):
        return verdict
    local, full = (other, one) if one.startswith("+") else (one, other)
    national = local.lstrip("0")
    return Match.UNKNOWN if len(national) >= _NATIONAL_DIGITS and full.endswith(national) else Match.DIFFERENT


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return `text` without case and diacritics: `Łukasz Weiß` is `lukasz weiss`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return _MARKS.sub("", decomposed).translate(_UNDECOMPOSED)


def name_words(name: str | None) -> tuple[str, ...]:
    """Return the folded words of a name, titles left out, in the order given (`Klein, Marta` is turned round)."""
    if not name:
        return ()
    last, comma, first = name.partition(",")
    words = _WORD.findall(fold(f"{first} {last}" if comma else name))
    return tuple(word for word in words if word not in _TITLES)


def same_full_name(one: str | None, other: str | None) -> bool:
    """Return whether both are full names (two words or more) and equal but for case, diacritics and titles."""
    words = name_words(one)
    return len(words) > 1 and words == name_words(other) and any(len(word) > 1 for word in words[1:])
