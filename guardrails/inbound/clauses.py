"""The customer's problem as a clause that reads after "I'm sorry that ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guardrails.inbound.problem_kinds import ProblemKind as K
from guardrails.inbound.things import is_plural

_WITH_THING: Final[dict[K, tuple[str, str]]] = {
    K.NOT_ARRIVED: ("your {t} hasn't arrived", "your {t} haven't arrived"),
    K.LATE: ("your {t} is so late", "your {t} are so late"),
    K.DAMAGED: ("your {t} arrived damaged", "your {t} arrived damaged"),
    K.FAULTY: ("your {t} isn't working as it should", "your {t} aren't working as they should"),
    K.WRONG_ITEM: ("you were sent the wrong {t}", "you were sent the wrong {t}"),
    K.MISSING_PART: ("something was missing from your {t}", "something was missing from your {t}"),
    K.REFUND_MISSING: ("you're still waiting for your refund", "you're still waiting for your refund"),
    K.OVERCHARGED: ("you've had an unexpected charge for your {t}", "you've had an unexpected charge for your {t}"),
    K.DOUBLE_CHARGED: ("you were charged twice for your {t}", "you were charged twice for your {t}"),
    K.CANCELLED: ("your {t} was cancelled", "your {t} were cancelled"),
    K.CANNOT_CANCEL: ("you've had such trouble cancelling your {t}", "you've had such trouble cancelling your {t}"),
    K.RUDE_STAFF: ("the {t} treated you that way", "the {t} treated you that way"),
    K.NO_SHOW: ("the {t} didn't turn up", "the {t} didn't turn up"),
    K.OUTAGE: ("your {t} isn't working", "your {t} aren't working"),
    K.QUALITY: ("your {t} fell short of what you expected", "your {t} fell short of what you expected"),
    K.DIRTY: ("the {t} wasn't clean", "the {t} weren't clean"),
    K.COLD_FOOD: ("your {t} was cold", "your {t} were cold"),
    K.LOST_LUGGAGE: ("your {t} went missing", "your {t} went missing"),
    K.DELAYED_JOURNEY: ("your {t} was delayed", "your {t} were delayed"),
    K.APP_CRASH: ("the {t} has let you down", "the {t} have let you down"),
    K.MISLEADING: ("your {t} wasn't what you were led to expect", "your {t} weren't what you were led to expect"),
    K.PRICE_RISE: ("the price of your {t} has gone up", "the price of your {t} has gone up"),
    K.BOOKING_LOST: (
        "your {t} wasn't there for you when it should have been",
        "your {t} weren't there for you when they should have been",
    ),
    K.NO_STOCK: ("the {t} you wanted isn't in stock", "the {t} you wanted aren't in stock"),
    K.HAZARD: (
        "you've had such a worrying experience with your {t}",
        "you've had such a worrying experience with your {t}",
    ),
}
_WITHOUT: Final[dict[K, str]] = {
    K.NOT_ARRIVED: "your order hasn't arrived",
    K.LATE: "you've been kept waiting past the time you expected",
    K.DAMAGED: "what you received was damaged",
    K.FAULTY: "it isn't working as it should",
    K.WRONG_ITEM: "you were sent the wrong item",
    K.MISSING_PART: "something was missing from your order",
    K.REFUND_MISSING: "you're still waiting for your refund",
    K.OVERCHARGED: "you've had a charge you didn't expect",
    K.DOUBLE_CHARGED: "you were charged twice",
    K.CANCELLED: "your plans were cancelled",
    K.CANNOT_CANCEL: "you've had such trouble cancelling",
    K.RUDE_STAFF: "you were treated that way",
    K.NO_ANSWER: "nobody has answered you",
    K.LONG_WAIT: "you've been kept waiting so long",
    K.NO_SHOW: "nobody turned up",
    K.OUTAGE: "your service has been down",
    K.QUALITY: "the quality wasn't what you expected",
    K.DIRTY: "you found things so dirty",
    K.COLD_FOOD: "your food was cold",
    K.LOST_LUGGAGE: "your luggage went missing",
    K.DELAYED_JOURNEY: "your journey was delayed",
    K.APP_CRASH: "the app keeps letting you down",
    K.LOCKED_OUT: "you can't get into your account",
    K.DATA_LEAK: "you've had to worry about your personal details",
    K.INJURY: "you were hurt",
    K.HAZARD: "you've had such a worrying experience",
    K.MISLEADING: "what you got wasn't what you were led to expect",
    K.PRICE_RISE: "your price has gone up",
    K.BOOKING_LOST: "your booking wasn't there for you",
    K.NO_STOCK: "what you wanted isn't in stock",
    K.OTHER: "things have gone wrong for you",
}
_THEIRS: Final = frozenset(
    {"app", "website", "site", "portal", "platform", "menu", "restaurant", "hotel", "store", "shop"}
)
_HURT = re.compile(
    r"\b(?:my|our) (?:[a-z0-9-]+ ){0,4}?(daughter|son|child|baby|toddler|husband|wife|partner|mum|mom|"
    r"mother|dad|father|grandmother|gran|nan|grandma|grandad|grandfather|sister|brother|friend|dog|cat|"
    r"kids|children|boyfriend|girlfriend|fiance|fiancee|niece|nephew|grandson|granddaughter)\b"
)
_SICK = re.compile(r"\b(?:sick|ill|food poisoning|vomiting|throwing up|poorly)\b")
_BURN = re.compile(r"\bburn(?:s|ed|t)?\b|\bscald")
_ALLERGY = re.compile(r"\ballerg|\banaphyla|\brash\b|\bhives\b")


@dataclass(frozen=True, slots=True)
class _Case:
    thing: str | None
    told: str
    around: str


def clause(kind: K, thing: str | None, told: str, around: str) -> str:
    """Return the clause for a problem of `kind` with `thing`.

    `told` is the customer's phrasing and `around` its sentence, both in plain reading; they choose between wordings,
    so that somebody who writes "still" is not told "never" and a burn is called a burn.
    """
    special = _SPECIAL.get(kind)
    worded = special(_Case(thing, told, around)) if special else None
    if worded:
        return worded
    if thing and kind in _WITH_THING:
        worded = _WITH_THING[kind][is_plural(thing)].format(t=thing)
        return worded.replace("your ", "the ", 1) if thing.split()[-1] in _THEIRS else worded
    return _WITHOUT[kind]


def _not_arrived(case: _Case) -> str:
    what = case.thing or "order"
    if "lost" in case.told or "missing" in case.told:
        return f"your {what} went missing"
    if "delivered" in case.told and "not" not in case.told and "never" not in case.told:
        return f"your {what} {_hasnt(what)} reached you"
    if "never" in case.told:
        return f"your {what} never arrived"
    still = "still " if re.search(r"\b(?:still|waiting|yet)\b", case.around) else ""
    return f"your {what} {still}{_hasnt(what)} arrived"


def _hasnt(thing: str) -> str:
    return "haven't" if is_plural(thing) else "hasn't"


def _late(case: _Case) -> str | None:
    what = case.thing or "order"
    if re.search(r"\b(?:arrived|came|turned up|delivered|showed up|got here|was|were)\b", case.told):
        return (
            f"your {what} {'were' if is_plural(what) and 'was' in case.told else 'arrived'} late"
            if case.thing
            else "it arrived late"
        )
    verb = "are" if is_plural(what) else "is"
    return f"your {what} {verb} late" if case.thing else None


def _damaged(case: _Case) -> str | None:
    fault = re.search(
        (
            r"\b(smashed|cracked|shattered|dented|scratched|torn|ripped|crushed|squashed|broken|bent|chipped|"
            r"stained|wilted|in pieces|in bits|soaked|leaking|melted)\b"
        ),
        case.told + " " + case.around,
    )
    word = fault[1] if fault else "damaged"
    owned = re.search(
        (
            r"\b(?:ruined|broke|damaged|smashed|destroyed|cracked|scratched|ripped|wrecked|tore|dented|"
            r"flooded) (?:my|our)\b"
        ),
        case.around,
    )
    if owned and case.thing:
        return f"your {case.thing} {'were' if is_plural(case.thing) else 'was'} damaged"
    return f"your {case.thing} arrived {word}" if case.thing else f"what you received was {word}"


def _faulty(case: _Case) -> str | None:
    if not case.thing:
        return None
    stopped = re.search(
        r"\b(stopped (?:working|charging|heating|responding|turning on|cooling|printing)|broke down|fell apart)\b",
        case.told,
    )
    if stopped:
        return f"your {case.thing} {stopped[1]}"
    if re.search(r"\b(?:died|packed|gave up|conked|broke|failed|snapped|stopped)\b", case.told):
        return f"your {case.thing} {'have' if is_plural(case.thing) else 'has'} failed"
    if re.search(r"\bfaulty|defective|dud\b", case.told + case.around[:200]):
        return f"your {case.thing} {'are' if is_plural(case.thing) else 'is'} faulty"
    return (
        f"your {case.thing} {'are' if is_plural(case.thing) else 'is'}n't working as "
        f"{'they' if is_plural(case.thing) else 'it'} should"
    )


def _rude(case: _Case) -> str | None:
    who = f"the {case.thing}" if case.thing else None
    hung = re.search(r"hung up|phone down", case.told)
    if hung:
        return f"{who or 'someone'} hung up on you"
    for verb, said in (
        ("shout", "shouted at you"),
        ("yell", "yelled at you"),
        ("swore", "swore at you"),
        ("swear", "swore at you"),
        ("laugh", "laughed at you"),
        ("insulted", "insulted you"),
        ("accused", "accused you"),
        ("threatened", "threatened you"),
    ):
        if verb in case.told:
            return f"{who} {said}" if who else f"you were {_passive(said)}"
    if re.search(r"rude|obnoxious|aggressive|abusive|nasty|snotty|hostile|attitude|surly|snappy", case.told):
        return f"{who} {'were' if is_plural(who) else 'was'} rude to you" if who else "you were treated rudely"
    if re.search(r"unhelpful|dismissive|disinterested|uninterested", case.told):
        return (
            f"{who} {'were' if is_plural(who) else 'was'} so unhelpful"
            if who
            else "you weren't given the help you needed"
        )
    if "feel" in case.told:
        return f"{who} made you feel that way" if who else "you were made to feel that way"
    return f"{who} treated you that way" if who else None


def _passive(said: str) -> str:
    return {
        "shouted at you": "shouted at",
        "yelled at you": "yelled at",
        "swore at you": "sworn at",
        "laughed at you": "laughed at",
        "insulted you": "insulted",
        "accused you": "accused",
        "threatened you": "threatened",
    }[said]


def _no_answer(case: _Case) -> str:
    if re.search(r"robot|bot\b|chatbot|automated", case.told):
        return "you couldn't reach a person"
    if re.search(r"hung up|cut(?:ting)? off", case.told):
        return "your calls were cut off"
    if re.search(r"\be-?mail", case.around):
        return "nobody has answered your emails"
    if re.search(r"\b(?:phone|call|rang|ring|called|calls|calling|phoned|voicemail)\b", case.around):
        return "you haven't been able to get an answer by phone"
    if re.search(r"\b(?:messages?|dms?|tweets?|chat)\b", case.around):
        return "nobody has answered your messages"
    return "nobody has answered you"


def _long_wait(case: _Case) -> str:
    how_long = re.search(
        (
            r"\b((?:over |more than |nearly |almost |about )?(?:\d{1,3}|an|a|one|two|three|four|five|six|ten|"
            r"twenty|thirty|forty|ninety|half an|several)(?: and a half)? (?:hours?|minutes?))\b"
        ),
        case.around,
    )
    length = how_long[1] if how_long else None
    if "hold" in case.told:
        return f"you were kept on hold for {length}" if length else "you were kept on hold so long"
    if re.search(r"queu|line|standing|stood", case.told):
        return f"you had to queue for {length}" if length else "you had to queue so long"
    tail = f" for your {case.thing}" if case.thing else ""
    return f"you had to wait {length}{tail}" if length else f"you've been kept waiting so long{tail}"


def _injury(case: _Case) -> str:
    other = _HURT.search(case.around)
    who, was = (f"your {other[1]}", "were" if other[1] in {"kids", "children"} else "was") if other else ("you", "were")
    if _ALLERGY.search(case.told):
        return f"{who} had such a bad reaction"
    if _SICK.search(case.told):
        return f"{who} {was} ill"
    if _BURN.search(case.told):
        return f"{who} {was} burned"
    return f"{who} {was} hurt"


def _overcharged(case: _Case) -> str | None:
    tail = f" for your {case.thing}" if case.thing else ""
    if re.search(r"over-?charg|too much|more than", case.told):
        return f"you were charged more than you expected{tail}"
    if re.search(r"wrong|incorrect", case.told):
        return f"you were charged the wrong amount{tail}"
    if case.thing and case.thing.endswith(("bill", "invoice")):
        return f"your {case.thing} wasn't what you expected"
    if re.search(r"\bbill\b", case.told):
        return "your bill wasn't what you expected"
    return None


def _quality(case: _Case) -> str | None:
    state = re.search(
        r"\b(raw|undercooked|overcooked|burnt|stale|mouldy|rotten|soggy|inedible|uncomfortable|noisy|out of date)\b",
        case.told,
    )
    if case.thing and state:
        return f"your {case.thing} {'were' if is_plural(case.thing) else 'was'} {state[1]}"
    apart = re.search(
        r"\b(shrank|shrunk|faded|fell apart|falling apart|fallen apart|bobbled|frayed|peeling|peeled|unravelled)\b",
        case.told,
    )
    if case.thing and apart:
        word = {
            "shrunk": "shrank",
            "falling apart": "fell apart",
            "fallen apart": "fell apart",
            "peeling": "peeled",
        }.get(apart[1], apart[1])
        return f"your {case.thing} {word}"
    return None


def _app(case: _Case) -> str | None:
    what = case.thing or "app"
    if "crash" in case.told:
        return f"the {what} keeps crashing"
    if re.search(r"freez|froze|hang", case.told):
        return f"the {what} keeps freezing"
    if re.search(r"load|open|work|start|launch|down", case.told):
        return f"the {what} isn't working for you"
    if "error" in case.told:
        return f"the {what} keeps giving you errors"
    return None


def _missing_part(case: _Case) -> str | None:
    part = re.search(
        (
            r"\b(screws?|bolts?|parts|pieces|charger|cable|lid|instructions|manual|remote|handles?|legs?|"
            r"half)\b(?= (?:is|are|was|were|missing))|missing (?:\w+ )?(parts|pieces|screws|bolts|legs|charger|"
            r"cable|lid|instructions|manual|remote|handle)\b"
        ),
        case.around,
    )
    what = case.thing or "order"
    if part:
        piece = part[1] or part[2]
        if piece == "half":
            return f"half of your {what} was missing"
        return (
            f"your {what} came with {piece} missing"
            if piece not in what
            else f"the {piece} {'were' if piece.endswith('s') else 'was'} missing"
        )
    return f"part of your {what} was missing"


def _wrong_item(case: _Case) -> str | None:
    if re.search(r"someone else", case.told):
        return "you were sent someone else's order"
    size = re.search(r"wrong (size|colour|color|model|version|flavour)\b", case.around)
    if size:
        worn = f"the {case.thing} in " if case.thing else ""
        return f"you were sent {worn}the wrong {size[1]}"
    if not case.thing:
        return None
    wrong = re.search(r"\b(?:wrong|incorrect)\b(?: (?:size|colou?r))?", case.told)
    return f"you were sent the wrong {case.thing}" if wrong else f"you didn't get the {case.thing} you ordered"


def _cancelled(case: _Case) -> str | None:
    if not case.thing:
        return None
    late = " at the last minute" if re.search(r"last[ -]minute", case.around) else ""
    return f"your {case.thing} {'were' if is_plural(case.thing) else 'was'} cancelled{late}"


def _no_show(case: _Case) -> str | None:
    if not case.thing or case.thing == "appointment":
        return "nobody turned up"
    return f"the {case.thing} didn't turn up"


_SPECIAL: Final = {
    K.NOT_ARRIVED: _not_arrived,
    K.LATE: _late,
    K.DAMAGED: _damaged,
    K.FAULTY: _faulty,
    K.RUDE_STAFF: _rude,
    K.NO_ANSWER: _no_answer,
    K.LONG_WAIT: _long_wait,
    K.INJURY: _injury,
    K.OVERCHARGED: _overcharged,
    K.QUALITY: _quality,
    K.APP_CRASH: _app,
    K.MISSING_PART: _missing_part,
    K.WRONG_ITEM: _wrong_item,
    K.CANCELLED: _cancelled,
    K.NO_SHOW: _no_show,
}
