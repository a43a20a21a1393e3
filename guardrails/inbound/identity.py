"""National numbers, passports and licences, dates of birth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from guardrails.inbound.checksums import (
    is_ahv,
    is_belgian,
    is_bsn,
    is_codice_fiscale,
    is_cpf,
    is_dni,
    is_nhs_number,
    is_nif,
    is_nir,
    is_steuer_id,
)
from guardrails.inbound.naming import LINKS, is_reference
from guardrails.inbound.spans import PrivateSpan

_NI: Final = re.compile(
    (
        r"(?<![A-Za-z0-9])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ "
        r"-]?\d{2}[ -]?[A-D](?![A-Za-z0-9])"
    ),
    re.IGNORECASE,
)
_SSN: Final = re.compile(r"(?<![\d-])(?!000|666|9\d\d)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}(?![\d-])")
_DNI: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:\d{8}|\d{2}\.\d{3}\.\d{3}|[XYZ][ -]?\d{7})[ -]?[A-Z](?![A-Za-z0-9])", re.IGNORECASE
)
_CPF: Final = re.compile(r"(?<![\d.-])\d{3}\.\d{3}\.\d{3}[-/ ]\d{2}(?![\d-])")
_CODICE: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{3} ?[A-Z]{3} ?\d{2}[A-EHLMPR-T]\d{2} ?[A-Z]\d{3}[A-Z](?![A-Za-z0-9])", re.IGNORECASE
)
_NIR: Final = re.compile(
    r"(?<!\d)[12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2])[ .]?(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}[ .]?/?[ .]?\d{2}(?!\d)"
)
_DRIVER: Final = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,5}9{0,3} ?\d{6} ?[A-Z9]{2}\d ?[A-Z]{2}(?![A-Za-z0-9])")
"""A British driving licence: nothing else has its form."""
_BELGIAN: Final = re.compile(r"(?<![\d.-])\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}(?![\d-])")
_AHV: Final = re.compile(r"(?<![\d.])756\.?\d{4}\.?\d{4}\.?\d{2}(?![\d.]?\d)")
_BY_FORM: Final[tuple[tuple[re.Pattern[str], Callable[[str], bool] | None], ...]] = (
    (_NI, None),
    (_SSN, None),
    (_DNI, is_dni),
    (_CPF, is_cpf),
    (_CODICE, is_codice_fiscale),
    (_NIR, is_nir),
    (_BELGIAN, is_belgian),
    (_AHV, is_ahv),
)
"""Forms that few other numbers have; a checksum where the number has one."""
_NAMED: Final = re.compile(
    (
        r"\b(?P<cue>nhs|social(?= (?:is|number|was)\b)|sin(?= (?:is|number|no)\b)|itin|pesel|utr|ahv|"
        r"rijksregisternummer|numéro national|national id(?:entity)?(?: card)?|identity number|aadhaar|personnummer|"
        r"cédula|curp|"
        r"bsn|burgerservicenummer|sofinummer|cpf|nif|contribuinte|ssn|social security|social insurance|"
        r"national insurance|ni\b(?= (?:number|no))|nino|steuer-?(?:id|identifikationsnummer|nummer)|tax id|"
        r"sozialversicherungsnummer|sv-(?:nummer|nr)|(?:renten)?versicherungsnummer|codice fiscale|"
        r"s[ée]curit[ée] sociale|num[ée]ro de s[ée]cu|nir|insee|"
        r"dni|nie|seguridad social|rg\b|pps\w?|tfn|medicare)"
        rf"{LINKS}(?P<value>\d{{2}} ?\d{{6}} ?(?-i:[A-Z]) ?\d{{3}}|"
        rf"[A-Z]{{0,2}}[ -]?\d(?:[ .\-/]{{0,2}}\d){{5,14}}(?:[ -]?(?-i:[A-D])|-?(?-i:[A-Z]{{1,2}}))?)(?![\w])"
    ),
    re.IGNORECASE,
)
_CHECKED: Final[Mapping[str, tuple[Callable[[str], bool], int]]] = {
    "nhs": (is_nhs_number, 10),
    "bsn": (is_bsn, 9),
    "burgerservicenummer": (is_bsn, 9),
    "sofinummer": (is_bsn, 9),
    "cpf": (is_cpf, 11),
    "nif": (is_nif, 9),
    "contribuinte": (is_nif, 9),
    "steuer-id": (is_steuer_id, 11),
    "steuerid": (is_steuer_id, 11),
    "steuer-identifikationsnummer": (is_steuer_id, 11),
    "steueridentifikationsnummer": (is_steuer_id, 11),
}
"""What is called so must be so, or it is a mistyped number and nobody's."""
_FRENCH: Final = frozenset({"sécurité sociale", "securite sociale", "numéro de sécu", "numero de secu"})
_NIR_LENGTH: Final = 15
_LETTERED: Final = frozenset({"dni", "nie", "codice fiscale", "nir", "insee"})
"""These are found by their form, where the checksum is right."""
_DOCUMENT_NUMBER: Final = (
    r"(?=(?:[A-Z -]*\d){4})(?:[A-Z]{0,5}[ -]?\d{4,9}(?:[ -]\d{1,6}){0,3}[ -]?[A-Z]{0,2}(?:\d[A-Z]{1,3}\d?)?|"
    r"[A-Z]\d{3}-\d{4}-\d{4,5}|\d{2} ?[A-Z]{2} ?\d{5}|[A-Z0-9]{6,18}|\d{8} \d [A-Z]{2}\d)"
)
_STRONG: Final = r"(?=(?:[A-Z]*\d){5})(?:[A-Z]{1,3} ?\d{6,9}|\d{8,10}|[A-Z]{0,2}\d[A-Z0-9]{6,16})"
"""What may stand further from the word, since hardly anything else looks so."""
_DOCUMENT: Final = re.compile(
    (
        r"\b(?:passport|passeport|pasaporte|reisepass(?:nummer|-?nr)?|pass-?n(?:r|ummer)|passaporto|passaporte|paspoort"
        r"(?:nummer)?|(?:driving|driver['’]?s?) licen[cs]e|visa number|green card|permis de conduire|"
        r"führerschein(?:nummer)?|carn[eé] de conducir|"
        r"patente(?: di guida)?|carta de condução|cnh|rijbewijs(?:nummer)?|(?:identity|id) card|"
        r"(?:personal)?ausweis(?:nummer|-?nr)?|carte d.identité|cni|carta d.identità|cartão de cidadão|"
        r"documento de identidad|identiteitskaart|id-kaart|residence permit|titre de séjour|aufenthaltstitel)"
        rf"(?:{LINKS}(?P<value>{_DOCUMENT_NUMBER})|(?:['’]s)?[^\d.!?\n]{{0,40}}?\b(?P<loose>{_STRONG}))(?![\w])"
        rf"|\b(?P<before>{_STRONG})[\s,(]{{1,3}}(?:(?:is|was|es|est|ist|è|é)\s)?(?:my|mi|mon|mein\w*|il mio|o meu|"
        rf"mijn|the)\s"
        r"(?:\w+\s)?(?:passport|passeport|pasaporte|reisepass|passaporto|passaporte|paspoort|licen[cs]e|ausweis|"
        r"id card)"
    ),
    re.IGNORECASE,
)
_DAY: Final = r"(?:[a-zé]{3,10}day,? )?\d{1,2}(?:st|nd|rd|th|er|º|ª|°|\.)?"
_WRITTEN_MONTH: Final = r"[A-Za-zäöüéûôç]{3,10}\.?"
_DATE: Final = (
    rf"(?:\d{{1,2}}[./ -]\d{{1,2}}[./ -]\d{{2,4}}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|{_DAY}[ /.-]{{0,2}}(?:of |de |"
    rf"d'|di )?"
    rf"{_WRITTEN_MONTH},?[ /-](?:de |del |di )?(?:\d{{4}}|['’]?\d{{2}}\b)|{_WRITTEN_MONTH} {_DAY},? \d{{4}})"
)
_BIRTH: Final = re.compile(
    (
        r"(?:\bdob\b|\bd[./ ]?o[./ ]?b\b\.?|\bdate of birth|\bborn\b(?: on| in)?|\bbirth ?(?:date|day)|"
        r"\bfecha de nac\w*|"
        r"\bnac[íi]\b(?: el)?|\bnacid[oa]\b(?: el)?|\bcumpleaños|\bdate de naissance|\bn[ée]+e?\b(?: le| en)|"
        r"\banniversaire|\bgeburts(?:datum|tag)|\bgeb(?:oren|\.)(?: am| op)?|\bdata d[ei] nascita|\bnat[oa] (?:il|a)|"
        r"\bcompleanno|\bdata de nasc\w*|\bnasci(?:d[oa])?\b(?: em| a| no dia)?|\bgeboortedatum|\bverjaardag)"
        rf"{LINKS}(?P<value>{_DATE}|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)?\d\d)(?!\d)"
    ),
    re.IGNORECASE,
)
_BIRTH_LOOSE: Final = re.compile(
    rf"\b(?:date of birth|dob|geburtsdatum|date de naissance|fecha de nacimiento|data di nascita|data de nascimento|"
    rf"geboortedatum)\b[^.!?\n\d]{{0,30}}(?P<value>{_DATE})(?!\d)",
    re.IGNORECASE,
)
_FURTHER_OFF: Final = re.compile(
    r"\b(?P<cue>nhs|bsn|burgerservicenummer|cpf|nif|steuer-id)\b[^.!?\n\d]{0,30}"
    r"(?P<value>\d(?:[ .\-/]{0,2}\d){8,10})(?![\w])",
    re.IGNORECASE,
)
"""Their checksum vouches for them, so the word may stand further off."""
_BIRTH_AFTER: Final = re.compile(
    rf"(?<!\d)(?P<value>{_DATE})[\s(,:-]{{1,3}}(?:(?:is|was|es|est|ist|è|é)\s)?(?:my |mi |ma |mein |la mia |minha |"
    rf"mijn )?"
    r"(?:date of birth|dob\b|birth ?day|birth date|fecha de nac|date de naissance|geburtsdatum|data di nascita|"
    r"data de nasc|geboortedatum)",
    re.IGNORECASE,
)


