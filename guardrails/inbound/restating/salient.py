"""What a complaint is about where no clause is sure: the thing, the service or the wait that stands out in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guardrails.inbound import nouns
from guardrails.inbound.phrases import Phrase, noun_phrases
from guardrails.inbound.problem import spellings
from guardrails.inbound.reading import Reading, read
from guardrails.inbound.restating.lengths import length
from guardrails.inbound.restating.safe import is_clean
from guardrails.inbound.restating.troubles import trouble, urgent_trouble
from guardrails.inbound.restating.words import THINGS
from guardrails.inbound.restating.worth import worth
from guardrails.inbound.things import name
from guardrails.inbound.word_sets import word_set

_ENOUGH: Final = 1.4
_MOST_NAMED: Final = 34
_MOST_WORDS: Final = 3
_QUOTED: Final = re.compile(r"(?<![\w])([\"'])[^\"'\n]{3,120}\1(?!\w)|\([^()]{0,200}\)")
_ENDS: Final = re.compile(r"[.!?\n]+(?:\s|$)|\n")
_MONEY: Final = word_set(
    "bill bills charge charges fee fees payment payments price prices invoice refund deposit tariff quote premium "
    "discount postage statement debit direct-debit fare rent"
)
_HAPPENED: Final = word_set(
    "booking bookings reservation delivery order orders visit appointment course party trip journey flight "
    "table ticket "
    "tickets seat seats class lesson session crossing coach train bus ferry event show letter email holiday stay "
    "repair return claim collection installation package parcel service email emails case luggage suitcase crossing"
)
_OURS: Final = word_set(
    "rooms website site app apps page checkout menu queue queues toilets toilet stairs lift shop store chat "
    "chatbot bot line "
    "changing-rooms gate lobby platform software update search basket portal stock restaurant bar shower "
    "showers pool gym "
    "lights price prices sound volume tracking support packaging coriander bread signal carriage bus coach train"
)
"""What belongs to the company, or to nobody in particular."""
_EXTRA: Final = word_set(
    "membership booking visit crates direct-debit debit course crossing thermostat coriander hoodie fudge rye stairs "
    "helmet ticket tickets seats delivery rooms toilets cake bike bread milk insulin tablets meter visit shoes "
    "signal range "
    "letter email emails protector panniers battery suitcase box range hook hold-music music reception"
)
_HOMES: Final = word_set(
    "house home flat apartment kitchen bathroom bedroom hotel villa cottage hall wall walls ceiling roof floor "
    "door window "
    "garden sink table bed desk chair bin bins car bank card phone photo photos picture pictures cup glass plate top "
    "side bottom back base name number password email inbox screen bag pocket purse wallet dress suit wig mask "
    "tube gate doors van wheelchair handle locks rings ring post park main biscuits programme mobile tap radio "
    "site landline oven toothpaste book post review game ticket-stub lap key keys passport"
)
"""What is theirs and merely stands around, unless they say that they own or ordered it and no preposition goes "
"before."""
_AROUND: Final = re.compile(
    r"\b(?:in|on|at|near|by|with|from|into|onto|through|of|off|under|over|next to|outside|behind|to|for|than|via|about|"
    r"before|after|without|like|as|sold as|and)\s+(?:\w+'s )?$"
)
_LIKENED: Final = re.compile(
    r"\b(?:like|as|than|no|without|grow|size of|sort of|kind of|into|called|made of|could be|basically)\s+(?:a |"
    r"an |the )?$"
)
_PRAISED: Final = re.compile(
    r"\b(?:lovely|great|good|nice|fantastic|brilliant|excellent|wonderful|love the|like the|decent)\s+$"
)
_GOT: Final = re.compile(
    r"\b(?:ordered|bought|booked|booking|got|received|paid for|waiting for|waiting on|wait for|where is|opened|fitted|"
    r"installed|collected|renewed|paid|sent|updated|changed?|fit|dropped|left)\s+(?:\w+ )?$"
)
_VERB: Final = re.compile(
    r"^\s*(?:still |just |also |now |never |only |has |have |had )?(?:is|was|were|are|has|have|had|says?|keeps?|"
    r"does|did|will|"
    r"would|cannot|could|came|comes|arrived|stopped|sounds?|smells?|sells?|thinks?|turned|broke|died|moved|holds?|looks?|"
    r"forgets|went|never|left)\b"
)
_COMPOUNDS: Final = re.compile(r"\b(changing|gift|ice|hold|waiting|meeting|fitting|dressing|bath) $")
_SOMEBODY: Final = (
    nouns.RELATIVES | nouns.PEOPLE | word_set("adult adults infant child children kids man men women money")
)
_NO_THINGS: Final = word_set("adult adults infant times time pen flat back d")
_BOUGHT: Final = re.compile(r"^ (?:that |which )?(?:i|we) (?:booked|ordered|bought|paid|got|hired|rented)\b")
_JUDGED: Final = re.compile(
    r"\b(?:grim|awful|poor|dirty|filthy|terrible|dreadful|slow|shabby|faulty|broken|soggy|stale|mouldy) "
    r"(?:changing |gift )?$"
)
_BEGINS: Final = 8
_OTHERS: Final = word_set("his her their")
_PLACES: Final = word_set("shop store bakery cafe bar restaurant branch station lounge reception shops")
_STATES: Final = word_set("stairs toilets toilet rooms showers changing-rooms pool floor carpet")
_UNFIT: Final = re.compile(r"[^a-zA-Z' -]")


