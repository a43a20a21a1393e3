"""Instructions to colleagues as what they mean for the customer: "tell the guest to keep it" is "please keep it"."""

from __future__ import annotations

import re

from api.drafting.composing.telling.addressing import addressed
from api.drafting.composing.telling.lexicon import people

_PASSED_ON = re.compile(
    rf"^(?:please |always |first |then )?(?:ask|tell|advise|remind|request|instruct|invite)s? (?:the "
    rf"|our )?{people()}s?"
    r" (?:to|not to)\b ?(?P<rest>.+)$",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    rf"^(?:the |a )?{people()}s? (?:should|must|needs? to|has to|is asked to|are asked to|have to) "
    rf"(?P<rest>not )?(?P<do>.+)$",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    rf"^(?:please |always |first |then )?offer (?:(?:the |our )?{people()}s? )?(?P<rest>(?:a|an|"
    rf"the|one|two|free|full|to|£|\d|either|both)\b.+)$",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^(?:to fix (?:it|this|that),? )?(?P<do>(?:hold|press|turn|switch|unplug|plug|restart|reset|reinstall|update|"
    r"remove|open|close|clear|log|sign|wait|charge|tap|click|select|choose|enter|delete|install|check|lift|push|pull|"
    r"twist|rinse|clean|wipe|descale|replace|keep|stop using|stop riding|hold down|power|pair|re-?pair|"
    r"refresh|scan|run|use) "
    r"(?:the|your|down|on|off|out|in|it|both|any|all|and|up|for|until|again|a|an|cache|settings|using|riding)\b.*)$",
    re.IGNORECASE,
)


def instructed(clause: str) -> str | None:
    """Return the request or the offer to the customer that an instruction comes to; None where it is none."""
    told = _PASSED_ON.match(clause)
    if told:
        negated = re.search(r"\bnot to\b", clause[: told.start("rest")], re.IGNORECASE)
        asked = re.sub(r",? and to (?=[a-z])", ", and please " if negated else " and ", _yours(told["rest"]))
        return f"Please {'do not ' if negated else ''}{asked}"
    offered = _OFFERED.match(clause)
    if offered:
        return f"We can offer you {_yours(offered['rest'])}"
    bare = _IMPERATIVE.match(clause)
    return f"Please {bare['do'][0].lower()}{_yours(bare['do'][1:])}" if bare else None


def expected(clause: str) -> str | None:
    """Return the request that "the customer should keep it" comes to; None where it is none."""
    told = _SHOULD.match(clause)
    if told is None or told["do"].startswith("be "):
        return None
    return f"Please {'do not ' if told['rest'] else ''}{_yours(told['do'])}"


def _yours(rest: str) -> str:
    return re.sub(r"\b(?:their|his|her)\b", "your", addressed(rest))
