"""How long it took and how often they tried, as a noun: safe to say back whatever the tone they were told in."""

from __future__ import annotations

import re
from typing import Final

from guardrails.inbound.word_sets import word_set

_NUMBER: Final = (
    r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|"
    r"forty|fifty|sixty|ninety)"
)
_UNIT: Final = r"(?:min(?:ute)?s?|h(?:ou)?rs?|days|nights|weeks|wks|months|mths|years)"
_UNITS: Final = {"min": "minutes", "mins": "minutes", "hr": "hours", "hrs": "hours", "wks": "weeks", "mths": "months"}
_DAY_OF: Final = re.compile(
    rf"\b(day|week|month) ({_NUMBER}) of (?:(?:still )?(?P<wait>waiting|chasing|asking|telling|hearing|being told)\b|"
    rf"(?:no|without) (?P<lack>[a-z]+(?: water)?)\b)",
)
_ON_HOLD: Final = re.compile(rf"\b({_NUMBER}) ({_UNIT}) (?P<place>on hold|in (?:a|the|your) (?:phone )?queue)\b")
_WAITED: Final = re.compile(
    rf"\b(?:waited|waiting|waited around|queued|stood waiting|sat waiting|sat for|stood for)(?: for| over| "
    rf"about| nearly| almost)* ({_NUMBER}) "
    rf"({_UNIT})\b(?! (?:ago|old))|\b({_NUMBER}) ({_UNIT}) (?:wait\b|(?:wait )?for a (?:pint|drink|coffee|table|"
    rf"beer|taxi|reply|response|meal|burger|pizza)\b)"
)
_WITHOUT: Final = re.compile(
    rf"\b({_NUMBER}) ({_UNIT}) (?:now )?(?:with no|with out|without|of no|no) (?P<lack>(?:hot )?[a-z]+)\b"
)
_LACKED: Final = word_set(
    "access heating heat internet broadband wifi power electricity gas water signal service phone reply answer "
    "response "
    "refund bike car laptop oven fridge washing boiler bed sofa tablets medicine medication insulin luggage "
    "suitcase lift shower toilet bins"
)
_TIMES: Final = re.compile(
    rf"\b(?P<did>tried|rang|rung|called|phoned|emailed|asked|chased|written|wrote|typed|messaged)\b(?: (?:you|"
    rf"us|in|them|back|support|up|for \w+|the \w+|your \w+))? "
    rf"(?P<many>{_NUMBER}|several|many) times\b|\b(?P<again>tried) (?P<tries>{_NUMBER}) times\b"
)
_DAY_OFF: Final = re.compile(r"\b(?:took|taken|take|wasted|lost) (?:\w+ ){0,2}days? off\b|\bday off work\b")
_DO: Final = {
    "tried": "try",
    "rang": "ring",
    "rung": "ring",
    "called": "call",
    "phoned": "phone",
    "emailed": "email",
    "asked": "ask",
    "chased": "chase us",
    "written": "write",
    "wrote": "write",
    "typed": "ask",
    "messaged": "write",
}
_AGAIN: Final = re.compile(
    r"\b(?P<which>second|third|fourth|fifth|2nd|3rd|4th|5th) (?P<what>no[- ]?show|missed (?:visit|appointment)|"
    r"cancellation|delay|failed delivery|replacement|repair)\b"
)


def length(plain: str) -> str | None:
    """Return the length or count that a message in plain reading tells of ("the nine days without access"), or None."""
    day_off = "the day off this has cost you" if _DAY_OFF.search(plain) else None
    return _waiting(plain) or _lacking(plain) or _again(plain) or _tries(plain) or day_off


def _waiting(plain: str) -> str | None:
    if (found := _DAY_OF.search(plain)) and (found["wait"] or found["lack"] in _LACKED):
        long = f"the {found[2]} {found[1]}s"
        return f"{long} of waiting" if found["wait"] else f"{long} without {found['lack']}"
    if found := _ON_HOLD.search(plain):
        return f"the {found[1]} {_unit(found[2])} {found['place'].replace('your', 'our')}"
    if found := _WAITED.search(plain):
        return f"the {found[1] or found[3]} {_unit(found[2] or found[4])} you had to wait"
    return None


def _lacking(plain: str) -> str | None:
    found = _WITHOUT.search(plain)
    if found is None or found["lack"].rpartition(" ")[2] not in _LACKED:
        return None
    return f"the {found[1]} {_unit(found[2])} without {found['lack']}"


def _again(plain: str) -> str | None:
    found = _AGAIN.search(plain)
    return f"the {found['which']} {found['what'].replace('no show', 'no-show')}" if found else None


def _tries(plain: str) -> str | None:
    found = _TIMES.search(plain)
    if found is None:
        return None
    return f"the {found['many'] or found['tries']} times you've had to {_DO[found['did'] or found['again']]}"


def _unit(word: str) -> str:
    return _UNITS.get(word, word if word.endswith("s") else f"{word}s")
