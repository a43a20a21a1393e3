"""What nobody needs to answer a complaint, and what stands in its place once it is stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guardrails.inbound.spans import PrivateSpan

_PLAIN: Final = {
    "iban": "[iban]",
    "bank_account": "[bank account]",
    "security_code": "[security code]",
    "password": "[password]",
    "national_id": "[national id]",
    "passport": "[passport number]",
}
NEVER_NEEDED: Final = frozenset({"card", *_PLAIN})
"""Kinds without which every complaint can be answered. Contact details, addresses and dates of birth may be needed."""
_STANDS: Final = re.compile(
    r"\[(?:(?P<card>card ending \d{4})|"
    + "|".join(f"(?P<{kind}>{re.escape(said[1:-1])})" for kind, said in _PLAIN.items())
    + r")\]"
)
_SHOWN_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without what nobody needs, and the kinds that were taken out."""

    text: str
    kinds: frozenset[str] = frozenset()


def stand_ins(text: str) -> list[PrivateSpan]:
    """Return where something stands in for private data, with its kind: what was redacted is still known."""
    if "[" not in text:
        return []
    return [PrivateSpan(found.lastgroup or "", *found.span()) for found in _STANDS.finditer(text)]


def stand_in(kind: str, value: str) -> str:
    """Return what stands in for `value`: of a card its last four digits, by which people know it."""
    if kind == "card":
        return f"[card ending {''.join(one for one in value if one.isdigit())[-_SHOWN_DIGITS:]}]"
    return _PLAIN[kind]
