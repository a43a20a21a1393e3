"""Passwords, PINs, one-time and security codes that a customer gives away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guardrails.inbound.spans import PrivateSpan
from guardrails.inbound.word_sets import word_set

_CUES: Final = (
    "pass",
    "pin",
    "pwd",
    "otp",
    "code",
    "cvv",
    "cvc",
    "login",
    "contrase",
    "mot de passe",
    "senha",
    "wachtwoord",
    "parola",
    "kennwort",
    "mdp",
    "chiave",
    "clave",
)
_WORD: Final = re.compile(
    r"\b(?:pass ?word|passwort|pass ?phrase|passcode|pwd|passwd|contrase[ñn]a|clave|mot de passe|mdp|"
    r"kennwort|senha|palavra-passe|wachtwoord|memorable word|security answer)"
    r"(?: (?:for|to|on|of)(?: \w+){1,4}?)?\s{0,2}(?:is(?: still| just| set to)?|was|:|=|->|–|es|est|ist|"
    r"lautet|é|è)\s{0,2}(?P<quote>[\"'“‘«]?)(?P<value>[^\s\"'”’»]{3,64})",
    re.IGNORECASE,
)
_PIN: Final = re.compile(
    r"\b(?:pin|pin (?:code|number)|pass ?code|otp|one[- ]time (?:code|pass(?:word|code)|pin)|verification "
    r"code|confirmation code by sms|access code|login code|2fa code|authentication code|tan|codigo pin|"
    r"código pin|code pin|clave)"
    r"(?: (?:for|to)(?: \w+){1,4}?)?\s{0,2}(?:(?:you sent(?: me)?|i got|i received|sent to me)\s)?(?:is|"
    r"was|:|=|->|es|est|ist|é|è)?\s{0,2}#?(?P<value>\d{3}[ -]?\d{1,5})(?![\d.,]?\d|\w)",
    re.IGNORECASE,
)
_SECURITY: Final = re.compile(
    (
        r"\b(?:cvv2?|cvc2?|cv2|security code|card verification|3 digits on the back(?: are)?)\s{0,2}(?:code|"
        r"number)?\s{0,2}(?:is|was|are|:|=)?\s{0,2}(?P<value>\d{3,4})(?!\d)"
    ),
    re.IGNORECASE,
)
_EXPIRY: Final = re.compile(
    (
        r"\b(?:exp(?:iry|ires|iration)?(?: date)?|valid (?:thru|until|to))\.?\s{0,2}(?:is|:|=)?\s{0,"
        r"2}(?P<value>(?:0[1-9]|1[0-2]) ?[/-] ?(?:20)?\d{2})(?!\d)"
    ),
    re.IGNORECASE,
)
_PLAIN_WORDS: Final = word_set(
    """
not wrong incorrect invalid expired being been the a an my your too never always no now correct right reset
resetting changed rejected accepted refused required needed working broken blocked locked lost stolen forgotten same
different impossible useless rubbish ridiculous apparently supposedly fine ok okay good bad weak strong short long
hacked leaked compromised exposed visible shown sent stored saved failing still just so very really one that this
what it nowhere unknown recognised recognized unrecognised set on in to for and but because when where who how why
if only also already public plain clear safe secure unsafe insecure out gone incorrecta incorrect incorrecte falsch
ungültig abgelaufen no ne pas nicht errada inválida sbagliata errata onjuist niet verkeerd correcta caducada
bloqueada again denied declined not. case-sensitive obviously definitely there here something nothing everything
about asking like somehow impossible
"""
)


def find_secrets(plain: str, lowered: str) -> Iterator[PrivateSpan]:
    """Yield the secrets given away in `plain`; `lowered` is the same in lower case."""
    if not any(cue in lowered for cue in _CUES):
        return
    yield from _passwords(plain)
    for kind, pattern in (("password", _PIN), ("security_code", _SECURITY)):
        yield from (PrivateSpan(kind, m.start("value"), m.end("value")) for m in pattern.finditer(plain))
    if any(cue in lowered for cue in ("cvv", "cvc", "card", "security code")):
        yield from (PrivateSpan("security_code", m.start("value"), m.end("value")) for m in _EXPIRY.finditer(plain))


def _passwords(plain: str) -> Iterator[PrivateSpan]:
    for match in _WORD.finditer(plain):
        value = match["value"].rstrip(".,;)") or match["value"]
        if match["quote"] or _looks_chosen(value):
            yield PrivateSpan("password", match.start("value"), match.start("value") + len(value))


def _looks_chosen(value: str) -> bool:
    lowered = value.lower()
    if lowered in _PLAIN_WORDS or value.startswith("["):
        return False
    odd = any(not one.isalpha() for one in value.replace("'", ""))
    return odd or (len(value) >= 5 and not lowered.endswith(("ing", "ly", "ed")))
