"""Postal addresses of Britain, America and the continent: a street with its number, or a full postcode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guardrails.inbound.naming import LINKS, is_reference
from guardrails.inbound.spans import PrivateSpan

_POSTCODE: Final = r"(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})"
_STREETS: Final = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Crescent|Cres|Terrace|Gardens|Gdns|Grove|"
    r"Square|Sq|Boulevard|Blvd|Parkway|Pkwy|Mews|Hill|Row|Walk|Way|Place|Pl|Rise|View|Circle|Highway|Hwy|Green|"
    r"Park|Quay|Wharf|Broadway|Yard|Mount|Vale|Croft|Parade|Chase|Meadows?|Trail|Plaza|Alley|Path|Crossing|Heights|"
    r"Esplanade|Promenade|Cir|Loop|Pike|Run|Ridge|Trl|Ter|Strand|End|Fold|Gate|Wood|Fields?|Kingsway|Approach|Link)"
)
_NAME: Final = r"[A-Z][\w'’-]{1,24}\.?"
_TOWN: Final = r"(?:St\.? )?[A-Z][a-z'’]{1,24}(?:-[\w]{1,12}){0,3}(?: (?:upon|under|le|of) [A-Z][a-z]+)?"
_ENGLISH: Final = re.compile(
    rf"(?<![\w#£$€.,-])(?:(?:[Ff]lat|[Aa]pt\.?|[Aa]partment|[Uu]nit|[Ss]uite) ?\w{{1,5}},? "
    rf")?\d{{1,5}}(?:[-/]\d{{1,4}})?[a-zA-Z]?,? (?:(?:{_NAME}|of|the|[NSEW]\.?|\d{{1,3}}(?:st|nd|rd|th))"
    rf" ){{1,3}}{_STREETS}\b\.?(?: [NSEW]{{1,2}}\b)?(?! (?:of [a-z]|(?:branch|store|shop|outlet|site)\b))"
    rf"(?:,? (?:Apt|Unit|Suite|Ste|Flat|Floor|Rm|#)\.? ?\w{{1,5}}(?=[, ]|$)"
    rf")?(?:[,\n]?(?: in)? ?{_TOWN}(?: {_TOWN}){{0,2}}){{0,2}}(?:[,\n]? ?"
    rf"(?:{_POSTCODE}|[A-Z]{{2}} \d{{5}}(?:-\d{{4}})?))?"
)
_LOWER: Final = re.compile(
    (
        rf"(?:live(?:s)? (?:at|on|in)|left (?:it )?(?:at|outside)|(?:sent|gone|went|goes|came|parcel|package|"
        rf"delivery) (?:it )?(?:to|at)|"
        rf"dropped (?:it )?(?:at|off at)|house is|home is|addressed to|(?:my|our|home|delivery|the) address(?: is|:|"
        rf" was)|address:|deliver(?:ed)? "
        rf"(?:it )?to(?: me at)?|send (?:it )?to(?: me at)?|come to|i am at|moved to) (?P<value>(?:flat "
        rf"\w{{1,4}},? )?\d{{1,5}}[a-z]?,? (?:[a-z'-]+ ){{1,3}}(?:{_STREETS.lower()})\b(?:,? {_POSTCODE}|,? "
        rf"[a-z]+ {_POSTCODE}|, ?[a-z]{{3,20}}\b)?)"
    ),
    re.IGNORECASE,
)
_HOUSE_NAME: Final = re.compile(
    rf"(?<![\w-])(?:{_NAME}(?: {_NAME}){{0,3}}, ?){{1,4}}(?:{_TOWN} ?){{0,3}},? ?{_POSTCODE}(?![\w-])"
)
_NUMBERED: Final = re.compile(
    rf"(?<![\w#£$€.,-])\d{{1,5}}[a-zA-Z]?,? (?:{_NAME}[ ,\n]{{1,2}}){{1,6}}{_POSTCODE}(?![\w-])"
)
_EIRCODE: Final = re.compile(
    r"\beircode\b\W{0,3}(?:is )?(?P<value>[A-Z]\d[\dW] ?[A-Z0-9]{4})\b|\b(?P<zip>(?:D6W|[AC-FHKNPRTV-Y]\d{2})"
    r" [AC-FHKNPRTV-Y][0-9AC-FHKNPRTV-Y]{3})\b"
)
_BOX: Final = re.compile(
    rf"\b(?:P\.? ?O\.? ?Box|Postfach|Apartado(?: de [Cc]orreos| [Pp]ostal)?|B\.?P\.?|Boîte [Pp]ostale|Caixa [Pp]ostal|"
    rf"Casella [Pp]ostale|Postbus)"
    rf" (?:n[º°o.]* ?)?\d{{1,6}}(?:,? \d{{4,5}}(?: [A-Z]{{2}})?)?(?:,? {_TOWN}(?: {_TOWN})?)?(?:,? {_POSTCODE})?"
)
_POSTCODE_ALONE: Final = re.compile(rf"(?<![\w-]){_POSTCODE}(?![\w-])")
_LOWER_POSTCODE: Final = re.compile(
    (
        rf"(?:post ?code|postal code|postleitzahl|\bplz|code postal|c[óo]digo postal|\bc\.?p\.?\b|\bcap\b|"
        rf"postcode){LINKS}"
        rf"(?P<value>{_POSTCODE}|\d{{4}} ?[A-Z]{{2}}\b(?: {_TOWN})?|\d{{4,5}}(?:-\d{{3,4}})?(?: {_TOWN})?)(?!\w)|"
        rf"\bzip(?: ?code)?{LINKS}(?P<zip>\d{{5}}(?:-\d{{4}})?)(?!\w)"
    ),
    re.IGNORECASE,
)
_ZIP: Final = re.compile(
    r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?,? (?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|"
    r"N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]) \d{5}(?:-\d{4})?(?!\d)"
)
_CAP: Final = r"[A-ZÀ-ÖØ-Ý]"
_PROPER: Final = rf"{_CAP}[\wÀ-ÿ'’-]+"
_GERMANIC: Final = (
    rf"{_CAP}[a-zäöüßé-]{{2,24}}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|straat|laan|"
    rf"plein|"
    r"gracht|kade|dijk|dreef|singel|steeg|hof) ?\d{1,4} ?[a-zA-Z]?\b(?:[ -]\d{1,3}\b)?"
    rf"|(?:{_CAP}[\wäöüß-]{{2,20}} ){{1,2}}(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse|Ring|Damm|Ufer)"
    rf" \d{{1,4}} ?[a-z]?\b"
    rf"|(?:Laan|Plein|Weg|Straat) van (?:de[nr]? |het )?{_PROPER} \d{{1,4}}\b"
    rf"|(?:Am|An der|An den|Auf der|Auf dem|Im|In der|In den|Zum|Zur|Unter den|Alter?|Hinter der)"
    rf" {_PROPER}(?: {_PROPER})? "
    r"\d{1,4} ?[a-z]?(?=,? \d{5} )"
)
_SPANISH: Final = (
    r"(?:[Cc]alle|C\.|Cl\.|[Pp]asaje|[Gg]lorieta|[Rr]ambla|[Cc]uesta|[Cc]allejón|[Uu]rb\.|[Uu]rbanización|[Cc]arrer|"
    r"[Pp]asseig|"
    r"[Aa]vinguda|[Aa]venida|[Aa]vda\.?|[Aa]v\.|[Pp]laza|[Pp]za\.|[Pp]aseo|[Pp]º|[Cc]amino|[Cc]arretera|[Rr]onda|"
    r"[Tt]ravesía|C/|c/) ?(?:de (?:la |los |las |el )?|del )?"
    rf"{_PROPER}(?: (?:de |la |los |del |y )*{_PROPER}){{0,3}},? ?(?:n[ºo.°]+ ?|núm\. ?)?\d{{1,4}}\b"
    r"(?:,? ?(?:\d{1,2}[ºª°] ?\w{0,3}\b|piso \w+|bajo\b|portal \w+|esc\w*\.? \w+)){0,2}"
)
_FRENCH: Final = (
    r"\d{1,4} ?(?:bis|ter|quater|[A-D]\b)?,? (?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]oulevard|[Bb]d\.?|[Pp]lace|[Ii]mpasse|"
    r"[Aa]llée|[Cc]hemin|[Qq]uai|[Rr]oute|[Cc]ours|[Pp]assage|[Ss]quare|[Ff]aubourg|[Vv]illa) (?:de (?:la |l['’])?|du |"
    rf"des |d['’]|l['’])?{_PROPER}(?:[ -](?:de |la |du |des |le |et )*{_PROPER}){{0,3}}"
)
_ITALIAN: Final = (
    r"(?:[Vv]ia|[Vv]iale|[Vv]\.le|[Pp]iazza|[Pp]\.zza|[Pp]iazzale|[Cc]orso|[Ll]argo|[Vv]icolo|[Ss]trada|[Cc]ontrada) "
    rf"(?:del(?:la|l['’]|lo|le)? |dell['’]|dei |degli |di |delle )?(?:\d{{1,2}} )?{_PROPER}(?: (?:e |"
    rf"di )?{_PROPER}){{0,3}},? "
    r"?(?:n\.? ?)?\d{1,4}(?:/?[a-zA-Z])?\b"
)
_PORTUGUESE: Final = (
    rf"(?:[Rr]ua|[Rr]\.|[Tt]ravessa|[Aa]v\.|[Aa]venida|[Pp]raça|[Ll]argo|[Aa]lameda|[Ee]strada|[Rr]odovia)"
    rf" (?:d[aeo]s? )?"
    rf"{_PROPER}(?: (?:(?:d[aeo]s? |e )*{_PROPER}|\d{{1,2}} de {_PROPER})){{0,4}},? (?:n[ºo.°]+ ?)?\d{{1,5}}\b"
    r"(?:,? ?(?:\d{1,2}[ºª°] ?\w{0,4}\b|apto?\.? ?\w+|ap\. ?\w+|bloco \w+|casa \w+)){0,2}"
)
_TOWN_AFTER: Final = (
    rf"(?:(?:,|\n| [–-])? ?(?:(?:[A-Z]{{1,2}}-)?\d{{4,5}}(?:-\d{{3}})? ?(?:[A-Z]{{2}}\b ?)?)"
    rf"(?:{_PROPER}(?:[ -](?:am |an der |sur |de |la |la-|d['’])*"
    rf"{_PROPER}){{0,2}}(?: \(?[A-Z]{{2}}\)?\b)?)?|, {_PROPER}(?: (?:de |do )?{_PROPER}){{0,2}}(?! ?{_CAP})(?:(?: -|"
    rf",) [A-Z]{{2}}\b)?(?:,? \d{{5}}-\d{{3}})?)?"
)
_CONTINENT: Final = re.compile(rf"(?<![\w])(?:{_GERMANIC}|{_SPANISH}|{_FRENCH}|{_ITALIAN}|{_PORTUGUESE}){_TOWN_AFTER}")
_LOWER_ABROAD: Final = re.compile(
    r"\b(?:wohne|lebe|vivo|habite|abito|moro|woon)\b(?: (?:in|en|na|no|à|au|a|op|aan|der|de|het|im|am|dem)"
    r"){0,3} (?P<value>"
    r"[a-zäöüß]{2,24}(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|straat|laan|plein|gracht|kade|dijk)"
    r" ?\d{1,4}[a-z]?\b"
    r"|(?:calle|avenida|avda\.?|plaza|paseo|via|viale|piazza|corso|rua|travessa|praça|c/)"
    r" (?:[^\W\d_]+ ){1,4}(?:n[º°o.]* ?)?\d{1,4}\b"
    r"|\d{1,4} ?(?:bis|ter)? (?:rue|avenue|boulevard|place|impasse|allée|chemin)"
    r"(?: [^\W\d_][\w'’-]*){1,4}?(?=[,.;\n]|$| et | mais ))"
    r"(?P<zip>)",
    re.IGNORECASE,
)
_CONTINENT_HINT: Final = re.compile(
    r"str(?:aße|asse|aat|ada|\.)|weg\b|platz|allee|gasse|ring\b|damm|ufer|laan|plein|gracht|kade|dijk|hof\b|singel|"
    r"steeg|"
    r"\b(?:am|an de[rn]|auf de[rm]|im|in de[rn]|zum|zur|unter den)\b|calle|avenida|avda|\bav\.|plaza|pza|paseo|camino|"
    r"carretera|ronda|traves|\bc/|\brue\b|avenue|boulevard|\bbd\b|\bplace\b|impasse|allée|chemin|quai|route|cours|"
    r"passage|"
    r"square|faubourg|villa\b|\bvia|v\.le|piazza|p\.zza|corso|largo|vicolo|contrada|\brua\b|\br\.|praça|alameda|"
    r"estrada|"
    r"rodovia|dreef|chaussee|pº",
    re.IGNORECASE,
)
"""A cheap look before the dear one."""
_PIECE: Final = re.compile(
    rf"(?:[,\n] ?|,? )(?:{_POSTCODE}|"
    rf"(?:[A-Z]{{1,2}}-)?\d{{4,6}}(?:-\d{{3,4}})?(?: [A-Z]{{2}}\b)?(?: {_PROPER}){{0,3}}|[A-Z]{{2}} \d{{5}})(?![\w-])"
    rf"|[,\n] ?(?:(?:Flat|Apt|Unit|Suite|Ste|Floor|\#|Etage|piso|apto|app\.?|scala|interno|lgh)"
    rf"\.? ?\w{{1,4}}|{_PROPER}(?:[ -](?:(?:de|la|of|upon|am|an der|sur|di|do|da) )?{_PROPER}){{0,3}})"
    r"(?=[,.;!?)\n]|$| [A-Z\d-]*\d)"
)
"""What may follow a street: district, town, region, postcode, country."""
_FURTHER: Final = re.compile(
    rf"[^,!?;\n]{{0,16}}(?:, ?[^,!?;\n]{{1,24}}){{0,2}},? ?\b(?:{_POSTCODE}|"
    rf"(?:[A-Z]{{1,2}}-)?\d{{4,5}}(?:-\d{{3}})?(?: ?[A-Z]{{2}}\b)? "
    rf"{_PROPER}(?:[ -](?:(?:de|la|am|an der|sur|di|do|da) )?{_PROPER}){{0,2}})(?![\w-])"
)
"""A postcode and its town, past a staircase, a floor or a back yard."""
_MOST_PIECES: Final = 5
_NO_PLACE: Final = re.compile(
    r"^\d{1,5} (?:Star|Stars|Day|Days|Hour|Hours|Minute|Week|Weeks|Month|Months|Year|Years|Times|People|Of|Out)\b"
)


def find_addresses(plain: str) -> Iterator[PrivateSpan]:
    """Yield the postal addresses of `plain`."""
    found = sorted(set(_anchors(plain)))
    while found:
        start, end = found.pop(0)
        while found and (found[0][0] <= end or _BETWEEN.fullmatch(plain, end, found[0][0])):
            end = max(end, found.pop(0)[1])
        yield PrivateSpan("address", _begins(plain, start), end)


def _anchors(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where streets and postcodes stand, with what follows them."""
    patterns = (_ENGLISH, _HOUSE_NAME, _NUMBERED, _BOX, _ZIP, _POSTCODE_ALONE)
    for pattern in (*patterns, _CONTINENT) if _CONTINENT_HINT.search(plain) else patterns:
        for match in pattern.finditer(plain):
            if not _NO_PLACE.match(match[0]) and not is_reference(plain, match.start()):
                yield match.start(), _ends(plain, match.start() + len(match[0].rstrip(" ,\n")))
    for pattern in (_LOWER, _LOWER_POSTCODE, _LOWER_ABROAD, _EIRCODE):
        for match in pattern.finditer(plain):
            yield match.span("value" if match["value"] else "zip")


