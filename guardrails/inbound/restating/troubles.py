"""Troubles that everybody tells of in words of their own, by what a reply calls them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from guardrails.inbound.restating.words import THINGS

_STAFF: Final = (
    r"(?:driver|engineer|usher|steward|receptionist|waiter|waitress|barman|technician|courier|adviser|advisor|agent|"
    r"assistant|cashier|pharmacist|manager|instructor|conductor|operator|nurse|doctor|fitter|guard)"
)
_SOMEBODY: Final = (
    r"(?:staff|crew\w*|lad|bloke|lady|girl|woman|man|guy|person|chap|fella|team|he|she|they|someone|somebody)"
)
_SPOKE: Final = re.compile(
    rf"\b(?:(?P<staff>{_STAFF})|{_SOMEBODY})\b[^.!?\n]{{0,45}}?\b(?:sighed|tutted|sneered|snapped|shouted|yelled|swore|"
    rf"laughed (?:at|in|when)|smirked|rolled (?:his|her|their) eyes|(?:was|were|is|are|being) (?:so |very |"
    rf"really |incredibly |"
    rf"extremely |quite )?(?:rude|abrupt|dismissive|patronising|sarcastic|aggressive|curt|snotty|horrible to "
    rf"(?:me|us)))\b"
    rf"(?![^.!?\n]{{0,12}}\b(?:bus|car|coffee)\b)"
)
_TOLD_OFF: Final = re.compile(rf"\b(?P<staff>{_STAFF}) [^.!?\n]{{0,60}}\btold me [\"']")
_FIRST: Final = (
    (
        re.compile(
            r"[£$€][\d.,]+ (?:has |have |had |was |is |just )?(?:gone|been taken|taken|missing|vanished|"
            r"disappeared|left) "
            r"(?:from|out of) (?:my|our) (?:bank|account|card|savings)"
        ),
        "the money that has gone from your account",
    ),
    (
        re.compile(r"\b(?:had|got|have|holding|kept|keeping|sitting on) (?:[£$€][\d.,]+ of )?(?:all )?my money\b"),
        "the wait for your money",
    ),
    (
        re.compile(
            r"(?:\b(?P<what>[a-z]+) (?:that |which )?)?(?:was |were |has been |got )?(?:went|sent|delivered|"
            r"given|handed) to "
            r"(?:a |an |the |some )?(?:\w+ly )?(?:different|wrong|another|someone else|somebody else)\b"
            r"(?! (?:department|team|number|agent|date|time|adviser|advisor|person|page|queue|line|menu))"
        ),
        "your {goods} going to somebody else",
    ),
    (
        re.compile(
            r"\bmy (?P<who>son|daughter|wife|husband|partner|mum|mam|dad|mother|father|baby|child|nan|gran|boy|girl) "
            r"(?:is |was |has been |ended up |taken |rushed ){1,3}(?:in |to |into )(?:a&e|hospital|an ambulance|"
            r"intensive care)"
        ),
        "what has happened to your {who}",
    ),
    (
        re.compile(
            r"\bmy (?P<who>son|daughter|child|baby|boy|girl|kid)(?:'s (?:face|photo|picture))? (?:is |was |appears )?"
            r"(?:in|on|all over) your (?:[\w']+ ){0,3}?(?:promo|advert|ad|video|poster|post|page|website|feed|"
            r"story|reel|"
            r"brochure|leaflet|flyer)s?\b"
        ),
        "your {who} being shown without a word to you",
    ),
)
"""What comes before all else where several things went wrong."""
_OTHERS: Final = (
    (
        re.compile(
            r"\b(?:speak|talk|get through|put through|reach|getting through) (?:to )?(?:a|an|any|one) (?:actual "
            r"|real |live )?"
            r"(?:human|person)\b|^\W*(?:human|agent|person)\W|\btyped (?:human|agent)\b|\bjust want a (?:human|"
            r"person)\b"
        ),
        "how hard it has been to reach a person",
    ),
    (
        re.compile(r"\b(?:delete|deleting|close|closing) (?:my|our|this|the) (?:\w+ )?account\b"),
        "how hard it has been to get your account deleted",
    ),
    (
        re.compile(
            r"\bunsubscrib\w+|\bopted out of (?:marketing|emails|texts|your|all)\b|\bmarketing (?:texts|"
            r"emails|messages|calls)\b"
        ),
        "the marketing messages that keep coming",
    ),
    (re.compile(r"\buse by \d|\bpast (?:its|their) (?:date|use|best)|\bout of date\b"), "food that was past its date"),
    (
        re.compile(
            r"\b(?:never (?:anyone|anybody)|(?:no one|nobody|no-one)(?: is)? ever) (?:on|at) the (?P<place>till|"
            r"desk|bar)s?\b"
        ),
        "there being nobody at the {place}",
    ),
    (
        re.compile(r"\bquoted (?:me )?[£$€][\d.,]+[^?]{0,60}(?:[£$€]\d|\bcharged\b|\bbill(?:ed)?\b|\binvoice)"),
        "the difference between your quote and what you paid",
    ),
    (
        re.compile(
            r"\b(?:skip|cancel|stop|pause|change|move|book|amend|switch|press|pay)\w*\b[^?]{0,120}(?:\berror\b|"
            r"something "
            r"went wrong|white page|blank page|will not let me|would not let me|page (?:crash|froze|freez)\w*)"
        ),
        "the trouble you had with the page",
    ),
    (
        re.compile(r"\bqueues? (?:was|were|is|are) (?:out|round|around|down|through|all the way)\b"),
        "the queues you met",
    ),
    (re.compile(r"\bin the (?:to|cc) (?:line|field|box)\b|\breply-?all\b"), "your address being shown to other people"),
    (
        re.compile(r"\bspell ?check\w*\b|\bmis-?spel\w+|\bspel(?:t|led) (?:\w+ )?wrong|\btypos?\b"),
        "the spelling mistake",
    ),
    (
        re.compile(r"\brestricted(?: view)?\b|\bpillar (?:where|in front|in the way)"),
        "the view you had from your seats",
    ),
    (
        re.compile(
            r"\bslot \d{1,2}(?:[:.]\d\d)? ?(?:-|to) ?\d{1,2}[^?]{0,40}\bit is now\b|\b(?:(?P<what>[a-z]+) "
            r")?(?:was|were) (?:meant|supposed|due) to "
            r"(?:be (?:here|today|yesterday)|come|arrive)"
        ),
        "your {goods} not coming when it was due",
    ),
    (re.compile(r"\b\d\d% off\b"), "the trouble over the offer"),
    (re.compile(r"\brenewal (?:letter|quote|price|notice|offer)\b"), "the price in your renewal"),
)

_PROMISED: Final = re.compile(
    r"\b(?:was |were )?(?:sold (?:to (?:us|me) )?as|advertised as|(?<!best )described as|billed as)\b|"
    r"\b(?:web)?site says\b[^?]{0,60}"
    r"\bi am (?:getting|only getting)\b"
)
_AT_DESK: Final = re.compile(
    rf"\b(?:{_SOMEBODY}|{_STAFF}) (?:at|on|in|from|behind) [^.!?\n]{{0,35}}?\b(?:asked (?:me )?if my|looked at "
    rf"me|told me to|"
    r"told me i)\b"
)


def urgent_trouble(plain: str, goods: str = "order") -> str | None:
    """Return what a reply calls the trouble that comes before all others in a message in plain reading, or None."""
    return _called(_FIRST, plain, goods)


def trouble(plain: str, goods: str = "order") -> str | None:
    """Return what a reply calls a trouble that a message in plain reading tells of, fit to follow "about", or None.

    `goods` is what they bought, where its name matters.
    """
    return _called(_OTHERS, plain, goods) or _manner(plain)


def _called(known: Sequence[tuple[re.Pattern[str], str]], plain: str, goods: str) -> str | None:
    for pattern, called in known:
        if found := pattern.search(plain):
            told = {name: value or "" for name, value in found.groupdict().items()}
            what = told.get("what", "")
            return called.format(goods=what if what in THINGS else goods, place=told.get("place"), who=told.get("who"))
    return None


def _manner(plain: str) -> str | None:
    if _PROMISED.search(plain):
        return "the difference between what you were promised and what you found"
    found = _SPOKE.search(plain) or _TOLD_OFF.search(plain)
    if found is None:
        return "the way you were spoken to" if _AT_DESK.search(plain) else None
    return f"the way the {found['staff']} spoke to you" if found["staff"] else "the way you were spoken to"
