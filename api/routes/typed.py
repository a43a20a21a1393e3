"""Typed values inside facts: checked at the door, so that no stored record can spoil a later draft."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import orjson
from pydantic import ValidationError

from api.errors import InvalidInput
from knowledge.facts import Fact

YEARS: Final = range(1970, 2201)
"""Years that can be reckoned with: near the ends of the calendar, a day more or another time zone leads out of it."""


def require_typed(facts: Iterable[Fact] | None) -> None:
    """Check that the data of orders and contacts have the right types, and that all data are plain JSON.

    Raises:
        InvalidInput: one has not; the message names the fact, the field and the value.
    """
    for fact in facts or ():
        require_plain(fact.data, fact.id)
        try:
            fact.order()
            fact.contact()
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise InvalidInput(
                f"data.{place} of {fact.id!r} is {str(first['input'])[:100]!r}: {first['msg']}",
                remedy="see docs/api.md for the fields of orders and contacts",
            ) from None


def require_day(as_of: date | None) -> None:
    """Check that the day that counts as today is one from which others can be reckoned.

    Raises:
        InvalidInput: it is not.
    """
    if as_of is not None and as_of.year not in YEARS:
        raise out_of_years("as_of", as_of.isoformat())


def out_of_years(name: str, value: str) -> InvalidInput:
    """Return what is told of a date that is too far away."""
    return InvalidInput(
        f"{name} is {value}: no date that can be reckoned with",
        remedy=f"give a date from {YEARS[0]} to {YEARS[-1]}, such as 2026-05-04",
    )


def require_plain(data: Any, named: str) -> None:
    """Check that `data` can be written as JSON: valid Unicode, not nested hundreds of levels deep.

    Raises:
        InvalidInput: it cannot.
    """
    try:
        orjson.dumps(data, default=str)
    except (TypeError, RecursionError):
        raise InvalidInput(
            f"the data of {named!r} is nested too deep, or holds text that is not valid Unicode",
            remedy="send plain JSON, at most 200 levels deep",
        ) from None
