from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrails.document import Document, read

PLAIN = "".join(sorted(set(string.printable) - set("<&*_`~[]#>\r\x0b\x0c")))
SPICE = st.sampled_from(
    [
        "**",
        "_",
        "<b>",
        "</b>",
        "<br>",
        "&amp;",
        "&nbsp;",
        "[a](http://b.c/d)",
        "\u200b",
        "\u202e",
        "ﬁ",
        "ｅ",
        "é",
        "é",
        "е",
        "ο",
        "“",
        "—",
        "…",
        "½",
        "😔",
        "👩\u200d👩\u200d👧",
        "\r\n",
        "٢",
        "<a href='x'>",
        "f**k",
        "# ",
        "> ",
        "e.g. ",
        "Mr. ",
        "10 a.m. ",
        "\x00",
    ]
)
MESSY = st.lists(st.one_of(SPICE, st.text(max_size=6)), max_size=30).map("".join)


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in read(text).sentences]


@given(MESSY)
def test_every_code_point_leads_back_into_the_original(text: str):
    document = read(text)
    assert len(document.offsets) == len(document.text) + 1
    assert len(document.ends) == len(document.text)
    assert document.offsets[-1] == len(text)
    for start, end in zip(document.offsets, document.ends, strict=False):
        assert 0 <= start < end <= len(text)
    assert list(document.offsets) == sorted(document.offsets)


@given(MESSY)
def test_a_code_point_that_stays_is_found_where_it_was(text: str):
    document = read(text)
    for index, character in enumerate(document.text):
        start, end = document.span(index, index + 1)
        assert character == text[start:end] or text[start:end] != character
        if character in string.ascii_letters and text[start:end].isascii() and end - start == 1:
            assert text[start:end] == character


@given(st.text(alphabet=PLAIN, max_size=300))
def test_plain_ascii_stays_as_it_is(text: str):
    document = read(text)
    assert document.text == text
    assert document.offsets == tuple(range(len(text) + 1))


@given(MESSY)
def test_sentences_cover_all_that_is_written(text: str):
    document = read(text)
    covered = [False] * len(document.text)
    last = 0
    for sentence in document.sentences:
        assert sentence.start >= last
        last = sentence.end
        assert sentence.text == document.text[sentence.start : sentence.end] == sentence.text.strip()
        assert len(sentence.lower) == len(sentence.text)
        covered[sentence.start : sentence.end] = [True] * (sentence.end - sentence.start)
    assert all(done or document.text[index].isspace() for index, done in enumerate(covered))


@given(st.text(max_size=200))
def test_reading_what_was_read_changes_no_letter(text: str):
    once = read(text).text
    assert unicodedata.is_normalized("NFKC", once) or any(unicodedata.combining(one) for one in once)


def quote(document: Document, words: str) -> str:
    start = document.text.index(words)
    first, last = document.span(start, start + len(words))
    return document.original[first:last]


@pytest.mark.parametrize(
    ("text", "shown", "words", "original"),
    [
        ("We will re\u200bfund you", "We will refund you", "refund", "re\u200bfund"),
        ("a r\u0435fund", "a refund", "refund", "r\u0435fund"),
        ("ＦＵＬＬ", "FULL", "FULL", "ＦＵＬＬ"),
        ("oﬃce", "office", "ffi", "ﬃ"),
        ("cafe\u0301 now", "café now", "café", "cafe\u0301"),
        ("fish &amp; chips", "fish & chips", "&", "&amp;"),
        ("a &lt;b&gt;", "a <b>", "<b>", "&lt;b&gt;"),
        ("a <b>bold</b> word", "a bold word", "bold", "bold"),
        ("re<b></b>fund", "refund", "refund", "re<b></b>fund"),
        ("**sorry** Jo", "sorry Jo", "sorry", "sorry"),
        ("so _very_ sorry", "so very sorry", "very", "very"),
        ("see [the form](https://a.example/f) here", "see the form here", "the form", "the form"),
        ("“so” – he said…", '"so" - he said...', '"so"', "“so”"),
        ("it’s", "it's", "it's", "it’s"),
        ("r\u0336e\u0336fund", "refund", "refund", "r\u0336e\u0336fund"),
        ("\u202erefund\u202c", "refund", "refund", "refund"),
        ("one<br/>two", "one\ntwo", "two", "two"),
        ("ᴅᴇʟᴇᴛᴇ it", "delete it", "delete", "ᴅᴇʟᴇᴛᴇ"),
        ("٢٥ days", "25 days", "25", "٢٥"),
        ("<!-- hidden -->shown", "shown", "shown", "shown"),
        ("<https://a.example/x>", "https://a.example/x", "https", "https"),
    ],
)
def test_shows_what_a_reader_sees(text: str, shown: str, words: str, original: str):
    document = read(text)
    assert document.text == shown
    assert quote(document, words) == original