def _ends(plain: str, end: int) -> int:
    """Return where an address ends whose street ends at `end`."""
    for _ in range(_MOST_PIECES):
        piece = _FURTHER.match(plain, end) or _PIECE.match(plain, end)
        if piece is None:
            break
        end = piece.end()
    return end


def _begins(plain: str, start: int) -> int:
    """Return where an address begins: with the flat, the house or the name of a building before its street."""
    for _ in range(_MOST_PIECES):
        piece = _BEFORE.search(plain, max(0, start - 60), start)
        if piece is None:
            break
        start = piece.start()
    return start


_BETWEEN: Final = re.compile(r"[^.!?;\w]*(?:[^\W\d_][\w'’-]*[ ,\n]{1,2}){0,4}")
"""What may stand between the street and the postcode of one address."""
_BEFORE: Final = re.compile(
    rf"(?:\b(?:[Ff]lat|[Aa]pt\.?|[Aa]partment|[Uu]nit|[Ss]uite|[Rr]oom|[Ff]loor|[Bb]lock|[Hh]ouse|[Nn]o\.?)"
    rf" ?\w{{1,4}}|\b\d{{1,4}}[a-zA-Z]?"
    rf"|\b(?:The )?{_NAME}(?: {_NAME}){{1,2}}(?=, ?$)|\bThe {_NAME}(?=, ?$)|\b(?:c/o )?(?:{_NAME} ){{0,3}}(?:House|"
    rf"Court|Mill|Cottage|Building|Buildings|Tower|Towers|Lodge|Farm|Barn|"
    rf"Hall|Apartments|Rectory|"
    r"Vicarage|Villa|Mews|Works|Studios|Haus|Résidence|Residence|Edificio|Palazzo))(?:,|\n| -)? ?$"
)
