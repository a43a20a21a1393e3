"""Telephone numbers: only those that a national numbering plan knows, or that the customer calls one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from guardrails.inbound.spans import PrivateSpan

_CANDIDATE: Final = re.compile(
    r"(?<![\w.,#£$€/-])(?<!\d )(?:\+|\(\+?|00)?\d(?:[ ().\-/\u00a0\u2011–]{0,3}\d){6,14}(?![\w]|[ .,-]\d)"
)
_CUE: Final = re.compile(
    (
        r"(?:\bphone|\bcall|\bring|\btel|\bmobile|\bmob\b|\bcell|\bnumber is|\btext me|\bwhatsapp|\breach me|"
        r"\bcontact me|\bmy number|\bph\b|tel[ée]fono|m[óo]vil|t[ée]l[ée]phone|portable|telefon|handy|telefone|"
        r"celular|telefono|cellulare|telefoon|mobiel)[^\d\n]{0,25}$"
    ),
    re.IGNORECASE,
)
_NOT_PHONE: Final = re.compile(
    (
        r"(?:order|tracking|parcel|ref|reference|booking|invoice|ticket|case|account|customer|policy|serial|"
        r"model|imei|barcode|confirmation|transaction|claim|membership|complaint|sort code|isbn|sku|article|"
        r"item|flight|pnr)(?: ?(?:no|number|id|code|nr|num|ref|reference))?\.? ?(?:is|was|of)?[ :#=(-]*$"
    ),
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?:\D|$)"
)
_REGIONS: Final = ("GB", "US", "ES", "FR", "DE", "PT", "IT", "NL", "BR", "IE", "AU", "MX", "BE", "CH", "AT")
_MOST: Final = 20


def find_phones(plain: str) -> Iterator[PrivateSpan]:
    """Yield the telephone numbers of `plain`, whose digits are ASCII."""
    for count, match in enumerate(_CANDIDATE.finditer(plain)):
        if count == _MOST:
            return
        before = plain[max(0, match.start() - 40) : match.start()]
        if _NOT_PHONE.search(before) or _DATE.match(match[0]):
            continue
        if _plausible(match[0], cued=_CUE.search(before) is not None):
            yield PrivateSpan("phone", match.start(), match.end())


def _plausible(written: str, *, cued: bool) -> bool:
    digits = "".join(one for one in written if one.isdigit())
    international = written.startswith(("+", "(+", "00"))
    grouped = any(not one.isdigit() for one in written.strip("+()"))
    if cued and 7 <= len(digits) <= 15:
        return True
    if len(digits) < 9 and not international:
        return False
    if not international and not grouped and not digits.startswith("0"):
        return False
    return _known(written, international=international, trunk=digits.startswith("0") or grouped)


@lru_cache(maxsize=4096)
def _known(written: str, *, international: bool, trunk: bool) -> bool:
    import phonenumbers  # noqa: PLC0415 - its tables cost 60 ms, which a start-up need not pay

    if written.startswith("00"):
        written = "+" + written[2:]
    regions: tuple[str | None, ...] = (None,) if international else _REGIONS if trunk else ()
    for region in regions:
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return True
    return False
