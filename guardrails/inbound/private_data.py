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
from guardrails.inbound.redaction import NEVER_NEEDED, Redacted, stand_in, stand_ins
from guardrails.inbound.spans import PrivateSpan, ascii_digits

__all__ = [
    "Masked",
    "MaskedTexts",
    "PrivateSpan",
    "find_private_data",
    "mask",
    "mask_all",
    "redact",
    "unmask",
    "without_private_data",
]

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
    """Return the private data in `text`, in order, without overlaps; offsets count its code points.

    What stands in for redacted data counts as what it was.
    """
    if not text:
        return []
    plain = ascii_digits(text)
    standing = stand_ins(plain)
    found = [*_without_digits(plain)]
    if any(one.isdigit() for one in plain):
        found += _with_digits(plain)
    apart = [one for one in found if not _meets(one, standing)] if standing else found
    return _untangled(plain, [*standing, *apart])


def redact(text: str) -> Redacted:
    """Return `text` without what no answer needs: cards, codes, passwords, bank and national numbers.

    What only shows once its neighbour is gone goes too, so that doing it twice changes nothing more.
    """
    kinds: set[str] = set()
    for _ in range(_ROUNDS):
        before, text = text, _once(text, kinds)
        if text == before:
            break
    return Redacted(text, frozenset(kinds))


_ROUNDS: Final = 5


def _once(text: str, kinds: set[str]) -> str:
    pieces, position = [], 0
    for span in find_private_data(text):
        if span.kind in NEVER_NEEDED:
            pieces += [text[position : span.start], stand_in(span.kind, ascii_digits(text[span.start : span.end]))]
            position = span.end
            kinds.add(span.kind)
    return "".join([*pieces, text[position:]])


def without_private_data(text: str) -> str:
    """Return `text` without its private data, for what only needs to know what it is about."""
    pieces, position = [], 0
    for span in find_private_data(text):
        pieces.append(text[position : span.start])
        position = span.end
    return " ".join([*pieces, text[position:]]) if pieces else text


def _meets(span: PrivateSpan, others: Sequence[PrivateSpan]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _without_digits(plain: str) -> Iterator[PrivateSpan]:
    yield from find_emails(plain)
    yield from credentials.find_secrets(plain, plain.lower())


def _with_digits(plain: str) -> Iterator[PrivateSpan]:
    yield from find_payment(plain)
    yield from find_identity(plain)
    yield from find_phones(plain)
    yield from addresses.find_addresses(plain)


def _untangled(text: str, found: list[PrivateSpan]) -> list[PrivateSpan]:
    """Return the spans without overlaps: where two claim the same characters, the lower kind keeps what is left."""
    kept: list[PrivateSpan] = []
    for span in sorted(found, key=lambda one: (_RANK.index(one.kind), one.start, -one.end)):
        rest = [span]
        for other in kept:
            rest = [part for one in rest for part in _outside(one, other)]
        kept += [one for one in rest if one is span or any(map(str.isalnum, text[one.start : one.end]))]
    return sorted(kept, key=lambda one: one.start)


def _outside(span: PrivateSpan, other: PrivateSpan) -> list[PrivateSpan]:
    if span.end <= other.start or span.start >= other.end:
        return [span]
    parts = ((span.start, other.start), (other.end, span.end))
    return [PrivateSpan(span.kind, start, end) for start, end in parts if start < end]


@dataclass(frozen=True, slots=True)
class MaskedTexts:
    """Texts whose private data are tokens that mean the same in all of them, and what each token stands for."""

    texts: list[str]
    restore: dict[str, str]


def mask(text: str, spans: Sequence[PrivateSpan] | None = None) -> Masked:
    """Return `text` with its private data as tokens, and what they stand for; equal values share a token.

    `spans` may come from `find_private_data`; overlapping or foreign ones are cut to fit. A token never repeats words
    that the text already has, so that restoring cannot touch what was not masked.
    """
    tokens = _Tokens([text])
    masked = tokens.put(text, find_private_data(text) if spans is None else spans)
    return Masked(masked, tokens.restore())


def mask_all(texts: Sequence[str], known: Sequence[tuple[str, str]] = ()) -> MaskedTexts:
    """Return `texts` masked together; `known` are further private values with their kinds, whatever they look like."""
    tokens = _Tokens(texts)
    patterns = [(kind, _saying(value)) for kind, value in known if value.strip()]
    masked = []
    for text in texts:
        own = (PrivateSpan(kind, *found.span()) for kind, pattern in patterns for found in pattern.finditer(text))
        masked.append(tokens.put(text, _joined([*find_private_data(text), *own])))
    return MaskedTexts(masked, tokens.restore())


def _saying(value: str) -> re.Pattern[str]:
    """Return a pattern for a value, however its words are spaced."""
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, value.split())) + r"(?!\w)")


def _joined(spans: list[PrivateSpan]) -> list[PrivateSpan]:
    """Return spans without overlaps, what overlaps as one: nothing of either may show."""
    joined: list[PrivateSpan] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if joined and span.start < joined[-1].end:
            joined[-1] = PrivateSpan(joined[-1].kind, joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


class _Tokens:
    """The tokens of some texts, none of which any of the texts has."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._by_value: dict[tuple[str, str], str] = {}

    def put(self, text: str, spans: Sequence[PrivateSpan]) -> str:
        """Return `text` with tokens in place of `spans`."""
        pieces: list[str] = []
        position = 0
        for span in sorted(spans, key=lambda one: one.start):
            start, end = max(position, span.start), min(len(text), span.end)
            if start < end:
                pieces += [text[position:start], self._token(span.kind, text[start:end])]
                position = end
        return "".join([*pieces, text[position:]])

    def restore(self) -> dict[str, str]:
        """Return what each token stands for."""
        return {token: value for (_, value), token in self._by_value.items()}

    def _token(self, kind: str, value: str) -> str:
        if (kind, value) not in self._by_value:
            taken = set(self._by_value.values())
            label = kind.replace("_", "-")
            number = 1
            while (token := f"[{label}-{number}]") in taken or any(token in text for text in self._texts):
                number += 1
            self._by_value[kind, value] = token
        return self._by_value[kind, value]


_TOKEN: Final = re.compile(r"\[[a-z]+(?:-[a-z]+)*-\d+\]")


def unmask(text: str, restore: dict[str, str]) -> str:
    """Return `text` with every token of `restore` replaced by what it stands for."""
    return _TOKEN.sub(lambda found: restore.get(found[0], found[0]), text) if restore else text
