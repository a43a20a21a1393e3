"""In which languages the rules that miss something can tell that it is missing."""

from __future__ import annotations

from guardrails.document import Document
from guardrails.inbound.language import detect_language
from guardrails.reply import Reply

SPOKEN = frozenset({"en", "es", "fr", "de", "pt", "it", "nl"})
_UNSURE = "und"


def understood(document: Document, reply: Reply) -> bool:
    """Return whether the reply is in a language whose words the rules know; what is too short to tell counts."""
    told = (reply.language or "").strip().lower().replace("_", "-").split("-")[0]
    found = detect_language(document.text, told or _UNSURE)
    return found in SPOKEN or found == _UNSURE