@dataclass(frozen=True, slots=True)
class About:
    """What a message is about: a `noun` fit to follow "sorry about" ("the trouble with your boiler").

    `thing` is what it is called ("boiler") where only that was found and not what befell it; `urgent` that "
    "this comes before all else told.
    """

    noun: str
    thing: str | None = None
    urgent: bool = False


@lru_cache(maxsize=16)
def salient(text: str, items: frozenset[str] = frozenset()) -> About | None:
    """Return what an English message is about, or None where nothing in it stands out.

    `items` are words for what the customer ordered: they only help to know it among the customer's own words.
    """
    reading = read(text)
    plain = reading.plain
    thing = _thing(reading, items)
    urgent = urgent_trouble(plain, goods=_goods(thing))
    called = urgent or trouble(plain, goods=_goods(thing)) or _lasting(plain, thing)
    found = called or (_troubled(*thing) if thing else None)
    if found is None or not is_clean(found):
        return None
    return About(found, thing=thing[1] if thing and called is None else None, urgent=urgent is not None)


def _goods(thing: tuple[str, str] | None) -> str:
    return thing[1].removesuffix(" slot") if thing and thing[0] == "your" else "order"


def _lasting(plain: str, thing: tuple[str, str] | None) -> str | None:
    lasted = length(plain)
    if lasted and lasted.endswith("of waiting") and thing and thing[0] == "your":
        return f"{lasted} for your {thing[1]}"
    return lasted


def _troubled(whose: str, named: str) -> str:
    """Return the trouble with a thing, by what can befall its sort."""
    head = named.rpartition(" ")[2].lower()
    if head in _MONEY:
        return f"the trouble over {whose} {named}"
    if head in _PLACES:
        return f"what you found in {whose} {named}"
    if head in _STATES:
        return f"the state of {whose} {named}"
    return f"what happened with {whose} {named}" if head in _HAPPENED else f"the trouble with {whose} {named}"


def _thing(reading: Reading, items: frozenset[str]) -> tuple[str, str] | None:
    """Return whose the thing that stands out is ("your", "the", "our") and what it is called, or None."""
    plain = _QUOTED.sub(lambda found: " " * len(found[0]), reading.plain[:1500])
    phrases = noun_phrases(plain, items | _EXTRA)
    best: tuple[float, str, str] | None = None
    for phrase, bare in _fitting(phrases, items, spellings(reading)):
        score = _score(plain, phrase, items)
        if score >= _ENOUGH and (best is None or score > best[0]):
            best = score, _whose(phrase, items), _whole(plain, phrase, bare, phrases)
    return best[1:] if best else None


