"""What the problem did to the customer, as they tell it: what a line of sympathy may speak of, and nothing else may."""

from __future__ import annotations

import re
from typing import Final

_READ: Final = 3_000
_SIGNS: Final[tuple[tuple[str, str], ...]] = (
    (
        "newborn",
        (
            r"\bnew ?borns?\b|\b\d{1,2}[- ]?(?:weeks?|wks?|months?|mths?)[- ]?old\b(?! (?:sofa|phone|car|laptop|"
            r"account|shoes|boots))"
            r"|\bbaby (?:is )?\d{1,2} (?:weeks?|months?)\b|\bnew baby\b|\b(?:wash|washing|bath|bathing|feed|"
            r"feeding) (?:a|the|my|our) baby\b"
        ),
    ),
    (
        "elderly",
        r"\bi(?:'m| am) (?:an? )?(?:7\d|8\d|9\d)\b|\b(?:he|she|mum|dad|mother|father)(?:'s| is) (?:7\d|8\d|9\d)\b",
    ),
    (
        "heat",
        (
            r"\bno (?:heating|heat|hot water|gas|boiler)\b|\bwithout (?:heating|hot water|gas)\b|\bcold showers?\b|"
            r"\bboiling kettles\b"
        ),
    ),
    ("wheelchair", r"\b(?:my|her|his|mum's|dad's) (?:wheelchair|walker|mobility scooter)\b|\buse a wheelchair\b"),
    ("medicine", r"\b(?:my|his|her|our) (?:insulin|inhaler|tablets|medication|prescription|medicines?)\b"),
    (
        "living",
        (
            r"\bmy (?:living|livelihood)\b|\bi(?:'m| am) self[- ]employed\b|\bi work from home\b|\bcan(?:'t|not) "
            r"(?:get to )?work\b"
        ),
    ),
    ("rent", r"\bmy (?:rent|wages|salary|overdraft)\b|\bcan(?:'t|not) afford\b|\bget paid on\b"),
    (
        "day_off",
        (
            r"\b(?:took|taken|take|wasted|lost|booked|second|third) (?:\w+ ){0,2}(?:days?|mornings?|"
            r"afternoons?)(?:'s)? (?:off|leave)\b|\bannual leave\b"
        ),
    ),
    (
        "children",
        r"\b(?:my|our|two|three|the) (?:kids?|children|little (?:one|boy|girl)|toddlers?)\b|\bi have toddlers\b",
    ),
    ("present", r"\b(?:present|gift) for\b|\bfor (?:my|our|his|her) \w+(?:'s)? (?:birthday|christening|anniversary)\b"),
    (
        "chased",
        (
            r"\b(?:rang|called|rung|phoned|emailed|chased|asked|told you|written|contacted)\b[^.!?]{0,25}?"
            r"\b(?:twice|(?:2|3|4|5|6|7|8|9|10|three|four|five|six|several|many) (?:times|emails|calls))\b|\b(?:on "
            r"hold|in a queue) for\b"
        ),
    ),
)
_PATTERNS: Final = tuple((name, re.compile(pattern)) for name, pattern in _SIGNS)
IMPACTS: Final = tuple(name for name, _ in _SIGNS)
"""Every impact by its name, the one that weighs most first."""


def impact(text: str) -> str | None:
    """Return the name of what weighs most in an English message, or None where it tells of nothing such."""
    said = text[:_READ].replace("’", "'").lower()
    return next((name for name, pattern in _PATTERNS if pattern.search(said)), None)
