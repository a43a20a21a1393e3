from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.inbound.private_data import PrivateSpan, find_private_data, mask, mask_all, redact, unmask

FOUND = [
    ("my card 4111 1111 1111 1111 was charged", [("card", "4111 1111 1111 1111")]),
    ("4111111111111111", [("card", "4111111111111111")]),
    ("amex 3782 822463 10005 declined", [("card", "3782 822463 10005")]),
    ("card: 5555-5555-5555-4444, cvv 123", [("card", "5555-5555-5555-4444"), ("security_code", "123")]),
    ("card ４１１１ １１１１ １１１１ １１１１ there", [("card", "４１１１ １１１１ １１１１ １１１１")]),
    ("refund to GB29 NWBK 6016 1331 9268 19 please", [("iban", "GB29 NWBK 6016 1331 9268 19")]),
    ("DE89370400440532013000", [("iban", "DE89370400440532013000")]),
    ("mail me: jane.doe+shop@example.co.uk!", [("email", "jane.doe+shop@example.co.uk")]),
    ("write to jane dot doe at gmail dot com", [("email", "jane dot doe at gmail dot com")]),
    ("ring 07911 123456 after six", [("phone", "07911 123456")]),
    ("+44 20 7946 0958", [("phone", "+44 20 7946 0958")]),
    ("call (212) 555-0187", [("phone", "(212) 555-0187")]),
    ("mi móvil es 612 345 678", [("phone", "612 345 678")]),
    ("my password is hunter2 and it fails", [("password", "hunter2")]),
    ("mot de passe : Soleil!99", [("password", "Soleil!99")]),
    ("the pin is 4821", [("password", "4821")]),
    ("verification code 884213 does nothing", [("password", "884213")]),
    ("NI number AB123456C", [("national_id", "AB123456C")]),
    ("ssn 078-05-1120", [("national_id", "078-05-1120")]),
    ("DNI 12345678Z", [("national_id", "12345678Z")]),
    ("CPF 529.982.247-25", [("national_id", "529.982.247-25")]),
    ("passport no 533380006", [("passport", "533380006")]),
    ("sort code 12-34-56 account number 12345678", [("bank_account", "12-34-56"), ("bank_account", "12345678")]),
    ("I live at 12 Acacia Avenue, Leeds LS1 4AP", [("address", "12 Acacia Avenue, Leeds LS1 4AP")]),
    ("deliver to 1600 Elm Street, Springfield, IL 62704", [("address", "1600 Elm Street, Springfield, IL 62704")]),
    ("wohne Hauptstraße 12, 10115 Berlin", [("address", "Hauptstraße 12, 10115 Berlin")]),
    ("vivo en calle Mayor 5", [("address", "calle Mayor 5")]),
    ("j'habite 12 rue de la Paix", [("address", "12 rue de la Paix")]),
    ("dob 12/03/1985", [("birth_date", "12/03/1985")]),
]
CLEAN = [
    "",
    "order 58213947 never arrived",
    "order number 07911123456",
    "tracking JD0002233445566778 says delivered",
    "card 4111 1111 1111 1112 is mistyped",
    "order 4111111111111111 is an order",
    "GB29 NWBK 6016 1331 9268 18 is mistyped",
    "placed on 2026-03-04 for 1,299.00",
    "I waited 2 days and 3 hours 45 minutes",
    "my password is wrong",
    "password is not working",
    "the password is incorrect, please reset",
    "your 5 star way of working",
    "order 123-45-678 and case 2024-11-07-3381",
    "flight BA286 on 12/10/2026 at 10:45",
    "I paid £1,234.56 for 2 tickets",
    "invoice 2023/114/8842 is unpaid",
    "model WX-4410-B, serial 88123400123",
    "@brand you said 24 hours",
    "pinned it, 12000 followers saw",
    "000-12-3456 is nobody's",
    "room 1204, floor 12",
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[one[0][:40] for one in FOUND])
def test_finds(text, expected):
    assert [(span.kind, text[span.start : span.end]) for span in find_private_data(text)] == expected


@pytest.mark.parametrize("text", CLEAN, ids=[one[:40] for one in CLEAN])
def test_leaves_alone(text):
    assert find_private_data(text) == []


def test_masks_and_restores():
    masked = mask("mail a@example.org or b@example.org, again a@example.org")
    assert masked.text == "mail [email-1] or [email-2], again [email-1]"
    assert masked.restore == {"[email-1]": "a@example.org", "[email-2]": "b@example.org"}
    assert unmask("We wrote to [email-2].", masked.restore) == "We wrote to b@example.org."


def test_a_token_the_customer_wrote_is_not_taken_for_one_of_ours():
    text = "I typed [email-1] and a@example.org"
    masked = mask(text)
    assert masked.text == "I typed [email-1] and [email-2]"
    assert unmask(masked.text, masked.restore) == text


PIECES = st.sampled_from(
    [text for text, _ in FOUND]
    + CLEAN
    + ["[email-1]", "[card-1]", "[", "]", "-1]", "\u200b", "é", "💥", " ", "\n", "٣"]
)


@given(st.lists(PIECES | st.text(max_size=30), max_size=6).map("".join))
def test_round_trip(text):
    masked = mask(text)
    assert unmask(masked.text, masked.restore) == text


@given(st.lists(PIECES | st.text(max_size=30), max_size=6).map("".join))
def test_spans_lie_in_the_text_in_order_and_apart(text):
    spans = find_private_data(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= after.start for one, after in pairwise(spans))


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=5),
)
def test_round_trip_with_anybodys_spans(text, bounds):
    masked = mask(text, [PrivateSpan("email", start, end) for start, end in bounds])
    assert unmask(masked.text, masked.restore) == text


@given(st.text(max_size=40), st.integers(0, 15).map(lambda n: f"4{n:015d}"))
def test_masked_text_holds_no_value_it_masks(text, digits):
    for span_text in mask(f"{text} card {digits[:16]}").restore.values():
        assert span_text


def test_texts_masked_together_share_their_tokens_and_nothing_runs_over_their_edges():
    masked = mask_all(["card 4111 1111", "1111 1111", "mail a@b.example", "again a@b.example"])
    assert masked.texts == ["card 4111 1111", "1111 1111", "mail [email-1]", "again [email-1]"]
    assert masked.restore == {"[email-1]": "a@b.example"}


def test_what_is_known_to_be_private_is_masked_whatever_it_looks_like():
    masked = mask_all(["Ada Okafor of Rose  Cottage"], [("name", "Okafor"), ("address", "Rose Cottage")])
    assert masked.texts == ["Ada [name-1] of [address-1]"]


def test_where_two_kinds_meet_nothing_of_either_shows():
    text = "ring +44 7911 654321 8 Gosling Rise BS7 9XY"
    assert not any(one.isdigit() for one in mask(text).text.replace("-1]", ""))


@pytest.mark.parametrize("stands", ["[card ending 1111]", "[password]", "[national id]", "[bank account]", "[iban]"])
def test_what_was_redacted_is_still_known_to_have_been_there(stands):
    text = f"my password is {stands}, mail a@b.example"
    kinds = [text[span.start : span.end] for span in find_private_data(text)]
    assert kinds == [stands, "a@b.example"]
    assert redact(text).text == text


@given(st.lists(PIECES | st.text(max_size=30), max_size=6).map("".join))
def test_redacting_twice_changes_nothing_more(text):
    once = redact(text)
    assert redact(once.text).text == once.text
