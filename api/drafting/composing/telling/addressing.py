"""From the third person to the second: "the customer's order was" is "your order was"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from api.drafting.composing.telling.lexicon import is_past, people, words

_AGREED = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't"}
_AGREED |= {"hasn't": "haven't", "doesn't": "don't"}
_OWNED = (
    r"(?:own |new |old |original |first |second |next |last |full |current |monthly |annual )*(?:order|account|card|"
    r"booking|refund|money|parcel|bill|room|flight|ticket|car|bike|bag|payment|subscription|membership|plan|number|"
    r"address|email|name|postcode|phone|home|flat|house|invoice|deposit|appointment|seat|luggage|suitcase|item|items|"
    r"purchase|return|claim|stay|visit|class|lesson|meal|table|policy|contract|line|meter|boiler|pet|child|son|"
    r"daughter|complaint|message|request|cancellation|choice|loyalty|points|balance|statement|bank|next|delivery)"
)
_ADVERB = r"(?:also |already |still |then |now |only |never |always |first |just |therefore |normally )?"
_OTHERS = re.compile(
    r"\b(?:driver|technician|engineer|agent|colleague|receptionist|manager|instructor|teacher|waiter|fitter|"
    r"nurse|doctor|therapist|stylist|trainer|porter|guard|chef|neighbou?r|landlord)s?\b",
    re.IGNORECASE,
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    who = rf"(?<!some )(?<!other )(?<!all )(?<!many )(?:(?:the|this|our|a|an|each|every|any) )?{people()}"
    return (
        re.compile(rf"\b(?:{who}s?['’]s|{who}s['’])(?= )", re.IGNORECASE),
        re.compile(
            rf"\b{who}\b(?!['’-]| (?:care|services?|support|relations|experience|team|desk)\b)"
            rf"|(?:^|(?<=\bif )|(?<=\bwhen )|(?<=\bwhere )|(?<=, )){people()}s(?= "
            rf"(?:can|may|will|must|should|have|are|"
            r"receive|get|do|need|pay|whose)\b)",
            re.IGNORECASE,
        ),
        re.compile(rf"\b{people()}s?\b", re.IGNORECASE),
    )


@lru_cache(maxsize=4096)
def addressed(text: str, names: Sequence[str] = (), *, alone: bool = True) -> str:
    """Return a sentence in the second person; `names` are the customer's own.

    Where the customer is not `alone` in what is told, "he" and "her" may be somebody else, and stay.
    """
    owned, who, named = _patterns()
    speaks_of = bool(named.search(text)) or any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)
    told = owned.sub("your", text)
    for name in names:
        told = re.sub(rf"\b(?:M(?:r|rs|s|x) )?{re.escape(name)}['’]s\b", "your", told)
        told = re.sub(rf"\b(?:M(?:r|rs|s|x) )?{re.escape(name)}\b(?!@)", "you", told)
    told = re.sub(
        r"\b(?:her|his|their) choice\b",
        "your choice",
        re.sub(r"\bwith (?:her|him|them) (?=today|tomorrow|by)", "with you ", told),
    )
    told = re.sub(
        r"\b[Tt]he (?:family|couple)(?= (?:went|was|were|had|have|has|did|came|left|paid|took)\b)", "you", told
    )
    told = re.sub(r"\b([Yy]ou|your) (?:you|your)\b", r"\1", who.sub("you", told))
    if alone:
        told = _pronouns(told, speaks_of=speaks_of)
    elif not _OTHERS.search(told):
        told = re.sub(rf"\b(?:[Hh]er|[Hh]is)(?= {_OWNED}\b)", "your", told)
    return _reflected(_agreeing(told))


_PLURAL = re.compile(
    r"\b(?!this\b|always\b|days\b|hours\b|weeks\b|months\b|minutes\b)[a-z]{3,}(?<![su])s\b", re.IGNORECASE
)


def addressed_in_rule(text: str) -> str:
    """Return a sentence of a policy in the second person: "he" and "she" are whoever answers for it, and stay.

    "They" are the customer where the sentence speaks of one, and of no things before it.
    """
    asked = _patterns()[2].search(text)
    told = addressed(text, alone=False)
    if asked is None:
        return told
    for found in reversed(list(re.finditer(r"\b(they|them|their)\b", told))):
        before = told[: found.start()]
        last = max(before.rfind(" you"), before.rfind(" your"), 0 if re.match(r"you\b", before, re.IGNORECASE) else -1)
        if last >= 0 and not _PLURAL.search(before[last + 5 :]):
            told = before + ("your" if found[1] == "their" else "you") + told[found.end() :]
    return told


def speaks_of_customer(text: str) -> bool:
    """Return whether a text for colleagues tells of one customer."""
    return bool(_patterns()[2].search(text)) or bool(re.search(r"\b(?:she|he|her|his|him)\b", text, re.IGNORECASE))


_NO_NOUN = (
    r"(?!on\b|to\b|that\b|for\b|by\b|in\b|at\b|and\b|or\b|a\b|an\b|the\b|£|\d|tomorrow|today|"
    r"yesterday|himself|herself|again\b|"
    r"back\b|after\b|before\b|until\b|when\b|this\b|directly|personally|twice|once\b|now\b|first\b|"
    r"about\b|of\b|as\b|with\b|"
    r"from\b|if\b|his\b|her\b|out\b|up\b|not\b|but\b|is\b|was\b|were\b)"
)
_REACHED = (
    r"\b((?:ring|call|phone|email|write to|contact|visit|see|update|meet|tell|text|speak "
    r"to|reach|help|send|give)s?(?:ed)?) (?:her|him|them)\b"
)


_NAMED_FIRST = re.compile(
    r"[A-Z][a-z]+ [A-Z][a-z]+ (?:is|was|has|will|[a-z]+ed)\b|[A-Z][a-z]+ (?:is (?:back|dealing|"
    r"away|on)|has (?:the|this|been)|will (?:ring|call))\b"
)


def others_act(text: str) -> bool:
    """Return whether somebody else than the customer plays a part, so that "he" may be them."""
    return bool(_OTHERS.search(text))


def _pronouns(text: str, *, speaks_of: bool) -> str:
    text = re.sub(_REACHED, r"\1 you", text)
    if _NAMED_FIRST.match(text):
        return text
    if not _OTHERS.search(text):
        text = re.sub(r"\b(?:[Hh]er|[Hh]is)(?= " + _NO_NOUN + "[a-z])", "your", text)
        text = re.sub(r"\b(?:[Ss]he|[Hh]e|[Hh]er|[Hh]im)\b", "you", text)
    else:
        text = re.sub(rf"\b(?:[Hh]er|[Hh]is)(?= {_OWNED}\b)", "your", text)
    text = re.sub(rf"\b[Tt]heir(?= {_OWNED}\b)", "your", text)
    if speaks_of and not re.search(r"\b(?!items|goods|parts)[a-z]{4,}(?<!s)s\b(?=[^.]*\bthey\b)", text):
        text = re.sub(r"\b(?:[Tt]hey|[Tt]hem)\b", "you", re.sub(r"\b[Tt]heir\b", "your", text))
    return text


def _agreeing(text: str) -> str:
    """Return `text` with the verbs of "you" in its form, those joined by "and" too."""
    before = "|".join(sorted(words("before_subject")))
    subject = rf"(?:(?<=^)|(?<=[,:;(–] )|\b(?i:{before}) )[Yy]ou {_ADVERB}"
    told = re.sub(rf"({subject})([a-z']+)\b", lambda match: match[1] + _plural(match[2]), text)
    if re.search(rf"{subject}[a-z']+", told):
        told = re.sub(
            rf"(\b[Yy]ou [^.;:]*?\b(?:and|or|but|then) {_ADVERB})(is|was|has|does|{'|'.join(sorted(words('does')))})\b"
            r"(?! (?:a|an|the) \w+ed)",
            lambda match: match[1] + _plural(match[2]),
            told,
        )
    return told


def _plural(verb: str) -> str:
    if verb in _AGREED:
        return _AGREED[verb]
    if verb not in words("does") or is_past(verb) or not verb.endswith("s"):
        return verb
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if verb.endswith(("oes", "ches", "shes", "sses", "xes")):
        return verb[:-2]
    return verb[:-1]


def _reflected(text: str) -> str:
    """Return `text` with verbs that can only be the customer's in the form of "you", wherever they stand."""
    sure = r"\byou (pays|gets|receives|chooses|keeps|needs|wants|asks|sends|prefers|returns|says)\b"
    return re.sub(sure, lambda match: f"you {match[1][:-1]}", text)
