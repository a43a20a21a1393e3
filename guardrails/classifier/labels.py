"""What the classifier tells apart: the rules of tone, pressure and privacy, in the order of its outputs."""

from __future__ import annotations

from typing import Final

JUDGED: Final = (
    "defensive",
    "blames-customer",
    "hollow-apology",
    "minimises",
    "hostile",
    "retraction-demand",
    "quid-pro-quo",
    "solicits-praise",
    "discloses-private-data",
    "requests-private-data",
)
"""The rules that words alone decide. Claims are the ledger's, form is counted."""

KINDS: Final = ("claim", "promise", "fault")
"""What else the encoder tells of a sentence: whether it asserts something beyond the complaint that can be checked,
promises an outcome, or admits fault. Whether that stands on record is the ledger's to say."""

STEERS: Final = "steers"
"""The last output, of a customer's sentence: whether it tells the writing system what to do or say."""

OUTPUTS: Final = (*JUDGED, *KINDS, STEERS)

MESSAGE: Final = "message"
"""What stands for the audience where a customer's own sentences are read."""

PUBLIC_ONLY: Final = frozenset({"discloses-private-data"})
"""What is a breach only where everybody reads it."""
FLUENT: Final = frozenset({"en"})
"""Where the encoder was taught what a statement is, and may doubt the ledger; other languages have other curves."""
