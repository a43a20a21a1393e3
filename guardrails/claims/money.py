"""Amounts of money in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from guardrails.claims.clocks import is_dotted
from guardrails.claims.numbers import IN_DIGITS, IN_WORDS, decimal, matches
from guardrails.claims.values import SHARED, Kind, Mention, Money

CURRENCIES: Final[dict[str, str]] = {
    "£": "GBP",
    "gbp": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "quid": "GBP",
    "sterling": "GBP",
    "pounds sterling": "GBP",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "$": "$",
    "us$": "USD",
    "usd": "USD",
    "dollar": "$",
    "dollars": "$",
    "bucks": "$",
    "a$": "AUD",
    "aud": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "cad": "CAD",
    "nz$": "NZD",
    "nzd": "NZD",
    "¥": "JPY",
    "jpy": "JPY",
    "yen": "JPY",
    "₹": "INR",
    "inr": "INR",
    "rupees": "INR",
    "chf": "CHF",
    "francs": "CHF",
    "sek": "SEK",
    "nok": "NOK",
    "dkk": "DKK",
    "kr": "kr",
    "pln": "PLN",
    "zł": "PLN",
    "zloty": "PLN",
    "r$": "BRL",
    "brl": "BRL",
    "reais": "BRL",
    "sgd": "SGD",
    "hkd": "HKD",
    "zar": "ZAR",
}

_SIGN = r"(?:US|AU?|CA?|NZ|R)?\$|[£€¥₹]|\b(?:GBP|EUR|USD|AUD|CAD|NZD|JPY|INR|CHF|SEK|NOK|DKK|PLN|BRL|SGD|HKD|ZAR)"
_NAME = (
    r"(?:pounds sterling|pounds?|quid|euros?|dollars?|bucks|yen|rupees|francs|zloty|reais|"
    r"GBP|EUR|USD|AUD|CAD|NZD|JPY|INR|CHF|SEK|NOK|DKK|PLN|BRL|SGD|HKD|ZAR|kr)\b|(?:US|AU?|CA?|NZ|R)?\$|[£€¥₹]|zł"
)
_PENCE = r"p\b(?!\.m)|pence\b|cents?\b|pennies\b"
_DIGITS = IN_DIGITS

AMOUNT = re.compile(
    rf"(?P<sign>{_SIGN})[ \u00a0]?(?P<signed>{_DIGITS})(?P<thousand>k\b)?"
    rf"|\b(?P<named>{_DIGITS})[ \u00a0-]?(?:(?P<name>{_NAME})|(?P<pence>{_PENCE}))"
    rf"|\b(?P<words>{IN_WORDS}|a) (?:(?P<wname>{_NAME})|(?P<wpence>pence"
    rf"|pennies))(?: (?:and )?(?P<more>{IN_WORDS})(?: pence\b)?)?"
    r"|(?<![\w.,:/-])(?P<bare>\d{1,3}(?:,\d{3})*[.]\d{2})(?![\w%:/-]|[.,]\d)(?! ?(?:am|pm|kg|cm|mm|km|m|l|hours?"
    r"|stars?|per cent)\b)"
    r"|\b(?P<nothing>(?:at |for |with )?no (?:extra |additional )?(?:cost|charge)|free of charge"
    r"|without (?:extra )?charge)\b",
    re.IGNORECASE,
)


def amounts(
    found: Iterable[re.Match[str]], *, comma_decimal: bool = False, brand: str | None = None
) -> Iterator[Mention]:
    """Yield the amounts of money that `found` holds; a bare "49.00" counts as money of an unknown currency.

    A sign or a name that several currencies share, such as "$", stands for the `brand`'s own where that is one of them.
    """
    for match in found:
        if match["bare"] and is_dotted(match.string, match.start(), match.end()):
            continue
        value = _read(match, comma_decimal=comma_decimal)
        if value is not None and value.currency is not None and brand in SHARED.get(value.currency, ()):
            value = Money(value.amount, brand)
        if value is not None:
            yield Mention(Kind.AMOUNT, match.start(), match.end(), value)


_SIGN_BEFORE = re.compile(rf"(?:{_SIGN})[ \u00a0]?$", re.IGNORECASE)


def in_digits(text: str, places: Iterable[int], end: int) -> Iterator[re.Match[str]]:
    """Yield the matches of amounts in digits, whose digits begin at `places`."""
    return matches(AMOUNT, text, (_with_sign(text, place) for place in places), end)


def _with_sign(text: str, place: int) -> int:
    before = text[max(0, place - 5) : place]
    if not before or not (before[-1] in "£€$¥₹ \u00a0" or before[-1].isalpha()):
        return place
    sign = _SIGN_BEFORE.search(before)
    return place if sign is None else place - len(before) + sign.start()


def _read(match: re.Match[str], *, comma_decimal: bool) -> Money | None:
    group = match.groupdict()
    if group["nothing"]:
        return Money(Decimal(0))
    digits = group["signed"] or group["named"] or group["words"] or group["bare"]
    number = Decimal(1) if digits in {"a", "A"} else decimal(digits, comma_decimal=comma_decimal)
    if number is None:
        return None
    if group["thousand"]:
        number *= 1000
    if group["pence"] or group["wpence"]:
        return Money(number / 100)
    if group["more"] and (pence := decimal(group["more"])) is not None and pence < 100:
        number += pence / 100
    name = group["sign"] or group["name"] or group["wname"]
    return Money(number, currency(name))


def currency(name: str | None) -> str | None:
    """Return the code of a currency written as a sign, a code or a name; None when it is not known."""
    if not name:
        return None
    low = name.strip().lower()
    return CURRENCIES.get(low) or (low.upper() if len(low) == 3 and low.isalpha() else None)
