"""What a complaint says between the lines: what hangs on it, and whether a person has to take over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from guardrails.inbound.assessment import Gravity, Topic
from guardrails.inbound.problem import Problem, ProblemKind
from prompts.phrasebook import table

_STAKE = re.compile(
    r"\b(?:my|our)\s((?:(?:\d{1,3}(?:st|nd|rd|th)|daughter's|son's|wife's|husband's|mum's|mom's|"
    r"mother's|dad's|father's|"
    r"sister's|brother's|friend's|nan's|gran's|partner's|kid's|child's|baby's|granddaughter's|"
    r"grandson's|best|first|silver|"
    r"golden|ruby)\s){0,2}(?:birthday|wedding|anniversary|christening|baby shower|funeral|honeymoon|graduation|"
    r"exam|job interview|interview|surgery|operation|house move|holiday|party))(?:\sparty)?\b",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\b(?:for|before|until|in time for|late for|missed)\s(a|the)\s(birthday|wedding|anniversary|christening|funeral|"
    r"graduation|honeymoon|job interview|operation)\b",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"\b(?:for|before|in time for|ruined|missed)\s(?:the\s)?(christmas|easter|eid|diwali|hanukkah)\b", re.IGNORECASE
)
_PHOTO = re.compile(r"\b(?:photos?|pictures?|pics?|images?|screenshots?|attached|see below|video)\b", re.IGNORECASE)
_BY_KIND = {ProblemKind.INJURY: "injury", ProblemKind.HAZARD: "hazard", ProblemKind.DATA_LEAK: "privacy"}
_HURT = frozenset({"injury", "illness", "hazard"})
_OF_FACTOR = {"safety": "hazard", "data": "privacy"}
GRAVEST_FIRST = (
    *("self_harm", "injury", "illness", "hazard", "crime", "fraud", "discrimination", "privacy", "threat", "legal"),
    "press",
)
"""Why a person has to take over, the gravest first."""
_BY_TOPIC = {Topic.SAFETY: "hazard", Topic.PRIVACY: "privacy"}


def stake(text: str) -> str | None:
    """Return what hangs on it, in the second person ("your daughter's birthday"), or None."""
    said = text.replace("’", "'")
    if found := _STAKE.search(said):
        return f"your {found[1].lower()}"
    if found := _OCCASION.search(said):
        return f"{found[1].lower()} {found[2].lower()}"
    found = _SEASON.search(said)
    return found[1].capitalize() if found else None


def shows_photo(text: str) -> bool:
    """Return whether the customer speaks of a picture, so that none is asked for."""
    return bool(_PHOTO.search(text))


@cache
def _grave_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (reason, re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b"))
        for reason, words in table("grave").items()
    )


def grave_reason(text: str, problem: Problem, topic: Topic, assessed: Sequence[str] = ()) -> str:
    """Return why a person has to take over: the gravest reason that applies; `distress` at least.

    What was `assessed` decides; where nothing was, the words of the complaint do.
    """
    said = text[:20_000].replace("’", "'").lower()
    told = [reason for reason, pattern in _grave_words() if pattern.search(said)]
    known = {_OF_FACTOR.get(name, name) for name in assessed}
    for reason in GRAVEST_FIRST:
        if reason in known:
            # Who was hurt and by what is told by the words: food that made ill is no accident.
            return next((one for one in told if one in _HURT), reason) if reason in _HURT else reason
    return next(iter(told), None) or _BY_KIND.get(problem.kind) or _BY_TOPIC.get(topic) or "distress"


def names_reason(text: str, reason: str) -> bool:
    """Return whether the words of a complaint themselves tell of `reason`."""
    said = text[:20_000].replace("’", "'").lower()
    return any(name == reason and pattern.search(said) for name, pattern in _grave_words())


def matters_of(assessed: Sequence[str]) -> list[str]:
    """Return the reasons that grave things stand for, as `assessed`, the gravest first."""
    known = {_OF_FACTOR.get(name, name) for name in assessed}
    return [reason for reason in GRAVEST_FIRST if reason in known]


def is_raw(severity: Gravity, text: str) -> bool:
    """Return whether somebody is hurt or furious, so that nothing cheerful is said and no feedback asked for."""
    letters = [letter for letter in text[:500] if letter.isalpha()]
    loud = len(letters) > 20 and sum(letter.isupper() for letter in letters) > 0.5 * len(letters)
    return severity in (Gravity.HIGH, Gravity.CRITICAL) or loud or text.count("!") > 2


_MONEY_BACK = re.compile(
    r"\b(?:want|like|have|give|get|refund|need) (?:\w+ ){0,2}?(?:my|the|our) (?:money|fare|ticket|"
    r"cash|payment)\b(?: back)?|"
    r"\b(?:i|we) want (?:a |the |my |our )?(?:full )?(?:refund|money)|\bplease refund\b|\brefund (?:me|us|please)\b",
    re.IGNORECASE,
)


def asks_for_money(text: str) -> bool:
    """Return whether somebody asks for their money back in so many words."""
    return bool(_MONEY_BACK.search(text))


_PERSON_WANTED = re.compile(
    r"\b(?:human|real person|actual person|speak (?:to|with) (?:a|an|some|one)\w*|talk to (?:a|"
    r"some)\w*|ring me|call me|phone me|"
    r"(?:a|one) (?:real )?person to)\b",
    re.IGNORECASE,
)


def wants_person(text: str) -> bool:
    """Return whether somebody asks for a person to speak with."""
    return bool(_PERSON_WANTED.search(text))
