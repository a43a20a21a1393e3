"""The row of a message: what the heads read of it."""

from __future__ import annotations

from typing import Final

import numpy as np

from guardrails.inbound.assessment import Inbound, Kind
from guardrails.inbound.kind import Told
from guardrails.inbound.learned.features import patterns, words_of
from guardrails.inbound.learned.heads import Row
from guardrails.inbound.offence import Offence
from guardrails.inbound.reading import Reading
from guardrails.inbound.semantic.encoder import embed

_SCALE: Final = 6.0
_SCALE_OF_WORDS: Final = 4.0
"""These bring the numbers of the vectors, whose rows have length one, beside those of the patterns."""
_BEFORE, _LINES_BEFORE = 200, 2
"""How much of a thread is read: code points, and last lines."""


def row_of_reading(message: Inbound, reading: Reading, told: Told, found: Kind) -> Row:
    """Return the row of a message: its sentence vector, its words', and what the patterns found.

    The encoder reads the words as they stand: what the patterns read is levelled too far for it. What was said last in
    the thread tells what a short message is about. Blunt short messages are where the order of words tells least, and
    the words alone most.
    """
    before = " ".join(line.text for line in message.thread[-_LINES_BEFORE:])[:_BEFORE]
    said = f"{message.text} | {before}" if before else message.text
    noticed = [
        *patterns(reading, told.problem, told.factors),
        *_offences(told.offence),
        *(float(found is kind) for kind in Kind),
        float(message.public),
    ]
    return np.concatenate(
        [embed(said) * _SCALE, words_of(reading) * _SCALE_OF_WORDS, np.array(noticed, dtype=np.float32)]
    )


def _offences(offence: Offence) -> list[float]:
    said = (offence.swears, offence.aimed, offence.harsh, offence.slur, offence.threat, offence.sexual)
    return [float(one) for one in said]
