"""Messages that wish for something to be arranged and complain of nothing: they are answered as requests."""

from __future__ import annotations

import re
from typing import Final

from guardrails.inbound.reading import read
from guardrails.inbound.restating.restate import restate

_ARRANGED: Final = (
    r"(?:stop|pause|skip|move|change|switch|swap|cancel|book|rebook|reschedule|add|update|amend|transfer|renew|extend|"
    r"join|upgrade|have my (?:discount|deposit|points|receipt|invoice|certificate|card)|apply)"
)
_WISHES: Final = re.compile(
    rf"\b(?:(?:i|we) (?:would|should) (?:like|love) (?:you )?to|(?:i|we) (?:need|hope|am hoping) to|is it possible to|"
    rf"would it be possible to|(?:can|could|may|might) (?:i|we|you) (?:please|kindly)) {_ARRANGED}\b"
)
_HITCH: Final = re.compile(
    r"\b(?:error|something went wrong|white page|blank page|(?:could|can)(?:not| not) find where|will not let "
    r"me|would not let me|"
    r"page (?:keeps|crash|froze|freez)\w*)"
)
_GRIEVED: Final = re.compile(
    r"!!|\b(?:refund|compensation|complain\w*|disgust\w*|appalling|ridiculous|unacceptable|worst|joke|furious|ombudsman|"
    r"still waiting|rude|ashamed|torture|inhumane|money back)\b"
)


def wishes(text: str) -> bool:
    """Return whether an English message wishes for something to be arranged, with nothing told that went wrong."""
    plain = read(text).plain
    if not _WISHES.search(plain) or _GRIEVED.search(plain) or read(text).shouting:
        return False
    return restate(text).clause is None


def meets_a_hitch(text: str) -> bool:
    """Return whether the page did not let them do it themselves."""
    return bool(_HITCH.search(read(text).plain))
