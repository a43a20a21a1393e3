from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.facts import Fact, FactKind
from tests.guardrails.claims.conftest import SHIPPED, judge


def sold(total: str, currency: str | None) -> Fact:
    data = {"order_id": "90909", "status": "delivered", "total": total, "currency": currency}
    return Fact(id="o9", kind=FactKind.ORDER, data=data)


@pytest.mark.parametrize(
    ("locale", "told"),
    [("en_GB", "06/05/2026"), ("en_US", "05/06/2026"), ("en-AU", "6/5/26"), ("en_PH", "05/06/2026")]
    + [(locale, told) for locale in ("en_GB", "en_US") for told in ("2026-05-06", "6 May 2026", "May 6, 2026")],
)
def test_digits_are_read_in_the_order_of_the_locale(locale: str, told: str):
    assert judge(f"It left us on {told}.", (SHIPPED,), locale=locale).violations == []


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2026, 1, 1), date(2026, 5, 10)))
def test_the_other_order_is_found_out_and_told(day: date):
    fact = Fact(id="o1", kind=FactKind.ORDER, data={"order_id": "1234567", "status": "shipped", "shipped_on": str(day)})
    found = judge(f"It was shipped on {day:%m/%d/%Y}.", (fact,), locale="en_GB").violations
    if day.day > 12 or day.day == day.month:
        assert found == []
    else:
        (violation,) = found
        assert violation.rule == "contradicts-record"
        assert "as dates are written in en_GB" in violation.message
        assert f"{day.day} {day:%B} {day.year} would agree with order 1234567" in violation.message


@pytest.mark.parametrize(
    ("locale", "told", "total"),
    [
        ("en_GB", "1.299,00 EUR", "1299"),
        ("en_GB", "€1,299.00", "1299"),
        ("de_DE", "1.299,00 €", "1299"),
        ("de_DE", "1.299 EUR", "1299"),
        ("de_DE", "12,500 EUR", "12.50"),
        ("fr_FR", "1 299,00 €", "1299"),
        ("de_CH", "EUR 1'299.00", "1299"),
        ("es_MX", "1,299 EUR", "1299"),
    ],
)
def test_amounts_are_read_in_the_custom_of_the_locale(locale: str, told: str, total: str):
    assert judge(f"The total was {told}.", (sold(total, "EUR"),), locale=locale).violations == []


@pytest.mark.parametrize(
    ("brand", "on_record", "told", "right"),
    [
        (None, "CAD", "$49.00", True),
        ("GBP", "CAD", "$49.00", True),
        ("CAD", "CAD", "$49.00", True),
        ("CAD", "CAD", "49 dollars", True),
        ("CAD", "USD", "$49.00", False),
        ("USD", "CAD", "$49.00", False),
        ("USD", "CAD", "CA$49.00", True),
        ("SEK", "SEK", "49 kr", True),
        ("SEK", "NOK", "49 kr", False),
        (None, "NOK", "49 kr", True),
        (None, "EUR", "$49.00", False),
    ],
)
def test_a_shared_sign_is_the_brands_own_currency(brand: str | None, on_record: str, told: str, right: bool):
    found = judge(f"The total was {told}.", (sold("49.00", on_record),), currency=brand).violations
    assert [each.rule for each in found] == ([] if right else ["contradicts-record"])
