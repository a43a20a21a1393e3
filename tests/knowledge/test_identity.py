from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.facts import Customer
from knowledge.identity import (
    Match,
    canonical_email,
    canonical_handle,
    canonical_phone,
    compare,
    person_of,
    same_full_name,
)


@pytest.mark.parametrize(
    ("given_", "canonical"),
    [
        ("@Marta_K", "marta_k"),
        ("marta_k", "marta_k"),
        (" ＠Marta_K ", "marta_k"),
        ("https://x.com/Marta_K?s=20", "marta_k"),
        ("https://www.instagram.com/marta_k/", "marta_k"),
        ("facebook.com/marta.k#about", "marta.k"),
        ("https://www.linkedin.com/in/marta-klein/", "marta-klein"),
        ("https://www.tiktok.com/@Marta_K", "marta_k"),
        ("marta.k", "marta.k"),
        ("STRASSE", "strasse"),
        ("https://uk.linkedin.com/in/marta-klein", "marta-klein"),
        ("https://mobile.twitter.com/Marta_K", "marta_k"),
        ("https://evil.example/marta_k", None),
        ("https://notx.com/marta_k", None),
        ("https://x.com.evil.example/marta_k", None),
        ("https://marta_k", None),
        ("https://www.facebook.com/profile.php?id=1000", None),
        ("https://www.instagram.com/p/Cabc/", None),
        ("@", None),
        ("", None),
        (None, None),
    ],
)
def test_handle(given_: str | None, canonical: str | None) -> None:
    assert canonical_handle(given_) == canonical


@pytest.mark.parametrize(
    ("given_", "canonical"),
    [
        (" Marta.Klein+shop@Mail.Example ", "marta.klein+shop@mail.example"),
        ("mailto:<A@b.example>", "a@b.example"),
        ("a@b.example.", "a@b.example"),
        ("no address", None),
        ("@b.example", None),
        (None, None),
    ],
)
def test_email(given_: str | None, canonical: str | None) -> None:
    assert canonical_email(given_) == canonical


@pytest.mark.parametrize(
    ("given_", "region", "canonical"),
    [
        ("+44 (0)7700 900123", None, "+447700900123"),
        ("0044 7700 900123", None, "+447700900123"),
        ("07700 900123", "GB", "+447700900123"),
        ("07700 900123", "gb", "+447700900123"),
        ("07700 900123", None, "07700900123"),
        ("030 123456 ext. 12", "DE", "+4930123456"),
        ("12345", "GB", None),
        ("none", None, None),
        (None, None, None),
    ],
)
def test_phone(given_: str | None, region: str | None, canonical: str | None) -> None:
    assert canonical_phone(given_, region) == canonical


@pytest.mark.parametrize(
    ("person", "customer", "match"),
    [
        ({"handle": "@Ana"}, {"handle": "ana"}, Match.SAME),
        ({"email": "a@b.example", "handle": "x"}, {"email": "A@B.example", "handle": "y"}, Match.SAME),
        ({"handle": "ana"}, {"handle": "bea"}, Match.DIFFERENT),
        ({"handle": "ana", "email": "a@b.example"}, {"handle": "bea", "phone": "+447700900123"}, Match.DIFFERENT),
        ({"handle": "ana"}, {"email": "a@b.example"}, Match.UNKNOWN),
        ({"name": "Ana Ruiz"}, {"name": "Ana Ruiz"}, Match.UNKNOWN),
        ({}, {}, Match.UNKNOWN),
        ({"phone": "07700 900123"}, {"phone": "+44 7700 900123"}, Match.UNKNOWN),
        ({"phone": "07700 900124"}, {"phone": "+44 7700 900123"}, Match.DIFFERENT),
        ({"phone": "07700900123"}, {"phone": "07700 900 123"}, Match.SAME),
    ],
)
def test_compare(person: dict[str, str], customer: dict[str, str], match: Match) -> None:
    assert compare(person_of(**person), Customer(**customer)) is match


def test_compare_knows_the_country() -> None:
    author = person_of(phone="07700 900123", region="GB")
    assert compare(author, Customer(phone="+44 7700 900123"), "GB") is Match.SAME


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Marta Klein", "marta KLEIN", True),
        ("Frau Dr. Anna-Lena Weiß", "anna lena weiss", True),
        ("Klein, Marta", "Marta Klein", True),
        ("Łukasz Żak", "Lukasz Zak", True),
        ("Marta", "Marta", False),
        ("Mr Klein", "Mr Klein", False),
        ("M. K.", "M. K.", False),
        ("Marta Klein", "Marta Kleine", False),
        (None, "Marta Klein", False),
        ("", "", False),
    ],
)
def test_names(one: str | None, other: str | None, same: bool) -> None:
    assert same_full_name(one, other) is same


@given(st.text(max_size=300))
def test_canonical_forms_are_stable(text: str) -> None:
    """A canonical form is its own canonical form, whatever was typed."""
    for canonical in (canonical_handle, canonical_email, canonical_phone):
        once = canonical(text)
        if once is not None and canonical is not canonical_handle:
            assert canonical(once) == once
    person_of(handle=text, email=text, phone=text, name=text, region="GB")


@pytest.mark.parametrize(
    ("channel", "handle", "match"),
    [
        ("x", "https://x.com/ana", Match.SAME),
        ("x", "https://www.instagram.com/ana", Match.UNKNOWN),
        ("x", "https://evil.example/ana", Match.UNKNOWN),
        ("x", "@ana", Match.SAME),
        ("email", "https://www.instagram.com/ana", Match.SAME),
        ("instagram", "https://www.instagram.com/ana", Match.SAME),
    ],
)
def test_a_profile_is_of_the_platform_it_stands_on(channel: str, handle: str, match: Match) -> None:
    assert compare(person_of(handle="@ana", channel=channel), Customer(handle=handle)) is match


def test_a_name_on_two_platforms_leaves_the_rest_to_decide() -> None:
    person = person_of(handle="@ana", email="a@b.example", channel="x")
    assert compare(person, Customer(handle="https://tiktok.com/@ana", email="a@b.example")) is Match.SAME
    assert compare(person, Customer(handle="https://tiktok.com/@ana", email="c@b.example")) is Match.DIFFERENT
