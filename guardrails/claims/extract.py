"""Mentions: every typed value of a text, each once, with the role its clause gives it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from guardrails.claims.clauses import Reading
from guardrails.claims.clocks import CLOCK, clocks
from guardrails.claims.contacts import DIGIT_WORDS, bare_hosts, contacts, phones, spelt_phones, veiled
from guardrails.claims.dates import Calendar
from guardrails.claims.durations import DURATION, durations
from guardrails.claims.events import ROLE_OF_DATE, Event
from guardrails.claims.identifiers import identifiers
from guardrails.claims.lexicon import words
from guardrails.claims.money import AMOUNT, CURRENCIES, amounts, in_digits
from guardrails.claims.numbers import VALUES, matches, starts
from guardrails.claims.quantities import COUNT, LOOSE, PERCENT, counts, loose_numbers, percentages
from guardrails.claims.values import Kind, Mention, Token
from guardrails.claims.words import lowered

_REGIONS: Final = {"en": "GB", "de": "DE", "fr": "FR", "es": "ES", "pt": "PT", "it": "IT", "nl": "NL"}
_COMMA_LANGUAGES: Final = frozenset(
    {"de", "fr", "es", "pt", "it", "nl", "pl", "da", "sv", "nb", "no", "nn", "fi", "tr", "ru", "cs", "sk", "hu", "ro"}
)
_POINT_REGIONS: Final = words("CH LI US MX PR GT HN NI PA PE SV DO CU BZ")
"""Regions whose languages have a decimal comma elsewhere; French-speaking Switzerland goes with the others."""
_COMMA_REGIONS: Final = frozenset({"ZA"})


@dataclass(frozen=True, slots=True)
class Reader:
    """How a text is to be read: its calendar, the region of bare phone numbers, the decimal mark."""

    calendar: Calendar
    region: str = "GB"
    comma_decimal: bool = False
    currency: str | None = None

    @classmethod
    def of(cls, calendar: Calendar, locale: str, currency: str | None = None) -> Reader:
        """Return the reader for texts in `locale` ("en_GB") of a brand that trades in `currency` (ISO 4217)."""
        language, _, region = locale.replace("-", "_").partition("_")
        region = region[-2:].upper()
        comma = (language in _COMMA_LANGUAGES and region not in _POINT_REGIONS) or region in _COMMA_REGIONS
        return cls(calendar, region or _REGIONS.get(language, "GB"), comma, currency)


_CARRIERS: Final = (
    "Royal Mail",
    "Parcelforce",
    "DHL",
    "DPD",
    "UPS",
    "FedEx",
    "Evri",
    "Hermes",
    "Yodel",
    "USPS",
    "GLS",
    "PostNL",
    "La Poste",
    "TNT",
    "Amazon Logistics",
    "An Post",
    "Canada Post",
    "Australia Post",
    "StarTrack",
    "Colissimo",
    "Chronopost",
    "Correos",
    "Deutsche Post",
    "Bpost",
    "PostNord",
    "Purolator",
    "OnTrac",
    "LaserShip",
    "Aramex",
    "Sendle",
    "InPost",
    "Tuffnells",
    "CitySprint",
    "DX Express",
    "Swiss Post",
    "Poste Italiane",
    "Bring",
    "Whistl",
    "Seur",
    "MRW",
)
_CARRIER_BY_KEY: Final = {name.lower(): name for name in _CARRIERS if name != "Bring"}
_CARRIER: Final = re.compile(
    r"(?<![\w@.])(?:"
    + "|".join(re.escape(name) for name in sorted(_CARRIER_BY_KEY.values(), key=len, reverse=True))
    + r")(?![\w@]|\.\w)"
)


def _carriers(sentence: Reading, known: Iterable[str], *, famous: bool) -> Iterator[Mention]:
    text, low, start, end = sentence.text, sentence.low, sentence.start, sentence.end
    if famous:
        for match in _CARRIER.finditer(text, start, end):
            yield Mention(Kind.CARRIER, match.start(), match.end(), Token(match.group().lower()))
    for name in known:
        at = low.find(name, start, end)
        while at >= 0:
            stop = at + len(name)
            if not (at and low[at - 1].isalnum()) and not (stop < len(low) and low[stop].isalnum()):
                yield Mention(Kind.CARRIER, at, stop, Token(name))
            at = low.find(name, stop, end)


_NUMBER_WORDS: Final = frozenset(VALUES) - {"a", "an", "half"}
_MONEY_WORDS: Final = frozenset(CURRENCIES) | {"p", "pence", "cents", "cent", "pennies", "kr", "zł"}
_UNIT_WORDS: Final = words("""
    second seconds sec secs minute minutes min mins hour hours hr hrs h day days night nights week weeks
    fortnight fortnights month months year years yr yrs overnight
