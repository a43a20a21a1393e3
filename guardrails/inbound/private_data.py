"""Private data in what a customer writes: found, masked, and restored.

A number counts only with its checksum or an unmistakable cue, so that order and tracking numbers pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.inbound import addresses, credentials
from guardrails.inbound.emails import find_emails
from guardrails.inbound.identity import find_identity
from guardrails.inbound.payment import find_payment
from guardrails.inbound.phones import find_phones
from guardrails.inbound.spans import PrivateSpan, ascii_digits

__all__ = ["Masked", "PrivateSpan", "find_private_data", "mask", "unmask"]

_RANK: Final = (
    "card",
    "iban",
    "security_code",
    "password",
    "national_id",
    "passport",
    "bank_account",
    "email",
    "phone",
    "address",
    "birth_date",
)
"""Which kind wins where two claim the same characters."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose private data are tokens such as `[email-1]`, and what each token stands for."""

    text: str
    restore: dict[str, str]


def find_private_data(text: str) -> list[PrivateSpan]:
    """Return the private data in `text`, in order, without overlaps; offsets count its code points."""
    if not text:
        return []
    plain = ascii_digits(text)
    found = [*_without_digits(plain)]
    if any(one.isdigit() for one in plain):
        found += _with_digits(plain)
    return _untangled(found)


def _without_digits(plain: str) -> Iterator[PrivateSpan]:
    yield from find_emails(plain)
    yield from credentials.find_secrets(plain, plain.lower())


def _with_digits(plain: str) -> Iterator[PrivateSpan]:
    yield from find_payment(plain)
    yield from find_identity(plain)
    yield from find_phones(plain)
    yield from addresses.find_addresses(plain)


def _untangled(found: list[PrivateSpan]) -> list[PrivateSpan]:
    kept: list[PrivateSpan] = []
    for span in sorted(found, key=lambda one: (_RANK.index(one.kind), one.start, -one.end)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda one: one.start)


def mask(text: str, spans: Sequence[PrivateSpan] | None = None) -> Masked:
    """Return `text` with its private data as tokens, and what they stand for; equal values share a token.

    `spans` may come from `find_private_data`; overlapping or foreign ones are cut to fit. A token never repeats words
    that the text already has, so that restoring cannot touch what was not masked.
    """
    pieces: list[str] = []
    tokens: dict[tuple[str, str], str] = {}
    position = 0
    for span in sorted(find_private_data(text) if spans is None else spans, key=lambda one: one.start):
        start, end = max(position, span.start), min(len(text), span.end)
        if start >= end:
            continue
        pieces += [text[position:start], _token(text, span.kind, text[start:end], tokens)]
        position = end
    pieces.append(text[position:])
    return Masked("".join(pieces), {token: value for (_, value), token in tokens.items()})


def _token(text: str, kind: str, value: str, tokens: dict[tuple[str, str], str]) -> str:
    if (kind, value) in tokens:
        return tokens[kind, value]
    taken = set(tokens.values())
    label = kind.replace("_", "-")
    number = 1
    while (token := f"[{label}-{number}]") in taken or token in text:
        number += 1
    tokens[kind, value] = token
    return token


_TOKEN: Final = re.compile(r"\[[a-z]+(?:-[a-z]+)*-\d+\]")


def unmask(text: str, restore: dict[str, str]) -> str:
    """Return `text` with every token of `restore` replaced by what it stands for."""
    return _TOKEN.sub(lambda found: restore.get(found[0], found[0]), text) if restore else text
