"""Postal addresses of Britain, America and the continent: a street with its number, or a full postcode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guardrails.inbound.spans import PrivateSpan

_POSTCODE: Final = r"(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})"
_STREETS: Final = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Crescent|Cres|Terrace|Gardens|Gdns|Grove|"
    r"Square|Sq|Boulevard|Blvd|Parkway|Pkwy|Mews|Hill|Row|Walk|Way|Place|Pl|Rise|View|Circle|Highway|Hwy|Green|"
    r"Park|Quay|Wharf|Broadway)"
)
_NAME: Final = r"[A-Z][\w'’-]{1,24}"
_TOWN: Final = r"[A-Z][a-z'’-]{2,24}"
_ENGLISH: Final = re.compile(
    rf"(?<![\w#£$€.,-])(?:(?:[Ff]lat|[Aa]pt\.?|[Aa]partment|[Uu]nit|[Ss]uite) ?\w{{1,5}},? "
    rf")?\d{{1,5}}[a-zA-Z]?,? (?:(?:{_NAME}|of|the|[NSEW]\.?) ){{1,3}}{_STREETS}\b\.?"
    rf"(?:,? (?:(?:Apt|Unit|Suite|#) ?\w{{1,5}},? )?)?(?:,? ?{_TOWN}(?: {_TOWN}){{0,2}}){{0,2}}(?:,? "
    rf"(?:{_POSTCODE}|[A-Z]{{2}} \d{{5}}(?:-\d{{4}})?))?"
)
_LOWER: Final = re.compile(
    (
        rf"(?:live(?:s)? (?:at|on)|(?:my|our|home|delivery|the) address(?: is|:| was)|address:|deliver(?:ed)? "
        rf"(?:it )?to(?: me at)?|send (?:it )?to(?: me at)?|come to|i am at|moved to) (?P<value>(?:flat "
        rf"\w{{1,4}},? )?\d{{1,5}}[a-z]?,? (?:[a-z'-]+ ){{1,3}}(?:{_STREETS.lower()})\b(?:,? {_POSTCODE}|,? "
        rf"[a-z]+ {_POSTCODE})?)"
    ),
    re.IGNORECASE,
)
_POSTCODE_ALONE: Final = re.compile(rf"(?<![\w-]){_POSTCODE}(?![\w-])")
_LOWER_POSTCODE: Final = re.compile(
    (
        rf"(?:post ?code|postal code)(?: is|:)? (?P<value>{_POSTCODE}|\d{{4}} ?[A-Z]{{2}}|\d{{5}})(?!\w)|"
        rf"\bzip(?: code)?(?: is|:)? (?P<zip>\d{{5}}(?:-\d{{4}})?)(?!\w)"
    ),
    re.IGNORECASE,
)
_ZIP: Final = re.compile(
    r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?, (?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|"
    r"N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]) \d{5}(?:-\d{4})?(?!\d)"
)
_CONTINENT: Final = re.compile(
    r"(?<![\w])(?:[A-ZÄÖÜ][a-zäöüßé]{2,24}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|straat|"
    r"laan|plein|gracht|kade|dijk|dreef) ?\d{1,4} ?[a-zA-Z]?\b"
    r"|(?:[A-ZÄÖÜ][\wäöüß-]{2,20} )(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse) \d{1,4} ?[a-z]?\b"
    r"|(?:[Cc]alle|[Aa]venida|[Aa]vda\.?|[Pp]laza|[Pp]aseo|C/) ?(?:de (?:la |los |las )?|del "
    r")?[A-ZÁÉÍÓÚÑ][\wáéíóúñ]{2,20}(?: (?:de |la )*[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+){0,3},? (?:n[ºo.]+ ?)?\d{1,"
    r"4}\b(?:,? ?\d{1,2}º ?\w?)?"
    r"|\d{1,4} ?(?:bis|ter)?,? (?:rue|avenue|boulevard|place|impasse|allée|chemin|quai|route|Rue|Avenue|"
    r"Boulevard|Place|Impasse|Allée|Chemin|Quai) (?:de (?:la |l')?|du |des |d'|l')?[A-ZÀ-Ü][\wà-ü'-]+(?:[ "
    r"-](?:de |la |du |des |le )?[A-ZÀ-Ü][\wà-ü'-]+){0,3}"
    r"|(?:[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Ll]argo|[Vv]icolo) (?:del(?:la|l'|lo)? |dei |di "
    r")?[A-ZÀ-Ü][\wà-ü']+(?: [A-ZÀ-Ü][\wà-ü']+){0,3},? (?:n\. ?)?\d{1,4}\b"
    r"|(?:[Rr]ua|[Tt]ravessa|[Aa]v\.|[Pp]raça|[Aa]lameda) (?:d[aeo]s? )?[A-ZÀ-Ü][\wà-ü]+(?: (?:d[aeo]s? "
    r")?[A-ZÀ-Ü][\wà-ü]+){0,4},? (?:n[ºo.]+ ?)?\d{1,5}\b)"
    r"(?:,? (?:\d{4,5}(?:-\d{3})? ?(?:[A-Z]{2} )?)(?:[A-ZÀ-Ü][\wà-ü-]+(?: [A-ZÀ-Ü][\wà-ü-]+){0,2})?)?"
)
_NO_PLACE: Final = re.compile(
    r"^\d{1,5} (?:Star|Stars|Day|Days|Hour|Hours|Minute|Week|Weeks|Month|Months|Year|Years|Times|People|Of|Out)\b"
)


def find_addresses(plain: str) -> Iterator[PrivateSpan]:
    """Yield the postal addresses of `plain`."""
    for pattern in (_ENGLISH, _CONTINENT, _ZIP, _POSTCODE_ALONE):
        for match in pattern.finditer(plain):
            if not _NO_PLACE.match(match[0]):
                yield PrivateSpan("address", match.start(), match.start() + len(match[0].rstrip(" ,")))
    for pattern in (_LOWER, _LOWER_POSTCODE):
        for match in pattern.finditer(plain):
            group = "value" if match["value"] else "zip"
            yield PrivateSpan("address", match.start(group), match.end(group))
