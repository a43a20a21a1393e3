"""The person's actual problem, in their own terms, so that a reply can name it (P10).

Precision comes first: where it is not clear what the thing is, `thing` is None and the clause does without it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from guardrails.inbound import nouns
from guardrails.inbound.circumstances import circumstances, waited
from guardrails.inbound.clauses import clause
from guardrails.inbound.foreign_problems import foreign_problem
from guardrails.inbound.phrases import Phrase, noun_phrases
from guardrails.inbound.problem_kinds import ProblemKind
from guardrails.inbound.reading import Reading, read
from guardrails.inbound.things import Place, Surroundings, name
from guardrails.inbound.triggers.matching import matching
from guardrails.inbound.triggers.trigger import Trigger
from guardrails.inbound.word_sets import word_set
from knowledge.facts import Fact, FactKind

__all__ = ["Problem", "ProblemKind", "describe_problem", "item_words", "problem_of", "spellings"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, as the customer tells it.

    `clause` reads after "I'm sorry that ..." in the second person ("your blue lamp never arrived"); `second_clause`
    does the same for `second`, a further problem, when there is one. Both are "" / None when the complaint is not in
    English: `language` then names its language and `kind` alone is known. `thing` is the noun phrase ("blue lamp", at
    most six words) without determiner; `waited` is a duration in the customer's words ("three weeks"). Each of
    `details` reads after "I see that ..." ("you've called us twice"). Nothing here contains private data.
    """

    kind: ProblemKind
    thing: str | None
    clause: str
    details: tuple[str, ...] = field(default_factory=tuple)
    waited: str | None = None
    second: ProblemKind | None = None
    second_clause: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class _Sign:
    """One phrasing found: the kind it tells of, how strongly, where, and of which thing."""

    kind: ProblemKind
    weight: float
    start: int
    end: int
    phrase: Phrase | None


_MATCHES: Final = 3
"""How often one trigger counts; more of the same says nothing new."""

_REFUNDS: Final = frozenset(
    {"refund", "money", "deposit", "reimbursement", "compensation", "cashback", "refunds", "payout"}
)
_ANSWERS: Final = word_set(
    "reply response answer call callback email emails phone-call update replies help answers message dm word "
    "acknowledgement responses updates explanation apology feedback"
)
_WAITED_ON: Final = word_set(
    "table taxi bus train drink drinks waiter bill food meal mains starters someone agent human person doctor "
    "cab check server waitress flight breakfast room lift ambulance assistant"
)
_CODES: Final = frozenset({"code", "password", "link", "verification"})


def describe_problem(text: str, orders: Sequence[Fact] = ()) -> Problem | None:
    """Return the problem that `text` tells of, or None when it tells of none.

    `orders` only help to recognise the thing among the customer's own words; nothing from the record is named.
    """
    return problem_of(read(text), orders)


def problem_of(reading: Reading, orders: Sequence[Fact] = ()) -> Problem | None:
    """Return what `describe_problem` returns, for a message already read."""
    return _problem_of(reading, item_words(orders))


@lru_cache(maxsize=16)  # who assesses a message and who answers it ask the same, one after the other
def _problem_of(reading: Reading, items: frozenset[str]) -> Problem | None:
    signs = _signs(reading, items)
    if not signs:
        return _foreign(reading)
    totals = _totals(signs)
    ranked = sorted(totals, key=lambda kind: -totals[kind])
    main = _chief(signs, ranked[0])
    other = _second(signs, ranked, main)
    return _problem(reading, main, other)


def item_words(orders: Sequence[Fact]) -> frozenset[str]:
    """Return the words, in lower case, that name what was ordered."""
    names: list[str] = []
    for fact in orders:
        if fact.kind is FactKind.ORDER and isinstance(fact.data, dict):
            items = fact.data.get("items")
            names += (
                [str(item.get("name", "")) for item in items if isinstance(item, dict)]
                if isinstance(items, list)
                else []
            )
    return frozenset(word for one in names for word in one.lower().split() if len(word) > 3)


def _signs(reading: Reading, items: frozenset[str]) -> list[_Sign]:
    words = frozenset(reading.words)
    triggers = list(matching(words))
    if not triggers:
        return []
    around = Surroundings(reading.plain, noun_phrases(reading.plain, items), items)
    return [sign for trigger in triggers for sign in _of_trigger(trigger, reading.plain, around)]


def _of_trigger(trigger: Trigger, plain: str, around: Surroundings) -> list[_Sign]:
    signs: list[_Sign] = []
    for match in trigger.pattern.finditer(plain):
        phrase = None
        if trigger.slot != "none":
            phrase = around.thing(Place(match.start(), match.end(), trigger.slot, trigger.heads, trigger.shun))
            if phrase is None and (trigger.heads is not None or _lacks_subject(trigger, plain, match.start())):
                continue
        kind = _settled(trigger, plain, match.end())
        if kind is not None:
            signs.append(_Sign(kind, trigger.weight, match.start(), match.end(), phrase))
        if len(signs) == _MATCHES:
            break
    return signs


_SUBJECT: Final = re.compile(
    r"\b(?:it|they|them|this|that|these|those|one|ones|mine|which|all|everything|both|half|pair|he|she|has|"
    r"is|was|were|are|been)\b[ \w]{0,25}$|^$|[.!?,]\s*$"
)
_SUBJECT_KINDS: Final = frozenset({ProblemKind.FAULTY, ProblemKind.QUALITY, ProblemKind.DAMAGED, ProblemKind.LATE})


def _lacks_subject(trigger: Trigger, plain: str, start: int) -> bool:
    """Return whether a phrasing such as "broke" stands without anything that could have broken."""
    if trigger.slot != "before" or trigger.kind not in _SUBJECT_KINDS:
        return False
    return _SUBJECT.search(plain[max(0, start - 30) : start].rstrip()) is None


