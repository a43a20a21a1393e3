"""Pointers: which of a customer's own orders the words of a complaint point to."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import Enum, auto
from functools import lru_cache
from hashlib import blake2b
from threading import Lock

import numpy as np

from knowledge.embeddings import Embedder, EmbeddingUnavailable, Vectors
from knowledge.facts import Fact, OrderData
from knowledge.lexical import words_of

CLEAR = 0.6
"""Evidence from which an order counts as meant."""
_MARGIN = 0.15
_SYNONYM = 0.42
_STALE_DAYS = 180
_MAX_WORDS = 80
_CACHE = 20_000
_NEAR_ID = 0.8
_FITS = 0.5

_WAITING = re.compile(
    r"\b(?:waiting|where(?:'?s| is)|late|delayed|delay|missing|lost|tracking|overdue|shipped yet|dispatched|"
    r"(?:not|never|n'?t) (?:\w+ )?(?:arriv\w+|come|came|show\w*|turn\w*|got|received?|here))\b",
    re.IGNORECASE,
)
_RECEIVED = re.compile(
    r"\b(?:broke\w*|damaged|faulty|defective|cracked|smashed|(?:does|do|did|is) ?n[o']t work\w*|stopped working|"
    r"fell apart|falling apart|wobbl\w*|scratch\w*|torn|ripped|holes?|wrong|opened|unboxed|return\w*|send it back|"
    r"arrived (?:\w+ )?(?:broken|damaged|late|wrong))\b",
    re.IGNORECASE,
)
_REFUND = re.compile(r"\brefund\w*|money back\b", re.IGNORECASE)
_AMOUNT = re.compile(r"(?<![\d.,])\d{1,6}(?:[.,]\d{2})?(?![\d.,]?\d)")
_CLOSED = re.compile(r"deliver|complete|closed|cancel|return|refund|collected|received", re.IGNORECASE)
_OUT = re.compile(r"out for delivery|undeliver|not delivered|to be", re.IGNORECASE)
_COMMON = frozenset(
    """order ordered delivery refund item product parcel package box set pack new black white blue red large small
    size""".split()  # noqa: SIM905 - reads as a list of words
)


@dataclass(frozen=True, slots=True)
class _Scored:
    fact: Fact
    order: OrderData
    evidence: float
    cue: float


def rank(
    orders: Sequence[Fact],
    text: str,
    embedder: Embedder | None,
    *,
    near_ids: Sequence[str] = (),
    only_clear: bool = False,
) -> list[Fact]:
    """Return the orders that `text` points to, the best first; none when it could be any of several.

    `orders` are all of one customer, newest first. Item names count, with slips and synonyms; so do the total, the
    tracking number and an id that is nearly one of `near_ids`; the order's state and age decide between equals. Without
    a pointer the only plausible order is returned, unless `only_clear`.
    """
    typed = [(fact, order) for fact in orders if (order := fact.order())]
    if not typed:
        return []
    heard = _Heard(text, [order for _, order in typed], embedder)
    cue = _cue_in(text)
    scored = [
        _Scored(fact, order, max(heard.evidence(order), _exact(order, text, near_ids)), _fit(order, cue))
        for fact, order in typed
    ]
    scored.sort(key=lambda entry: (entry.evidence, entry.cue), reverse=True)
    if scored[0].evidence >= CLEAR:
        return [entry.fact for entry in _leaders(scored)]
    if only_clear:
        return []
    only = _only_plausible(scored)
    return [only.fact] if only else []


def _leaders(scored: Sequence[_Scored]) -> list[_Scored]:
    """Return the best order, with those that are as well meant and that state and age do not tell apart."""
    best = scored[0]
    near = [entry for entry in scored if entry.evidence >= max(CLEAR, best.evidence - _MARGIN)]
    fitting = [entry for entry in near if entry.cue >= max(other.cue for other in near) - 0.01]
    recent = max(entry.order.placed_on or date.min for entry in fitting)
    return [entry for entry in fitting if (recent - (entry.order.placed_on or date.min)).days <= _STALE_DAYS]


def _only_plausible(scored: Sequence[_Scored]) -> _Scored | None:
    if len(scored) == 1:
        return scored[0]
    fitting = [entry for entry in scored if entry.cue >= _FITS]
    return fitting[0] if len(fitting) == 1 else None


class _Cue(Enum):
    """What a complaint says of the state of its order."""

    WAITING = auto()
    RECEIVED = auto()
    REFUND = auto()
    NONE = auto()


def _cue_in(text: str) -> _Cue:
    waiting, received = _WAITING.search(text), _RECEIVED.search(text)
    if bool(waiting) != bool(received):
        return _Cue.WAITING if waiting else _Cue.RECEIVED
    return _Cue.REFUND if _REFUND.search(text) else _Cue.NONE


def _fit(order: OrderData, cue: _Cue) -> float:
    """Return how well the order's state fits the cue; without one, an open order is a little likelier."""
    is_open = _is_open(order)
    if cue is _Cue.WAITING:
        return 1.0 if is_open else 0.0
    if cue is _Cue.RECEIVED:
        return 0.0 if is_open else 1.0
    if cue is _Cue.REFUND and order.refund and order.refund.status:
        return 1.0
    return 0.2 if is_open else 0.1


