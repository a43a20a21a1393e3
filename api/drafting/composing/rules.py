"""Which sentence of the policies truly helps with a problem, quoted with its conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from api.drafting.composing.quoting import addressed, is_internal, sentences, stems, usual_stems
from knowledge.facts import Fact
from prompts.phrasebook import table

_DEPENDS = re.compile(
    r"^(?:this|these|those|it|they|them|he|she|however|but|otherwise|in that case|such|then|also|in addition|and|or|"
    r"except|unless|only|excluding|see|please note|note|for example|instead|either way|the same|if so|if not)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"^(?:however|but|except|unless|only|excluding|this|these|it|they|otherwise|please note|note)\b", re.IGNORECASE
)
_REBUFF = re.compile(
    r"\bwe (?:do not|don't|cannot|can't|will not|won't|are not|aren't|are unable|never)\b|\bnot (?:responsible|liable|"
    r"eligible|refundable|entitled|available|accepted|covered|possible|refund\w*)\b|\bnon-?refundable\b|"
    r"\bno (?:refunds?|liability|exchanges?|returns?|compensation)\b|\bmust not\b|\bare excluded\b",
    re.IGNORECASE,
)
_HELPS = re.compile(
    r"\b(?:refund|replac|repair|credit|compensat|exchang|collect|rebook|reset|send|within|working day|"
    r"you (?:can|may|choose|will|get|receive)|we (?:will|send|collect|offer|add|trace|open|look|answer|reply|replace|"
    r"refund|pay|give|take|treat|call|book))",
    re.IGNORECASE,
)
_PREMISE = re.compile(r"^(?:if|when|where|once|should|in case)\s([^,]{3,200}),", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:within|unless|only|subject to|provided|report|tell us|contact us|photo|evidence|original)\b|\d",
    re.IGNORECASE,
)
_WAY = r"(?:a |an |the |your )?(?:full |free |store )?(?:replacement|refund|repair|exchange|credit)"
_CHOICE = re.compile(rf"\b({_WAY}),? or ({_WAY})\b", re.IGNORECASE)
_SOURCE = re.compile(r"(?:policy|terms|promise|guarantee|charter|rules)$", re.IGNORECASE)
_LONGEST, _SHORTEST = 300, 25
_PASSAGES = 6
_PLACE = 0.4
"""What a sentence loses for each passage that retrieval held to be closer than its own."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A sentence of a policy that helps, where it stands, and the ways out that it offers ("a repair or a refund")."""

    text: str
    fact_id: str
    source: str | None
    choice: str | None
    score: float


@lru_cache(maxsize=64)
def _terms(kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    entry = table("terms").get(kind, {})
    return tuple(entry.get("core", ())), tuple(entry.get("more", ()))


def helpful(policies: Sequence[Fact], kind: str, complaint: str) -> Ruling | None:
    """Return the sentence of `policies` that helps best with a problem of `kind`; None where none truly does."""
    asked = stems(complaint)
    core, more = _terms(kind)
    best: Ruling | None = None
    for place, fact in enumerate(policies[:_PASSAGES]):
        for text, whole in _candidates(fact.text, rebuffs=False):
            score = _help(text, asked, core, (*core, *more)) - _PLACE * place
            if score > (best.score if best else 0.0):
                best = _ruling(whole, fact, score)
    return best


def _help(text: str, asked: frozenset[str], core: Sequence[str], terms: Sequence[str]) -> float:
    """Return how much a sentence helps; 0 where it is about something else or offers nothing."""
    lowered = text.lower()
    if not any(stem in lowered for stem in core) or not _HELPS.search(text):
        return 0.0
    hits = sum(stem in lowered for stem in terms) + 0.5 * len(asked & stems(text))
    return hits if hits >= 2 and _is_close(text, asked, terms) else 0.0


def _is_close(text: str, asked: frozenset[str], terms: Sequence[str]) -> bool:
    """Return whether what the sentence speaks of is what the problem is about, its premise above all."""
    premise = _PREMISE.match(text)
    return _closeness(text, asked, terms) >= 0.6 and (premise is None or _closeness(premise[1], asked, terms) >= 0.66)


def _closeness(text: str, asked: frozenset[str], terms: Sequence[str]) -> float:
    told = stems(text) - usual_stems()
    met = sum(stem in asked or any(stem.startswith(term[:6]) or term in stem for term in terms) for stem in told)
    return met / len(told) if told else 1.0


def answering(policies: Sequence[Fact], question: str) -> Ruling | None:
    """Return the sentence that clearly answers `question`: most of what is asked stands in it."""
    asked = stems(question)
    best: Ruling | None = None
    for place, fact in enumerate(policies[:_PASSAGES]):
        for text, whole in _candidates(fact.text, rebuffs=True):
            shared = len(asked & stems(f"{text} {fact.title or ''}"))
            score = shared / max(3, len(asked)) - 0.03 * place
            if shared >= 2 and score >= max(0.34, best.score if best else 0.0):
                best = _ruling(whole, fact, score)
    return best


def _ruling(text: str, fact: Fact, score: float) -> Ruling:
    choice = _CHOICE.search(text)
    offered = f"{_article(choice[1])} or {_article(choice[2])}" if choice and not _CONDITION.search(text) else None
    return Ruling(addressed(text), fact.id, _source(fact.title), offered, score)


def _article(way: str) -> str:
    bare = " ".join(word for word in way.lower().split() if word not in {"a", "an", "the", "your"})
    return f"{'an' if bare[0] in 'aeiou' else 'a'} {bare}"


def _source(title: str | None) -> str | None:
    name = (title or "").partition(" – ")[0].strip()
    if not name or len(name) > 40 or not _SOURCE.search(name):
        return None
    return name[0].lower() + name[1:] if name[1:] == name[1:].lower() else name


@lru_cache(maxsize=2048)
def _candidates(text: str, *, rebuffs: bool) -> tuple[tuple[str, str], ...]:
    """Return what can be told a customer: each sentence, and the same with the one after it that limits it."""
    return tuple(_told(sentences(text), rebuffs=rebuffs))


def _told(found: Sequence[str], *, rebuffs: bool) -> Iterator[tuple[str, str]]:
    for one, follower in zip(found, (*found[1:], ""), strict=True):
        if not _is_tellable(one) or (_REBUFF.search(one) and not rebuffs):
            continue
        if not _LIMITS.match(follower):
            yield one, one
        elif _may_follow(one, follower, rebuffs=rebuffs):
            yield one, f"{one} {follower}"


def _is_tellable(one: str) -> bool:
    whole = _SHORTEST <= len(one) <= _LONGEST and one[-1] in ".!" and "{" not in one
    return whole and not _DEPENDS.match(one) and not is_internal(one)


def _may_follow(one: str, follower: str, *, rebuffs: bool) -> bool:
    if is_internal(follower) or len(one) + len(follower) >= _LONGEST:
        return False
    return rebuffs or not _REBUFF.search(follower)