def find_identity(plain: str) -> Iterator[PrivateSpan]:
    """Yield what identifies a person to the state, and dates of birth; the digits of `plain` are ASCII."""
    yield from _national(plain)
    yield from _documents(plain)
    for pattern in (_BIRTH, _BIRTH_LOOSE, _BIRTH_AFTER):
        yield from (PrivateSpan("birth_date", *match.span("value")) for match in pattern.finditer(plain))


def _national(plain: str) -> Iterator[PrivateSpan]:
    for form, check in _BY_FORM:
        for match in form.finditer(plain):
            if (check is None or check(_compact(match[0]))) and not _is_other(plain, match, check):
                yield PrivateSpan("national_id", match.start(), match.end())
    for pattern in (_NAMED, _FURTHER_OFF):
        for match in pattern.finditer(plain):
            if _holds(match["cue"].lower(), _compact(match["value"])):
                yield PrivateSpan("national_id", *match.span("value"))


def _documents(plain: str) -> Iterator[PrivateSpan]:
    for match in _DOCUMENT.finditer(plain):
        group = match.lastgroup or 0
        if group == "value" or not is_reference(plain, match.start(group)):
            yield PrivateSpan("passport", *match.span(group))
    yield from (PrivateSpan("passport", match.start(), match.end()) for match in _DRIVER.finditer(plain))


def _compact(written: str) -> str:
    return "".join(one for one in written if one.isalnum()).upper()


def _is_other(plain: str, match: re.Match[str], check: Callable[[str], bool] | None) -> bool:
    """Return whether a number without a checksum is called something else."""
    return check is None and is_reference(plain, match.start()) and not _STATE.search(plain[: match.start()][-40:])


_STATE: Final = re.compile(r"insurance|security|\bni\b|\bssn\b", re.IGNORECASE)


def _holds(cue: str, compact: str) -> bool:
    if cue in _LETTERED:
        return False
    if cue in _FRENCH and compact.isdigit() and len(compact) == _NIR_LENGTH:
        return is_nir(compact)
    if cue in _CHECKED:
        check, size = _CHECKED[cue]
        return len(compact) == size and compact.isdigit() and check(compact)
    return sum(one.isdigit() for one in compact) >= (6 if compact[:1].isalpha() or compact[-1:].isalpha() else 8)
