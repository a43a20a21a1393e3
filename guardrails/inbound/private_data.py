"""Private data in what a customer writes: found, masked, and restored.

A number counts only with its checksum or an unmistakable cue, so that order and tracking numbers pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.inbound import addresses, credentials
from guardrails.inbound.checksums import (
    IBAN_LENGTHS,
    is_bsn,
    is_card,
    is_cpf,
    is_dni,
    is_iban,
    is_nhs_number,
    is_nir,
)
from guardrails.inbound.phones import find_phones
from guardrails.inbound.spans import PrivateSpan, ascii_digits

__all__ = ["Masked", "PrivateSpan", "find_private_data", "mask", "unmask"]

_GAP = r"[ \t\u00a0\u2009\u202f\u200b.\-–/_*]"
_CARD: Final = re.compile(rf"(?<![\d.,£$€-])(?<!\d )\d(?:{_GAP}{{0,2}}\d){{12,18}}(?!{_GAP}?\d)(?![\w])")
_NOT_A_CARD: Final = re.compile(
    (
        r"(?:order|tracking|parcel|shipment|consignment|barcode|imei|serial|reference|ref|ticket|case|"
        r"booking)(?: ?(?:no|number|id|code|nr|num))?\.? ?(?:is|was)?[ :#=-]*$"
    ),
    re.IGNORECASE,
)
_IBAN: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ \u00a0-]?[A-Za-z0-9]){11,30}")
_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w@])"
    r"|(?<![\w.+-])[\w.+-]{1,64} ?[\[(]? ?(?:at|AT|arroba) ?[\])]? ?(?:gmail|hotmail|outlook|yahoo|icloud|"
    r"live|proton|protonmail|googlemail|aol|gmx|web|btinternet)(?: ?[\[(]? ?(?:dot|DOT|punto) ?[\])]? ?|"
    r"\.)(?:com|co\.uk|co dot uk|net|org|de|fr|es|it|nl)(?!\w)"
)
_NI: Final = re.compile(
    (
        r"(?<![A-Za-z0-9])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ "
        r"-]?\d{2}[ -]?[A-D](?![A-Za-z0-9])"
    ),
    re.IGNORECASE,
)
_SSN: Final = re.compile(r"(?<![\d-])(?!000|666|9\d\d)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}(?![\d-])")
_DNI: Final = re.compile(r"(?<![A-Za-z0-9])(?:\d{8}|[XYZ]\d{7})[ -]?[A-Z](?![A-Za-z0-9])", re.IGNORECASE)
_CPF: Final = re.compile(r"(?<![\d.-])\d{3}\.\d{3}\.\d{3}-\d{2}(?![\d-])")
_CODICE: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z](?![A-Za-z0-9])", re.IGNORECASE
)
_NIR: Final = re.compile(r"(?<!\d)[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}(?!\d)")
_CUED_ID: Final = re.compile(
    (
        r"(?P<cue>nhs(?: number| no\.?)?|bsn|burgerservicenummer|cpf|nif|ssn|social security(?: number| "
        r"no\.?)?|social insurance(?: number)?|national insurance(?: number| no\.?)?|"
        r"steuer-?id(?:entifikationsnummer)?|tax id)(?: is| was|:|=| -|,)? ?#?(?P<value>\d(?:[ .-]?\d){8,"
        r"10})(?!\d)"
    ),
    re.IGNORECASE,
)
_PASSPORT: Final = re.compile(
    (
        r"(?:passport|passeport|pasaporte|reisepass|passaporto|passaporte|paspoort|driving licen[cs]e|"
        r"driver'?s? licen[cs]e|id card|personalausweis)(?: ?(?:number|no\.?|num|nummer|n[ºo°]\.?|#))?(?: is| "
        r"was|:|=| -)? ?#?(?P<value>(?=[A-Z0-9]*\d{4})[A-Z0-9]{6,18})(?![A-Za-z0-9])"
    ),
    re.IGNORECASE,
)
_BIRTH: Final = re.compile(
    (
        r"(?:\bdob|date of birth|\bborn(?: on)?|birth ?date|fecha de nacimiento|date de naissance|geburtsdatum|"
        r"geboren am|data de nascimento|data di nascita|geboortedatum)(?: is| was|:|=| -)? ?(?P<value>\d{1,"
        r"2}[./ -]\d{1,2}[./ -]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Za-z]{3,9},? \d{4}|"
        r"[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
    ),
    re.IGNORECASE,
)
_SORT_CODE: Final = re.compile(
    r"(?:sort ?code|s/c)(?: is| was|:|=)? ?(?P<value>\d{2}[- ]?\d{2}[- ]?\d{2})(?!\d)", re.IGNORECASE
)
_ACCOUNT: Final = re.compile(
    (
        r"(?:(?:bank )?account|acc(?:oun)?t\.?|a/c)(?: ?(?:number|no\.?|num|nr))(?: is| was|:|=)? "
        r"?#?(?P<value>\d{6,12})(?!\d)|(?:routing|aba)(?: ?(?:number|no\.?))?(?: is|:|=)? "
        r"?(?P<routing>\d{9})(?!\d)"
    ),
    re.IGNORECASE,
)
_RANK: Final = (
    "card",
    "iban",
    "security_code",
    "password",
    "national_id",
    "passport",
    "bank_account",
    "email",
    "phone",
    "address",
    "birth_date",
)
"""Which kind wins where two claim the same characters."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose private data are tokens such as `[email-1]`, and what each token stands for."""

    text: str
    restore: dict[str, str]


