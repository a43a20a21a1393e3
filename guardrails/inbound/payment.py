"""Cards, their security codes and expiry dates, IBANs and bank accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from guardrails.inbound.checksums import IBAN_LENGTHS, is_card, is_iban
from guardrails.inbound.naming import GAP, LINKS, is_reference
from guardrails.inbound.spans import PrivateSpan

_GAP = r"[\W_]"
_RUN: Final = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?<![\w£$€]-)\d(?:{_GAP}{{0,5}}\d){{12,60}}"
    rf"|(?<=[A-Za-z]-)\d(?:{_GAP}{{0,2}}\d){{12,18}}(?![\w-])"
)
_BROAD: Final = re.compile(r"[^\s\u200b\ufe0f\u20e3\u2011.\-–/_*|]|\n|\s{2}")
_PRINTED: Final = frozenset({(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3)})
"""How cards are printed in groups; only so are they looked for across lines and commas."""
_LOOKALIKE: Final = re.compile(r"(?<=\d)[OolI](?=\d)")
_GROUP: Final = re.compile(r"\d+")
_CARD_SIZES: Final = range(13, 20)
_IBAN: Final = re.compile(r"(?<![A-Za-z0-9])(?=(?P<all>[A-Za-z]{2}[ -]?\d{2}(?:[ \u00a0.-]{0,2}[A-Za-z0-9]){11,30}))")
"""Only looked ahead at, so that what merely begins like one hides none that follows."""
_MONTH: Final = r"(?:0?[1-9]|1[0-2]) ?[/-] ?(?:20)?\d{2}"
_TAIL: Final = re.compile(rf"[\s,;|/-]{{1,3}}(?P<month>{_MONTH})(?!\d)(?:[\s,;|/-]{{1,3}}(?P<code>\d{{3,4}})(?!\d))?")
_SECURITY: Final = re.compile(
    (
        r"\b(?:cvv2?|cvc2?|cv2|csc|security code|card verification|(?:last )?(?:3|4|three|four)[ -](?:digits?|numbers?)"
        r"(?: (?:on|from) (?:the )?(?:back|front|reverse)| code)|code on the (?:back|reverse)|(?:3|three)"
        r" digits(?= (?:are|is|being))|security (?:number|digits)|\bcid\b|back of (?:the|my) card|"
        r"(?:tres|últimos) dígitos (?:de atrás|del dorso|traseros)|(?:trois|derniers) chiffres (?:au|du) (?:dos|verso)|"
        r"(?:drei|dreistellige) (?:ziffern|zahlen|nummer|zahl) (?:hinten|auf der rückseite)|tre cifre (?:sul|del)"
        r" retro|"
        r"três dígitos (?:atrás|do verso|de trás)|(?:drie cijfers|cijfers) (?:achterop|op de achterkant)|"
        r"(?:karten)?prüf(?:nummer|ziffer|code)|sicherheitscode|kpn|c[óo]digo de (?:seguridad|"
        r"seguran[çc]a)|code de sécurité|cryptogramme(?: visuel)?|codice di (?:sicurezza|verifica della carta)|"
        rf"(?:beveiligings|veiligheids)code|controlegetal){LINKS}(?P<value>\d{{3,4}})(?![\d/]|[.,]\d| ?\d)"
        rf"|\b(?:cvv2?|cvc2?|cv2|cryptogramme)\b[^\d.!?\n]{{0,30}}(?P<loose>\d{{3,4}})(?![\d/%]|[.,]\d| ?\d| times|"
        rf" x\b)"
    ),
    re.IGNORECASE,
)
_SECURITY_AFTER: Final = re.compile(
    r"(?<![\d/.,£$€-])(?<!\d )(?P<value>\d{3,4})[\s(,]{1,3}(?:(?:as|for|is|in|=|als|como|comme|come)\s)?"
    r"(?:(?:the|my|el|le|il|o|der)\s)?(?:cvv2?|cvc2?|cv2|security code|código de seguri|code de sécurité)\b",
    re.IGNORECASE,
)
_WITH_CARD: Final = re.compile(
    r"\b(?:code|digits?|numbers?|ziffern?|chiffres|cifre|d[íi]gitos|cijfers|c[óo]digo|codice|security|secret)"
    r"\b[^\d.!?\n]{0,25}"
    r"(?<![£$€-])\b(?P<value>\d{3,4})(?![\w/%]|[.,-]?\d| ?\d)",
    re.IGNORECASE,
)
"""Said beside a card's number, few digits with such a name are its code."""
_EXPIRY: Final = re.compile(
    (
        r"(?:\b|(?<=\d))(?:exp(?:iry|ires|iration|ire)?(?: date)?|valid (?:thru|until|to|till)|caduc\w+|venc\w+|"
        r"v[áa]lida? "
        r"(?:hasta|até|fino al)|val[iy]d\w+|valable jusqu\W\w+|gültig bis|ablauf\w*|läuft ab|scad\w+|verval\w*|"
        rf"verloopt|geldig tot){LINKS}(?P<value>{_MONTH})(?!\d)"
        rf"|(?<![\d/])(?P<before>{_MONTH})(?: is)? (?:the |my )?(?:expir|exp\b)"
    ),
    re.IGNORECASE,
)
_CARDISH: Final = re.compile(
    r"cvv|cvc|cv2|card|karte|tarjeta|carte|\bcb\b|carta|cartão|kaart|prüf|visa|amex", re.IGNORECASE
)
_SORT: Final = r"\d{2}[ -]\d{2}[ -]\d{2}"
_GROUPS: Final = r"\d(?:[ .\-–]{0,2}\d){3,25}(?:[-–/ ][\dXx])?"
_ACCOUNT: Final = re.compile(
    (
        r"(?:\b(?:bank )?acc(?:(?:oun)?t)?\.? ?(?:number|no|num|nr|nº|#)(?![\w])|\bacct? ?#|\ba/c\b(?: no\b)?|"
        r"\bsort ?code|\bsort(?=\W{1,3}\d\d[ -]?\d\d[ -]?\d\d\b)|\bs/c\b|\bbsb\b|\bclabe\b|"
        r"\brouting|\baba\b|\bbank (?:details|account)|\b(?:checking|savings|current) account|\bacct\b|\bkontonummer|"
        r"\bkonto[- ]?n(?:r|ummer)|\bkto\b|\bblz\b|"
        r"\bbankleitzahl|\bn(?:úmero|umero|[º°.]+) de (?:la )?(?:cuenta|conta)|\bcuenta (?:bancaria|corriente)|\bccc\b|"
        r"\brib\b|\bnum[ée]ro de compte|\bcompte (?:bancaire|courant|n[º°o])|\bagência|\bag[.:]|\bconta "
        r"(?:corrente|poupança|bancária)|\bnib\b|\bnumero (?:di|del) conto|\bconto corrente|\bc/c\b|\babi\b|\bcab\b|"
        rf"\b(?:bank)?rekening(?:nummer)?){LINKS}(?P<value>{_GROUPS})(?![\w])"
        rf"|\baccount number\b(?: [A-Za-z]+){{1,4}}[\s:]{{1,2}}(?P<loose>\d(?:[ -]?\d){{5,16}})(?![\w])"
    ),
    re.IGNORECASE,
)
_BARE_ACCOUNT: Final = re.compile(
    rf"\b(?:account|acc|acct|konto|cuenta|compte|conto|conta|"
    rf"rekening){LINKS}(?P<value>\d[\d -]{{3,22}}\d(?:[-–][\dXx])?)"
    r"(?![\w])",
    re.IGNORECASE,
)
_BANKISH: Final = re.compile(
    r"\bsort\b|\bbsb\b|\bblz\b|bankleitzahl|sparkasse|überweis|agência|routing|\babi\b|\bcab\b|\bbanco\b|\bbank\b|"
    r"\bbanca\b|"
    r"\bbanque\b|barclays|hsbc|lloyds|natwest|santander|commerzbank|monzo|starling|wells fargo|bbva|caixa|rabobank|"
    r"intesa|"
    r"unicredit|virement|transferencia|transferência|bonifico|direct debit|\bwire\b|refund\w* (?:in)?to|deposit|"
    r"pa(?:y|id) (?:in)?to",
    re.IGNORECASE,
)
_PAIR: Final = re.compile(rf"(?<![\w-]){_SORT}{GAP}(?:and|/)?{GAP}\d{{8}}(?![\w-])")
_THEIR_OWN: Final = re.compile(
    r"(?:customer|client|user|member\w*|loyalty|online|energy|utility|kunden?|cliente)[ -]*$", re.IGNORECASE
)
_FEWEST_DIGITS, _LONG_ACCOUNT = 4, 12


