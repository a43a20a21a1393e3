"""Kind words and what is found fault with beside them: thanks alone answer the first and never the second."""

from __future__ import annotations

import re
from typing import Final

from guardrails.inbound.reading import read

_KIND: Final = re.compile(
    r"\b(?:lovely|great|brilliant|amazing|fantastic|excellent|perfect\w*|wonderful\w*|superb|delicious|impress\w*|love[ds]?|"
    r"loving|thanks?|thank you|thankyou|thx|ty|cheers|kind\w*|helpful|friendly|best|good|nice\w*|decent|happy|pleased|"
    r"delighted|grateful|appreciat\w+|recommend\w*|star|stars|hero(?:es)?|legends?|gem|treat|joy|beautiful\w*|gorgeous|fab\w*|"
    r"fault|patient|polite|bravo|kudos|shout ?-?out|well done|top notch|first class|outstanding|exceptional|"
    r"awesome|ace|"
    r"magic\w*|saved|rescued|sorted|made my|laugh\w*|smil\w+|enjoyed|worth it|spot on|5/5|10/10|class act|went "
    r"above|above and beyond|fair play|hats off|chuffed|quick\w*|"
    r"fast|smooth\w*|easy|easily|fun|funny|funniest|comfy|comfortable|clean|fresh|tasty|yum\w*|xx?)\b|[\u2764\U0001f44f\U0001f60d\U0001f64f\U0001f44d]"
)
_BUT: Final = re.compile(
    r"\b(?:but|shame|however|except|pity|only (?:thing|gripe|issue|complaint|downside|niggle))\b(?! here we are)"
)
_OTHERWISE: Final = re.compile(
    r"\botherwise,? (?:an? |very |really |quite |all )*(?:decent|good|great|lovely|fine|nice|happy|excellent|ok|okay)\b"
)
_AND_YET: Final = re.compile(
    r"^\w+ [\w ]{2,25}, (?:grim|awful|poor|rude|dirty|filthy|terrible|rubbish|disappointing|shame|pity|dreadful|"
    r"shabby)\b"
)
_LEAST: Final = 2
_EARLY: Final = 12
_SINCERE: Final = re.compile(
    r"\blove (?:you|your|u|the)\b[^.!?]{0,40}\bbut\b|^(?:\w+ )?(?:great|lovely|good|nice|fab|fantastic|"
    r"brilliant) (?!evening|morning|afternoon|day)[a-z]+(?: [a-z]+)?"
    r"(?:,|\.| but\b)(?! not\b)(?:[^!?]{0,25}\b(?:shame|but|grim|pity)\b|(?<=\.) \d)"
)
_SCORN: Final = re.compile(r"\b(?:job|work|start|way to|stuff|service|one|going)\b")


def has_kind_words(text: str) -> bool:
    """Return whether an English message has a kind word."""
    return bool(_KIND.search(read(text).plain))


def finds_fault(text: str) -> bool:
    """Return whether an English message with kind words finds fault with something beside them."""
    plain = read(text).plain
    first = _KIND.search(plain)
    if first is None:
        return False
    if _OTHERWISE.search(plain) or (first.start() < _EARLY and _AND_YET.search(plain)):
        return True
    found = _BUT.search(plain, first.end())
    told = plain[found.end() :] if found else ""
    return len(told.split()) >= _LEAST and bool(found) and not _KIND.search(told)


def is_fond(text: str) -> bool:
    """Return whether a complaint plainly begins with, or is softened by, a kind word that is meant."""
    plain = read(text).plain
    found = _SINCERE.search(plain)
    return found is not None and not _SCORN.search(found[0])
