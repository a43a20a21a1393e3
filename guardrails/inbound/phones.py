"""Telephone numbers of people: those that a numbering plan knows or has the form of, or that the customer calls one.

A hotline is nobody's private data: numbers that only houses have, and those the customer says are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import Final

from guardrails.inbound.naming import is_reference
from guardrails.inbound.spans import PrivateSpan

_CANDIDATE: Final = re.compile(
    r"(?:(?<![\w.,#£$€/-])|(?<=tel-)|(?<=mob-)|(?<=phone-)|(?<=cell-)|(?<=no\.)|(?<=tel\.)|(?<=mob\.))(?<!\d )(?:\+|"
    r"\(\+?|00)?\d(?:[ ().\-/\u00a0\u2011–]{0,3}\d){6,14}(?!(?!x\d)\w|[.-]\d)",
    re.IGNORECASE,
)
_CUE: Final = re.compile(
    (
        r"(?:\bphone|\bcall|\bring\b|\btel\b|\bmobile|\bmob\b|\bcell|\bnumber is|\btext me|\bwhatsapp|\breach me|"
        r"\bcontact me|\bmy number|\bph\b|\bget hold of me|tel[ée]fono|m[óo]vil|llam[aá]|t[ée]l[ée]phone|portable|"
        r"appel\w*|joignable|telefon|handy|erreichbar|ruft?\b|anrufen|telefone|telem[óo]vel|celular|lig[ua]\w*|"
        r"telefono|cellulare|chiam\w*|telefoon|mobiel|\bbel\b|bereikbaar|nummer is)[^\d\n]{0,25}$"
    ),
    re.IGNORECASE,
)
_OWN: Final = re.compile(
    r"\b(?:me|my|mine|mich|mir|mein\w*|moi|mon|ma|mi|mio|mia|meu|minha|mij|mijn)\b[^\d\n]{0,25}$", re.IGNORECASE
)
_OURS: Final = re.compile(
    (
        r"(?:\b(?:your|ya|their|eure?r?|ihre?r?|votre|vos|vuestr[oa]s?|su|vostr[oa]|voss[oa]s?|jullie|uw)\s"
        r"(?:(?!my\b|me\b)[\w-]+\s){0,3}?(?:(?:phone )?numbers?|helpline|hotline|line|desk|centre|center|service|"
        r"support|num[ée]ro|número|nummer|linha|l[ií]nea|ligne|linea|lijn|verde|tel[ée]fono|t[ée]l[ée]phone|telefone|"
        r"telefoon)|\b(?:helpline|hotline|call cent(?:er|re)|customer (?:service|care)|kundenservice|klantenservice)"
        r"(?: (?:on|at|number|unter|op))?|\b(?:i|we)(?:'ve)?\s(?:have\s|had\s|then\s|even\s|also\s)?(?:called|rang|"
        r"phoned|dialled|dialed|tried|ring|call)|\bllam[ée] al|j.ai appelé(?: le)?|"
        r"\bho chiamato|\bliguei para|\bik belde)(?!.*\b(?:me|my|from|vom|von|desde|depuis|dal|van)\b)"
        r"(?:[\s:,(-]|\b(?:number|on|at|is|unter|nummer|op|al|le|au|you|no)\b)*$"
    ),
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"\b(?:told|tells?|asked?|advised?s?|instructed)\s(?:me|us|you|everyone|everybody|people|customers|callers)"
    r"\s(?:all\s)?to\s"
    r"(?:call|ring|phone|dial|contact)\b[^\d\n]{0,15}$|\b(?:says?|said)\sto\s(?:call|ring|phone)\b[^\d\n]{0,15}$",
    re.IGNORECASE,
)
"""What a house tells people to call is the house's."""
_DATE: Final = re.compile(
    r"^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?:\D|$)"
    r"|^(?:19|20)\d\d[/-]\d+(?:[/-]\d+)*$"
)
_FORMS: Final = re.compile(
    r"0[67]\d{3}[ ./-]?\d{3}[ ./-]?\d{3}|0[67]\d{2}[ ./-]\d{3}[ ./-]\d{4}|0[67](?:[ .-]?\d\d){4}|"
    r"0[1-9]\d{1,4}[ /-]\d{3,4}[ -]?\d{3,4}|0[1-9](?:[ .-]\d\d){4}|"
    r"\(?[2-9]\d{2}\)?[ .-]{1,2}[2-9]\d{2}[ .-]\d{4}|\(\d{2}\) ?9?\d{4}[ -]\d{4}|0\d ?-? ?\d{8}"
)
"""National forms, also of numbers that nobody was given: a form says it is one, and telling it costs nothing."""
_TRUNK: Final = ("GB", "FR", "DE", "IT", "NL", "IE", "AU", "BE", "CH", "AT")
_OPEN: Final = ("US", "ES", "PT", "IT", "BR", "MX")
"""Countries whose numbers begin with a 0 at home, and those where they do not."""
_FEWEST: Final = 9
_GROUP: Final = re.compile(r"[^\s]+")
_MOST: Final = 20


