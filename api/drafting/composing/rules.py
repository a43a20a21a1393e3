"""Which sentences of the policies truly help with a problem, quoted with their conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.facts import Fact
from prompts.phrasebook import table, words

_SENTENCES = re.compile(r"(?<=[.!?])[\"”')]?\s+(?=[A-Z\"“(])|\n+")
_BULLET = re.compile(r"^\s*(?:[-*•#>]+|\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+)\s*")
_MARKUP = re.compile(r"[*_`]{1,3}")
_WORD = re.compile(r"[a-z]{4,}")
_DEPENDS = re.compile(
    r"^(?:this|these|those|it|they|them|he|she|however|but|otherwise|in that case|such|then|also|in addition|and|or|"
    r"except|unless|only|excluding|see|please note|note|for example|instead|either way|the same|if so|if not)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"^(?:however|but|except|unless|only|excluding|this|these|it|they|otherwise|please note|note)\b", re.IGNORECASE
)
_INTERNAL = re.compile(
    r"\b(?:agents?|advis[eo]rs?|handlers?|internal\w*|supervisors?|team leads?|managers?|approv(?:al|ed) (?:by|of)|"
    r"goodwill|discretion\w*|escalat\w+|scripts?|macros?|do not (?:tell|disclose|mention|promise|offer)|"
    r"staff (?:may|must|should|can|are)|(?:the|a) customer|tell (?:the )?customers?|never (?:tell|promise|offer))\b",
    re.IGNORECASE,
)
_REBUFF = re.compile(
    r"\bwe (?:do not|don't|cannot|can't|will not|won't|are not|aren't|are unable|never)\b|\bnot (?:responsible|liable|"
    r"eligible|refundable|entitled|available|accepted|covered|possible|refund\w*)\b|\bnon-?refundable\b|"
    r"\bno (?:refunds?|liability|exchanges?|returns?|compensation)\b|\bmust not\b|\bare excluded\b",
    re.IGNORECASE,
)
_CUSTOMERS = (
    (
        re.compile(
            r"(?:^|(?<=\bif )|(?<=\bwhen )|(?<=\bwhere )|(?<=\bthat )|(?<=, ))[Cc]ustomers(?= (?:can|may|will|must|should|have|are|receive|get|do|need|pay)\b)"
        ),
        "you",
    ),
    (re.compile(r"\b[Tt]heir (?=order|refund|money|account|item|parcel|booking)"), "your "),
)
_CONDITION = re.compile(
    r"\b(?:within|unless|only|subject to|provided|report|tell us|contact us|photo|evidence|original)\b|\d",
    re.IGNORECASE,
)
_PREMISE = re.compile(r"^(?:if|when|where|once|should|in case)\s([^,]{3,200}),", re.IGNORECASE)
_WAY = r"(?:a |an |the |your )?(?:full |free |store )?(?:replacement|refund|repair|exchange|credit)"
_CHOICE = re.compile(rf"\b({_WAY}),? or ({_WAY})\b", re.IGNORECASE)
_LONGEST, _SHORTEST, _NOTE_MOST = 300, 25, 330
_HELPS = re.compile(
    r"\b(?:refund|replac|repair|credit|compensat|exchang|collect|rebook|reset|send|within|working day|you (?:can|may|choose|will|get|receive)|"
    r"we (?:will|send|collect|offer|add|trace|open|look|answer|reply|replace|refund|pay|give|take|treat|call|book))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A sentence of a policy that helps, where it stands, and the ways out that it offers ("a repair or a refund")."""

    text: str
    fact_id: str
    source: str | None
    choice: str | None
    score: float


@lru_cache(maxsize=2048)
def _sentences(text: str) -> tuple[str, ...]:
    plain = (_MARKUP.sub("", _BULLET.sub("", piece)).strip() for piece in _SENTENCES.split(text[:20_000]))
    return tuple(piece for piece in plain if piece)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(text.lower()) if word not in words("common"))


@cache
def _usual() -> frozenset[str]:
    return frozenset(word[:6] for word in words("usual"))


