"""A stretch of private data."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrivateSpan:
    """Private data of one kind at `start:end`, in code points.

    Kinds: card, iban, bank_account, security_code, password, national_id, passport, birth_date, email, phone, address.
    """

    kind: str
    start: int
    end: int


def ascii_digits(text: str) -> str:
    """Return `text` with every decimal digit in ASCII, code point for code point."""
    if text.isascii():
        return text
    return "".join(_ascii(one) for one in text)


def _ascii(one: str) -> str:
    if one.isascii():
        return one
    value = unicodedata.digit(one, None)
    if value is not None:
        return str(value)
    return {"＠": "@", "．": ".", "－": "-", "‑": "-", "’": "'"}.get(one, one)