class _Sort(Enum):
    """Whose a number is: only houses have free and shared-cost ones."""

    PERSON = "person"
    HOUSE = "house"


def find_phones(plain: str) -> Iterator[PrivateSpan]:
    """Yield the telephone numbers of `plain`, whose digits are ASCII."""
    for count, match in enumerate(_CANDIDATE.finditer(plain)):
        if count == _MOST:
            return
        if span := next(_readings(plain, *match.span()), None):
            yield PrivateSpan("phone", *span)


def _readings(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the number, else without what stands before or behind it: "flat 3 07700 900482", "07700 900482 3 times"."""
    written = plain[start:end]
    groups = [found.span() for found in _GROUP.finditer(written)]
    tries = [(start, end)]
    if len(groups) > 1:
        tries.append((start, start + groups[-2][1]))
        if written[groups[1][0]] in "0+(":
            tries.append((start + groups[1][0], end))
    for first, last in tries:
        before = plain[max(0, first - 60) : first]
        if (
            not _DATE.match(plain[first:last])
            and not is_reference(plain, first)
            and _is_private(plain[first:last], before)
        ):
            yield first, last


def _is_private(written: str, before: str) -> bool:
    digits = "".join(one for one in written if one.isdigit())
    own = _OWN.search(before) is not None
    if _TOLD.search(before) or (not own and _OURS.search(before)):
        return False
    cued = _CUE.search(before) is not None and 7 <= len(digits) <= 15
    if cued and own:
        return True
    sorts = _sorts(written, digits)
    if cued:
        return _Sort.PERSON in sorts or not sorts
    return _Sort.PERSON in sorts and _Sort.HOUSE not in sorts


def _sorts(written: str, digits: str) -> frozenset[_Sort]:
    """Return whose it may be, by the plans of all countries that have such a number; empty where none has."""
    international = written.startswith(("+", "(+", "00"))
    grouped = any(not one.isdigit() for one in written.strip("+()"))
    if len(digits) < _FEWEST or (not international and not grouped and not digits.startswith("0")):
        return frozenset()
    known = _known(written, international=international)
    return known or (frozenset({_Sort.PERSON}) if not international and _has_form(written, digits) else frozenset())


def _has_form(written: str, digits: str) -> bool:
    return bool(_FORMS.fullmatch(written) or _MOBILE.fullmatch(digits))


_MOBILE: Final = re.compile(r"07\d{9}")


@lru_cache(maxsize=4096)
def _known(written: str, *, international: bool) -> frozenset[_Sort]:
    import phonenumbers  # noqa: PLC0415 - its tables cost 60 ms, which a start-up need not pay

    kind = phonenumbers.PhoneNumberType
    houses = {kind.TOLL_FREE, kind.PREMIUM_RATE, kind.SHARED_COST, kind.UAN}
    if written.startswith("00"):
        written = "+" + written[2:]
    # Abroad, a number of a possible length will do: it begins as only telephone numbers do.
    holds = phonenumbers.is_possible_number if international else phonenumbers.is_valid_number
    regions: tuple[str | None, ...] = (None,) if international else _TRUNK if written.lstrip("(")[0] == "0" else _OPEN
    found = set()
    for region in regions:
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        if holds(number):
            found.add(_Sort.HOUSE if phonenumbers.number_type(number) in houses else _Sort.PERSON)
    return frozenset(found)