@lru_cache(maxsize=64)
def _terms(kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    entry = table("terms").get(kind, {})
    return tuple(entry.get("core", ())), tuple(entry.get("more", ()))


def _addressed(text: str) -> str:
    for pattern, instead in _CUSTOMERS:
        text = pattern.sub(instead, text)
    return text[0].upper() + text[1:]


def helpful(policies: Sequence[Fact], kind: str, complaint: str) -> Ruling | None:
    """Return the sentence of `policies` that helps best with a problem of `kind`; None where none truly does."""
    asked = _stems(complaint)
    core, more = _terms(kind)
    best: Ruling | None = None
    for place, fact in enumerate(policies[:6]):
        for text in _candidates(fact.text, rebuffs=False):
            lowered = text.lower()
            if not any(stem in lowered for stem in core) or not _HELPS.search(text):
                continue
            hits = sum(stem in lowered for stem in (*core, *more)) + 0.5 * len(asked & _stems(text))
            if (
                hits >= 2
                and _is_close(text, asked, (*core, *more))
                and (best is None or hits - 0.4 * place > best.score)
            ):
                best = _ruling(text, fact, hits - 0.4 * place)
    return best


def _is_close(text: str, asked: frozenset[str], terms: Sequence[str]) -> bool:
    """Return whether what the sentence speaks of is what the problem is about, its premise above all."""
    premise = _PREMISE.match(text)
    return _closeness(text, asked, terms) >= 0.6 and (premise is None or _closeness(premise[1], asked, terms) >= 0.66)


def _closeness(text: str, asked: frozenset[str], terms: Sequence[str]) -> float:
    stems = _stems(text) - _usual()
    met = sum(stem in asked or any(stem.startswith(term[:6]) or term in stem for term in terms) for stem in stems)
    return met / len(stems) if stems else 1.0


def answering(policies: Sequence[Fact], question: str) -> Ruling | None:
    """Return the sentence that clearly answers `question`: most of what is asked stands in it."""
    asked = _stems(question)
    best: Ruling | None = None
    for place, fact in enumerate(policies[:6]):
        for text in _candidates(fact.text, rebuffs=True):
            shared = len(asked & _stems(f"{text} {fact.title or ''}"))
            score = shared / max(3, len(asked)) - 0.03 * place
            if shared >= 2 and score >= 0.34 and (best is None or score > best.score):
                best = _ruling(text, fact, score)
    return best


def _ruling(text: str, fact: Fact, score: float) -> Ruling:
    choice = _CHOICE.search(text)
    offered = f"{_article(choice[1])} or {_article(choice[2])}" if choice and not _CONDITION.search(text) else None
    return Ruling(_addressed(text), fact.id, _source(fact.title), offered, score)


def _article(way: str) -> str:
    words = [word for word in way.lower().split() if word not in {"a", "an", "the", "your"}]
    return f"{'an' if words[0][0] in 'aeiou' else 'a'} {' '.join(words)}"


def _source(title: str | None) -> str | None:
    name = (title or "").partition(" – ")[0].strip()
    if (
        not name
        or len(name) > 40
        or not re.search(r"(?:policy|terms|promise|guarantee|charter|rules)$", name, re.IGNORECASE)
    ):
        return None
    return name[0].lower() + name[1:] if name[1:] == name[1:].lower() else name


def _candidates(text: str, *, rebuffs: bool) -> Iterator[str]:
    """Yield what can be told a customer: whole sentences, each with the one after it that limits it."""
    sentences = _sentences(text)
    for here, one in enumerate(sentences):
        if not _tellable(one) or (_REBUFF.search(one) and not rebuffs):
            continue
        follower = sentences[here + 1] if here + 1 < len(sentences) else ""
        if not _LIMITS.match(follower):
            yield one
        elif (
            not _INTERNAL.search(follower)
            and len(one) + len(follower) < _LONGEST
            and (rebuffs or not _REBUFF.search(follower))
        ):
            yield f"{one} {follower}"


def _tellable(one: str) -> bool:
    return (
        _SHORTEST <= len(one) <= _LONGEST
        and one[-1] in ".!"
        and not _DEPENDS.match(one)
        and not _INTERNAL.search(one)
        and "{" not in one
    )


_HEADER = re.compile(r"^(?:verified|checked|confirmed|noted|logged)\b[^:\n]{0,160}:\s*", re.IGNORECASE)
_ORDER_NAMED = re.compile(r"\border(?: number| no\.?)? #?([A-Za-z0-9-]*\d[A-Za-z0-9-]*)", re.IGNORECASE)


def tellable_note(text: str, order_id: str | None, complaint: str) -> str | None:
    """Return a verified note as the customer can be told it; None where it is another's, beside the point or internal.

    A note that names orders is told only to the customer of one of them; any other has to speak of what they speak of.
    """
    named = set(_ORDER_NAMED.findall(text))
    shared = (_stems(complaint) & _stems(text)) - _usual()
    if order_id not in named if named else len(shared) < 3:
        return None
    told: list[str] = []
    for one in _sentences(_HEADER.sub("", text.strip())):
        if _INTERNAL.search(one) or "customers" in one or one[-1] == "?" or sum(map(len, told)) + len(one) > _NOTE_MOST:
            break
        told.append(_addressed(one if one[-1] in ".!" else f"{one}."))
    return " ".join(told) or None


def within(text: str) -> str:
    """Return a sentence as it stands inside another one: small at the start where its first word is no name."""
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if first.lower() in words("middle") else text


_FAULT = re.compile(
    r"\b(?:we are responsible|our (?:own )?(?:\w+ )?(?:fault|mistake|error)|fault of our|we (?:sent|packed|picked|charged|booked|entered|shipped) "
    r"(?:\w+ ){0,3}(?:wrong|twice|incorrect)|we (?:failed|forgot|missed|overlooked|made an error)|"
    r"(?:packing|picking|billing|system|booking|keying|data entry) error)\b",
    re.IGNORECASE,
)


def admits_fault(note: str) -> bool:
    """Return whether a verified note establishes that the company caused the problem."""
    return bool(_FAULT.search(note)) and not re.search(
        r"\b(?:not|no|never|without)\b[^.]{0,30}(?:fault|error)", note, re.IGNORECASE
    )
