"""Passwords, PINs and one-time codes that a customer gives away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guardrails.inbound.naming import LINKS
from guardrails.inbound.spans import PrivateSpan
from guardrails.inbound.word_sets import word_set

_CUES: Final = (
    "pass",
    "pin",
    "pwd",
    "pw",
    "otp",
    "code",
    "código",
    "codigo",
    "login",
    "log-in",
    "contrase",
    "mot de",
    "senha",
    "wachtwoord",
    "parola",
    "kennwort",
    "mdp",
    "chiave",
    "clave",
    "codice",
    "tan",
    "memorable",
    "security answer",
    "secret",
    "recovery",
    "backup",
    "safe",
    "maiden",
    "zugang",
    "credential",
    "2fa",
    "username",
    "user",
)
_NAME: Final = (
    r"(?:pass ?words?|passwort|pass ?phrase|passcode|pwd?|passwd|contrase[ñn]a|clave|mot de passe|mdp|kennwort|senha|"
    r"palavra[- ]passe|wachtwoord|parola (?:d'ordine|chiave)|memorable (?:word|answer)|security answer|secret "
    r"(?:answer|word)|recovery (?:code|phrase)|backup code|safe ?word|passkey|maiden name|zugangsdaten|credentials)"
)
_FOR: Final = r"(?:['’]s)?(?: [^\W\d_][\w'’-]*){0,6}?"
"""Words between a password's name and what it is: "for my account", "that I use"."""
_STATED: Final = re.compile(
    rf"\b(?P<name>{_NAME}){_FOR}\s{{0,2}}(?P<says>(?:\b(?:(?:is|was)(?: still| just| now| set to)?|to|es|era|est|"
    rf"était|ist|war|lautet|"
    r"heißt|è|é|auf|in|a|en|para|naar)\b|[:=]|->|–)\s{0,2}[:=]?\s{0,2})(?:(?P<quote>[\"'“‘«„])"
    r"(?P<said>[^\"'”’»“\n]{2,40})(?=[\"'”’»“])|[\"'“‘«„]?(?P<value>[^\s\"'”’»“]{3,64}))(?P<after>.?)",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    rf"\b{_NAME}(?:['’]s)?[\s(,]{{1,3}}(?P<quote>[\"'“‘«„]?)(?P<value>[^\s\"'”’»“,;]{{5,64}})", re.IGNORECASE
)
_QUOTED: Final = re.compile(
    rf"[\"'“‘«„](?P<value>[^\"'“”‘’«»\n]{{3,40}})[\"'”’»“] (?:as|como|comme|als|come) (?:[\w-]+ ){{0,2}}{_NAME}",
    re.IGNORECASE,
)
_ONE_TIME: Final = (
    r"(?:door|gate|alarm|entry|building|buzzer|key ?(?:safe|box)|lock ?box|front door|türcode|portal) ?code|"
    r"one[- ]?time (?:code|pass(?:word|code)|pin)|(?:verification|authentication|access|login|log-in|2fa|sms|unlock|"
    r"activation|confirmation) (?:code|pin)(?! (?:por|by) sms)|(?:sms|2fa)-code|best[äa]tigungscode|verifizierungscode|"
    r"zugangscode|freischaltcode|anmeldecode|c[óo]digo (?:de (?:verificaci[óo]n|verifica[çc][ãa]o|acceso|acesso|sms|"
    r"confirma\w+|un solo uso)|sms)|code (?:de (?:v[ée]rification|confirmation|connexion|validation)|sms|secret|"
    r"d'acc[èe]s)|codice (?:di (?:verifica|accesso|conferma)|sms|segreto|usa e getta)|(?:verificatie|toegangs|"
    r"bevestigings|inlog)code"
)
_PIN: Final = re.compile(
    rf"\b(?:pin(?:[- ]?(?:code|nummer|number))?(?: [a-z]+){{0,6}}?(?= (?:is|was|es|ist|est|è|é|is|:|=) ?\d)|"
    rf"pin(?:[- ]?(?:code|nummer|number))?|pass ?code|geheimzahl|c[óo]digo pin|code pin|clave|otp|2fa(?= ?:)"
    rf"|{_ONE_TIME}|"
    rf"(?-i:[ms]?TAN))(?: (?:for|to) (?:the|my|your) \w+)?(?: (?:you sent(?: me)?|i (?:got|received)|sent to me))?"
    rf"{LINKS}(?:G-)?(?P<value>(?=(?:[ -]?\d){{4}})\d{{1,4}}(?:[ -]?\d{{1,4}}){{1,2}}(?:-[A-Z0-9]{{1,3}})?)"
    rf"(?![.,]?\d|[\w/])",
    re.IGNORECASE,
)
_ONTO: Final = frozenset({"to", "auf", "in", "a", "en", "para", "naar"})
"""What it was changed to: said of many things, so only what looks like a password is one."""
_REVERSED: Final = re.compile(
    rf"(?<![\w/.£$€-])(?P<value>\d{{4,8}}) (?:is|was|as|es|ist|est|è|é|como|comme|als|come) (?:(?:my|the|our|mi|"
    rf"mein\w*|mon|il mio|o meu|mijn) "
    rf"(?:\w+ )?)?pin\b|(?P<word>[^\s\"',;]{{5,40}}) (?:is|was|as|es|ist|est|è|é|como|comme|als) (?:my|the|our|mi|"
    rf"mein\w*|mon|la mia|a minha|mijn) "
    rf"(?:\w+ )?{_NAME}\b",
    re.IGNORECASE,
)
_SENT: Final = (
    r"(?:text(?:ed)?|sms|sent|messaged|env[íi]\w+|mand\w+|geschickt|gesendet|envoyé|reçu|receb\w+|recib\w+|ricevuto|"
    r"inviato|gestuurd|gekregen)"
)
_SENT_CODE: Final = re.compile(
    rf"\b(?:code|código|codice)"
    rf"\b(?: [^\W\d_][\w'’-]*){{0,6}}? {_SENT}\b(?: [^\W\d_]+){{0,3}}"
    rf"[\s,:(]{{1,3}}(?P<value>\d{{2,4}}(?:[ -]?\d{{2,4}}){{1,2}})"
    rf"(?![\w/.]\d)|\b(?:code|código|codice)[\s:,]{{1,2}}(?P<first>\d{{2,4}}(?:[ -]?\d{{2,4}}){{1,2}})"
    rf"[\s,]{{1,2}}(?:[^\W\d_][\w'’-]* ){{0,4}}{_SENT}\b",
    re.IGNORECASE,
)
_MIXED: Final = re.compile(r"(?<![\w@.+/-])[^\s\"'“”‘’«»,;:()]{6,40}")
_NEAR: Final = re.compile(rf"\b{_NAME}\b", re.IGNORECASE)
_REACH: Final = 80
_LOGIN: Final = re.compile(
    r"\b(?:log-?in|credentials|user(?:name)?|zugangsdaten)"
    r"[\s:=]{1,3}(?:is\s)?\S{2,60}\s?[/|:]\s?(?P<value>[^\s\"',;]{5,40}\w[!?]?)",
    re.IGNORECASE,
)
_SYMBOLS: Final = frozenset("!#$%&*^~+=?_@")
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
about asking like somehow impossible stuck kaputt weg richtig korrekt zurückgesetzt gesperrt trop court faux fausse
demasiado mal rota errónea cambiada troppo giusta corretta scaduta certa fraca muito te goed fout verlopen kwijt
hopeless pointless temporary mandatory default correct: secret private confidential personal
"""
)
_STATES: Final = (
    "ing",
    "ly",
    "ed",
    "ible",
    "able",
    "ado",
    "ada",
    "ido",
    "ida",
    "ato",
    "ata",
    "uto",
    "ita",
    "é",
    "ée",
    "iert",
    "less",
    "ous",
)


def find_secrets(plain: str, lowered: str) -> Iterator[PrivateSpan]:
    """Yield the secrets given away in `plain`; `lowered` is the same in lower case."""
    if any(cue in lowered for cue in _CUES):
        yield from _passwords(plain)
        yield from (PrivateSpan("password", *match.span("value")) for match in _PIN.finditer(plain))
        for match in _REVERSED.finditer(plain):
            if match["value"] or (_is_odd(match["word"]) and any(map(str.isdigit, match["word"]))):
                yield PrivateSpan("password", *match.span(match.lastgroup or 0))
        for match in _SENT_CODE.finditer(plain):
            yield PrivateSpan("password", *match.span("value" if match["value"] else "first"))


def _passwords(plain: str) -> Iterator[PrivateSpan]:
    for match in _STATED.finditer(plain):
        if match["quote"]:
            yield PrivateSpan("password", *match.span("said"))
            continue
        value = _trimmed(match["value"])
        if _is_given(plain, match, value):
            yield PrivateSpan("password", match.start("value"), match.start("value") + len(value))
    for match in _BESIDE.finditer(plain):
        value = _trimmed(match["value"])
        if match["quote"] or (_is_odd(value) and any(map(str.isalpha, value)) and any(map(str.isdigit, value))):
            yield PrivateSpan("password", match.start("value"), match.start("value") + len(value))
    yield from (PrivateSpan("password", *match.span("value")) for match in _QUOTED.finditer(plain))
    yield from (
        PrivateSpan("password", *match.span("value")) for match in _LOGIN.finditer(plain) if _sorts(match["value"]) > 1
    )
    for cue in _NEAR.finditer(plain):
        yield from _mixed(plain, cue.end())


def _is_given(plain: str, match: re.Match[str], value: str) -> bool:
    """Return whether what is said of a password gives it away."""
    says = match["says"].strip()
    if match.start("says") - match.end("name") > 1 or says in _ONTO:
        return _is_odd(value) and any(map(str.isalpha, value)) and _looks_chosen(value, named=False)
    ends = len(value) < len(match["value"]) or match["after"] in {"", "\n"} or _ends_clause(plain, match.end("value"))
    return _looks_chosen(value, named=says in {":", "=", "->", "–"} or ends)


def _mixed(plain: str, start: int) -> Iterator[PrivateSpan]:
    """Yield what mixes sorts of characters as only passwords do, close behind the word for one."""
    for match in _MIXED.finditer(plain, start, min(len(plain), start + _REACH + 40)):
        value = _trimmed(match[0])
        if (
            match.start() <= start + _REACH
            and len(value) >= 6
            and "@" not in value[1:-1]
            and _is_mixed(plain, match.start(), value)
        ):
            yield PrivateSpan("password", match.start(), match.start() + len(value))


def _is_mixed(plain: str, start: int, value: str) -> bool:
    if _sorts(value) >= _MANY_SORTS:
        return True
    named = any(map(str.isdigit, value)) and any(map(str.isalpha, value)) and value.isalnum()
    return named and bool(_ENTERED.search(plain, max(0, start - 16), start))


_MANY_SORTS: Final = 3
_ENTERED: Final = re.compile(r"(?:\b(?:to|is|was|it's|tried|used|use|entered|typed)|:) ?[\"'“‘]?$", re.IGNORECASE)


def _trimmed(value: str) -> str:
    return value.rstrip(".,;)") or value


def _sorts(value: str) -> int:
    inner = value.rstrip("!?")
    tests = (str.islower, str.isupper, str.isdigit, _SYMBOLS.__contains__)
    return sum(any(map(test, inner)) for test in tests)


def _ends_clause(plain: str, at: int) -> bool:
    return bool(_ENDING.match(plain, at))


_ENDING: Final = re.compile(r"\s*(?:$|[.,;!?)\n]|(?:and|y|et|und|e|en|but|pero|mais|aber|ma|mas|maar)\b)")


def _is_odd(value: str) -> bool:
    """Return whether it holds what words do not: a digit, a symbol, a capital inside."""
    word = value.replace("'", "").replace("’", "").rstrip("!?")
    return any(not one.isalpha() for one in word) or (not word[1:].islower() and not word.isupper())


def _looks_chosen(value: str, *, named: bool) -> bool:
    """Return whether `value` is a password rather than what is said about one; `named` where nothing more follows."""
    lowered = value.lower().rstrip("!?…")
    if lowered in _PLAIN_WORDS or _ADDRESS.search(value) or value.startswith(("[", "*", "…", "http")) or not lowered:
        return False
    if _is_odd(value):
        return not (value.rstrip("!?").isdigit() and len(value) < 4) and not _COUNTED.match(lowered)
    return named and len(value) >= 5 and not lowered.endswith(_STATES)


_ADDRESS: Final = re.compile(r"\w@\w+\.\w")
_COUNTED: Final = re.compile(r"^\d{1,2}(?:x|th|st|nd|rd|-\w+)?$|^[a-z]+-[a-z]+$")
