from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.ingest.values import as_amount, as_day, as_items


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-02",
        "2026/11/2",
        "2026-11-02T10:00:00Z",
        "2.11.2026",
        "02.11.2026 09:15",
        "2 Nov 2026",
        "2nd November 2026",
        "November 2, 2026",
        "Nov 2 2026",
        " 2-Nov-2026 ",
    ],
)
def test_dates(text: str) -> None:
    assert as_day(text) == date(2026, 11, 2)


def test_dates_with_slashes_only_when_they_are_certain() -> None:
    assert as_day("25/11/2026") == as_day("11/25/2026") == date(2026, 11, 25)
    assert as_day("03/03/2026") == date(2026, 3, 3)
    with pytest.raises(ValueError, match=r"'03/04/2026' could be two days; write it as 2026-MM-DD"):
        as_day("03/04/2026")


@pytest.mark.parametrize("text", ["soon", "2026-13-01", "31.02.2026", "99/99/2026", "20261102x", "0000-01-01"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the calendar has words of its own
        as_day(text)


def test_an_empty_date_is_none() -> None:
    assert as_day("") is None
    assert as_day(None) is None


@pytest.mark.parametrize(
    ("value", "amount", "currency"),
    [
        ("129.90", "129.90", None),
        ("£1,299.00", "1299.00", "GBP"),
        ("1.299,50 €", "1299.50", "EUR"),
        ("EUR 12,5", "12.5", "EUR"),
        ("1,299", "1299", None),
        ("1'299.05 CHF", "1299.05", "CHF"),
        ("1 299,05", "1299.05", None),
        ("$5", "5", "USD"),
        ("-3.00", "-3.00", None),
        (12, "12", None),
        (Decimal("1.10"), "1.10", None),
    ],
)
def test_amounts(value: object, amount: str, currency: str | None) -> None:
    found, unit = as_amount(value)
    assert (str(found), unit) == (amount, currency)


@pytest.mark.parametrize("value", ["free", "", "12 or 13", "NaN", float("inf"), True, "1" * 100, "£", "--5"])
def test_what_is_no_amount(value: object) -> None:
    with pytest.raises(ValueError, match="is not an amount"):
        as_amount(value)


@given(st.text(max_size=100))
def test_any_text_is_a_value_or_a_plain_error(text: str) -> None:
    for convert in (as_day, as_amount, as_items):
        try:
            convert(text)
        except ValueError as error:
            assert str(error)  # noqa: PT017 - whether it is raised depends on the text


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("Desk lamp x2; Cable", [{"name": "Desk lamp", "quantity": 2}, {"name": "Cable"}]),
        ("2 x Desk lamp", [{"name": "Desk lamp", "quantity": 2}]),
        ("Box x-ray", [{"name": "Box x-ray"}]),
        ("Desk lamp × 2 @ £19.99", [{"name": "Desk lamp", "quantity": 2, "price": Decimal("19.99")}]),
        ("Dinner at eight", [{"name": "Dinner at eight"}]),
        ('[{"title": "Lamp", "qty": 3, "price": "5,50"}]', [{"name": "Lamp", "quantity": 3, "price": Decimal("5.50")}]),
        (["Lamp x2"], [{"name": "Lamp", "quantity": 2}]),
        ({"name": "Lamp"}, [{"name": "Lamp"}]),
    ],
)
def test_items(value: object, items: list[dict[str, object]]) -> None:
    assert as_items(value) == items


@pytest.mark.parametrize("value", ["[1]", "[{", 5, "[" * 5000])
def test_what_is_no_list_of_items(value: object) -> None:
    with pytest.raises(ValueError, match="is not"):
        as_items(value)