""")
_CARRIER_WORDS: Final = frozenset(name.split()[0] for name in _CARRIER_BY_KEY)


def mentions(sentence: Reading, reader: Reader, carriers: Sequence[str] = ()) -> list[Mention]:
    """Return the typed values of a sentence in order; where two readings overlap, the more specific one stands."""
    found: list[Mention] = []
    taken = bytearray(sentence.end - sentence.start + 1)
    for family in _families(sentence, reader, carriers):
        for mention in family:
            start, end = mention.start - sentence.start, mention.end - sentence.start
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\x01" * (end - start)
                found.append(mention)
    found.sort(key=lambda mention: mention.start)
    return found


def _families(  # noqa: C901, PLR0912 - one branch for each family of values
    sentence: Reading, reader: Reader, carriers: Sequence[str]
) -> Iterator[Iterator[Mention]]:
    """Yield the readers that have something to find in a sentence, the most specific first.

    Values in digits are tried only where digits begin; those in words are searched for only where such a word stands.
    """
    text, start, end, lows = sentence.text, sentence.start, sentence.end, sentence.lows
    places = starts(text, start, end)
    worded = not _NUMBER_WORDS.isdisjoint(lows)

    def found(pattern: re.Pattern[str], *, search: bool) -> Iterator[re.Match[str]]:
        return pattern.finditer(text, start, end) if search else matches(pattern, text, places, end)

    if text.find("@", start, end) >= 0 or text.find(".", start, end - 1) >= 0 or _AT.search(text, start, end):
        yield contacts(text, start, end)
    if places and text.count(".", start, end) > 2:
        yield bare_hosts(text, start, end)
    if not _DOT_WORDS.isdisjoint(lows) or _VEILS.search(sentence.low, start, end):
        yield veiled(text, start, end)
    if len(DIGIT_WORDS & lows) > 1:
        yield spelt_phones(text, start, end, reader.region)
    if carriers or not _CARRIER_WORDS.isdisjoint(lows):
        yield _carriers(sentence, carriers, famous=not _CARRIER_WORDS.isdisjoint(lows))
    if text.find("%", start, end) >= 0 or not _PERCENT_WORDS.isdisjoint(lows):
        yield percentages(found(PERCENT, search=True))
    moneyed = not _MONEY_WORDS.isdisjoint(lows)
    if (moneyed and (worded or "a" in lows)) or not _CHARGE_WORDS.isdisjoint(lows):
        yield amounts(AMOUNT.finditer(text, start, end), comma_decimal=reader.comma_decimal, brand=reader.currency)
    elif places:
        yield amounts(in_digits(text, places, end), comma_decimal=reader.comma_decimal, brand=reader.currency)
    if not _UNIT_WORDS.isdisjoint(lows):
        yield durations(found(DURATION, search=worded or not _ARTICLES.isdisjoint(lows)))
    dated = not reader.calendar.words.isdisjoint(lows)
    if places or dated:
        yield reader.calendar.find(text, found(reader.calendar.pattern, search=dated))
    if places:
        yield identifiers(text, start, end)
    clocked = not _CLOCK_WORDS.isdisjoint(lows) or (worded and "to" in lows)
    if places or clocked:
        yield clocks(found(CLOCK, search=clocked))
    if places:
        yield phones(text, start, end, reader.region)
    counted = not _COUNT_WORDS.isdisjoint(lows)
    if places or worded or counted:
        yield counts(found(COUNT, search=worded or counted))
    if places:
        yield loose_numbers(matches(LOOSE, text, places, end))


_CHARGE_WORDS: Final = frozenset({"cost", "charge"})
_DOT_WORDS: Final = frozenset({"dot", "point"})
_VEILS: Final = re.compile(r"[\[({] ?(?:\.|dot) ?[\])}]|[a-z0-9-]dot[a-z]|_dot_|[。｡]")
_AT: Final = re.compile(r"\((?:at|@)\)|\[at\]")
_ARTICLES: Final = frozenset({"a", "an", "overnight"})
_PERCENT_WORDS: Final = frozenset({"percent", "cent", "half"})
_CLOCK_WORDS: Final = frozenset({"noon", "midday", "midnight", "o'clock", "past", "quarter"})
_COUNT_WORDS: Final = frozenset({"both", "pair", "couple", "dozen"})


_MONEY_ROLE: Final = lowered(
    r"(?P<credit>\b(?:vouchers?|store credit|credit note|gift card|goodwill|compensation|discount|gesture|coupon"
    r"|off your next|promo)\b)"
    r"|(?P<fee>\b(?:fees?|delivery charge|postage|shipping (?:costs?|charges?|fees?)|delivery (?:costs?|fees?)"
    r"|surcharge|deposit|excess)\b)"
    r"|(?P<remaining>\b(?:remaining|the rest|balance|outstanding|difference)\b)"
    r"|(?P<refund>\b(?:refund\w*|reimburs\w*|money back|credited|repay\w*|repaid|returned to your|back (?:to|into"
    r"|in|on) your)\b)"
    r"|(?P<total>\b(?:total\w*|paid|charged|came to|comes to|order value|payment|spent|bill(?:ed)?|altogether)\b)"
    r"|(?P<price>\b(?:price[ds]?|costs?|each|apiece|worth|unit)\b)"
)


def assign_roles(  # noqa: PLR0913, PLR0917 - the clause takes three of them
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