def _fitting(phrases: Sequence[Phrase], items: frozenset[str], cases: dict[str, str]) -> Iterator[tuple[Phrase, str]]:
    """Yield the phrases that name something a company can be asked about, each with its name."""
    for phrase in phrases:
        bare = name(phrase, cases)
        if bare is None or len(bare) > _MOST_NAMED or len(bare.split()) > _MOST_WORDS or _UNFIT.search(bare):
            continue
        head = bare.rpartition(" ")[2].lower()
        ordered = not items.isdisjoint(bare.lower().split())
        if (head in THINGS or head in _EXTRA or head in _MONEY or ordered) and not _is_nobodys(bare, head):
            yield phrase, bare


def _whole(plain: str, phrase: Phrase, bare: str, phrases: Sequence[Phrase]) -> str:
    """Return the name with what belongs to it: "changing rooms", "bread and milk crates"."""
    found = _COMPOUNDS.search(plain[: phrase.start]) if not phrase.determiner else None
    joined = next((one for one in phrases if one.start == phrase.end + 5 and not one.determiner), None)
    if joined and plain[phrase.end : joined.start] == " and " and (other := name(joined, {})):
        return f"{bare} and {other}"
    return f"{found[1]} {bare}" if found else bare


def _is_nobodys(bare: str, head: str) -> bool:
    low = bare.lower().split()
    return head in _NO_THINGS or any(word in _SOMEBODY or word.endswith("'s") for word in low)


def _score(plain: str, phrase: Phrase, items: frozenset[str]) -> float:
    before = plain[max(0, phrase.start - 40) : phrase.start]
    if phrase.determiner in _OTHERS or _LIKENED.search(before) or _PRAISED.search(before):
        return 0.0
    start = max((found.end() for found in _ENDS.finditer(plain, 0, phrase.start)), default=0)
    stop = _ENDS.search(plain, phrase.end)
    got = bool(
        _GOT.search(before) or _BOUGHT.match(plain[phrase.end :]) or _JUDGED.search(before)
    ) or not items.isdisjoint(phrase.words)
    begins, does = phrase.start - start <= _BEGINS, bool(_VERB.match(plain[phrase.end :]))
    around = bool(_AROUND.search(before)) and start != phrase.start and not got
    told = 0.5 * (start == 0) + 0.6 * (worth(plain[start : stop.start() if stop else len(plain)]) >= 1.0)
    told += 0.6 * begins + 0.5 * does + 1.2 * got - 0.9 * around - 0.002 * min(phrase.start, 500)
    return told + _standing(phrase, acts=got or begins, does=does, around=around)


def _standing(phrase: Phrase, *, acts: bool, does: bool, around: bool) -> float:
    """Return what its owner and its place in the clause add: what only stands around is not what it is about."""
    score = {"my": 1.6, "our": 1.6, "your": 1.2, "the": 0.9, "this": 0.9, "": 0.7}.get(phrase.determiner, 0.4)
    head = phrase.words[-1]
    score -= 0.4 * (head in _PLACES)
    if phrase.owned:
        return score - 1.2 * (head in _HOMES and not (acts and not around))
    return (
        score - 1.5 * (head in _HOMES and (around or not acts)) - 0.9 * (not acts and not (does and phrase.determiner))
    )


def _whose(phrase: Phrase, items: frozenset[str]) -> str:
    if phrase.owned:
        return "your"
    if phrase.determiner == "your":
        return "our"
    if phrase.words[-1] in _OURS or (phrase.determiner == "the" and items.isdisjoint(phrase.words)):
        return "the"
    return "your"
