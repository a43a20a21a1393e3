"""Values as a reader expects them: dates, money, counts, lists and states in the words of a locale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

import yaml
from babel import Locale, UnknownLocaleError
from babel import dates as babel_dates
from babel.lists import format_list
from babel.numbers import (
    UnknownCurrencyError,
    format_currency,
    format_decimal,
    get_currency_precision,
    get_currency_symbol,
    is_currency,
)

_STATUSES = Path(__file__).parent / "phrasebook" / "statuses.yaml"
_CODES = {
    "£": "GBP",
    "€": "EUR",
    "$": "USD",
    "US$": "USD",
    "¥": "JPY",
    "zł": "PLN",
    "₹": "INR",
    "A$": "AUD",
    "C$": "CAD",
}
_PLAIN_SYMBOLS = {"GBP": "£", "EUR": "€"}


@lru_cache(maxsize=256)
def babel_locale(name: str) -> Locale:
    """Return the Babel locale called `name` ("en_GB", "de-DE"); British English when there is no such locale."""
    for candidate in (name.replace("-", "_"), name.replace("-", "_").partition("_")[0]):
        try:
            return Locale.parse("en_GB" if candidate == "en" else candidate)
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return Locale.parse("en_GB")


@lru_cache(maxsize=4096)
def _day(day: date, locale: str, *, with_year: bool) -> str:
    where = babel_locale(locale)
    if not with_year:
        skeletons = where.datetime_skeletons
        if "MMMMd" in skeletons:
            return babel_dates.format_skeleton("MMMMd", day, locale=where)
    return babel_dates.format_date(day, "long", locale=where)


def format_date(day: date, locale: str, today: date | None = None) -> str:
    """Return `day` as "6 May"; with its year when that is not the year of `today`, or `today` is not known."""
    return _day(day, locale, with_year=today is None or day.year != today.year)


def currency_code(currency: str | None) -> str | None:
    """Return the ISO 4217 code meant by `currency` ("gbp", "£"), or None when it means none."""
    if not currency or not currency.strip():
        return None
    given = currency.strip()
    code = _CODES.get(given, given.upper())
    return code if is_currency(code) else None


@lru_cache(maxsize=4096)
def format_money(amount: Decimal, currency: str | None, locale: str) -> str:
    """Return an amount as "£49", "£49.50", or "1.234,50 €" where the locale writes it so.

    Whole amounts go without decimals, and no digit of the record is rounded away. A currency that is not known stands
    behind the number as it was given.
    """
    where, code = babel_locale(locale), currency_code(currency)
    exact = max(0, -int(amount.normalize().as_tuple().exponent)) if amount.is_finite() else 0
    usual = get_currency_precision(code) if code else 2
    decimals = 0 if exact == 0 else max(exact, usual)
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    if code is None:
        number = format_decimal(amount, format=digits, locale=where)
        return f"{number} {currency.strip()}" if currency and currency.strip() else number
    pattern = where.currency_formats["standard"].pattern.partition(";")[0]
    try:
        money = format_currency(amount, code, format=_with_digits(pattern, digits), locale=where, currency_digits=False)
    except UnknownCurrencyError:  # pragma: no cover - is_currency has asked already
        return f"{amount} {code}"
    return money.replace(get_currency_symbol(code, where), _PLAIN_SYMBOLS.get(code, get_currency_symbol(code, where)))


def _with_digits(pattern: str, digits: str) -> str:
    """Return a currency pattern whose number part is `digits`."""
    first = next(i for i, character in enumerate(pattern) if character in "#0")
    last = max(i for i, character in enumerate(pattern) if character in "#0")
    return pattern[:first] + digits + pattern[last + 1 :]


def format_count(count: int, locale: str) -> str:
    """Return a whole number with the locale's grouping: "12,345"."""
    return format_decimal(count, locale=babel_locale(locale))


def join_names(names: Sequence[str], locale: str) -> str:
    """Return names as a list in running text: "the lamp, two bulbs and a cable"; empty for none."""
    return format_list([name for name in names if name], locale=babel_locale(locale))


@cache
def _statuses() -> dict[str, dict[str, str]]:
    content = yaml.safe_load(_STATUSES.read_text(encoding="utf-8"))
    return {language: dict(words) for language, words in content.items()}


def status_key(status: str) -> str:
    """Return the canonical spelling of a state: "Out-for Delivery" is `out_for_delivery`."""
    return "_".join(status.replace("-", " ").replace("_", " ").casefold().split())


def format_status(status: str, locale: str) -> str:
    """Return a state in words that follow "is" ("out for delivery"); one without a translation as it was given."""
    words = _statuses()
    language = babel_locale(locale).language
    key = status_key(status)
    known = words.get(language, {}).get(key)
    return known if known is not None else key.replace("_", " ")