def _settled(trigger: Trigger, plain: str, end: int) -> ProblemKind | None:
    """Return what a "not received ..." or "waiting for ..." is about, by the first noun that follows."""
    if trigger.kind is not ProblemKind.NOT_ARRIVED or trigger.slot != "after":
        return trigger.kind
    following = plain[end : end + 60].replace(",", " , ").replace(".", " . ").split()[:6]
    for word in following:
        if word in {".", ","}:
            break
        if word in _REFUNDS:
            return ProblemKind.REFUND_MISSING
        if word in _ANSWERS:
            return ProblemKind.NO_ANSWER
        if word in _CODES:
            return ProblemKind.LOCKED_OUT
        if word in _WAITED_ON and plain[end - 4 : end].strip() in {"for", "on"}:
            return ProblemKind.LONG_WAIT
    return trigger.kind if _names_goods(following) else None


def _names_goods(following: Sequence[str]) -> bool:
    if not following or (following[0] in {"a", "an"} and following[1:2] in (["chance"], ["clue"], ["penny"])):
        return False
    if following[0] in {"my", "our", "it", "them", "the", "this", "these", "any", "anything", "one", "your", "mine"}:
        return following[1:2] not in (["point"], ["worst"], ["best"], ["chance"], ["impression"], ["hang"])
    return any(word in nouns.GOODS for word in following[:4])


def _totals(signs: Sequence[_Sign]) -> dict[ProblemKind, float]:
    totals: dict[ProblemKind, float] = {}
    for sign in signs:
        weight = sign.weight + (0.5 if sign.phrase is not None else 0.0)
        best = totals.get(sign.kind, 0.0)
        totals[sign.kind] = max(best, weight) + 0.3 * (best > 0)
    return totals


def _chief(signs: Sequence[_Sign], kind: ProblemKind) -> _Sign:
    same = [sign for sign in signs if sign.kind is kind]
    return max(same, key=lambda sign: (sign.phrase is not None, sign.weight, -sign.start))


_SAME: Final = (
    frozenset(
        {
            ProblemKind.NOT_ARRIVED,
            ProblemKind.LATE,
            ProblemKind.DELAYED_JOURNEY,
            ProblemKind.LOST_LUGGAGE,
            ProblemKind.NO_SHOW,
        }
    ),
    frozenset(
        {
            ProblemKind.DAMAGED,
            ProblemKind.FAULTY,
            ProblemKind.QUALITY,
            ProblemKind.HAZARD,
            ProblemKind.OUTAGE,
            ProblemKind.APP_CRASH,
            ProblemKind.INJURY,
        }
    ),
    frozenset({ProblemKind.OVERCHARGED, ProblemKind.DOUBLE_CHARGED, ProblemKind.PRICE_RISE, ProblemKind.CANNOT_CANCEL}),
    frozenset({ProblemKind.DIRTY, ProblemKind.QUALITY, ProblemKind.COLD_FOOD, ProblemKind.MISLEADING}),
    frozenset({ProblemKind.WRONG_ITEM, ProblemKind.MISSING_PART, ProblemKind.MISLEADING, ProblemKind.NOT_ARRIVED}),
    frozenset({ProblemKind.LOCKED_OUT, ProblemKind.APP_CRASH}),
    frozenset({ProblemKind.CANCELLED, ProblemKind.BOOKING_LOST, ProblemKind.CANNOT_CANCEL}),
    frozenset({ProblemKind.NO_ANSWER, ProblemKind.LONG_WAIT, ProblemKind.RUDE_STAFF}),
)
"""Kinds that tell of the same mishap in other words: one of them is enough for a reply."""


def _second(signs: Sequence[_Sign], ranked: Sequence[ProblemKind], main: _Sign) -> _Sign | None:
    for kind in ranked[1:]:
        if any(main.kind in group and kind in group for group in _SAME):
            continue
        apart = [sign for sign in signs if sign.kind is kind and (sign.end <= main.start or sign.start >= main.end)]
        if apart:
            return _chief(apart, kind)
    return None


def _problem(reading: Reading, main: _Sign, other: _Sign | None) -> Problem:
    cases = spellings(reading)
    thing = name(main.phrase, cases) if main.phrase else None
    second = name(other.phrase, cases) if other and other.phrase else None
    return Problem(
        kind=main.kind,
        thing=thing,
        clause=_worded(reading, main, thing),
        details=circumstances(reading.plain),
        waited=waited(reading.plain),
        second=other.kind if other else None,
        second_clause=_worded(reading, other, second if second != thing else thing) if other else None,
    )


def _worded(reading: Reading, sign: _Sign, thing: str | None) -> str:
    start = max(reading.plain.rfind(mark, 0, sign.start) for mark in ".!?\n") + 1
    ends = [found for mark in ".!?\n" if (found := reading.plain.find(mark, sign.end)) >= 0]
    return clause(
        sign.kind, thing, reading.plain[sign.start : sign.end], reading.plain[start : min(ends, default=None)]
    )


def spellings(reading: Reading) -> dict[str, str]:
    """Return the customer's spelling of words they capitalised within a sentence (brand names), by lower case."""
    if reading.shouting:
        return {}
    found: dict[str, str] = {}
    before = "."
    for word in reading.text[:4000].split():
        bare = word.strip(".,!?;:()\"'")
        if bare[:1].isupper() and before[-1:] not in ".!?:" and bare.isalnum():
            found[bare.lower()] = bare
        before = word
    return found


def _foreign(reading: Reading) -> Problem | None:
    found = foreign_problem(reading.plain)
    if found is None:
        return None
    kind, language = found
    return Problem(kind=kind, thing=None, clause="", waited=None, language=language)
