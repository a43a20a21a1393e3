"""Verified notes: which may be told to this customer, and whether they establish a fault."""

from __future__ import annotations

import re

from api.drafting.composing.quoting import addressed, is_internal, sentences, stems, usual_stems
from api.drafting.composing.telling.inner import is_inner, is_secret

_HEADER = re.compile(r"^(?:verified|checked|confirmed|noted|logged)\b[^:\n]{0,160}:\s*", re.IGNORECASE)
_ORDER_NAMED = re.compile(r"\border(?: number| no\.?)? #?([A-Za-z0-9-]*\d[A-Za-z0-9-]*)", re.IGNORECASE)
_FAULT = re.compile(
    r"\b(?:we are responsible|our (?:own )?(?:\w+ )?(?:fault|mistake|error)|fault of our|"
    r"we (?:sent|packed|picked|charged|booked|entered|shipped) (?:\w+ ){0,3}(?:wrong|twice|incorrect)|"
    r"we (?:failed|forgot|missed|overlooked|made an error)|"
    r"(?:packing|picking|billing|system|booking|keying|data entry) error)\b",
    re.IGNORECASE,
)
_NO_FAULT = re.compile(r"\b(?:not|no|never|without)\b[^.]{0,30}(?:fault|error|mistake)", re.IGNORECASE)
_MOST = 330
_SHARED = 3
"""Distinctive words a note that names no order shares with a complaint before it is taken to be about it."""


def tellable_note(text: str, order_id: str | None, complaint: str) -> str | None:
    """Return a verified note as the customer can be told it; None where it is another's, beside the point or internal.

    A note that names orders is told only to the customer of one of them; any other has to speak of what they speak of.
    """
    if not is_about(text, order_id, complaint):
        return None
    told: list[str] = []
    for one in sentences(_HEADER.sub("", text.strip())):
        if (
            is_internal(one)
            or is_secret(one)
            or is_inner(one)
            or "customers" in one
            or one[-1] == "?"
            or sum(map(len, told)) + len(one) > _MOST
        ):
            break
        told.append(addressed(one if one[-1] in ".!" else f"{one}."))
    return " ".join(told) or None


def is_about(text: str, order_id: str | None, complaint: str) -> bool:
    """Return whether a note is about the order, or, where it names none, about what the complaint speaks of."""
    named = set(_ORDER_NAMED.findall(text))
    shared = (stems(complaint) & stems(text)) - usual_stems()
    return order_id in named if named else len(shared) >= _SHARED


def admits_fault(note: str) -> bool:
    """Return whether a verified note establishes that the company caused the problem."""
    return bool(_FAULT.search(note)) and not _NO_FAULT.search(note)
