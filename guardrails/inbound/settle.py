"""Where the patterns and the learned part are brought together: kind, topic and critical cause.

Patterns are sure of what they name and silent on the rest; the learned part has an opinion on everything. Neither may
turn a customer's own grievance into something to ignore.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guardrails.inbound.assessment import Gravity, Kind, Topic
from guardrails.inbound.kind import KindFound
from guardrails.inbound.problem import Problem
from guardrails.inbound.reading import Reading
from guardrails.inbound.semantic.model import Meaning
from guardrails.inbound.severity import Factor
from guardrails.inbound.topic import TopicFound

_IGNORED: Final = frozenset({Kind.SPAM, Kind.TROLL, Kind.ABUSE})
_SURE_TO_IGNORE: Final = 0.65
"""How likely it must be that nobody is to be answered, be it spam, a taunt or abuse."""
_NO_COMPLAINT, _HARDLY_A_COMPLAINT = 0.15, 0.05
"""How unlikely a complaint must be before a message is ignored that the patterns would not ignore, and where they even
hold it for one."""
_BEATS_A_COMPLAINT: Final = 2.0
"""How many times as likely as a complaint it must be to be ignored where the patterns would ignore it."""
_SURE_OF_CAUSE: Final = 0.75
"""How likely a message must be critical at all, of whatever cause."""
_SURE_BESIDE_A_PROBLEM: Final = 0.8
"""Where the patterns already name what went wrong, more is needed to call it graver."""
_HEARD: Final = frozenset({Kind.COMPLAINT, Kind.QUESTION, Kind.OTHER, Kind.ABUSE})
_TOLD_BY_THE_PROBLEM: Final = 4.0
"""How many times as likely another topic must be than the one that a known problem tells of."""
_FAVOUR: Final = 1.35
"""How many times as likely another kind must be: a complaint taken for praise is worse than praise for a complaint."""
_FAVOUR_IF_FOUND: Final = 4.0
"""The same where the patterns found a complaint in a brief message that reads like praise: angry words often do."""
_BRIEF: Final = 10
_MINE: Final = re.compile(r"\b(?:my|our|mine|ours)\b")
_SURE_IF_MINE: Final = 0.95
"""How likely it must be that nobody is to be answered where somebody speaks of what is theirs."""
_SURE_IF_ASKED: Final = 0.9
"""The same where the patterns hear a question or a complaint: an angry point may well be meant."""
_CAUSES: Final = {
    "injury": "somebody being hurt or ill",
    "safety": "a danger",
    "data": "exposed personal data",
    "fraud": "fraud or theft",
    "legal": "legal action",
    "press": "the press",
    "discrimination": "discrimination",
    "self_harm": "self-harm",
    "crime": "an assault or harassment",
    "threat": "a threat of violence",
}


_TOLD_APART: Final = frozenset({Kind.PRAISE, Kind.QUESTION})
"""Kinds that the patterns find by plain words: "something else" is no reason to unsay them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known when kind and topic are settled.

    `grave` says whether the patterns name a critical cause, `trusting` whether it shows the writer's own card, account
    or address: nobody does that to sell or to taunt.
    """

    reading: Reading
    meaning: Meaning
    problem: Problem | None
    grave: bool = False
    trusting: bool = False

    @property
    def brief(self) -> bool:
        """Return whether the message is so short that the encoder has little to go by."""
        return len(self.reading.words) <= _BRIEF


def settle_kind(found: KindFound, evidence: Evidence) -> KindFound:
    """Return the kind: the patterns' where they are sure, else the likeliest that may be chosen."""
    kinds = evidence.meaning.kinds
    if found.kind in _IGNORED and _ignorable(evidence) > max(0.2, _BEATS_A_COMPLAINT * kinds[Kind.COMPLAINT]):
        return found
    ignore = _may_be_ignored(found, evidence)
    allowed = {kind: share for kind, share in kinds.items() if ignore or kind not in _IGNORED}
    likeliest = max(allowed, key=lambda kind: allowed[kind])
    turned = evidence.brief and found.kind is Kind.COMPLAINT and likeliest is Kind.PRAISE
    if allowed[likeliest] < (_FAVOUR_IF_FOUND if turned else _FAVOUR) * allowed[Kind.COMPLAINT]:
        likeliest = Kind.COMPLAINT
    if evidence.grave and likeliest not in _IGNORED and found.kind is not Kind.PRAISE:
        likeliest = Kind.COMPLAINT
    if likeliest is found.kind or (likeliest is Kind.OTHER and found.kind in _TOLD_APART):
        return found
    return KindFound(likeliest, f"Reads like {_named(likeliest)} ({allowed[likeliest]:.0%})", found.grievance)


def _ignorable(evidence: Evidence) -> float:
    return 0.0 if evidence.trusting else sum(evidence.meaning.kinds[kind] for kind in _IGNORED)


def _may_be_ignored(found: KindFound, evidence: Evidence) -> bool:
    most = _HARDLY_A_COMPLAINT if found.kind is Kind.COMPLAINT else _NO_COMPLAINT
    sure = _SURE_IF_MINE if _MINE.search(evidence.reading.plain) else _SURE_TO_IGNORE
    if found.kind in {Kind.COMPLAINT, Kind.QUESTION}:
        sure = max(sure, _SURE_IF_ASKED)
    unlikely = evidence.meaning.kinds[Kind.COMPLAINT] < most and evidence.problem is None
    return unlikely and _ignorable(evidence) >= sure


def _named(kind: Kind) -> str:
    if kind in {Kind.COMPLAINT, Kind.QUESTION}:
        return f"a {kind.value}"
    return "something else" if kind is Kind.OTHER else kind.value


def settle_topic(found: TopicFound, kind: Kind, evidence: Evidence) -> TopicFound:
    """Return the topic: the likeliest, unless the message is no customer's."""
    if kind in _IGNORED or (kind is Kind.OTHER and found.topic is Topic.OTHER):
        return found
    topics = evidence.meaning.topics
    likeliest = max(topics, key=lambda topic: topics[topic])
    told = evidence.problem is not None and topics[found.topic] * _TOLD_BY_THE_PROBLEM >= topics[likeliest]
    if likeliest is found.topic or told:
        return found
    return TopicFound(likeliest)


def learned_factor(kind: Kind, evidence: Evidence, named: frozenset[str]) -> Factor | None:
    """Return the critical cause that the learned part sees and the patterns did not name, or None."""
    causes = {cause: share for cause, share in evidence.meaning.causes.items() if cause != "none"}
    likeliest = max(causes, key=lambda cause: causes[cause])
    share = sum(causes.values())
    wanted = _SURE_OF_CAUSE if evidence.problem is None else _SURE_BESIDE_A_PROBLEM
    if share < wanted or likeliest in named or kind not in _HEARD:
        return None
    return Factor(likeliest, Gravity.CRITICAL, f"Reads as critical ({share:.0%}), most like {_CAUSES[likeliest]}")