def find_payment(plain: str) -> Iterator[PrivateSpan]:
    """Yield what pays: cards, codes, IBANs and accounts of `plain`, whose digits are ASCII."""
    cards = list(_cards(plain))
    yield from cards
    for card in cards:
        yield from _after_card(plain, card)
    for pattern in (_SECURITY, _SECURITY_AFTER):
        yield from (PrivateSpan("security_code", *m.span(m.lastgroup or 0)) for m in pattern.finditer(plain))
    if cards:
        yield from (PrivateSpan("security_code", *m.span("value")) for m in _WITH_CARD.finditer(plain))
    if cards or _CARDISH.search(plain):
        yield from (PrivateSpan("security_code", *m.span(m.lastgroup or 0)) for m in _EXPIRY.finditer(plain))
    yield from _ibans(plain)
    yield from _accounts(plain)


def _cards(plain: str) -> Iterator[PrivateSpan]:
    plain = _LOOKALIKE.sub(lambda found: "0" if found[0] in "Oo" else "1", plain)
    for run in _RUN.finditer(plain):
        groups = [match.span() for match in _GROUP.finditer(plain, run.start(), run.end())]
        first = 0
        while first < len(groups):
            last = _card_from(plain, groups, first)
            # An order is not written in the groups of a card.
            printed = last is not None and last + 1 == len(groups) and _sizes(groups[first : last + 1]) in _PRINTED
            if last is not None and (printed or not is_reference(plain, groups[first][0])):
                yield PrivateSpan("card", groups[first][0], groups[last][1])
            first = first + 1 if last is None else last + 1


