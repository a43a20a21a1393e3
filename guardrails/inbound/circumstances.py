"""What else the customer tells: how long they waited, how often they asked, what it was for."""

from __future__ import annotations

import re
from typing import Final

_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|ninety|several|a few|a couple of|couple of|many|half an)"
)
_LENGTH = re.compile(
    rf"\b((?:over |more than |nearly |almost |about |around )?{_NUMBER}(?: and a half| whole| full| long| "
    rf"working| business)? (?:minutes?|hours?|days?|nights?|weeks?|months?|years?))\b"
)
_NO_WAIT = re.compile(
    r"(?:within|warranty|guarantee|customer|loyal|up to|takes?|every|only|next|last for|old|aged|contract|"
    r"trial|open|per|with you|been coming|after only|member|used to|delivery in|stay|stayed|for our|return|"
    r"returns?|under|less than|lasted|of use|twice|nights?|postponed) ?(?:for |of |in |by |the |policy |"
    r"period |over |the last |the past |about |is |was )*$"
)
_NO_WAIT_AFTER = re.compile(
    r"^(?: (?:return|warranty|guarantee|old|contract|trial|delivery|money|free|a (?:week|month|year|day)|"
    r"wear|into|away|drive|window|slot|of (?:use|being|wear|loyalty|my life)|customer|loyal|with you|later "
    r"(?:it|the)|notice|policy|period|subscription|plan|break|holiday|stay)|[- ]\d| to \d)"
)
_TIMES: Final = {
    "2": "twice",
    "two": "twice",
    "twice": "twice",
    "3": "three times",
    "three": "three times",
    "4": "four times",
    "four": "four times",
    "5": "five times",
    "five": "five times",
    "6": "six times",
    "six": "six times",
    "several": "several times",
    "multiple": "several times",
    "numerous": "several times",
    "many": "many times",
    "countless": "many times",
    "ten": "ten times",
    "10": "ten times",
}
_ASKED = re.compile(
    r"\b(called|phoned|rung|rang|emailed|e-mailed|messaged|written|wrote|contacted|complained|asked|chased|"
    r"dmed|tweeted)(?: [a-z']+){0,4}? (twice|2|two|3|three|4|four|5|five|6|six|10|ten|several|multiple|"
    r"numerous|many|countless)(?: (?:different |separate )?(?:times|occasions))?\b(?! (?:hours|days|weeks|"
    r"months|minutes|people|years))"
)
_SENT = re.compile(
    r"\b(?:sent|written|made|left)(?: [a-z]+){0,3}? (2|two|3|three|4|four|5|five|6|six|10|ten|several|"
    r"multiple|numerous|countless) (emails?|messages|calls|phone calls|dms|letters|voicemails)\b"
)
_DONE: Final = {
    "called": "called",
    "phoned": "phoned",
    "rung": "rung",
    "rang": "rung",
    "emailed": "emailed",
    "e-mailed": "emailed",
    "messaged": "messaged",
    "written": "written",
    "wrote": "written",
    "contacted": "been in touch",
    "complained": "complained",
    "asked": "asked",
    "chased": "chased",
    "dmed": "messaged",
    "tweeted": "posted",
}
_COUNT: Final = {
    "2": "two",
    "3": "three",
    "4": "four",
    "5": "five",
    "6": "six",
    "10": "ten",
    "multiple": "several",
    "numerous": "several",
    "countless": "many",
}
_EVENT = re.compile(
    r"\b(?:for|before|in time for|ruined|missed|miss|was|is|at|on) (?:my|our) ((?:\d{1,2}(?:th|st|nd|rd) |"
    r"daughter's |son's |mum's |mom's |dad's |wife's |husband's |sister's |brother's |nan's |mother's |"
    r"father's |friend's |best friend's |partner's |golden |silver |wedding |little boy's |little girl's |"
    r"kid's |baby's |niece's |nephew's ){0,2}(?:birthday(?: party)?|wedding(?: day)?|anniversary|honeymoon|"
    r"funeral|graduation|christening|baby shower|hen do|stag do|holiday|interview|job interview|exam|party|"
    r"engagement party))\b"
)
_DAY_OFF = re.compile(
    r"\b(?:took|taken|take|wasted|lost|booked)(?: [a-z]+){0,3}? (?:a |the |another |two |my )?(?:whole "
    r")?(day|days|morning|afternoon) off\b|\b(?:took|taken|take) (?:a |the )?(day|morning|afternoon)(?: "
    r"[a-z]+){0,2} off work\b"
)
_YEARS = re.compile(
    rf"\b(?:customer|with you|loyal|member|coming here|subscriber|shopped|shopping|banked)(?: "
    rf"[a-z]+){{0,6}}? (?:for |of )?((?:over |more than |nearly |almost )?{_NUMBER} years)\b|\b({_NUMBER} "
    rf"years?)(?: as)? (?:a |an )?(?:loyal )?customer\b"
)


def waited(plain: str) -> str | None:
    """Return how long the customer says it has taken, in their words ("three weeks"); the longest such stretch."""
    lengths = [
        match[1]
        for match in _LENGTH.finditer(plain)
        if not _NO_WAIT.search(plain[max(0, match.start() - 40) : match.start()])
        and not _NO_WAIT_AFTER.match(plain[match.end() : match.end() + 24])
    ]
    return max(lengths, key=_size) if lengths else None


def _size(length: str) -> int:
    order = ("minute", "hour", "day", "night", "week", "month", "year")
    return next(rank for rank, unit in reversed(list(enumerate(order))) if unit in length)


def circumstances(plain: str) -> tuple[str, ...]:
    """Return at most three circumstances, each fit to follow "I see that ..."."""
    found = (_asked(plain), _event(plain), _day_off(plain), _years(plain))
    return tuple(one for one in found if one)[:3]


def _asked(plain: str) -> str | None:
    asked = _ASKED.search(plain)
    if asked:
        return f"you've {_DONE[asked[1]]} {_TIMES[asked[2]]}"
    sent = _SENT.search(plain)
    if not sent:
        return None
    what = sent[2].replace("dms", "messages")
    verb = "made" if "call" in what else "left" if "voicemail" in what else "sent"
    return f"you've {verb} {_COUNT.get(sent[1], sent[1])} {what}"


def _event(plain: str) -> str | None:
    event = _EVENT.search(plain)
    return f"this touched your {event[1].strip()}" if event else None


def _day_off(plain: str) -> str | None:
    day = _DAY_OFF.search(plain)
    return "you took time off for this" if day else None


def _years(plain: str) -> str | None:
    years = _YEARS.search(plain)
    return f"you've been with us for {years[1] or years[2]}" if years else None
