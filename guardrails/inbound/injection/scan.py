"""Looking a text over for words that steer the writing system: plain, disguised or hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import islice

from guardrails.inbound.injection.model import DOUBTFUL, leanings
from guardrails.inbound.injection.pieces import Piece, pieces, plain
from guardrails.inbound.injection.second_look import Opinion, opinions
from guardrails.inbound.injection.unveil import Hidden, disguised, unveil
from guardrails.inbound.injection.wordings import decisive, wording

MAX_SCANNED = 20_000
"""Code points that are looked over; what follows in a longer text is looked over as a text of its own."""
_MOST_PIECES = 320
_MOST_HIDDEN = 8
_LONGEST_QUOTE = 120
_HARDLY_INNOCENT = 0.0
"""The log-odds from which a wording decides alone in a document: in none of the corpus's 86 innocent ones."""
_LEARNED = "tells the writing system what to do or say"


class Place(Enum):
    """Where a text stands, with the log-odds from which it counts as steering there.

    A house's own documents instruct people all day; only what is nearly sure counts there.
    """

    MESSAGE = 1.8
    DOCUMENT = 2.8
    NAME = 1.5


HIDDEN_DISCOUNT = 1.5
"""Text that somebody took the trouble to hide needs less to count."""


@dataclass(frozen=True, slots=True)
class Injection:
    """Words at `start:end` that steer: `how` reads after "part of it"; `quote` says what, as it reads uncovered."""

    how: str
    quote: str
    start: int
    end: int


@lru_cache(maxsize=4096)  # a passage is looked over for every draft that retrieves it, a message by several readers
def scan(text: str, place: Place = Place.MESSAGE) -> tuple[Injection, ...]:
    """Return every stretch of `text` that steers the writing system, in order."""
    found: list[Injection] = []
    for begin in range(0, len(text), MAX_SCANNED):
        part = text[begin : begin + MAX_SCANNED]
        found += (
            Injection(one.how, one.quote, one.start + begin, one.end + begin)
            for one in (*_open(part, place.value), *_covered(part, place.value))
        )
    return tuple(_apart(found))


def without(text: str, found: Sequence[Injection], mark: str = "[…]") -> str:
    """Return `text` with what steers replaced by `mark`."""
    for one in sorted(found, key=lambda injection: -injection.start):
        text = f"{text[: one.start]}{mark}{text[one.end :]}"
    return text


def _open(text: str, least: float) -> Iterator[Injection]:
    """Yield the sentences that steer as they stand, or once turned round, rotated or freed of digits."""
    cut = _spread(pieces(text))
    read = [piece.text for piece in cut]
    leaning = leanings(read)
    said = opinions(read, leaning) if least == Place.MESSAGE.value else [Opinion.NONE] * len(read)
    for piece, odds, opinion in zip(cut, leaning, said, strict=True):
        how = _how(piece.text, odds, least, opinion)
        if how:
            yield Injection(how, _quote(text[piece.start : piece.end]), piece.start, piece.end)
            continue
        shown = disguised(piece.text)
        if shown and _steers(shown, least - HIDDEN_DISCOUNT):
            yield Injection("disguises words that steer", _quote(plain(shown)), piece.start, piece.end)


def _how(text: str, odds: float, least: float, opinion: Opinion) -> str | None:
    """Return how a sentence steers, or None: by a wording that decides alone, by its leaning, or as the encoder says.

    What the light model finds and the encoder finds improbable counts for nothing.
    """
    alone = decisive(text) if odds > (DOUBTFUL if least == Place.MESSAGE.value else _HARDLY_INNOCENT) else None
    if alone or opinion is Opinion.SURE or (odds >= least and opinion is not Opinion.IMPROBABLE):
        return alone or wording(text) or _LEARNED
    return None


def _covered(text: str, least: float) -> Iterator[Injection]:
    for hidden in islice(unveil(text), _MOST_HIDDEN):
        if hidden.sure or _steers(hidden.text, least - HIDDEN_DISCOUNT):
            yield _uncovered(hidden)


def _uncovered(hidden: Hidden) -> Injection:
    return Injection(hidden.how, _quote(hidden.text), hidden.start, hidden.end)


def _steers(text: str, least: float) -> bool:
    read = [piece.text for piece in pieces(text)[:8]]
    return any(odds >= least for odds in leanings(read))


def _spread(cut: list[Piece]) -> list[Piece]:
    """Return at most so many pieces: those of the beginning and of the end, where people steer."""
    return cut if len(cut) <= _MOST_PIECES else cut[: _MOST_PIECES // 2] + cut[-_MOST_PIECES // 2 :]


def _quote(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= _LONGEST_QUOTE else f"{shown[: _LONGEST_QUOTE - 1].rstrip()}…"


def _apart(found: Sequence[Injection]) -> Iterator[Injection]:
    """Yield the findings in order, without those that begin inside an earlier one."""
    end = -1
    for one in sorted(found, key=lambda injection: (injection.start, -injection.end)):
        if one.start >= end:
            end = one.end
            yield one