def _is_open(order: OrderData) -> bool:
    if order.delivered_on:
        return False
    status = order.status or ""
    return bool(_OUT.search(status)) or not _CLOSED.search(status)


def _exact(order: OrderData, text: str, near_ids: Sequence[str]) -> float:
    """Return evidence from values that are rarely alike by chance."""
    if order.tracking_number and len(order.tracking_number) >= 6 and order.tracking_number.lower() in text.lower():
        return 1.0
    if any(SequenceMatcher(None, near, order.order_id).ratio() >= _NEAR_ID and len(near) > 3 for near in near_ids):
        return 0.9
    if order.total is not None and order.total >= 1:
        amounts = {amount.replace(",", ".") for amount in _AMOUNT.findall(text[:5000])}
        exact = {f"{order.total:.2f}"} | (
            {f"{order.total:.0f}"} if order.total == int(order.total) and order.total >= 20 else set()
        )
        if amounts & exact:
            return 0.75
    return 0.0


class _Heard:
    """What was said, and how surely a given item word is among it."""

    def __init__(self, text: str, orders: Sequence[OrderData], embedder: Embedder | None) -> None:
        self._said = tuple(dict.fromkeys(_content(text)))[:_MAX_WORDS]
        self._stems = {_stem(word) for word in self._said}
        known = dict.fromkeys(word for order in orders for item in order.items for word in _item_words(item.name))
        self._meant = _similarities(tuple(known), self._said, embedder)

    def evidence(self, order: OrderData) -> float:
        """Return how surely any item of the order is named."""
        return max((self._item(item.name) for item in order.items), default=0.0) if self._said else 0.0

    def _item(self, name: str) -> float:
        """Return how surely an item is named: its last word, the thing itself, counts most; a colour or size hardly."""
        words = _item_words(name)
        last = len(words) - 1
        score = 0.0
        for place, word in enumerate(words):
            weight = 0.25 if word in _COMMON else (0.8 if place == last else 0.6)
            score += weight * self.word(word)
        return min(1.0, score)

    def word(self, word: str) -> float:
        """Return 1 for a word that was said, less for a slip of it or a synonym, 0 otherwise."""
        if word in self._said:
            return 1.0
        if _stem(word) in self._stems:
            return 0.97
        slip = 0.9 if any(_slip(word, said) for said in self._said) else 0.0
        similarity = self._meant.get(word, 0.0)
        meant = min(0.9, 0.75 + similarity - _SYNONYM) if similarity >= _SYNONYM and word not in _COMMON else 0.0
        return max(slip, meant)


def _content(text: str) -> list[str]:
    return [word for word in words_of(text) if len(word) > 2 and not word.isdigit()]


@lru_cache(maxsize=4096)
def _item_words(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_content(name)))


def _similarities(words: Sequence[str], said: Sequence[str], embedder: Embedder | None) -> dict[str, float]:
    """Return how near the meaning of each word is to the nearest one said; nothing when no embedder answers."""
    if embedder is None or not words or not said:
        return {}
    try:
        vectors = _cache.rows([*words, *said], embedder)
    except EmbeddingUnavailable:
        return {}
    nearest = (vectors[: len(words)] @ vectors[len(words) :].T).max(axis=1)
    return dict(zip(words, nearest.tolist(), strict=True))


def _slip(word: str, said: str) -> bool:
    """Tell whether one word is the other with a slip of the pen."""
    if word[0] != said[0] or min(len(word), len(said)) < 4 or abs(len(word) - len(said)) > 2:
        return False
    matcher = SequenceMatcher(None, word, said, autojunk=False)
    return matcher.quick_ratio() >= 0.8 and matcher.ratio() >= (0.8 if len(word) >= 5 else 0.88)


def _stem(word: str) -> str:
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


class _Cache:
    """Vectors of single words by model, the least recently used dropped first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._rows: OrderedDict[bytes, Vectors] = OrderedDict()

    def rows(self, words: Sequence[str], embedder: Embedder) -> Vectors:
        """Return one row per word; words not seen before are embedded in one call."""
        keys = [_digest(embedder.name, word) for word in words]
        with self._lock:
            known = {key: self._rows[key] for key in keys if key in self._rows}
            for key in known:
                self._rows.move_to_end(key)
        new = [(key, word) for key, word in zip(keys, words, strict=True) if key not in known]
        if new:
            known.update(zip([key for key, _ in new], embedder.embed([word for _, word in new]), strict=True))
            with self._lock:
                for key, _ in new:
                    self._rows[key] = known[key]
                while len(self._rows) > self._size:
                    self._rows.popitem(last=False)
        return np.stack([known[key] for key in keys])


def _digest(model: str, word: str) -> bytes:
    return blake2b(f"{model}\x1f{word}".encode("utf-8", "replace"), digest_size=12).digest()


_cache = _Cache(_CACHE)
