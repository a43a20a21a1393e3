from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.finding import Audience
from guardrails.lengths import LIMITS, fitting, length, limit

FAMILY = "👩‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("This is a test.", 15),
        ("one\ntwo", 7),
        ("one\r\ntwo", 8),
        ("é", 1),
        ("e\u0301", 1),
        ("ñandú", 5),
        ("q\u0301", 2),
        ("Грустно", 7),
        ("سلام", 4),
        ("\u10ff", 1),
        ("\u1100", 2),
        ("申し訳", 6),
        ("한", 2),
        ("\u1112\u1161\u11ab", 2),
        ("\u2000\u200d\u2010\u201f\u2032\u2037", 6),
        ("\u200e", 2),
        ("\u2020", 2),
        ("“sorry”", 7),
        ("€", 2),
        ("…", 2),
        ("😔", 2),
        ("👍🏽", 2),
        (FAMILY, 2),
        ("🇬🇧", 2),
        ("🇬🇧🇫🇷", 4),
        ("1️⃣", 2),
        ("❤️", 2),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2),
        ("©", 1),
        ("7 # *", 5),
        ("😔" + "\u0301" * 5, 7),
    ],
)
def test_characters_weigh_what_x_says(text, weight):
    assert length(text, "x") == weight


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("http://test.com", 23),
        ("https://test.com", 23),
        ("test.com", 23),
        ("Test https://test.com test https://test.com test.com test", 86),
        ("https://test.com/" + "a" * 400, 23),
        ("HTTPS://WWW.TEST.COM/A?b=c&d=e", 23),
        ("test.com.", 24),
        ("(test.com)", 25),
        ("test.com, test.com", 48),
        ("foo.co.uk", 23),
        ("help.shop.berlin/a", 23),
        ("sam@test.com", 12),
        ("readme.text", 11),
        ("the soup.the waiter", 19),
        ("3.50", 4),
        ("@test.com", 9),
    ],
)
def test_a_link_weighs_twenty_three_on_x(text, weight):
    assert length(text, "x") == weight


@pytest.mark.parametrize("channel", [name for name in LIMITS if name != "x"])
def test_elsewhere_what_a_reader_sees_as_one_character_counts_once(channel):
    assert length(f"e\u0301{FAMILY}🇬🇧申 https://test.com", channel) == 21


@pytest.mark.parametrize(
    ("channel", "public", "private"),
    [
        ("x", 280, 10_000),
        ("facebook", 8_000, 2_000),
        ("instagram", 2_200, 1_000),
        ("tiktok", 150, 1_000),
        ("linkedin", 1_250, 8_000),
        ("google_review", 4_096, 4_096),
        ("app_store", 5_970, 5_970),
        ("sms", 459, 459),
        ("email", 20_000, 20_000),
    ],
)
def test_a_direct_message_has_a_limit_of_its_own(channel, public, private):
    assert limit(channel) == limit(channel, Audience.PUBLIC) == limit(channel, "public") == public
    assert limit(channel, Audience.PRIVATE) == limit(channel, "private") == private


@pytest.mark.parametrize("channel", ["", None, "pigeon", "X"])
def test_an_unknown_channel_counts_as_other(channel):
    assert limit(channel) == limit("other", "private") == LIMITS["other"].most


@given(st.text(max_size=60), st.sampled_from(sorted(LIMITS)), st.sampled_from(Audience))
def test_what_fits_is_a_beginning_that_keeps_the_limit(text, channel, audience):
    long = text * 40
    fits = fitting(long, channel, audience)
    assert 0 <= fits <= len(long)
    assert (fits == len(long)) == (length(long, channel) <= limit(channel, audience))
    if "." not in long:
        assert length(long[:fits], channel) <= limit(channel, audience)


@given(st.text(alphabet=st.characters(exclude_characters=".", exclude_categories=("Cs",)), max_size=80))
def test_how_an_accent_is_written_makes_no_difference_on_x(text):
    assert length(unicodedata.normalize("NFD", unicodedata.normalize("NFC", text)), "x") == length(
        unicodedata.normalize("NFC", text), "x"
    )


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(sorted(LIMITS)))
def test_lines_add_up(one, other, channel):
    assert length(f"{one}\n{other}", channel) <= length(one, channel) + length(other, channel) + 1 + 23


@pytest.mark.parametrize(
    "text", ["a." * 5_000, "a.com/" * 1_700, "a.co?" + "(" * 9_990, "\u0301" * 10_000, "🇬" * 10_000]
)
def test_a_hostile_text_is_counted_to_its_end(text):
    assert 0 <= fitting(text, "x") <= len(text)
    assert length(text, "x") > 0
