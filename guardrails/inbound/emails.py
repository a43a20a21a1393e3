"""E-mail addresses, also where they are written to escape robots; a house's own mailboxes are nobody's private data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guardrails.inbound.spans import PrivateSpan
from guardrails.inbound.word_sets import word_set

_PLAIN: Final = re.compile(
    r"(?<![\w.+-])[\w.!#$%&'*+/=?^`{|}~-]{1,64} ?@ ?(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w@])"
)
_SAID_DOT: Final = (
    r"(?: ?[\[({<] ?(?:dot|punto|punkt|point|ponto|punt|\.) ?[\])}>] ?| (?:dot|punto|punkt|point|ponto|punt) )"
)
_DOT: Final = rf"(?:\.|{_SAID_DOT})"
_LOCAL: Final = rf"[\w+-]{{1,40}}(?:{_DOT}[\w+-]{{1,40}}){{0,3}}"
_AT: Final = r" ?[\[({<] ?(?:at|ät|arroba|chiocciola|arobase|apenstaartje|a|@) ?[\])}>] ?"
_SAID_AT: Final = r" (?:at|ät|arroba|chiocciola|arobase|apenstaartje) "
_HOUSES: Final = (
    r"gmail|hotmail|outlook|yahoo|icloud|live|proton(?:mail)?|googlemail|aol|gmx|web|btinternet|orange|laposte|libero|"
    r"ziggo|kpn|sapo|uol|t-online|msn|me|mail|freenet"
)
_BRACKETED: Final = re.compile(
    rf"(?<![\w.+-]){_LOCAL}{_AT}[\w-]{{2,40}}(?:{_DOT}[a-z]{{2,10}}){{1,3}}(?!\w)", re.IGNORECASE
)
_SPOKEN: Final = re.compile(
    rf"(?<![\w.+-]){_LOCAL}{_SAID_AT}(?:[\w-]{{2,40}}{_SAID_DOT}|(?:{_HOUSES})\.)[a-z]{{2,10}}(?:{_DOT}(?:uk|br|au|"
    rf"nz))?(?!\w)",
    re.IGNORECASE,
)
_MIGHT: Final = re.compile(
    r"[@]|\bat\b|\bät\b|arroba|chiocciola|arobase|apenstaartje|[\[({<] ?a ?[\])}>]", re.IGNORECASE
)
_ROLES: Final = word_set(
    """
info support help helpdesk service services contact hello sales care customer customers customerservice
customerservices customercare complaints complaint orders order returns refunds noreply no-reply donotreply billing
booking bookings reservations admin office team press feedback enquiries enquiry inquiries kundenservice kundendienst
kontakt hilfe atencion atencionalcliente soporte servicio ayuda reclamaciones contacto assistance serviceclient
assistenza supporto servizioclienti contatti apoio suporte ajuda sac klantenservice klantendienst claims privacy dpo
"""
)
_OWN: Final = re.compile(
    r"\b(?:my|mine|me|mi|mon|ma|moi|mein\w*|mich|mir|mia|mio|meu|minha|mijn|mij)\b[^\n]{0,24}$|\b(?:i'm|i am) $",
    re.IGNORECASE,
)


def find_emails(plain: str) -> Iterator[PrivateSpan]:
    """Yield the e-mail addresses of people in `plain`."""
    if not _MIGHT.search(plain):
        return
    for pattern in (_PLAIN, _BRACKETED, _SPOKEN):
        for match in pattern.finditer(plain):
            if not _is_house(plain, match):
                yield PrivateSpan("email", match.start(), match.end())


def _is_house(plain: str, match: re.Match[str]) -> bool:
    """Return whether it is a mailbox of a house, such as "support@", that the customer does not call theirs."""
    local = re.split(r"@", match[0], maxsplit=1)[0].strip().lower()
    first = re.split(r"[._+]", local, maxsplit=1)[0]
    return (local in _ROLES or first in _ROLES) and not _OWN.search(plain[max(0, match.start() - 40) : match.start()])
