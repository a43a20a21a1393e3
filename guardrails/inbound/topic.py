"""What a message is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guardrails.inbound import nouns
from guardrails.inbound.assessment import Topic
from guardrails.inbound.lexicon import Score
from guardrails.inbound.problem import Problem
from guardrails.inbound.problem_kinds import ProblemKind as K
from guardrails.inbound.reading import Reading
from guardrails.inbound.topic_words import TOPIC_WORDS
from guardrails.inbound.word_sets import word_set

_OF_PROBLEM: Final[dict[K, Topic]] = {
    K.NOT_ARRIVED: Topic.DELIVERY,
    K.LATE: Topic.DELIVERY,
    K.DAMAGED: Topic.PRODUCT,
    K.FAULTY: Topic.PRODUCT,
    K.WRONG_ITEM: Topic.PRODUCT,
    K.MISSING_PART: Topic.PRODUCT,
    K.REFUND_MISSING: Topic.BILLING,
    K.OVERCHARGED: Topic.BILLING,
    K.DOUBLE_CHARGED: Topic.BILLING,
    K.PRICE_RISE: Topic.BILLING,
    K.CANCELLED: Topic.BOOKING,
    K.CANNOT_CANCEL: Topic.ACCOUNT,
    K.RUDE_STAFF: Topic.STAFF,
    K.NO_ANSWER: Topic.SERVICE,
    K.LONG_WAIT: Topic.SERVICE,
    K.NO_SHOW: Topic.SERVICE,
    K.OUTAGE: Topic.SERVICE,
    K.QUALITY: Topic.PRODUCT,
    K.DIRTY: Topic.SERVICE,
    K.COLD_FOOD: Topic.PRODUCT,
    K.LOST_LUGGAGE: Topic.SERVICE,
    K.DELAYED_JOURNEY: Topic.SERVICE,
    K.APP_CRASH: Topic.PRODUCT,
    K.LOCKED_OUT: Topic.ACCOUNT,
    K.DATA_LEAK: Topic.PRIVACY,
    K.INJURY: Topic.SAFETY,
    K.HAZARD: Topic.SAFETY,
    K.MISLEADING: Topic.PRODUCT,
    K.BOOKING_LOST: Topic.BOOKING,
    K.NO_STOCK: Topic.PRODUCT,
}
_MAIN_WEIGHT: Final = {
    K.INJURY: 8.0,
    K.HAZARD: 7.0,
    K.DATA_LEAK: 7.0,
    K.NO_ANSWER: 2.5,
    K.LONG_WAIT: 3.0,
    K.QUALITY: 3.0,
}
_LEAST: Final = 0.8
_HINT: Final = 0.8
_COMPANIES: Final = word_set(
    "airline airlines bank hotel restaurant supermarket shop store company branch clinic hospital surgery "
    "dentist vet vets school gym cafe pub bar cinema theatre airport station council operator provider carrier "
    "network phone landline call calls department team seats carriages toilet bathroom aircon queue wait phone "
    "ring rang"
)
_HINTS: Final = (
    (
        Topic.PRODUCT,
        (nouns.GOODS | nouns.FOODS | nouns.APPS)
        - nouns.BOOKINGS
        - {"order", "parcel", "package", "delivery", "phone", "card", "car", "door", "service"},
    ),
    (Topic.SERVICE, nouns.JOURNEYS | nouns.NETWORKS | _COMPANIES),
    (Topic.SERVICE, nouns.ROOMS - nouns.GOODS),
    (Topic.STAFF, nouns.PEOPLE - {"person", "people", "team", "girl", "boy", "driver", "man", "doctor", "engineer"}),
    (
        Topic.BOOKING,
        frozenset({"booked", "booking", "reservation", "anniversary", "tickets", "seats", "appointment", "physio"}),
    ),
    (
        Topic.BILLING,
        word_set("credit renewal meter quote invoice receipt owed owe debt statement premium cheque menu"),
    ),
)
"""Nouns that lean towards a topic where nothing plainer is said."""


@dataclass(frozen=True, slots=True)
class TopicFound:
    """The topic, and the words that told it (none when it is `other`)."""

    topic: Topic
    terms: tuple[str, ...] = ()


def topic_weights(
    reading: Reading, problem: Problem | None, factors: frozenset[str] = frozenset()
) -> tuple[dict[Topic, float], dict[str, Score]]:
    """Return how much speaks for each topic, and the words that do."""
    scores = TOPIC_WORDS.scores(reading.words)
    weights = {Topic(label): score.weight for label, score in scores.items()}
    leans = [_OF_FACTOR[name] for name in factors & _OF_FACTOR.keys()]
    leans += [(Topic.BILLING, 1.0)] if _MONEY.search(reading.plain) else []
    leans += [(topic, _HINT) for topic, names in _HINTS if not names.isdisjoint(reading.words)]
    leans += _from_problem(problem, reading) if problem is not None else []
    for topic, weight in leans:
        weights[topic] = weights.get(topic, 0.0) + weight
    return weights, scores


def topic_of(reading: Reading, problem: Problem | None, factors: frozenset[str] = frozenset()) -> TopicFound:
    """Return the topic of a message: the one that its words, its problem and its grave `factors` speak for most."""
    weights, scores = topic_weights(reading, problem, factors)
    best = max(weights, key=lambda topic: weights[topic], default=Topic.OTHER)
    if weights.get(best, 0.0) < _LEAST:
        return TopicFound(Topic.OTHER)
    return TopicFound(best, terms_of(best, scores))


def terms_of(topic: Topic, scores: dict[str, Score]) -> tuple[str, ...]:
    """Return up to three of the words that told the topic."""
    return tuple(term.rstrip("*") for term in scores[topic].terms[:3]) if topic in scores else ()


def _from_problem(problem: Problem, reading: Reading) -> list[tuple[Topic, float]]:
    found: list[tuple[Topic, float]] = []
    main = _placed(problem.kind, problem.thing)
    if problem.kind is K.DAMAGED and not _CARRIED.isdisjoint(reading.words):
        main = Topic.DELIVERY
    if main is not None:
        found.append((main, _MAIN_WEIGHT.get(problem.kind, 5.0)))
    second = _placed(problem.second, None) if problem.second else None
    if second is not None:
        found.append((second, 1.0))
    return found


_VISITS: Final = nouns.JOURNEYS | word_set(
    "booking reservation room hotel table appointment holiday tickets ticket concert show gig class tour operation"
)
_CARRIED: Final = word_set(
    "driver courier delivery parcel package packaging box threw thrown lobbed dumped tossed chucked rain doorstep gate "
    "post postman transit shipping evri hermes dpd fedex ups delivered"
)
_MONEY: Final = re.compile(r"[£$€] ?\d|\d ?(?:€|£|euros?\b|pounds\b|dollars\b|quid\b)")
_OF_FACTOR: Final = {
    "crime": (Topic.STAFF, 3.0),
    "discrimination": (Topic.STAFF, 1.5),
    "fraud": (Topic.BILLING, 2.0),
    "essential": (Topic.SERVICE, 1.5),
}


def _placed(kind: K, thing: str | None) -> Topic | None:
    """Return where a problem of `kind` belongs; what was cancelled or failed to come decides between desks."""
    head = thing.split()[-1].lower() if thing else ""
    if kind is K.CANCELLED and head and head not in _VISITS and head in nouns.GOODS:
        return Topic.DELIVERY
    if kind is K.NO_SHOW and head in {"driver", "courier", "collection", "delivery"}:
        return Topic.DELIVERY
    if kind in {K.NOT_ARRIVED, K.LATE} and head in {"tickets", "ticket", "train", "bus", "flight"}:
        return Topic.BOOKING if head.startswith("ticket") else Topic.SERVICE
    return _OF_PROBLEM.get(kind)
