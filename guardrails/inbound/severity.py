"""How grave a message is, with the factors that make it so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from guardrails.inbound.assessment import Gravity, Inbound, Kind
from guardrails.inbound.hazards import hazards_of
from guardrails.inbound.near_events import near_event
from guardrails.inbound.offence import Offence
from guardrails.inbound.problem import Problem
from guardrails.inbound.problem_kinds import ProblemKind
from guardrails.inbound.reading import Reading
from guardrails.inbound.severity_signs import SIGNS
from guardrails.inbound.veiled_signs import VEILED


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that makes a message graver: its name, how grave it alone makes it, and a sentence for the reviewer."""

    name: str
    gravity: Gravity
    reason: str


_GRAVE_PROBLEMS: Final = {
    ProblemKind.INJURY: ("injury", Gravity.CRITICAL, "Somebody was hurt or ill"),
    ProblemKind.HAZARD: ("safety", Gravity.CRITICAL, "Mentions a safety hazard"),
    ProblemKind.DATA_LEAK: ("data", Gravity.CRITICAL, "Personal data may have been exposed"),
    ProblemKind.LOCKED_OUT: ("access", Gravity.MEDIUM, "Cannot get at their account"),
}
_ENDANGERED: Final = {
    "self_harm": "Speaks of self-harm",
    "injury": "Somebody was hurt or ill",
    "safety": "Mentions a safety hazard",
    "crime": "Somebody is in danger from another",
}
_AMOUNT: Final = re.compile(
    r"(?:[£$€]\s?|\b(?:gbp|usd|eur) ?)(\d{1,3}(?:[,.]\d{3})+|\d{1,7})(?:[.,]\d{1,2})?(k)?\b|\b(\d{1,3}(?:[,"
    r".]\d{3})+|\d{1,7})(?:[.,]\d{1,2})?\s?(?:€|£|euros?\b|pounds?\b|dollars?\b|quid\b|eur\b|reais\b)"
)
_FAST: Final = re.compile(
    r"\b(?:spark|smok|flame|fire|explo|burn|shock|gas|glass|allerg|brake|poison|electr|injur|hospital|hurt|"
    r"blood|collaps|melt)"
)
_MILD: Final = re.compile(
    r"\b(?:slight(?:ly)?|minor|small (?:issue|thing|problem|niggle|gripe)|a bit|bit of a|little "
    r"(?:disappointed|annoying|issue)|not a big deal|no biggie|just (?:a heads up|fyi|thought you should "
    r"know|feedback|letting you know)|fyi|niggle|nitpick|suggestion|could be better|would be nice|"
    r"otherwise (?:good|great|fine|lovely)|not urgent|constructive)\b"
)
_RANK: Final = {Gravity.LOW: 0, Gravity.MEDIUM: 1, Gravity.HIGH: 2, Gravity.CRITICAL: 3}
_WIDE_REACH: Final = 100_000
_REACH: Final = 10_000
_BIG_SUM: Final = 500.0
_SUM: Final = 100.0


def factors_of(reading: Reading, message: Inbound, problem: Problem | None, offence: Offence) -> list[Factor]:
    """Return what makes the message graver, gravest first."""
    found = [*_told(reading), *_by_problem(problem, reading), *_around(message)]
    found += _endangered(reading, {one.name for one in found})
    if offence.threat:
        found.append(Factor("threat", Gravity.CRITICAL, f"Threatens violence: '{offence.quote}'"))
    if (event := near_event(reading.plain, message.received_at)) and all(one.name != "event" for one in found):
        found.append(Factor("event", Gravity.HIGH, f"An event is near: {event}"))
    money = _money(reading.plain)
    if money is not None:
        found.append(money)
    return sorted(found, key=lambda factor: -_RANK[factor.gravity])


def _told(reading: Reading) -> Iterator[Factor]:
    words, told = frozenset(reading.words), set[str]()
    for sign in (*SIGNS, *VEILED):
        if sign.name in told:
            continue
        if sign.needs.isdisjoint(words) and len(reading.whole) == len(reading.plain):
            continue
        match = sign.pattern.search(reading.whole)
        if match:
            told.add(sign.name)
            yield Factor(sign.name, sign.gravity, f"{sign.says}: '{match[0][:60]}'")


def _by_problem(problem: Problem | None, reading: Reading) -> Iterator[Factor]:
    if problem is None:
        return
    for kind in (problem.kind, problem.second):
        grave = _GRAVE_PROBLEMS.get(kind) if kind else None
        if grave:
            said = _FAST.search(reading.plain)
            quote = reading.plain[said.start() : said.start() + 30].split(".")[0] if said else ""
            yield Factor(grave[0], grave[1], f"{grave[2]}: '{quote}'" if quote else grave[2])


def _endangered(reading: Reading, told: set[str]) -> Iterator[Factor]:
    """Yield a factor for each danger that nothing else told of."""
    for hazard in hazards_of(reading):
        if hazard.factor and hazard.factor not in told:
            told.add(hazard.factor)
            yield Factor(hazard.factor, Gravity.CRITICAL, f"{_ENDANGERED[hazard.factor]}: '{hazard.quote}'")


def _around(message: Inbound) -> Iterator[Factor]:
    followers = message.followers or 0
    if followers >= _REACH:
        gravity = Gravity.HIGH if followers >= _WIDE_REACH else Gravity.MEDIUM
        yield Factor("reach", gravity, f"The author reaches {followers:,} followers")
    theirs = sum(1 for line in message.thread if line.role == "customer")
    if theirs >= 2:
        yield Factor("repeat", Gravity.MEDIUM, f"Has written {theirs} times before in this thread")
    others = {line.author or str(index) for index, line in enumerate(message.thread) if line.role == "other"}
    if len(others) >= 3:
        gravity = Gravity.HIGH if len(others) >= 10 else Gravity.MEDIUM
        yield Factor("thread", gravity, f"{len(others)} other people have joined the thread")


def _money(plain: str) -> Factor | None:
    sums = [_amount(match) for match in _AMOUNT.finditer(plain)]
    most = max(sums, default=0.0)
    if most < _SUM:
        return None
    return Factor("money", Gravity.HIGH if most >= _BIG_SUM else Gravity.MEDIUM, f"Money at stake: about {most:,.0f}")


def _amount(match: re.Match[str]) -> float:
    digits = (match[1] or match[3]).replace(",", "").replace(".", "")
    return float(digits) * (1000 if match[2] else 1)


def gravity_of(kind: Kind, reading: Reading, problem: Problem | None, factors: list[Factor]) -> Gravity:
    """Return how grave the message is: its gravest factor; two middling ones raise it; without any, by its kind."""
    highest = max((factor.gravity for factor in factors), key=lambda one: _RANK[one], default=Gravity.LOW)
    if highest is Gravity.CRITICAL:
        return highest
    if kind is not Kind.COMPLAINT:
        return Gravity.LOW
    middling = {factor.name for factor in factors if factor.gravity is Gravity.MEDIUM}
    if highest is Gravity.HIGH or len(middling) >= 3:
        return Gravity.HIGH
    if highest is Gravity.LOW and (_MILD.search(reading.plain) or (problem is None and len(reading.words) < 6)):
        return Gravity.LOW
    return Gravity.MEDIUM


def with_learned(factors: list[Factor], learned: Factor | None) -> list[Factor]:
    """Return the factors with the one that the learned part adds, if any, in front."""
    return factors if learned is None else [learned, *factors]