def _card_from(plain: str, groups: Sequence[tuple[int, int]], first: int) -> int | None:
    """Return the last group of the card that begins with the group `first`, the longest that is one."""
    digits, found = "", None
    for number in range(first, min(len(groups), first + _CARD_SIZES.stop)):
        digits += plain[slice(*groups[number])]
        if len(digits) >= _CARD_SIZES.stop:
            break
        if len(digits) in _CARD_SIZES and is_card(digits) and _together(plain, groups[first : number + 1]):
            found = number
    return found


def _together(plain: str, groups: Sequence[tuple[int, int]]) -> bool:
    """Return whether groups belong together: nothing but a sign between them, or they are those of a printed card."""
    between = "".join(plain[one[1] : other[0]] + "|" for one, other in pairwise(groups))
    sizes = _sizes(groups)
    return not _BROAD.search(between) or sizes in _PRINTED or len(set(sizes)) == 1


def _sizes(groups: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(end - start for start, end in groups)


def _after_card(plain: str, card: PrivateSpan) -> Iterator[PrivateSpan]:
    """Yield the expiry date and the code that follow a card's number as on a form."""
    if match := _TAIL.match(plain, card.end):
        yield PrivateSpan("security_code", *match.span("month"))
        if match["code"]:
            yield PrivateSpan("security_code", *match.span("code"))


def _ibans(plain: str) -> Iterator[PrivateSpan]:
    for match in _IBAN.finditer(plain):
        end = _iban_end(match["all"])
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


def _accounts(plain: str) -> Iterator[PrivateSpan]:
    bare = _FEWEST_DIGITS if _BANKISH.search(plain) else _LONG_ACCOUNT
    for pattern, fewest in ((_ACCOUNT, _FEWEST_DIGITS), (_BARE_ACCOUNT, bare)):
        for match in pattern.finditer(plain):
            group = match.lastgroup or 0
            digits = sum(one.isdigit() for one in match[group])
            if digits >= fewest and not _THEIR_OWN.search(plain[: match.start()][-24:]):
                yield PrivateSpan("bank_account", *match.span(group))
    yield from (PrivateSpan("bank_account", *match.span()) for match in _PAIR.finditer(plain))
