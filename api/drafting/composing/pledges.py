"""What the record says to do, and what will happen, where a matter is grave: policies told in the second person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from api.drafting.composing.quoting import sentences
from knowledge.facts import Fact, FactKind

_MATTERS: Final[Mapping[str, re.Pattern[str]]] = {
    reason: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for reason, words in {
        "injury": r"injur|hurt|accident|safety|incident|allerg|reaction|medical|ambulance|burn",
        "illness": r"food safety|ill\b|illness|sick|food poison|object|allerg|hygiene",
        "hazard": r"safety|fire|smoke|gas\b|carbon|hazard|danger|unsafe|recall|battery|shock|object|overheat|"
        "medicin|dose",
        "fraud": r"fraud|scam|takeover|stolen|unauthori|sim swap|hacked|phishing",
        "privacy": r"personal data|data protection|privacy|breach|wrong person",
        "discrimination": r"discriminat|equal|dignity|harass|inclus|conduct",
        "legal": r"legal|solicitor|court|lawyer",
        "crime": r"assault|harass|safeguard|police|conduct|personal safety|follow",
        "bereavement": r"bereave|death|died|deceased",
    }.items()
}
_OF_HAZARD: Final[Mapping[str, str]] = {
    "carbon_monoxide": r"carbon|monoxide|gas",
    "gas": r"gas\b",
    "fire": r"fire|smoke|burn",
    "smoke": r"smoke|fire|burn|overheat|heat",
    "battery": r"batter",
    "electric": r"shock|electric",
    "foreign_body": r"object|foreign|glass|metal|food safety",
    "allergy": r"allerg",
    "food_poisoning": r"food poison|ill\b|illness|sick|hygiene|food safety",
    "medicine": r"medicin|medication|dose|dispens|prescri",
    "injury": r"injur|hurt|accident",
    "trapped": r"lift|trapped|locked",
    "vehicle": r"brake|safety|recall|road",
}
_BIDS: Final = re.compile(
    r"^(?:(?:first,? |always |please |we )?(?:ask|tell|advise|instruct|remind)s? (?:the |a |any )?(?:customer|guest|"
    r"member|passenger|"
    r"patient|tenant|person|famil(?:y|ie))s?(?:'s)? (?:to|that they should)|(?:the |a |any )?(?:customer|guest|member|"
    r"passenger|tenant|person)s? (?:is|are|should be|must be) (?:asked|told|advised|instructed) to|(?:the |a |any )?"
    r"(?:customer|guest|member|passenger|tenant|person)s? (?:should|must))\s+",
    re.IGNORECASE,
)
_FORBIDS: Final = re.compile(
    r"^never ask (?:the |a |any )?customers? to (?=move|touch|use|charge|open|handle)", re.IGNORECASE
)
_DOUBLES: Final = re.compile(
    r"^(?:stop|switch|unplug|keep|leave|do not|turn|move|get|open|call|ring|seek)\b", re.IGNORECASE
)
_CUSTOMER: Final = re.compile(
    r"\b(?:(?:the|a|any|each|every|that) )?customers?(?:'s?|\b)(?! (?:care|service|relations|support))", re.IGNORECASE
)
_EACH: Final = re.compile(r"^(?:Every|Each|All) (?:\w+ ){1,2}?(?=goes |is passed )")
_ASIDE: Final = re.compile(r", never [^,.]+([,.])")
_AGREES: Final = {"is": "are", "has": "have", "was": "were", "does": "do"}
_OURS: Final = re.compile(
    r"\b(?:the|a|an) (?=(?:[\w-]+ ){0,3}(?:team|desk|lead|line|office|officer|specialist|manager)\b)", re.IGNORECASE
)
_INWARD: Final = re.compile(
    r"\b(?:agents?|advis[eo]rs?|handlers?|internal\w*|escalat\w+|scripts?|macros?|cause[sd]?|faults?|liab\w+|blame|"
    r"admit\w*|insur\w+|log(?:ged)?|ticket|staff|colleague|nobody|never|compensat\w+|goodwill|vouchers?|diagnos\w+|"
    r"discuss\w*|confirm(?:ed)? to|customers?|guests?|patients?|passengers?|tenants?|ico|regulator|wording|approv\w+|"
    r"sign[- ]off|confidential|"
    r"(?:late|deceased|dead) you|do not (?:tell|offer|promise|mention|speculate|comment)|not be (?:told|given)|"
    r"messages?)\b",
    re.IGNORECASE,
)
_USEFUL: Final = re.compile(
    r"^please\b|\b(?:within|same day|that day|at once|free|calls?|phones?|rings?|writes?|write|repl(?:y|ies)|"
    r"collects?|visits?|"
    r"closed|refunded|stops?|handles?|removed|waived|enough|locks?|set aside|passed to|goes to|looks into|answers?)\b",
    re.IGNORECASE,
)
_OF_MONEY: Final = re.compile(r"\b(?:refund|credit|voucher|discount|compensat|receipt)", re.IGNORECASE)
_HURT: Final = frozenset({"injury", "illness", "hazard", "crime"})
_TO_COLLEAGUES: Final = re.compile(
    r"(?:Tell|Ask|Advise|Offer|Send|Give|Pass|Apologise|Explain|Record|Take|Get|Arrange|Make|Reply|Do not)\b"
)
_EMERGENCY: Final = re.compile(
    r"\b(?:call|ring|dial|phone|emergenc\w+|police|ambulance|fire brigade|danger)\b"
    r"[^\d£€$]{0,40}\b(999|112|911|000)\b(?![ ,.]?\d)",
    re.IGNORECASE,
)
"""A number to call in an emergency, and no end of a sum."""
_CRISIS: Final = re.compile(r"\b(Samaritans|Lifeline|Crisis Text Line|Shout)\b[^\d.;]{0,20}(\d{2,5}(?: \d{3,4}){0,3})")
_GAS: Final = re.compile(
    r"\b((?:National )?Gas Emergency (?:Service|Line|Helpline))\b[^\d.;]{0,20}(0\d{3}(?: ?\d{3}){2})", re.IGNORECASE
)
_MOST, _MOST_SENTENCES = 420, 3
_SHORTEST = 15


@dataclass(frozen=True, slots=True)
class Pledge:
    """A sentence of a policy as the customer is told it, and the fact it stands in."""

    text: str
    fact_id: str


def pledges(policies: Sequence[Fact], reason: str, hazard: str | None) -> list[Pledge]:
    """Return what policies on such a matter bid the customer do and say will happen, as much as fits in a paragraph."""
    fact = _on_the_matter(policies, reason, hazard)
    if fact is None:
        return []
    told: list[Pledge] = []
    size = 0
    for one in _to_the_point(spoken(fact.text), reason):
        if (reason in _HURT and _OF_MONEY.search(one)) or _TO_COLLEAGUES.match(one):
            continue
        if reason == "bereavement" and re.search(r"\byou(?:r|rs)?\b", one):
            continue
        if len(told) == _MOST_SENTENCES or size + len(one) > _MOST:
            break
        told.append(Pledge(one, fact.id))
        size += len(one)
    return told


def _to_the_point(told: Sequence[str], reason: str) -> Sequence[str]:
    """Return the sentences, or of a policy on several things those that name the one it is about."""
    named = [one for one in told if reason == "discrimination" and "discriminat" in one.lower()]
    return named or told


def named_in(policies: Sequence[Fact], reason: str, hazard: str | None) -> str:
    """Return the words of the policy on such a matter, lower case: they may say whose it is."""
    fact = _on_the_matter(policies, reason, hazard)
    return fact.text.lower() if fact else ""


def _on_the_matter(policies: Sequence[Fact], reason: str, hazard: str | None) -> Fact | None:
    """Return the policy that speaks of the danger itself, else of its sort; by its title before its text."""
    danger = _OF_HAZARD.get(hazard or "")
    of_hazard = re.compile(rf"\b(?:{danger})", re.IGNORECASE) if danger else None
    for words in (of_hazard, _MATTERS.get(reason)):
        if words is None:
            continue
        named = [fact for fact in policies if words.search((fact.title or "").partition(" – ")[0])]
        telling = named or [fact for fact in policies if len(words.findall(fact.text)) >= 1]
        found = next((fact for fact in telling if any(spoken(fact.text))), None)
        if found:
            return found
    return None


@lru_cache(maxsize=512)
def spoken(text: str) -> tuple[str, ...]:
    """Return the sentences of a policy that a customer can be told and helped by, in the second person."""
    return tuple(_spoken(text))


def _spoken(text: str) -> Iterator[str]:
    for one in sentences(text):
        told = _to_you(one)
        whole = len(told) >= _SHORTEST and told[-1] in ".!" and not set("{:") & set(told)
        if whole and _USEFUL.search(told) and not _INWARD.search(told):
            yield told


def _to_you(one: str) -> str:
    """Return a sentence about customers, or to who deals with them, as it is said to one of them."""
    bid = _FORBIDS.sub("Please do not ", one)
    bid = _BIDS.sub("Please ", bid)
    bid = re.sub(r"^Please not ", "Please do not ", bid)
    if bid != one:
        bid = re.sub(r", not (?=[a-z]+ )", ", do not ", bid)
        bid = re.sub(r"\b[Tt]heir\b", "your", bid.replace(" and to ", " and "))
        return _ours(re.sub(r"\bthey\b", "you", bid))
    if _DOUBLES.match(one):
        return _ours(f"Please {one[0].lower()}{one[1:]}")
    turned = _CUSTOMER.sub(_as_you, _EACH.sub("Your report ", _ASIDE.sub(r"\1", one)))
    if turned != one:
        turned = re.sub(r"\b[Yy]ou (is|has|was|does)\b", lambda found: f"you {_AGREES[found[1]]}", turned)
        turned = re.sub(
            r"\b([Yy]ou) (say|report|need|want|ask|tell|smell|call|ring|write|keep|pay|receive)s\b", r"\1 \2", turned
        )
        turned = re.sub(r"\b[Tt]heir\b", "your", turned)
    if re.match(r"(?:Passed|Sent|Handed|Given) ", turned):
        turned = f"This is {turned[0].lower()}{turned[1:]}"
    return _ours(turned[0].upper() + turned[1:])


def _as_you(found: re.Match[str]) -> str:
    return "your" if "'" in found[0] else "you"


def _ours(one: str) -> str:
    told = _OURS.sub("our ", one)
    return told[0].upper() + told[1:]


def emergency_line(facts: Sequence[Fact]) -> tuple[str, str | None]:
    """Return whom to call in an emergency, with the number where a fact gives one, and that fact's id."""
    for fact in facts:
        found = _EMERGENCY.search(fact.text) if fact.kind in {FactKind.POLICY, FactKind.CONTACT} else None
        if found:
            return f"the emergency services ({found[1]})", fact.id
    return "the emergency services", None


def line_for(facts: Sequence[Fact], hazard: str | None) -> tuple[str, str] | None:
    """Return the line on record for somebody in despair or who smells gas, with its number, and its fact's id."""
    wanted = {"self_harm": _CRISIS, "gas": _GAS, "carbon_monoxide": _GAS}.get(hazard or "")
    for fact in facts if wanted else ():
        found = wanted.search(fact.text) if wanted else None
        if found and fact.kind in {FactKind.POLICY, FactKind.CONTACT}:
            the = "the " if wanted is _GAS else ""
            return f"{the}{found[1]} on {found[2].strip()}", fact.id
    return None
