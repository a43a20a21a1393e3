"""A policy taken apart: what it grants, on which condition, as short as colleagues write it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from api.drafting.composing.quoting import sentences
from api.drafting.composing.telling.lexicon import people

_IF = re.compile(
    r"^(?:if|when|where|once|should|in case|as soon as|unless) (?P<when>[^,:]{3,160}?(?:, for [^,]{3,60},)?)[,:] "
    r"(?P<then>.+)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r", (?:never|not) [^,.;]{3,40}(,)(?= (?:and|but|who|which)\b)")
"""What a policy says in passing of where something does not go."""
_IF_BARE = re.compile(
    r"^(?:if|when|where|once) (?P<when>.{3,160}?) (?P<then>we (?:also )?(?:refund|credit|pay|replace|repair|open|"
    r"send|offer|give|collect|"
    r"move|rebook|waive|add|take|call|remake|exchange|will)\b.+)$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?P<when>(?:after|outside|during|for|on|in) [^,:]{3,60}) (?P<then>we (?:refund|credit|pay|"
    r"replace|send|offer|give|cover)\b.+)$",
    re.IGNORECASE,
)
_WHO = re.compile(
    rf"^(?:a|any|the|every|each) {people()} who (?P<when>.+?) (?P<then>(?:may|can|gets|receives|"
    rf"chooses|will|pays|keeps)\b.+)$",
    re.IGNORECASE,
)
_CHOOSES = re.compile(
    rf"^(?:the )?(?:{people()}) (?:chooses|decides)$|^as (?:the )?(?:{people()}) (?:chooses|prefers)$", re.IGNORECASE
)
_FINITE = re.compile(r"\b(?:is|are|was|were|will|can|may|must|has|have|gets?|receives?|chooses?|we|you)\b")
_COLON = re.compile(r"^(?P<when>[^:]{3,120}): (?P<then>.+)$")
_FIGURE = re.compile(
    r"^(?P<when>(?:(?:more|less|later|earlier|longer) than|over|within|up to|after|outside|inside|"
    r"under|at least) [^,:]{3,70})(?:,|(?<=date)|(?<=day)) (?P<then>.+)$",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(
    r"^(?:reported|told|claimed|returned|booked|cancelled|requested|asked|within|unworn|unused|faulty|damaged) ",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"^((?:or|for) [^,]{3,80}), (.{10,})$", re.IGNORECASE)
"""What belongs to a condition still: "if we cancel, or a coach leaves early, …"."""
_TIMELY = re.compile(r"^((?:told|reported|claimed|requested) [^,]{3,60}), (.{10,})$", re.IGNORECASE)
"""What comes of something only where we are told in time."""
_SHARE = re.compile(r"^\d{1,3} ?%$")
_IN_HOUSE = re.compile(
    r"\b(?:goodwill|discretion\w*|internal\w*|confidential\w*|sign-?off|needs? approval|agents?|"
    r"is discussed|may be promised|escalat\w+)\b"
    r"|^(?:do not|don't|never|no promise|nobody else|nobody|first ask|agents?|staff|only [a-z]+ "
    r"(?:may|can)|the team may)\b"
    r"|\b(?:do not|never) (?:discuss|offer|promise|tell|mention)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing a policy gives or says, the condition before it, "" where there is none, and its place in the policy.

    `led` is the word that led the condition in: "if", "when" or "".
    """

    when: str
    then: str
    place: int
    led: str = ""


@lru_cache(maxsize=1024)
def provisions(text: str) -> tuple[Provision, ...]:
    """Return the provisions of a policy in order, without those that are for colleagues."""
    found: list[Provision] = []
    waiting = ""
    for place, piece in enumerate(_pieces(text)):
        if _IN_HOUSE.search(piece):
            waiting = ""
            continue
        one = _apart(piece, place)
        if not one.when and _FRAGMENT.match(one.then) and not _FINITE.search(one.then):
            waiting = one.then
            continue
        if waiting:
            one = replace(one, when=f"{waiting}, {one.when}".rstrip(", "))
            waiting = ""
        if _SHARE.match(one.then) and found:
            one = replace(one, then=re.sub(r"\b\d{1,3} ?%", one.then, found[-1].then))
        found.append(one)
    return tuple(found)


def _pieces(text: str) -> list[str]:
    found: list[str] = []
    for piece in (part.strip(" .") for one in sentences(_ASIDE.sub(r"\1", text)) for part in re.split(r";\s+", one)):
        if found and _CHOOSES.match(piece):
            found[-1] += ", as the customer chooses"
        elif piece:
            found.append(piece)
    return found


def _apart(piece: str, place: int) -> Provision:
    who = _WHO.match(piece)
    if who:
        return Provision(f"the customer {who['when']}", f"the customer {who['then']}", place, "if")
    led = _IF.match(piece) or _IF_BARE.match(piece)
    if led:
        when, then = led["when"].strip(" ,"), led["then"]
        while further := _FURTHER.match(then):
            when, then = f"{when}, {further[1]}", further[2]
        return Provision(when, then, place, piece.split(maxsplit=1)[0].lower())
    colon = _COLON.match(piece)
    if colon and not re.search(r"\bchooses?$", colon["when"]):
        when, then = colon["when"], colon["then"]
        timely = _TIMELY.match(then)
        return Provision(f"{when}, {timely[1]}", timely[2], place) if timely else Provision(when, then, place)
    found = _AFTER.match(piece) or _FIGURE.match(piece)
    if found:
        return Provision(found["when"], found["then"], place, ",")
    return Provision("", piece, place)