@pytest.mark.parametrize(
    "text",
    [
        "Hi [Name], your order {{order}} of <insert date> is 5 * 3 * 2.",
        "snake_case and a_b_c, f**k and s**t, price*",
        "https://a.example/some_long_path_here and j_doe_x@mail.example",
        "Кошелёк сору не рад, ахаха.",
        "Ο κόσμος είναι ωραίος.",
        "3 < 4 and 5 > 2 & more",
        "<|im_start|>",
    ],
)
def test_leaves_what_is_no_markup(text: str):
    assert read(text).text == text


def test_folds_a_word_of_look_alikes_only_where_the_script_is_foreign():
    assert read("please рау us").text == "please pay us"
    assert read("мы рау ждём").text == "мы рау ждём"


def test_keeps_the_targets_of_links():
    document = read('<a href="https://evil.example/?a=1&amp;b=2">help</a> or [us](http://x.example)')
    assert [link.target for link in document.links] == ["https://evil.example/?a=1&b=2", "http://x.example"]
    assert [document.original[link.start : link.end] for link in document.links][1] == "[us](http://x.example)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello Mr. Smith, sorry. We'll call.", ["Hello Mr. Smith, sorry.", "We'll call."]),
        ("Send a photo, e.g. of the lid. Thanks!", ["Send a photo, e.g. of the lid.", "Thanks!"]),
        ("It cost £4.50. We refund it.", ["It cost £4.50.", "We refund it."]),
        ("We open at 10 a.m. on Monday.", ["We open at 10 a.m. on Monday."]),
        ("We open at 10 a.m. Please call.", ["We open at 10 a.m.", "Please call."]),
        ("See https://a.example/x.y?z=1. It helps.", ["See https://a.example/x.y?z=1.", "It helps."]),
        ("Write to a.b@c.example. Thanks.", ["Write to a.b@c.example.", "Thanks."]),
        ("We are sorry... really sorry. Yes.", ["We are sorry... really sorry.", "Yes."]),
        ("We are sorry... We mean it.", ["We are sorry...", "We mean it."]),
        ("Sorry! 😔 We'll fix it", ["Sorry! 😔", "We'll fix it"]),
        ("Thank you 🙏 We'll be in touch", ["Thank you 🙏", "We'll be in touch"]),
        ("Two things:\n- the lid\n- the box", ["Two things:", "- the lid", "- the box"]),
        ("1. Open the app\n2. Tap help", ["1. Open the app", "2. Tap help"]),
        ("We are sorry that\nyour parcel is late.", ["We are sorry that\nyour parcel is late."]),
        ("Kind regards,\nSam", ["Kind regards,", "Sam"]),
        ("One paragraph\n\nanother one", ["One paragraph", "another one"]),
        ('He said "no." We disagree.', ['He said "no."', "We disagree."]),
        ("Sorry about that.We will call.", ["Sorry about that.", "We will call."]),
        ("No. 5 is broken. no. Please wait", ["No. 5 is broken.", "no.", "Please wait"]),
        ("Bis zum 12. Mai sind wir da. Danke!", ["Bis zum 12. Mai sind wir da.", "Danke!"]),
        ("Jane Q. Public wrote. We read.", ["Jane Q. Public wrote.", "We read."]),
        ("申し訳ございません。すぐに調べます。", ["申し訳ございません。", "すぐに調べます。"]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ("We ship to the U.K. and the U.S. today.", ["We ship to the U.K. and the U.S. today."]),
        ("Shops etc. are open. Ok", ["Shops etc. are open.", "Ok"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_cuts_sentences(text: str, expected: list[str]):
    assert sentences(text) == expected


def test_tells_the_words_of_a_sentence():
    assert read("Don't WAIT, it's ok").sentences[0].words == {"dont", "wait", "its", "ok"}


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<a ",
        "*",
        "*a",
        "_a_",
        "[",
        "[a](",
        "&",
        "e\u0301\u0323",
        "😔",
        "\n",
        ". ",
        "<!--",
        "<script>",
        "а",
        '."',
        "a@",
        "\u200b",
    ],
)
def test_hostile_repetition_is_read_whole(unit: str):
    text = unit * (10_000 // len(unit))
    document = read(text)
    assert document.original == text
    assert all(end <= len(text) for end in document.ends)
