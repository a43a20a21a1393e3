"""Perturbed copies of supported replies: a value that the ledger bound changed, or a sentence from another case put in.

They teach what no writer needs to write by hand: that one wrong figure in a true reply is a breach.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from evals.case import Case
from evals.targets.engine import reply_of
from evals.training.support.edits import Edited
from guardrails.claims.ledger import Ledger, examine
from guardrails.claims.lexicon import words
from guardrails.claims.ruling import CONTACT, CONTRADICTS, UNVERIFIED
from guardrails.claims.support.windows import told
from guardrails.claims.words import stems
from guardrails.document import read
from guardrails.finding import Claim, ClaimStatus

_DAYS: Final = list(day_name)
_MONTHS: Final = list(month_name)[1:]
_NUMBERS: Final = sorted(
    words("two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty")
)
_NAMES: Final = sorted(
    words("Priya Tom Aoife Daniel Sara Marcus Ines Joel Hannah Ravi Ellen Piotr Grace Callum Nadia Owen")
)
_PAIRS: Final = words("""
    yesterday/today today/yesterday tomorrow/today both/neither first/second second/first before/after after/before
    included/excluded excluded/included open/closed closed/open full/half half/full issued/received approved/refused
    free/chargeable morning/afternoon afternoon/morning weekly/monthly minimum/maximum least/most more/less less/more
    early/late under/over over/under confirmed/denied twice/once once/twice never/always always/never all/none
    cancelled/confirmed delivered/returned last/next next/last without/with only/also
""")
_TURNED: Final = {old: new for old, _, new in (pair.partition("/") for pair in sorted(_PAIRS))}
_CONTACTS: Final = frozenset({"email", "link", "phone", "handle", "person"})
_PLAIN: Final = frozenset({"statement", "action", "cause", "history", "other customers", "policy", "fault", "promise"})
_LONGEST, _KNOWN = 60, 0.45


def perturbed(case: Case, ledger: Ledger, chance: Random) -> Edited | None:
    """Return the case with one bound value changed or one word turned round; None where there is none to change."""
    bound = [one for one in ledger.claims if _is_value(one) and one.end - one.start < _LONGEST]
    if bound and chance.random() < 0.8:
        claim = chance.choice(bound)
        new = otherwise(claim.text, claim.kind, chance)
        rule = CONTACT if claim.kind in _CONTACTS else CONTRADICTS
        return _put(case, claim.start, claim.end, new, rule) if new and new != claim.text else None
    places = [match for word in _TURNED for match in re.finditer(rf"\b{word}\b", case.given)]
    if not places:
        return None
    match = chance.choice(places)
    return _put(case, match.start(), match.end(), _TURNED[match[0]], CONTRADICTS)


def _is_value(claim: Claim) -> bool:
    return claim.status is ClaimStatus.SUPPORTED and claim.kind not in _PLAIN


def _put(case: Case, start: int, end: int, new: str, rule: str) -> Edited:
    text = case.given[:start] + new + case.given[end:]
    place = (start, start + len(new))
    return Edited(replace(case, text=text, before="", labels=None), [(rule, *place)], place)


def otherwise(value: str, kind: str, chance: Random) -> str | None:
    """Return another value of the same shape: another day, digit, number, name, or one letter of a contact wrong."""
    for names in (_DAYS, _MONTHS):
        match = re.search(r"\b(?:" + "|".join(names) + r")\b", value)
        if match and chance.random() < 0.6:
            return _swapped(value, match, chance.choice([name for name in names if name != match[0]]))
    digits = list(re.finditer(r"\d", value))
    if digits:
        digit = chance.choice(digits)
        others = [str(n) for n in range(int(digit is digits[0]), 10) if str(n) != digit[0]]
        return _swapped(value, digit, chance.choice(others))
    match = re.search(r"\b(?:" + "|".join(_NUMBERS) + r")\b", value.lower())
    if match:
        return _swapped(value, match, chance.choice([word for word in _NUMBERS if word != match[0]]))
    if kind == "person":
        return chance.choice([name for name in _NAMES if name not in value])
    if kind in _CONTACTS:
        return _misspelt(value, chance)
    match = re.search(r"\b(?:" + "|".join(_TURNED) + r")\b", value)
    return _swapped(value, match, _TURNED[match[0]]) if match else None


def _swapped(value: str, match: re.Match[str], new: str) -> str:
    capital = value[match.start()].isupper() and new[0].isalpha()
    return value[: match.start()] + (new.capitalize() if capital else new) + value[match.end() :]


def _misspelt(value: str, chance: Random) -> str | None:
    letters = [at for at, letter in enumerate(value) if letter.isalpha()]
    if not letters:
        return None
    at = chance.choice(letters)
    return value[:at] + chance.choice(["", *"aeioutnsrl"]) + value[at + 1 :]


def sentences_of(cases: Iterable[Case]) -> list[tuple[str, frozenset[str]]]:
    """Return sentences of supported replies in which a value is bound, each with its concepts."""
    found = []
    for case in cases:
        document = read(case.given)
        ledger = examine(document, reply_of(case))
        places = [(one.start, one.end) for one in ledger.claims if _is_value(one) and one.kind not in _CONTACTS]
        for sentence in document.sentences:
            start, end = document.span(sentence.start, sentence.end)
            if any(first < end and start < last for first, last in places):
                found.append((sentence.text, stems(sentence.text)))
    return found


def crossed(case: Case, pool: Sequence[tuple[str, frozenset[str]]], chance: Random) -> Edited | None:
    """Return the case with a sentence from another one put in, which nothing here supports."""
    document = read(case.given)
    known = frozenset().union(stems(case.complaint or ""), *(stems(told(fact)) for fact in case.facts))
    strange = [one for one in chance.sample(pool, min(4, len(pool))) if len(one[1] & known) < _KNOWN * len(one[1])]
    if len(document.sentences) < 2 or not strange:
        return None
    sentence = chance.choice(document.sentences[1:])
    at = document.span(sentence.start, sentence.end)[0]
    return _put(case, at, at, f"{strange[0][0]} ", UNVERIFIED)
