"""Mentions: every typed value of a text, each once, with the role its clause gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.claims.contacts import contacts, phones
from guardrails.claims.dates import Calendar
from guardrails.claims.events import ROLE_OF_DATE, Event
from guardrails.claims.identifiers import identifiers
from guardrails.claims.money import amounts
from guardrails.claims.quantities import clocks, counts, durations, loose_numbers, percentages
from guardrails.claims.values import Kind, Mention, Token

_REGIONS: Final = {"en": "GB", "de": "DE", "fr": "FR", "es": "ES", "pt": "PT", "it": "IT", "nl": "NL"}
_COMMA_LANGUAGES: Final = frozenset({"de", "fr", "es", "pt", "it", "nl", "pl", "da", "sv", "nb", "fi", "tr", "ru"})


@dataclass(frozen=True, slots=True)
class Reader:
    """How a text is to be read: its calendar, the region of bare phone numbers, the decimal mark."""

    calendar: Calendar
    region: str = "GB"
    comma_decimal: bool = False

    @classmethod
    def of(cls, calendar: Calendar, locale: str) -> Reader:
        """Return the reader for texts in `locale` ("en_GB")."""
        language, _, region = locale.replace("-", "_").partition("_")
        return cls(calendar, region[-2:] or _REGIONS.get(language, "GB"), language in _COMMA_LANGUAGES)


_CARRIERS: Final = (
    "Royal Mail", "Parcelforce", "DHL", "DPD", "UPS", "FedEx", "Evri", "Hermes", "Yodel", "USPS", "GLS", "PostNL", "La Poste", "TNT",
    "Amazon Logistics", "An Post", "Canada Post", "Australia Post", "StarTrack", "Colissimo", "Chronopost", "Correos", "Deutsche Post",
    "Bpost", "PostNord", "Purolator", "OnTrac", "LaserShip", "Aramex", "Sendle", "InPost", "Tuffnells", "CitySprint", "DX Express",
    "Swiss Post", "Poste Italiane", "Bring", "Whistl", "Seur", "MRW",
)  # fmt: skip
_CARRIER_BY_KEY: Final = {name.lower(): name for name in _CARRIERS if name != "Bring"}
_CARRIER: Final = re.compile(
    r"(?<![\w@.])(?:"
    + "|".join(re.escape(name) for name in sorted(_CARRIER_BY_KEY.values(), key=len, reverse=True))
    + r")(?![\w@]|\.\w)"
)
_NAMED_CARRIER: Final = re.compile(
    r"(?:\b(?:with|by|via|using|through|to|courier,?|carrier,?|carrier is|courier is|carrier:|handed to|from) )(?P<name>[A-Z][a-z]+[A-Z]?\w*(?: [A-Z]\w+){0,2})"
)


def _carriers(text: str, known: Iterable[str]) -> Iterator[Mention]:
    for match in _CARRIER.finditer(text):
        yield Mention(Kind.CARRIER, match.start(), match.end(), Token(match.group().lower()))
    low = text.lower()
    for name in known:
        at = low.find(name)
        while at >= 0:
            end = at + len(name)
            if not (at and low[at - 1].isalnum()) and not (end < len(low) and low[end].isalnum()):
                yield Mention(Kind.CARRIER, at, end, Token(name))
            at = low.find(name, end)


_HAS_DIGIT: Final = re.compile(r"\d")


def mentions(text: str, reader: Reader, carriers: Iterable[str] = ()) -> list[Mention]:
    """Return the typed values of `text` in order; where two readings overlap, the more specific one stands."""
    digits = _HAS_DIGIT.search(text) is not None
    comma = reader.comma_decimal
    families: Sequence[Callable[[], Iterator[Mention]]] = (
        (lambda: contacts(text)) if "." in text or "@" in text else _nothing,
        (lambda: _carriers(text, carriers)),
        (lambda: percentages(text)) if "%" in text or "cent" in text or "half" in text else _nothing,
        (lambda: amounts(text, comma_decimal=comma)),
        (lambda: durations(text)),
        (lambda: reader.calendar.find(text)),
        (lambda: identifiers(text)) if digits else _nothing,
        (lambda: clocks(text)),
        (lambda: phones(text, reader.region)) if digits else _nothing,
        (lambda: counts(text)),
        (lambda: loose_numbers(text)) if digits else _nothing,
    )
    taken = bytearray(len(text) + 1)
    found: list[Mention] = []
    for family in families:
        for mention in family():
            if not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
                found.append(mention)
    found.sort(key=lambda mention: mention.start)
    return found


def _nothing() -> Iterator[Mention]:
    return iter(())


_MONEY_ROLE: Final = re.compile(
    r"(?P<credit>\b(?:vouchers?|store credit|credit note|gift card|goodwill|compensation|discount|gesture|coupon|off your next|promo)\b)"
    r"|(?P<fee>\b(?:fees?|delivery charge|postage|shipping (?:costs?|charges?|fees?)|delivery (?:costs?|fees?)|surcharge|deposit|excess)\b)"
    r"|(?P<remaining>\b(?:remaining|the rest|balance|outstanding|difference)\b)"
    r"|(?P<refund>\b(?:refund\w*|reimburs\w*|money back|credited|repay\w*|repaid|returned to your|back (?:to|into|in|on) your)\b)"
    r"|(?P<total>\b(?:total\w*|paid|charged|came to|comes to|order value|payment|spent|bill(?:ed)?|altogether)\b)"
    r"|(?P<price>\b(?:price[ds]?|costs?|each|apiece|worth|unit)\b)",
    re.IGNORECASE,
)


def assign_roles(
    text: str, start: int, end: int, found: Sequence[Mention], told: Sequence[Event], inherited: str = ""
) -> str:
    """Give each date and amount of the clause `text[start:end]` its role; return the clause's last date role."""
    last = inherited
    if any(mention.kind is Kind.AMOUNT and not mention.role for mention in found):
        words = [
            (match.lastgroup or "", match.start(), match.end()) for match in _MONEY_ROLE.finditer(text, start, end)
        ]
        for mention in found:
            if mention.kind is Kind.AMOUNT and not mention.role:
                mention.role = _nearest(mention, words)
    if told:
        spans = [(ROLE_OF_DATE.get(event.name, ""), event.start, event.end) for event in told]
        last = next((role for role, _, _ in reversed(spans) if role), inherited)
        for mention in found:
            if mention.kind in {Kind.DATE, Kind.TIME} and not mention.role:
                mention.role = _nearest(mention, [span for span in spans if span[0]], following=6)
    elif inherited:
        for mention in found:
            if mention.kind is Kind.DATE and not mention.role:
                mention.role = inherited
    return last


def _nearest(mention: Mention, words: Sequence[tuple[str, int, int]], following: int = 18) -> str:
    """Return the role of the word nearest to a mention: one right behind it first, then the nearest before it."""
    behind = [(start - mention.end, role) for role, start, _ in words if 0 <= start - mention.end <= following]
    if behind:
        return min(behind)[1]
    inside = [role for role, start, end in words if start <= mention.start and mention.end <= end]
    if inside:
        return inside[0]
    before = [(mention.start - end, role) for role, _, end in words if end <= mention.start]
    if before:
        return min(before)[1]
    after = [(start - mention.end, role) for role, start, _ in words if start >= mention.end]
    return min(after)[1] if after else ""
