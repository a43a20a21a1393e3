from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.values import format_count, format_date, format_money, format_status, join_names

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "locale", "words"),
    [
        (date(2026, 5, 6), "en_GB", "6 May"),
        (date(2025, 12, 30), "en_GB", "30 December 2025"),
        (date(2026, 5, 6), "en_US", "May 6"),
        (date(2026, 5, 6), "de_DE", "6. Mai"),
        (date(2026, 5, 6), "fr", "6 mai"),
        (date(2026, 5, 6), "es", "6 de mayo"),
        (date(2025, 5, 6), "it", "6 maggio 2025"),
        (date(2026, 5, 6), "en", "6 May"),
        (date(2026, 5, 6), "en-GB", "6 May"),
        (date(2026, 5, 6), "klingon", "6 May"),
    ],
)
def test_a_date_reads_as_the_locale_writes_it(day, locale, words):
    assert format_date(day, locale, TODAY) == words


def test_without_a_today_the_year_is_told():
    assert format_date(date(2026, 5, 6), "en_GB") == "6 May 2026"


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "words"),
    [
        ("49", "GBP", "en_GB", "£49"),
        ("49.00", "GBP", "en_GB", "£49"),
        ("49.5", "GBP", "en_GB", "£49.50"),
        ("1234.5", "EUR", "de_DE", "1.234,50\xa0€"),
        ("1234.5", "EUR", "nl_NL", "€\xa01.234,50"),
        ("49.5", "GBP", "fr", "49,50\xa0£"),
        ("1234567", "GBP", "en_GB", "£1,234,567"),
        ("5000", "JPY", "en_GB", "JP¥5,000"),
        ("0.125", "EUR", "en_GB", "€0.125"),
        ("12", "£", "en_GB", "£12"),
        ("12", "gbp", "en_GB", "£12"),
        ("12.5", None, "en_GB", "12.50"),
        ("12", "points", "en_GB", "12 points"),
    ],
)
def test_money_reads_as_the_locale_writes_it(amount, currency, locale, words):
    assert format_money(Decimal(amount), currency, locale) == words


@given(st.decimals(min_value=0, max_value=10**9, places=4), st.sampled_from(["GBP", "EUR", "USD", None]))
def test_no_digit_of_the_record_is_lost(amount, currency):
    shown = format_money(amount, currency, "en_GB")
    assert Decimal("".join(c for c in shown if c in "0123456789.")) == amount


def test_counts_and_lists():
    assert format_count(12345, "en_GB") == "12,345"
    assert format_count(12345, "de") == "12.345"
    assert join_names([], "en_GB") == ""
    assert join_names(["the lamp"], "en_GB") == "the lamp"
    assert join_names(["the lamp", "the bulb", "the cable"], "en_GB") == "the lamp, the bulb and the cable"
    assert join_names(["die Lampe", "das Kabel"], "de") == "die Lampe und das Kabel"


@pytest.mark.parametrize(
    ("status", "locale", "words"),
    [
        ("out_for_delivery", "en_GB", "out for delivery"),
        ("Out-for Delivery", "en_GB", "out for delivery"),
        ("processing", "en_GB", "being processed"),
        ("shipped", "de_DE", "versandt"),
        ("awaiting_dragons", "en_GB", "awaiting dragons"),
        ("awaiting_dragons", "fr", "awaiting dragons"),
    ],
)
def test_a_state_is_told_in_words(status, locale, words):
    assert format_status(status, locale) == words
