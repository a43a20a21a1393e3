"""The row of a message: what the heads read of it."""

from __future__ import annotations

from typing import Final

import numpy as np

from guardrails.inbound.assessment import Inbound, Kind
from guardrails.inbound.kind import Told
from guardrails.inbound.learned.features import patterns, words_of
from guardrails.inbound.learned.heads import Row
from guardrails.inbound.learned.regression import Matrix
from guardrails.inbound.reading import Reading
from guardrails.inbound.semantic.encoder import embed

_SCALE: Final = 6.0
_SCALE_OF_WORDS: Final = 4.0
"""These bring the numbers of the vectors, whose rows have length one, beside those of the patterns."""
_WORDS: Final = 256
_ABOUT_KIND: Final = 6 + len(Kind) + 1
"""How many numbers stand behind those of the patterns."""
_BEFORE, _LINES_BEFORE = 200, 2
"""How much of a thread is read: code points, and last lines."""


def row_of_reading(message: Inbound, reading: Reading, told: Told, found: Kind) -> Row:
    """Return the row of a message: its sentence vector, what the patterns found, its words, and signs of its kind.

    The encoder reads the words as they stand: what the patterns read is levelled too far for it. What was said last in
    the thread tells what a short message is about. Blunt short messages are where the order of words tells least, and
    the words alone most.
    """
    before = " ".join(line.text for line in message.thread[-_LINES_BEFORE:])[:_BEFORE]
    said = f"{message.text} | {before}" if before else message.text
    noticed = np.array(patterns(reading, told.problem, told.factors), dtype=np.float32)
    about_kind = np.array(_about_kind(message, told, found), dtype=np.float32)
    return np.concatenate([embed(said) * _SCALE, noticed, words_of(reading) * _SCALE_OF_WORDS, about_kind])


def without_words(rows: Matrix) -> Matrix:
    """Return the front of the rows: the sentence vector and the patterns, all that heads but that of the kind read."""
    return rows[:, : rows.shape[1] - _WORDS - _ABOUT_KIND]


def _about_kind(message: Inbound, told: Told, found: Kind) -> list[float]:
    offence = told.offence
    said = (offence.swears, offence.aimed, offence.harsh, offence.slur, offence.threat, offence.sexual)
    return [float(one) for one in (*said, *(found is kind for kind in Kind), message.public)]
