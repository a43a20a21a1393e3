"""Values as people write them in tables: dates, amounts, lists of items."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:[T ].*)?")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[T ,].*)?")
_NAMED_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y", "%d-%b-%Y")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_SYMBOLS = {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY", "₹": "INR"}
_AMOUNT = re.compile(
    r"(?P<before>[^\d\s.,+-]{0,4}|[A-Za-z]{3})\s*"
    r"(?P<number>[+-]?[\d.,'’\u00a0\u202f ]*\d)\s*"
    r"(?P<after>[^\d\s.,]{0,4}|[A-Za-z]{3})"
)
_TIMES_AFTER = re.compile(r"(?P<name>.*\S)\s*[x×*]\s*(?P<quantity>\d{1,6})")
_TIMES_BEFORE = re.compile(r"(?P<quantity>\d{1,6})\s*[x×*]\s+(?P<name>\S.*)")
_PRICED = re.compile(r"(?P<item>.*\S)\s*(?:@|\bat\b)\s*(?P<price>\S{1,20}(?:\s[A-Za-z]{3})?)")


def as_day(value: Any) -> date | None:
    """Return the day; None for an empty value.

    Raises:
        ValueError: it is no date, or day and month cannot be told apart (03/04/2026).
    """
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    text = str(value).strip()
    return _written(text) if text else None


def _written(text: str) -> date:
    if match := _ISO.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.fullmatch(text):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if match := _SLASHED.fullmatch(text):
        return _slashed(int(match[1]), int(match[2]), int(match[3]), text)
    return _spelled(text)


def _slashed(one: int, two: int, year: int, text: str) -> date:
    if one > 12 or one == two:
        return date(year, two, one)
    if two > 12:
        return date(year, one, two)
    raise ValueError(f"{text!r} could be two days; write it as {year}-MM-DD")


def _spelled(text: str) -> date:
    plain = _ORDINAL.sub("", text)
    for form in _NAMED_FORMS:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(f"{text[:60]!r} is not a date; write it as YYYY-MM-DD")


def as_amount(value: Any) -> tuple[Decimal, str | None]:
    """Return an amount of money and its currency where the value tells it: `£1,299.00` is 1299.00 GBP.

    Raises:
        ValueError: it is no amount.
    """
    if isinstance(value, bool):
        raise ValueError(f"{value!r} is not an amount")  # noqa: TRY004 - one error for every bad value
    if isinstance(value, (int, Decimal, float)):
        return _finite(Decimal(str(value)), value), None
    text = str(value).strip()
    match = _AMOUNT.fullmatch(text[:60]) if len(text) <= 60 else None
    if not match:
        raise ValueError(f"{text[:60]!r} is not an amount")
    unit = (match["before"] or match["after"]).strip()
    currency = _SYMBOLS.get(unit) or (unit.upper() if re.fullmatch(r"[A-Za-z]{3}", unit) else None)
    try:
        return _finite(Decimal(_plain_number(match["number"])), text), currency
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is not an amount") from error


def _finite(amount: Decimal, value: Any) -> Decimal:
    if not amount.is_finite():
        raise ValueError(f"{value!r} is not an amount")
    return amount


def _plain_number(number: str) -> str:
    """Return the number with a point for decimals, whichever way it groups its thousands."""
    digits = re.sub(r"['’\u00a0\u202f ]", "", number)
    point, comma = digits.rfind("."), digits.rfind(",")
    if point >= 0 and comma >= 0:
        return digits.replace(",", "") if point > comma else digits.replace(".", "").replace(",", ".")
    if comma >= 0:
        grouped = re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})+", digits)
        return digits.replace(",", "") if grouped else digits.replace(",", ".", 1)
    return digits.replace(".", "") if digits.count(".") > 1 else digits


def as_items(value: Any) -> list[dict[str, Any]]:
    """Return the items of an order from a list, its JSON, or words such as `Desk lamp x2 @ 19.99; Cable`.

    Raises:
        ValueError: it is none of these.
    """
    if isinstance(value, str):
        text = value.strip()
        if text.startswith(("[", "{")):
            try:
                value = json.loads(text, parse_float=Decimal)
            except (ValueError, RecursionError) as error:
                raise ValueError(f"{text[:60]!r} is not valid JSON: {error}") from error
        else:
            return [_item(part.strip()) for part in re.split(r"[;\n|]", text) if part.strip()]
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        raise ValueError(f"{str(value)[:60]!r} is not a list of items")  # noqa: TRY004 - one error for every bad value
    return [_item(entry) if isinstance(entry, str) else _checked(entry) for entry in value]


def _checked(entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise ValueError(f"{str(entry)[:60]!r} is not an item")  # noqa: TRY004 - as above
    item = dict(entry)
    for other in ("title", "product", "description", "sku"):
        if not item.get("name") and item.get(other):
            item["name"] = item.pop(other)
    if "qty" in item and "quantity" not in item:
        item["quantity"] = item.pop("qty")
    if item.get("price") not in (None, ""):
        item["price"] = as_amount(item["price"])[0]
    return {name: field for name, field in item.items() if field not in (None, "")}


def _item(text: str) -> dict[str, Any]:
    item: dict[str, Any] = {}
    if match := _PRICED.fullmatch(text):
        try:
            item["price"] = as_amount(match["price"])[0]
            text = match["item"].strip()
        except ValueError:
            item = {}
    if match := _TIMES_AFTER.fullmatch(text) or _TIMES_BEFORE.fullmatch(text):
        return {"name": match["name"].strip(), "quantity": int(match["quantity"]), **item}
    return {"name": text, **item}
