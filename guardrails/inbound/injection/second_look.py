"""A second look at a message of which a sentence may steer: by the encoder, which reads each sentence among the others.

The light model reads every message, in a fraction of a millisecond; the encoder costs some milliseconds and is asked
only where the light one is in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from guardrails.classifier.labels import MESSAGE, OUTPUTS, STEERS

MOST: Final = 12
"""Sentences of one message that are read a second time; it bounds the time."""
DOUBT: Final = -4.0
"""The log-odds of the light model from which the encoder is asked: a third of ordinary complaints reach it."""


class Opinion(Enum):
    """What the encoder says of a sentence."""

    NONE = "none"
    IMPROBABLE = "improbable"
    SURE = "sure"


def opinions(texts: Sequence[str], odds: Sequence[float]) -> list[Opinion]:
    """Return for each sentence of a message what the encoder says of it; `odds` are the light model's log-odds.

    The parts of a sentence that is too long for one reading count together.
    """
    found = [Opinion.NONE] * len(texts)
    if not any(one >= DOUBT for one in odds):
        return found
    from guardrails.classifier.calibration import calibration  # noqa: PLC0415 - the encoder loads when first in doubt
    from guardrails.classifier.model import read_sentences  # noqa: PLC0415 - as above

    number, asked = OUTPUTS.index(STEERS), _asked(odds)
    band = calibration().bands[number]
    highest = dict.fromkeys(asked, float("-inf"))
    for read in read_sentences([texts[at] for at in asked], "", MESSAGE):
        at = asked[read.piece.sentence]
        highest[at] = max(highest[at], float(read.sentence[number]))
    for at, logit in highest.items():
        if logit >= band.block and odds[at] >= DOUBT:
            found[at] = Opinion.SURE
        elif logit < band.agrees:
            found[at] = Opinion.IMPROBABLE
    return found


def _asked(odds: Sequence[float]) -> list[int]:
    """Return the sentences that are read: all of an ordinary message, of a long one the most doubtful, in order."""
    if len(odds) <= MOST:
        return list(range(len(odds)))
    return sorted(sorted(range(len(odds)), key=lambda at: -odds[at])[:MOST])
