"""Cutting a reply into the windows that the encoder reads: whole sentences behind the complaint they answer.

A window is `[CLS] audience complaint [SEP] sentence sentence … [SEP]`. A reply of ordinary length is one window, so
that every sentence is read with those around it; a longer one is several, each opening with the sentence before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer

CLS, SEP, PAD = 101, 102, 0
_LONE = re.compile(r"[\ud800-\udfff]")
"""Halves of a surrogate pair: no text that a tokenizer takes."""
COMPLAINT_HEAD, COMPLAINT_TAIL = 28, 12
"""How many tokens of a complaint are read: how it opens and how it ends."""
LONGEST_PIECE = 80
"""A sentence of more tokens is judged piece by piece: what never ends must not hide."""
LONGEST_WINDOW = 160
TOKENIZER: Final = Path(__file__).parent / "weights" / "tokenizer.json"


@dataclass(slots=True)
class Piece:
    """A sentence, or a part of a very long one. `spans` are its tokens' code points in the sentence."""

    sentence: int
    ids: list[int]
    spans: list[tuple[int, int]]


@dataclass(slots=True)
class Window:
    """Tokens for one pass of the encoder. `places` are the token ranges of the `pieces` that are judged here."""

    ids: list[int]
    reply_at: int
    pieces: list[Piece] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)


@cache
def tokenizer() -> Tokenizer:
    """Return the tokenizer of the encoder, loaded once."""
    loaded: Tokenizer = Tokenizer.from_file(str(TOKENIZER))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


def pieces(sentences: Sequence[str]) -> list[Piece]:
    """Return the sentences as tokens, the very long ones in parts."""
    found = []
    shown = [_LONE.sub("\ufffd", sentence) for sentence in sentences]
    for number, encoded in enumerate(tokenizer().encode_batch(shown, add_special_tokens=False)):
        ids, spans = encoded.ids, encoded.offsets
        for at in range(0, len(ids), LONGEST_PIECE):
            found.append(Piece(number, ids[at : at + LONGEST_PIECE], spans[at : at + LONGEST_PIECE]))  # noqa: PERF401
    return found


def opening(complaint: str, audience: str) -> list[int]:
    """Return the tokens that stand before a reply: its audience and the complaint that it answers."""
    shown = _LONE.sub("\ufffd", complaint[:2000])
    ids = tokenizer().encode(shown, add_special_tokens=False).ids if shown else []
    if len(ids) > COMPLAINT_HEAD + COMPLAINT_TAIL:
        ids = ids[:COMPLAINT_HEAD] + ids[-COMPLAINT_TAIL:]
    return [CLS, *tokenizer().encode(audience, add_special_tokens=False).ids, *ids, SEP]


def windows(found: Sequence[Piece], head: Sequence[int]) -> Iterator[Window]:
    """Yield the windows over the pieces, each behind the tokens of `head`."""
    window = _begun(head)
    for number, piece in enumerate(found):
        if window.pieces and len(window.ids) + len(piece.ids) >= LONGEST_WINDOW:
            window.ids.append(SEP)
            yield window
            window = _begun(head, found[number - 1])
        window.places.append((len(window.ids), len(window.ids) + len(piece.ids)))
        window.pieces.append(piece)
        window.ids.extend(piece.ids)
    if window.pieces:
        window.ids.append(SEP)
        yield window


def _begun(head: Sequence[int], before: Piece | None = None) -> Window:
    return Window([*head, *(before.ids[-40:] if before else ())], len(head))