def find_private_data(text: str) -> list[PrivateSpan]:
    """Return the private data in `text`, in order, without overlaps; offsets count its code points."""
    if not text:
        return []
    plain = ascii_digits(text)
    found = [*_without_digits(plain)]
    if any(one.isdigit() for one in plain):
        found += _with_digits(plain)
    return _untangled(found)


def _without_digits(plain: str) -> Iterator[PrivateSpan]:
    lowered = plain.lower()
    if "@" in plain or " at " in lowered or "arroba" in lowered or "(at)" in lowered or "[at]" in lowered:
        yield from (PrivateSpan("email", m.start(), m.end()) for m in _EMAIL.finditer(plain))
    yield from credentials.find_secrets(plain, lowered)


def _with_digits(plain: str) -> Iterator[PrivateSpan]:
    yield from _cards(plain)
    yield from _ibans(plain)
    yield from _national_ids(plain)
    yield from _cued("passport", _PASSPORT, plain)
    yield from _cued("birth_date", _BIRTH, plain)
    yield from _cued("bank_account", _SORT_CODE, plain)
    for match in _ACCOUNT.finditer(plain):
        group = "value" if match["value"] else "routing"
        yield PrivateSpan("bank_account", match.start(group), match.end(group))
    yield from find_phones(plain)
    yield from addresses.find_addresses(plain)


def _cued(kind: str, pattern: re.Pattern[str], plain: str) -> Iterator[PrivateSpan]:
    yield from (PrivateSpan(kind, m.start("value"), m.end("value")) for m in pattern.finditer(plain))


def _cards(plain: str) -> Iterator[PrivateSpan]:
    for match in _CARD.finditer(plain):
        digits = "".join(one for one in match[0] if one.isdigit())
        if is_card(digits) and not _NOT_A_CARD.search(plain[max(0, match.start() - 32) : match.start()]):
            yield PrivateSpan("card", match.start(), match.end())


def _ibans(plain: str) -> Iterator[PrivateSpan]:
    for match in _IBAN.finditer(plain):
        end = _iban_end(match[0])
        if end:
            yield PrivateSpan("iban", match.start(), match.start() + end)


def _iban_end(found: str) -> int:
    wanted = IBAN_LENGTHS.get(found[:2].upper(), 0)
    compact = ""
    for index, one in enumerate(found):
        compact += one.upper() if one.isalnum() else ""
        if wanted and len(compact) == wanted:
            return index + 1 if is_iban(compact) else 0
    return 0


def _national_ids(plain: str) -> Iterator[PrivateSpan]:
    checks = ((_NI, None), (_SSN, None), (_DNI, is_dni), (_CPF, is_cpf), (_CODICE, None), (_NIR, is_nir))
    for pattern, check in checks:
        for match in pattern.finditer(plain):
            compact = "".join(one for one in match[0] if one.isalnum()).upper()
            if check is None or check(compact):
                yield PrivateSpan("national_id", match.start(), match.end())
    for match in _CUED_ID.finditer(plain):
        if _cue_holds(match["cue"].lower(), "".join(one for one in match["value"] if one.isdigit())):
            yield PrivateSpan("national_id", match.start("value"), match.end("value"))


def _cue_holds(cue: str, digits: str) -> bool:
    if cue.startswith("nhs"):
        return len(digits) == 10 and is_nhs_number(digits)
    if cue in {"bsn", "burgerservicenummer"}:
        return len(digits) == 9 and is_bsn(digits)
    if cue == "cpf":
        return len(digits) == 11 and is_cpf(digits)
    return len(digits) >= 9


def _untangled(found: list[PrivateSpan]) -> list[PrivateSpan]:
    kept: list[PrivateSpan] = []
    for span in sorted(found, key=lambda one: (_RANK.index(one.kind), one.start, -one.end)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda one: one.start)


def mask(text: str, spans: Sequence[PrivateSpan] | None = None) -> Masked:
    """Return `text` with its private data as tokens, and what they stand for; equal values share a token.

    `spans` may come from `find_private_data`; overlapping or foreign ones are cut to fit. A token never repeats words
    that the text already has, so that restoring cannot touch what was not masked.
    """
    pieces: list[str] = []
    tokens: dict[tuple[str, str], str] = {}
    position = 0
    for span in sorted(find_private_data(text) if spans is None else spans, key=lambda one: one.start):
        start, end = max(position, span.start), min(len(text), span.end)
        if start >= end:
            continue
        pieces += [text[position:start], _token(text, span.kind, text[start:end], tokens)]
        position = end
    pieces.append(text[position:])
    return Masked("".join(pieces), {token: value for (_, value), token in tokens.items()})


def _token(text: str, kind: str, value: str, tokens: dict[tuple[str, str], str]) -> str:
    if (kind, value) in tokens:
        return tokens[kind, value]
    taken = set(tokens.values())
    label = kind.replace("_", "-")
    number = 1
    while (token := f"[{label}-{number}]") in taken or token in text:
        number += 1
    tokens[kind, value] = token
    return token


_TOKEN: Final = re.compile(r"\[[a-z]+(?:-[a-z]+)*-\d+\]")


def unmask(text: str, restore: dict[str, str]) -> str:
    """Return `text` with every token of `restore` replaced by what it stands for."""
    return _TOKEN.sub(lambda found: restore.get(found[0], found[0]), text) if restore else text
